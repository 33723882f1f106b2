//! Reading the configuration: one pass finds every fault and lays out the book.

mod agencies;
mod agreements;
mod centres;
pub mod found;
mod public;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;

use crate::clock::WorkingCalendar;
use crate::config::fault::{Fault, Severity};
use crate::config::reading::Page;
use crate::config::{HelpLines, Source};
use crate::places::Gazetteer;
use crate::report::Purpose;
use crate::routing::book::Book;
use crate::routing::loading::found::Agreements;
use crate::routing::warnings;
use crate::vocabulary::Vocabulary;

/// A configuration folder as it was read.
pub struct Loaded {
    /// The book; to be used only when there is no fault.
    pub book: Book,
    /// Faults and warnings, by file and line.
    pub findings: Vec<Fault>,
    /// What is sound and not fit for real use, by file and line: example addresses.
    pub unfit: Vec<Fault>,
}

impl Loaded {
    /// Whether nothing stops the service.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Fault)
    }
}

impl Book {
    /// Reads the configuration folder with the places in it. `today` decides which ends are near.
    #[must_use]
    pub fn load(folder: &Path, today: NaiveDate) -> Loaded {
        Self::load_with(folder, None, today)
    }

    /// Reads the configuration folder, with the places that were imported into the data folder, if any.
    #[must_use]
    pub fn load_with(folder: &Path, data: Option<&Path>, today: NaiveDate) -> Loaded {
        Self::load_from(&Source::of_folder(folder), data, today)
    }

    /// Reads the texts of a configuration, with the places that were imported into the data folder, if any.
    #[must_use]
    pub fn load_from(source: &Source, data: Option<&Path>, today: NaiveDate) -> Loaded {
        let mut findings = Vec::new();
        let vocabulary = read(source, "vocabulary.toml", &mut findings, Vocabulary::read);
        let configured = read(source, "gazetteer.toml", &mut findings, Gazetteer::read);
        let gazetteer = imported_or(configured, data, &mut findings);
        let calendar = read(source, "bank-holidays.toml", &mut findings, holidays);
        let help = help_lines(source, &vocabulary, today, &mut findings);
        let pages = agreement_pages(source, &mut findings);
        let mut reading = Agreements {
            source,
            vocabulary: &vocabulary,
            gazetteer: &gazetteer,
            agencies: BTreeMap::new(),
            given: BTreeMap::new(),
            signed: BTreeMap::new(),
            agreements: Vec::new(),
            in_doubt: BTreeSet::new(),
            unfit: Vec::new(),
        };
        for page in &pages {
            reading.agencies_on(page);
        }
        for page in &pages {
            reading.agreements_on(page);
        }
        let Agreements { agencies, agreements, in_doubt, mut unfit, .. } = reading;
        for page in &pages {
            findings.extend(page.findings());
        }
        findings.extend(warnings::of(&agencies, &agreements, &gazetteer, today));
        let place = source.shown("agreements");
        let asked = Purpose::ALL.into_iter().filter(|purpose| !in_doubt.contains(purpose));
        findings
            .extend(asked.filter_map(|purpose| warnings::unserved(purpose, &place, &agencies, &agreements, &gazetteer, today)));
        let agencies = agencies.into_values().map(|found| found.agency).collect();
        let agreements = agreements.into_iter().map(|found| found.agreement).collect();
        let centres = centres::read(source, &gazetteer, &mut findings, &mut unfit);
        findings.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        let mut book = Book::new(vocabulary, gazetteer, calendar, agencies, agreements);
        book.help = help;
        book.centres = centres;
        book.texts = source.to_json();
        Loaded { book, findings, unfit }
    }
}

/// Reads one file; a file that is not there is one fault, not a row of faults about what it lacks.
fn read<T: Default>(source: &Source, name: &str, findings: &mut Vec<Fault>, with: impl Fn(&Page) -> T) -> T {
    match source.page(name) {
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

/// The imported places, when there are any. Those that cannot be used are a fault: routing by a few others would lead astray.
fn imported_or(configured: Gazetteer, data: Option<&Path>, findings: &mut Vec<Fault>) -> Gazetteer {
    let Some(data) = data else { return configured };
    Gazetteer::imported_or(configured.clone(), data).unwrap_or_else(|fault| {
        let file = crate::places::file_in(data).display().to_string();
        findings.push(Fault::of_file(
            file,
            format!("the imported places cannot be used: {fault}"),
            "import the postcode file again, as the user the service runs as: waymark places import FILE",
        ));
        configured
    })
}

fn help_lines(source: &Source, vocabulary: &Vocabulary, today: NaiveDate, findings: &mut Vec<Fault>) -> HelpLines {
    let strands: Vec<&str> = vocabulary.strands.ids().collect();
    let (lines, warnings) = read(source, "help.toml", findings, |page| HelpLines::read(page, &strands, today));
    findings.extend(warnings);
    lines
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

fn agreement_pages(source: &Source, findings: &mut Vec<Fault>) -> Vec<Page> {
    let mut pages = Vec::new();
    match source.agreements() {
        Err(fault) => findings.push(fault),
        Ok(found) => {
            for page in found {
                match page {
                    Ok(page) => pages.push(page),
                    Err(fault) => findings.push(fault),
                }
            }
        }
    }
    pages
}
