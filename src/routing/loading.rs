//! Reading the configuration folder: one pass finds every fault and lays out the book.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;

use super::agency::{Agency, Delivery, Kind};
use super::agreement::{Agreement, Mode, When};
use super::book::Book;
use super::warnings;
use crate::clock::{Hours, Promise, WorkingCalendar};
use crate::config::fault::{Fault, Severity};
use crate::config::reading::{Entry, Page, Placed, nearest};
use crate::config::settings::is_address;
use crate::places::{AreaCode, Gazetteer};
use crate::report::{AgeBand, Purpose, RiskLevel, Section};
use crate::vocabulary::{AgencyId, AgreementId, Codes, Id, Vocabulary};

/// A configuration folder as it was read.
pub struct Loaded {
    /// The book; to be used only when there is no fault.
    pub book: Book,
    /// Faults and warnings, by file and line.
    pub findings: Vec<Fault>,
}

impl Loaded {
    /// Whether nothing stops the service.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Fault)
    }
}

impl Book {
    /// Reads the configuration folder. `today` decides which ends are near.
    #[must_use]
    pub fn load(folder: &Path, today: NaiveDate) -> Loaded {
        let mut findings = Vec::new();
        let vocabulary = read(folder, "vocabulary.toml", &mut findings, Vocabulary::read);
        let gazetteer = read(folder, "gazetteer.toml", &mut findings, Gazetteer::read);
        let calendar = read(folder, "bank-holidays.toml", &mut findings, holidays);
        let pages = agreement_pages(folder, &mut findings);
        let mut reading = Agreements {
            folder,
            vocabulary: &vocabulary,
            gazetteer: &gazetteer,
            agencies: BTreeMap::new(),
            agreements: Vec::new(),
        };
        for page in &pages {
            reading.agencies_on(page);
        }
        for page in &pages {
            reading.agreements_on(page);
        }
        let (agencies, agreements) = (reading.agencies, reading.agreements);
        for page in &pages {
            findings.extend(page.findings());
        }
        findings.extend(warnings::of(&agencies, &agreements, &gazetteer, &calendar, today));
        let agencies = agencies.into_values().map(|(agency, _)| agency).collect();
        let agreements = agreements.into_iter().map(|found| found.agreement).collect();
        findings.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        Loaded { book: Book::new(vocabulary, gazetteer, calendar, agencies, agreements), findings }
    }
}

/// An agreement and where its parts stand.
pub(super) struct Found<'p> {
    pub agreement: Agreement,
    pub page: &'p Page,
    pub spans: BTreeMap<&'static str, std::ops::Range<usize>>,
}

/// Reads one file; a file that is not there is one fault, not a row of faults about what it lacks.
fn read<T: Default>(folder: &Path, name: &str, findings: &mut Vec<Fault>, with: impl Fn(&Page) -> T) -> T {
    match Page::open(&folder.join(name)) {
        Ok(page) => {
            let read = with(&page);
            findings.extend(page.findings());
            read
        }
        Err(fault) => {
            findings.push(fault);
            T::default()
        }
    }
}

fn holidays(page: &Page) -> WorkingCalendar {
    let root = page.root();
    let days: Vec<NaiveDate> = root
        .tables("holiday")
        .into_iter()
        .filter_map(|entry| {
            let day = entry.required_day("day").map(|day| day.value);
            entry.text("name");
            entry.finish();
            day
        })
        .collect();
    root.finish();
    WorkingCalendar::new(days)
}

fn agreement_pages(folder: &Path, findings: &mut Vec<Fault>) -> Vec<Page> {
    let folder = folder.join("agreements");
    let name = folder.display().to_string();
    let mut paths: Vec<_> = match std::fs::read_dir(&folder) {
        Ok(files) => files
            .filter_map(|file| file.ok().map(|file| file.path()))
            .filter(|path| path.extension().is_some_and(|ext| ext == "toml"))
            .collect(),
        Err(error) => {
            findings.push(Fault::of_file(
                name,
                format!("the folder cannot be read ({error})"),
                "make the folder and put the agreement files there",
            ));
            return Vec::new();
        }
    };
    paths.sort();
    if paths.is_empty() {
        findings.push(Fault::of_file(
            name,
            "there is no agreement file",
            "add a file such as our-area.toml with [[agency]] and [[agreement]] entries",
        ));
    }
    let mut pages = Vec::new();
    for path in paths {
        match Page::open(&path) {
            Ok(page) => pages.push(page),
            Err(fault) => findings.push(fault),
        }
    }
    pages
}

struct Agreements<'p> {
    folder: &'p Path,
    vocabulary: &'p Vocabulary,
    gazetteer: &'p Gazetteer,
    agencies: BTreeMap<AgencyId, (Agency, String)>,
    agreements: Vec<Found<'p>>,
}

impl<'p> Agreements<'p> {
    fn agencies_on(&mut self, page: &'p Page) {
        for entry in page.root().tables("agency") {
            let agency = self.agency(&entry);
            entry.finish();
            let Some(agency) = agency else { continue };
            if let Some((_, file)) = self.agencies.get(&agency.id) {
                entry.fault_at(
                    "id",
                    format!("the agency \"{}\" is also given in {file}", agency.id),
                    "give each agency once, with an id of its own".to_owned(),
                );
                continue;
            }
            self.agencies.insert(agency.id.clone(), (agency, page.file().to_owned()));
        }
    }

    fn agency(&self, entry: &Entry<'p>) -> Option<Agency> {
        let page = entry.page();
        let id = entry.slug("id");
        let name = entry.required_text("name");
        let kind = entry.required_text("kind").and_then(|kind| {
            let found = Kind::from_id(&kind.value);
            if found.is_none() {
                unknown(page, &kind, "kind of agency", Kind::ALL.iter().map(|(_, id)| *id));
            }
            found
        });
        let email = entry.required_text("email").filter(|email| address(page, email));
        let readers = addresses(page, entry.texts("readers"));
        let escalate_to = addresses(page, entry.texts("escalate_to"));
        let lines = entry.texts("hours");
        let on_holidays = entry.flag("hours_on_holidays").unwrap_or(false);
        let hours = Hours::parse(lines.iter().map(|line| line.value.as_str()), on_holidays).unwrap_or_else(|(place, fault)| {
            page.fault(&lines[place].span, format!("\"{}\" are no opening hours", lines[place].value), fault.to_string());
            Hours::always()
        });
        let delivery = self.delivery(entry);
        let suspended = entry.flag("suspended").unwrap_or(false);
        Some(Agency {
            id: AgencyId::from(id?.value),
            name: name?.value,
            kind: kind?,
            email: email?.value,
            readers,
            escalate_to,
            hours,
            delivery: delivery?,
            suspended,
        })
    }

    fn delivery(&self, entry: &Entry<'p>) -> Option<Delivery> {
        let (given, assured_by, checked_on, key) = (
            entry.text("delivery"),
            entry.text("transport_assured_by"),
            entry.day("transport_checked_on"),
            entry.text("openpgp_key"),
        );
        let blank = |text: &Option<Placed<String>>| text.as_ref().is_none_or(|text| text.value.trim().is_empty());
        match given.as_ref().map_or("link", |delivery| delivery.value.as_str()) {
            "link" => Some(Delivery::Link),
            "full" => {
                if blank(&assured_by) {
                    entry.fault_at(
                        "delivery",
                        "delivery \"full\" sends content, and nobody has assured the transport".to_owned(),
                        "name who assured it in transport_assured_by, or write delivery = \"link\"".to_owned(),
                    );
                }
                if checked_on.is_none() {
                    entry.fault_at(
                        "delivery",
                        "delivery \"full\" has no day on which the transport was checked".to_owned(),
                        "add transport_checked_on = 2026-10-01, or write delivery = \"link\"".to_owned(),
                    );
                }
                Some(Delivery::Full { assured_by: assured_by?.value, checked_on: checked_on?.value })
            }
            "openpgp" => {
                if blank(&key) {
                    entry.fault_at(
                        "delivery",
                        "delivery \"openpgp\" has no key".to_owned(),
                        "add openpgp_key = \"keys/their-name.asc\"".to_owned(),
                    );
                    return None;
                }
                let key = key?;
                if !self.folder.join(&key.value).is_file() {
                    entry.page().fault(
                        &key.span,
                        format!("the key file \"{}\" is not there", key.value),
                        "put the agency's public key there, as a path from the configuration folder".to_owned(),
                    );
                }
                Some(Delivery::OpenPgp { key: key.value })
            }
            _ => {
                if let Some(delivery) = &given {
                    unknown(entry.page(), delivery, "delivery", ["link", "full", "openpgp"].into_iter());
                }
                None
            }
        }
    }

    fn agreements_on(&mut self, page: &'p Page) {
        let root = page.root();
        root.ignore("agency");
        for entry in root.tables("agreement") {
            let agreement = self.agreement(&entry);
            entry.finish();
            let Some(agreement) = agreement else { continue };
            if let Some(other) = self.agreements.iter().find(|other| other.agreement.id == agreement.id) {
                entry.fault_at(
                    "id",
                    format!("the agreement \"{}\" is also given in {}", agreement.id, other.page.file()),
                    "give each agreement an id of its own".to_owned(),
                );
                continue;
            }
            let mut spans: BTreeMap<&'static str, _> =
                ["id", "ends", "review_by", "priority", "urgent_acknowledge_within", "capacity"]
                    .into_iter()
                    .map(|key| (key, entry.span_of(key)))
                    .collect();
            if let Some(when) = entry.table("when") {
                spans.insert("areas", when.span_of("areas"));
            }
            self.agreements.push(Found { agreement, page, spans });
        }
        root.finish();
    }

    fn agreement(&self, entry: &Entry<'p>) -> Option<Agreement> {
        let page = entry.page();
        let id = entry.slug("id");
        let agency = entry.required_text("agency").filter(|agency| {
            let known = self.agencies.contains_key(agency.value.as_str());
            if !known {
                unknown(page, agency, "agency", self.agencies.keys().map(AgencyId::as_str));
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
        let (starts, ends, review_by) = (entry.required_day("starts"), entry.required_day("ends"), entry.day("review_by"));
        if let (Some(starts), Some(ends)) = (&starts, &ends)
            && ends.value < starts.value
        {
            page.fault(
                &ends.span,
                "the agreement ends before it starts".to_owned(),
                "ends is the last day in force: write a day after starts".to_owned(),
            );
        }
        let discloses = self.discloses(entry);
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
        let capacity = entry.number("capacity").and_then(|capacity| {
            let fits = u32::try_from(capacity.value).ok();
            if fits.is_none() {
                page.fault(
                    &capacity.span,
                    "the capacity is not a whole number from 0 up".to_owned(),
                    "write how many open referrals fit at once; leave it out for unlimited".to_owned(),
                );
            }
            fits
        });
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
            starts: starts?.value,
            ends: ends?.value,
            review_by: review_by.map(|day| day.value),
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

    fn discloses(&self, entry: &Entry<'p>) -> Option<Vec<Section>> {
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
                choice(entry.page(), name, "section", &ids, |id| {
                    Section::DISCLOSABLE.into_iter().find(|section| section.id() == id)
                })
            })
            .collect();
        Some(sections.into_iter().collect())
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
        When {
            areas: self.areas(entry),
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

    fn areas(&self, entry: &Entry<'p>) -> Option<BTreeSet<AreaCode>> {
        let given = entry.texts("areas");
        if given.is_empty() || given.iter().any(|area| area.value == "*") {
            return None;
        }
        let mut areas = BTreeSet::new();
        for area in &given {
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
        Some(areas)
    }
}

fn ages(entry: &Entry<'_>) -> BTreeSet<AgeBand> {
    let mut ages = BTreeSet::new();
    for age in entry.texts("ages") {
        let named = |under_18: bool| {
            AgeBand::ALL
                .into_iter()
                .map(|(band, _)| band)
                .filter(move |band| *band != AgeBand::Unknown && band.is_under_18() == under_18)
        };
        match (age.value.as_str(), AgeBand::from_id(&age.value)) {
            ("adult", _) => ages.extend(named(false)),
            ("under-18", _) => ages.extend(named(true)),
            (_, Some(band)) if band != AgeBand::Unknown => {
                ages.insert(band);
            }
            _ => unknown(entry.page(), &age, "age band", AgeBand::IDS.into_iter().filter(|id| *id != "unknown").chain(["adult"])),
        }
    }
    ages
}

fn choice<T>(page: &Page, text: &Placed<String>, what: &str, known: &[&str], find: impl Fn(&str) -> Option<T>) -> Option<T> {
    let found = find(&text.value);
    if found.is_none() {
        unknown(page, text, what, known.iter().copied());
    }
    found
}

fn unknown<'a>(page: &Page, text: &Placed<String>, what: &str, known: impl Iterator<Item = &'a str>) {
    let known: Vec<&str> = known.collect();
    let mend = match nearest(&text.value, known.iter().copied()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None if known.len() <= 30 => format!("known are: {}", known.join(", ")),
        None => "see the list in the configuration".to_owned(),
    };
    page.fault(&text.span, format!("\"{}\" is not known ({what})", text.value), mend);
}

fn promise(page: &Page, text: &Placed<String>) -> Option<Promise> {
    Promise::parse(&text.value)
        .map_err(|fault| page.fault(&text.span, format!("\"{}\" is no time", text.value), fault.to_string()))
        .ok()
}

fn address(page: &Page, text: &Placed<String>) -> bool {
    let fits = is_address(&text.value);
    if !fits {
        page.fault(
            &text.span,
            format!("\"{}\" is no e-mail address", text.value),
            "write one address, such as referrals@their-name.org.uk".to_owned(),
        );
    }
    fits
}

fn addresses(page: &Page, texts: Vec<Placed<String>>) -> Vec<String> {
    texts.into_iter().filter(|text| address(page, text)).map(|text| text.value).collect()
}
