//! A country made by chance, always the same one: 318 districts in 43 force areas, 9 regions and 2 countries, the agreements that
//! organisations signed there, and the cases that happen.

use std::fmt::Write;

use chrono::NaiveDate;
use waymark_core::clock::{Hours, Promise, WorkingCalendar};
use waymark_core::config::reading::Page;
use waymark_core::places::{AreaCode, Gazetteer};
use waymark_core::report::permission::{Permission, Value};
use waymark_core::report::{AgeBand, Facts, Purpose, RiskLevel, Section};
use waymark_core::routing::{Agency, Agreement, Book, Delivery, Kind, Mode, When};
use waymark_core::vocabulary::{AgencyId, AgreementId, Codes, Id, Vocabulary};

/// Where agreements hold, as it is printed.
pub(crate) const MIX: &str =
    "75 % a district, 15 % a force area, 6 % a region, 2 % a country, 1 % England and Wales, 1 % everywhere";

const DISTRICTS: usize = 318;
const WELSH: usize = 22;
const FORCES: usize = 39;
const WELSH_FORCES: usize = 4;
const REGIONS: usize = 9;
const WHOLE: &str = "K04000001";

/// Chance that a seed decides (xorshift).
pub(crate) struct Chance(u64);

impl Chance {
    /// Always the same.
    pub(crate) fn new() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap_or_default()
    }

    fn in_a_hundred(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn one_of(&mut self, codes: &Codes) -> Id {
        let place = self.below(codes.len());
        codes.iter().nth(place).map(|code| code.id.clone()).expect("the place is within the list")
    }

    fn some_of(&mut self, codes: &Codes, least: usize, most: usize) -> Vec<Id> {
        (0..least + self.below(most - least + 1)).map(|_| self.one_of(codes)).collect()
    }
}

/// A district and the areas around it, narrowest first; the Welsh ones come last.
fn district(number: usize) -> Vec<String> {
    if let Some(welsh) = number.checked_sub(DISTRICTS - WELSH) {
        return vec![
            format!("W06{:06}", welsh + 1),
            format!("W15{:06}", welsh % WELSH_FORCES + 1),
            "W92000004".to_owned(),
            WHOLE.to_owned(),
        ];
    }
    let force = number * FORCES / (DISTRICTS - WELSH);
    let region = format!("E12{:06}", force * REGIONS / FORCES + 1);
    vec![format!("E06{:06}", number + 1), format!("E23{:06}", force + 1), region, "E92000001".to_owned(), WHOLE.to_owned()]
}

fn gazetteer() -> Gazetteer {
    let mut text = String::new();
    for number in 0..DISTRICTS {
        let areas = district(number);
        let _ = writeln!(text, "[[district]]\ncode = \"{0}\"\nname = \"{0}\"\nareas = {areas:?}", areas[0]);
    }
    let page = Page::from_text("gazetteer.toml".to_owned(), text);
    let gazetteer = Gazetteer::read(&page);
    assert!(page.findings().is_empty(), "{:?}", page.findings());
    gazetteer
}

/// Where an agreement holds; nothing means everywhere.
fn reach(chance: &mut Chance) -> Option<AreaCode> {
    let around = district(chance.below(DISTRICTS));
    let code = match chance.below(100) {
        0..75 => around[0].clone(),
        75..90 => around[1].clone(),
        90..96 => format!("E12{:06}", chance.below(REGIONS) + 1),
        96..98 => if chance.in_a_hundred(80) { "E92000001" } else { "W92000004" }.to_owned(),
        98 => WHOLE.to_owned(),
        _ => return None,
    };
    Some(AreaCode::parse(&code).expect("the code is well formed"))
}

fn agreement(number: usize, words: &Vocabulary, chance: &mut Chance) -> Agreement {
    // Of a hundred: 30 investigate, 20 protect, 40 support, 10 inform.
    let purpose = Purpose::ALL[match chance.below(10) {
        0..3 => 0,
        3..5 => 1,
        5..9 => 2,
        _ => 3,
    }];
    let mut list = |percent: usize, codes: &Codes, most: usize| {
        if chance.in_a_hundred(percent) { chance.some_of(codes, 1, most) } else { Vec::new() }
    };
    let (strands, types) = (list(40, &words.strands, 2), list(8, &words.types, 3));
    let (settings, needs) = (list(12, &words.settings, 3), list(6, &words.needs, 1));
    Agreement {
        id: AgreementId::from(format!("agreement-{number:05}").as_str()),
        agency: AgencyId::from(format!("agency-{:05}", number / 2).as_str()),
        purpose,
        mode: if chance.in_a_hundred(10) { Mode::Always } else { Mode::Best },
        starts: day("2026-04-01"),
        ends: day("2028-03-31"),
        review_by: None,
        discloses: vec![Section::Incident, Section::Victim, Section::Contact],
        needs_contact: purpose != Purpose::Inform && chance.in_a_hundred(40),
        acknowledge_within: Promise::WorkingDays(2),
        urgent_acknowledge_within: None,
        capacity: chance.in_a_hundred(40).then_some(20),
        priority: 0,
        lawful_basis: String::new(),
        special_category: String::new(),
        criminal_offence: String::new(),
        signed_by: String::new(),
        when: When {
            areas: reach(chance).map(|area| [area].into()),
            nearer: [].into(),
            strands: strands.into_iter().collect(),
            incidents: types.into_iter().collect(),
            settings: settings.into_iter().collect(),
            ages: if chance.in_a_hundred(8) { [AgeBand::From25].into() } else { [].into() },
            needs: needs.into_iter().collect(),
            risk_at_least: if chance.in_a_hundred(5) { RiskLevel::High } else { RiskLevel::Low },
        },
    }
}

fn agency(id: &AgencyId) -> Agency {
    Agency {
        id: id.clone(),
        name: id.to_string(),
        kind: Kind::Support,
        email: format!("{id}@agency.example"),
        readers: Vec::new(),
        escalate_to: Vec::new(),
        hours: Hours::always(),
        delivery: Delivery::Link,
        suspended: false,
        public: None,
    }
}

/// A country with so many agreements.
pub(crate) fn book(agreements: usize, words: &Vocabulary, chance: &mut Chance) -> Book {
    let agreements: Vec<Agreement> = (0..agreements).map(|number| agreement(number, words, chance)).collect();
    let mut owners: Vec<AgencyId> = agreements.iter().map(|agreement| agreement.agency.clone()).collect();
    owners.dedup();
    Book::new(words.clone(), gazetteer(), WorkingCalendar::default(), owners.iter().map(agency).collect(), agreements)
}

/// What happened to somebody somewhere.
pub(crate) fn case(words: &Vocabulary, chance: &mut Chance) -> Facts {
    Facts {
        district: AreaCode::parse(&district(chance.below(DISTRICTS))[0]),
        strands: chance.some_of(&words.strands, 1, 2),
        types: chance.some_of(&words.types, 1, 2),
        setting: Some(chance.one_of(&words.settings)),
        age_band: AgeBand::From25,
        needs: if chance.in_a_hundred(15) { vec![chance.one_of(&words.needs)] } else { Vec::new() },
        ..Facts::default()
    }
}

/// Somebody who wants everything that can be done.
pub(crate) fn yes_to_all() -> Permission {
    Permission { purposes: Purpose::ALL.into_iter().map(|purpose| (purpose, Value::Full)).collect(), ..Permission::default() }
}

/// The day of routing.
pub(crate) fn today() -> NaiveDate {
    day("2026-11-20")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}
