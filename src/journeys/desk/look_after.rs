//! Looking after a report: opening it, answering its reporter, notes, risk, holding, and the version of an account that goes without a
//! name.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::super::ask::{Question, questions};
use super::super::handling::{self, Entry};
use super::super::look_up::{HeldBy, Message, ShownMessage, held_by};
use super::super::read::{Addition, Parts};
use super::super::submit::{Waiting, unplaced_place};
use super::super::{Service, follow_up, terms, write_again};
use super::sitting::SignedIn;
use crate::report::permission::Granted;
use crate::report::{RiskLevel, Section, Told};
use crate::staff::{Act, Scope};
use crate::storage::outbox::{self, Kind, OutboxRow};
use crate::storage::referral::of_report;
pub use crate::storage::report::Head;
use crate::storage::report::{self, ReportState, items};
use crate::storage::task::{self, TaskKind};
use crate::storage::{StoreError, Tx, audit};
use crate::vault::{Place, Reference, ReportKeys};
use crate::words::Speaker;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum CareFault {
    /// There is no such report in their reach. Which of both is not said.
    #[error("no such report is in reach")]
    NotInReach,
    /// It was erased.
    #[error("the report was erased")]
    Erased,
    /// Somebody of this role may not.
    #[error("this role may not do it")]
    NotAllowed,
    /// Lowering a risk needs a reason.
    #[error("a reason is missing")]
    NoReason,
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<crate::vault::OpenFault> for CareFault {
    fn from(fault: crate::vault::OpenFault) -> Self {
        Self::Store(fault.into())
    }
}

/// A report as somebody at the desk sees it.
pub struct Case {
    /// Its readable columns.
    pub head: Head,
    /// What was told.
    pub parts: Parts,
    /// Additions, the oldest first.
    pub additions: Vec<Addition>,
    /// Messages both ways, the oldest first.
    pub messages: Vec<ShownMessage>,
    /// Who was told.
    pub referrals: Vec<HeldBy>,
    /// What each of them asked, in the same order; nothing for a role that may not open `handling`.
    pub questions: Vec<Vec<Question>>,
    /// What nobody takes for now.
    pub unplaced: Vec<Waiting>,
    /// The risk level as it stands.
    pub risk: RiskLevel,
    /// The account without what names a person, once it was released.
    pub released: Option<Told>,
    /// `handling`, the oldest first; nothing for a role that may not open it.
    pub handling: Option<Vec<(DateTime<Utc>, Entry)>>,
    /// What needs a person.
    pub tasks: Vec<(Uuid, TaskKind)>,
    /// Whether its erasure was undone, and nothing goes out by itself.
    pub rests: bool,
}
crate::redacted!(Case);

/// Finds a report in somebody's reach by its reference.
///
/// # Errors
/// When there is none.
pub async fn find(service: &Service, who: &SignedIn, reference: &str) -> Result<Head, CareFault> {
    let reference = Reference::parse(reference).ok_or(CareFault::NotInReach)?;
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let head = report::by_reference(tx, &reference).await?.ok_or(CareFault::NotInReach)?;
    // "Locked away at once" holds for the desk too. One that the law makes us keep is kept, and read by nobody here.
    if head.state != ReportState::Open {
        return Err(CareFault::Erased);
    }
    if is_reached(tx, who, &head).await? { Ok(head) } else { Err(CareFault::NotInReach) }
}

/// Whether somebody reaches a report.
pub(super) async fn is_reached(tx: &mut Tx<'_>, who: &SignedIn, head: &Head) -> Result<bool, StoreError> {
    Ok(match who.scope() {
        Scope::All => true,
        Scope::Centre(centre) => head.centre.as_deref() == Some(centre.as_str()),
        Scope::Own => task::is_assigned(tx, head.id, who.id).await?,
        Scope::Nothing => false,
    })
}

/// Notes in the record that somebody opens a report. It is then theirs to read for a while.
///
/// # Errors
/// When they may not, or it cannot be made durable.
pub async fn open(service: &Arc<Service>, who: &SignedIn, head: &Head) -> Result<(), CareFault> {
    if !who.may(Act::Open) {
        return Err(CareFault::NotAllowed);
    }
    let action = if who.may(Act::OpenHandling) { "report-opened-whole" } else { "report-opened" };
    let audited = service.audit(who.actor(), action, Some(head.id), None);
    service
        .store
        .write(move |tx| {
            let audited = audited.clone();
            Box::pin(async move { audit::insert(tx, vec![&audited]).await })
        })
        .await?;
    Ok(())
}

/// Reads a report that was opened.
///
/// # Errors
/// When it was erased, or does not open.
pub async fn read(service: &Service, who: &SignedIn, head: Head, speaker: &Speaker) -> Result<Case, CareFault> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let id = head.id;
    let keys = handling::keys(service, tx, id).await?.ok_or(CareFault::Erased)?;
    let told = handling::read(service, tx, id, &keys).await?;
    let parts = Parts::opened(service, tx, &head, &keys).await?;
    let (mut additions, mut messages) = (Vec::new(), Vec::new());
    for item in items(tx, id, Section::Incident, i64::MAX).await?.iter().filter(|item| item.number > 1) {
        let added: follow_up::Added =
            service.vault.open(&keys, &Place::item(id, Section::Incident, item.number), &item.sealed)?;
        additions.push(Addition { at: item.added_at, text: added.addition });
    }
    for item in items(tx, id, Section::Messages, i64::MAX).await? {
        let message: Message = service.vault.open(&keys, &Place::item(id, Section::Messages, item.number), &item.sealed)?;
        messages.push(ShownMessage { from: message.from, at: item.added_at, text: message.text });
    }
    let (mut referrals, mut ids) = (Vec::new(), Vec::new());
    for referral in of_report(tx, id).await? {
        ids.push(referral.id);
        let answer = crate::storage::referral::answer_code(tx, referral.id).await?;
        let terms = terms(service, &keys, &referral)?;
        referrals.push(held_by(service, referral, Some(terms), answer, service.now(), speaker));
    }
    let mut unplaced = Vec::new();
    for entry in report::unplaced(tx, id).await? {
        unplaced.push(service.vault.open(&keys, &unplaced_place(id, entry.number), &entry.sealed)?);
    }
    let tasks = task::of_report(tx, id).await?.into_iter().map(|(task, kind, ..)| (task, kind)).collect();
    let entries = if who.may(Act::OpenHandling) { Some(handling::entries(service, tx, id, &keys).await?) } else { None };
    let asked = questions(entries.as_deref().unwrap_or_default());
    let of = |id: Uuid| asked.iter().filter(|question| question.referral == id).cloned().collect();
    let questions = ids.into_iter().map(of).collect();
    let (risk, released, rests) = (told.facts.risk, told.released, told.rests);
    Ok(Case { head, parts, additions, messages, referrals, questions, unplaced, risk, released, handling: entries, tasks, rests })
}

/// Something done to a report that was opened.
pub enum Care {
    /// Answers the reporter.
    Answer(Told),
    /// Adds a note, which neither the reporter nor any organisation sees.
    Note(Told),
    /// Raises the risk, or lowers it with a reason.
    Risk(RiskLevel, Told),
    /// Keeps it from being destroyed, or lets it go.
    Hold(bool, Told),
    /// Writes the account that goes without a name.
    Release(Told),
    /// A task is done.
    Done(Uuid),
}
crate::redacted!(Care);

impl Care {
    /// What somebody must be allowed.
    #[must_use]
    pub fn act(&self) -> Act {
        match self {
            Self::Answer(_) => Act::Answer,
            Self::Note(_) | Self::Done(_) => Act::Note,
            Self::Risk(..) => Act::Risk,
            Self::Hold(..) => Act::Hold,
            Self::Release(_) => Act::Release,
        }
    }
}

/// Does it, with its line in the record.
///
/// # Errors
/// When they may not, the report was erased, or it cannot be made durable.
pub async fn care(service: &Arc<Service>, who: &SignedIn, head: &Head, care: Care) -> Result<(), CareFault> {
    if !who.may(care.act()) {
        return Err(CareFault::NotAllowed);
    }
    let (report, care, doer) = (head.id, Arc::new(care), (who.id, who.actor(), who.name.clone()));
    let done = write_again(service, move |service, tx| {
        let (care, doer) = (Arc::clone(&care), doer.clone());
        Box::pin(async move {
            let now = service.now();
            if !report::touch(tx, report, now).await? {
                return Ok(Err(CareFault::Erased));
            }
            let Some(keys) = handling::keys(&service, tx, report).await? else { return Ok(Err(CareFault::Erased)) };
            let doing = Doing { service: &service, report, keys, now, by: doer.0, name: Told::new(doer.2) };
            let action = match doing.run(tx, &care).await? {
                Ok(action) => action,
                Err(fault) => return Ok(Err(fault)),
            };
            audit::insert(tx, vec![&service.audit(doer.1, action, Some(report), None)]).await?;
            Ok(Ok(()))
        })
    })
    .await?;
    service.ring();
    done
}

struct Doing<'a> {
    service: &'a Arc<Service>,
    report: Uuid,
    keys: ReportKeys,
    now: DateTime<Utc>,
    by: Uuid,
    name: Told,
}

impl Doing<'_> {
    async fn run(&self, tx: &mut Tx<'_>, care: &Care) -> Result<Result<&'static str, CareFault>, StoreError> {
        match care {
            Care::Answer(text) => {
                let message = Message { from: "team".to_owned(), text: text.clone() };
                follow_up::append(self.service, tx, Section::Messages, self.report, &self.keys, &message, self.now).await?;
                task::done_of(tx, self.report, TaskKind::Message, self.by, self.now).await?;
                Ok(Ok("reporter-answered"))
            }
            Care::Note(text) => {
                self.append(tx, &Entry::Noted { text: text.clone(), by: self.name.clone() }).await?;
                Ok(Ok("note-added"))
            }
            Care::Risk(level, reason) => self.set_risk(tx, *level, reason).await,
            Care::Hold(held, reason) => {
                report::hold(tx, self.report, *held).await?;
                self.append(tx, &Entry::Held { held: *held, reason: reason.clone(), by: self.name.clone() }).await?;
                Ok(Ok(if *held { "report-held" } else { "report-let-go" }))
            }
            Care::Release(account) => {
                self.append(tx, &Entry::Released { account: account.clone(), by: self.name.clone() }).await?;
                task::done_of(tx, self.report, TaskKind::Release, self.by, self.now).await?;
                self.tell_of_release(tx).await?;
                Ok(Ok("account-released"))
            }
            Care::Done(id) => {
                let own = task::of_report(tx, self.report).await?.into_iter().find(|(task, ..)| task == id);
                if own.is_none_or(|(_, kind, ..)| kind.needs_a_decision()) {
                    return Ok(Err(CareFault::NotAllowed));
                }
                task::done(tx, *id, self.by, self.now).await?;
                Ok(Ok("task-done"))
            }
        }
    }

    async fn append(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        handling::append(self.service, tx, self.report, &self.keys, entry, self.now).await
    }

    async fn set_risk(
        &self,
        tx: &mut Tx<'_>,
        level: RiskLevel,
        reason: &Told,
    ) -> Result<Result<&'static str, CareFault>, StoreError> {
        let was = handling::read(self.service, tx, self.report, &self.keys).await?.facts.risk;
        if level < was && reason.is_blank() {
            return Ok(Err(CareFault::NoReason));
        }
        self.append(tx, &Entry::RiskSet { level, reason: reason.clone(), by: self.name.clone() }).await?;
        if level == RiskLevel::High && was < level {
            let centre = report::by_id(tx, self.report).await?.and_then(|head| head.centre);
            let duty = self.service.task(self.report, TaskKind::Duty, true, centre.as_deref());
            task::insert_once(tx, &duty).await?;
        }
        Ok(Ok(if level < was { "risk-lowered" } else { "risk-raised" }))
    }

    /// Organisations that hold it without a name learn that there is more to see.
    async fn tell_of_release(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for referral in of_report(tx, self.report).await?.into_iter().filter(|referral| referral.state.is_live()) {
            if terms(self.service, &self.keys, &referral)?.granted == Granted::Anonymous
                && referral.state != crate::referral::State::Queued
            {
                let row = OutboxRow {
                    id: self.service.new_id(),
                    kind: Kind::MoreToSee,
                    report: self.report,
                    referral: Some(referral.id),
                    request: None,
                    due_at: self.now,
                    made_at: self.now,
                };
                outbox::insert(tx, vec![&row]).await?;
            }
        }
        Ok(())
    }
}
