//! A report that is open for a step, inside its transaction: its keys, what is kept of it, what needs somebody, and what is due because of it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::fold::Handling;
use waymark_core::handling::job::Job;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::referral::{Referral, Terms};
use waymark_core::report::{Section, Told};
use waymark_core::staff::Act;
use waymark_core::vault::{Opens, ReportKeys};

use crate::journeys::case::by::By;
use crate::journeys::case::{append, handling, tell, terms};
use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::{referral, report, task};
use crate::storage::due::due;
use crate::storage::due::row::DueRow;
use crate::storage::record::row::AuditRow;
use waymark_core::store_error::StoreError;

/// A report that is open for a step. Only [`crate::journeys::case::step`] opens one: its row is held, and it is not erased.
pub struct Case<'t, 'c, K = ReportKeys> {
    /// The service in which the step is taken.
    pub(crate) service: &'t Arc<Service>,
    /// The transaction, for what the methods below do not do.
    pub(crate) tx: &'t mut Tx<'c>,
    /// The report's id.
    pub(crate) report: Uuid,
    /// What opens it.
    pub(crate) keys: K,
    /// Who takes the step.
    pub(crate) by: &'t By,
    /// When it is taken.
    pub(crate) now: DateTime<Utc>,
    line: Line,
    also: Vec<Line>,
}

/// A line of the record, as a step says it.
struct Line {
    action: Option<Action>,
    subject: Option<Uuid>,
    because: Option<String>,
}

impl<'t, 'c, K> Case<'t, 'c, K> {
    pub(in crate::journeys::case) fn open(
        service: &'t Arc<Service>,
        tx: &'t mut Tx<'c>,
        report: Uuid,
        keys: K,
        by: &'t By,
        now: DateTime<Utc>,
        record: Action,
    ) -> Self {
        let line = Line { action: Some(record), subject: None, because: None };
        Self { service, tx, report, keys, by, now, line, also: Vec::new() }
    }

    /// The step ended in another way than the usual: this stands in the record.
    pub(crate) fn records(&mut self, action: Action) {
        self.line.action = Some(action);
    }

    /// The step changed nothing: nothing stands in the record.
    pub(crate) fn changes_nothing(&mut self) {
        self.line.action = None;
    }

    /// The referral or task that the line of the record is about.
    pub(crate) fn is_about(&mut self, subject: Option<Uuid>) {
        self.line.subject = subject;
    }

    /// Why, as a code that only the desk reads: `ground:…`, `sections:…`.
    pub(crate) fn because(&mut self, code: String) {
        self.line.because = Some(code);
    }

    /// Another line, before the step's own.
    pub(crate) fn also_records(&mut self, action: Action, subject: Option<Uuid>) {
        self.also.push(Line { action: Some(action), subject, because: None });
    }

    /// What stands in the record.
    pub(in crate::journeys::case) fn lines(&self) -> Result<Vec<AuditRow>, StoreError> {
        let mut rows = Vec::with_capacity(1 + self.also.len());
        for line in self.also.iter().chain([&self.line]) {
            let Some(action) = line.action else { continue };
            let row = self.service.audit(&self.by.actor(), action, Some(self.report), line.subject);
            rows.push(match &line.because {
                Some(code) => self.service.because(row, code)?,
                None => row,
            });
        }
        Ok(rows)
    }

    /// Whether whoever takes the step is at the desk and may do this too.
    pub(crate) fn may(&self, act: Act) -> bool {
        match self.by {
            By::Staff(doer) => doer.role.may(act),
            By::Person | By::Letter | By::Agency(_) | By::Service => false,
        }
    }

    /// The name of whoever at the desk takes the step; blank for anybody else.
    pub(crate) fn name(&self) -> Told {
        match self.by {
            By::Staff(doer) => doer.name.clone(),
            By::Person | By::Letter | By::Agency(_) | By::Service => Told::default(),
        }
    }

    /// The account of whoever at the desk takes the step; nil for anybody else.
    pub(crate) fn staff(&self) -> Uuid {
        match self.by {
            By::Staff(doer) => doer.id,
            By::Person | By::Letter | By::Agency(_) | By::Service => Uuid::nil(),
        }
    }

    /// The centre that took the report down, or was chosen for it.
    pub(crate) async fn centre(&mut self) -> Result<Option<String>, StoreError> {
        Ok(report::by_id(self.tx, self.report).await?.and_then(|head| head.centre))
    }

    /// Every referral of the report.
    pub(crate) async fn referrals(&mut self) -> Result<Vec<Referral>, StoreError> {
        referral::of_report(self.tx, self.report).await
    }

    /// Somebody is to look at it, unless that is on the list already.
    pub(crate) async fn needs(&mut self, kind: TaskKind, duty: bool) -> Result<(), StoreError> {
        let centre = self.centre().await?;
        task::insert_once(self.tx, &self.service.task(self.report, kind, duty, centre.as_deref())).await
    }

    /// What was to be done is done, by whoever takes the step.
    pub(crate) async fn done(&mut self, kind: TaskKind) -> Result<(), StoreError> {
        match self.by {
            By::Staff(doer) => task::done_of(self.tx, self.report, kind, doer.id, self.now).await,
            By::Person | By::Letter | By::Agency(_) | By::Service => task::over(self.tx, self.report, kind, self.now).await,
        }
    }

    /// A job that is due now, because of the step.
    pub(crate) async fn due(&mut self, job: Job) -> Result<(), StoreError> {
        due::insert(self.tx, vec![&DueRow::of_report(self.service.new_id(), self.report, job, self.now)]).await
    }

    /// Plans to tell the person that something is new on their page.
    pub(crate) async fn tell(&mut self) -> Result<(), StoreError> {
        tell::plan(self.service, self.tx, self.report, self.now).await
    }
}

impl<K: Opens + Sync> Case<'_, '_, K> {
    /// Appends to a section; says under which number.
    pub(crate) async fn add<T: Serialize + Sync>(&mut self, section: Section, what: &T) -> Result<i64, StoreError> {
        append::append(self.service, self.tx, section, self.report, &self.keys, what, self.now).await
    }

    /// What a referral may show.
    pub(crate) fn terms(&self, referral: &Referral) -> Result<Terms, StoreError> {
        terms::terms(self.service, &self.keys, referral)
    }

    /// Plans to tell the person that a referral stands elsewhere now.
    pub(crate) async fn tell_of(&mut self, referral: &Referral) -> Result<(), StoreError> {
        tell::of_referral(self.service, self.tx, &self.keys, referral, self.now).await
    }
}

impl Case<'_, '_> {
    /// Appends to `handling`.
    pub(crate) async fn append(&mut self, entry: &Entry) -> Result<(), StoreError> {
        handling::append(self.service, self.tx, self.report, &self.keys, entry, self.now).await
    }

    /// What is kept for the team.
    pub(crate) async fn handling(&mut self) -> Result<Handling, StoreError> {
        handling::read(self.service, self.tx, self.report, &self.keys).await
    }

    /// Every entry of `handling` with its time, the oldest first.
    pub(crate) async fn entries(&mut self) -> Result<Vec<(DateTime<Utc>, Entry)>, StoreError> {
        handling::entries(self.service, self.tx, self.report, &self.keys).await
    }
}
