//! Reading a configuration whole: one pass finds every fault and lays out the book.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;

use crate::config::Source;
use crate::places::Gazetteer;
use crate::report::Purpose;
use crate::routing::book::Book;
use crate::routing::loading::centres;
use crate::routing::loading::found::Agreements;
use crate::routing::loading::loaded::Loaded;
use crate::routing::loading::pages::{agreement_pages, help_lines, holidays, imported_or, read};
use crate::routing::warnings;
use crate::vocabulary::Vocabulary;

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
            found: Vec::new(),
            in_doubt: BTreeSet::new(),
            unfit: Vec::new(),
        };
        for page in &pages {
            reading.agencies_on(page);
        }
        for page in &pages {
            reading.agreements_on(page);
        }
        let Agreements { agencies, found: agreements, in_doubt, mut unfit, .. } = reading;
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
