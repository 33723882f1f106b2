//! Why one agreement stood before another: the rule of the contract that decided, asked of the same comparison that chose.

use crate::report::permission::{Granted, Permission};
use crate::report::{AgeBand, Facts, RiskLevel};
use crate::routing::book::{Book, Now};
use crate::routing::choice::{Candidate, Edge, compared};
use crate::routing::plan::Group;

/// What decided that the agreement at `winner` was preferred to the one at `loser`, in the first group the loser competed in.
#[must_use]
pub fn decided_by(book: &Book, facts: &Facts, permission: &Permission, now: &Now, winner: usize, loser: usize) -> Edge {
    let case = book.case(facts);
    let candidate = |place: usize| {
        let agreement = book.agreement_at(place);
        let granted = permission.granted(facts.standing(), &agreement.agency, agreement.purpose).unwrap_or(Granted::Anonymous);
        Candidate { book, place, granted, open: now.open(place), held: now.held.contains(&place) }
    };
    let groups = Group::of(book, facts);
    let strand = groups.iter().find(|group| group.holds(&book.rules()[loser])).map_or(0, |group| group.bit);
    compared(&candidate(winner), &candidate(loser), &case, strand).0
}

/// Whether some report in the district and with the strand of `plain` reaches both agreements, and then only their ids decide.
#[must_use]
pub fn only_ids_decide(book: &Book, plain: &Facts, permission: &Permission, a: usize, b: usize) -> bool {
    meeting(book, plain, a, b)
        .is_some_and(|facts| decided_by(book, &facts, permission, &Now::default(), a.min(b), a.max(b)) == Edge::Id)
}

/// A report that both agreements match, as far as what they ask beyond area and strand goes. Whichever is taken, each of them names
/// what it names: the comparison comes out the same.
fn meeting(book: &Book, plain: &Facts, a: usize, b: usize) -> Option<Facts> {
    let (x, y) = (&book.agreement_at(a).when, &book.agreement_at(b).when);
    let mut facts = plain.clone();
    // Of types and needs a report may have several; of settings and ages it has one.
    facts.types = x.incidents.iter().chain(&y.incidents).cloned().collect();
    facts.needs = x.needs.iter().chain(&y.needs).cloned().collect();
    facts.setting = common(&x.settings, &y.settings)?;
    facts.age_band = common(&x.ages, &y.ages)?.unwrap_or(AgeBand::Unknown);
    facts.risk = RiskLevel::High;
    Some(facts)
}

/// One that both lists take: nothing at all when there is none, `Some(None)` when neither asks.
#[expect(clippy::option_option, reason = "no common one, and none asked for, are two answers")]
fn common<T: Ord + Clone>(a: &std::collections::BTreeSet<T>, b: &std::collections::BTreeSet<T>) -> Option<Option<T>> {
    match (a.first(), b.first()) {
        (None, None) => Some(None),
        (Some(one), None) | (None, Some(one)) => Some(Some(one.clone())),
        _ => a.intersection(b).next().map(|one| Some(one.clone())),
    }
}
