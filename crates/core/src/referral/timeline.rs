//! What became of a report at one organisation, worked out in one place: what happened on which day, what comes next, and the next date that
//! matters. The person's own page, the receipt, the API and the desk say what stands here and nothing else. Pure.

use chrono::{DateTime, Utc};

use crate::referral::{DeclineReason, Referral, State};
use crate::report::Purpose;

crate::ids! {
    /// Something that happened with a referral. What an organisation reports as its outcome one day is a variant of its own here: it then needs
    /// its words, and each page that speaks of a referral has them.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Happened: Serialize {
        /// It is to leave, and has not left.
        Waiting = "waiting",
        /// The mail server took the letter. Nobody said yet that it arrived.
        Sent = "sent",
        /// The letter left and came back.
        CameBack = "came-back",
        /// The letter could not leave.
        NotReached = "not-reached",
        /// Somebody there said that it arrived.
        Arrived = "arrived",
        /// They took it on.
        TakenOn = "taken-on",
        /// They cannot take it on.
        Cannot = "cannot",
        /// They have done what they can.
        Done = "done",
        /// It was taken back after it had left.
        Withdrawn = "withdrawn",
        /// Another referral took its place, or may.
        Replaced = "replaced",
        /// It was taken back or replaced before it reached anybody.
        NeverReached = "never-reached",
    }
}

crate::ids! {
    /// What comes next.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Next: Serialize {
        /// It leaves soon.
        Leaves = "leaves",
        /// They promised to say until a time that it arrived.
        AnswerBy = "answer-by",
        /// That time is over.
        Late = "late",
        /// They have it, and no day is set for what they do.
        NoDay = "no-day",
        /// The team looks for another way to reach them.
        OtherWay = "other-way",
        /// Somebody else could help: the person says yes or no.
        Choose = "choose",
        /// Another organisation is asked for the same.
        Another = "another",
        /// A person at the team looks for somebody else.
        Looking = "looking",
        /// They are asked to stop using it.
        Stop = "stop",
        /// Nothing.
        Nothing = "nothing",
    }
}

/// Something that happened, with its time where one is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub what: Happened,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// Why they cannot, when they said.
    pub why: Option<DeclineReason>,
}

/// What is known beside a referral itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// Why they declined.
    pub why: Option<DeclineReason>,
    /// When its letter came back, or was given up.
    pub failed_at: Option<DateTime<Utc>>,
    /// Whether somebody else could help for the same, if the person says yes to them.
    pub asks: bool,
    /// Whether another organisation has it for the same.
    pub another: bool,
    /// Whether a task of the team is open about whoever declined, or what nobody takes.
    pub looking: bool,
}

/// What happened with one referral, the oldest first, and what comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// For what.
    pub purpose: Purpose,
    /// What happened. It is never empty: where it stands is the last.
    pub events: Vec<Event>,
    /// What comes next.
    pub next: Next,
    /// When, where a time is set.
    pub next_at: Option<DateTime<Utc>>,
}

impl Timeline {
    /// Works it out.
    #[must_use]
    pub fn of(referral: &Referral, beside: Beside, now: DateTime<Utc>) -> Self {
        let (next, next_at) = next(referral, beside, now);
        Self { purpose: referral.purpose, events: events(referral, beside), next, next_at }
    }

    /// Where it stands: what happened last.
    #[must_use]
    pub fn stands(&self) -> Happened {
        self.events.last().map_or(Happened::Waiting, |event| event.what)
    }

    /// Whether it is to help somebody: who only counts is no help, and is never told as such.
    #[must_use]
    pub fn helps(&self) -> bool {
        self.purpose != Purpose::Inform
    }
}

fn events(referral: &Referral, beside: Beside) -> Vec<Event> {
    let event = |what, at| Event { what, at, why: None };
    let known = [
        (Happened::Sent, referral.sent_at),
        (Happened::Arrived, referral.acknowledged_at),
        (Happened::TakenOn, referral.accepted_at),
    ];
    let mut events: Vec<Event> = known.into_iter().filter_map(|(what, at)| Some(event(what, Some(at?)))).collect();
    let settled = referral.settled_at;
    let reached = referral.sent_at.is_some();
    let last = match referral.state {
        State::Queued => Some(event(Happened::Waiting, Some(referral.queued_at))),
        State::Bounced => Some(event(Happened::CameBack, beside.failed_at)),
        State::Undeliverable => Some(event(Happened::NotReached, beside.failed_at)),
        State::Declined => Some(Event { what: Happened::Cannot, at: settled, why: beside.why }),
        State::Closed => Some(event(Happened::Done, settled)),
        State::Withdrawn | State::Rerouted if !reached => Some(event(Happened::NeverReached, settled)),
        State::Withdrawn => Some(event(Happened::Withdrawn, settled)),
        State::Rerouted => Some(event(Happened::Replaced, settled)),
        State::Sent | State::Acknowledged | State::Accepted => None,
    };
    // What an older version kept without its time is said without one.
    let stands = match referral.state {
        State::Sent => Some(Happened::Sent),
        State::Acknowledged => Some(Happened::Arrived),
        State::Accepted => Some(Happened::TakenOn),
        _ => None,
    };
    let missing = stands.filter(|what| events.last().is_none_or(|event| event.what != *what)).map(|what| event(what, None));
    events.extend(last.or(missing));
    events
}

fn next(referral: &Referral, beside: Beside, now: DateTime<Utc>) -> (Next, Option<DateTime<Utc>>) {
    let helps = referral.purpose != Purpose::Inform;
    match referral.state {
        State::Queued => (Next::Leaves, None),
        State::Sent => match referral.due_at {
            Some(due) if due < now => (Next::Late, Some(due)),
            Some(due) => (Next::AnswerBy, Some(due)),
            None => (Next::NoDay, None),
        },
        State::Bounced | State::Undeliverable => (Next::OtherWay, None),
        State::Acknowledged | State::Accepted if helps => (Next::NoDay, None),
        State::Declined if helps && beside.asks => (Next::Choose, None),
        State::Declined if helps && beside.another => (Next::Another, None),
        State::Declined if helps && beside.looking => (Next::Looking, None),
        State::Withdrawn if referral.sent_at.is_some() => (Next::Stop, None),
        State::Acknowledged | State::Accepted | State::Declined | State::Closed | State::Withdrawn | State::Rerouted => {
            (Next::Nothing, None)
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::referral::{Answer, Step};
    use crate::vault::Sealed;
    use crate::vocabulary::{AgencyId, AgreementId};
    use chrono::{Duration, TimeZone};
    use uuid::Uuid;

    pub(crate) fn at(hour: i64) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 20, 0, 0, 0).unwrap() + Duration::hours(hour)
    }

    /// A referral that took these steps, an hour after each other, with a promise until ten.
    pub(crate) fn referral(purpose: Purpose, steps: &[Step]) -> Referral {
        let mut one = Referral {
            id: Uuid::from_u128(1),
            report: Uuid::from_u128(2),
            agency: AgencyId::from("tees-pride"),
            agreement: AgreementId::from("tees-pride-1"),
            agreement_version: 1,
            purpose,
            terms: Sealed::from_stored(vec![1; 64]).unwrap(),
            state: State::Queued,
            link_epoch: 0,
            queued_at: at(0),
            sent_at: None,
            due_at: None,
            acknowledged_at: None,
            accepted_at: None,
            settled_at: None,
        };
        for (hour, step) in (1..).zip(steps) {
            assert!(one.take(*step, at(hour)).is_ok());
        }
        one
    }

    pub(crate) fn sent() -> Step {
        Step::Sent { until: Some(at(10)) }
    }

    const NO_ROOM: Step = Step::Answer(Answer::Decline(DeclineReason::NoCapacity));

    #[test]
    fn every_state_has_its_events_in_order_and_the_last_is_where_it_stands() {
        let (ack, take, close) = (Step::Acknowledge, Step::Answer(Answer::Accept), Step::Answer(Answer::Close));
        let walks: Vec<(Vec<Step>, State, Vec<&str>, Next)> = vec![
            (vec![], State::Queued, vec!["waiting"], Next::Leaves),
            (vec![sent()], State::Sent, vec!["sent"], Next::AnswerBy),
            (vec![sent(), Step::Bounced], State::Bounced, vec!["came-back"], Next::OtherWay),
            (vec![Step::GivenUp], State::Undeliverable, vec!["not-reached"], Next::OtherWay),
            (vec![sent(), ack], State::Acknowledged, vec!["sent", "arrived"], Next::NoDay),
            (vec![ack], State::Acknowledged, vec!["sent", "arrived"], Next::NoDay),
            (vec![sent(), ack, take], State::Accepted, vec!["sent", "arrived", "taken-on"], Next::NoDay),
            (vec![sent(), NO_ROOM], State::Declined, vec!["sent", "arrived", "cannot"], Next::Nothing),
            (vec![sent(), take, close], State::Closed, vec!["sent", "arrived", "taken-on", "done"], Next::Nothing),
            (vec![sent(), Step::Withdraw], State::Withdrawn, vec!["sent", "withdrawn"], Next::Stop),
            (vec![Step::Withdraw], State::Withdrawn, vec!["never-reached"], Next::Nothing),
            (vec![sent(), Step::Bounced, Step::Withdraw], State::Withdrawn, vec!["never-reached"], Next::Nothing),
            (vec![sent(), ack, Step::Replace], State::Rerouted, vec!["sent", "arrived", "replaced"], Next::Nothing),
            (vec![Step::Replace], State::Rerouted, vec!["never-reached"], Next::Nothing),
        ];
        for state in State::ALL {
            assert!(walks.iter().any(|(_, known, ..)| *known == state), "{} is not walked", state.id());
        }
        for (steps, state, ids, next) in walks {
            let one = referral(Purpose::Support, &steps);
            assert_eq!(one.state, state);
            let line = Timeline::of(&one, Beside::default(), at(5));
            let told: Vec<&str> = line.events.iter().map(|event| event.what.id()).collect();
            assert_eq!((told, line.next), (ids, next), "{}", state.id());
            let times: Vec<_> = line.events.iter().filter_map(|event| event.at).collect();
            assert!(times.is_sorted(), "{}: {times:?}", state.id());
        }
    }

    #[test]
    fn what_was_promised_is_late_only_after_its_time_and_only_while_nobody_answered() {
        let line = |steps: &[Step], hour| Timeline::of(&referral(Purpose::Support, steps), Beside::default(), at(hour));
        let told = |line: Timeline| (line.next, line.next_at);
        assert_eq!(told(line(&[sent()], 10)), (Next::AnswerBy, Some(at(10))));
        assert_eq!(told(line(&[sent()], 11)), (Next::Late, Some(at(10))));
        assert_eq!(told(line(&[sent(), Step::Acknowledge], 11)), (Next::NoDay, None));
        assert_eq!(told(line(&[Step::Sent { until: None }], 11)), (Next::NoDay, None));
    }

    #[test]
    fn after_a_no_it_says_what_happens_now() {
        let one = referral(Purpose::Support, &[sent(), NO_ROOM]);
        let next = |beside| Timeline::of(&one, beside, at(5)).next;
        let all = Beside { asks: true, another: true, looking: true, ..Beside::default() };
        assert_eq!(next(all), Next::Choose, "what the person can do comes first");
        assert_eq!(next(Beside { asks: false, ..all }), Next::Another);
        assert_eq!(next(Beside { looking: true, ..Beside::default() }), Next::Looking);
        assert_eq!(next(Beside::default()), Next::Nothing, "nobody is said to look who does not");
        let counts = referral(Purpose::Inform, &[sent(), NO_ROOM]);
        assert_eq!(Timeline::of(&counts, all, at(5)).next, Next::Nothing, "nobody was to help");
        let why = Beside { why: Some(DeclineReason::NoCapacity), ..Beside::default() };
        assert_eq!(Timeline::of(&one, why, at(5)).events.last().unwrap().why, Some(DeclineReason::NoCapacity));
    }

    #[test]
    fn what_came_back_has_its_day_and_is_not_sent() {
        let one = referral(Purpose::Support, &[sent(), Step::Bounced]);
        let line = Timeline::of(&one, Beside { failed_at: Some(at(2)), ..Beside::default() }, at(5));
        assert_eq!(line.events, [Event { what: Happened::CameBack, at: Some(at(2)), why: None }]);
    }

    #[test]
    fn a_state_that_was_kept_without_its_time_is_said_without_one() {
        let mut one = referral(Purpose::Support, &[sent(), Step::Acknowledge]);
        (one.sent_at, one.acknowledged_at) = (None, None);
        assert_eq!(Timeline::of(&one, Beside::default(), at(5)).stands(), Happened::Arrived);
    }
}
