//! Reading `[[agreement]]` entries.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::clock::Promise;
use crate::config::fault::Severity;
use crate::config::reading::{Entry, Page, Placed};
use crate::places::AreaCode;
use crate::report::{AgeBand, Purpose, RiskLevel, Section};
use crate::routing::agreement::{Agreement, Mode, When};
use crate::routing::loading::found::{Agreements, Found, choice, unknown};
use crate::vocabulary::{AgencyId, AgreementId, Codes, Id};

/// What a data protection officer asks for first: without it nobody should rely on the agreement.
const BASES: [(&str, &str); 3] = [
    ("lawful_basis", "no lawful basis (Article 6) is recorded"),
    ("special_category", "no condition for special categories (Article 9) is recorded"),
    ("signed_by", "nobody is recorded as having signed it"),
];

impl<'p> Agreements<'p> {
    pub(crate) fn agreements_on(&mut self, page: &'p Page) {
        let root = page.root();
        root.ignore("agency");
        for entry in root.tables("agreement") {
            let before = page.count();
            let agreement = self.agreement(&entry);
            entry.finish();
            if page.count() > before {
                let purpose = entry.text("purpose").and_then(|purpose| Purpose::from_id(&purpose.value));
                self.in_doubt.extend(purpose);
            }
            if let Some(id) = entry.text("id").map(|id| AgreementId::from(id.value)) {
                if let Some(file) = self.signed.get(&id) {
                    entry.fault_at(
                        "id",
                        format!("the agreement \"{id}\" is also given in {file}"),
                        "give each agreement an id of its own".to_owned(),
                    );
                    continue;
                }
                self.signed.insert(id, page.file().to_owned());
            }
            let Some(agreement) = agreement else { continue };
            let mut spans: BTreeMap<&'static str, _> =
                ["id", "ends", "review_by", "priority", "urgent_acknowledge_within", "capacity"]
                    .into_iter()
                    .map(|key| (key, entry.span_of(key)))
                    .collect();
            if let Some(when) = entry.table("when") {
                spans.insert("areas", when.span_of("areas"));
            }
            self.note_blank(&entry, &agreement);
            self.found.push(Found { agreement, page, spans });
        }
        root.finish();
    }

    /// Notes what is blank and makes an agreement unfit for real use.
    fn note_blank(&mut self, entry: &Entry<'p>, agreement: &Agreement) {
        let said = [&agreement.lawful_basis, &agreement.special_category, &agreement.signed_by];
        for ((key, what), _) in BASES.into_iter().zip(said).filter(|(_, text)| text.trim().is_empty()) {
            let what = format!("\"{}\": {what}", agreement.id);
            let mend = "write it down; an agreement without it is hard to stand by".to_owned();
            self.unfit.push(entry.page().finding(Severity::Fault, &entry.span_of(key), what, mend));
        }
    }

    fn agreement(&self, entry: &Entry<'p>) -> Option<Agreement> {
        let page = entry.page();
        let id = entry.slug("id");
        let agency = entry.required_text("agency").filter(|agency| {
            let known = self.given.contains_key(agency.value.as_str());
            if !known {
                unknown(page, agency, "agency", self.given.keys().map(AgencyId::as_str));
            }
            known
        });
        let purpose =
            entry.required_text("purpose").and_then(|purpose| choice(page, &purpose, "purpose", &Purpose::IDS, Purpose::from_id));
        let mode = entry.text("mode").map_or(Some(Mode::Best), |mode| {
            choice(page, &mode, "mode", &["best", "always"], |id| match id {
                "best" => Some(Mode::Best),
                "always" => Some(Mode::Always),
                _ => None,
            })
        });
        let (starts, ends) = days(entry);
        let review_by = entry.day("review_by").map(|day| day.value);
        let discloses = discloses(entry);
        let needs_contact = entry.flag("needs_contact").unwrap_or(false);
        if needs_contact && purpose == Some(Purpose::Inform) {
            entry.fault_at(
                "needs_contact",
                "purpose \"inform\" is always anonymous, and needs_contact refuses anonymous referrals".to_owned(),
                "take needs_contact out, or choose another purpose".to_owned(),
            );
        }
        let acknowledge_within = entry.required_text("acknowledge_within").and_then(|text| promise(page, &text));
        let urgent = entry.text("urgent_acknowledge_within").and_then(|text| promise(page, &text));
        let capacity = capacity(entry);
        let priority = entry.number("priority").map_or(0, |priority| priority.value);
        let text = |key: &'static str| entry.text(key).map(|text| text.value).unwrap_or_default();
        let (lawful_basis, special_category, criminal_offence, signed_by) =
            (text("lawful_basis"), text("special_category"), text("criminal_offence"), text("signed_by"));
        if discloses.as_ref().is_some_and(|sections| sections.contains(&Section::Suspect)) && criminal_offence.trim().is_empty() {
            entry.fault_at(
                "discloses",
                "suspect is disclosed, and criminal_offence names no condition for it".to_owned(),
                "write the Article 10 condition in criminal_offence, or take \"suspect\" out".to_owned(),
            );
        }
        let when = entry.table("when").map_or_else(
            || Some(When::default()),
            |when| {
                let read = self.when(&when);
                when.finish();
                Some(read)
            },
        );
        Some(Agreement {
            id: AgreementId::from(id?.value),
            agency: AgencyId::from(agency?.value),
            purpose: purpose?,
            mode: mode?,
            starts: starts?,
            ends: ends?,
            review_by,
            discloses: discloses?,
            needs_contact,
            acknowledge_within: acknowledge_within?,
            urgent_acknowledge_within: urgent,
            capacity,
            priority,
            lawful_basis,
            special_category,
            criminal_offence,
            signed_by,
            when: when?,
        })
    }

    fn when(&self, entry: &Entry<'p>) -> When {
        let page = entry.page();
        let ids = |key: &'static str, codes: &Codes| -> BTreeSet<Id> {
            entry
                .texts(key)
                .into_iter()
                .filter(|id| {
                    let known = codes.has(&id.value);
                    if !known {
                        unknown(page, id, key, codes.ids());
                    }
                    known
                })
                .map(|id| Id::from(id.value))
                .collect()
        };
        let (areas, nearer) = self.areas(entry);
        When {
            areas,
            nearer,
            strands: ids("strands", &self.vocabulary.strands),
            incidents: ids("incidents", &self.vocabulary.types),
            settings: ids("settings", &self.vocabulary.settings),
            needs: ids("needs", &self.vocabulary.needs),
            ages: ages(entry),
            risk_at_least: entry
                .text("risk_at_least")
                .and_then(|risk| choice(page, &risk, "risk level", &RiskLevel::IDS, RiskLevel::from_id))
                .unwrap_or_default(),
        }
    }

    /// The areas it serves, and those that it names beside everywhere.
    fn areas(&self, entry: &Entry<'p>) -> (Option<BTreeSet<AreaCode>>, BTreeSet<AreaCode>) {
        let given = entry.texts("areas");
        let mut areas = BTreeSet::new();
        for area in given.iter().filter(|area| area.value != "*") {
            match AreaCode::parse(&area.value) {
                Some(code) => {
                    areas.insert(self.gazetteer.current(code));
                }
                None => entry.page().fault(
                    &area.span,
                    format!("\"{}\" is no area code", area.value),
                    "write a code such as E06000004 or E23000013, or \"*\" for everywhere".to_owned(),
                ),
            }
        }
        let everywhere = given.is_empty() || given.iter().any(|area| area.value == "*");
        if everywhere { (None, areas) } else { (Some(areas), BTreeSet::new()) }
    }
}

fn discloses(entry: &Entry<'_>) -> Option<Vec<Section>> {
    let given = entry.texts("discloses");
    if given.is_empty() {
        entry.fault_at(
            "discloses",
            "the agreement discloses nothing".to_owned(),
            "write at least one section: incident, victim, contact, suspect, evidence".to_owned(),
        );
        return None;
    }
    let ids = Section::DISCLOSABLE.map(Section::id);
    let sections: BTreeSet<Section> = given
        .iter()
        .filter_map(|name| {
            choice(entry.page(), name, "section", &ids, |id| Section::DISCLOSABLE.into_iter().find(|section| section.id() == id))
        })
        .collect();
    Some(sections.into_iter().collect())
}

/// First and last day in force.
fn days(entry: &Entry<'_>) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let (starts, ends) = (entry.required_day("starts"), entry.required_day("ends"));
    if let (Some(starts), Some(ends)) = (&starts, &ends)
        && ends.value < starts.value
    {
        entry.page().fault(
            &ends.span,
            "the agreement ends before it starts".to_owned(),
            "ends is the last day in force: write a day after starts".to_owned(),
        );
    }
    (starts.map(|day| day.value), ends.map(|day| day.value))
}

/// How many open referrals fit at once.
fn capacity(entry: &Entry<'_>) -> Option<u32> {
    let capacity = entry.number("capacity")?;
    let fits = u32::try_from(capacity.value).ok();
    if fits.is_none() {
        entry.page().fault(
            &capacity.span,
            "the capacity is not a whole number from 0 up".to_owned(),
            "write how many open referrals fit at once; leave it out for unlimited".to_owned(),
        );
    }
    fits
}

fn ages(entry: &Entry<'_>) -> BTreeSet<AgeBand> {
    let mut ages = BTreeSet::new();
    for age in entry.texts("ages") {
        let named = |under_18: bool| {
            AgeBand::ALL.into_iter().filter(move |band| *band != AgeBand::Unknown && band.is_under_18() == under_18)
        };
        match (age.value.as_str(), AgeBand::from_id(&age.value)) {
            ("adult", _) => ages.extend(named(false)),
            ("under-18", _) => ages.extend(named(true)),
            (_, Some(band)) if band != AgeBand::Unknown => {
                ages.insert(band);
            }
            _ => unknown(
                entry.page(),
                &age,
                "age band",
                AgeBand::IDS.into_iter().filter(|id| *id != "unknown").chain(["adult", "under-18"]),
            ),
        }
    }
    ages
}

fn promise(page: &Page, text: &Placed<String>) -> Option<Promise> {
    Promise::parse(&text.value)
        .map_err(|fault| page.fault(&text.span, format!("\"{}\" is no time", text.value), fault.to_string()))
        .ok()
}
