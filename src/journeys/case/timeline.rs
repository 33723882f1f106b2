//! What became of a report at each organisation, from the database into words: for the own page, the receipt, the API and the desk.

use chrono::{DateTime, Utc};
use serde::Serialize;
use waymark_core::handling::task::TaskKind;
use waymark_core::handling::waiting::Waiting;
use waymark_core::labels::{CANNOT, HEADLINE, NEXT_STEP};
use waymark_core::referral::{Beside, DeclineReason, Event, Headline, Next, NextDay, Referral, State, Timeline};
use waymark_core::words::Speaker;

use crate::storage::Tx;
use crate::storage::case::referral::answer_code;
use crate::storage::case::task;
use crate::storage::due::due;
use waymark_core::store_error::StoreError;

/// Something that happened with a referral.
#[derive(Clone, Serialize, utoipa::ToSchema)]
pub struct HappenedView {
    /// `waiting`, `sent`, `came-back`, `not-reached`, `arrived`, `taken-on`, `cannot`, `done`, `withdrawn`, `replaced` or `never-reached`.
    pub what: &'static str,
    /// When, where that is kept.
    pub at: Option<DateTime<Utc>>,
    /// A sentence.
    pub in_words: String,
    /// Why they cannot, a sentence, when they said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// What comes next.
#[derive(Clone, Serialize, utoipa::ToSchema)]
pub struct NextView {
    /// `leaves`, `answer-by`, `late`, `no-day`, `other-way`, `choose`, `another`, `looking`, `stop` or `nothing`.
    pub what: &'static str,
    /// When, where a time is set.
    pub at: Option<DateTime<Utc>>,
    /// A sentence or two.
    pub in_words: String,
}

/// The timeline of each of these referrals of one report, with the code that its organisation answered with. Nothing of other referrals is in it:
/// one that the person must not see is not to be given.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn timelines(
    tx: &mut Tx<'_>,
    referrals: &[&Referral],
    waiting: &[Waiting],
    now: DateTime<Utc>,
) -> Result<Vec<(Timeline, Option<String>)>, StoreError> {
    let declined = referrals.iter().find(|one| one.state == State::Declined);
    let looking = match declined {
        Some(one) => task::of_report(tx, one.report).await?.iter().any(|(_, kind, ..)| is_looked_for(*kind)),
        None => false,
    };
    let mut all = Vec::with_capacity(referrals.len());
    for one in referrals {
        let answer = answer_code(tx, one.id).await?;
        let failed_at = match one.state {
            State::Bounced | State::Undeliverable => due::gave_up_at(tx, one.id).await?,
            _ => None,
        };
        let same = |other: &&&Referral| other.purpose == one.purpose && other.agency != one.agency && other.state.is_live();
        let beside = Beside {
            why: answer.as_deref().and_then(DeclineReason::from_id),
            failed_at,
            asks: waiting.iter().any(|entry| entry.asks_first() && entry.purpose == one.purpose.id()),
            another: referrals.iter().any(|other| same(&other)),
            looking,
        };
        all.push((Timeline::of(one, beside, now), answer));
    }
    Ok(all)
}

/// Whether somebody at the team who has this task looks for another organisation.
fn is_looked_for(kind: TaskKind) -> bool {
    matches!(kind, TaskKind::Declined | TaskKind::Unplaced)
}

/// What happened, in words.
pub(crate) fn happened(event: &Event, t: &Speaker) -> HappenedView {
    HappenedView {
        what: event.what.id(),
        at: event.at,
        in_words: t.label(event.what),
        why: event.why.map(|why| t.of(&CANNOT, why.id())),
    }
}

/// What comes next, in words.
pub(crate) fn next(timeline: &Timeline, t: &Speaker) -> NextView {
    let when = timeline.next_at.map(|at| t.when(at)).unwrap_or_default();
    NextView { what: timeline.next.id(), at: timeline.next_at, in_words: t.of1(&NEXT_STEP, timeline.next.id(), "when", when) }
}

/// Whether an answer of this organisation is late.
pub(crate) fn is_late(timeline: &Timeline) -> bool {
    timeline.next == Next::Late
}

/// Where a report stands, in whole sentences.
#[must_use]
pub fn headline(stands: &Headline, t: &Speaker) -> Vec<String> {
    let counted = |message: &str, count: usize| (count > 0).then(|| t.say1(message, "count", count));
    let next = stands.next.map(|next| match next {
        NextDay::AnswerBy(at) => t.say1("headline-answer-by", "day", t.day_of(at)),
        NextDay::WaitsUntil(at) => t.say1("headline-waits-until", "day", t.day_of(at)),
        NextDay::None => t.say("headline-no-day"),
    });
    let sentences = [
        Some(t.of1(&HEADLINE, stands.best.id(), "count", stands.count)),
        counted("headline-also-done", stands.done),
        counted("headline-also-cannot", stands.cannot),
        stands.asks.then(|| t.say("headline-also-asks")),
        stands.late.map(|at| t.say1("headline-late", "day", t.day_of(at))),
        next,
    ];
    sentences.into_iter().flatten().collect()
}
