//! The service as a request sees it: taken once, at its beginning, and the same until it is answered.

use std::ops::Deref;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::future::{Ready, ready};

use crate::journeys::service::Service;
use crate::journeys::service::running::Running;
use crate::web::http::problem::Problem;

/// The service of a request.
pub(crate) struct Current(Arc<Service>);

impl Deref for Current {
    type Target = Arc<Service>;

    fn deref(&self) -> &Arc<Service> {
        &self.0
    }
}

impl FromRequest for Current {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(service_of(request).map(Self).ok_or_else(Problem::not_found))
    }
}

/// The service of a request: a configuration that changes meanwhile is for the next.
pub(crate) fn service_of(request: &HttpRequest) -> Option<Arc<Service>> {
    if let Some(service) = request.extensions().get::<Arc<Service>>() {
        return Some(Arc::clone(service));
    }
    let service = request.app_data::<Data<Running>>()?.service();
    request.extensions_mut().insert(Arc::clone(&service));
    Some(service)
}
