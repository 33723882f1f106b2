//! Looking after a report: opening it, answering its reporter, notes, risk, holding, and the version of an account that goes without a
//! name.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::action::Acted;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::fold;
use waymark_core::handling::job::Kind;
use waymark_core::handling::message::{self, Message};
use waymark_core::handling::question::{Question, questions};
use waymark_core::handling::task::TaskKind;
use waymark_core::handling::urgency::Urgency;
use waymark_core::handling::waiting::Waiting;
use waymark_core::report::naming::found::Found;
use waymark_core::report::permission::Granted;
use waymark_core::report::{RiskLevel, Section, Told, naming};
use waymark_core::staff::{Act, Scope};
use waymark_core::vault::{Place, Reference, ReportKeys};
use waymark_core::vocabulary::AgencyId;
use waymark_core::words::Speaker;

use crate::journeys::desk::cases;
use crate::journeys::desk::inbox::{Reason, reasons_of};
use crate::journeys::desk::sitting::SignedIn;
use crate::journeys::look_up::{HeldBy, ShownMessage, held_by};
use crate::journeys::read::{Addition, Parts};
use crate::journeys::submit::unplaced_place;
use crate::journeys::{Service, follow_up, handling, tell, terms, write_again};
use crate::storage::outbox::{self, OutboxRow};
use crate::storage::referral::of_report;
use crate::storage::report::{self, ReportState, items};
use crate::storage::{StoreError, Tx, audit, task};

pub use crate::storage::report::Head;

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
    /// Something is missing, or not as it must be: the names of the fields.
    #[error("something is missing")]
    Missing(Vec<&'static str>),
    /// Words of an account could name somebody, and nobody said that they looked at them.
    #[error("words could name somebody")]
    Names(Vec<Found>),
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<waymark_core::vault::OpenFault> for CareFault {
    fn from(fault: waymark_core::vault::OpenFault) -> Self {
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
    /// How urgent it is, and why.
    pub urgency: Urgency,
    /// The account without what names a person, once it was released.
    pub released: Option<Told>,
    /// `handling`, the oldest first; nothing for a role that may not open it.
    pub handling: Option<Vec<(DateTime<Utc>, Entry)>>,
    /// What needs a person.
    pub tasks: Vec<Reason>,
    /// Whether its erasure was undone, and nothing goes out by itself.
    pub rests: bool,
    /// Whether somebody lets nothing go out by itself for now.
    pub frozen: bool,
    /// What somebody agreed to do, with since when: all of it, or one's own for a role that may not open `handling`.
    pub actions: Vec<(DateTime<Utc>, Acted)>,
    /// Whose case it is.
    pub cases: Vec<Told>,
    /// Who must never be told, as it stands now.
    pub never: BTreeSet<AgencyId>,
    /// Whether the person is under 18.
    pub is_child: bool,
    /// Whether a person may say to which district it belongs.
    pub lacks_area: bool,
}
waymark_core::redacted!(Case);

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

/// Which sections somebody reads who opens a report, as a code.
fn shown_to(who: &SignedIn) -> String {
    let whole = who.may(Act::OpenHandling).then_some("handling");
    let all = [Section::Incident, Section::Victim, Section::Contact, Section::Suspect, Section::Messages];
    let ids: Vec<&str> = all.iter().map(|section| section.id()).chain(whole).collect();
    format!("sections:{}", ids.join(","))
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
    let audited = service.because(service.audit(who.actor(), action, Some(head.id), None), &shown_to(who))?;
    // Only somebody on duty looks at what is urgent for the service: a centre that opens its own report calls off nobody.
    let (report, looks, now, by) = (head.id, who.may(Act::Urgent), service.now(), who.id);
    service
        .store
        .write(move |tx| {
            let audited = audited.clone();
            Box::pin(async move {
                if looks {
                    task::seen(tx, report, now).await?;
                }
                task::done_of(tx, report, TaskKind::New, by, now).await?;
                audit::insert(tx, vec![&audited]).await
            })
        })
        .await?;
    Ok(())
}

/// Reads a report that was opened.
///
/// # Errors
/// When it was erased, or does not open.
pub async fn read(service: &Service, who: &SignedIn, head: Head, speaker: &Speaker) -> Result<Case, CareFault> {
    let people = cases::people(service, who, &head).await?;
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let id = head.id;
    let keys = handling::keys(service, tx, id).await?.ok_or(CareFault::Erased)?;
    let told = handling::read(service, tx, id, &keys).await?;
    let parts = Parts::opened(service, tx, &head, &keys).await?;
    let (mut additions, mut messages) = (Vec::new(), Vec::new());
    for item in items(tx, id, Section::Incident, i64::MAX).await?.iter().filter(|item| item.number > 1) {
        let added: message::Added = service.vault.open(&keys, &Place::item(id, Section::Incident, item.number), &item.sealed)?;
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
    let tasks = reasons_of(tx, who, &[id], service.now()).await?.remove(&id).unwrap_or_default();
    let entries = handling::entries(service, tx, id, &keys).await?;
    let sees_all = who.may(Act::OpenHandling);
    let asked = if sees_all { questions(&entries) } else { Vec::new() };
    let of = |id: Uuid| asked.iter().filter(|question| question.referral == id).cloned().collect();
    let questions = ids.into_iter().map(of).collect();
    let mut actions = fold::open(&entries);
    actions.retain(|(_, one)| sees_all || one.owner == who.id || one.by_id == who.id);
    let cases = people.into_iter().filter(|one| one.case).map(|one| one.name).collect();
    let (is_child, lacks_area) = (told.facts.age_band.is_under_18(), told.facts.district.is_none() || told.area_given);
    let (urgency, released, handling) = (told.urgency, told.released, sees_all.then_some(entries));
    let never = told.permission.never;
    Ok(Case {
        head,
        parts,
        additions,
        messages,
        referrals,
        questions,
        unplaced,
        urgency,
        released,
        handling,
        tasks,
        actions,
        cases,
        never,
        is_child,
        lacks_area,
        rests: told.rests,
        frozen: told.frozen,
    })
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
    /// Lets nothing go out by itself for now, or ends that.
    Freeze(bool, Told),
    /// Writes the account that goes without a name; with the marks of words that somebody looked at, and that name nobody.
    Release(Told, BTreeSet<String>),
    /// A task is done; one that somebody on duty must look at at once, with a reason.
    Done(Uuid, Told),
}
waymark_core::redacted!(Care);

impl Care {
    /// The field that is blank and must not be.
    fn missing(&self) -> Vec<&'static str> {
        let (field, blank) = match self {
            Self::Answer(text) => ("answer", text.is_blank()),
            Self::Note(text) => ("note", text.is_blank()),
            Self::Hold(_, reason) | Self::Freeze(_, reason) => ("hold-reason", reason.is_blank()),
            Self::Release(account, _) => ("redacted", account.is_blank()),
            Self::Risk(..) | Self::Done(..) => return Vec::new(),
        };
        blank.then_some(field).into_iter().collect()
    }

    /// What somebody must be allowed.
    #[must_use]
    pub fn act(&self) -> Act {
        match self {
            Self::Answer(_) => Act::Answer,
            Self::Note(_) | Self::Done(..) => Act::Note,
            Self::Risk(..) => Act::Risk,
            Self::Hold(..) | Self::Freeze(..) => Act::Hold,
            Self::Release(..) => Act::Release,
        }
    }
}

/// Words of an account that could name somebody and that were looked at; a fault when there are others.
async fn looked_at(service: &Service, head: &Head, account: &Told, marks: &BTreeSet<String>) -> Result<Vec<Told>, CareFault> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, head.id).await?.ok_or(CareFault::Erased)?;
    let parts = Parts::opened(service, tx, head, &keys).await?;
    let found = naming::look(account.reveal(), &known_of(&parts));
    if found.iter().all(|one| marks.contains(&one.mark())) {
        Ok(found.into_iter().map(|one| one.words).collect())
    } else {
        Err(CareFault::Names(found))
    }
}

/// What else a report holds that must not stand in an account without names.
fn known_of(parts: &Parts) -> naming::Known {
    let (incident, contact) = (&parts.story.incident, &parts.contact);
    let references = incident.reported_to.iter().filter_map(|one| one.reference.clone());
    let place = incident.place.as_ref().and_then(|place| place.place.clone());
    let ways = contact.methods.iter().map(|method| method.value.clone());
    let others = [&parts.suspect.description, &contact.interpreter, &parts.victim.housing, &parts.story.reporter.how_agreed];
    naming::Known {
        own: parts.victim.name.iter().cloned().collect(),
        others: others.into_iter().flatten().cloned().chain(references).chain(ways).collect(),
        places: place.into_iter().collect(),
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
    let missing = care.missing();
    if !missing.is_empty() {
        return Err(CareFault::Missing(missing));
    }
    let mut looked = Vec::new();
    if let Care::Release(account, marks) = &care {
        looked = looked_at(service, head, account, marks).await?;
    }
    let looked = Arc::new(looked);
    let (report, care, doer) = (head.id, Arc::new(care), (who.id, who.actor(), who.name.clone()));
    let on_duty = who.may(Act::Urgent);
    let done = write_again(service, move |service, tx| {
        let (care, doer, looked) = (Arc::clone(&care), doer.clone(), Arc::clone(&looked));
        Box::pin(async move {
            let now = service.now();
            if !report::touch(tx, report, now).await? {
                return Ok(Err(CareFault::Erased));
            }
            let Some(keys) = handling::keys(&service, tx, report).await? else { return Ok(Err(CareFault::Erased)) };
            let name = Told::new(doer.2);
            let doing = Doing { service: &service, report, keys, now, by: doer.0, name, looked: &looked, on_duty };
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
    looked: &'a [Told],
    on_duty: bool,
}

impl Doing<'_> {
    async fn run(&self, tx: &mut Tx<'_>, care: &Care) -> Result<Result<&'static str, CareFault>, StoreError> {
        match care {
            Care::Answer(text) => {
                let message = Message { from: "team".to_owned(), text: text.clone() };
                follow_up::append(self.service, tx, Section::Messages, self.report, &self.keys, &message, self.now).await?;
                task::done_of(tx, self.report, TaskKind::Message, self.by, self.now).await?;
                tell::plan(self.service, tx, self.report, self.now).await?;
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
            Care::Freeze(frozen, reason) => {
                let (frozen, reason, by) = (*frozen, reason.clone(), self.name.clone());
                self.append(tx, &Entry::Frozen { frozen, reason, by }).await?;
                if !frozen {
                    // What the person wished meanwhile is worked out now, and what was put off leaves.
                    outbox::insert(tx, vec![&OutboxRow::reroute(self.service.new_id(), self.report, self.now)]).await?;
                    outbox::go_on(tx, self.report, self.now).await?;
                }
                Ok(Ok(if frozen { "report-frozen" } else { "report-thawed" }))
            }
            Care::Release(account, _) => {
                let (account, looked, by) = (account.clone(), self.looked.to_vec(), self.name.clone());
                self.append(tx, &Entry::Released { account, looked, by }).await?;
                task::done_of(tx, self.report, TaskKind::Release, self.by, self.now).await?;
                self.tell_of_release(tx).await?;
                Ok(Ok("account-released"))
            }
            Care::Done(id, reason) => self.close(tx, *id, reason).await,
        }
    }

    /// Closes a task. What is urgent only somebody on duty closes, and says why.
    async fn close(&self, tx: &mut Tx<'_>, id: Uuid, reason: &Told) -> Result<Result<&'static str, CareFault>, StoreError> {
        let own = task::of_report(tx, self.report).await?.into_iter().find(|(task, ..)| *task == id);
        // What somebody agreed to do is done where it can be said what came of it.
        let closes =
            |kind: TaskKind| !kind.needs_a_decision() && kind != TaskKind::Action && (kind != TaskKind::Duty || self.on_duty);
        let Some((_, kind, ..)) = own.filter(|(_, kind, ..)| closes(*kind)) else { return Ok(Err(CareFault::NotAllowed)) };
        let urgent = kind == TaskKind::Duty;
        if urgent && reason.is_blank() {
            return Ok(Err(CareFault::Missing(vec!["closing"])));
        }
        if urgent {
            self.append(tx, &Entry::DutyClosed { reason: reason.clone(), by: self.name.clone() }).await?;
        }
        task::done(tx, id, self.by, self.now).await?;
        Ok(Ok(if urgent { "duty-closed" } else { "task-done" }))
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
                && referral.state != waymark_core::referral::State::Queued
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
