//! What people come to do, a file each. A write is one journey here; nothing above reaches past this room to storage.

pub mod answer;
pub mod deliver;
pub mod follow_up;
pub mod handling;
pub mod keys;
pub mod look_up;
pub mod preview;
pub mod queue;
pub mod reroute;
pub mod sessions;
pub mod submit;
pub mod tend;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::clock::SharedClock;
use crate::config::Settings;
use crate::post::Mailer;
use crate::report::parse::Reading;
use crate::routing::Book;
use crate::storage::submission::AuditRow;
use crate::storage::Store;
pub use crate::storage::StoreError;
use crate::vault::{Vault, new_id};
use crate::vocabulary::AgreementId;
use crate::words::{Speaker, Words};

/// Everything a journey needs.
pub struct Service {
    /// The settings.
    pub settings: Arc<Settings>,
    /// The configuration.
    pub book: Arc<Book>,
    /// The stored version of each agreement.
    pub versions: BTreeMap<AgreementId, i64>,
    /// Where reports are kept.
    pub store: Store,
    /// The keys.
    pub vault: Arc<Vault>,
    /// The time.
    pub clock: SharedClock,
    /// What we say.
    pub words: Arc<Words>,
    /// How mail leaves.
    pub mailer: Mailer,
    /// Rung when something waits in the outbox.
    pub bell: Arc<Notify>,
}

impl Service {
    /// Now.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A new id.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        new_id(self.now(), &**self.vault.randomness())
    }

    /// What answers are checked against.
    #[must_use]
    pub fn reading<'a>(&'a self, is_agency: &'a dyn Fn(&str) -> bool) -> Reading<'a> {
        Reading { vocabulary: &self.book.vocabulary, gazetteer: &self.book.gazetteer, is_agency, now: self.now() }
    }

    /// An audit row of now.
    #[must_use]
    pub fn audit(&self, actor: impl Into<String>, action: &'static str, report: Option<Uuid>, subject: Option<Uuid>) -> AuditRow {
        AuditRow { id: self.new_id(), at: self.now(), actor: actor.into(), action, report, subject }
    }

    /// Whoever speaks the operator's first language.
    #[must_use]
    pub fn speaker(&self) -> Speaker {
        self.words.speaker(self.settings.operator.languages.iter().map(String::as_str))
    }

    /// Wakes whoever sends what waits.
    pub fn ring(&self) {
        self.bell.notify_one();
    }
}

/// Stores the version of every agreement and starts counting those with a capacity.
///
/// # Errors
/// When the database does not answer.
pub async fn store_agreements(store: &Store, book: &Arc<Book>, now: DateTime<Utc>) -> Result<BTreeMap<AgreementId, i64>, StoreError> {
    let book = Arc::clone(book);
    store
        .write(move |tx| {
            let book = Arc::clone(&book);
            Box::pin(async move {
                let mut versions = BTreeMap::new();
                for agreement in book.agreements() {
                    let content = serde_json::to_string(agreement).map_err(|_| StoreError::Database("agreement".to_owned()))?;
                    let version =
                        crate::storage::agreement::version(tx, agreement.id.as_str(), agreement.agency.as_str(), &content, now).await?;
                    versions.insert(agreement.id.clone(), version);
                }
                let counted: Vec<String> =
                    book.agreements().iter().filter(|a| a.capacity.is_some()).map(|a| a.id.to_string()).collect();
                crate::storage::referral::recount(tx, &counted, now).await?;
                Ok(versions)
            })
        })
        .await
}
