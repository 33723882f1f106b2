//! Runs a write again when another took its number or changed its row meanwhile (optimistic locking).

use std::sync::Arc;

use crate::journeys::service::Service;
use crate::storage::{Store, StoreError, Write};

/// How often a write that met another of the same report is made again.
const RUNS: usize = 5;

/// Runs a write again when another took its number or changed its row meanwhile.
pub(crate) async fn write_again<W: Write>(service: &Service, work: W) -> Result<W::Done, StoreError> {
    store_again(&service.store, work).await
}

/// The same, where no service runs yet.
pub(crate) async fn store_again<W: Write>(store: &Store, work: W) -> Result<W::Done, StoreError> {
    let work = Arc::new(work);
    let mut run = 1;
    loop {
        match store.write(Arc::clone(&work)).await {
            Err(StoreError::Conflict) if run < RUNS => run += 1,
            outcome => return outcome,
        }
    }
}

/// A closure, until every write is a value.
pub(crate) async fn write_again_boxed<T, W>(service: &Arc<Service>, work: W) -> Result<T, StoreError>
where
    T: Send + 'static,
    W: for<'a, 'c> Fn(Arc<Service>, &'a mut crate::storage::Tx<'c>) -> futures_util::future::BoxFuture<'a, Result<T, StoreError>>
        + Send
        + Sync
        + 'static,
{
    let own = Arc::clone(service);
    write_again(service, crate::storage::engine::write::Boxed::new(move |tx| work(Arc::clone(&own), tx))).await
}
