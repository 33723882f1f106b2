//! Everything that reads what a person typed, walked with decorated forms of what is right: a parser that forgets to begin with `tidy`, and a
//! new one that nobody walks, fails here.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use crate::clock::SafeTimes;
use crate::config::address::is_phone;
use crate::config::reading::Page;
use crate::places::{Beginning, Beyond, Gazetteer, Meant, Postcode, Whereabouts};
use crate::report::incident::Moment;
use crate::report::parse::{is_email, is_whole_phone};
use crate::report::{Trace, in_words};
use crate::repository;
use crate::tidy::tidy;
use crate::vault::secrets::Totp;
use crate::vault::{Keyring, Receipt, Reference, SeededRandomness, Vault};
use crate::words::{Speaker, Words};

/// What reads something: where it stands, something right, and what it makes of a text.
type Reader = (&'static str, &'static str, fn(&str) -> Option<String>);

static PLACES: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::read(&Page::open(&repository().join("config/gazetteer.toml")).unwrap()));
static ENGLISH: LazyLock<Speaker> = LazyLock::new(|| Arc::new(Words::read([]).unwrap()).speaker(["en"]));
static VAULT: LazyLock<Vault> = LazyLock::new(|| {
    let randomness = Arc::new(SeededRandomness::new(7));
    Vault::new(Keyring::create(chrono::DateTime::UNIX_EPOCH, &*randomness), randomness)
});

const TODAY: chrono::NaiveDate = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();

fn kept(found: bool) -> Option<String> {
    found.then(String::new)
}

fn trace(found: Option<Trace>) -> Option<String> {
    found.map(|trace| trace.reveal().to_owned())
}

fn totp() -> Totp {
    Totp::fresh(&SeededRandomness::new(1))
}

/// What stands here for a code that is made anew in every test.
const MAILED: &str = "the code of a letter";
const SHOWN: &str = "the code of an app";

const READERS: &[Reader] = &[
    ("report/parse/contact.rs is_email", "sam.doe2@mail.example", |text| kept(is_email(text))),
    ("config/address.rs is_phone", "+44 7700 900-123", |text| kept(is_phone(text))),
    ("report/parse/contact.rs is_whole_phone", "+44 7700 900-123", |text| kept(is_whole_phone(text))),
    ("report/in_words/clock.rs time", "9.30pm", |text| Some(format!("{:?}", in_words::time(text, &ENGLISH)?))),
    ("report/in_words/day.rs when", "14-11-2026", |text| Some(in_words::when(text, TODAY, &ENGLISH)?.from.to_string())),
    ("report/trace.rs phone", "07700 900-123", |text| trace(Trace::phone(text))),
    ("report/trace.rs email", "sam.doe2@mail.example", |text| trace(Trace::email(text))),
    ("report/trace.rs name", "Sam Doe-Smith", |text| trace(Trace::name(text))),
    ("report/trace.rs postcode", "TS18 1AB", |text| trace(Trace::postcode(text))),
    ("report/trace.rs typed", "07700 900-123", |text| trace(Trace::typed(text).pop())),
    ("report/incident.rs parse", "2026-11-14T21:30", |text| Some(Moment::parse(text)?.to_text())),
    ("clock/safe_times/read.rs read", "not before 9pm", |text| match SafeTimes::read(text) {
        SafeTimes::Within(week) => serde_json::to_string(&week.lines()).ok(),
        SafeTimes::ForAPerson { .. } => None,
    }),
    ("places/postcode.rs parse", "TS18 1AB", |text| Some(Postcode::parse(text)?.compact().to_owned())),
    ("places/postcode.rs parse", "TS18 1", |text| {
        let read = Beginning::parse(text)?;
        Some(format!("{} {}", read.outward(), read.more()))
    }),
    ("places/gazetteer.rs district_of_postcode", "TS18 1AB", |text| Some(PLACES.district_of_postcode(text)?.to_string())),
    ("places/gazetteer.rs whereabouts", "TS18 1AB", |text| match PLACES.whereabouts(text) {
        Whereabouts::In(code) => Some(code.to_string()),
        _ => None,
    }),
    ("places/gazetteer.rs search", "Stockton-on-Tees", |text| Some(PLACES.search(text, 1).pop()?.name)),
    ("places/meant.rs meant_by", "Stockton-on-Tees", |text| match PLACES.meant_by(text) {
        Meant::Areas { found, sure: true } => Some(found.first()?.name.clone()),
        _ => None,
    }),
    ("places/meant.rs districts_meant", "TS18 1", |text| Some(PLACES.districts_meant(text).only()?.to_string())),
    ("places/beyond.rs called", "Isle-of-Man", |text| Some(Beyond::called(text)?.id().to_owned())),
    ("vault/receipt.rs parse", "7KQF-M2XD-9TRA-HW4C", |text| Some(Receipt::parse(text)?.reveal())),
    ("vault/receipt.rs parse", "WM-7K3F-92QD", |text| Some(Reference::parse(text)?.to_string())),
    ("vault/receipt.rs names_itself", "WM-7K3F-92QD", |text| kept(Reference::names_itself(text))),
    ("vault/tokens.rs matches", MAILED, |text| kept(VAULT.code(uuid::Uuid::nil()).unwrap().matches(text))),
    ("vault/secrets.rs step_of", SHOWN, |text| Some(totp().step_of(text, 1_800_000_000, 0)?.to_string())),
    ("words/dates.rs month_called", "November", |text| Some(ENGLISH.month_called(text)?.to_string())),
];

/// What takes a text and reads nothing that somebody types into a field.
const OTHERS: &[(&str, &str)] = &[
    ("clock/offset.rs parse_offset", "an operator's environment"),
    ("clock/promise.rs parse", "a file of the configuration"),
    ("config/address.rs is_address", "the rule itself: `is_email` tidies, a file of the configuration is read as it is"),
    ("config/source.rs of_json", "a file of the configuration"),
    ("config/telling.rs telling", "a file of the configuration"),
    ("config/theme.rs parse", "a file of the configuration"),
    ("handling/record.rs parse", "what storage kept"),
    ("places/area.rs parse", "codes; whoever takes one from a person comes through the gazetteer"),
    ("report/naming/look.rs look", "a story, which is never cleaned"),
    ("tidy.rs is_blank", "the step itself"),
    ("tidy.rs tidy", "the step itself"),
    ("vault/chain.rs parse", "a head from a letter, for the command line"),
    ("vault/keyring.rs from_text", "a file of keys"),
    ("vault/secrets.rs parse", "what storage kept"),
    ("vault/tokens.rs parse", "a link"),
    ("words/words.rs names", "messages of ours"),
];

/// Ways in which the same text comes from a phone, a contact, a PDF, a letter, or another keyboard.
fn decorated(text: &str) -> Vec<String> {
    let each = |change: &dyn Fn(char) -> char| text.chars().map(change).collect::<String>();
    let between = |mark: &str| text.chars().map(|c| format!("{c}{mark}")).collect::<String>();
    let mut all = vec![
        format!("\u{202a}{text}\u{202c}"),
        format!("\u{2066}\u{200e}{text}\u{2069}"),
        format!("\u{feff}{text}\u{200b}"),
        format!("\u{a0}\u{3000}{text}\t\n"),
        between("\u{200b}"),
        between("\u{ad}"),
        between("\u{fe0f}"),
        each(&|c| if c == ' ' { '\u{2009}' } else { c }),
        each(&|c| if c == ' ' { '\u{202f}' } else { c }),
        each(&|c| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c }),
    ];
    for dash in ['\u{2010}', '\u{2011}', '\u{2013}', '\u{2014}', '\u{2212}', '\u{fe63}'] {
        all.push(each(&|c| if c == '-' { dash } else { c }));
    }
    // Arabic, Persian, Bengali, Devanagari, Gurmukhi, Tamil, Khmer, full width, mathematical.
    for zero in [0x660, 0x6f0, 0x9e6, 0x966, 0xa66, 0xbe6, 0x17e0, 0xff10, 0x1d7ce] {
        all.push(each(&|c| c.to_digit(10).map_or(c, |digit| char::from_u32(zero + digit).unwrap())));
    }
    all
}

#[test]
fn every_parser_reads_a_decorated_text_as_the_plain_one() {
    for (name, right, read) in READERS {
        let right = match *right {
            MAILED => VAULT.code(uuid::Uuid::nil()).unwrap().reveal(),
            SHOWN => totp().code(60_000_000),
            right => right.to_owned(),
        };
        let plain = read(&right);
        assert!(plain.is_some(), "{name} does not read {right}");
        assert_eq!(tidy(&right), right, "{name}: what is right is tidy");
        for text in decorated(&right) {
            assert_eq!(read(&text), plain, "{name}: {}", text.escape_unicode());
        }
    }
}

/// Functions that others can call and that take a text, by file and name.
fn takers(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            takers(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("typed_test.rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            let file = path.strip_prefix(repository().join("crates/core/src")).unwrap().display().to_string();
            for line in
                source.lines().map(str::trim).filter(|line| line.starts_with("pub fn ") || line.starts_with("pub const fn "))
            {
                let Some((name, parameters)) = line.split_once("fn ").and_then(|(_, rest)| rest.split_once('(')) else {
                    continue;
                };
                let parameters = parameters.trim_start_matches("&self, ");
                if ["text: &str", "typed: &str"].iter().any(|taken| parameters.starts_with(taken)) && parameters.contains("->") {
                    found.insert(format!("{file} {}", name.split('<').next().unwrap()));
                }
            }
        }
    }
}

#[test]
fn every_parser_is_walked_or_reads_nothing_that_is_typed() {
    let mut found = BTreeSet::new();
    takers(&repository().join("crates/core/src"), &mut found);
    assert!(found.len() > 20, "{found:?}");
    let walked = READERS.iter().map(|(name, ..)| *name);
    let known: BTreeSet<&str> = walked.chain(OTHERS.iter().map(|(name, _)| *name)).collect();
    let forgotten: Vec<&String> = found.iter().filter(|name| !known.contains(name.as_str())).collect();
    assert!(forgotten.is_empty(), "begin with tidy() and add them to READERS, or say in OTHERS why not: {forgotten:?}");
    let gone: Vec<&&str> = known.iter().filter(|name| !found.contains(**name)).collect();
    assert!(gone.is_empty(), "{gone:?}");
}
