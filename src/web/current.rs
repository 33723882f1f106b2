//! The service as a request sees it: taken once, at its beginning, and the same until it is answered.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::future::{Ready, ready};

use crate::journeys::service::Service;
use crate::journeys::service::running::Running;
use crate::web::api::contract::Contract;
use crate::web::problem::Problem;

/// The service of a request.
pub(super) struct Current(Arc<Service>);

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
pub(super) fn service_of(request: &HttpRequest) -> Option<Arc<Service>> {
    if let Some(service) = request.extensions().get::<Arc<Service>>() {
        return Some(Arc::clone(service));
    }
    let service = request.app_data::<Data<Running>>()?.service();
    request.extensions_mut().insert(Arc::clone(&service));
    Some(service)
}

/// The API's description, made anew when the words of the field change.
#[derive(Default)]
pub(super) struct Contracts(Mutex<Option<(Arc<Service>, Arc<Contract>)>>);

impl Contracts {
    /// The description that fits this service.
    pub fn of(&self, service: &Arc<Service>) -> Arc<Contract> {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*made {
            Some((of, contract)) if Arc::ptr_eq(of, service) => Arc::clone(contract),
            _ => {
                let contract = Arc::new(Contract::new(service));
                *made = Some((Arc::clone(service), Arc::clone(&contract)));
                contract
            }
        }
    }
}
