//! Stores the version of every agreement, and starts counting those with a capacity.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use waymark_core::routing::Book;
use waymark_core::vocabulary::AgreementId;

use crate::journeys::service::write::store_again;
use crate::storage::case::referral;
use crate::storage::partnership::agreement;
use crate::storage::{Store, Tx, Write};
use waymark_core::store_error::StoreError;

/// Stores the version of every agreement and starts counting those with a capacity.
pub async fn store_agreements(
    store: &Store,
    book: &Arc<Book>,
    now: DateTime<Utc>,
) -> Result<BTreeMap<AgreementId, i64>, StoreError> {
    // Another process that started at the same time may store a version first.
    store_again(store, StoreVersions { book: Arc::clone(book), now }).await
}

/// Stores versions. Says which each agreement has.
struct StoreVersions {
    book: Arc<Book>,
    now: DateTime<Utc>,
}

impl Write for StoreVersions {
    type Done = BTreeMap<AgreementId, i64>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<BTreeMap<AgreementId, i64>, StoreError> {
        let mut versions = BTreeMap::new();
        for one in self.book.agreements() {
            let content = serde_json::to_string(one).map_err(|_| StoreError::Database("agreement".to_owned()))?;
            let version = agreement::version(tx, one.id.as_str(), one.agency.as_str(), &content, self.now).await?;
            versions.insert(one.id.clone(), version);
        }
        let counted = self.book.agreements().iter().filter(|one| one.capacity.is_some()).map(|one| one.id.to_string());
        referral::recount(tx, &counted.collect::<Vec<_>>(), self.now).await?;
        Ok(versions)
    }
}
