//! The order in which agreements that compete are preferred (CONTRACT §3, rule 3).

use std::cmp::Ordering;

use crate::report::permission::Granted;
use crate::routing::book::{Book, Case};

/// A free agreement that competes for a purpose and group.
pub struct Candidate<'a> {
    /// The book it stands in.
    pub book: &'a Book,
    /// Its place there.
    pub place: usize,
    /// What the person allowed.
    pub granted: Granted,
    /// Its open referrals.
    pub open: u32,
    /// Whether the report is held under it already.
    pub held: bool,
}

/// The one that is preferred to all others.
pub(crate) fn best_of<'a>(
    candidates: impl Iterator<Item = Candidate<'a>>,
    case: &Case<'_>,
    strand: u64,
) -> Option<(usize, Granted)> {
    candidates.min_by(|a, b| preferred(a, b, case, strand)).map(|candidate| (candidate.place, candidate.granted))
}

/// What decided between two agreements: the first of these, in the order of the contract, in which they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the criteria of CONTRACT §3, rule 3, by their names")]
pub enum Edge {
    Held,
    Priority,
    Permission,
    Need,
    Strand,
    Setting,
    Type,
    Age,
    Area,
    Share,
    /// They are equal in everything else.
    Id,
}

/// `Less` when `a` is preferred to `b`.
fn preferred(a: &Candidate<'_>, b: &Candidate<'_>, case: &Case<'_>, strand: u64) -> Ordering {
    compared(a, b, case, strand).1
}

/// Compares two agreements, and says what decided. Places ascend with ids, so the last rule makes the order total.
pub(crate) fn compared(a: &Candidate<'_>, b: &Candidate<'_>, case: &Case<'_>, strand: u64) -> (Edge, Ordering) {
    let (rule_a, rule_b) = (&a.book.rules()[a.place], &b.book.rules()[b.place]);
    let names = |in_a: bool, in_b: bool| in_b.cmp(&in_a);
    let edge = |edge: Edge, order: Ordering| order.is_ne().then_some((edge, order));
    edge(Edge::Held, names(a.held, b.held))
        .or_else(|| edge(Edge::Priority, rule_b.priority.cmp(&rule_a.priority)))
        .or_else(|| edge(Edge::Permission, b.granted.cmp(&a.granted)))
        .or_else(|| edge(Edge::Need, names(rule_a.needs & case.needs != 0, rule_b.needs & case.needs != 0)))
        .or_else(|| edge(Edge::Strand, names(rule_a.strands & strand != 0, rule_b.strands & strand != 0)))
        .or_else(|| edge(Edge::Setting, names(rule_a.settings & case.setting != 0, rule_b.settings & case.setting != 0)))
        .or_else(|| edge(Edge::Type, names(rule_a.types & case.types != 0, rule_b.types & case.types != 0)))
        .or_else(|| edge(Edge::Age, names(rule_a.ages & case.age != 0, rule_b.ages & case.age != 0)))
        .or_else(|| edge(Edge::Area, a.book.nearness(a.place, case).cmp(&b.book.nearness(b.place, case))))
        .or_else(|| edge(Edge::Share, share(a.open, rule_a.capacity, b.open, rule_b.capacity)))
        .unwrap_or_else(|| (Edge::Id, a.place.cmp(&b.place)))
}

/// Compares open/capacity as exact fractions; unlimited counts as 0. A free agreement's capacity is never 0.
fn share(open_a: u32, capacity_a: Option<u32>, open_b: u32, capacity_b: Option<u32>) -> Ordering {
    let fraction = |open: u32, capacity: Option<u32>| capacity.map_or((0, 1), |most| (u64::from(open), u64::from(most)));
    let ((top_a, bottom_a), (top_b, bottom_b)) = (fraction(open_a, capacity_a), fraction(open_b, capacity_b));
    (top_a * bottom_b).cmp(&(top_b * bottom_a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_capacity_is_compared_exactly() {
        assert_eq!(share(1, Some(3), 3, Some(9)), Ordering::Equal);
        assert_eq!(share(1, Some(3), 1, Some(4)), Ordering::Greater);
        assert_eq!(share(900, None, 0, Some(4)), Ordering::Equal, "unlimited counts as nothing in use");
        assert_eq!(share(u32::MAX - 1, Some(u32::MAX), u32::MAX - 2, Some(u32::MAX)), Ordering::Greater);
    }
}
