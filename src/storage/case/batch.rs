//! A report on its way into the group commit: routed within the transaction, and answered once that is durable.

use std::sync::Arc;

use waymark_core::routing::{Book, Now};

use crate::storage::StoreError;
use crate::storage::case::rows::Rows;

/// A submission and the way to answer it.
pub(crate) trait Submit: Send {
    fn submission(&mut self) -> &mut dyn Submission;
    fn settle(self: Box<Self>, committed: Result<(), StoreError>);
}

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
