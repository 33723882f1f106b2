//! A referral: what an organisation was given, for what, and how far it is.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::referral::{Answer, State, Step, StepFault};
use crate::report::Purpose;
use crate::vault::Sealed;
use crate::vocabulary::{AgencyId, AgreementId};

/// A referral.
#[derive(Debug, Clone)]
pub struct Referral {
    /// Its id.
    pub id: Uuid,
    /// The report.
    pub report: Uuid,
    /// Who gets it.
    pub agency: AgencyId,
    /// Under which agreement.
    pub agreement: AgreementId,
    /// Under which version of it.
    pub agreement_version: i64,
    /// What for.
    pub purpose: Purpose,
    /// What it may show, sealed.
    pub terms: Sealed,
    /// Where it stands.
    pub state: State,
    /// Which generation of its link holds.
    pub link_epoch: i64,
    /// When it was made.
    pub queued_at: DateTime<Utc>,
    /// When the mail server accepted the notice.
    pub sent_at: Option<DateTime<Utc>>,
    /// Until when the organisation promised to acknowledge.
    pub due_at: Option<DateTime<Utc>>,
    /// When it acknowledged.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// When it accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it was over.
    pub settled_at: Option<DateTime<Utc>>,
}

/// A step that a referral took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a step that was taken is to be written"]
pub struct Moved {
    /// Where it was before.
    pub was: State,
    /// The step.
    pub step: Step,
    /// Where it is now.
    pub now: State,
}

impl Moved {
    /// Whether it is elsewhere now.
    #[must_use]
    pub fn is_new(self) -> bool {
        self.was != self.now
    }
}

impl Referral {
    /// Takes a step: its state and the times that belong to it, in one place.
    ///
    /// # Errors
    /// When the step does not lead on from where it is. Then it stays as it is.
    pub fn take(&mut self, step: Step, now: DateTime<Utc>) -> Result<Moved, StepFault> {
        let was = self.state;
        self.state = was.after(step)?;
        match step {
            Step::Sent { until } => {
                self.sent_at = self.sent_at.or(Some(now));
                self.due_at = self.due_at.or(until);
            }
            Step::Acknowledge => {
                self.acknowledged_at = self.acknowledged_at.or(Some(now));
                // It arrived, so it was sent, whatever the server said.
                self.sent_at = self.sent_at.or(Some(now));
            }
            Step::Answer(answer) => {
                // Whoever answers has it: the answer acknowledges too.
                self.acknowledged_at = self.acknowledged_at.or(Some(now));
                match answer {
                    Answer::Accept => self.accepted_at = Some(now),
                    Answer::Decline(_) | Answer::Close => self.settled_at = Some(now),
                }
            }
            Step::Withdraw | Step::Replace => self.settled_at = Some(now),
            // It did not arrive: nothing was sent, and no clock runs.
            Step::Bounced if was != self.state => (self.sent_at, self.due_at) = (None, None),
            Step::GivenUp | Step::Bounced => {}
        }
        Ok(Moved { was, step, now: self.state })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::referral::DeclineReason;
    use chrono::TimeZone;

    fn referral(state: State) -> Referral {
        Referral {
            id: Uuid::from_u128(1),
            report: Uuid::from_u128(2),
            agency: AgencyId::from("tees-pride"),
            agreement: AgreementId::from("tees-pride-1"),
            agreement_version: 1,
            purpose: Purpose::Support,
            terms: Sealed::from_stored(vec![1; 64]).unwrap(),
            state,
            link_epoch: 0,
            queued_at: at(9),
            sent_at: None,
            due_at: None,
            acknowledged_at: None,
            accepted_at: None,
            settled_at: None,
        }
    }

    fn at(hour: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 20, hour, 0, 0).unwrap()
    }

    fn times(one: &Referral) -> [Option<DateTime<Utc>>; 5] {
        [one.sent_at, one.due_at, one.acknowledged_at, one.accepted_at, one.settled_at]
    }

    #[test]
    fn each_step_sets_its_own_times_and_no_other() {
        let mut one = referral(State::Queued);
        let moved = one.take(Step::Sent { until: Some(at(17)) }, at(10)).unwrap();
        assert!(moved.is_new() && moved.was == State::Queued && moved.now == State::Sent);
        assert_eq!(times(&one), [Some(at(10)), Some(at(17)), None, None, None]);
        assert!(one.take(Step::Acknowledge, at(11)).is_ok());
        assert!(one.take(Step::Answer(Answer::Accept), at(12)).is_ok());
        assert!(one.take(Step::Answer(Answer::Close), at(13)).is_ok());
        assert_eq!(times(&one), [Some(at(10)), Some(at(17)), Some(at(11)), Some(at(12)), Some(at(13))]);
    }

    #[test]
    fn what_happened_first_keeps_its_time() {
        let mut one = referral(State::Queued);
        assert!(one.take(Step::Acknowledge, at(10)).is_ok());
        assert_eq!(times(&one), [Some(at(10)), None, Some(at(10)), None, None], "what arrived was sent");
        let again = one.take(Step::Sent { until: Some(at(17)) }, at(12)).unwrap();
        assert!(!again.is_new());
        assert_eq!(one.sent_at, Some(at(10)));
        let declined = one.take(Step::Answer(Answer::Decline(DeclineReason::OutOfArea)), at(13)).unwrap();
        assert_eq!(
            (declined.step.code(), one.acknowledged_at, one.settled_at),
            (Some("out-of-area"), Some(at(10)), Some(at(13)))
        );
    }

    #[test]
    fn what_came_back_was_not_sent_and_no_clock_runs_but_an_answer_stands() {
        let mut one = referral(State::Queued);
        assert!(one.take(Step::Sent { until: Some(at(17)) }, at(10)).is_ok());
        assert!(one.take(Step::Bounced, at(11)).is_ok());
        assert_eq!((one.state, times(&one)), (State::Bounced, [None; 5]));
        assert!(one.take(Step::Acknowledge, at(12)).is_ok());
        assert!(one.take(Step::Bounced, at(13)).is_ok());
        assert_eq!((one.state, one.sent_at), (State::Acknowledged, Some(at(12))));
    }

    #[test]
    fn a_step_that_leads_nowhere_changes_nothing() {
        for step in [Step::Acknowledge, Step::Withdraw, Step::Replace, Step::Bounced] {
            let mut one = referral(State::Closed);
            assert_eq!(one.take(step, at(10)), Err(StepFault { from: State::Closed }));
            assert_eq!((one.state, times(&one)), (State::Closed, [None; 5]));
        }
    }

    #[test]
    fn what_is_withdrawn_or_replaced_is_over() {
        for (step, state) in [(Step::Withdraw, State::Withdrawn), (Step::Replace, State::Rerouted)] {
            let mut one = referral(State::Accepted);
            assert!(one.take(step, at(10)).is_ok());
            assert_eq!((one.state, one.settled_at), (state, Some(at(10))));
        }
    }
}
