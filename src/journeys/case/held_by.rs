//! A referral as its reporter sees it: who holds the report, what they may see, and where it stands.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use waymark_core::referral::{Ground, Referral, Terms, Timeline};
use waymark_core::report::permission::{AskedOn, Granted};
use waymark_core::report::{Section, Told};
use waymark_core::words::Speaker;

use crate::journeys::case::timeline::{HappenedView, NextView, happened, is_late, next};
use crate::journeys::service::Service;

/// A referral as its reporter sees it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct HeldBy {
    /// The organisation's id.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// What for.
    pub purpose: &'static str,
    /// Under which agreement.
    pub agreement: String,
    /// Under which version of it.
    pub agreement_version: i64,
    /// `full` or `anonymous`; nothing once the report was erased, or when it was passed on without.
    pub permission: Option<&'static str>,
    /// What stood in the place of their permission, when it was passed on without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overruled: Option<&'static str>,
    /// The sections it may see; none are told once the report was erased.
    pub shown: Vec<&'static str>,
    /// Those of them that hold an answer.
    pub holding: Vec<&'static str>,
    /// Whether what the person needs to be understood goes with them: needs, language, interpreter.
    pub access: bool,
    /// Of each section the numbers of what it may see: 1 came with the report, the others were added later.
    pub items: BTreeMap<String, Vec<i64>>,
    /// In which words they were asked for it, and when; nothing when another system asked.
    pub asked: Option<AskedIn>,
    /// One of the states of a referral.
    pub state: &'static str,
    /// The state in plain words: what happened last.
    pub state_in_words: String,
    /// What happened, the oldest first.
    pub timeline: Vec<HappenedView>,
    /// What comes next.
    pub next: NextView,
    /// When it was made.
    pub queued_at: DateTime<Utc>,
    /// When the mail server accepted the notice. That is not yet delivery.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it is known to have arrived: when somebody there said so.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When somebody there acknowledged it.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// When they took it on.
    pub accepted_at: Option<DateTime<Utc>>,
    /// Until when they promised to acknowledge.
    pub due_at: Option<DateTime<Utc>>,
    /// Whether that time is over without an answer.
    pub overdue: bool,
    /// When it was over.
    pub settled_at: Option<DateTime<Utc>>,
    /// The code they answered with, when they declined.
    pub answer: Option<String>,
}

impl HeldBy {
    /// Leaves out of what it sees what holds no answer: nobody sees what was not told.
    pub(crate) fn narrow(&mut self, holding: &[Section], access: bool) {
        let holds = |id: &str| holding.iter().any(|section| section.id() == id);
        self.holding.retain(|id| holds(id));
        self.access = self.access && access;
    }
}

/// The words in which a reporter was asked for permission.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AskedIn {
    /// The version of the wording.
    pub wording: String,
    /// The language it was asked in.
    pub language: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A message as its reporter sees it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ShownMessage {
    /// `reporter` or `team`.
    pub from: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    #[schema(value_type = String)]
    pub text: Told,
}

pub(crate) fn held_by(
    service: &Service,
    referral: &Referral,
    terms: Option<Terms>,
    (timeline, answer): (&Timeline, Option<String>),
    speaker: &Speaker,
) -> HeldBy {
    let events: Vec<HappenedView> = timeline.events.iter().map(|event| happened(event, speaker)).collect();
    let shown: Vec<&'static str> = terms.iter().flat_map(|terms| terms.shown.sections()).map(Section::id).collect();
    HeldBy {
        name: service
            .book
            .agency(referral.agency.as_str())
            .map_or_else(|| referral.agency.to_string(), |agency| agency.name.clone()),
        agency: referral.agency.to_string(),
        purpose: referral.purpose.id(),
        agreement: referral.agreement.to_string(),
        agreement_version: referral.agreement_version,
        permission: terms.as_ref().filter(|terms| terms.overruled().is_none()).map(|terms| terms.granted.id()),
        overruled: terms.as_ref().and_then(Terms::overruled).map(Ground::id),
        holding: shown.clone(),
        shown,
        access: terms.as_ref().is_some_and(|terms| terms.overruled().is_none() && terms.granted == Granted::Full),
        items: terms
            .iter()
            .flat_map(|terms| terms.shown.items())
            .map(|(section, items)| (section.id().to_owned(), items))
            .collect(),
        asked: terms.and_then(|terms| terms.asked).map(|AskedOn { asked, at }| AskedIn {
            wording: asked.wording,
            language: asked.language,
            at,
        }),
        state: referral.state.id(),
        state_in_words: speaker.label(timeline.stands()),
        timeline: events,
        next: next(timeline, speaker),
        queued_at: referral.queued_at,
        sent_at: referral.sent_at,
        delivered_at: referral.acknowledged_at,
        acknowledged_at: referral.acknowledged_at,
        accepted_at: referral.accepted_at,
        due_at: referral.due_at,
        overdue: is_late(timeline),
        settled_at: referral.settled_at,
        answer,
    }
}
