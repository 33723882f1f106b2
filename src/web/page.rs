//! What every page needs: who visits, in which language, with which cookie; and what is shown when something stops them.

mod at_desk;

use std::cell::{Cell, RefCell};
use std::fmt;
use std::sync::Arc;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload as RawPayload;
use actix_web::http::header::{ACCEPT_LANGUAGE, LOCATION};
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Data, Payload};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, ResponseError};
use askama::Template;
use chrono::Duration;
use futures_util::future::{Ready, ready};
use waymark_core::words::Speaker;

use crate::journeys::StoreError;
use crate::journeys::organisation::link::LinkFault;
use crate::journeys::person::look_up::LookUpFault;
use crate::journeys::person::submit::SubmitFault;
use crate::journeys::service::Service;
use crate::journeys::service::sessions::Secret;
use crate::web::body::{self, BodyFault, Form};
use crate::web::current::service_of;
use crate::web::limits::{Door, Limits};
use crate::web::pages::Frame;
use crate::web::pages::public::Notice;
use crate::web::problem::Problem;
use crate::web::refill::Again;
use crate::web::safety::TokenDecides;

/// Somebody at a page.
pub struct Visit {
    /// The service.
    pub service: Arc<Service>,
    request: HttpRequest,
    speaker: Speaker,
    secret: RefCell<Option<Secret>>,
    /// Whether the answer must set the cookie.
    fresh: RefCell<bool>,
    /// How long the cookie outlives the browser, when the visitor asked for that now.
    lasts: RefCell<Option<Duration>>,
    /// What a form of the desk holds, until it is known that somebody sits there.
    sent: RefCell<Vec<(String, String)>>,
    /// What was typed when a session had ended: it stands in its form again.
    again: RefCell<Option<Again>>,
    /// After how many seconds nobody's page stays on a screen that others use.
    leaves: Cell<Option<i64>>,
    /// What tells this device the next time somebody signs in on it.
    device: RefCell<Option<String>>,
}

impl FromRequest for Visit {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut RawPayload) -> Self::Future {
        ready(Self::of(request).ok_or_else(Problem::not_found))
    }
}

impl Visit {
    fn of(request: &HttpRequest) -> Option<Self> {
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
            leaves: Cell::default(),
            device: RefCell::default(),
        })
    }

    /// Speaks the visitor's language.
    pub fn speaker(&self) -> &Speaker {
        &self.speaker
    }

    /// The frame of a page; `public` pages show the way out.
    pub fn frame(&self, public: bool) -> Frame {
        let operator = &self.service.settings.operator;
        Frame {
            t: self.speaker.clone(),
            service: operator.service_name.clone(),
            demonstration: operator.demonstration,
            public,
            call_back: operator.call_back.clone(),
            logo: self.service.settings.theme.logo.as_ref().map(|logo| logo.alt.clone()),
            with: String::new(),
            leaves: self.leaves.get(),
        }
    }

    /// The secret of the cookie, if there is one.
    pub fn known_secret(&self) -> Option<Secret> {
        self.secret.borrow().clone()
    }

    /// The secret of the cookie; a fresh one when there is none.
    pub fn secret(&self) -> Secret {
        if let Some(secret) = self.known_secret() {
            return secret;
        }
        self.renew_secret()
    }

    /// A fresh secret, whatever the visitor brought: what was kept before cannot be read with it.
    pub fn renew_secret(&self) -> Secret {
        let secret = Secret::fresh(&self.service);
        *self.secret.borrow_mut() = Some(secret.clone());
        *self.fresh.borrow_mut() = true;
        secret
    }

    /// The token that forms of this page carry.
    pub fn form_token(&self) -> String {
        self.secret().form_token(&self.service)
    }

    /// Reads a form that this site sent, and nobody else.
    pub async fn form(&self, payload: Payload) -> Result<Form, Stop> {
        let form = body::read_form(payload).await.map_err(|fault| self.stop(Why::Body(fault)))?;
        let decides = self.request.extensions().get::<TokenDecides>().is_none_or(|token| token.0);
        if decides && self.known_secret().is_none_or(|secret| secret.form_token(&self.service) != form.get("form_token")) {
            return Err(self.stop(Why::Expired));
        }
        if self.request.path().starts_with("/desk/") {
            *self.sent.borrow_mut() = form.0.clone();
        }
        Ok(form)
    }

    /// Lets the visitor through a door, or stops them for a while.
    pub fn pass(&self, door: Door) -> Result<(), Stop> {
        let limits = self.request.app_data::<Data<Limits>>();
        let passed = limits.map_or(Ok(()), |limits| limits.pass(&self.request, self.service.settings.behind_proxy, door));
        passed.map_err(|seconds| self.stop(Why::TooMany(seconds)))
    }

    /// Stops the visitor.
    pub fn stop(&self, why: impl Into<Why>) -> Stop {
        // Somebody at an organisation is no visitor of the public pages.
        Stop {
            frame: Box::new(self.frame(!["/r/", "/desk", "/centre/"].iter().any(|start| self.request.path().starts_with(start)))),
            why: why.into(),
            back: at_desk::door(self.request.path()),
        }
    }

    /// Shows a page.
    pub fn show(&self, page: &impl Template) -> Result<HttpResponse, Stop> {
        self.show_as(StatusCode::OK, page)
    }

    /// Shows a page with another status.
    pub fn show_as(&self, status: StatusCode, page: &impl Template) -> Result<HttpResponse, Stop> {
        let html = page.render().map_err(|_| self.stop(Why::Template))?;
        let html = self.again.borrow().as_ref().map(|again| again.put_into(&html)).unwrap_or(html);
        let mut response = HttpResponse::build(status);
        self.set_cookie(&mut response);
        Ok(response.content_type("text/html; charset=utf-8").body(html))
    }

    /// Sends the visitor on: POST → 303 → GET.
    pub fn go(&self, to: &str) -> HttpResponse {
        let mut response = HttpResponse::SeeOther();
        self.set_cookie(&mut response);
        response.insert_header((LOCATION, to)).finish()
    }

    /// Sends the visitor on without the cookie.
    pub fn go_and_forget(&self, to: &str) -> HttpResponse {
        let mut gone = self.cookie("");
        gone.make_removal();
        HttpResponse::SeeOther().cookie(gone).insert_header((LOCATION, to)).finish()
    }

    /// The query of the address, without its question mark: a word of ours, never of a person's.
    pub fn query(&self) -> &str {
        self.request.query_string()
    }

    /// Whether the query holds a word of ours, such as `mend` in `/report/story?change&mend`.
    pub fn asks(&self, word: &str) -> bool {
        self.query().split('&').any(|part| part == word)
    }

    /// Lets the cookie outlive the browser for so long: only when the visitor asked for it.
    pub fn keep_cookie(&self, lasts: Duration) {
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
pub(super) fn speaker(service: &Service, request: &HttpRequest) -> Speaker {
    let asked = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let tags = asked.split(',').filter_map(|part| part.split(';').next()).map(str::trim);
    let offered = &service.settings.operator.languages;
    let tags = tags.filter(|tag| offered.iter().any(|language| tag.split('-').next() == Some(language.as_str())));
    service.words.speaker(tags.chain(offered.iter().map(String::as_str)))
}

/// Why a visitor is stopped.
#[derive(Debug)]
pub enum Why {
    /// Nothing is here.
    NotFound,
    /// The method is not for this address.
    Method,
    /// The link leads nowhere.
    Link,
    /// Too many came from this address; again after so many seconds.
    TooMany(u64),
    /// The session is over, or the form was not ours.
    Expired,
    /// Another site sent it.
    AnotherSite,
    /// Nobody is signed in.
    SignIn,
    /// Nobody is signed in any more, and what was typed is kept.
    Kept,
    /// The role of whoever is signed in may not.
    Role,
    /// The body was not read.
    Body(BodyFault),
    /// A template failed.
    Template,
    /// Storage failed.
    Store(StoreError),
}

impl From<StoreError> for Why {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<SubmitFault> for Why {
    fn from(fault: SubmitFault) -> Self {
        match fault {
            SubmitFault::AnotherBody => Self::Expired,
            SubmitFault::NotKept(error) => Self::Store(error),
        }
    }
}

impl From<LookUpFault> for Why {
    fn from(fault: LookUpFault) -> Self {
        match fault {
            LookUpFault::Unknown | LookUpFault::Erased => Self::Expired,
            LookUpFault::Store(error) => Self::Store(error),
        }
    }
}

impl From<LinkFault> for Why {
    fn from(fault: LinkFault) -> Self {
        match fault {
            LinkFault::Unknown | LinkFault::Over | LinkFault::NoReader => Self::Link,
            LinkFault::WrongCode => Self::Expired,
            LinkFault::TooMany => Self::TooMany(60),
            LinkFault::Store(error) => Self::Store(error),
        }
    }
}

/// A page that stops a visitor and says how to go on.
pub struct Stop {
    frame: Box<Frame>,
    why: Why,
    /// The page of the desk's door that somebody is sent back to.
    back: Option<String>,
}

impl fmt::Debug for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stop({:?})", self.why)
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stopped")
    }
}

impl Stop {
    /// A stop of a request that has no visit yet.
    pub(super) fn of(request: &HttpRequest, why: Why) -> actix_web::Error {
        Visit::of(request).map_or_else(|| Problem::not_found().into(), |visit| visit.stop(why).into())
    }

    fn name(&self) -> &'static str {
        match self.why {
            Why::NotFound | Why::Method => "not-found",
            Why::Link => "link",
            Why::Role => "role",
            Why::TooMany(_) => "too-many",
            Why::Body(BodyFault::TooLong) => "too-long",
            Why::Expired | Why::AnotherSite | Why::SignIn | Why::Kept | Why::Body(_) => "expired",
            Why::Template | Why::Store(_) => "wrong",
        }
    }
}

impl ResponseError for Stop {
    fn status_code(&self) -> StatusCode {
        match self.why {
            Why::NotFound | Why::Link => StatusCode::NOT_FOUND,
            Why::Method => StatusCode::METHOD_NOT_ALLOWED,
            Why::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Why::SignIn | Why::Kept => StatusCode::SEE_OTHER,
            Why::Expired | Why::AnotherSite | Why::Role => StatusCode::FORBIDDEN,
            Why::Body(BodyFault::TooLong) => StatusCode::PAYLOAD_TOO_LARGE,
            Why::Body(BodyFault::TooSlow) => StatusCode::REQUEST_TIMEOUT,
            Why::Body(BodyFault::Broken) => StatusCode::BAD_REQUEST,
            Why::Template => StatusCode::INTERNAL_SERVER_ERROR,
            Why::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let sign_in = match self.why {
            Why::SignIn => Some("/desk/sign-in"),
            Why::Kept => Some("/desk/sign-in?kept"),
            _ => None,
        };
        if let Some(to) = sign_in {
            return HttpResponse::SeeOther().insert_header((LOCATION, to)).finish();
        }
        if let Why::Store(error) = &self.why {
            tracing::error!(%error, "a page could not be answered");
        }
        let t = &self.frame.t;
        let link = match self.why {
            Why::Role => Some(("/desk".to_owned(), t.say("notice-role-back"))),
            Why::TooMany(_) if self.back.is_some() => self.back.clone().map(|back| (back, t.say("notice-too-many-back"))),
            _ => self.frame.public.then(|| ("/".to_owned(), t.say("link-home"))),
        };
        let notice = Notice {
            frame: (*self.frame).clone(),
            heading: t.say(&format!("notice-{}-heading", self.name())),
            paragraphs: vec![t.say(&format!("notice-{}-text", self.name()))],
            link,
        };
        let mut response = HttpResponse::build(self.status_code());
        if let Why::TooMany(seconds) = self.why {
            response.insert_header(("Retry-After", seconds.to_string()));
        }
        match notice.render() {
            Ok(html) => response.content_type("text/html; charset=utf-8").body(html),
            Err(_) => response.content_type("text/plain").body("Something went wrong. Please try again later.\n"),
        }
    }
}

/// Nothing is here, or not by this method.
pub(super) async fn not_found(request: HttpRequest) -> Result<HttpResponse, actix_web::Error> {
    if request.path().starts_with("/api/") {
        return Err(Problem::not_found().into());
    }
    let why = if matches!(*request.method(), Method::GET | Method::HEAD) { Why::NotFound } else { Why::Method };
    Err(Stop::of(&request, why))
}
