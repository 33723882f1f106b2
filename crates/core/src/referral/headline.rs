//! Where a whole report stands, in a few facts: the best news, what else was answered, and the next date that matters. Only organisations that
//! are to help count, each once; and nothing counts as sent that has not left. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::referral::{Happened, Next, Timeline};

crate::ids! {
    /// The best news, the best first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Best {
        /// Somebody took it on.
        TakenOn = "taken-on",
        /// It arrived.
        Arrived = "arrived",
        /// It was sent, and nobody said yet that it arrived.
        Sent = "sent",
        /// It is to leave.
        Leaves = "leaves",
        /// No letter arrived.
        NotArrived = "not-arrived",
        /// Somebody could help, if the person says yes to them.
        Asks = "asks",
        /// It waits.
        Waits = "waits",
        /// It waited for a place until the permission for it lapsed.
        Lapsed = "lapsed",
        /// Who had it is done.
        Done = "done",
        /// Who was asked cannot help.
        Cannot = "cannot",
        /// Only who counts reports has it.
        Counted = "counted",
        /// It came in, and nobody has it.
        Received = "received",
    }
}

/// The next date that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextDay {
    /// By then somebody promised to say that it arrived.
    AnswerBy(DateTime<Utc>),
    /// Until then at most it waits for a place.
    WaitsUntil(DateTime<Utc>),
    /// Somebody has it, and no day is set.
    None,
}

/// Something wanted that nobody takes for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// What it waits for.
    pub for_what: WaitsFor,
    /// The last day on which it waits for a place.
    pub until: DateTime<Utc>,
}

/// What something waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitsFor {
    /// The word of the person.
    Word,
    /// A free place.
    Place,
    /// A person at the team.
    Team,
    /// Nothing: the permission for it lapsed.
    Nothing,
}

/// Where a report stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// The best news.
    pub best: Best,
    /// Of how many organisations.
    pub count: usize,
    /// How many are done beside them.
    pub done: usize,
    /// How many cannot help beside them.
    pub cannot: usize,
    /// Whether the person is asked about somebody, beside the best news.
    pub asks: bool,
    /// By when an answer should have come that is late.
    pub late: Option<DateTime<Utc>>,
    /// The next date.
    pub next: Option<NextDay>,
}

impl Headline {
    /// Works it out from the timelines of each organisation, and from what waits.
    #[must_use]
    pub fn of(all: &[(&str, &Timeline)], waits: &[Wait]) -> Self {
        let helping = || all.iter().filter(|(_, line)| line.helps());
        // An organisation may have it for two purposes, and is still one: what is best of them counts.
        let mut stand: BTreeMap<&str, Best> = BTreeMap::new();
        for (agency, line) in helping() {
            let Some(best) = of_one(line.stands()) else { continue };
            stand.entry(agency).and_modify(|known| *known = best.min(*known)).or_insert(best);
        }
        let count = |best: Best| stand.values().filter(|known| **known == best).count();
        let asks = waits.iter().any(|one| one.for_what == WaitsFor::Word);
        let waiting = match waits {
            [] => None,
            _ if asks => Some(Best::Asks),
            _ if waits.iter().all(|one| one.for_what == WaitsFor::Nothing) => Some(Best::Lapsed),
            _ => Some(Best::Waits),
        };
        let counted: BTreeSet<&str> = all
            .iter()
            .filter(|(_, line)| !line.helps() && of_one(line.stands()).is_some_and(|best| best < Best::NotArrived))
            .map(|(agency, _)| *agency)
            .collect();
        let counts = (!counted.is_empty()).then_some(Best::Counted);
        let best = stand.values().copied().min().into_iter().chain(waiting).chain(counts).min().unwrap_or(Best::Received);
        Self {
            best,
            count: if best == Best::Counted { counted.len() } else { count(best) },
            done: if best == Best::Done { 0 } else { count(Best::Done) },
            cannot: if best == Best::Cannot { 0 } else { count(Best::Cannot) },
            asks: asks && best != Best::Asks,
            late: first(&helping, Next::Late),
            next: next_day(first(&helping, Next::AnswerBy), waits, best),
        }
    }
}

/// What is news of one organisation; nothing where it has ended without an answer.
fn of_one(stands: Happened) -> Option<Best> {
    match stands {
        Happened::TakenOn => Some(Best::TakenOn),
        Happened::Arrived => Some(Best::Arrived),
        Happened::Sent => Some(Best::Sent),
        Happened::Waiting => Some(Best::Leaves),
        Happened::CameBack | Happened::NotReached => Some(Best::NotArrived),
        Happened::Done => Some(Best::Done),
        Happened::Cannot => Some(Best::Cannot),
        Happened::Withdrawn | Happened::Replaced | Happened::NeverReached => None,
    }
}

/// The earliest time of what comes next, where that is this.
fn first<'a, L: Iterator<Item = &'a (&'a str, &'a Timeline)>>(lines: &impl Fn() -> L, next: Next) -> Option<DateTime<Utc>> {
    lines().filter(|(_, line)| line.next == next).filter_map(|(_, line)| line.next_at).min()
}

/// The next answer that was promised; then until when it waits for a place; then that no day is set.
fn next_day(answer: Option<DateTime<Utc>>, waits: &[Wait], best: Best) -> Option<NextDay> {
    let place = waits.iter().filter(|one| one.for_what == WaitsFor::Place).map(|one| one.until).min();
    answer
        .map(NextDay::AnswerBy)
        .or_else(|| place.map(NextDay::WaitsUntil))
        .or_else(|| matches!(best, Best::TakenOn | Best::Arrived).then_some(NextDay::None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::referral::timeline::tests::{at, referral, sent};
    use crate::referral::{Answer, Beside, DeclineReason, Step};
    use crate::report::Purpose;

    const NO_ROOM: Step = Step::Answer(Answer::Decline(DeclineReason::NoCapacity));
    const TAKES: Step = Step::Answer(Answer::Accept);
    const CLOSES: Step = Step::Answer(Answer::Close);

    fn line(purpose: Purpose, steps: &[Step]) -> Timeline {
        Timeline::of(&referral(purpose, steps), Beside::default(), at(5))
    }

    fn helps(steps: &[Step]) -> Timeline {
        line(Purpose::Support, steps)
    }

    fn waits(for_what: WaitsFor) -> Wait {
        Wait { for_what, until: at(336) }
    }

    fn of(all: &[(&str, Timeline)], waiting: &[Wait]) -> Headline {
        let all: Vec<_> = all.iter().map(|(agency, line)| (*agency, line)).collect();
        Headline::of(&all, waiting)
    }

    #[test]
    fn the_best_news_comes_first_and_what_else_was_answered_beside_it() {
        let said = of(
            &[
                ("a", helps(&[sent(), TAKES])),
                ("b", helps(&[sent()])),
                ("c", helps(&[sent(), NO_ROOM])),
                ("d", helps(&[sent(), TAKES, CLOSES])),
            ],
            &[waits(WaitsFor::Word)],
        );
        assert_eq!((said.best, said.count, said.done, said.cannot, said.asks), (Best::TakenOn, 1, 1, 1, true));
        assert_eq!((said.late, said.next), (None, Some(NextDay::AnswerBy(at(10)))));
    }

    #[test]
    fn an_organisation_counts_once_with_its_best_and_who_only_counts_is_no_help() {
        let said = of(&[("a", helps(&[sent()])), ("a", helps(&[sent(), TAKES])), ("b", line(Purpose::Inform, &[sent()]))], &[]);
        assert_eq!((said.best, said.count), (Best::TakenOn, 1));
        let said = of(&[("b", line(Purpose::Inform, &[sent(), Step::Acknowledge]))], &[]);
        assert_eq!((said.best, said.count, said.next), (Best::Counted, 1, None));
        let said = of(&[("a", helps(&[sent(), TAKES, CLOSES])), ("b", line(Purpose::Inform, &[sent()]))], &[]);
        assert_eq!((said.best, said.count, said.done), (Best::Done, 1, 0), "the only one who helped is done");
        let said = of(&[("b", line(Purpose::Inform, &[sent(), Step::Withdraw]))], &[]);
        assert_eq!(said.best, Best::Received);
    }

    #[test]
    fn nothing_is_sent_that_has_not_left() {
        for (steps, best) in [
            (vec![], Best::Leaves),
            (vec![sent()], Best::Sent),
            (vec![sent(), Step::Bounced], Best::NotArrived),
            (vec![Step::GivenUp], Best::NotArrived),
            (vec![Step::Withdraw], Best::Received),
            (vec![sent(), Step::Replace], Best::Received),
            (vec![sent(), NO_ROOM], Best::Cannot),
        ] {
            assert_eq!(of(&[("a", helps(&steps))], &[]).best, best, "{steps:?}");
        }
    }

    #[test]
    fn what_waits_says_for_what_and_until_when() {
        let until = Some(NextDay::WaitsUntil(at(336)));
        assert_eq!((of(&[], &[waits(WaitsFor::Place)]).best, of(&[], &[waits(WaitsFor::Place)]).next), (Best::Waits, until));
        let said = of(&[("a", helps(&[sent(), NO_ROOM]))], &[waits(WaitsFor::Word)]);
        assert_eq!((said.best, said.cannot, said.asks, said.next), (Best::Asks, 1, false, None));
        let said = of(&[], &[waits(WaitsFor::Nothing)]);
        assert_eq!((said.best, said.next), (Best::Lapsed, None));
        assert_eq!(of(&[], &[waits(WaitsFor::Nothing), waits(WaitsFor::Team)]).best, Best::Waits);
    }

    #[test]
    fn what_is_late_is_said_beside_the_next_answer() {
        let late = Timeline::of(&referral(Purpose::Support, &[sent()]), Beside::default(), at(11));
        let said = of(&[("a", late), ("b", helps(&[sent(), TAKES]))], &[]);
        assert_eq!((said.best, said.late, said.next), (Best::TakenOn, Some(at(10)), Some(NextDay::None)));
    }
}
