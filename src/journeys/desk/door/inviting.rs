//! Inviting somebody: everything that is wrong with an invitation is said at once.

use std::fmt;
use std::sync::Arc;

use waymark_core::config::address::is_address;
use waymark_core::config::reading::nearest;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::report::Told;
use waymark_core::staff::{AccountState, Role};
use waymark_core::tidy::tidy;

use crate::journeys::desk::door::accounts::{Known, locker, mark};
use crate::journeys::service::Service;
use crate::storage::people::staff::{self, Account};
use crate::storage::record::audit;
use crate::storage::record::row::AuditRow;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// Whom to invite, as it was typed.
pub struct Invitee {
    /// Their name.
    pub name: String,
    /// Their address.
    pub address: String,
    /// The id of what they will be.
    pub role: String,
    /// The centre they belong to; blank for the service itself.
    pub centre: String,
}
waymark_core::redacted!(Invitee);

/// Something that is wrong with an invitation. It never repeats a name or an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// The name is blank.
    NoName,
    /// The address is none.
    NoAddress,
    /// The address has an account or an invitation.
    Known,
    /// No role is named.
    NoRole,
    /// No role has this id; the one that is spelled most like it.
    UnknownRole(String, Option<String>),
    /// Whoever invites may not give this role.
    NotTheirs(Role),
    /// The role belongs to a centre, and none is named.
    CentreMissing(Role),
    /// The role is of the whole service, and a centre is named.
    CentreNamed(Role),
    /// No centre has this id; the one that is spelled most like it.
    UnknownCentre(String, Option<String>),
}

impl Wrong {
    /// The field that it is about.
    #[must_use]
    pub fn field(&self) -> &'static str {
        match self {
            Self::NoName => "name",
            Self::NoAddress | Self::Known => "address",
            Self::NoRole | Self::UnknownRole(..) | Self::NotTheirs(_) => "role",
            Self::CentreMissing(_) | Self::CentreNamed(_) | Self::UnknownCentre(..) => "centre",
        }
    }
}

/// For whoever runs the service: what is wrong, and how to mend it.
impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let roles = || Role::IDS.join(", ");
        match self {
            Self::NoName => write!(f, "the name is missing; give the name that colleagues know"),
            Self::NoAddress => write!(f, "this is no e-mail address; write one such as sam@centre.org"),
            Self::Known => {
                write!(f, "this address has an account or an invitation; \"waymark staff again\" makes a new link for it")
            }
            Self::NoRole => write!(f, "no role is named; choose one of {}", roles()),
            Self::UnknownRole(id, Some(near)) => write!(f, "no role is called \"{id}\"; did you mean \"{near}\"?"),
            Self::UnknownRole(id, None) => write!(f, "no role is called \"{id}\"; choose one of {}", roles()),
            Self::NotTheirs(role) => write!(f, "the role {} is not theirs to give; ask a coordinator", role.id()),
            Self::CentreMissing(role) => write!(f, "{} is a role of a centre; name the centre", role.id()),
            Self::CentreNamed(role) => write!(f, "{} is a role of the whole service; leave the centre out", role.id()),
            Self::UnknownCentre(id, Some(near)) => write!(f, "no centre is called \"{id}\"; did you mean \"{near}\"?"),
            Self::UnknownCentre(id, None) => write!(f, "no centre is called \"{id}\"; centres stand in centres.toml"),
        }
    }
}

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum InviteFault {
    /// What is wrong: one thing for a field at most, in the order name, address, role, centre.
    #[error("{}", .0.iter().map(|wrong| format!("{}: {wrong}", wrong.field())).collect::<Vec<_>>().join("\n"))]
    Wrong(Vec<Wrong>),
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<waymark_core::vault::OpenFault> for InviteFault {
    fn from(fault: waymark_core::vault::OpenFault) -> Self {
        Self::Store(fault.into())
    }
}

/// Invites somebody. `of` is the role of whoever invites; nothing for the command line, which may give every role. Says the link that only
/// the invited person should get.
///
/// # Errors
/// Everything that is wrong with it.
pub async fn invite(service: &Arc<Service>, by: &Actor, of: Option<Role>, who: Invitee) -> Result<String, InviteFault> {
    let (address, centre) = (&*tidy(&who.address), who.centre.trim());
    let mark = mark(service, address)?;
    let role = role_of(who.role.trim(), of);
    let wrong_address = if is_address(address) {
        let mut conn = service.store.read().await?;
        staff::by_mark(&mut conn.tx(), &mark).await?.map(|_| Wrong::Known)
    } else {
        Some(Wrong::NoAddress)
    };
    let wrong = [
        who.name.trim().is_empty().then_some(Wrong::NoName),
        wrong_address,
        role.as_ref().err().cloned(),
        wrong_centre(service, centre, role.as_ref().ok().copied()),
    ];
    let wrong: Vec<Wrong> = wrong.into_iter().flatten().collect();
    let Ok(role) = role.as_ref().copied() else { return Err(InviteFault::Wrong(wrong)) };
    if !wrong.is_empty() {
        return Err(InviteFault::Wrong(wrong));
    }
    let id = service.new_id();
    let known = Known::invited(Told::new(who.name.trim()), Told::new(address));
    let account = Account {
        id,
        centre: centre.to_owned(),
        role,
        state: AccountState::Invited,
        epoch: 1,
        sealed: locker(service, id)?.seal(&known)?,
        made_at: service.now(),
        last_at: None,
        invited_at: service.now(),
    };
    let audited = service.audit(by, Action::StaffInvited, None, Some(id));
    let audited = service.because(audited, &format!("role:{}", role.id()))?;
    match service.store.write(AddAccount { account, mark, audited }).await {
        Ok(()) => Ok(format!("{}/desk/invitation/{}", service.settings.public_url, service.vault.invitation(id, 1)?.reveal())),
        // Somebody else invited them at the same moment.
        Err(StoreError::Conflict) => Err(InviteFault::Wrong(vec![Wrong::Known])),
        Err(error) => Err(error.into()),
    }
}

/// An account is there for somebody who was invited.
struct AddAccount {
    account: Account,
    mark: [u8; 16],
    audited: AuditRow,
}

impl Write for AddAccount {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        staff::add(tx, &self.account, &self.mark).await?;
        audit::insert(tx, vec![&self.audited]).await
    }
}

fn role_of(id: &str, of: Option<Role>) -> Result<Role, Wrong> {
    let role = Role::from_id(id).ok_or_else(|| match id {
        "" => Wrong::NoRole,
        _ => Wrong::UnknownRole(id.to_owned(), nearest(id, Role::IDS.into_iter()).map(str::to_owned)),
    })?;
    if of.is_none_or(|of| of.may_invite(role)) { Ok(role) } else { Err(Wrong::NotTheirs(role)) }
}

/// What is wrong with the centre. Without a role nobody knows whether there must be one; one that is named must be there all the same.
fn wrong_centre(service: &Service, centre: &str, role: Option<Role>) -> Option<Wrong> {
    let centres = &service.book.centres;
    match role {
        Some(role) if role.is_of_a_centre() && centre.is_empty() => Some(Wrong::CentreMissing(role)),
        Some(role) if !role.is_of_a_centre() && !centre.is_empty() => Some(Wrong::CentreNamed(role)),
        _ if !centre.is_empty() && centres.find(centre).is_none() => {
            Some(Wrong::UnknownCentre(centre.to_owned(), centres.nearest(centre).map(str::to_owned)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_named_is_there_and_is_theirs_to_give() {
        let manager = Some(Role::CentreManager);
        assert_eq!(role_of("volunteer", manager), Ok(Role::Volunteer));
        assert_eq!(role_of("coordinator", manager), Err(Wrong::NotTheirs(Role::Coordinator)));
        assert_eq!(role_of("coordinator", None), Ok(Role::Coordinator), "the first account is made on the command line");
        assert_eq!(role_of("", None), Err(Wrong::NoRole));
        assert_eq!(role_of("cordinator", None), Err(Wrong::UnknownRole("cordinator".to_owned(), Some("coordinator".to_owned()))));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_field_and_how_to_mend_it() {
        let said = InviteFault::Wrong(vec![Wrong::NoName, Wrong::Known, Wrong::NoRole, Wrong::CentreMissing(Role::Volunteer)])
            .to_string();
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines.len(), 4, "{said}");
        for (line, start) in lines.iter().zip(["name: ", "address: ", "role: ", "centre: "]) {
            assert!(line.starts_with(start) && line.contains("; "), "{line}");
        }
    }
}
