//! Problem details (RFC 9457) for the API. None holds a value that was submitted.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use serde_json::json;
use waymark_core::report::parse::{Fault, FaultCode};
use waymark_core::words::Speaker;

use crate::journeys::StoreError;
use crate::journeys::person::look_up::LookUpFault;
use crate::journeys::person::submit::SubmitFault;
use crate::web::http::body::BodyFault;

/// Something the API answers instead of what was asked for.
pub(crate) struct Problem {
    status: StatusCode,
    id: &'static str,
    title: &'static str,
    errors: Vec<serde_json::Value>,
    retry_after: Option<u64>,
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Problem({})", self.id)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl Problem {
    fn new(status: StatusCode, id: &'static str, title: &'static str) -> Self {
        Self { status, id, title, errors: Vec::new(), retry_after: None }
    }

    pub(crate) fn not_json() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "not-json", "The body is not JSON.")
    }

    pub(crate) fn media_type() -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", "The body must be sent as application/json.")
    }

    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "There is nothing at this address.")
    }

    pub(crate) fn method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "This address does not take this method.")
    }

    pub(crate) fn receipt_missing() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "receipt-missing", "The header Receipt is missing.")
    }

    pub(crate) fn receipt_unknown() -> Self {
        Self::new(StatusCode::NOT_FOUND, "receipt-unknown", "No report opens with this receipt and word.")
    }

    pub(crate) fn bad_retry_key() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "idempotency-key", "An Idempotency-Key has 16 to 255 printable characters.")
    }

    pub(crate) fn bearer() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "api-key", "The API key is not known.")
    }

    pub(crate) fn too_many(seconds: u64) -> Self {
        let mut problem = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too-many-requests",
            "Too many requests came from this address. Try again later.",
        );
        problem.retry_after = Some(seconds);
        problem
    }

    /// Every fault of what was submitted.
    pub(crate) fn faults(faults: &[Fault], speaker: &Speaker) -> Self {
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "Some answers need to be corrected.");
        problem.errors = faults
            .iter()
            .map(|fault| json!({"pointer": fault.pointer, "code": fault.code.id(), "detail": words_of(&fault.code, speaker)}))
            .collect();
        problem
    }
}

/// A fault in words: what is wrong and how to mend it.
pub(crate) fn words_of(code: &FaultCode, speaker: &Speaker) -> String {
    code.words(speaker)
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let mut body =
            json!({"type": format!("urn:waymark:problem:{}", self.id), "title": self.title, "status": self.status.as_u16()});
        if !self.errors.is_empty() {
            body["errors"] = self.errors.clone().into();
        }
        let mut response = HttpResponse::build(self.status);
        if let Some(seconds) = self.retry_after {
            response.insert_header(("Retry-After", seconds.to_string()));
        }
        response.content_type("application/problem+json").body(body.to_string())
    }
}

impl From<BodyFault> for Problem {
    fn from(fault: BodyFault) -> Self {
        match fault {
            BodyFault::TooLong => Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The body is larger than 1 MiB."),
            BodyFault::TooSlow => Self::new(StatusCode::REQUEST_TIMEOUT, "too-slow", "The body took too long to arrive."),
            BodyFault::Broken => Self::new(StatusCode::BAD_REQUEST, "broken-body", "The body did not arrive whole."),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            error if error.is_damage() => {
                tracing::error!(%error, "a request failed");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong on our side.")
            }
            error => {
                tracing::error!(%error, "a request could not be made durable");
                let mut problem = Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "not-durable",
                    "This cannot be kept safely at the moment. Nothing was stored; try again.",
                );
                problem.retry_after = Some(10);
                problem
            }
        }
    }
}

impl From<SubmitFault> for Problem {
    fn from(fault: SubmitFault) -> Self {
        match fault {
            SubmitFault::AnotherBody => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "idempotency-key-reused",
                "This Idempotency-Key came with another body before.",
            ),
            SubmitFault::NotKept(error) => error.into(),
        }
    }
}

impl From<LookUpFault> for Problem {
    fn from(fault: LookUpFault) -> Self {
        match fault {
            LookUpFault::Unknown => Self::receipt_unknown(),
            LookUpFault::Erased => {
                Self::new(StatusCode::GONE, "report-erased", "The report was erased and cannot be written to.")
            }
            LookUpFault::Store(error) => error.into(),
        }
    }
}
