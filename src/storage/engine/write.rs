//! What is done in one transaction (a unit of work), as a value: it is run by whichever engine there is, and again when it met another.

use std::future::Future;
use std::sync::Arc;

use crate::storage::Tx;
use waymark_core::store_error::StoreError;

/// Something that is written, whole or not at all. It awaits nothing but its transaction.
pub trait Write: Send + Sync + 'static {
    /// What whoever asked for it learns.
    type Done: Send + 'static;

    /// Does it. It may be run again from the beginning, so it uses up nothing of itself.
    fn run(&self, tx: &mut Tx<'_>) -> impl Future<Output = Result<Self::Done, StoreError>> + Send;
}

impl<W: Write> Write for Arc<W> {
    type Done = W::Done;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<W::Done, StoreError> {
        W::run(self, tx).await
    }
}
