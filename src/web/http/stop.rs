//! What stops a visitor, and why: the cause of every error page.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use askama::Template;

use crate::journeys::StoreError;
use crate::journeys::organisation::link::LinkFault;
use crate::journeys::person::look_up::LookUpFault;
use crate::journeys::person::submit::SubmitFault;
use crate::web::http::body::BodyFault;
use crate::web::http::problem::Problem;
use crate::web::http::visit::Visit;
use crate::web::parts::families::{NOTICE_HEADING, NOTICE_TEXT};
use crate::web::parts::frame::Frame;
use crate::web::parts::notice::Notice;

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
    pub(crate) frame: Box<Frame>,
    pub(crate) why: Why,
    /// The page of the desk's door that somebody is sent back to.
    pub(crate) back: Option<String>,
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
    pub(crate) fn of(request: &HttpRequest, why: Why) -> actix_web::Error {
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
            heading: t.of(&NOTICE_HEADING, self.name()),
            paragraphs: vec![t.of(&NOTICE_TEXT, self.name())],
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
