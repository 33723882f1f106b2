//! An agreement in words at the desk: whose it is, what for, and which people this desk is there for. Two of one organisation differ.

use std::collections::BTreeSet;

use waymark_core::report::AgeBand;
use waymark_core::routing::{Agreement, Book};
use waymark_core::vocabulary::{AgreementId, Id};
use waymark_core::vocabulary::{NEED, SETTING, STRAND, TYPE};
use waymark_core::words::{Family, Speaker};

/// Ages in words: "people under 18", "people of 18 or over", or each band.
fn ages(bands: &BTreeSet<AgeBand>, t: &Speaker) -> Option<String> {
    let known = || AgeBand::ALL.into_iter().filter(|band| *band != AgeBand::Unknown);
    let (children, adults): (BTreeSet<AgeBand>, BTreeSet<AgeBand>) = known().partition(|band| band.is_under_18());
    if bands.is_empty() {
        return None;
    }
    if *bands == children {
        return Some(t.say("whom-children"));
    }
    if *bands == adults {
        return Some(t.say("whom-adults"));
    }
    let each: Vec<String> = bands.iter().map(|band| t.label(band)).collect();
    Some(t.say1("whom-ages", "ages", each.join(", ")))
}

/// Whom the agreement is for, from what it says itself; nothing when it is for everybody.
fn people(agreement: &Agreement, t: &Speaker) -> Vec<String> {
    let when = &agreement.when;
    let codes = |family: &Family, ids: &BTreeSet<Id>| {
        let words: Vec<String> = ids.iter().map(|id| t.of(family, id)).collect();
        (!words.is_empty()).then(|| words.join(", "))
    };
    let rest = [
        codes(&STRAND, &when.strands),
        codes(&TYPE, &when.incidents),
        codes(&SETTING, &when.settings),
        codes(&NEED, &when.needs),
    ];
    ages(&when.ages, t).into_iter().chain(rest.into_iter().flatten()).collect()
}

fn line(agreement: &Agreement, book: &Book, t: &Speaker) -> String {
    let name = book.agency(agreement.agency.as_str()).map_or_else(|| agreement.agency.to_string(), |agency| agency.name.clone());
    let purpose = t.label(agreement.purpose);
    let line = t.say2("place-purpose", "name", name, "purpose", purpose);
    let people = people(agreement, t);
    if people.is_empty() { line } else { t.say2("whom-for", "line", line, "people", people.join("; ")) }
}

/// The agreement in words. Where two would read alike, each has its id after it.
pub(crate) fn words(book: &Book, id: &AgreementId, t: &Speaker) -> String {
    let Some(agreement) = book.agreement(id) else { return id.to_string() };
    let own = line(agreement, book, t);
    let others = book.agreements().iter().filter(|other| other.agency == agreement.agency && other.id != agreement.id);
    if others.map(|other| line(other, book, t)).any(|other| other == own) { format!("{own} ({id})") } else { own }
}
