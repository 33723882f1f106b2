//! The book: the whole configuration that routing needs, checked, and laid out so that a case is matched quickly.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::clock::WorkingCalendar;
use crate::config::HelpLines;
use crate::places::{AreaCode, Gazetteer};
use crate::report::{AgeBand, Facts, Purpose, RiskLevel};
use crate::routing::agency::Agency;
use crate::routing::agreement::{Agreement, Mode};
use crate::routing::centre::Centres;
use crate::vocabulary::{AgencyId, AgreementId, Codes, Id, Vocabulary};

/// The whole configuration, checked.
#[derive(Debug, Default)]
pub struct Book {
    /// The words of the field.
    pub vocabulary: Vocabulary,
    /// Places.
    pub gazetteer: Gazetteer,
    /// Bank holidays.
    pub calendar: WorkingCalendar,
    /// Where people find help without us.
    pub help: HelpLines,
    /// The texts it was read from, as JSON: other processes can read the same book from them.
    pub texts: String,
    /// Where somebody is told in person.
    pub centres: Centres,
    agencies: BTreeMap<AgencyId, Agency>,
    /// By id, ascending by bytes: the place in this list orders agreements.
    agreements: Vec<Agreement>,
    rules: Vec<Rule>,
    by_area: HashMap<AreaCode, Vec<usize>>,
    everywhere: Vec<usize>,
    dormant: BTreeSet<AgencyId>,
}

/// An agreement's conditions as sets of bits.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub purpose: Purpose,
    pub mode: Mode,
    pub starts: NaiveDate,
    pub ends: NaiveDate,
    pub suspended: bool,
    pub strands: u64,
    pub types: u64,
    pub settings: u64,
    pub ages: u16,
    pub needs: u64,
    pub risk: RiskLevel,
    pub needs_contact: bool,
    pub capacity: Option<u32>,
    pub priority: i64,
}

/// A report's facts as sets of bits.
#[derive(Debug, Clone)]
pub(crate) struct Case<'a> {
    pub areas: &'a [AreaCode],
    pub strands: u64,
    pub types: u64,
    pub setting: u64,
    pub age: u16,
    pub needs: u64,
    pub risk: RiskLevel,
}

/// What changes from hour to hour: open referrals and who has fallen silent.
#[derive(Debug, Clone, Default)]
pub struct Now {
    /// Open referrals by the agreement's place in the book.
    open: Vec<u32>,
    /// Organisations that fell silent.
    pub dormant: BTreeSet<AgencyId>,
    /// Agreements under which the report is held already, when it is routed again: whoever has it keeps it.
    pub held: BTreeSet<usize>,
    /// Agreements under which it was declined or closed, when it is routed again: nobody is asked twice.
    pub answered: BTreeSet<usize>,
}

impl Now {
    /// Open referrals under the agreement at `place`.
    #[must_use]
    pub fn open(&self, place: usize) -> u32 {
        self.open.get(place).copied().unwrap_or(0)
    }

    /// The same, with every place free.
    #[must_use]
    pub fn all_free(&self) -> Self {
        Self { open: Vec::new(), ..self.clone() }
    }

    /// Counts one open referral less: a report's own does not stand in its own way when it is routed again.
    pub fn release(&mut self, place: usize) {
        if let Some(open) = self.open.get_mut(place) {
            *open = open.saturating_sub(1);
        }
    }

    /// Counts one more open referral.
    pub fn take(&mut self, place: usize) {
        if let Some(open) = self.open.get_mut(place) {
            *open = open.saturating_add(1);
        }
    }
}

impl Book {
    /// Lays out a checked configuration. Agreements of organisations that are not given are left out.
    #[must_use]
    pub fn new(
        vocabulary: Vocabulary,
        gazetteer: Gazetteer,
        calendar: WorkingCalendar,
        agencies: Vec<Agency>,
        mut agreements: Vec<Agreement>,
    ) -> Self {
        let agencies: BTreeMap<_, _> = agencies.into_iter().map(|agency| (agency.id.clone(), agency)).collect();
        agreements.retain(|agreement| agencies.contains_key(&agreement.agency));
        agreements.sort_by(|a, b| a.id.cmp(&b.id));
        let mut book = Self { vocabulary, gazetteer, calendar, agencies, ..Self::default() };
        for (place, agreement) in agreements.iter_mut().enumerate() {
            if let Some(areas) = &mut agreement.when.areas {
                *areas = areas.iter().map(|code| book.gazetteer.current(*code)).collect();
                for area in areas.iter() {
                    book.by_area.entry(*area).or_default().push(place);
                }
            } else {
                book.everywhere.push(place);
            }
            agreement.when.nearer = agreement.when.nearer.iter().map(|code| book.gazetteer.current(*code)).collect();
            let rule = book.rule(agreement);
            book.rules.push(rule);
        }
        book.agreements = agreements;
        book
    }

    /// The same book while these organisations are silent: what serves passes over them.
    #[must_use]
    pub fn with_dormant(mut self, dormant: BTreeSet<AgencyId>) -> Self {
        self.dormant = dormant;
        self
    }

    /// Whether this organisation fell silent.
    pub(crate) fn is_dormant(&self, agency: &AgencyId) -> bool {
        self.dormant.contains(agency)
    }

    fn rule(&self, agreement: &Agreement) -> Rule {
        let when = &agreement.when;
        Rule {
            purpose: agreement.purpose,
            mode: agreement.mode,
            starts: agreement.starts,
            ends: agreement.ends,
            suspended: self.agencies.get(&agreement.agency).is_some_and(|agency| agency.suspended),
            strands: bits(&self.vocabulary.strands, when.strands.iter()),
            types: bits(&self.vocabulary.types, when.incidents.iter()),
            settings: bits(&self.vocabulary.settings, when.settings.iter()),
            ages: when.ages.iter().map(|band| age_bit(*band)).sum(),
            needs: bits(&self.vocabulary.needs, when.needs.iter()),
            risk: when.risk_at_least,
            needs_contact: agreement.needs_contact,
            capacity: agreement.capacity,
            priority: agreement.priority,
        }
    }

    pub(crate) fn case(&self, facts: &Facts) -> Case<'_> {
        Case {
            areas: self.gazetteer.areas_of(facts.district),
            strands: bits(&self.vocabulary.strands, facts.strands.iter()),
            types: bits(&self.vocabulary.types, facts.types.iter()),
            setting: bits(&self.vocabulary.settings, facts.setting.iter()),
            // An unknown age has no bit: it matches only agreements that name no age.
            age: if facts.age_band == AgeBand::Unknown { 0 } else { age_bit(facts.age_band) },
            needs: bits(&self.vocabulary.needs, facts.needs.iter()),
            risk: facts.risk,
        }
    }

    pub(crate) fn strand_bit(&self, strand: &Id) -> u64 {
        bits(&self.vocabulary.strands, std::iter::once(strand))
    }

    pub(crate) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Places of the agreements whose areas hold the case, ascending.
    pub(crate) fn within_reach(&self, case: &Case<'_>) -> Vec<usize> {
        let mut places = self.everywhere.clone();
        for area in case.areas {
            if let Some(found) = self.by_area.get(area) {
                places.extend_from_slice(found);
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// How narrow the narrowest area of the agreement at `place` is that holds the case: 0 for its district, 6 for everywhere, nothing
    /// when none holds it.
    pub(crate) fn nearness(&self, place: usize, case: &Case<'_>) -> Option<u8> {
        self.agreements[place].when.distance(case.areas)
    }

    /// The agreement at `place`.
    #[must_use]
    pub fn agreement_at(&self, place: usize) -> &Agreement {
        &self.agreements[place]
    }

    /// Every agreement, by id.
    #[must_use]
    pub fn agreements(&self) -> &[Agreement] {
        &self.agreements
    }

    /// The agreement with this id.
    #[must_use]
    pub fn agreement(&self, id: &AgreementId) -> Option<&Agreement> {
        self.place(id).map(|place| &self.agreements[place])
    }

    /// The place of the agreement with this id.
    #[must_use]
    pub fn place(&self, id: &AgreementId) -> Option<usize> {
        self.agreements.binary_search_by(|agreement| agreement.id.cmp(id)).ok()
    }

    /// The organisation with this id.
    #[must_use]
    pub fn agency(&self, id: &str) -> Option<&Agency> {
        self.agencies.get(id)
    }

    /// Every organisation, by id.
    pub fn agencies(&self) -> impl Iterator<Item = &Agency> {
        self.agencies.values()
    }

    /// What changes from hour to hour, from counts by agreement.
    #[must_use]
    pub fn now<'a>(&self, counts: impl IntoIterator<Item = (&'a str, i64)>) -> Now {
        let mut now = Now { open: vec![0; self.agreements.len()], dormant: self.dormant.clone(), ..Now::default() };
        for (id, open) in counts {
            if let Some(place) = self.place(&AgreementId::from(id)) {
                now.open[place] = u32::try_from(open.max(0)).unwrap_or(u32::MAX);
            }
        }
        now
    }
}

fn bits<'a>(codes: &Codes, ids: impl Iterator<Item = &'a Id>) -> u64 {
    ids.filter_map(|id| codes.place(id.as_str())).filter(|place| *place < 64).fold(0, |bits, place| bits | (1 << place))
}

fn age_bit(band: AgeBand) -> u16 {
    1 << (band as u16)
}
