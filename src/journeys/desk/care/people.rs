//! Who may look after a report: those who reach it, and those whose case it could be.

use uuid::Uuid;
use waymark_core::head::Head;
use waymark_core::report::Told;
use waymark_core::staff::{AccountState, Act, Role, Scope};

use crate::journeys::desk::door::accounts::{Member, member, members};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::service::Service;
use crate::storage::case::task;
use waymark_core::store_error::StoreError;

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

pub(crate) fn person(one: Member, head: &Head, cases: &[Uuid]) -> Option<Person> {
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
