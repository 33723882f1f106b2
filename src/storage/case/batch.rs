//! A report on its way into the group commit: routed within the transaction, and answered once that is durable.

use std::sync::Arc;

use tokio::sync::oneshot;
use waymark_core::routing::{Book, Now};

use crate::storage::case::rows::Rows;
use crate::storage::engine::writer::Submit;
use waymark_core::store_error::StoreError;

/// A report on its way in. It is routed inside the transaction, with the open referrals that the transaction sees.
pub trait Submission: Send {
    /// The configuration it is routed by.
    fn book(&self) -> Arc<Book>;

    /// Everything it writes, when so many referrals are open. It may be asked again, with other counts. What it takes of a limited
    /// capacity it adds to `now`.
    ///
    /// # Errors
    /// When something cannot be sealed.
    fn rows(&mut self, now: &mut Now) -> Result<Rows, StoreError>;
}

/// A report that is being submitted, and the way to answer whoever waits for it.
struct Submitting<T> {
    submission: T,
    answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<T: Submission + 'static> Submit<dyn Submission> for Submitting<T> {
    fn submission(&mut self) -> &mut (dyn Submission + 'static) {
        &mut self.submission
    }

    fn settle(self: Box<Self>, committed: Result<(), StoreError>) {
        let Self { submission, answer } = *self;
        let _ = answer.send(committed.map(|()| submission));
    }
}

/// A report for the writer's next batch.
pub(crate) fn submitting<T: Submission + 'static>(
    submission: T,
    answer: oneshot::Sender<Result<T, StoreError>>,
) -> Box<dyn Submit<dyn Submission>> {
    Box::new(Submitting { submission, answer })
}
