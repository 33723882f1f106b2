//! What is done in one transaction (a unit of work), as a value: it is run by whichever engine there is, and again when it met another.

use std::future::Future;
use std::sync::Arc;

use crate::storage::{StoreError, Tx};

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

/// A closure, until every write is a value.
pub struct Boxed<T, F>(pub F, pub std::marker::PhantomData<fn() -> T>);

impl<T, F> Boxed<T, F>
where
    F: for<'a, 'c> Fn(&'a mut Tx<'c>) -> futures_util::future::BoxFuture<'a, Result<T, StoreError>>,
{
    /// The closure as a write.
    pub fn new(work: F) -> Self {
        Self(work, std::marker::PhantomData)
    }
}

impl<T, F> Write for Boxed<T, F>
where
    T: Send + 'static,
    F: for<'a, 'c> Fn(&'a mut Tx<'c>) -> futures_util::future::BoxFuture<'a, Result<T, StoreError>> + Send + Sync + 'static,
{
    type Done = T;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<T, StoreError> {
        (self.0)(tx).await
    }
}
