//! Stores the version of every agreement, and starts counting those with a capacity.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use waymark_core::routing::Book;
use waymark_core::vocabulary::AgreementId;

use crate::journeys::service::write::RUNS;
use crate::storage::{Store, StoreError, Tx};

/// Stores the version of every agreement and starts counting those with a capacity.
pub async fn store_agreements(
    store: &Store,
    book: &Arc<Book>,
    now: DateTime<Utc>,
) -> Result<BTreeMap<AgreementId, i64>, StoreError> {
    let mut run = 1;
    loop {
        let book = Arc::clone(book);
        let outcome = store.write_boxed(move |tx| Box::pin(store_all(tx, Arc::clone(&book), now))).await;
        match outcome {
            // Another process that started at the same time stored a version first.
            Err(StoreError::Conflict) if run < RUNS => run += 1,
            outcome => return outcome,
        }
    }
}

async fn store_all(tx: &mut Tx<'_>, book: Arc<Book>, now: DateTime<Utc>) -> Result<BTreeMap<AgreementId, i64>, StoreError> {
    let mut versions = BTreeMap::new();
    for agreement in book.agreements() {
        let content = serde_json::to_string(agreement).map_err(|_| StoreError::Database("agreement".to_owned()))?;
        let version =
            crate::storage::partnership::agreement::version(tx, agreement.id.as_str(), agreement.agency.as_str(), &content, now)
                .await?;
        versions.insert(agreement.id.clone(), version);
    }
    let counted: Vec<String> = book.agreements().iter().filter(|a| a.capacity.is_some()).map(|a| a.id.to_string()).collect();
    crate::storage::case::referral::recount(tx, &counted, now).await?;
    Ok(versions)
}
