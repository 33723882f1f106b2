//! Every fault and every warning of CONTRACT §2, each on the line where it stands, and no other beside it.

use crate::config::Severity;
use crate::routing::Book;

/// Sound, and without a warning. The line of each entry is counted from here.
const GOOD: &str = r#"[[agency]]
id = "one"
name = "One"
kind = "support"
email = "referrals@one.example"
readers = ["reader@one.example"]
hours = ["Mon-Fri 09:00-17:00"]
delivery = "link"
[agency.public]
description = "Stands by people."
website = "https://one.example/"
phone = "01632 960001"
email = "hello@one.example"
languages = ["en"]
address = "1 Example Street, Example Town"
postcode = "TS18 1AB"
services = [{ name = "Advocacy", description = "Speaks up." }]

[[agreement]]
id = "one-2026"
agency = "one"
purpose = "support"
mode = "best"
starts = 2026-04-01
ends = 2028-03-31
discloses = ["incident"]
needs_contact = true
acknowledge_within = "2 working days"
urgent_acknowledge_within = "4 working hours"
capacity = 20
priority = 0
[agreement.when]
areas = ["K04000001"]
strands = []
ages = []
risk_at_least = "low"

[[agency]]
id = "two"
name = "Two"
kind = "police"
email = "referrals@two.example"
[[agreement]]
id = "two-investigate"
agency = "two"
purpose = "investigate"
starts = 2026-04-01
ends = 2028-03-31
discloses = ["incident"]
acknowledge_within = "1 day"
[[agreement]]
id = "two-protect"
agency = "two"
purpose = "protect"
starts = 2026-04-01
ends = 2028-03-31
discloses = ["incident"]
acknowledge_within = "1 day"
[[agreement]]
id = "two-inform"
agency = "two"
purpose = "inform"
starts = 2026-04-01
ends = 2028-03-31
discloses = ["incident"]
acknowledge_within = "1 day"
"#;

/// What is found in a folder with the shipped words and places and this file: severity, line, words.
fn found(text: &str) -> Vec<(Severity, usize, String)> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("agreements")).unwrap();
    for file in ["vocabulary.toml", "gazetteer.toml", "bank-holidays.toml", "help.toml"] {
        std::fs::copy(crate::repository().join("config").join(file), folder.path().join(file)).unwrap();
    }
    std::fs::write(folder.path().join("agreements/a.toml"), text).unwrap();
    let loaded = Book::load(folder.path(), "2026-11-20".parse().unwrap());
    for finding in &loaded.findings {
        assert!(!finding.mend.is_empty(), "{finding}");
        assert!(finding.line == 0 || finding.file.ends_with("agreements/a.toml"), "{finding}");
    }
    loaded.findings.into_iter().map(|finding| (finding.severity, finding.line, finding.what)).collect()
}

/// The good file with one change has exactly these findings.
fn has(severity: Severity, from: &str, to: &str, expected: &[(usize, &str)]) {
    assert!(GOOD.contains(from), "{from}");
    let mut found = found(&GOOD.replacen(from, to, 1));
    if severity == Severity::Fault {
        // Warnings may follow from a fault: an agreement that ends before it starts has ended.
        found.retain(|(how, ..)| *how == Severity::Fault);
    }
    assert_eq!(found.len(), expected.len(), "{from} → {to}: {found:#?}");
    for ((how, line, what), (at, words)) in found.iter().zip(expected) {
        assert_eq!((*how, *line), (severity, *at), "{from} → {to}: {what}");
        assert!(what.contains(words), "{from} → {to}: {what}");
    }
}

fn fault(from: &str, to: &str, line: usize, words: &str) {
    has(Severity::Fault, from, to, &[(line, words)]);
}

fn warning(from: &str, to: &str, line: usize, words: &str) {
    has(Severity::Warning, from, to, &[(line, words)]);
}

#[test]
fn the_good_file_has_nothing() {
    assert_eq!(found(GOOD), []);
}

#[test]
fn an_unknown_agency() {
    fault("agency = \"one\"", "agency = \"oen\"", 21, "\"oen\" is not known (agency)");
}

#[test]
fn an_unknown_id() {
    fault("kind = \"support\"", "kind = \"charity\"", 4, "\"charity\" is not known (kind of agency)");
    fault("delivery = \"link\"", "delivery = \"pigeon\"", 8, "\"pigeon\" is not known (delivery)");
    fault("purpose = \"support\"", "purpose = \"help\"", 22, "\"help\" is not known (purpose)");
    fault("mode = \"best\"", "mode = \"often\"", 23, "\"often\" is not known (mode)");
    fault("discloses = [\"incident\"]", "discloses = [\"incident\", \"notes\"]", 26, "\"notes\" is not known (section)");
    fault("strands = []", "strands = [\"homophobia\"]", 34, "\"homophobia\" is not known (strands)");
    fault("strands = []", "incidents = [\"murder\"]", 34, "\"murder\" is not known (incidents)");
    fault("strands = []", "settings = [\"moon\"]", 34, "\"moon\" is not known (settings)");
    fault("strands = []", "needs = [\"tea\"]", 34, "\"tea\" is not known (needs)");
    fault("ages = []", "ages = [\"unknown\"]", 35, "\"unknown\" is not known (age band)");
    fault("risk_at_least = \"low\"", "risk_at_least = \"mild\"", 36, "\"mild\" is not known (risk level)");
}

#[test]
fn an_unknown_code() {
    fault("[\"K04000001\"]", "[\"Stockton\"]", 33, "\"Stockton\" is no area code");
    fault("[\"K04000001\"]", "[\"*\", \"Stockton\"]", 33, "\"Stockton\" is no area code");
}

#[test]
fn an_unknown_key() {
    fault("priority = 0", "colour = \"red\"", 31, "\"colour\" is not known here");
    fault("risk_at_least = \"low\"", "risk = \"low\"", 36, "\"risk\" is not known here");
    fault(
        "email = \"referrals@one.example\"\n",
        "email = \"referrals@one.example\"\ntel = \"1\"\n",
        6,
        "\"tel\" is not known here",
    );
    fault("languages = [\"en\"]", "language = [\"en\"]", 14, "\"language\" is not known here");
    fault(GOOD, &format!("colour = 1\n{GOOD}"), 1, "\"colour\" is not known here");
}

#[test]
fn an_end_before_the_start() {
    fault("ends = 2028-03-31", "ends = 2026-03-31", 25, "ends before it starts");
}

#[test]
fn an_address_that_is_none() {
    // Nothing follows from it: the organisation is still known to its agreements.
    fault("referrals@one.example", "not an address", 5, "\"not an address\" is no e-mail address");
    fault("reader@one.example", "reader@one", 6, "\"reader@one\" is no e-mail address");
    fault("readers = [\"reader@one.example\"]", "escalate_to = [\"x\"]", 6, "\"x\" is no e-mail address");
    fault("hello@one.example", "hello", 13, "\"hello\" is no e-mail address");
}

#[test]
fn a_value_of_another_kind() {
    fault("name = \"One\"", "name = 1", 3, "\"name\" is not a text");
    fault("[\"reader@one.example\"]", "\"reader@one.example\"", 6, "\"readers\" is not a list");
    fault("needs_contact = true", "needs_contact = \"yes\"", 27, "\"needs_contact\" is not true or false");
    fault("starts = 2026-04-01", "starts = \"spring\"", 24, "\"starts\" is not a day");
    fault("capacity = 20", "capacity = \"many\"", 30, "\"capacity\" is not a whole number");
    fault("capacity = 20", "capacity = -1", 30, "the capacity is not a whole number from 0 up");
    fault("id = \"one-2026\"", "id = \"The One\"", 20, "\"The One\" is no id");
    fault("acknowledge_within = \"2 working days\"", "acknowledge_within = \"soon\"", 28, "\"soon\" is no time");
    fault("\"4 working hours\"", "\"at once\"", 29, "\"at once\" is no time");
    fault("Mon-Fri 09:00-17:00", "Mon to Fri", 7, "\"Mon to Fri\" are no opening hours");
    let when = &GOOD[GOOD.find("[agreement.when]").unwrap()..GOOD.find("\n[[agency]]\nid = \"two\"").unwrap()];
    fault(when, "when = 1\n", 32, "\"when\" is not an entry");
}

#[test]
fn content_in_the_mail_without_assurance_or_key() {
    has(
        Severity::Fault,
        "delivery = \"link\"",
        "delivery = \"full\"",
        &[(8, "nobody has assured the transport"), (8, "no day on which the transport was checked")],
    );
    fault("delivery = \"link\"", "delivery = \"openpgp\"", 8, "delivery \"openpgp\" has no key");
    has(
        Severity::Fault,
        "delivery = \"link\"",
        "delivery = \"openpgp\"\nopenpgp_key = \"keys/one.asc\"",
        &[(9, "the key file \"keys/one.asc\" is not there")],
    );
}

#[test]
fn a_suspect_without_its_condition() {
    fault("discloses = [\"incident\"]", "discloses = [\"incident\", \"suspect\"]", 26, "criminal_offence names no condition");
}

#[test]
fn nothing_disclosed() {
    fault("discloses = [\"incident\"]", "discloses = []", 26, "the agreement discloses nothing");
    fault("discloses = [\"incident\"]\nneeds", "needs", 19, "the agreement discloses nothing");
}

#[test]
fn inform_with_needs_contact() {
    let inform = "id = \"two-inform\"\nneeds_contact = true";
    fault("id = \"two-inform\"", inform, 61, "\"inform\" is always anonymous");
}

#[test]
fn a_missing_key() {
    for (line, key) in [(2, "id"), (3, "name"), (4, "kind"), (5, "email")] {
        let entry = GOOD.lines().nth(line - 1).unwrap();
        let expected = format!("\"{key}\" is missing");
        if key == "id" {
            // Without an id nobody can tell which organisation the agreement means.
            let expected = [(1, expected.as_str()), (20, "\"one\" is not known (agency)")];
            has(Severity::Fault, &format!("{entry}\n"), "", &expected);
        } else {
            fault(&format!("{entry}\n"), "", 1, &expected);
        }
    }
    for key in ["id", "agency", "purpose", "starts", "ends", "acknowledge_within"] {
        let entry = GOOD.lines().skip(18).find(|line| line.starts_with(&format!("{key} ="))).unwrap();
        fault(&format!("{entry}\n"), "", 19, &format!("\"{key}\" is missing"));
    }
    fault("description = \"Stands by people.\"\n", "", 9, "\"description\" is missing");
}

#[test]
fn two_with_one_id() {
    let twice = "[[agency]]\nid = \"one\"\nname = \"X\"\nkind = \"other\"\nemail = \"x@x.example\"\n[[agency]]\nid = \"two\"";
    fault("[[agency]]\nid = \"two\"", twice, 39, "the agency \"one\" is also given in");
    fault("id = \"two-inform\"", "id = \"two-protect\"", 60, "the agreement \"two-protect\" is also given in");
}

#[test]
fn what_is_not_toml() {
    let found = found(&GOOD.replacen("priority = 0", "priority = ", 1));
    assert_eq!(
        found.iter().filter(|(_, line, what)| *line == 31 && what.starts_with("this is not TOML")).count(),
        1,
        "{found:#?}"
    );
}

#[test]
fn what_would_be_published_wrongly() {
    fault("hello@one.example", "referrals@one.example", 13, "gets referrals, and would be published");
    fault("hello@one.example", "Reader@one.example", 13, "gets referrals, and would be published");
    fault("https://one.example/", "one.example", 11, "\"one.example\" is no address on the web");
    fault("https://one.example/", "javascript:alert(1)", 11, "is no address on the web");
    fault("01632 960001", "ring us", 12, "\"ring us\" is no telephone number");
    fault("[\"en\"]", "[\"English\"]", 14, "\"English\" is no language tag");
    fault("TS18 1AB", "TS18", 16, "\"TS18\" is no postcode");
    fault("address = \"1 Example Street, Example Town\"\n", "", 15, "no address is given");
    let twice = "[{ name = \"Advocacy\", description = \"a\" }, { name = \"advocacy \", description = \"b\" }]";
    fault("[{ name = \"Advocacy\", description = \"Speaks up.\" }]", twice, 17, "\"advocacy\" is listed twice");
    fault("name = \"Advocacy\", ", "", 17, "\"name\" is missing");
}

#[test]
fn warning_of_an_area_the_gazetteer_does_not_know() {
    warning("[\"K04000001\"]", "[\"K04000001\", \"E06000099\"]", 33, "the gazetteer does not know E06000099");
}

#[test]
fn warning_of_a_purpose_that_nobody_serves_somewhere() {
    warning("[\"K04000001\"]", "[\"E92000001\"]", 0, "nobody serves the purpose \"support\" in Cardiff");
    // Nothing is said of a purpose while an agreement for it is at fault.
    assert!(found(&GOOD.replacen("[\"K04000001\"]", "[\"Stockton\"]", 1)).iter().all(|(how, ..)| *how == Severity::Fault));
}

#[test]
fn warning_of_two_agreements_of_one_agency_that_can_meet() {
    let both = [(0, "nobody serves the purpose \"protect\""), (52, "are of one agency for one purpose")];
    has(Severity::Warning, "purpose = \"protect\"", "purpose = \"investigate\"", &both);
}

#[test]
fn warning_of_a_priority_that_beats_every_specialist() {
    let special = "[[agency]]\nid = \"three\"\nname = \"T\"\nkind = \"support\"\nemail = \"a@three.example\"\n[[agreement]]\nid = \"special\"\nagency = \"three\"\npurpose = \"support\"\nstarts = 2026-04-01\nends = 2028-03-31\ndiscloses = [\"incident\"]\nacknowledge_within = \"1 day\"\n[agreement.when]\nstrands = [\"race\"]\n";
    let text = format!("{}{special}", GOOD.replacen("priority = 0", "priority = 1", 1));
    let found = found(&text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].0, found[0].1), (Severity::Warning, 31));
    assert!(found[0].2.contains("priority 1 puts \"one-2026\" before every specialist"));
}

#[test]
fn warning_of_an_urgent_time_that_the_hours_cannot_keep() {
    warning("\"4 working hours\"", "\"4 hours\"", 29, "the agency is closed for 64 hours");
}

#[test]
fn warning_of_an_end_or_a_review_within_ninety_days() {
    warning("ends = 2028-03-31", "ends = 2027-02-18", 25, "ends is on 2027-02-18, within 90 days");
    warning("mode = \"best\"", "review_by = 2026-12-01", 23, "review_by is on 2026-12-01");
    has(
        Severity::Warning,
        "ends = 2028-03-31",
        "ends = 2026-11-19",
        &[(0, "nobody serves the purpose \"support\""), (25, "ends was on 2026-11-19")],
    );
}

#[test]
fn warning_of_content_in_the_mail() {
    let full = "delivery = \"full\"\ntransport_assured_by = \"A. Person\"\ntransport_checked_on = 2026-10-01";
    warning("delivery = \"link\"", full, 8, "\"one\" asks for content in the mail");
}
