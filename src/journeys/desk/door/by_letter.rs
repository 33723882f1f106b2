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
use crate::post::mail::Mail;
use crate::storage::due::due;
use crate::storage::due::row::DueRow;
use crate::storage::people::sign_in::{self, SignInCode, TRIES};
use crate::storage::people::staff;
use crate::storage::{StoreError, Tx};

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
    let own = Arc::clone(service);
    let asked = service
        .store
        .write_boxed(move |tx| {
            let service = Arc::clone(&own);
            Box::pin(async move {
                let now = service.now();
                let found = staff::by_mark(tx, &mark).await?.filter(|one| one.state == AccountState::Active);
                let found = found.map(|one| opened(&service, one)).transpose()?.filter(Member::signs_in_by_letter);
                let id = found.map(|one| one.account.id);
                let recent = sign_in::recent(tx, id.unwrap_or_default(), now - Duration::minutes(30)).await?;
                let staff = id.filter(|_| known_device || recent < MOST);
                let request = SignInCode {
                    id: service.new_id(),
                    staff,
                    asked_at: now,
                    good_until: now + CODE_IS_GOOD,
                    letters: 1,
                    tries: 0,
                    used_at: None,
                };
                sign_in::add(tx, &request).await?;
                due::plan(tx, &letter(&service, request.id, 1)).await?;
                Ok(Asked { request: request.id, good_until: request.good_until, shared })
            })
        })
        .await?;
    service.ring();
    Ok(asked)
}

/// Sends the same code once more, at most three times in all.
///
/// # Errors
/// When it cannot be made durable.
pub async fn again(service: &Arc<Service>, asked: &Asked) -> Result<(), StoreError> {
    let (own, id) = (Arc::clone(service), asked.request);
    service
        .store
        .write_boxed(move |tx| {
            let service = Arc::clone(&own);
            Box::pin(async move {
                if sign_in::again(tx, id, LETTERS, service.now()).await? {
                    let number = sign_in::by_id(tx, id).await?.map_or(1, |request| request.letters);
                    due::plan(tx, &letter(&service, id, number)).await?;
                }
                Ok(())
            })
        })
        .await?;
    service.ring();
    Ok(())
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
    Ok(Ok(Mail { to, subject: letter.subject, body: letter.body, message_id, at: now, named: true }))
}

fn allowed(member: Option<Member>) -> Option<Member> {
    member.filter(|one| one.account.state == AccountState::Active && one.signs_in_by_letter())
}

/// Types the code, in the browser that asked for it. A right one is used up. Says whose account it is.
///
/// # Errors
/// [`AccountFault::Wrong`], whatever was wrong.
pub async fn enter(service: &Arc<Service>, asked: &Asked, typed: &str) -> Result<Member, AccountFault> {
    let (id, now) = (asked.request, service.now());
    let right = service.vault.code(id)?.matches(typed);
    let staff = service.store.write_boxed(move |tx| Box::pin(opens(tx, id, right, now))).await?;
    let member = match staff {
        Some(staff) => allowed(member(service, staff).await?),
        None => None,
    };
    let member = member.ok_or(AccountFault::Wrong)?;
    keep(service, &member, member.known.clone(), AccountState::Active, Action::StaffSignedIn).await?;
    Ok(member)
}

/// A try is counted before it is known whether it is right.
async fn opens(tx: &mut Tx<'_>, id: Uuid, right: bool, now: DateTime<Utc>) -> Result<Option<Uuid>, StoreError> {
    let counted = sign_in::count_try(tx, id, now).await?;
    if !(counted && right && sign_in::used(tx, id, now).await?) {
        return Ok(None);
    }
    Ok(sign_in::by_id(tx, id).await?.and_then(|request| request.staff))
}
