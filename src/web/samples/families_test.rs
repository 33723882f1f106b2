//! Every message exists and is said: walked over the folder of messages, both ways, for each family and for each name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use waymark_core::routing::Book;
use waymark_core::vocabulary::Vocabulary;
use waymark_core::words::{FILES, Family, Words, names};

use crate::web::parts::families;

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every family but those of the vocabulary.
fn all() -> Vec<Family> {
    let core = waymark_core::report::labels::ALL.iter().chain(waymark_core::places::labels::ALL).chain(waymark_core::labels::ALL);
    core.chain(families::ALL).copied().collect()
}

fn vocabulary() -> Vocabulary {
    let loaded = Book::load(&home().join("config"), NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
    assert!(loaded.is_sound(), "{:?}", loaded.findings);
    loaded.book.vocabulary
}

/// The messages of each language.
fn messages() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (language, text) in FILES {
        found.entry(*language).or_default().extend(names(text));
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// A file without its sample and its tests, which stand at its end.
fn for_people(text: &str) -> &str {
    let starts = ["pub(crate) mod sample {", "mod tests {"].map(|module| text.find(&format!("#[cfg(test)]\n{module}")));
    &text[..starts.into_iter().flatten().min().unwrap_or(text.len())]
}

/// What code and templates hold between quotes; tests and samples do not make a message used, and nor does the list of families.
fn literals() -> BTreeSet<String> {
    let folders = ["src", "crates/core/src", "templates"].map(|folder| files(&home().join(folder)));
    let mut found = BTreeSet::new();
    for path in folders.into_iter().flatten() {
        let name = path.display().to_string();
        if name.contains("/samples/") || name.ends_with("test.rs") || name.ends_with("tests.rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code = for_people(&text);
        found.extend(code.split('"').map(str::to_owned));
    }
    found
}

#[test]
fn every_member_of_every_family_has_its_message() {
    let words = Arc::new(Words::read([]).unwrap());
    let t = words.speaker(["en"]);
    for family in all() {
        assert!(!family.members.is_empty(), "{} has no members", family.name);
        for member in family.members.iter().filter(|_| !family.some) {
            let message = family.message(member);
            assert!(t.has(&message), "no file of locales/en has {message}");
        }
    }
    for message in vocabulary().messages() {
        assert!(t.has(message), "no file of locales/en has {message}");
    }
}

#[test]
fn every_message_is_said_by_name_or_as_a_member_of_a_family() {
    let literals = literals();
    assert!(literals.len() > 1000, "the scan found only {}", literals.len());
    let families = all();
    let composed: BTreeSet<String> =
        families.iter().flat_map(|family| family.members.iter().map(|member| family.message(member))).collect();
    let vocabulary = vocabulary();
    let labels: BTreeSet<&str> = vocabulary.messages().collect();
    let mut unsaid = Vec::new();
    for (language, messages) in messages() {
        for message in messages {
            let known = labels.contains(message) || composed.contains(message) || literals.contains(message);
            if !known {
                unsaid.push(format!("{language}: nothing says {message}"));
            }
        }
    }
    assert!(unsaid.is_empty(), "{}", unsaid.join("\n"));
}

#[test]
fn a_family_where_some_have_a_message_has_no_member_without() {
    let english = messages().remove("en").unwrap();
    for family in all().into_iter().filter(|family| family.some) {
        for member in family.members {
            let message = family.message(member);
            assert!(english.contains(message.as_str()), "no file of locales/en has {message}");
        }
    }
}

#[test]
fn no_name_of_a_message_is_composed_outside_its_family() {
    for path in files(&home().join("src")).into_iter().chain(files(&home().join("crates/core/src"))) {
        if path.ends_with("families_test.rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code: String = text.split_whitespace().collect();
        for composed in [".say(&format!(", ".say1(&format!(", ".say2(&format!("] {
            assert!(!code.contains(composed), "{}: name a family (words/label.rs) in place of {composed}", path.display());
        }
    }
}
