//! States of a referral and the steps between them (CONTRACT §5).

use chrono::{DateTime, Utc};

use crate::report::Purpose;

crate::ids! {
    /// The state of a referral.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[expect(missing_docs, reason = "the states of CONTRACT §5, by their names")]
    pub enum State {
        Queued = "queued",
        Sent = "sent",
        Bounced = "bounced",
        Undeliverable = "undeliverable",
        Acknowledged = "acknowledged",
        Accepted = "accepted",
        Declined = "declined",
        Closed = "closed",
        Withdrawn = "withdrawn",
        Rerouted = "rerouted",
    }
}

/// What happens to a referral (the events of its state machine).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The mail server accepted the notice. The organisation promised to acknowledge until then, unless it promised nothing.
    Sent {
        /// Until when.
        until: Option<DateTime<Utc>>,
    },
    /// The notice cannot be delivered.
    GivenUp,
    /// The notice left, and came back.
    Bounced,
    /// Somebody at the organisation said that it arrived.
    Acknowledge,
    /// The organisation answered.
    Answer(Answer),
    /// The person withdrew permission, or erased the report.
    Withdraw,
    /// Another referral takes its place: more is allowed now, or its agreement was renewed.
    Replace,
}

impl Step {
    /// The code of an answer, if it has one.
    #[must_use]
    pub fn code(self) -> Option<&'static str> {
        match self {
            Self::Answer(Answer::Decline(reason)) => Some(reason.id()),
            _ => None,
        }
    }
}

/// What an organisation answers, with a one-time code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It takes the referral on.
    Accept,
    /// It does not, and says why.
    Decline(DeclineReason),
    /// It has done what it can.
    Close,
}

impl Answer {
    /// Whether an organisation that got a referral for this can answer so. Who is only informed has nothing to take on: it says that it
    /// arrived, or that it is not for them. What was accepted before can be closed.
    #[must_use]
    pub fn fits(self, purpose: Purpose) -> bool {
        purpose != Purpose::Inform || self != Self::Accept
    }
}

crate::ids! {
    /// Why an organisation declines.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[expect(missing_docs, reason = "the reasons are their names")]
    pub enum DeclineReason {
        OutOfArea = "out-of-area",
        NotOurExpertise = "not-our-expertise",
        NoCapacity = "no-capacity",
        AlreadyKnown = "already-known",
        CannotReach = "cannot-reach",
        ConflictOfInterest = "conflict-of-interest",
        Other = "other",
    }
}

impl DeclineReason {
    /// Whether it is offered to an organisation that got a referral for this: who is only informed was never to help anybody.
    #[must_use]
    pub fn fits(self, purpose: Purpose) -> bool {
        let helps = matches!(self, Self::NotOurExpertise | Self::AlreadyKnown | Self::CannotReach);
        purpose != Purpose::Inform || !helps
    }
}

/// A step that does not lead on from where a referral is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a referral that is {} cannot take this step", from.id())]
pub struct StepFault {
    /// Where it is.
    pub from: State,
}

impl State {
    /// Whether the organisation may still see something.
    #[must_use]
    pub fn is_live(self) -> bool {
        matches!(self, Self::Queued | Self::Sent | Self::Acknowledged | Self::Accepted | Self::Bounced | Self::Undeliverable)
    }

    /// Whether it uses up a place of the agreement. An acceptance does so for 28 days, which the recount minds.
    #[must_use]
    pub fn takes_a_place(self) -> bool {
        matches!(self, Self::Queued | Self::Sent | Self::Acknowledged | Self::Accepted)
    }

    /// The state after a step.
    ///
    /// # Errors
    /// When the step does not lead on from here.
    pub fn after(self, step: Step) -> Result<Self, StepFault> {
        let next = match (self, step) {
            (Self::Queued | Self::Bounced | Self::Undeliverable, Step::Sent { .. }) => Self::Sent,
            // A letter can arrive though its server never said so: whoever holds the link can say that it did.
            (Self::Sent | Self::Queued | Self::Bounced | Self::Undeliverable, Step::Acknowledge) => Self::Acknowledged,
            // A repeat of the notice changes nothing of what was answered meanwhile.
            (Self::Acknowledged | Self::Accepted | Self::Sent, Step::Sent { .. }) => self,
            (Self::Queued | Self::Bounced, Step::GivenUp) => Self::Undeliverable,
            (Self::Queued | Self::Sent, Step::Bounced) => Self::Bounced,
            // It did not leave at all, or it arrived all the same: that stands.
            (Self::Bounced | Self::Undeliverable | Self::Acknowledged | Self::Accepted, Step::Bounced) => self,
            (Self::Acknowledged | Self::Accepted, Step::Acknowledge) => self,
            (Self::Sent | Self::Acknowledged, Step::Answer(Answer::Accept)) => Self::Accepted,
            (Self::Sent | Self::Acknowledged | Self::Accepted, Step::Answer(Answer::Decline(_))) => Self::Declined,
            (Self::Accepted, Step::Answer(Answer::Close)) => Self::Closed,
            (from, Step::Withdraw) if from.is_live() => Self::Withdrawn,
            (from, Step::Replace) if from.is_live() => Self::Rerouted,
            (from, _) => return Err(StepFault { from }),
        };
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENT: Step = Step::Sent { until: None };

    #[test]
    fn the_way_of_a_referral_leads_from_queued_to_closed() {
        let steps = [SENT, Step::Acknowledge, Step::Answer(Answer::Accept), Step::Answer(Answer::Close)];
        let end = steps.into_iter().try_fold(State::Queued, State::after);
        assert_eq!(end, Ok(State::Closed));
    }

    #[test]
    fn what_is_over_stays_over() {
        for over in [State::Declined, State::Closed, State::Withdrawn, State::Rerouted] {
            for step in [SENT, Step::Bounced, Step::Acknowledge, Step::Answer(Answer::Accept), Step::Withdraw, Step::Replace] {
                assert_eq!(over.after(step), Err(StepFault { from: over }));
            }
        }
    }

    #[test]
    fn what_came_back_can_still_be_acknowledged_and_an_answer_outlives_a_bounce() {
        assert_eq!(State::Sent.after(Step::Bounced), Ok(State::Bounced));
        assert_eq!(State::Bounced.after(Step::Acknowledge), Ok(State::Acknowledged));
        assert_eq!(State::Bounced.after(SENT), Ok(State::Sent));
        assert_eq!(State::Accepted.after(Step::Bounced), Ok(State::Accepted));
        assert!(State::Withdrawn.after(Step::Bounced).is_err() && !State::Bounced.takes_a_place());
    }

    #[test]
    fn who_is_only_informed_takes_nothing_on() {
        for purpose in Purpose::ALL {
            assert_eq!(Answer::Accept.fits(purpose), purpose != Purpose::Inform);
            assert!(Answer::Decline(DeclineReason::Other).fits(purpose) && Answer::Close.fits(purpose));
            assert!(DeclineReason::OutOfArea.fits(purpose) && DeclineReason::Other.fits(purpose));
            assert_eq!(DeclineReason::CannotReach.fits(purpose), purpose != Purpose::Inform);
        }
    }

    #[test]
    fn a_repeat_of_the_notice_never_undoes_an_answer() {
        assert_eq!(State::Acknowledged.after(SENT), Ok(State::Acknowledged));
        assert_eq!(State::Accepted.after(SENT), Ok(State::Accepted));
    }
}
