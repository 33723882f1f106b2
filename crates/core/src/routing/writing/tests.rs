//! The keys that are described are those that are read; shipped files fit the schema; the example fits the check.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value as Json, json};

use crate::report::Purpose;
use crate::routing::Book;
use crate::routing::writing::keys::{AGENCY, AGREEMENT, Key, PUBLIC, SERVICE, WHEN};
use crate::routing::writing::{Wanted, example, schema};

const ON: &str = "2026-11-20";

fn config() -> PathBuf {
    crate::repository().join("config")
}

fn shipped() -> Book {
    Book::load(&config(), ON.parse().unwrap()).book
}

/// TOML as JSON: days become texts, as editors see them.
fn as_json(value: &toml::Value) -> Json {
    match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(flag) => (*flag).into(),
        toml::Value::Datetime(at) => at.to_string().into(),
        toml::Value::Array(list) => list.iter().map(as_json).collect(),
        toml::Value::Table(table) => Json::Object(table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect()),
    }
}

fn faults(schema: &Json, toml: &str) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    let file = as_json(&toml::Value::Table(toml.parse().unwrap()));
    validator.iter_errors(&file).map(|error| error.instance_path().to_string()).collect()
}

#[test]
fn the_schema_in_the_repository_is_up_to_date() {
    let kept: Json = serde_json::from_str(&std::fs::read_to_string(config().join("agreement.schema.json")).unwrap()).unwrap();
    assert!(kept == schema(&shipped()), "run `cargo run -- agreements schema config/agreement.schema.json`");
}

#[test]
fn every_shipped_file_fits_the_schema_and_names_it() {
    let schema = schema(&shipped());
    for file in std::fs::read_dir(config().join("agreements")).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("#:schema ../agreement.schema.json\n"), "{}", path.display());
        assert_eq!(faults(&schema, &text), [""; 0], "{}", path.display());
    }
}

#[test]
fn a_bad_file_does_not_fit_the_schema() {
    let schema = schema(&shipped());
    let good = "[[agency]]\nid = \"a\"\nname = \"A\"\nkind = \"support\"\nemail = \"a@a.example\"\n[agency.public]\ndescription = \"x\"\n[[agreement]]\nid = \"one\"\nagency = \"tees-pride\"\npurpose = \"support\"\nstarts = 2026-04-01\nends = 2027-03-31\ndiscloses = [\"incident\"]\nacknowledge_within = \"1 day\"\n[agreement.when]\nareas = [\"*\"]\n";
    assert_eq!(faults(&schema, good), [""; 0]);
    let bad = [
        ("id = \"a\"", "id = \"Not A Slug\"", "/agency/0/id"),
        ("kind = \"support\"", "kind = \"charity\"", "/agency/0/kind"),
        ("email = \"a@a.example\"", "email = \"nobody\"", "/agency/0/email"),
        ("email = \"a@a.example\"\n", "", "/agency/0"),
        ("description = \"x\"", "", "/agency/0/public"),
        ("agency = \"tees-pride\"", "agency = \"tow\"", "/agreement/0/agency"),
        ("purpose = \"support\"", "purpose = \"help\"", "/agreement/0/purpose"),
        ("discloses = [\"incident\"]", "discloses = []", "/agreement/0/discloses"),
        ("\"1 day\"", "\"soon\"", "/agreement/0/acknowledge_within"),
        ("areas = [\"*\"]", "areas = [\"Stockton\"]", "/agreement/0/when/areas/0"),
        ("areas = [\"*\"]", "strands = [\"homophobia\"]", "/agreement/0/when/strands/0"),
        ("areas = [\"*\"]", "ages = [\"unknown\"]", "/agreement/0/when/ages/0"),
        ("areas = [\"*\"]", "colour = \"red\"", "/agreement/0/when"),
    ];
    for (from, to, at) in bad {
        assert_eq!(faults(&schema, &good.replacen(from, to, 1)), [at], "{to}");
    }
}

/// Keys that a file of the loader reads, found in its text.
fn read_by(file: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(crate::repository().join("crates/core/src/routing/loading").join(file)).unwrap();
    let calls = [
        "slug",
        "text",
        "required_text",
        "texts",
        "flag",
        "number",
        "day",
        "required_day",
        "table",
        "tables",
        "ids",
        "words",
        "phone",
        "promise",
    ];
    let named = calls.iter().flat_map(|call| {
        let start = format!("{call}(\"");
        text.match_indices(&start)
            .filter_map(|(at, _)| Some(text[at + start.len()..].split_once('"')?.0.to_owned()))
            .collect::<Vec<_>>()
    });
    named.collect()
}

#[test]
fn the_keys_that_are_described_are_those_that_are_read() {
    let names = |lists: &[&[Key]]| -> BTreeSet<String> {
        lists.iter().flat_map(|keys| keys.iter()).map(|key| key.name.to_owned()).collect()
    };
    let mut read = read_by("agencies.rs");
    read.remove("agency");
    assert_eq!(read, names(&[AGENCY]));
    assert_eq!(read_by("public.rs"), names(&[PUBLIC, SERVICE]));
    let mut read = read_by("agreements.rs");
    read.remove("agreement");
    assert_eq!(read, names(&[AGREEMENT, WHEN]));
    for key in [AGENCY, PUBLIC, SERVICE, AGREEMENT, WHEN].into_iter().flatten() {
        assert!(key.about.ends_with(['.', '…']) && key.about.len() > 10, "{} is not explained", key.name);
    }
}

/// The findings of the shipped configuration with one more file that are faults.
fn checked(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let agreements = folder.path().join("agreements");
    std::fs::create_dir(&agreements).unwrap();
    for file in [
        "vocabulary.toml",
        "gazetteer.toml",
        "bank-holidays.toml",
        "help.toml",
        "agreements/teesside.toml",
        "agreements/national.toml",
    ] {
        std::fs::copy(config().join(file), folder.path().join(file)).unwrap();
    }
    std::fs::create_dir(folder.path().join("keys")).unwrap();
    std::fs::write(folder.path().join("keys/our-partner.asc"), "a key").unwrap();
    std::fs::write(agreements.join("new.toml"), text).unwrap();
    let loaded = Book::load(folder.path(), ON.parse().unwrap());
    let faults = loaded.findings.iter().filter(|finding| finding.severity == crate::config::Severity::Fault);
    faults.map(|fault| format!("{}: {}", fault.line, fault.what)).collect()
}

#[test]
fn the_example_is_accepted_as_it_is_and_with_every_line_in_use() {
    let book = shipped();
    for agency in [None, Some("tees-pride"), Some("new-one")] {
        for purpose in Purpose::ALL {
            let text = example(&book, &Wanted { agency, purpose, today: ON.parse().unwrap() });
            assert_eq!(checked(&text), [""; 0], "{text}");
            let in_use = |line: &str| match line.strip_prefix('#') {
                Some(rest) if !rest.starts_with([' ', ':']) => rest.to_owned(),
                _ => line.to_owned(),
            };
            let whole: String = text.lines().map(|line| in_use(line) + "\n").collect();
            assert_eq!(checked(&whole), [""; 0], "{whole}");
            assert!(text.lines().all(|line| line.chars().count() <= 110), "{text}");
            for key in [AGREEMENT, WHEN].into_iter().flatten().filter(|key| key.name != "when") {
                assert!(whole.contains(&format!("\n{} = ", key.name)), "{} is not in the example", key.name);
            }
            assert_eq!(whole.contains("[[agency]]"), agency != Some("tees-pride"));
        }
    }
    assert!(faults(&json!({"type": "object"}), "").is_empty());
}
