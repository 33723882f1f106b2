//! What our words promise is held by a test: `docs/promises.md` names both, and here is held that neither is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::house::{House, ends, hold, house};

/// The table.
const TABLE: &str = "docs/promises.md";
/// The words of pages, form and letters that people read who report.
const FILES: &[&str] = &["pages", "standing", "form", "guidance", "letters"];
/// What a sentence says that promises.
const PROMISING: &[&str] = &[
    "we will",
    "we tell",
    "we ask",
    "we stop",
    "we never",
    "we write",
    "we pass",
    "we keep",
    "within",
    "never",
    "only",
    "you can ask",
    "by itself",
    "destroyed",
    "is kept",
    "at once",
];

/// Messages with all of their words, in small letters.
fn messages(house: &House) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for file in FILES {
        let mut name = None;
        for line in house.texts[&format!("locales/en/{file}.ftl")].lines() {
            let begins = line.starts_with(|c: char| c.is_ascii_lowercase());
            if let Some((id, words)) = line.split_once(" = ").filter(|_| begins) {
                found.insert(id.to_owned(), words.to_lowercase());
                name = Some(id.to_owned());
            } else if let Some(words) = name.as_ref().filter(|_| line.starts_with(' ')).and_then(|name| found.get_mut(name)) {
                *words = format!("{words} {}", line.trim().to_lowercase());
            } else {
                name = None;
            }
        }
    }
    found
}

fn has(words: &str, promising: &str) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    words
        .match_indices(promising)
        .any(|(at, _)| apart(words[..at].chars().next_back()) && apart(words[at + promising.len()..].chars().next()))
}

fn codes(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The lines of the table under a heading that begins so: what is named first, and all that stands behind it.
fn section<'a>(text: &'a str, heading: &str) -> Vec<(Vec<&'a str>, Vec<&'a str>)> {
    let part = text.split("\n## ").find(|part| part.starts_with(heading)).unwrap_or_default();
    let rows = part.lines().filter(|line| line.starts_with("| `") || line.starts_with("- `"));
    rows.map(|line| {
        let (named, held) = line.trim_start_matches("| ").split_once(" | ").unwrap_or((line, ""));
        (codes(named).collect(), held.trim_end_matches('|').split_whitespace().map(|what| what.trim_matches('`')).collect())
    })
    .collect()
}

/// Whether a test stands in its file by this name: `tests/stories/told.rs::name`, or in a browser story by its title.
fn is_test(house: &House, test: &str) -> bool {
    let Some((file, name)) = test.split_once("::") else { return false };
    let Some(text) = house.texts.get(file) else { return false };
    if !ends(file, "js") {
        return text.contains(&format!("fn {name}("));
    }
    let as_name =
        |title: &str| title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
    // One that is told for several looks or people is named without them.
    let titles = text.lines().map(str::trim_start).filter_map(|line| {
        let title = line.strip_prefix("story(").or_else(|| line.strip_prefix("test("))?;
        let quote = title.chars().next().filter(|quote| ['\'', '`'].contains(quote))?;
        title[1..].split(quote).next()?.split(" (${").next()
    });
    titles.map(as_name).any(|title| title == name)
}

#[test]
fn each_promise_names_its_message_and_the_test_that_holds_it() {
    let house = house();
    let (text, messages) = (&house.texts[TABLE], messages(house));
    let mut faults = Vec::new();
    for (heading, by_test) in [("Held by tests", true), ("Kept by people", false)] {
        let rows = section(text, heading);
        assert!(rows.len() > 3, "{heading}: {} lines", rows.len());
        for (named, held) in rows {
            faults.extend(
                named.iter().filter(|id| !messages.contains_key(**id)).map(|id| format!("{TABLE}: there is no message {id}")),
            );
            let holds = |what: &&&str| if by_test { is_test(house, what) } else { house.texts.contains_key(**what) };
            faults.extend(held.iter().filter(|what| !holds(what)).map(|what| format!("{TABLE}: {what} is not there")));
            if held.is_empty() {
                faults.push(format!("{TABLE}: nothing holds {}", named.join(", ")));
            }
        }
    }
    hold("promises", faults);
}

#[test]
fn each_sentence_that_promises_stands_in_the_table_or_is_said_to_promise_nothing() {
    let house = house();
    let (text, messages) = (&house.texts[TABLE], messages(house));
    let of = |heading: &str| -> BTreeSet<&str> { section(text, heading).into_iter().flat_map(|(named, _)| named).collect() };
    let (held, kept, nothing) = (of("Held by tests"), of("Kept by people"), of("Promise nothing"));
    let promises = |id: &str| messages.get(id).is_some_and(|words| PROMISING.iter().any(|promising| has(words, promising)));
    let mut faults = Vec::new();
    for id in messages.keys().filter(|id| promises(id)) {
        if ![&held, &kept, &nothing].into_iter().any(|list| list.contains(id.as_str())) {
            faults
                .push(format!("{TABLE}: {id} promises something: name the test that holds it, or list it as promising nothing"));
        }
    }
    for id in &nothing {
        if !promises(id) {
            faults.push(format!("{TABLE}: {id} is listed as promising nothing, and has no word of a promise"));
        }
        if held.contains(id) || kept.contains(id) {
            faults.push(format!("{TABLE}: {id} is in two lists"));
        }
    }
    hold("promises", faults);
}

#[test]
fn what_does_not_exist_is_not_promised() {
    let messages = messages(house());
    // There is no video, no call that a page makes, no language but those of the pages, and no question about papers.
    let gone = [
        "video in british",
        "in any language you like",
        "when you call us",
        "ask us for a new one",
        "big and small letters count",
        "please ring",
    ];
    let mut faults = Vec::new();
    for (id, words) in &messages {
        faults.extend(gone.iter().filter(|words_gone| words.contains(**words_gone)).map(|gone| format!("{id}: says \"{gone}\"")));
        let asks = id.starts_with("field-") || id.starts_with("hint-");
        let papers = ["immigration", "visa", "passport", "papers", "asylum"];
        faults.extend(papers.iter().filter(|paper| asks && has(words, paper)).map(|paper| format!("{id}: asks about {paper}")));
    }
    hold("promises", faults);
}
