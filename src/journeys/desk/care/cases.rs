//! Whose case a report is: giving it to somebody, and taking it back.

use std::sync::Arc;

use uuid::Uuid;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::record::Action;
use waymark_core::head::Head;
use waymark_core::report::Told;
use waymark_core::staff::Act;

use crate::journeys::case::handling;
use crate::journeys::desk::care::actions;
use crate::journeys::desk::care::people::people;
use crate::journeys::desk::door::accounts::member;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::reach::CareFault;
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again_boxed;
use crate::storage::case::{report, task};
use crate::storage::record::audit;

/// Gives a report to somebody as their case, or takes it back. What they had agreed to do then goes to whoever takes it back.
///
/// # Errors
/// When they may not, the account is none that it can be given to, or it cannot be made durable.
pub async fn give(service: &Arc<Service>, who: &SignedIn, head: &Head, staff: Uuid, back: bool) -> Result<(), CareFault> {
    if !who.may(Act::Assign) {
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
    let (report, doer) = (head.id, (who.id, who.actor(), Told::new(who.name.clone())));
    let done = write_again_boxed(service, move |service, tx| {
        let (name, doer) = (name.clone(), doer.clone());
        Box::pin(async move {
            let now = service.now();
            if !report::touch(tx, report, now).await? {
                return Ok(Err(CareFault::Erased));
            }
            let Some(keys) = handling::keys(&service, tx, report).await? else { return Ok(Err(CareFault::Erased)) };
            if back {
                if !task::take_back(tx, report, staff).await? {
                    return Ok(Err(CareFault::Missing(vec!["person"])));
                }
                actions::hand_all_over(&service, tx, (report, &keys), staff, (doer.0, &doer.2)).await?;
            } else {
                task::assign(tx, report, staff, now).await?;
            }
            let entry = Entry::CaseGiven { to: name, back, by: doer.2 };
            handling::append(&service, tx, report, &keys, &entry, now).await?;
            let action = if back { Action::CaseTakenBack } else { Action::CaseGiven };
            audit::insert(tx, vec![&service.audit(&doer.1, action, Some(report), Some(staff))]).await?;
            Ok(Ok(()))
        })
    })
    .await?;
    service.ring();
    done
}
