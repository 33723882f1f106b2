//! Whose case a report is: giving it to somebody, and taking it back.

use std::sync::Arc;

use uuid::Uuid;
use waymark_core::handling::action::{self, Acted, end_of};
use waymark_core::handling::entry::Entry;
use waymark_core::handling::fold::open;
use waymark_core::handling::record::Action;
use waymark_core::head::Head;
use waymark_core::report::Told;
use waymark_core::staff::Act;

use crate::journeys::case::by::Needs;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, refuse, take};
use crate::journeys::desk::care::people::people;
use crate::journeys::desk::door::accounts::member;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::reach::CareFault;
use crate::journeys::service::Service;
use crate::storage::case::task;
use waymark_core::store_error::StoreError;

/// What somebody must be allowed who says whose case a report is.
const ASSIGN: Needs = Needs::Staff(&[Act::Assign]);

/// Gives a report to somebody as their case, or takes it back.
///
/// # Errors
/// When the account is none that it can be given to, and as [`GiveCase`] and [`TakeCaseBack`] say.
pub async fn give(service: &Arc<Service>, who: &SignedIn, head: &Head, staff: Uuid, back: bool) -> Result<(), CareFault> {
    if !who.by().may(ASSIGN) {
        return Err(CareFault::NotAllowed);
    }
    let people = people(service, who, head).await?;
    let person = people.into_iter().find(|one| one.id == staff && one.case == back);
    // Whose account ended is not among them, and their case can be taken back all the same.
    let name = match person {
        Some(person) => person.name,
        None if back => member(service, staff).await?.ok_or(CareFault::Missing(vec!["person"]))?.known.name,
        None => return Err(CareFault::Missing(vec!["person"])),
    };
    if back {
        take(service, who.by(), head.id, TakeCaseBack { staff, name }).await
    } else {
        take(service, who.by(), head.id, GiveCase { staff, name }).await
    }
}

/// Makes a report somebody's case.
pub struct GiveCase {
    /// Whose.
    pub staff: Uuid,
    /// Their name.
    pub name: Told,
}

impl Step for GiveCase {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = ASSIGN;
    const RECORD: Action = Action::CaseGiven;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        case.is_about(Some(self.staff));
        Ok(becomes_case_of(case, self.staff, &self.name).await?)
    }
}

/// Makes a report somebody's case, and writes down that it is.
pub(crate) async fn becomes_case_of(case: &mut Case<'_, '_>, staff: Uuid, name: &Told) -> Result<(), StoreError> {
    task::assign(case.tx, case.report, staff, case.now).await?;
    let entry = Entry::CaseGiven { to: name.clone(), back: false, by: case.name() };
    case.append(&entry).await
}

/// Takes a report back from somebody whose case it is. What they had agreed to do goes to whoever takes it back.
pub struct TakeCaseBack {
    /// Whose case it is.
    pub staff: Uuid,
    /// Their name.
    pub name: Told,
}

impl Step for TakeCaseBack {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = ASSIGN;
    const RECORD: Action = Action::CaseTakenBack;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        case.is_about(Some(self.staff));
        if !task::take_back(case.tx, case.report, self.staff).await? {
            return refuse(CareFault::Missing(vec!["person"]));
        }
        take_over(case, self.staff).await?;
        let entry = Entry::CaseGiven { to: self.name.clone(), back: true, by: case.name() };
        Ok(case.append(&entry).await?)
    }
}

/// What somebody had agreed to do on a report goes to whoever takes the step: it is their case no longer.
async fn take_over(case: &mut Case<'_, '_>, from: Uuid) -> Result<(), StoreError> {
    let (to, name) = (case.staff(), case.name());
    let entries = case.entries().await?;
    for (_, one) in open(&entries).into_iter().filter(|(_, one)| one.owner == from && from != to) {
        task::hand_over(case.tx, one.task, to, end_of(one.until)).await?;
        let step = action::Step::HandedOver;
        let acted = Acted { step, owner: to, name: name.clone(), by: name.clone(), by_id: to, ..one };
        case.append(&Entry::Action { acted: Box::new(acted) }).await?;
    }
    Ok(())
}
