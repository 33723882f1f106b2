//! Books and cases for tests: written by hand for the rules, and made by chance for the properties.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::prelude::*;

use crate::clock::{Hours, Promise, WorkingCalendar};
use crate::config::reading::Page;
use crate::places::{AreaCode, Gazetteer};
use crate::report::permission::{Permission, Value};
use crate::report::{AgeBand, Facts, Purpose, RiskLevel, Role, Section};
use crate::routing::{Agency, Agreement, Book, Delivery, Kind, Mode, When};
use crate::vocabulary::{AgencyId, AgreementId, Id, Vocabulary};

pub(crate) const STRANDS: [&str; 5] = ["race", "religion", "sexual-orientation", "transgender", "disability"];
pub(crate) const TYPES: [&str; 3] = ["verbal-abuse", "assault", "damage"];
pub(crate) const SETTINGS: [&str; 3] = ["street", "rail", "online"];
pub(crate) const NEEDS: [&str; 2] = ["bsl-interpreter", "easy-read"];
pub(crate) const AREAS: [&str; 8] =
    ["E06000004", "E06000003", "E23000013", "E12000001", "E92000001", "K04000001", "E08000003", "E23000005"];

pub(crate) fn vocabulary() -> Vocabulary {
    let mut text = String::new();
    for (list, ids) in [("strand", &STRANDS[..]), ("incident_type", &TYPES), ("setting", &SETTINGS), ("need", &NEEDS)] {
        for id in ids {
            text.push_str(&format!("[[{list}]]\nid = \"{id}\"\n"));
        }
    }
    let page = Page::from_text("vocabulary.toml".to_owned(), text);
    let vocabulary = Vocabulary::read(&page);
    assert!(page.findings().is_empty(), "{:?}", page.findings());
    vocabulary
}

pub(crate) fn gazetteer() -> Gazetteer {
    let row = |code: &str, force: &str| {
        format!(
            "[[district]]\ncode = \"{code}\"\nname = \"{code}\"\nareas = [\"{code}\", \"{force}\", \"E12000001\", \"E92000001\", \"K04000001\"]\n"
        )
    };
    let text = [row("E06000004", "E23000013"), row("E06000003", "E23000013"), row("E08000003", "E23000005")].concat();
    Gazetteer::read(&Page::from_text("gazetteer.toml".to_owned(), text))
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn agency(id: &str) -> Agency {
    Agency {
        id: AgencyId::from(id),
        name: id.to_uppercase(),
        kind: Kind::Support,
        email: format!("{id}@{id}.example"),
        readers: Vec::new(),
        escalate_to: Vec::new(),
        hours: Hours::always(),
        delivery: Delivery::Link,
        suspended: false,
        public: None,
    }
}

pub(crate) fn agreement(id: &str, agency: &str, purpose: Purpose) -> Agreement {
    Agreement {
        id: AgreementId::from(id),
        agency: AgencyId::from(agency),
        purpose,
        mode: Mode::Best,
        starts: day("2026-04-01"),
        ends: day("2027-03-31"),
        review_by: None,
        discloses: vec![Section::Incident, Section::Victim, Section::Contact],
        needs_contact: false,
        acknowledge_within: Promise::WorkingDays(2),
        urgent_acknowledge_within: None,
        capacity: None,
        priority: 0,
        lawful_basis: String::new(),
        special_category: String::new(),
        criminal_offence: String::new(),
        signed_by: String::new(),
        when: When::default(),
    }
}

pub(crate) fn book(agreements: Vec<Agreement>) -> Book {
    let agencies: BTreeSet<AgencyId> = agreements.iter().map(|a| a.agency.clone()).collect();
    let agencies = agencies.iter().map(|id| agency(id.as_str())).collect();
    Book::new(vocabulary(), gazetteer(), WorkingCalendar::default(), agencies, agreements)
}

pub(crate) fn ids<I: Into<Id> + Copy>(list: &[I]) -> BTreeSet<Id> {
    list.iter().map(|id| (*id).into()).collect()
}

fn some_of(list: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<Id>> {
    proptest::sample::subsequence(list, 0..=most.min(list.len()))
        .prop_shuffle()
        .prop_map(|ids| ids.into_iter().map(Id::from).collect())
}

pub(crate) fn any_agreement() -> impl Strategy<Value = Agreement> {
    let when = (
        proptest::option::of(proptest::sample::subsequence(&AREAS[..], 1..4)),
        some_of(&STRANDS, 2),
        some_of(&TYPES, 1),
        some_of(&SETTINGS, 1),
        some_of(&NEEDS, 1),
        proptest::bool::weighted(0.2),
        prop_oneof![4 => Just(RiskLevel::Low), 1 => Just(RiskLevel::High)],
    );
    let rest = (0u32..60, 0usize..8, 0usize..4, any::<bool>(), proptest::option::of(0u32..4), 0i64..3, any::<bool>());
    (when, rest).prop_map(
        |((areas, strands, types, settings, needs, adults, risk), (id, owner, purpose, best, capacity, priority, contact))| {
            let purpose = Purpose::ALL[purpose];
            let mut made = agreement(&format!("agreement-{id:03}"), &format!("agency-{owner}"), purpose);
            made.mode = if best { Mode::Best } else { Mode::Always };
            made.capacity = capacity;
            made.priority = priority;
            made.needs_contact = contact && purpose != Purpose::Inform;
            made.when = When {
                areas: areas.map(|areas| areas.into_iter().filter_map(AreaCode::parse).collect()),
                nearer: BTreeSet::new(),
                strands: strands.into_iter().collect(),
                incidents: types.into_iter().collect(),
                settings: settings.into_iter().collect(),
                needs: needs.into_iter().collect(),
                ages: if adults { [AgeBand::From25].into() } else { BTreeSet::new() },
                risk_at_least: risk,
            };
            made
        },
    )
}

pub(crate) fn any_agreements() -> impl Strategy<Value = Vec<Agreement>> {
    proptest::collection::vec(any_agreement(), 0..24).prop_map(|mut list| {
        list.sort_by(|a, b| a.id.cmp(&b.id));
        list.dedup_by(|a, b| a.id == b.id);
        list
    })
}

pub(crate) fn any_facts() -> impl Strategy<Value = Facts> {
    let roles = prop_oneof![3 => Just(Role::Victim), 1 => Just(Role::Witness), 1 => Just(Role::StaffMember)];
    (
        proptest::option::weighted(0.8, proptest::sample::select(vec!["E06000004", "E06000003", "E08000003"])),
        some_of(&STRANDS, 3),
        some_of(&TYPES, 2),
        proptest::option::of(proptest::sample::select(SETTINGS.to_vec())),
        some_of(&NEEDS, 1),
        proptest::sample::select(AgeBand::ALL.to_vec()),
        proptest::sample::select(vec![RiskLevel::Low, RiskLevel::Medium, RiskLevel::High]),
        roles,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(area, strands, types, setting, needs, age, risk, role, victim_agreed, own_contact)| Facts {
            district: area.and_then(AreaCode::parse),
            strands,
            types,
            setting: setting.map(Id::from),
            age_band: age,
            needs,
            risk,
            thoughts: false,
            role,
            victim_agreed,
            own_contact,
        })
}

pub(crate) fn any_permission() -> impl Strategy<Value = Permission> {
    let value = || proptest::sample::select(vec![Value::Full, Value::Full, Value::Anonymous, Value::No]);
    let by_purpose = move || proptest::collection::btree_map(proptest::sample::select(Purpose::ALL.to_vec()), value(), 0..4);
    let owner = || (0usize..8).prop_map(|n| AgencyId::from(format!("agency-{n}")));
    (by_purpose(), proptest::collection::btree_map(owner(), by_purpose(), 0..3), proptest::collection::btree_set(owner(), 0..2))
        .prop_map(|(purposes, agencies, never)| Permission { purposes, agencies, never, ..Permission::default() })
}
