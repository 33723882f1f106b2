//! What stops a visitor, and why: the cause of every error page. The guard says it in the visitor's words.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{LOCATION, RETRY_AFTER};
use actix_web::{HttpResponse, ResponseError};

use crate::journeys::organisation::link::LinkFault;
use crate::journeys::person::receipt::LookUpFault;
use crate::journeys::person::submit::SubmitFault;
use crate::web::http::body::BodyFault;
use waymark_core::store_error::StoreError;

/// Why a visitor is stopped.
#[derive(Debug)]
pub(crate) enum Stop {
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
    /// The person's own page is closed.
    Closed(Closed),
    /// The role of whoever is signed in may not.
    Role,
    /// The body was not read.
    Body(BodyFault),
    /// A template failed.
    Template,
    /// Storage failed.
    Store(StoreError),
}

/// What became of what somebody did on their own page when it was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closed {
    /// They only looked.
    Seen,
    /// Nothing was done, and what was typed is kept.
    Kept,
    /// Nothing was done, and nothing was typed.
    Ended,
    /// The report is locked away: nothing was done.
    Erased,
}

impl Closed {
    /// The page that says so.
    fn page(self) -> &'static str {
        match self {
            Self::Seen => "/your-report",
            Self::Kept => "/your-report?kept",
            Self::Ended => "/your-report?ended",
            Self::Erased => "/your-report?not-kept",
        }
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<SubmitFault> for Stop {
    fn from(fault: SubmitFault) -> Self {
        match fault {
            SubmitFault::AnotherBody => Self::Expired,
            SubmitFault::NotKept(error) => Self::Store(error),
        }
    }
}

impl From<LookUpFault> for Stop {
    fn from(fault: LookUpFault) -> Self {
        match fault {
            LookUpFault::Unknown => Self::Expired,
            LookUpFault::Erased => Self::Closed(Closed::Erased),
            LookUpFault::Store(error) => Self::Store(error),
        }
    }
}

impl From<LinkFault> for Stop {
    fn from(fault: LinkFault) -> Self {
        match fault {
            LinkFault::Unknown | LinkFault::Over | LinkFault::NoReader => Self::Link,
            LinkFault::WrongCode => Self::Expired,
            LinkFault::TooMany => Self::TooMany(60),
            LinkFault::Store(error) => Self::Store(error),
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stopped")
    }
}

impl Stop {
    /// Its word in the messages `notice-…-heading` and `-text`; none where somebody is only sent on.
    pub(crate) fn word(&self) -> Option<&'static str> {
        match self {
            Self::NotFound | Self::Method => Some("not-found"),
            Self::Link => Some("link"),
            Self::Role => Some("role"),
            Self::TooMany(_) => Some("too-many"),
            Self::Body(BodyFault::TooLong) => Some("too-long"),
            Self::Expired | Self::AnotherSite | Self::Body(_) => Some("expired"),
            Self::Template | Self::Store(_) => Some("wrong"),
            Self::SignIn | Self::Kept | Self::Closed(_) => None,
        }
    }
}

impl ResponseError for Stop {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::Link => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::SignIn | Self::Kept | Self::Closed(_) => StatusCode::SEE_OTHER,
            Self::Expired | Self::AnotherSite | Self::Role => StatusCode::FORBIDDEN,
            Self::Body(BodyFault::TooLong) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Body(BodyFault::TooSlow) => StatusCode::REQUEST_TIMEOUT,
            Self::Body(BodyFault::Broken) => StatusCode::BAD_REQUEST,
            Self::Template => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// What is answered before the guard puts the page in its place.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        match self {
            Self::SignIn => return response.insert_header((LOCATION, "/desk/sign-in")).finish(),
            Self::Kept => return response.insert_header((LOCATION, "/desk/sign-in?kept")).finish(),
            Self::Closed(closed) => return response.insert_header((LOCATION, closed.page())).finish(),
            Self::TooMany(seconds) => {
                response.insert_header((RETRY_AFTER, seconds.to_string()));
            }
            Self::Store(error) => tracing::error!(%error, "a page could not be answered"),
            _ => {}
        }
        response.content_type("text/plain").body("Something went wrong. Please try again later.\n")
    }
}
