//! What every page needs: who visits, in which language, with which cookie.

use std::cell::RefCell;
use std::sync::Arc;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload as RawPayload;
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, LOCATION};
use actix_web::web::{Data, Payload};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use askama::Template;
use chrono::Duration;
use futures_util::future::{Ready, ready};
use waymark_core::words::Speaker;

use crate::journeys::service::Service;
use crate::journeys::service::sessions::Secret;
use crate::web::http::address::{OnlyLooks, index};
use crate::web::http::body::{self, Form, TokenDecides};
use crate::web::http::current::service_of;
use crate::web::http::limits::{Door, Limits};
use crate::web::http::problem::Problem;
use crate::web::http::refill::Again;
use crate::web::http::stop::Stop;
use crate::web::parts::frame::Frame;

/// Somebody at a page.
pub(crate) struct Visit {
    /// The service.
    pub service: Arc<Service>,
    pub(crate) request: HttpRequest,
    speaker: Speaker,
    secret: RefCell<Option<Secret>>,
    /// Whether the answer must set the cookie.
    fresh: RefCell<bool>,
    /// How long the cookie outlives the browser, when the visitor asked for that now.
    lasts: RefCell<Option<Duration>>,
    /// What a form holds, until it is known that it can be taken.
    pub(crate) sent: RefCell<Vec<(String, String)>>,
    /// What was typed when a session had ended: it stands in its form again.
    pub(crate) again: RefCell<Option<Again>>,
    /// What tells this device the next time somebody signs in on it.
    pub(crate) device: RefCell<Option<String>>,
}

/// After how many seconds nobody's page stays on a screen that others use. The request knows it: a page that stops somebody goes, too.
#[derive(Clone, Copy)]
pub(crate) struct Leaves(pub i64);

impl FromRequest for Visit {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut RawPayload) -> Self::Future {
        ready(Self::of(request).ok_or_else(Problem::not_found))
    }
}

impl Visit {
    pub(crate) fn of(request: &HttpRequest) -> Option<Self> {
        let service = service_of(request)?;
        let secret = request.cookie(cookie_name(&service)).and_then(|cookie| Secret::parse(cookie.value()));
        let speaker = speaker(&service, request);
        Some(Self {
            service,
            request: request.clone(),
            speaker,
            secret: RefCell::new(secret),
            fresh: RefCell::new(false),
            lasts: RefCell::new(None),
            sent: RefCell::default(),
            again: RefCell::default(),
            device: RefCell::default(),
        })
    }

    /// Speaks the visitor's language.
    pub(crate) fn speaker(&self) -> &Speaker {
        &self.speaker
    }

    /// The frame of a page; `public` pages show the way out.
    pub(crate) fn frame(&self, public: bool) -> Frame {
        let operator = &self.service.settings.operator;
        Frame {
            t: self.speaker.clone(),
            service: operator.service_name.clone(),
            titled: if public { operator.reporters.name.clone() } else { operator.service_name.clone() },
            bare: false,
            demonstration: operator.demonstration,
            public,
            call_back: operator.call_back.clone(),
            reach: operator.team.clone(),
            staffed: operator.staffed.clone(),
            logo: self.service.settings.theme.logo.as_ref().map(|logo| logo.alt.clone()),
            with: String::new(),
            leaves: self.request.extensions().get::<Leaves>().map(|leaves| leaves.0),
            token: None,
            nav: None,
            listed: index::may_be_listed(&self.request),
        }
    }

    /// Whether somebody asked only for the head of the answer: nothing ends by that.
    pub(crate) fn only_looks(&self) -> bool {
        self.request.extensions().contains::<OnlyLooks>()
    }

    /// The frame of a page with a form: it holds the form's token, for which the visitor gets a cookie.
    pub(crate) fn form_frame(&self, public: bool) -> Frame {
        Frame { token: Some(self.form_token()), ..self.frame(public) }
    }

    /// The secret of the cookie, if there is one.
    pub(crate) fn known_secret(&self) -> Option<Secret> {
        self.secret.borrow().clone()
    }

    /// The secret of the cookie; a fresh one when there is none.
    pub(crate) fn secret(&self) -> Secret {
        if let Some(secret) = self.known_secret() {
            return secret;
        }
        self.renew_secret()
    }

    /// A fresh secret, whatever the visitor brought: what was kept before cannot be read with it.
    pub(crate) fn renew_secret(&self) -> Secret {
        let secret = Secret::fresh(&self.service);
        *self.secret.borrow_mut() = Some(secret.clone());
        *self.fresh.borrow_mut() = true;
        secret
    }

    /// The token that forms of this page carry.
    pub(crate) fn form_token(&self) -> String {
        self.secret().form_token(&self.service)
    }

    /// Reads a form that this site sent, and nobody else.
    pub(crate) async fn form(&self, payload: Payload) -> Result<Form, Stop> {
        self.form_up_to(payload, body::LONGEST).await
    }

    /// The same for a page whose words are kept even when they are too long to be sent. Few of them come in a minute.
    pub(crate) async fn long_form(&self, payload: Payload) -> Result<Form, Stop> {
        let form = self.form_up_to(payload, body::LONGEST_KEPT).await?;
        let length: usize = form.0.iter().map(|(_, value)| value.len()).sum();
        if length > body::LONGEST {
            self.pass(Door::Sending)?;
        }
        Ok(form)
    }

    async fn form_up_to(&self, payload: Payload, most: usize) -> Result<Form, Stop> {
        let form = body::read_form(&self.request, payload, most).await.map_err(Stop::Body)?;
        let decides = self.request.extensions().get::<TokenDecides>().is_none_or(|token| token.0);
        if decides && self.known_secret().is_none_or(|secret| secret.form_token(&self.service) != form.get("form_token")) {
            return Err(Stop::Expired);
        }
        self.sent.borrow_mut().clone_from(&form.0);
        Ok(form)
    }

    /// Lets the visitor through a door, or stops them for a while.
    pub(crate) fn pass(&self, door: Door) -> Result<(), Stop> {
        let limits = self.request.app_data::<Data<Limits>>();
        let passed = limits.map_or(Ok(()), |limits| limits.pass(&self.request, self.service.settings.behind_proxy, door));
        passed.map_err(Stop::TooMany)
    }

    /// Shows a page.
    pub(crate) fn show(&self, page: &impl Template) -> Result<HttpResponse, Stop> {
        self.show_as(StatusCode::OK, page)
    }

    /// Shows a page with another status.
    pub(crate) fn show_as(&self, status: StatusCode, page: &impl Template) -> Result<HttpResponse, Stop> {
        let html = page.render().map_err(|_| Stop::Template)?;
        let html = self.again.borrow().as_ref().map(|again| again.put_into(&html)).unwrap_or(html);
        let mut response = HttpResponse::build(status);
        self.set_cookie(&mut response);
        Ok(response.content_type("text/html; charset=utf-8").body(html))
    }

    /// Sends the visitor on: POST → 303 → GET.
    pub(crate) fn go(&self, to: &str) -> HttpResponse {
        let mut response = HttpResponse::SeeOther();
        self.set_cookie(&mut response);
        response.insert_header((LOCATION, to)).finish()
    }

    /// Sends the visitor on with another secret in the cookie, for so long.
    pub(crate) fn go_with(&self, to: &str, secret: Secret, lasts: Duration) -> HttpResponse {
        *self.secret.borrow_mut() = Some(secret);
        *self.lasts.borrow_mut() = Some(lasts);
        self.go(to)
    }

    /// Sends the visitor on without the cookie.
    pub(crate) fn go_and_forget(&self, to: &str) -> HttpResponse {
        let mut gone = self.cookie("");
        gone.make_removal();
        HttpResponse::SeeOther().cookie(gone).insert_header((LOCATION, to)).finish()
    }

    /// The query of the address, without its question mark: a word of ours, never of a person's.
    pub(crate) fn query(&self) -> &str {
        self.request.query_string()
    }

    /// Whether the query holds a word of ours, such as `mend` in `/report/story?change&mend`.
    pub(crate) fn asks(&self, word: &str) -> bool {
        self.query().split('&').any(|part| part == word)
    }

    /// Lets the cookie outlive the browser for so long: only when the visitor asked for it.
    pub(crate) fn keep_cookie(&self, lasts: Duration) {
        let _ = self.secret();
        *self.lasts.borrow_mut() = Some(lasts);
    }

    fn set_cookie(&self, response: &mut actix_web::HttpResponseBuilder) {
        if let Some(cookie) = self.device_cookie() {
            response.cookie(cookie);
        }
        let lasts = *self.lasts.borrow();
        if (*self.fresh.borrow() || lasts.is_some())
            && let Some(secret) = self.known_secret()
        {
            let mut cookie = self.cookie(&secret.reveal());
            if let Some(lasts) = lasts {
                cookie.set_max_age(actix_web::cookie::time::Duration::seconds(lasts.num_seconds()));
            }
            response.cookie(cookie);
        }
    }

    /// The one cookie, strictly necessary: gone when the browser closes.
    fn cookie(&self, value: &str) -> Cookie<'static> {
        let secure = self.service.settings.public_url.starts_with("https://");
        let cookie =
            Cookie::build(cookie_name(&self.service), value.to_owned()).path("/").http_only(true).same_site(SameSite::Lax);
        cookie.secure(secure).finish()
    }
}

fn cookie_name(service: &Service) -> &'static str {
    if service.settings.public_url.starts_with("https://") { "__Host-waymark" } else { "waymark" }
}

/// Whoever speaks a language that the visitor's browser asks for.
pub(crate) fn speaker(service: &Service, request: &HttpRequest) -> Speaker {
    let asked = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let tags = asked.split(',').filter_map(|part| part.split(';').next()).map(str::trim);
    let offered = &service.settings.operator.languages;
    let tags = tags.filter(|tag| offered.iter().any(|language| tag.split('-').next() == Some(language.as_str())));
    service.words.speaker(tags.chain(offered.iter().map(String::as_str)))
}

/// Nothing is here.
pub(crate) async fn not_found(request: HttpRequest) -> Result<HttpResponse, actix_web::Error> {
    if request.path().starts_with("/api/") {
        return Err(Problem::not_found().into());
    }
    Err(Stop::NotFound.into())
}
