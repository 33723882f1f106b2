//! One step of sending what is due: claim, open, write the letter, send, settle. The loop and the tests call the same step.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use futures_util::future::join_all;
use uuid::Uuid;
use waymark_core::handling::job::Kind;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::handling::task::TaskKind;
use waymark_core::head::ReportState;
use waymark_core::referral::Referral;
use waymark_core::referral::{State, Step};

use crate::journeys::case::letter::{Turn, mark_of, message_id};
use crate::journeys::case::retry::pause;
use crate::journeys::case::{handling, tell, terms};
use crate::journeys::due::delivered::{Delivered, TRIES};
use crate::journeys::due::send;
use crate::journeys::organisation::letters::{more_to_see, notice, one_time_code, please_stop};
use crate::journeys::person::something_changed;
use crate::journeys::placing::allowed::allowed;
use crate::journeys::placing::reroute;
use crate::journeys::service::Service;
use crate::post::mail::{Mail, SendFault};
use crate::storage::case::report::by_id;
use crate::storage::case::{referral, task, undelivered};
use crate::storage::due::outbox::{self, Claimed};
use crate::storage::due::row::OutboxRow;
use crate::storage::due::{letter, reminder};
use crate::storage::people::code;
use crate::storage::record::audit;
use crate::storage::{StoreError, Tx};

/// How many are claimed at once.
const AT_ONCE: i64 = 16;
/// How long a claim holds: longer than the slowest letter.
const LEASE: Duration = Duration::minutes(10);

/// Sends what is due, once.
///
/// # Errors
/// When the database does not answer. What was claimed is then due again when its lease ends.
pub async fn deliver_due(service: &Arc<Service>) -> Result<Delivered, StoreError> {
    let (lease, now) = (service.new_id(), service.now());
    let (claimed, reminders) = service
        .store
        .write(move |tx| {
            Box::pin(async move {
                let claimed = outbox::claim(tx, lease, now, now + LEASE, AT_ONCE).await?;
                Ok((claimed, reminder::claim(tx, lease, now, now + LEASE, AT_ONCE).await?))
            })
        })
        .await?;
    // All at once: the lease outlasts the slowest letter, not a row of slow ones.
    let (letters, reminders) = tokio::join!(
        join_all(claimed.iter().map(|row| one(service, row))),
        join_all(reminders.iter().map(|row| send::send(service, row)))
    );
    let mut all = Delivered::default();
    for outcome in letters.into_iter().chain(reminders) {
        let done = outcome?;
        all.sent += done.sent;
        all.later += done.later;
        all.given_up += done.given_up;
        all.settled += done.settled;
    }
    Ok(all)
}

/// How long what is due for a report that somebody froze is put off, again and again, until they let it go on.
const FROZEN: Duration = Duration::hours(6);

async fn one(service: &Arc<Service>, row: &Claimed) -> Result<Delivered, StoreError> {
    let mut delivered = Delivered::default();
    if let Err(error) = deliver(service, row, &mut delivered).await {
        tracing::error!(row = %row.id, kind = row.kind.id(), %error, "a letter was not settled");
        retry_later(service, row, "not-settled", &mut delivered).await?;
    }
    Ok(delivered)
}

async fn deliver(service: &Arc<Service>, row: &Claimed, delivered: &mut Delivered) -> Result<(), StoreError> {
    match prepare(service, row).await? {
        Turn::Done => {
            settle(service, row, None, None).await?;
            delivered.settled += 1;
        }
        Turn::GiveUp(code) => failed(service, row, SendFault { code, again: false }, delivered).await?,
        Turn::Later(due_at) => {
            let row = row.clone();
            service
                .store
                .write(move |tx| {
                    let row = row.clone();
                    // Whatever failed before is still to be mended.
                    Box::pin(async move { outbox::later(tx, &row, row.fault.as_deref(), due_at).await })
                })
                .await?;
            delivered.later += 1;
        }
        Turn::Tell(mail) => match service.mailer.send(&mail).await {
            Ok(()) => {
                settle(service, row, mark_of(&mail.message_id), None).await?;
                delivered.sent += 1;
            }
            Err(fault) => failed(service, row, fault, delivered).await?,
        },
        Turn::Drop(why) => {
            let (row, now) = (row.clone(), service.now());
            service
                .store
                .write(move |tx| {
                    let row = row.clone();
                    Box::pin(async move {
                        outbox::dropped(tx, &row, why, now).await?;
                        mended(tx, &row, now).await
                    })
                })
                .await?;
            delivered.settled += 1;
        }
        Turn::Send { letter, to, step, referral, promise } => {
            let mail = Mail {
                message_id: message_id(service, &referral, step, &to, row)?,
                to,
                subject: letter.subject,
                body: letter.body,
                at: service.now(),
                named: true,
            };
            match service.mailer.send(&mail).await {
                Ok(()) => {
                    // The clock of the promise starts now that the server has the letter.
                    let hours = service.book.agency(referral.agency.as_str()).map(|agency| &agency.hours);
                    let due =
                        promise.zip(hours).map(|(promise, hours)| promise.due(&service.book.calendar, hours, service.now()));
                    settle(service, row, mark_of(&mail.message_id), Some((*referral, step, due))).await?;
                    delivered.sent += 1;
                }
                Err(fault) => failed(service, row, fault, delivered).await?,
            }
        }
    }
    Ok(())
}

/// Works out what the row asks for, checking again what may have changed since it was written.
async fn prepare(service: &Arc<Service>, row: &Claimed) -> Result<Turn, StoreError> {
    if row.kind == Kind::Reroute {
        reroute::reroute(service, row.report).await?;
        return Ok(Turn::Done);
    }
    if row.kind == Kind::SomethingChanged {
        if is_frozen(service, row.report).await? {
            return Ok(Turn::Later(service.now() + FROZEN));
        }
        return something_changed::something_changed(service, row).await;
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let Some(referral) = (match row.referral {
        Some(id) => referral::by_id(tx, id).await?,
        None => None,
    }) else {
        return Ok(Turn::Drop("no-referral"));
    };
    let Some(head) = by_id(tx, row.report).await? else { return Ok(Turn::Drop("no-report")) };
    let agency = service.book.agency(referral.agency.as_str());
    if row.kind == Kind::PleaseStop {
        return Ok(match agency {
            Some(agency) => please_stop(service, &head, referral, agency),
            None => Turn::GiveUp("agency-not-configured"),
        });
    }
    if head.state != ReportState::Open || !referral.state.is_live() {
        return Ok(Turn::Drop("over"));
    }
    let Some(keys) = handling::keys(service, tx, row.report).await? else { return Ok(Turn::Drop("no-keys")) };
    let told = handling::read(service, tx, row.report, &keys).await?;
    let request = match row.request {
        Some(id) => code::by_id(tx, id).await?,
        None => None,
    };
    let terms = terms::terms(service, &keys, &referral)?;
    drop(conn);
    // What a person decided since leaves all the same, and so does a code that somebody waits for.
    if told.frozen && terms.by_hand.is_none() && row.kind != Kind::OneTimeCode {
        return Ok(Turn::Later(service.now() + FROZEN));
    }
    let (Some(agreement), Some(agency)) = (allowed(service, &referral, &terms, &told), agency) else {
        return not_allowed(service, row, referral, terms.is_for_their_eyes()).await;
    };
    match (row.kind, request) {
        (Kind::Notice, _) if !matches!(referral.state, State::Queued | State::Undeliverable | State::Bounced) => {
            Ok(Turn::Drop("sent-before"))
        }
        (Kind::Notice, _) => notice(service, &head, referral, agency, agreement.promise(told.facts.risk), &told),
        (Kind::MoreToSee, _) => more_to_see(service, &head, referral, agency),
        (Kind::OneTimeCode, Some(request)) => one_time_code(service, &head, referral, agency, &request),
        _ => Ok(Turn::Drop("no-request")),
    }
}

/// Whether somebody at the desk lets nothing go out by itself for this report.
async fn is_frozen(service: &Service, report: uuid::Uuid) -> Result<bool, StoreError> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let Some(keys) = handling::keys(service, tx, report).await? else { return Ok(false) };
    Ok(handling::read(service, tx, report, &keys).await?.frozen)
}

/// The agreement ended, the agency was suspended or permission lapsed: the referral ends, and the report is routed again.
async fn not_allowed(service: &Arc<Service>, row: &Claimed, referral: Referral, seen: bool) -> Result<Turn, StoreError> {
    let (now, own) = (service.now(), Arc::clone(service));
    let reroute = OutboxRow::reroute(service.new_id(), row.report, now);
    let audited = service.audit(&Actor::Service, Action::ReferralNoLongerAllowed, Some(row.report), Some(referral.id));
    service
        .store
        .write(move |tx| {
            let (mut ended, reroute, audited, service) = (referral.clone(), reroute.clone(), audited.clone(), Arc::clone(&own));
            Box::pin(async move {
                let was = ended.state;
                (ended.state, ended.settled_at) = (State::Rerouted, Some(now));
                if referral::step(tx, &ended, was, None).await? {
                    outbox::insert(tx, vec![&reroute]).await?;
                    outbox::needless(tx, ended.id, now).await?;
                    undelivered::none_undelivered(tx, ended.report, now).await?;
                    audit::insert(tx, vec![&audited]).await?;
                    if seen {
                        tell::plan(&service, tx, ended.report, now).await?;
                    }
                }
                Ok(())
            })
        })
        .await?;
    Ok(Turn::Drop("not-allowed"))
}

/// Notes that a letter left, with its lease, and the mark by which a bounce finds it; the clock of the promise starts now.
async fn settle(
    service: &Arc<Service>,
    row: &Claimed,
    message: Option<[u8; 16]>,
    sent: Option<(Referral, &'static str, Option<DateTime<Utc>>)>,
) -> Result<(), StoreError> {
    let (row, now, own) = (row.clone(), service.now(), Arc::clone(service));
    service
        .store
        .write(move |tx| {
            let (row, sent, service) = (row.clone(), sent.clone(), Arc::clone(&own));
            Box::pin(async move {
                if !outbox::done(tx, &row, now).await? {
                    // The lease ran out and somebody else settles it: the letter is recognisable by its Message-ID.
                    return Ok(());
                }
                if let Some(message) = message {
                    letter::left(tx, &message, &row, now).await?;
                }
                mended(tx, &row, now).await?;
                match sent {
                    Some((referral, "notice", due)) => started(&service, tx, referral.id, due, now).await,
                    _ => Ok(()),
                }
            })
        })
        .await
}

/// What had failed before left, or need not leave any more: nobody has to look at it, unless another letter of the report failed.
async fn mended(tx: &mut Tx<'_>, row: &Claimed, now: DateTime<Utc>) -> Result<(), StoreError> {
    if row.fault.is_some() { undelivered::none_undelivered(tx, row.report, now).await } else { Ok(()) }
}

/// The mail server accepted the notice.
async fn started(
    service: &Service,
    tx: &mut Tx<'_>,
    id: Uuid,
    due: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(mut referral) = referral::by_id(tx, id).await? else { return Ok(()) };
    let was = referral.state;
    if was == State::Withdrawn {
        // Withdrawn while the letter was on its way: nobody had heard of it then, and now somebody has.
        let (id, report, referral) = (service.new_id(), referral.report, Some(id));
        let row = OutboxRow { id, kind: Kind::PleaseStop, report, referral, request: None, due_at: now, made_at: now };
        return outbox::insert(tx, vec![&row]).await;
    }
    // Answered while the letter was on its way: that stands.
    let Ok(next) = was.after(Step::Sent) else { return Ok(()) };
    referral.state = next;
    referral.sent_at = referral.sent_at.or(Some(now));
    referral.due_at = referral.due_at.or(due);
    if !referral::step(tx, &referral, was, None).await? {
        return Err(StoreError::Conflict);
    }
    if matches!(was, State::Bounced | State::Undeliverable) {
        // Their page said that it had not arrived.
        tell_of(service, tx, &referral, now).await?;
    }
    Ok(())
}

/// Tells the person where a referral stands now, while their report is open.
async fn tell_of(service: &Service, tx: &mut Tx<'_>, referral: &Referral, now: DateTime<Utc>) -> Result<(), StoreError> {
    match handling::keys(service, tx, referral.report).await? {
        Some(keys) => tell::of_referral(service, tx, &keys, referral, now).await,
        None => Ok(()),
    }
}

async fn failed(service: &Arc<Service>, row: &Claimed, fault: SendFault, delivered: &mut Delivered) -> Result<(), StoreError> {
    let referral = row.referral.map(tracing::field::display);
    tracing::warn!(row = %row.id, kind = row.kind.id(), referral, attempt = row.attempt, fault = fault.code, "a letter did not leave");
    if fault.again && row.attempt < TRIES {
        return retry_later(service, row, fault.code, delivered).await;
    }
    let (row, now) = (row.clone(), service.now());
    let own = Arc::clone(service);
    service
        .store
        .write(move |tx| {
            let (row, service) = (row.clone(), Arc::clone(&own));
            Box::pin(async move {
                // Without the lease, somebody else settles it.
                if !outbox::give_up(tx, &row, fault.code, now).await? {
                    return Ok(());
                }
                // What could not be sent is shown to a person.
                let centre = by_id(tx, row.report).await?.and_then(|head| head.centre);
                task::insert_once(tx, &service.task(row.report, TaskKind::Undelivered, false, centre.as_deref())).await?;
                if row.kind != Kind::Notice {
                    return Ok(());
                }
                let Some(id) = row.referral else { return Ok(()) };
                let Some(mut referral) = referral::by_id(tx, id).await? else { return Ok(()) };
                let was = referral.state;
                if let Ok(next) = was.after(Step::GivenUp) {
                    referral.state = next;
                    if referral::step(tx, &referral, was, None).await? && next != was {
                        tell_of(&service, tx, &referral, now).await?;
                    }
                }
                Ok(())
            })
        })
        .await?;
    delivered.given_up += 1;
    Ok(())
}

async fn retry_later(
    service: &Arc<Service>,
    row: &Claimed,
    code: &'static str,
    delivered: &mut Delivered,
) -> Result<(), StoreError> {
    let mut random = [0; 2];
    service.vault.randomness().fill(&mut random);
    let due_at = service.now() + pause(row.kind, row.attempt, u16::from_be_bytes(random));
    let row = row.clone();
    service
        .store
        .write(move |tx| {
            let row = row.clone();
            Box::pin(async move { outbox::later(tx, &row, Some(code), due_at).await })
        })
        .await?;
    delivered.later += 1;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_four_hours_and_add_up_to_about_two_days() {
        let pauses: Vec<i64> = (1..TRIES).map(|attempt| pause(Kind::Notice, attempt, 0).num_seconds()).collect();
        assert!(pauses.is_sorted());
        assert_eq!((pauses[0], *pauses.last().unwrap()), (30, 4 * 3600));
        let hours = pauses.iter().sum::<i64>() / 3600;
        assert!((20..60).contains(&hours), "{hours} h");
    }

    #[test]
    fn jitter_is_at_most_a_quarter() {
        assert_eq!(pause(Kind::Notice, 3, u16::MAX).num_seconds(), 150);
        assert!(pause(Kind::OneTimeCode, 14, u16::MAX).num_seconds() <= 75);
    }
}
