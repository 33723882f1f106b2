//! Signing in with a code that comes by e-mail: for people who take reports down and reach none but their own. Whoever asks learns nothing
//! of whether an address has an account, and a code opens only in the browser that asked for it.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use waymark_core::handling::job::Job;
use waymark_core::handling::record::Action;
use waymark_core::staff::AccountState;

use crate::journeys::case::letter::message_id_of;
use crate::journeys::desk::door::accounts::{AccountFault, Member, keep, mark, member, opened};
use crate::journeys::service::Service;
use crate::letters;
use crate::post::mail::{Mail, Sender};
use crate::storage::due::due;
use crate::storage::due::row::DueRow;
use crate::storage::people::sign_in::{self, SignInCode, TRIES};
use crate::storage::people::staff;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// How long a code is good.
pub const CODE_IS_GOOD: Duration = Duration::minutes(20);
/// How many letters bring one code.
const LETTERS: i64 = 3;
/// How many codes an account is sent within half an hour for devices that it did not sign in on before. On one that it did, none is held
/// back: nobody who asks in another's name can keep them out there.
const MOST: i64 = 10;

/// What the browser that asked holds on to.
#[derive(Clone, Serialize, Deserialize)]
pub struct Asked {
    request: Uuid,
    /// Until when the code is good.
    pub good_until: DateTime<Utc>,
    /// Whether others use the device.
    pub shared: bool,
}

fn letter(service: &Service, request: Uuid, letter: i64) -> DueRow {
    let now = service.now();
    DueRow { id: service.new_id(), job: Job::SignIn { request, letter }, report: None, due_at: now, made_at: now }
}

/// Asks for a code. Whatever the address is, the same is done and said: without an account that may sign in so, the letter goes nowhere.
///
/// # Errors
/// When it cannot be made durable.
pub async fn ask(service: &Arc<Service>, address: &str, shared: bool, known_device: bool) -> Result<Asked, StoreError> {
    let mark = mark(service, address)?;
    let asked = service.store.write(AskForCode { service: Arc::clone(service), mark, shared, known_device }).await?;
    service.ring();
    Ok(asked)
}

/// Somebody asks for a code.
struct AskForCode {
    service: Arc<Service>,
    /// Of the address that they typed.
    mark: [u8; 16],
    shared: bool,
    known_device: bool,
}

impl Write for AskForCode {
    type Done = Asked;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Asked, StoreError> {
        let (service, now) = (&self.service, self.service.now());
        let found = staff::by_mark(tx, &self.mark).await?.filter(|one| one.state == AccountState::Active);
        let found = found.map(|one| opened(service, one)).transpose()?.filter(Member::signs_in_by_letter);
        let id = found.map(|one| one.account.id);
        let recent = sign_in::recent(tx, id.unwrap_or_default(), now - Duration::minutes(30)).await?;
        let request = SignInCode {
            id: service.new_id(),
            staff: id.filter(|_| self.known_device || recent < MOST),
            asked_at: now,
            good_until: now + CODE_IS_GOOD,
            letters: 1,
            tries: 0,
            used_at: None,
        };
        sign_in::add(tx, &request).await?;
        due::plan(tx, &letter(service, request.id, 1)).await?;
        Ok(Asked { request: request.id, good_until: request.good_until, shared: self.shared })
    }
}

/// Sends the same code once more, at most three times in all.
///
/// # Errors
/// When it cannot be made durable.
pub async fn again(service: &Arc<Service>, asked: &Asked) -> Result<(), StoreError> {
    service.store.write(SendAgain { service: Arc::clone(service), request: asked.request }).await?;
    service.ring();
    Ok(())
}

/// A code is sent once more, unless it was sent often enough.
struct SendAgain {
    service: Arc<Service>,
    request: Uuid,
}

impl Write for SendAgain {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if sign_in::again(tx, self.request, LETTERS, self.service.now()).await? {
            let number = sign_in::by_id(tx, self.request).await?.map_or(1, |request| request.letters);
            due::plan(tx, &letter(&self.service, self.request, number)).await?;
        }
        Ok(())
    }
}

/// The letter, or why it need not be sent.
pub(crate) async fn mail(service: &Service, job: &Job, id: Uuid) -> Result<Result<Mail, &'static str>, StoreError> {
    let mut conn = service.store.read().await?;
    let request = sign_in::by_id(&mut conn.tx(), id).await?;
    drop(conn);
    let Some(request) = request else { return Ok(Err("no-request")) };
    let Some(staff) = request.staff else { return Ok(Err("no-account")) };
    let now = service.now();
    if request.used_at.is_some() || request.tries >= TRIES || request.good_until <= now {
        return Ok(Err("code-over"));
    }
    let Some(member) = allowed(member(service, staff).await?) else { return Ok(Err("no-account")) };
    let operator = &service.settings.operator;
    let letter = letters::SignInCode {
        t: service.speaker(),
        service: operator.service_name.clone(),
        demonstration: operator.demonstration,
        code: service.vault.code(request.id)?.reveal(),
        // Begun minutes count, so that the letter says what the page says.
        minutes: ((request.good_until - now).num_seconds() + 59) / 60,
        call_back: operator.call_back.clone(),
    }
    .letter();
    let to = member.known.address.reveal().to_owned();
    let message_id = message_id_of(service, [job.matter().unwrap_or_default(), job.name(), to.clone()].join("\0").as_bytes())?;
    Ok(Ok(Mail { to, subject: letter.subject, body: letter.body, message_id, at: now, from: Sender::Service }))
}

fn allowed(member: Option<Member>) -> Option<Member> {
    member.filter(|one| one.account.state == AccountState::Active && one.signs_in_by_letter())
}

/// Types the code, in the browser that asked for it. A right one is used up. Says whose account it is.
///
/// # Errors
/// [`AccountFault::Wrong`], whatever was wrong.
pub async fn enter(service: &Arc<Service>, asked: &Asked, typed: &str) -> Result<Member, AccountFault> {
    let (request, now) = (asked.request, service.now());
    let right = service.vault.code(request)?.matches(typed);
    let member = match service.store.write(TryCode { request, right, now }).await? {
        Some(staff) => allowed(member(service, staff).await?),
        None => None,
    };
    let member = member.ok_or(AccountFault::Wrong)?;
    keep(service, &member, member.known.clone(), AccountState::Active, Action::StaffSignedIn).await?;
    Ok(member)
}

/// Somebody tries a code. The try counts, right or wrong; says whose account a right one opens.
struct TryCode {
    request: Uuid,
    right: bool,
    now: DateTime<Utc>,
}

impl Write for TryCode {
    type Done = Option<Uuid>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Option<Uuid>, StoreError> {
        let counted = sign_in::count_try(tx, self.request, self.now).await?;
        if !(counted && self.right && sign_in::used(tx, self.request, self.now).await?) {
            return Ok(None);
        }
        Ok(sign_in::by_id(tx, self.request).await?.and_then(|request| request.staff))
    }
}
