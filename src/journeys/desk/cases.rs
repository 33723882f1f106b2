//! Whose case a report is: giving it to somebody, and taking it back.

use std::sync::Arc;

use uuid::Uuid;
use waymark_core::handling::entry::Entry;
use waymark_core::report::Told;
use waymark_core::staff::{Act, Role, Scope};

use crate::journeys::desk::accounts::{AccountState, Member, member, members};
use crate::journeys::desk::actions;
use crate::journeys::desk::look_after::CareFault;
use crate::journeys::desk::sitting::SignedIn;
use crate::journeys::{Service, handling, write_again};
use crate::storage::report::{self, Head};
use crate::storage::{StoreError, audit, task};

/// How many accounts are offered at most.
const MOST: i64 = 500;

/// Somebody who may look after a report, now or once it is their case.
#[derive(Clone)]
pub struct Person {
    /// Their account.
    pub id: Uuid,
    /// Their name.
    pub name: Told,
    /// What they are.
    pub role: Role,
    /// Whether the report is their case.
    pub case: bool,
    /// Whether they reach the report as things are.
    pub reaches: bool,
}
waymark_core::redacted!(Person);

fn person(one: Member, head: &Head, cases: &[Uuid]) -> Option<Person> {
    if one.account.state != AccountState::Active {
        return None;
    }
    let case = cases.contains(&one.account.id);
    let scope = one.account.role.scope(&one.account.centre);
    let reaches = match &scope {
        Scope::All => true,
        Scope::Centre(centre) => head.centre.as_deref() == Some(centre.as_str()),
        Scope::Own => case,
        Scope::Nothing => false,
    };
    // A volunteer of another centre is not offered a report that one centre took.
    let near = head.centre.is_none() || head.centre.as_deref() == Some(one.account.centre.as_str());
    (reaches || case || (scope == Scope::Own && near)).then_some(Person {
        id: one.account.id,
        name: one.known.name,
        role: one.account.role,
        case,
        reaches,
    })
}

/// Who may look after a report: those who reach it, and those whose case it could be.
///
/// # Errors
/// When the database does not answer.
pub async fn people(service: &Service, who: &SignedIn, head: &Head) -> Result<Vec<Person>, StoreError> {
    let mut conn = service.store.read().await?;
    let cases = task::assigned(&mut conn.tx(), head.id).await?;
    drop(conn);
    let (may_give, centre) = (who.may(Act::Assign), head.centre.as_deref());
    let mut found = match centre {
        // Of the centre that took it, and of the service itself.
        Some(centre) => {
            let mut found = members(service, Uuid::nil(), Some(centre), MOST).await?;
            found.extend(members(service, Uuid::nil(), Some(""), MOST).await?);
            found
        }
        None => members(service, Uuid::nil(), None, MOST).await?,
    };
    // Whose case it is belongs to the list, wherever they are.
    for id in &cases {
        if !found.iter().any(|one| one.account.id == *id) {
            found.extend(member(service, *id).await?);
        }
    }
    let people = found.into_iter().filter_map(|one| person(one, head, &cases));
    let mut people: Vec<Person> = people.filter(|one| one.reaches || may_give).collect();
    people.sort_by_key(|one| one.name.reveal().to_lowercase());
    Ok(people)
}

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
    let done = write_again(service, move |service, tx| {
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
            let action = if back { "case-taken-back" } else { "case-given" };
            audit::insert(tx, vec![&service.audit(doer.1, action, Some(report), Some(staff))]).await?;
            Ok(Ok(()))
        })
    })
    .await?;
    service.ring();
    done
}
