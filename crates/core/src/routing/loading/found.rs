//! What was read so far of organisations and agreements, each with where it stands in its file, for faults to point at.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Source;
use crate::config::fault::Fault;
use crate::config::reading::{Page, Placed, nearest};
use crate::places::Gazetteer;
use crate::report::Purpose;
use crate::routing::agency::Agency;
use crate::routing::agreement::Agreement;
use crate::vocabulary::{AgencyId, AgreementId, Vocabulary};

/// An organisation and where it stands.
pub(crate) struct FoundAgency<'p> {
    pub agency: Agency,
    pub page: &'p Page,
    /// Where its way of delivery stands.
    pub delivery: std::ops::Range<usize>,
}

/// An agreement and where its parts stand.
pub(crate) struct Found<'p> {
    pub agreement: Agreement,
    pub page: &'p Page,
    pub spans: BTreeMap<&'static str, std::ops::Range<usize>>,
}

/// Reads agencies, then the agreements that name them.
pub(crate) struct Agreements<'p> {
    pub(crate) source: &'p Source,
    pub(crate) vocabulary: &'p Vocabulary,
    pub(crate) gazetteer: &'p Gazetteer,
    pub(crate) agencies: BTreeMap<AgencyId, FoundAgency<'p>>,
    /// Every id that an organisation was given, with its file: a faulty organisation is still known to its agreements.
    pub(crate) given: BTreeMap<AgencyId, String>,
    /// Every id that an agreement was given, with its file.
    pub(crate) signed: BTreeMap<AgreementId, String>,
    pub(crate) found: Vec<Found<'p>>,
    /// Purposes of agreements with a fault: whom they will serve once mended is not known.
    pub(crate) in_doubt: BTreeSet<Purpose>,
    pub(crate) unfit: Vec<Fault>,
}

pub(crate) fn choice<T>(
    page: &Page,
    text: &Placed<String>,
    what: &str,
    known: &[&str],
    find: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let found = find(&text.value);
    if found.is_none() {
        unknown(page, text, what, known.iter().copied());
    }
    found
}

pub(crate) fn unknown<'a>(page: &Page, text: &Placed<String>, what: &str, known: impl Iterator<Item = &'a str>) {
    let known: Vec<&str> = known.collect();
    let mend = match nearest(&text.value, known.iter().copied()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None if known.len() <= 30 => format!("known are: {}", known.join(", ")),
        None => "see the list in the configuration".to_owned(),
    };
    page.fault(&text.span, format!("\"{}\" is not known ({what})", text.value), mend);
}
