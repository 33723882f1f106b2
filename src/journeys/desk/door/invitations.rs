//! Letting somebody set up their account anew, and changing what they are.

use std::sync::Arc;

use uuid::Uuid;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::staff::{AccountState, Role};

use crate::journeys::desk::door::accounts::{AccountFault, Known, Member, invited, keep, locker, member, replace};
use crate::journeys::service::Service;
use crate::storage::people::staff::Account;

/// Makes a new invitation for somebody whose last one is over or lost, or who lost what they sign in with. The link before, every session,
/// the password, the app and the recovery codes are over. Says the link that only they should get.
///
/// # Errors
/// When there is no such account, or it is over.
pub async fn invite_again(service: &Arc<Service>, by: &Actor, id: Uuid) -> Result<String, AccountFault> {
    let old = member(service, id).await?.filter(|one| one.account.state != AccountState::Ended).ok_or(AccountFault::Over)?;
    let action = if old.account.state == AccountState::Active { Action::StaffSetUpAnew } else { Action::StaffInvitedAgain };
    let known = Known { password: None, totp: None, last_step: 0, recovery: Vec::new(), by_letter: false, ..old.known.clone() };
    let epoch = old.account.epoch + 1;
    let sealed = locker(service, id)?.seal(&known)?;
    let new = Account { sealed, state: AccountState::Invited, epoch, invited_at: service.now(), ..old.account.clone() };
    let role = format!("role:{}", old.account.role.id());
    replace(service, service.because(service.audit(by, action, None, Some(id)), &role)?, &old.account, new).await?;
    Ok(format!("{}/desk/invitation/{}", service.settings.public_url, service.vault.invitation(id, epoch)?.reveal()))
}

/// Gives somebody another role of the same kind: of their centre, or of the whole service. Their sessions end; an invitation that they
/// have not taken yet stays.
///
/// # Errors
/// When there is no such account, it is over, or the role is of the other kind.
pub async fn change_role(service: &Arc<Service>, by: &Actor, id: Uuid, role: Role) -> Result<Member, AccountFault> {
    let old = member(service, id).await?.filter(|one| one.account.state != AccountState::Ended).ok_or(AccountFault::Over)?;
    if role.is_of_a_centre() == old.account.centre.is_empty() {
        return Err(AccountFault::Centre);
    }
    if role == old.account.role {
        return Ok(old);
    }
    // Sealed anew, so that of two changes at the same time one counts.
    let sealed = locker(service, id)?.seal(&old.known)?;
    let epoch = old.account.epoch + i64::from(old.account.state == AccountState::Active);
    let new = Account { role, epoch, sealed, ..old.account.clone() };
    let audited = service.audit(by, Action::StaffRoleChanged, None, Some(id));
    let audited = service.because(audited, &format!("role:{}", role.id()))?;
    replace(service, audited, &old.account, new.clone()).await?;
    Ok(Member { account: new, known: old.known })
}

/// Takes up an invitation without a password: codes come by e-mail. Only for who reaches no case but their own.
///
/// # Errors
/// When the invitation is over, or the role needs more.
pub async fn take_by_letter(service: &Arc<Service>, token: &str) -> Result<(), AccountFault> {
    let member = invited(service, token).await?;
    if !member.account.role.may_sign_in_by_letter() {
        return Err(AccountFault::Wrong);
    }
    let known = Known { by_letter: true, password: None, totp: None, recovery: Vec::new(), ..member.known.clone() };
    keep(service, &member, known, AccountState::Active, Action::StaffAccountTaken).await
}
