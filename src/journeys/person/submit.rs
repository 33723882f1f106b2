//! A report comes in: sealed, routed, durable, and only then answered.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use waymark_core::handling::arrival::{Arrival, Taker};
use waymark_core::handling::entry::Entry;
use waymark_core::handling::job::Job;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::handling::task::{TaskKind, at_first};
use waymark_core::handling::waiting::{Waiting, waiting};
use waymark_core::report::permission::{Asked, AskedOn, Value};
use waymark_core::report::{Facts, IncidentSection, Permission, Report, Section};
use waymark_core::routing::{Book, Now, Plan, Reason, Unplaced, route};
use waymark_core::vault::{Locker, OpenFault, Place, Receipt, Reference, ReportKeys};

use crate::journeys::placing::make::{Origin, Referred, notices, referrals, referred, unplaced};
use crate::journeys::service::Service;
use crate::storage::case::batch::Submission;
use crate::storage::case::rows::{Holder, IdempotencyRow, ItemRow, ReportRow, Rows, WrapRow};
use crate::storage::case::task::TaskRow;
use crate::storage::due::row::DueRow;
use crate::storage::people::session::kept_answer;
use crate::storage::record::row::AuditRow;
use waymark_core::store_error::StoreError;

/// How long the first answer is kept for a retry.
const KEPT: Duration = Duration::hours(24);
/// How often a submission whose reference or receipt was taken is made again.
const RUNS: usize = 3;

/// What a reporter is answered, once.
#[derive(Clone, Serialize, Deserialize)]
pub struct Receipted {
    /// May be spoken to anyone, and opens nothing.
    pub reference: String,
    /// Opens the report.
    pub receipt: String,
    /// Who is told.
    pub referrals: Vec<Referred>,
    /// What nobody takes for now.
    pub unplaced: Vec<Waiting>,
}
waymark_core::redacted!(Receipted);

/// A retry key with the body it came with.
pub struct Retry {
    /// The key.
    pub key: String,
    /// The body, in a form in which equal bodies are equal.
    pub body: Vec<u8>,
}

/// Why a report was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum SubmitFault {
    /// The retry key came with another body before.
    #[error("the key came with another body before")]
    AnotherBody,
    /// It cannot be made durable now.
    #[error("the report cannot be kept: {0}")]
    NotKept(#[from] StoreError),
}

impl From<OpenFault> for SubmitFault {
    fn from(fault: OpenFault) -> Self {
        Self::NotKept(fault.into())
    }
}

/// The first answer to a retry, if there was one.
///
/// # Errors
/// When the key came with another body.
pub async fn first_answer(service: &Service, retry: &Retry) -> Result<Option<Receipted>, SubmitFault> {
    let locker = locker(service, retry);
    let mut conn = service.store.read().await?;
    match kept_answer(&mut conn.tx(), &locker, service.now()).await? {
        None => Ok(None),
        Some((_, sealed)) => match locker.open(&sealed) {
            Ok(answer) => Ok(Some(answer)),
            Err(_) => Err(SubmitFault::AnotherBody),
        },
    }
}

fn locker(service: &Service, retry: &Retry) -> Locker {
    service.vault.locker("answer", &[retry.key.as_bytes(), &retry.body])
}

/// Takes a report in.
///
/// # Errors
/// When it cannot be made durable, or the retry key came with another body.
pub async fn submit(
    service: &Arc<Service>,
    report: &Report,
    arrival: &Arrival,
    retry: Option<&Retry>,
) -> Result<Receipted, SubmitFault> {
    let mut run = 1;
    loop {
        let new = NewReport::seal(service, report, arrival, retry)?;
        match service.store.submit(new).await {
            Ok(new) => {
                service.ring();
                return new.answer.ok_or(SubmitFault::NotKept(StoreError::Closed));
            }
            Err(StoreError::Conflict) => {
                // Somebody sent the same key at the same time, or – once in a million million – a reference was taken.
                if let Some(retry) = retry
                    && let Some(answer) = first_answer(service, retry).await?
                {
                    return Ok(answer);
                }
                if run == RUNS {
                    return Err(StoreError::Conflict.into());
                }
                run += 1;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Does everything that taking a report in does, but for keeping it: what a benchmark compares durable submissions with.
///
/// # Errors
/// When something cannot be sealed.
pub fn rehearse(service: &Arc<Service>, report: &Report) -> Result<Receipted, SubmitFault> {
    let mut new = NewReport::seal(service, report, &Arrival::by("api", None), None)?;
    new.rows(&mut service.book.now([]))?;
    new.answer.ok_or(SubmitFault::NotKept(StoreError::Closed))
}

/// A report on its way in: everything sealed that does not depend on the plan.
struct NewReport {
    service: Arc<Service>,
    id: Uuid,
    at: DateTime<Utc>,
    reference: Reference,
    receipt: Receipt,
    arrival: Arrival,
    facts: Facts,
    permission: Permission,
    has_account: bool,
    asked: Option<Asked>,
    keys: ReportKeys,
    wraps: Vec<WrapRow>,
    items: Vec<ItemRow>,
    retry: Option<Locker>,
    answer: Option<Receipted>,
}

impl NewReport {
    fn seal(service: &Arc<Service>, report: &Report, arrival: &Arrival, retry: Option<&Retry>) -> Result<Self, OpenFault> {
        let vault = &service.vault;
        let (id, at) = (service.new_id(), service.now());
        let facts = Facts::of(report, &service.book.gazetteer);
        let receipt = Receipt::fresh(&**vault.randomness());
        let keys = vault.fresh_keys();
        let (key_version, wrapped) = vault.wrap(id, &keys)?;
        let wraps = vec![
            WrapRow { report: id, holder: Holder::Service, key_version: Some(key_version), sealed: wrapped },
            WrapRow {
                report: id,
                holder: Holder::Receipt,
                key_version: None,
                sealed: vault.wrap_for_receipt(id, keys.report(), &receipt, None)?,
            },
        ];
        let place = |section: Section| Place::item(id, section, 1);
        let story = IncidentSection {
            language: report.language.clone(),
            reporter: report.reporter.clone(),
            incident: report.incident.clone(),
            offered: report.offered.clone(),
            never: report.permission.never.clone(),
        };
        let arrived = Entry::Arrived {
            risk: report.risk.clone(),
            facts: facts.clone(),
            permission: report.permission.clone(),
            asked: arrival.asked.clone(),
            talked_on: arrival.taker.as_ref().and_then(|taker| taker.talked_on),
        };
        let mut items = Vec::with_capacity(Section::OF_A_REPORT.len());
        for section in Section::OF_A_REPORT {
            let sealed = match section {
                Section::Incident => vault.seal(&keys, &place(section), &story)?,
                Section::Victim => vault.seal(&keys, &place(section), &report.victim)?,
                Section::Contact => vault.seal(&keys, &place(section), &report.contact)?,
                Section::Suspect => vault.seal(&keys, &place(section), &report.suspect)?,
                Section::Monitoring => vault.seal(&keys, &place(section), &report.monitoring)?,
                Section::Handling => vault.seal(&keys, &place(section), &arrived)?,
                // No file came with it: the row is there all the same, so that its absence tells nothing.
                _ => vault.seal(&keys, &place(section), &serde_json::json!({}))?,
            };
            items.push(ItemRow { report: id, section, number: 1, added_at: at, sealed });
        }
        for (number, entry) in (2..).zip(arrival.taker.iter().flat_map(Taker::entries)) {
            let sealed = vault.seal(&keys, &Place::item(id, Section::Handling, number), &entry)?;
            items.push(ItemRow { report: id, section: Section::Handling, number, added_at: at, sealed });
        }
        Ok(Self {
            service: Arc::clone(service),
            id,
            at,
            reference: Reference::fresh(&**vault.randomness()),
            receipt,
            arrival: arrival.clone(),
            facts,
            permission: report.permission.clone(),
            has_account: report.incident.account.is_some(),
            asked: arrival.asked.clone(),
            keys,
            wraps,
            items,
            retry: retry.map(|retry| locker(service, retry)),
            answer: None,
        })
    }
}

impl NewReport {
    fn tasks(&self, plan: &Plan) -> Vec<TaskRow> {
        let centre = self.arrival.centre.as_deref();
        let task = |kind| self.service.task(self.id, kind, kind == TaskKind::Duty, centre);
        at_first(&self.facts, &self.permission, plan, self.has_account, &self.arrival).into_iter().map(task).collect()
    }

    /// Whom the person is asked about is worked out by whoever may open `handling`.
    fn asks(&self, plan: &Plan) -> Option<DueRow> {
        let asks = |entry: &Unplaced| {
            matches!(entry.reason, Reason::AskFirst | Reason::AllAtCapacity)
                && self.permission.purposes.get(&entry.purpose) == Some(&Value::Ask)
        };
        let due = || DueRow::of_report(self.service.new_id(), self.id, Job::Reroute { report: self.id }, self.at);
        plan.unplaced.iter().any(asks).then(due)
    }

    fn audited(&self) -> Vec<AuditRow> {
        let Some(taker) = &self.arrival.taker else {
            return vec![self.service.audit(&Actor::Reporter, Action::ReportReceived, Some(self.id), None)];
        };
        let line = |action: Action| self.service.audit(&Actor::Staff(taker.id), action, Some(self.id), None);
        std::iter::once(line(Action::ReportTakenDown)).chain(taker.heard().map(|_| line(Action::ChildHeard))).collect()
    }
}

impl Submission for NewReport {
    fn book(&self) -> Arc<Book> {
        Arc::clone(&self.service.book)
    }

    fn rows(&mut self, now: &mut Now) -> Result<Rows, StoreError> {
        let service = Arc::clone(&self.service);
        let plan =
            route(&service.book, &self.facts, &self.permission.until_read(), waymark_core::clock::london_day(self.at), now);
        let asked = self.asked.clone().map(|asked| AskedOn { asked, at: self.at });
        let from = Origin { report: self.id, keys: &self.keys, asked: asked.as_ref(), at: self.at, by_hand: None };
        let made = referrals(&service, &from, &plan.referrals, now)?;
        let answer = Receipted {
            reference: self.reference.as_str().to_owned(),
            receipt: self.receipt.reveal(),
            referrals: plan.referrals.iter().map(|planned| referred(&service.book, planned)).collect(),
            unplaced: plan.unplaced.iter().map(waiting).collect(),
        };
        let waits: Vec<_> = plan.unplaced.iter().map(|entry| (waiting(entry), self.at)).collect();
        let idempotency = match &self.retry {
            None => None,
            Some(locker) => Some(IdempotencyRow {
                id: locker.id().to_vec(),
                report: self.id,
                sealed: locker.seal(&answer)?,
                expires_at: self.at + KEPT,
            }),
        };
        self.answer = Some(answer);
        Ok(Rows {
            report: ReportRow {
                id: self.id,
                reference: self.reference.clone(),
                lookup: service.vault.lookup(&self.receipt),
                channel: self.arrival.channel,
                centre: self.arrival.centre.clone(),
                district: self.facts.district.map(|code| code.to_string()),
                received_at: self.at,
            },
            wraps: self.wraps.clone(),
            items: self.items.clone(),
            unplaced: unplaced(&service, self.id, &self.keys, &waits)?,
            due: notices(&service, &made, self.at).into_iter().chain(self.asks(&plan)).collect(),
            tasks: self.tasks(&plan),
            referrals: made,
            assignments: self.arrival.taker.iter().map(|taker| (self.id, taker.id, self.at)).collect(),
            audit: self.audited(),
            idempotency,
        })
    }
}
