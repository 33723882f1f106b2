//! Who serves what: for each place, strand and purpose, the agreements that routing itself finds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::places::AreaCode;
use crate::report::permission::{Permission, Value};
use crate::report::{Facts, Purpose};
use crate::routing::agreement::Mode;
use crate::routing::book::{Book, Now};
use crate::routing::plan::{Outcome, explain};
use crate::routing::reasons::only_ids_decide;
use crate::vocabulary::Id;

/// Who serves what on a day.
pub struct Coverage {
    /// The strands asked about, and nothing last: a report without a strand.
    pub strands: Vec<Option<Id>>,
    /// Every district, by name, and nothing last: a report of which nobody knows where it happened.
    pub places: Vec<Place>,
}

/// A place and who serves it.
pub struct Place {
    /// The district.
    pub district: Option<AreaCode>,
    /// For each strand, what is served for each purpose.
    pub served: Vec<[Cell; 4]>,
}

/// Who serves one purpose, strand and place. Agreements by their places in the book.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Those that compete for every such report, the one preferred first.
    pub best: Vec<usize>,
    /// Those that are added to every such report.
    pub always: Vec<usize>,
    /// Those that take only some such reports: of some ages, settings, types, needs or risk.
    pub some: Vec<usize>,
    /// Those that would, and are closed for now: their capacity is 0.
    pub closed: Vec<usize>,
    /// Pairs that compete, equal in all that ranks them, so that only the id decides.
    pub ties: Vec<(usize, usize)>,
}

crate::ids! {
    /// How well something is served.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum State {
        /// Every report has somebody.
        Served = "served",
        /// Only some reports have.
        Partly = "partly",
        /// There is an agreement, and it is closed for now.
        Closed = "closed",
        /// Nobody.
        Gap = "nobody",
    }
}

impl Cell {
    /// How well it is served.
    #[must_use]
    pub fn state(&self) -> State {
        if !self.best.is_empty() || !self.always.is_empty() {
            State::Served
        } else if !self.some.is_empty() {
            State::Partly
        } else if !self.closed.is_empty() {
            State::Closed
        } else {
            State::Gap
        }
    }
}

/// Districts that are served alike.
pub struct Alike<'a> {
    /// Widest areas that the districts make up, then districts that make up none.
    pub areas: Vec<AreaCode>,
    /// How many districts; 0 for a report of which nobody knows where it happened.
    pub districts: usize,
    /// How they are served.
    pub served: &'a [[Cell; 4]],
}

impl Coverage {
    /// Asks routing about every district and strand, for somebody who allows everything.
    #[must_use]
    pub fn of(book: &Book, day: NaiveDate) -> Self {
        let strands: Vec<Option<Id>> =
            book.vocabulary.strands.iter().map(|code| Some(code.id.clone())).chain(std::iter::once(None)).collect();
        let mut districts: Vec<_> = book.gazetteer.districts().collect();
        districts.sort_by(|a, b| (&a.name, a.code).cmp(&(&b.name, b.code)));
        let places = districts
            .into_iter()
            .map(|district| Some(district.code))
            .chain(std::iter::once(None))
            .map(|district| Place {
                district,
                served: strands.iter().map(|strand| cells(book, day, district, strand.as_ref())).collect(),
            })
            .collect();
        Self { strands, places }
    }

    /// Districts that are served alike, together; the largest lots first, the unknown place last.
    #[must_use]
    pub fn alike(&self, book: &Book) -> Vec<Alike<'_>> {
        let mut lots: Vec<(BTreeSet<AreaCode>, &[[Cell; 4]])> = Vec::new();
        for place in &self.places {
            let Some(code) = place.district else { continue };
            match lots.iter_mut().find(|(_, served)| *served == place.served) {
                Some((districts, _)) => {
                    districts.insert(code);
                }
                None => lots.push(([code].into(), &place.served)),
            }
        }
        lots.sort_by_key(|(districts, _)| std::cmp::Reverse(districts.len()));
        let within = districts_within(book);
        let mut alike: Vec<Alike<'_>> = lots
            .into_iter()
            .map(|(districts, served)| Alike { districts: districts.len(), areas: widest(&within, districts), served })
            .collect();
        let unknown = self.places.iter().find(|place| place.district.is_none());
        alike.extend(unknown.map(|place| Alike { areas: Vec::new(), districts: 0, served: &place.served }));
        alike
    }
}

fn cells(book: &Book, day: NaiveDate, district: Option<AreaCode>, strand: Option<&Id>) -> [Cell; 4] {
    let facts = Facts { district, strands: strand.into_iter().cloned().collect(), ..Facts::default() };
    let everything = Permission { purposes: Purpose::ALL.map(|purpose| (purpose, Value::Full)).into(), ..Permission::default() };
    let mut cells: [Cell; 4] = Default::default();
    let (_, considered) = explain(book, &facts, &everything, day, &Now::default());
    let mut preferred = Vec::new();
    for one in considered {
        let agreement = book.agreement_at(one.agreement);
        let cell = &mut cells[agreement.purpose as usize];
        match one.outcome {
            Outcome::Always | Outcome::Chosen | Outcome::OutrankedBy(_) | Outcome::SameAgency(_) => {
                match agreement.mode {
                    Mode::Always => cell.always.push(one.agreement),
                    Mode::Best => cell.best.push(one.agreement),
                }
                if one.outcome == Outcome::Chosen {
                    preferred.push(one.agreement);
                }
            }
            Outcome::AtCapacity => cell.closed.push(one.agreement),
            Outcome::OtherIncident
            | Outcome::OtherSetting
            | Outcome::OtherAge
            | Outcome::OtherNeed
            | Outcome::BelowRisk
            | Outcome::NeedsContact => cell.some.push(one.agreement),
            Outcome::NotStarted
            | Outcome::Ended
            | Outcome::Suspended
            | Outcome::Dormant
            | Outcome::OutsideArea
            | Outcome::OtherStrand
            | Outcome::NoPermission
            | Outcome::AskFirst => {}
        }
    }
    for cell in &mut cells {
        cell.best.sort_by_key(|place| (!preferred.contains(place), *place));
        let competing: Vec<usize> =
            cell.best.iter().chain(&cell.some).copied().filter(|place| book.agreement_at(*place).mode == Mode::Best).collect();
        for (n, a) in competing.iter().enumerate() {
            let tied = competing[n + 1..].iter().filter(|b| only_ids_decide(book, &facts, &everything, *a, **b));
            cell.ties.extend(tied.map(|b| (*a.min(b), *a.max(b))));
        }
    }
    cells
}

/// Every area with its districts, the widest first.
fn districts_within(book: &Book) -> Vec<(AreaCode, BTreeSet<AreaCode>)> {
    let mut within: BTreeMap<AreaCode, BTreeSet<AreaCode>> = BTreeMap::new();
    for district in book.gazetteer.districts() {
        for area in &district.areas {
            within.entry(*area).or_default().insert(district.code);
        }
    }
    let mut within: Vec<_> = within.into_iter().collect();
    within.sort_by_key(|(area, districts)| (std::cmp::Reverse(districts.len()), std::cmp::Reverse(area.level()), *area));
    within
}

/// The fewest areas found that make up exactly these districts: the widest that fits, then the widest that fits the rest.
fn widest(within: &[(AreaCode, BTreeSet<AreaCode>)], mut districts: BTreeSet<AreaCode>) -> Vec<AreaCode> {
    let mut areas = Vec::new();
    for (area, inside) in within {
        // A single district is called by its own name, not by that of a region which happens to hold no other.
        let fits = inside.is_subset(&districts) && (inside.len() > 1 || inside.contains(area));
        if fits && !districts.is_empty() {
            districts.retain(|district| !inside.contains(district));
            areas.push(*area);
        }
    }
    areas
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::examples::*;
    use crate::routing::{Book, Mode};

    fn of(agreements: Vec<crate::routing::Agreement>) -> (Book, Coverage) {
        let book = book(agreements);
        let coverage = Coverage::of(&book, day("2026-11-20"));
        (book, coverage)
    }

    fn support<'a>(coverage: &'a Coverage, place: &str, strand: Option<&str>) -> &'a Cell {
        let at = coverage.strands.iter().position(|one| one.as_ref().map(Id::as_str) == strand).unwrap();
        let place = coverage.places.iter().find(|one| one.district == AreaCode::parse(place)).unwrap();
        &place.served[at][Purpose::Support as usize]
    }

    #[test]
    fn gaps_and_those_who_serve_only_some_are_told_apart() {
        let mut stockton = agreement("stockton", "a", Purpose::Support);
        stockton.when.areas = Some([AreaCode::parse("E06000004").unwrap()].into());
        stockton.when.strands = ids(&["race"]);
        let mut rail = agreement("rail", "b", Purpose::Support);
        rail.when.settings = ids(&["rail"]);
        rail.when.areas = Some([AreaCode::parse("E23000013").unwrap()].into());
        let (_, coverage) = of(vec![stockton, rail]);
        assert_eq!(support(&coverage, "E06000004", Some("race")).state(), State::Served);
        assert_eq!(support(&coverage, "E06000004", None).state(), State::Partly);
        assert_eq!(support(&coverage, "E08000003", Some("race")).state(), State::Gap);
        assert!(coverage.places.last().unwrap().served[0].iter().all(|cell| cell.state() == State::Gap), "no place is known");
    }

    #[test]
    fn an_overlap_is_a_pair_that_only_the_id_tells_apart() {
        let pair = |change: &dyn Fn(&mut crate::routing::Agreement)| {
            let mut two = agreement("two", "b", Purpose::Support);
            change(&mut two);
            let (_, coverage) = of(vec![agreement("one", "a", Purpose::Support), two]);
            support(&coverage, "E06000004", Some("race")).ties.clone()
        };
        assert_eq!(pair(&|_| {}), [(0, 1)]);
        assert_eq!(pair(&|two| two.capacity = Some(9)), [(0, 1)], "with nothing open their shares are equal");
        assert_eq!(pair(&|two| two.priority = 1), []);
        assert_eq!(pair(&|two| two.when.strands = ids(&["race"])), []);
        assert_eq!(pair(&|two| two.when.areas = Some([AreaCode::parse("E92000001").unwrap()].into())), []);
        assert_eq!(pair(&|two| two.mode = Mode::Always), []);
        let rail = |other: &str| {
            let (mut one, mut two) = (agreement("one", "a", Purpose::Support), agreement("two", "b", Purpose::Support));
            (one.when.settings, two.when.settings) = (ids(&["rail"]), ids(&[other]));
            support(&of(vec![one, two]).1, "E06000004", None).ties.clone()
        };
        assert_eq!(rail("rail"), [(0, 1)]);
        assert_eq!(rail("street"), [], "no report has both settings");
    }

    #[test]
    fn districts_that_are_served_alike_are_named_by_the_widest_area_they_make_up() {
        let mut cleveland = agreement("cleveland", "a", Purpose::Support);
        cleveland.when.areas = Some([AreaCode::parse("E23000013").unwrap()].into());
        let (book, coverage) = of(vec![cleveland]);
        let alike = coverage.alike(&book);
        let found: Vec<(usize, Vec<String>)> =
            alike.iter().map(|lot| (lot.districts, lot.areas.iter().map(ToString::to_string).collect())).collect();
        let expected = [(2, vec!["E23000013"]), (1, vec!["E08000003"]), (0, vec![])];
        assert_eq!(found, expected.map(|(n, areas)| (n, areas.into_iter().map(str::to_owned).collect())));
        let (book, coverage) = of(vec![agreement("all", "a", Purpose::Support)]);
        assert_eq!(coverage.alike(&book)[0].areas, [AreaCode::ENGLAND_AND_WALES]);
    }
}
