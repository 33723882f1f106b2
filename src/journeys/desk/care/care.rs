//! Looking after a report: opening it, answering its reporter, notes, risk, holding, and the version of an account that goes without a
//! name.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::job::Job;
use waymark_core::handling::message::Message;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::head::Head;
use waymark_core::report::permission::Granted;
use waymark_core::report::{RiskLevel, Section, Told, naming};
use waymark_core::staff::Act;
use waymark_core::vault::ReportKeys;

use crate::journeys::case::terms::terms;
use crate::journeys::case::told::Parts;
use crate::journeys::case::{append, handling, tell};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::reach::CareFault;
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again_boxed;
use crate::storage::case::referral::of_report;
use crate::storage::case::{report, task};
use crate::storage::due::due;
use crate::storage::due::row::DueRow;
use crate::storage::record::audit;
use crate::storage::{StoreError, Tx};

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
    let done = write_again_boxed(service, move |service, tx| {
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
            audit::insert(tx, vec![&service.audit(&doer.1, action, Some(report), None)]).await?;
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
    async fn run(&self, tx: &mut Tx<'_>, care: &Care) -> Result<Result<Action, CareFault>, StoreError> {
        match care {
            Care::Answer(text) => {
                let message = Message { from: "team".to_owned(), text: text.clone() };
                append::append(self.service, tx, Section::Messages, self.report, &self.keys, &message, self.now).await?;
                task::done_of(tx, self.report, TaskKind::Message, self.by, self.now).await?;
                tell::plan(self.service, tx, self.report, self.now).await?;
                Ok(Ok(Action::ReporterAnswered))
            }
            Care::Note(text) => {
                self.append(tx, &Entry::Noted { text: text.clone(), by: self.name.clone() }).await?;
                Ok(Ok(Action::NoteAdded))
            }
            Care::Risk(level, reason) => self.set_risk(tx, *level, reason).await,
            Care::Hold(held, reason) => {
                report::hold(tx, self.report, *held).await?;
                self.append(tx, &Entry::Held { held: *held, reason: reason.clone(), by: self.name.clone() }).await?;
                Ok(Ok(if *held { Action::ReportHeld } else { Action::ReportLetGo }))
            }
            Care::Freeze(frozen, reason) => {
                let (frozen, reason, by) = (*frozen, reason.clone(), self.name.clone());
                self.append(tx, &Entry::Frozen { frozen, reason, by }).await?;
                if !frozen {
                    // What the person wished meanwhile is worked out now, and what was put off leaves.
                    due::insert(tx, vec![&DueRow::reroute(self.service.new_id(), self.report, self.now)]).await?;
                    due::go_on(tx, self.report, self.now).await?;
                }
                Ok(Ok(if frozen { Action::ReportFrozen } else { Action::ReportThawed }))
            }
            Care::Release(account, _) => {
                let (account, looked, by) = (account.clone(), self.looked.to_vec(), self.name.clone());
                self.append(tx, &Entry::Released { account, looked, by }).await?;
                task::done_of(tx, self.report, TaskKind::Release, self.by, self.now).await?;
                self.tell_of_release(tx).await?;
                Ok(Ok(Action::AccountReleased))
            }
            Care::Done(id, reason) => self.close(tx, *id, reason).await,
        }
    }

    /// Closes a task. What is urgent only somebody on duty closes, and says why.
    async fn close(&self, tx: &mut Tx<'_>, id: Uuid, reason: &Told) -> Result<Result<Action, CareFault>, StoreError> {
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
        Ok(Ok(if urgent { Action::DutyClosed } else { Action::TaskDone }))
    }

    async fn append(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        handling::append(self.service, tx, self.report, &self.keys, entry, self.now).await
    }

    async fn set_risk(&self, tx: &mut Tx<'_>, level: RiskLevel, reason: &Told) -> Result<Result<Action, CareFault>, StoreError> {
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
        Ok(Ok(if level < was { Action::RiskLowered } else { Action::RiskRaised }))
    }

    /// Organisations that hold it without a name learn that there is more to see.
    async fn tell_of_release(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for referral in of_report(tx, self.report).await?.into_iter().filter(|referral| referral.state.is_live()) {
            if terms(self.service, &self.keys, &referral)?.granted == Granted::Anonymous
                && referral.state != waymark_core::referral::State::Queued
            {
                let job = Job::MoreToSee { referral: referral.id };
                let row = DueRow::of_report(self.service.new_id(), self.report, job, self.now);
                due::insert(tx, vec![&row]).await?;
            }
        }
        Ok(())
    }
}
