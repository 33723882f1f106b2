//! Runs a write again when another took its number or changed its row meanwhile (optimistic locking).

use std::sync::Arc;

use futures_util::future::BoxFuture;

use crate::journeys::service::Service;
use crate::storage::{StoreError, Tx};

/// How often a write that met another of the same report is made again.
pub(crate) const RUNS: usize = 5;

/// Runs a write again when another took its number or changed its row meanwhile.
pub(crate) async fn write_again<T, W>(service: &Arc<Service>, work: W) -> Result<T, StoreError>
where
    T: Send + 'static,
    W: for<'a, 'c> Fn(Arc<Service>, &'a mut Tx<'c>) -> BoxFuture<'a, Result<T, StoreError>> + Send + Sync + 'static,
{
    let work = Arc::new(work);
    let mut run = 1;
    loop {
        let (work, own) = (Arc::clone(&work), Arc::clone(service));
        match service.store.write(move |tx| work(Arc::clone(&own), tx)).await {
            Err(StoreError::Conflict) if run < RUNS => run += 1,
            outcome => return outcome,
        }
    }
}
