//! What somebody at the desk agreed to do, by a day: set, changed, handed over and done. The words are in `handling`; whose it is and when
//! it is due stands in the list of what needs a person.

use std::sync::Arc;

use chrono::NaiveDate;
use uuid::Uuid;
use waymark_core::clock::london_day;
use waymark_core::handling::action::{self, Acted, end_of};
use waymark_core::handling::entry::Entry;
use waymark_core::handling::fold::open;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::head::Head;
use waymark_core::report::Told;
use waymark_core::staff::Act;

use crate::journeys::case::by::Needs;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, refuse, take};
use crate::journeys::desk::care::cases::becomes_case_of;
use crate::journeys::desk::care::people::{self, Person};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::reach::CareFault;
use crate::journeys::service::Service;
use crate::storage::case::task;
use waymark_core::store_error::StoreError;

/// What somebody must be allowed who agrees to do something, or says that it is done.
const NOTE: Needs = Needs::Staff(&[Act::Note]);

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

/// What is to be done, as it can be agreed: with whose it is to be, out of those who may look after the report.
async fn agreed(service: &Service, who: &SignedIn, head: &Head, wanted: Wanted) -> Result<Agreed, CareFault> {
    if !who.by().may(NOTE) {
        return Err(CareFault::NotAllowed);
    }
    let people = people::people(service, who, head).await?;
    let (owner, until) = checked(&wanted, &people, who.may(Act::Assign), london_day(service.now()))?;
    Ok(Agreed { what: wanted.what, owner, until })
}

/// Takes [`AgreeAction`].
///
/// # Errors
/// When something is missing, and as the step says.
pub async fn set(service: &Arc<Service>, who: &SignedIn, head: &Head, wanted: Wanted) -> Result<(), CareFault> {
    let agreed = agreed(service, who, head, wanted).await?;
    take(service, who.by(), head.id, AgreeAction(agreed)).await
}

/// Takes [`ChangeAction`].
///
/// # Errors
/// When something is missing, and as the step says.
pub async fn change(service: &Arc<Service>, who: &SignedIn, head: &Head, task: Uuid, wanted: Wanted) -> Result<(), CareFault> {
    let agreed = agreed(service, who, head, wanted).await?;
    take(service, who.by(), head.id, ChangeAction { task, agreed }).await
}

/// Takes [`FinishAction`].
///
/// # Errors
/// As the step says.
pub async fn done(service: &Arc<Service>, who: &SignedIn, head: &Head, task: Uuid, note: Told) -> Result<(), CareFault> {
    take(service, who.by(), head.id, FinishAction { task, note }).await
}

/// What is to be done, by whom and when.
pub struct Agreed {
    /// What.
    pub what: Told,
    /// By whom. Who does not reach the report yet gets it as their case.
    pub owner: Person,
    /// By which day.
    pub until: NaiveDate,
}

impl Agreed {
    /// Writes it down as it stands after a step.
    async fn write(&self, case: &mut Case<'_, '_>, task: Uuid, step: action::Step) -> Result<(), Halt<CareFault>> {
        let owner = &self.owner;
        if !owner.reaches {
            if !case.may(Act::Assign) {
                return refuse(CareFault::Missing(vec!["give"]));
            }
            becomes_case_of(case, owner.id, &owner.name).await?;
            case.also_records(Action::CaseGiven, Some(owner.id));
        }
        let (what, name, until) = (self.what.clone(), owner.name.clone(), self.until);
        let (by, by_id) = (case.name(), case.staff());
        Ok(write(case, Acted { task, step, what, owner: owner.id, name, until, note: Told::default(), by, by_id }).await?)
    }
}

/// Writes an action down as it stands after a step. The line in the record is about whose it is.
async fn write(case: &mut Case<'_, '_>, acted: Acted) -> Result<(), StoreError> {
    case.is_about(Some(acted.owner));
    case.append(&Entry::Action { acted: Box::new(acted) }).await
}

/// An action that is not done, if it is of whoever takes the step, or they see all of them.
async fn own(case: &mut Case<'_, '_>, task: Uuid) -> Result<Acted, Halt<CareFault>> {
    let (sees_all, staff) = (case.may(Act::OpenHandling), case.staff());
    let found = open(&case.entries().await?).into_iter().map(|(_, one)| one).find(|one| one.task == task);
    found.filter(|one| sees_all || one.owner == staff || one.by_id == staff).ok_or(Halt::Fault(CareFault::NotInReach))
}

/// Agrees an action.
pub struct AgreeAction(pub Agreed);

impl Step for AgreeAction {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = NOTE;
    const RECORD: Action = Action::ActionSet;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        let centre = case.centre().await?;
        let mut row = case.service.task(case.report, TaskKind::Action, false, centre.as_deref());
        (row.owner, row.due_at) = (Some(self.0.owner.id), end_of(self.0.until));
        task::insert(case.tx, vec![&row]).await?;
        self.0.write(case, row.id, action::Step::Set).await
    }
}

/// Changes an action, or hands it over.
pub struct ChangeAction {
    /// Which.
    pub task: Uuid,
    /// What is agreed now.
    pub agreed: Agreed,
}

impl Step for ChangeAction {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = NOTE;
    const RECORD: Action = Action::ActionChanged;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        let before = own(case, self.task).await?;
        let (owner, until) = (self.agreed.owner.id, self.agreed.until);
        if !task::hand_over(case.tx, self.task, owner, end_of(until)).await? {
            return refuse(CareFault::NotInReach);
        }
        let step = if owner == before.owner {
            action::Step::Changed
        } else {
            case.records(Action::ActionHandedOver);
            action::Step::HandedOver
        };
        self.agreed.write(case, self.task, step).await
    }
}

/// An action is done.
pub struct FinishAction {
    /// Which.
    pub task: Uuid,
    /// What came of it; blank for nothing.
    pub note: Told,
}

impl Step for FinishAction {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = NOTE;
    const RECORD: Action = Action::ActionDone;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        let before = own(case, self.task).await?;
        if !task::done(case.tx, self.task, case.staff(), case.now).await? {
            return refuse(CareFault::NotInReach);
        }
        let (note, by, by_id) = (self.note.clone(), case.name(), case.staff());
        Ok(write(case, Acted { step: action::Step::Done, note, by, by_id, ..before }).await?)
    }
}
