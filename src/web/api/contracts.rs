//! Holds the API's description (a cache), made anew when the words of the field change.

use std::sync::{Arc, Mutex, PoisonError};

use crate::journeys::service::Service;
use crate::web::api::contract::Contract;

/// The API's description, made anew when the words of the field change.
#[derive(Default)]
pub(crate) struct Contracts(Mutex<Option<(Arc<Service>, Arc<Contract>)>>);

impl Contracts {
    /// The description that fits this service.
    pub(crate) fn of(&self, service: &Arc<Service>) -> Arc<Contract> {
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
