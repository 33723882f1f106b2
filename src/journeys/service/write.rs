//! Runs a write again when another took its number or changed its row meanwhile (optimistic locking).

use std::sync::Arc;

use crate::journeys::service::Service;
use crate::storage::{Store, Write};
use waymark_core::store_error::StoreError;

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
