//! Accounts: an invitation, a password and a second factor, signing in, and ending it all.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use data_encoding::{BASE32_NOPAD, HEXLOWER};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::report::Told;
use waymark_core::staff::AccountState;
use waymark_core::tidy::tidy;
use waymark_core::vault::secrets::{Totp, hash_password, is_password};
use waymark_core::vault::{LinkToken, Locker};

use crate::journeys::desk::door::common_passwords::is_guessed_first;
use crate::journeys::desk::draft;
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again;
use crate::storage::people::session;
use crate::storage::people::staff::{self, Account};
use crate::storage::record::audit;
use crate::storage::record::row::AuditRow;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// The shortest password, in characters. Length counts, not kinds of characters.
pub const SHORTEST: usize = 12;
/// How long an invitation lasts.
pub const INVITATION: Duration = Duration::days(7);
/// How many recovery codes there are.
const RECOVERY: usize = 8;

/// What is known of somebody with an account, sealed under the desk key.
#[derive(Clone, Serialize, Deserialize)]
pub struct Known {
    /// Their name.
    pub name: Told,
    /// Their address.
    pub address: Told,
    /// The hash of their password.
    pub(crate) password: Option<String>,
    /// The secret behind their codes.
    pub(crate) totp: Option<String>,
    /// The step of the last code that was used.
    pub(crate) last_step: u64,
    /// Hashes of recovery codes that are left.
    pub(crate) recovery: Vec<String>,
    /// Whether they sign in with codes that come by e-mail, and have neither password nor app.
    #[serde(default)]
    pub(crate) by_letter: bool,
}
waymark_core::redacted!(Known);

impl Known {
    /// Somebody who was invited: the rest they choose themselves.
    pub(crate) fn invited(name: Told, address: Told) -> Self {
        Self { name, address, password: None, totp: None, last_step: 0, recovery: Vec::new(), by_letter: false }
    }
}

/// Why an account was not made, opened or changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountFault {
    /// The role belongs to a centre and the account to none, or the other way round.
    #[error("a role of a centre is for somebody of a centre, and a role of the service for somebody of none")]
    Centre,
    /// The invitation is over, or was never there.
    #[error("this invitation is over")]
    Over,
    /// The password is shorter than [`SHORTEST`].
    #[error("the password is too short")]
    Short,
    /// The password is one that is guessed first.
    #[error("the password is easy to guess")]
    Common,
    /// Not the right one. Which of address, password or code is not said.
    #[error("not the right address, password or code")]
    Wrong,
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<waymark_core::vault::OpenFault> for AccountFault {
    fn from(fault: waymark_core::vault::OpenFault) -> Self {
        Self::Store(fault.into())
    }
}

/// An account with what is known of its owner.
pub struct Member {
    /// The account.
    pub account: Account,
    /// Its owner.
    pub known: Known,
}

impl Member {
    /// When their invitation ends; nothing once they took it.
    #[must_use]
    pub fn invitation_ends(&self) -> Option<DateTime<Utc>> {
        (self.account.state == AccountState::Invited).then(|| self.account.invited_at + INVITATION)
    }

    /// Whether they sign in with codes that come by e-mail. With a role that reaches more than their own cases nobody does.
    #[must_use]
    pub fn signs_in_by_letter(&self) -> bool {
        self.known.by_letter && self.account.role.may_sign_in_by_letter()
    }

    /// Whether their role needs more than the codes by e-mail that they have: somebody must let them set up their account anew.
    #[must_use]
    pub fn is_locked_out(&self) -> bool {
        self.account.state == AccountState::Active && self.known.by_letter && !self.account.role.may_sign_in_by_letter()
    }
}

pub(crate) fn locker(service: &Service, id: Uuid) -> Result<Locker, StoreError> {
    Ok(service.vault.desk_locker("staff", id)?)
}

pub(crate) fn opened(service: &Service, account: Account) -> Result<Member, StoreError> {
    let known = locker(service, account.id)?.open(&account.sealed)?;
    Ok(Member { account, known })
}

pub(crate) fn mark(service: &Service, address: &str) -> Result<[u8; 16], StoreError> {
    Ok(service.vault.mark("staff address", tidy(address).to_lowercase().as_bytes())?)
}

/// Who was invited by this link.
///
/// # Errors
/// When the invitation is over.
pub async fn invited(service: &Service, token: &str) -> Result<Member, AccountFault> {
    let token = LinkToken::parse(token).ok_or(AccountFault::Over)?;
    let mut conn = service.store.read().await?;
    let account = staff::by_id(&mut conn.tx(), token.referral()).await?.ok_or(AccountFault::Over)?;
    drop(conn);
    let right = service.vault.invitation(account.id, account.epoch)?.matches(&token);
    let member = opened(service, account)?;
    // Of what is over, only somebody who holds its link learns that it is.
    if !right || member.invitation_ends().is_none_or(|ends| ends <= service.now()) {
        return Err(AccountFault::Over);
    }
    Ok(member)
}

/// What somebody who was invited sets up their code app with.
pub struct Enrolment {
    /// The secret, as an app takes it.
    pub secret: String,
    /// The same as an address that apps open.
    pub uri: String,
}
waymark_core::redacted!(Enrolment);

/// Takes the password of somebody who was invited, and makes the secret for their codes.
///
/// # Errors
/// When the invitation is over, or the password is short or common.
pub async fn choose_password(service: &Arc<Service>, token: &str, password: &str) -> Result<(), AccountFault> {
    let member = invited(service, token).await?;
    let about = [member.known.name.reveal(), member.known.address.reveal(), service.settings.operator.service_name.as_str()];
    if password.chars().count() < SHORTEST {
        return Err(AccountFault::Short);
    }
    if is_guessed_first(password, &about) {
        return Err(AccountFault::Common);
    }
    let hashed = hashing(service, {
        let (password, randomness) = (password.to_owned(), Arc::clone(service.vault.randomness()));
        move || hash_password(&password, &*randomness)
    });
    let hashed = hashed.await?.ok_or(AccountFault::Store(StoreError::Closed))?;
    let mut known = member.known.clone();
    known.password = Some(hashed);
    known.totp = Some(Totp::fresh(&**service.vault.randomness()).reveal());
    keep(service, &member, known, AccountState::Invited, Action::StaffPasswordChosen).await
}

/// What somebody who chose a password sets up their app with; nothing before that.
#[must_use]
pub fn enrolment(service: &Service, member: &Member) -> Option<Enrolment> {
    let secret = member.known.totp.clone()?;
    let label = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let issuer = label(&service.settings.operator.service_name);
    let uri = format!("otpauth://totp/{issuer}:{}?secret={secret}&issuer={issuer}", label(member.known.address.reveal()));
    Some(Enrolment { secret, uri })
}

/// Takes the first code of somebody who was invited: the account is theirs now. Says their recovery codes, once.
///
/// # Errors
/// When the code is not the right one, or the invitation is over.
pub async fn confirm(service: &Arc<Service>, token: &str, code: &str) -> Result<Vec<String>, AccountFault> {
    let member = invited(service, token).await?;
    let mut known = member.known.clone();
    let totp = known.totp.as_deref().and_then(Totp::parse).ok_or(AccountFault::Over)?;
    known.last_step = totp.step_of(code, service.now().timestamp(), known.last_step).ok_or(AccountFault::Wrong)?;
    let codes: Vec<String> = (0..RECOVERY)
        .map(|_| {
            let mut bytes = [0; 10];
            service.vault.randomness().fill(&mut bytes);
            let code = BASE32_NOPAD.encode(&bytes);
            format!("{}-{}-{}-{}", &code[..4], &code[4..8], &code[8..12], &code[12..])
        })
        .collect();
    known.recovery = codes.iter().map(|code| digest(code)).collect();
    keep(service, &member, known, AccountState::Active, Action::StaffAccountTaken).await?;
    Ok(codes)
}

fn digest(code: &str) -> String {
    let plain: String = tidy(code).chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    HEXLOWER.encode(ring::digest::digest(&ring::digest::SHA256, plain.as_bytes()).as_ref())
}

/// Somebody unknown takes as long as somebody known: a hash that no password has stands in.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Checks address and password. The second factor is asked for next.
///
/// # Errors
/// [`AccountFault::Wrong`], whatever was wrong.
pub async fn check_password(service: &Arc<Service>, address: &str, password: &str) -> Result<Uuid, AccountFault> {
    let mark = mark(service, address)?;
    let mut conn = service.store.read().await?;
    let account = staff::by_mark(&mut conn.tx(), &mark).await?;
    drop(conn);
    let member = account.filter(|account| account.state == AccountState::Active).map(|one| opened(service, one)).transpose()?;
    let member = member.filter(|one| !one.known.by_letter);
    let kept = member.as_ref().and_then(|member| member.known.password.clone()).unwrap_or_else(|| NOBODY.to_owned());
    let password = password.to_owned();
    let right = hashing(service, move || is_password(&password, &kept)).await?;
    member.filter(|_| right).map(|member| member.account.id).ok_or(AccountFault::Wrong)
}

/// Checks the second factor: a code of the app, or a recovery code. Each counts once. Says whose account it is.
///
/// # Errors
/// When it is not right.
pub async fn check_code(service: &Arc<Service>, id: Uuid, code: &str) -> Result<Member, AccountFault> {
    let member = member(service, id).await?.filter(|member| member.account.state == AccountState::Active);
    let member = member.ok_or(AccountFault::Wrong)?;
    let mut known = member.known.clone();
    let totp = known.totp.as_deref().and_then(Totp::parse).ok_or(AccountFault::Wrong)?;
    let typed = digest(code);
    if let Some(step) = totp.step_of(code, service.now().timestamp(), known.last_step) {
        known.last_step = step;
    } else if let Some(place) = known.recovery.iter().position(|kept| *kept == typed) {
        known.recovery.remove(place);
    } else {
        return Err(AccountFault::Wrong);
    }
    keep(service, &member, known, AccountState::Active, Action::StaffSignedIn).await?;
    Ok(member)
}

/// The account with this id.
pub async fn member(service: &Service, id: Uuid) -> Result<Option<Member>, StoreError> {
    let mut conn = service.store.read().await?;
    let account = staff::by_id(&mut conn.tx(), id).await?;
    drop(conn);
    account.map(|account| opened(service, account)).transpose()
}

/// Accounts after `after`, of one centre or of all.
pub async fn members(service: &Service, after: Uuid, centre: Option<&str>, most: i64) -> Result<Vec<Member>, StoreError> {
    let mut conn = service.store.read().await?;
    let accounts = staff::all(&mut conn.tx(), after, centre, most).await?;
    drop(conn);
    accounts.into_iter().map(|account| opened(service, account)).collect()
}

/// Ends an account and all its sessions.
///
/// # Errors
/// When it cannot be made durable.
pub async fn end(service: &Arc<Service>, by: &Actor, id: Uuid) -> Result<bool, StoreError> {
    let audited = service.audit(by, Action::StaffAccountEnded, None, Some(id));
    // What they were taking down, nobody can go on with.
    let begun = draft::locker(service, id)?.id().to_vec();
    service.store.write(EndAccount { id, begun, audited }).await
}

/// An account is over. Says whether it was not over before.
struct EndAccount {
    id: Uuid,
    /// Where what they were taking down lies.
    begun: Vec<u8>,
    audited: AuditRow,
}

impl Write for EndAccount {
    type Done = bool;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let ended = staff::end(tx, self.id).await?;
        if ended {
            session::end(tx, &self.begun).await?;
            audit::insert(tx, vec![&self.audited]).await?;
        }
        Ok(ended)
    }
}

/// Ends every session of an account, on every device.
///
/// # Errors
/// When it cannot be made durable.
pub async fn leave_everywhere(service: &Arc<Service>, id: Uuid) -> Result<(), StoreError> {
    let audited = service.audit(&Actor::Staff(id), Action::StaffLeftEverywhere, None, Some(id));
    service.store.write(LeaveEverywhere { id, audited }).await
}

/// Every session of an account is over.
struct LeaveEverywhere {
    id: Uuid,
    audited: AuditRow,
}

impl Write for LeaveEverywhere {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        staff::leave_everywhere(tx, self.id).await?;
        audit::insert(tx, vec![&self.audited]).await
    }
}

/// Keeps what changed. Somebody who uses one code twice at the same time gets in once.
pub(crate) async fn keep(
    service: &Arc<Service>,
    member: &Member,
    known: Known,
    state: AccountState,
    action: Action,
) -> Result<(), AccountFault> {
    let last_at = if action == Action::StaffSignedIn { Some(service.now()) } else { member.account.last_at };
    let new = Account { sealed: locker(service, member.account.id)?.seal(&known)?, state, last_at, ..member.account.clone() };
    let audited = service.audit(&Actor::Staff(new.id), action, None, Some(new.id));
    replace(service, audited, &member.account, new).await
}

/// Puts an account in the place of what it was, with its line in the record.
pub(crate) async fn replace(service: &Arc<Service>, audited: AuditRow, old: &Account, new: Account) -> Result<(), AccountFault> {
    let kept = write_again(service, Replace { old: old.clone(), new, audited }).await?;
    if kept { Ok(()) } else { Err(AccountFault::Wrong) }
}

/// An account is put in the place of what it was. Says whether that was still there.
struct Replace {
    old: Account,
    new: Account,
    audited: AuditRow,
}

impl Write for Replace {
    type Done = bool;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let kept = staff::keep(tx, &self.old, &self.new).await?;
        if kept {
            audit::insert(tx, vec![&self.audited]).await?;
        }
        Ok(kept)
    }
}

/// Runs what takes long by design, off the workers that answer, and never more than two at once.
async fn hashing<T: Send + 'static>(service: &Service, work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
    let _turn = service.hashing.acquire().await.map_err(|_| StoreError::Closed)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| StoreError::Closed)
}
