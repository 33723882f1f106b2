//! One step of sending what is due: claim, open, write the letter, send, settle. The loop and the tests call the same step.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use futures_util::future::join_all;
use uuid::Uuid;
use waymark_core::handling::job::Job;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::handling::task::TaskKind;
use waymark_core::referral::Referral;
use waymark_core::referral::{State, Step};

use crate::journeys::case::letter::{Turn, mark_of, message_id};
use crate::journeys::case::retry::pause;
use crate::journeys::case::{handling, tell};
use crate::journeys::due::delivered::{Delivered, TRIES};
use crate::journeys::due::send::turn;
use crate::journeys::service::Service;
use crate::post::mail::{Mail, SendFault, Sender};
use crate::storage::case::referral;
use crate::storage::case::report::by_id;
use crate::storage::case::{task, undelivered};
use crate::storage::due::due::{self, Claimed};
use crate::storage::due::letter;
use crate::storage::due::row::DueRow;
use crate::storage::record::audit;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// How many are claimed at once of what is about reports, and of what is about none.
const AT_ONCE: i64 = 16;
/// How long a claim holds: longer than the slowest letter.
const LEASE: Duration = Duration::minutes(10);

/// Sends what is due, once.
///
/// # Errors
/// When the database does not answer. What was claimed is then due again when its lease ends.
pub async fn deliver_due(service: &Arc<Service>) -> Result<Delivered, StoreError> {
    let (lease, now) = (service.new_id(), service.now());
    let claimed = service.store.write(Claim { lease, now }).await?;
    // All at once: the lease outlasts the slowest letter, not a row of slow ones.
    let done = join_all(claimed.iter().map(|row| one(service, row))).await;
    let mut all = Delivered::default();
    for outcome in done {
        let done = outcome?;
        all.sent += done.sent;
        all.later += done.later;
        all.given_up += done.given_up;
        all.settled += done.settled;
    }
    Ok(all)
}

async fn one(service: &Arc<Service>, row: &Claimed) -> Result<Delivered, StoreError> {
    let mut delivered = Delivered::default();
    if let Err(error) = deliver(service, row, &mut delivered).await {
        tracing::error!(row = %row.id, kind = row.job.kind().id(), %error, "a letter was not settled");
        retry_later(service, row, "not-settled", &mut delivered).await?;
    }
    Ok(delivered)
}

async fn deliver(service: &Arc<Service>, row: &Claimed, delivered: &mut Delivered) -> Result<(), StoreError> {
    match turn(service, row).await? {
        Turn::Done => {
            settle(service, row, None, None).await?;
            delivered.settled += 1;
        }
        Turn::GiveUp(code) => failed(service, row, SendFault { code, again: false }, delivered).await?,
        Turn::Later(due_at) => {
            service.store.write(NotYet { row: row.clone(), due_at }).await?;
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
            service.store.write(Drop { row: row.clone(), why, now: service.now() }).await?;
            delivered.settled += 1;
        }
        Turn::Send { letter, to, step, referral, promise } => {
            let mail = Mail {
                message_id: message_id(service, &referral, step, &to, row)?,
                to,
                subject: letter.subject,
                body: letter.body,
                at: service.now(),
                from: Sender::Service,
            };
            match service.mailer.send(&mail).await {
                Ok(()) => {
                    // The clock of the promise starts now that the server has the letter.
                    let hours = service.book.agency(referral.agency.as_str()).map(|agency| &agency.hours);
                    let due =
                        promise.zip(hours).map(|(promise, hours)| promise.due(&service.book.calendar, hours, service.now()));
                    settle(service, row, mark_of(&mail.message_id), (step == "notice").then_some((referral.id, due))).await?;
                    delivered.sent += 1;
                }
                Err(fault) => failed(service, row, fault, delivered).await?,
            }
        }
    }
    Ok(())
}

/// Takes what is due, under a lease.
struct Claim {
    lease: Uuid,
    now: DateTime<Utc>,
}

impl Write for Claim {
    type Done = Vec<Claimed>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Vec<Claimed>, StoreError> {
        due::claim(tx, self.lease, self.now, self.now + LEASE, AT_ONCE).await
    }
}

/// Puts a row off whose time has not come.
struct NotYet {
    row: Claimed,
    due_at: DateTime<Utc>,
}

impl Write for NotYet {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        due::not_yet(tx, &self.row, self.due_at).await
    }
}

/// Puts a row off that failed.
struct Later {
    row: Claimed,
    fault: Option<String>,
    due_at: DateTime<Utc>,
}

impl Write for Later {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        due::later(tx, &self.row, self.fault.as_deref(), self.due_at).await
    }
}

/// Notes that a row need not be done any more, and why.
struct Drop {
    row: Claimed,
    why: &'static str,
    now: DateTime<Utc>,
}

impl Write for Drop {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        due::dropped(tx, &self.row, self.why, self.now).await?;
        mended(tx, &self.row, self.now).await
    }
}

/// A notice that left: its referral, and until when its organisation promised to acknowledge.
type Notice = (Uuid, Option<DateTime<Utc>>);

/// Notes that a letter left, with its lease, and the mark by which a bounce finds it; the clock of the promise starts now.
async fn settle(
    service: &Arc<Service>,
    row: &Claimed,
    message: Option<[u8; 16]>,
    notice: Option<Notice>,
) -> Result<(), StoreError> {
    service.store.write(Settle { service: Arc::clone(service), row: row.clone(), message, notice, now: service.now() }).await
}

/// Notes that a row is done, and what that began.
struct Settle {
    service: Arc<Service>,
    row: Claimed,
    message: Option<[u8; 16]>,
    notice: Option<Notice>,
    now: DateTime<Utc>,
}

impl Write for Settle {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let (row, service, now) = (&self.row, &self.service, self.now);
        if !due::done(tx, row, now).await? {
            // The lease ran out and somebody else settles it: the letter is recognisable by its Message-ID.
            return Ok(());
        }
        if let Some((message, report)) = self.message.zip(row.report) {
            letter::left(tx, &message, row, report, now).await?;
        }
        if let Some(action) = recorded(&row.job) {
            audit::insert(tx, vec![&service.audit(&Actor::Service, action, None, Some(row.id))]).await?;
        }
        mended(tx, row, now).await?;
        match self.notice {
            Some((referral, until)) => started(service, tx, referral, until, now).await,
            None => Ok(()),
        }
    }
}

/// What had failed before left, or need not leave any more: nobody has to look at it, unless another letter of the report failed.
async fn mended(tx: &mut Tx<'_>, row: &Claimed, now: DateTime<Utc>) -> Result<(), StoreError> {
    match row.report.filter(|_| row.fault.is_some()) {
        Some(report) => undelivered::none_undelivered(tx, report, now).await,
        None => Ok(()),
    }
}

/// What the record says when such a letter left. For letters about a report their referrals say it.
fn recorded(job: &Job) -> Option<Action> {
    match job {
        Job::AgreementEnds { .. } | Job::Urgent { .. } | Job::Late { .. } | Job::MorningList { .. } | Job::RecordHead { .. } => {
            Some(Action::ReminderSent)
        }
        Job::CentreAsked { .. } => Some(Action::CentreAsked),
        Job::SignIn { .. } => Some(Action::SignInCodeSent),
        Job::Notice { .. } | Job::MoreToSee { .. } | Job::PleaseStop { .. } | Job::OneTimeCode { .. } => None,
        Job::Reroute { .. } | Job::SomethingChanged { .. } => None,
    }
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
        let row = DueRow::of_report(service.new_id(), referral.report, Job::PleaseStop { referral: id }, now);
        return due::insert(tx, vec![&row]).await;
    }
    // Answered while the letter was on its way: that stands.
    let Ok(moved) = referral.take(Step::Sent { until: due }, now) else { return Ok(()) };
    if !referral::step(tx, &referral, moved).await? {
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
    let referral = row.job.referral().map(tracing::field::display);
    tracing::warn!(row = %row.id, kind = row.job.kind().id(), referral, attempt = row.attempt, fault = fault.code, "a letter did not leave");
    if fault.again && row.attempt < TRIES {
        return retry_later(service, row, fault.code, delivered).await;
    }
    service.store.write(GiveUp { service: Arc::clone(service), row: row.clone(), code: fault.code, now: service.now() }).await?;
    delivered.given_up += 1;
    Ok(())
}

/// Gives a row up: it is shown to a person.
struct GiveUp {
    service: Arc<Service>,
    row: Claimed,
    code: &'static str,
    now: DateTime<Utc>,
}

impl Write for GiveUp {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let (row, service, now) = (&self.row, &self.service, self.now);
        // Without the lease, somebody else settles it.
        if !due::give_up(tx, row, self.code, now).await? {
            return Ok(());
        }
        // What could not be sent is shown to a person: at the desk with its report, or in the queue.
        let Some(report) = row.report else { return Ok(()) };
        let centre = by_id(tx, report).await?.and_then(|head| head.centre);
        task::insert_once(tx, &service.task(report, TaskKind::Undelivered, false, centre.as_deref())).await?;
        let Job::Notice { referral: id } = row.job else { return Ok(()) };
        let Some(mut referral) = referral::by_id(tx, id).await? else { return Ok(()) };
        if let Ok(moved) = referral.take(Step::GivenUp, now)
            && referral::step(tx, &referral, moved).await?
            && moved.is_new()
        {
            tell_of(service, tx, &referral, now).await?;
        }
        Ok(())
    }
}

async fn retry_later(
    service: &Arc<Service>,
    row: &Claimed,
    code: &'static str,
    delivered: &mut Delivered,
) -> Result<(), StoreError> {
    let mut random = [0; 2];
    service.vault.randomness().fill(&mut random);
    let due_at = service.now() + pause(row.job.kind(), row.attempt, u16::from_be_bytes(random));
    service.store.write(Later { row: row.clone(), fault: Some(code.to_owned()), due_at }).await?;
    delivered.later += 1;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_core::handling::job::Kind;

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
        assert!(pause(Kind::SignIn, 14, u16::MAX).num_seconds() <= 75);
    }
}
