//! What stands in one place only: ids in their macro, actions in their type, dates in their file, a noun in its `mod.rs`.

use super::facts::{Item, Literal};
use super::house::{House, hold, house};
use super::plan::{BOXED, DATES, IDS, KEPT_IN_TYPES, OTHER_DATES};

#[test]
fn a_mod_file_declares_and_defines_nothing_but_its_noun() {
    let house = house();
    let mut faults = Vec::new();
    for (id, file) in house.facts.files.iter().enumerate().filter(|(_, file)| file.path.ends_with("/mod.rs") && !file.test) {
        let items: Vec<&Item> = house.facts.items.iter().filter(|item| item.place.file == id && !item.place.test).collect();
        let is_noun = |item: &&&Item| ["struct", "enum", "union", "trait"].contains(&item.what);
        let noun = items.iter().find(is_noun).map(|item| item.name.as_str());
        for item in items.iter().filter(|item| item.what != "part") {
            if noun != Some(&item.name) {
                let what =
                    format!("{} {} stands in `{}`, whose noun is {}", item.what, item.name, file.place, noun.unwrap_or("none"));
                faults.push(house.at(id, item.place.line, &what));
            }
        }
    }
    hold("what a mod.rs defines", faults);
}

#[test]
fn ids_of_what_is_stored_or_said_come_from_their_macro() {
    let house = house();
    let facts = &house.facts;
    let mut faults = Vec::new();
    for one in facts.functions.iter().filter(|one| facts.counts(one.place)) {
        let of = one.of.as_deref();
        // What holds something is no list of ids.
        let holds = of.is_some_and(|of| facts.enums.iter().any(|one| one.name == of && !one.plain));
        if one.name == "from_id" || one.name == "id" && one.chooses_texts && !holds {
            faults.push(house.at(
                one.place.file,
                one.place.line,
                &format!("{} has `fn {}` by hand", of.unwrap_or("nobody"), one.name),
            ));
        }
    }
    for item in facts.items.iter().filter(|item| facts.counts(item.place)) {
        if item.lists_ids || item.name == "IDS" {
            faults.push(house.at(item.place.file, item.place.line, &format!("`{}` lists ids by hand", item.name)));
        }
    }
    hold("ids by hand", faults);
}

/// Whether a text is said to the record: given to what writes there, or put into a row of it.
fn is_recorded(literal: &Literal) -> bool {
    let mut given_to = literal.given_to.iter().rev().map(String::as_str);
    let last = match given_to.next() {
        Some("format!" | "into" | "to_owned" | "from") => given_to.next(),
        last => last,
    };
    matches!(last, Some("audit" | "record" | "action:" | "actor:"))
}

#[test]
fn actions_actors_and_jobs_are_no_texts() {
    let house = house();
    let facts = &house.facts;
    let typed = |file| facts.enums.iter().any(|one| one.file == file && ["Actor", "Action", "Job"].contains(&one.name.as_str()));
    let of_macro = |one: &Literal| one.given_to.iter().any(|to| to == IDS);
    let literals = facts.literals.iter().filter(|one| facts.counts(one.place) && !typed(one.place.file) && !of_macro(one));
    let texts = literals.filter(|one| is_recorded(one) || KEPT_IN_TYPES.iter().any(|start| one.text.starts_with(start)));
    hold("texts instead of types", texts.map(|one| at(house, one)).collect());
}

fn at(house: &House, literal: &Literal) -> String {
    house.at(literal.place.file, literal.place.line, &format!("{:?}", literal.text))
}

#[test]
fn a_step_needs_and_records_something_and_only_the_engine_boxes() {
    let house = house();
    let facts = &house.facts;
    let boxed = facts
        .pinned
        .iter()
        .filter(|place| facts.counts(**place) && !BOXED.iter().any(|at| house.place(place.file).starts_with(at)));
    let mut faults: Vec<String> = boxed.map(|place| house.at(place.file, place.line, "`Box::pin(async move …)`")).collect();
    let must =
        |one: &super::facts::Trait, name: &str| one.constants.iter().any(|(constant, default)| constant == name && !default);
    let steps = facts.traits.iter().filter(|one| one.name == "Step");
    if !steps.clone().any(|one| must(one, "NEEDS") && must(one, "RECORD")) {
        faults.push("src/journeys:0: no `trait Step` demands NEEDS and RECORD".to_owned());
    }
    hold("steps", faults);
}

/// What follows a percent sign in a format of a date, without the flags before it.
fn signs(text: &str) -> Vec<char> {
    let parts = text.split('%').skip(1);
    parts.filter_map(|part| part.trim_start_matches(['-', '_', '0', ':', '.', '3']).chars().next()).collect()
}

/// Whether a text formats a date. What is given to a format is one at its first sign; elsewhere it must be no other language's.
fn is_date(literal: &Literal) -> bool {
    let formats = ["format", "parse_from_str", "format_localized", "parse_and_remainder"];
    let given = literal.given_to.last().is_some_and(|last| formats.contains(&last.as_str()));
    let signs = signs(&literal.text);
    let any = |of: &str| signs.iter().any(|sign| of.contains(*sign));
    given && any("YmdBbHIMSPpAaeyjCDFTRrcxXvs") || any("BYAIP") && !literal.text.contains("%%")
}

const MONTHS: &[&str] =
    &["January", "February", "April", "June", "July", "August", "September", "October", "November", "December"];

#[test]
fn dates_are_written_in_one_place() {
    let house = house();
    let facts = &house.facts;
    let elsewhere =
        facts.literals.iter().filter(|one| facts.counts(one.place) && !house.place(one.place.file).starts_with(DATES));
    let allowed = |one: &Literal| {
        OTHER_DATES.iter().any(|(place, start, _)| house.place(one.place.file).ends_with(place) && one.text.starts_with(start))
    };
    let dates = elsewhere.filter(|one| is_date(one) && !allowed(one) || MONTHS.contains(&one.text.as_str()));
    hold("dates", dates.map(|one| at(house, one)).collect());
}

#[test]
fn formats_of_dates_are_told_from_other_texts() {
    let place = super::facts::Place { file: 0, line: 1, test: false };
    let date = |text: &str, to: &str| is_date(&Literal { text: text.to_owned(), place, given_to: vec![to.to_owned()] });
    assert!(date("%-d %B %Y", "") && date("%d/%m", "format") && date("%e. %B", "x") && date("%Y-%m-%d", "parse_from_str"));
    assert!(!date("%20", "") && !date("100 %", "format") && !date("LIKE '%x%'", "query") && !date("%d", "say"));
}
