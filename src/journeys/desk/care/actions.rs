//! What somebody at the desk agreed to do, by a day: set, changed, handed over and done. The words are in `handling`; whose it is and when
//! it is due stands in the list of what needs a person.

use std::sync::Arc;

use chrono::NaiveDate;
use uuid::Uuid;
use waymark_core::clock::london_day;
use waymark_core::handling::action::{Acted, Step, end_of};
use waymark_core::handling::entry::Entry;
use waymark_core::handling::fold::open;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::handling::task::TaskKind;
use waymark_core::head::Head;
use waymark_core::report::Told;
use waymark_core::staff::Act;
use waymark_core::vault::ReportKeys;

use crate::journeys::case::handling;
use crate::journeys::desk::care::people::{self, Person};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::reach::CareFault;
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again_boxed;
use crate::storage::case::{report, task};
use crate::storage::record::audit;
use crate::storage::{StoreError, Tx};

/// What somebody asks for.
#[derive(Clone, Default)]
pub struct Wanted {
    /// What is to be done.
    pub what: Told,
    /// Whose it is to be.
    pub owner: Option<Uuid>,
    /// By which day; nothing when it is none.
    pub until: Option<NaiveDate>,
    /// Whether the report becomes the case of somebody who does not reach it yet.
    pub give: bool,
}
waymark_core::redacted!(Wanted);

/// The fields that are missing or wrong, and whose it is to be.
fn checked(wanted: &Wanted, people: &[Person], may_give: bool, today: NaiveDate) -> Result<(Person, NaiveDate), CareFault> {
    let mut wrong = Vec::new();
    if wanted.what.is_blank() {
        wrong.push("what");
    }
    let owner = people.iter().find(|one| Some(one.id) == wanted.owner);
    match owner {
        None => wrong.push("owner"),
        Some(one) if !(one.reaches || wanted.give && may_give) => wrong.push("give"),
        Some(_) => {}
    }
    match wanted.until {
        None => wrong.push("until"),
        Some(day) if day < today => wrong.push("past"),
        Some(_) => {}
    }
    match (owner, wanted.until) {
        (Some(owner), Some(until)) if wrong.is_empty() => Ok((owner.clone(), until)),
        _ => Err(CareFault::Missing(wrong)),
    }
}

/// Agrees an action.
///
/// # Errors
/// When they may not, something is missing, or it cannot be made durable.
pub async fn set(service: &Arc<Service>, who: &SignedIn, head: &Head, wanted: Wanted) -> Result<(), CareFault> {
    step(service, who, head, None, wanted, None).await
}

/// Changes an action, or hands it over.
///
/// # Errors
/// When they may not, something is missing, it is done, or it cannot be made durable.
pub async fn change(service: &Arc<Service>, who: &SignedIn, head: &Head, task: Uuid, wanted: Wanted) -> Result<(), CareFault> {
    step(service, who, head, Some(task), wanted, None).await
}

/// An action is done.
///
/// # Errors
/// When they may not, it was done before, or it cannot be made durable.
pub async fn done(service: &Arc<Service>, who: &SignedIn, head: &Head, task: Uuid, note: Told) -> Result<(), CareFault> {
    step(service, who, head, Some(task), Wanted::default(), Some(note)).await
}

/// Takes a step: a new action without a task, done with a note, changed otherwise.
async fn step(
    service: &Arc<Service>,
    who: &SignedIn,
    head: &Head,
    task: Option<Uuid>,
    wanted: Wanted,
    note: Option<Told>,
) -> Result<(), CareFault> {
    if !who.may(Act::Note) {
        return Err(CareFault::NotAllowed);
    }
    let chosen = if note.is_some() {
        None
    } else {
        let people = people::people(service, who, head).await?;
        Some(checked(&wanted, &people, who.may(Act::Assign), london_day(service.now()))?)
    };
    let (report, centre, doer) = (head.id, head.centre.clone(), (who.id, who.actor(), Told::new(who.name.clone())));
    let sees_all = who.may(Act::OpenHandling);
    let done = write_again_boxed(service, move |service, tx| {
        let (chosen, wanted, note, centre, doer) = (chosen.clone(), wanted.clone(), note.clone(), centre.clone(), doer.clone());
        Box::pin(async move {
            let now = service.now();
            if !report::touch(tx, report, now).await? {
                return Ok(Err(CareFault::Erased));
            }
            let Some(keys) = handling::keys(&service, tx, report).await? else { return Ok(Err(CareFault::Erased)) };
            let before = match task {
                None => None,
                Some(id) => {
                    let entries = handling::entries(&service, tx, report, &keys).await?;
                    let found = open(&entries).into_iter().map(|(_, one)| one).find(|one| one.task == id);
                    let Some(found) = found.filter(|one| sees_all || one.owner == doer.0 || one.by_id == doer.0) else {
                        return Ok(Err(CareFault::NotInReach));
                    };
                    Some(found)
                }
            };
            let given = chosen.as_ref().map(|(owner, _)| owner).filter(|owner| !owner.reaches).cloned();
            let acted = match (chosen, before) {
                (Some((owner, until)), None) => {
                    let mut row = service.task(report, TaskKind::Action, false, centre.as_deref());
                    (row.owner, row.due_at) = (Some(owner.id), end_of(until));
                    task::insert(tx, vec![&row]).await?;
                    acted(row.id, Step::Set, wanted.what, &owner, until, Told::default(), &doer)
                }
                (Some((owner, until)), Some(before)) => {
                    if !task::hand_over(tx, before.task, owner.id, end_of(until)).await? {
                        return Ok(Err(CareFault::NotInReach));
                    }
                    let step = if owner.id == before.owner { Step::Changed } else { Step::HandedOver };
                    acted(before.task, step, wanted.what, &owner, until, Told::default(), &doer)
                }
                (None, Some(before)) => {
                    if !task::done(tx, before.task, doer.0, now).await? {
                        return Ok(Err(CareFault::NotInReach));
                    }
                    Acted { step: Step::Done, note: note.unwrap_or_default(), by: doer.2.clone(), by_id: doer.0, ..before }
                }
                (None, None) => return Ok(Err(CareFault::NotInReach)),
            };
            if let Some(person) = given {
                task::assign(tx, report, person.id, now).await?;
                let entry = Entry::CaseGiven { to: person.name.clone(), back: false, by: doer.2.clone() };
                handling::append(&service, tx, report, &keys, &entry, now).await?;
                audit::insert(tx, vec![&service.audit(&doer.1, Action::CaseGiven, Some(report), Some(person.id))]).await?;
            }
            let (action, owner) = (recorded(acted.step), acted.owner);
            handling::append(&service, tx, report, &keys, &Entry::Action { acted: Box::new(acted) }, now).await?;
            audit::insert(tx, vec![&service.audit(&doer.1, action, Some(report), Some(owner))]).await?;
            Ok(Ok(()))
        })
    })
    .await?;
    service.ring();
    done
}

/// What stands in the record of it.
fn recorded(step: Step) -> Action {
    match step {
        Step::Set => Action::ActionSet,
        Step::Changed => Action::ActionChanged,
        Step::HandedOver => Action::ActionHandedOver,
        Step::Done => Action::ActionDone,
    }
}

type Doer = (Uuid, Actor, Told);

pub(crate) fn acted(task: Uuid, step: Step, what: Told, owner: &Person, until: NaiveDate, note: Told, doer: &Doer) -> Acted {
    Acted { task, step, what, owner: owner.id, name: owner.name.clone(), until, note, by: doer.2.clone(), by_id: doer.0 }
}

/// What somebody had agreed to do on a report goes to somebody else: it is their case no longer.
pub(crate) async fn hand_all_over(
    service: &Service,
    tx: &mut Tx<'_>,
    (report, keys): (Uuid, &ReportKeys),
    from: Uuid,
    (to, name): (Uuid, &Told),
) -> Result<(), StoreError> {
    let entries = handling::entries(service, tx, report, keys).await?;
    for (_, one) in open(&entries).into_iter().filter(|(_, one)| one.owner == from && from != to) {
        task::hand_over(tx, one.task, to, end_of(one.until)).await?;
        let acted = Acted { step: Step::HandedOver, owner: to, name: name.clone(), by: name.clone(), by_id: to, ..one };
        handling::append(service, tx, report, keys, &Entry::Action { acted: Box::new(acted) }, service.now()).await?;
    }
    Ok(())
}
