//! Everything a journey needs, passed in (dependency injection): one configuration from its beginning to its end.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};
use tokio::sync::{Notify, Semaphore};
use uuid::Uuid;
use waymark_core::clock::SharedClock;
use waymark_core::config::Settings;
use waymark_core::config::desk::Within;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::handling::task::TaskKind;
use waymark_core::report::parse::reading::Reading;
use waymark_core::routing::Book;
use waymark_core::vault::{Vault, new_id};
use waymark_core::vocabulary::AgreementId;
use waymark_core::words::{Speaker, Words};

use crate::post::Mailer;
use crate::storage::Store;
use crate::storage::case::task::TaskRow;
use crate::storage::record::row::AuditRow;
use waymark_core::store_error::StoreError;

/// Everything a journey needs, with one configuration from its beginning to its end.
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
    pub mailer: Arc<Mailer>,
    /// Rung when something is due.
    pub bell: Arc<Notify>,
    /// Lets no more than a few passwords be hashed at once.
    pub hashing: Arc<Semaphore>,
    /// Whether this process sends what is due.
    pub rounds: Arc<AtomicBool>,
    /// Whether sending ended, though nobody asked it to.
    pub rounds_ended: Arc<AtomicBool>,
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
    pub fn audit(&self, actor: &Actor, action: Action, report: Option<Uuid>, subject: Option<Uuid>) -> AuditRow {
        AuditRow { id: self.new_id(), at: self.now(), actor: actor.clone(), action, report, subject, about: None }
    }

    /// The same row with why, as a code that only the desk reads: `ground:…`, `role:…`, `sections:…`.
    ///
    /// # Errors
    /// When this process has no desk key.
    pub fn because(&self, row: AuditRow, code: &str) -> Result<AuditRow, StoreError> {
        let sealed = self.vault.desk_locker("audit about", row.id)?.seal(&code)?;
        Ok(AuditRow { about: Some(sealed.as_bytes().to_vec()), ..row })
    }

    /// Something that needs a person, from now: of the centre that took the report, too, if one did.
    #[must_use]
    pub fn task(&self, report: Uuid, kind: TaskKind, duty: bool, centre: Option<&str>) -> TaskRow {
        let (centre, since) = (centre.unwrap_or_default().to_owned(), self.now());
        let within = match kind {
            _ if duty => Within::Duty,
            TaskKind::Message => Within::Messages,
            _ => Within::Others,
        };
        let due_at = self.settings.operator.desk.due(within, &self.book.calendar, since);
        TaskRow { id: self.new_id(), report, kind, duty, centre, since, due_at, owner: None }
    }

    /// Whoever speaks the operator's first language.
    #[must_use]
    pub fn speaker(&self) -> Speaker {
        self.words.speaker(self.settings.operator.languages.iter().map(String::as_str))
    }

    /// Whether everything that this process should do is still being done: writing, and – where it does – sending.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.store.is_writing() && !self.rounds_ended.load(Ordering::SeqCst)
    }

    /// Wakes whoever sends what waits.
    pub fn ring(&self) {
        self.bell.notify_one();
    }
}
