//! Circles in a plan of arrows: what can be reached from itself.

use std::collections::{BTreeMap, BTreeSet};

/// Arrows by where they begin.
pub(crate) type Plan<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Every circle with its members, the largest first. (Tarjan's strongly connected components.)
pub(crate) fn circles<'a>(plan: &Plan<'a>) -> Vec<Vec<&'a str>> {
    let mut walk = Walk { plan, number: BTreeMap::new(), low: BTreeMap::new(), path: Vec::new(), found: Vec::new() };
    for node in plan.keys() {
        if !walk.number.contains_key(node) {
            walk.visit(node);
        }
    }
    walk.found.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    walk.found
}

struct Walk<'p, 'a> {
    plan: &'p Plan<'a>,
    number: BTreeMap<&'a str, usize>,
    /// The earliest that can be reached; gone when its circle is found.
    low: BTreeMap<&'a str, usize>,
    path: Vec<&'a str>,
    found: Vec<Vec<&'a str>>,
}

impl<'a> Walk<'_, 'a> {
    fn visit(&mut self, node: &'a str) -> usize {
        let number = self.number.len();
        self.number.insert(node, number);
        self.low.insert(node, number);
        self.path.push(node);
        let mut low = number;
        for next in self.plan.get(node).into_iter().flatten() {
            if !self.number.contains_key(next) {
                low = low.min(self.visit(next));
            } else if let Some(reached) = self.low.get(next) {
                low = low.min(*reached);
            }
            self.low.insert(node, low);
        }
        if low == number {
            let start = self.path.iter().position(|one| *one == node).unwrap_or_default();
            let mut circle = self.path.split_off(start);
            for one in &circle {
                self.low.remove(one);
            }
            if circle.len() > 1 {
                circle.sort_unstable();
                self.found.push(circle);
            }
        }
        low
    }
}
