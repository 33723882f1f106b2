//! What documents say is there: files, names in the code, routes, sections of the contract. And nothing outside the repository.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use super::facts::Literal;
use super::house::{House, ends, hold, house};
use super::names::Names;
use super::plan::{FLOORS, NOT_HERE, PROMISED};
use super::reading::literals;

/// Documents whose words about the code must hold. Decisions are history.
fn documents(house: &House) -> impl Iterator<Item = (&str, &str)> {
    let read = |path: &&String| {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        ends(path, "md")
            && (["docs", "docs/how-to"].contains(&folder) || ["README.md", "CONTRIBUTING.md"].contains(&path.as_str()))
    };
    house.texts.iter().filter(move |(path, _)| read(path)).map(|(path, text)| (path.as_str(), text.as_str()))
}

/// Lines of a document with their numbers, and whether they stand in a fenced block.
fn lines(text: &str) -> Vec<(usize, &str, bool)> {
    let mut fenced = false;
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        found.push((at + 1, line, fenced || fence));
    }
    found
}

/// What stands between backticks, with its line.
fn codes(text: &str) -> Vec<(usize, &str)> {
    let lines = lines(text).into_iter().filter(|(.., fenced)| !fenced);
    lines.flat_map(|(number, line, _)| line.split('`').skip(1).step_by(2).map(move |code| (number, code))).collect()
}

/// Whether a word has a hole that the reader fills: `<name>`, `{id}`, `…`, `*`.
fn has_hole(word: &str) -> bool {
    word.contains(['<', '{', '…', '*', '$'])
}

#[test]
fn every_file_that_a_document_names_is_there() {
    let house = house();
    let files: BTreeSet<&str> = house.texts.keys().map(String::as_str).collect();
    let is_file =
        |path: &str| files.iter().any(|file| file.strip_suffix(path).is_some_and(|rest| rest.is_empty() || rest.ends_with('/')));
    let is_folder = |path: &str| files.iter().any(|file| file.starts_with(path) || file.contains(&format!("/{path}")));
    let ours = ["src/", "crates/", "tests/", "docs/", "benches/", "templates/", "locales/", "migrations/"];
    let rooms: BTreeSet<&str> = FLOORS[0].1.iter().copied().flatten().copied().collect();
    let mut faults = Vec::new();
    for (document, text) in documents(house) {
        for (line, words, _) in lines(text) {
            let names = words.split(|c: char| !(c.is_alphanumeric() || "_./<>{}…*$-".contains(c)));
            for name in names.map(|name| name.trim_end_matches('.')).filter(|name| ends(name, "rs") && !has_hole(name)) {
                if !is_file(name.trim_start_matches("./")) {
                    faults.push(format!("{document}:{line}: {name} is not there"));
                }
            }
            for link in words.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
                let folder = Path::new(document).parent().unwrap_or(Path::new(""));
                if !link.is_empty() && !link.contains(':') && !house.root.join(folder).join(link).exists() {
                    faults.push(format!("{document}:{line}: {link} is not there"));
                }
            }
        }
        for (line, code) in codes(text) {
            for word in code.split_whitespace().filter(|word| !has_hole(word) && !ends(word, "rs") && !word.contains("::")) {
                let known =
                    ours.iter().any(|folder| word.starts_with(folder)) && !house.root.join(word).exists() && !is_folder(word);
                let room =
                    word.ends_with('/') && word.split('/').next().is_some_and(|first| rooms.contains(first)) && !is_folder(word);
                if known || room {
                    faults.push(format!("{document}:{line}: {word} is not there"));
                }
            }
        }
    }
    hold("files that documents name", faults);
}

#[test]
fn every_name_in_the_code_that_a_document_uses_is_there() {
    let house = house();
    let names = Names::of(house);
    let mut faults = Vec::new();
    for (document, text) in documents(house) {
        for (line, code) in codes(text) {
            for word in code.split_whitespace().filter(|word| word.contains("::") && !has_hole(word)) {
                if !names.has(word) {
                    faults.push(format!("{document}:{line}: {word} is not there"));
                }
            }
        }
    }
    hold("names that documents use", faults);
}

/// Folders of the machine, which are no routes.
const OF_THE_MACHINE: &[&str] =
    &["var", "etc", "usr", "home", "tmp", "run", "opt", "dev", "proc", "sys", "srv", "root", "bin", "mnt"];

fn is_hole(part: &str) -> bool {
    part.starts_with(['{', '<', '…', ':'])
}

/// Whether a route begins as a document says. The document may stop early: `/desk` is where the desk is.
fn goes(route: &str, said: &str) -> bool {
    // `/desk…`: whatever begins so.
    if let Some(start) = said.strip_suffix('…').filter(|start| !start.ends_with('/')) {
        return route.starts_with(start) || goes(route, start);
    }
    let (mut route, said) = (route.trim_matches('/').split('/'), said.trim_matches('/'));
    said.is_empty() || said.split('/').all(|part| route.next().is_some_and(|own| own == part || is_hole(own) || is_hole(part)))
}

#[test]
fn every_route_that_a_document_names_is_there() {
    let house = house();
    let takes = |to: &str| ["route", "resource", "scope"].contains(&to);
    let in_web = |file: usize| house.place(file).starts_with("web/");
    let routes = house.facts.literals.iter().filter(|one| in_web(one.place.file) && one.text.starts_with('/') && !one.place.test);
    let routes: BTreeSet<&str> =
        routes.filter(|one| one.given_to.last().is_some_and(|last| takes(last))).map(|one| one.text.as_str()).collect();
    let mut faults = Vec::new();
    for (document, text) in documents(house) {
        for (line, code) in codes(text) {
            for word in code.split_whitespace().filter(|word| word.starts_with('/') && word.len() > 1) {
                let said = word.split(['?', '#']).next().unwrap_or(word).trim_end_matches([',', ';']);
                let first = said.trim_matches('/').split('/').next().unwrap_or_default();
                let known = OF_THE_MACHINE.contains(&first) || PROMISED.contains(&said);
                if !known && !routes.iter().any(|route| goes(route, said)) {
                    faults.push(format!("{document}:{line}: no route {word}"));
                }
            }
        }
    }
    assert!(routes.len() > 20, "the routes are found");
    for promised in PROMISED.iter().filter(|promised| routes.contains(*promised)) {
        faults.push(format!("tests/architecture/plan.rs:0: {promised} is built by now: strike it"));
    }
    hold("routes that documents name", faults);
}

#[test]
fn routes_are_compared_part_by_part() {
    assert!(goes("/desk/reports/{id}", "/desk") && goes("/r/{token}", "/r/<token>") && goes("/r/{token}", "/r/…"));
    assert!(goes("/your-report/story", "/your-report…") && !goes("/desk", "/your-report…") && goes("/r/{token}", "/r/<token>…"));
    assert!(goes("/api/v1/reports/{reference}", "/api/v1/reports/WM-1") && !goes("/desk/reports", "/desk/report"));
    assert!(!goes("/desk", "/desk/reports"));
}

/// A comment's words, and those of a `reason`; the whole line of a file that has no code.
fn said<'t>(path: &str, line: &'t str) -> &'t str {
    let words = |start: &str| line.find(start).map(|at| &line[at..]);
    if ends(path, "rs") { words("reason = ").or_else(|| words("//")).unwrap_or_default() } else { line }
}

fn has_word(line: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '-');
    line.match_indices(word)
        .any(|(at, _)| !is_part(line[..at].chars().next_back()) && !is_part(line[at + word.len()..].chars().next()))
}

#[test]
fn no_document_is_cited_that_is_not_here() {
    let house = house();
    let contract = house.texts.get("docs/contract.md");
    let mut faults = Vec::new();
    for (path, text) in house.texts.iter().filter(|(path, _)| !path.starts_with("tests/architecture/")) {
        for (at, line) in text.lines().enumerate() {
            let (number, words) = (at + 1, said(path, line));
            for name in NOT_HERE.iter().filter(|name| has_word(words, name)) {
                faults.push(format!("{path}:{number}: cites {name}"));
            }
            if has_word(words, "CONTRACT") && contract.is_none() {
                faults.push(format!("{path}:{number}: cites CONTRACT, and docs/contract.md is not there"));
            }
            if ["CONTRACT", "docs/contract.md"].iter().any(|name| has_word(words, name)) {
                for section in
                    sections(words).into_iter().filter(|section| contract.is_some_and(|text| !has_section(text, section)))
                {
                    faults.push(format!("{path}:{number}: docs/contract.md has no section {section}"));
                }
            }
        }
    }
    hold("citations", faults);
}

/// `3` and `5.2` of "CONTRACT §3 and §5.2".
fn sections(words: &str) -> Vec<&str> {
    let after = words.split('§').skip(1);
    let end = |rest: &str| rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    after.map(|rest| rest[..end(rest)].trim_end_matches('.')).filter(|section| !section.is_empty()).collect()
}

fn has_section(text: &str, section: &str) -> bool {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings.map(|line| line.trim_start_matches('#').trim().trim_start_matches('§')).any(|heading| {
        heading.strip_prefix(section).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ' ', ':', ')']))
    })
}

/// Calls that read what their text names.
const READERS: &[&str] = &[
    "join",
    "read_to_string",
    "read",
    "open",
    "read_dir",
    "include_str!",
    "include_bytes!",
    "new",
    "from",
    "concat!",
    "write",
    "exists",
    "copy",
];

#[test]
fn whatever_the_code_reads_lies_in_the_repository() {
    let house = house();
    let mut faults = Vec::new();
    let mut look = |path: &str, one: &Literal| {
        let reader = one.given_to.last().map_or("", String::as_str);
        // `include_str!` counts from its file; everything else from the folder of the manifest.
        let folder = if reader.starts_with("include") {
            path.rsplit_once('/').map_or("", |(folder, _)| folder)
        } else {
            ["src/", "tests/", "benches/", "build.rs"]
                .iter()
                .find_map(|inside| Some(&path[..path.find(inside)?]))
                .unwrap_or_default()
        };
        if READERS.contains(&reader) && one.text.contains("..") && leaves(folder, &one.text) {
            faults.push(format!("{path}:{}: {:?} leaves the repository", one.place.line, one.text));
        }
    };
    house.facts.literals.iter().for_each(|one| look(house.path(one.place.file), one));
    let declared: BTreeSet<&str> = house.facts.files.iter().map(|file| file.path.as_str()).collect();
    for (path, text) in house.texts.iter().filter(|(path, _)| ends(path, "rs") && !declared.contains(path.as_str())) {
        if !path.starts_with("tests/architecture/") {
            literals(text).unwrap_or_else(|fault| panic!("{path}: {fault}")).iter().for_each(|one| look(path, one));
        }
    }
    hold("what is read", faults);
}

/// Whether a path that begins in a folder of the repository leads out of it.
fn leaves(from: &str, path: &str) -> bool {
    let mut deep: isize = 0;
    for part in Path::new(from).join(path.trim_start_matches('/')).components() {
        match part {
            Component::ParentDir => deep -= 1,
            Component::Normal(_) => deep += 1,
            _ => {}
        }
        if deep < 0 {
            return true;
        }
    }
    false
}

#[test]
fn a_path_that_leads_out_is_told_from_one_that_comes_back() {
    assert!(leaves("", "../shared/data") && leaves("crates/core/", "../../../x") && leaves("", "/../shared"));
    assert!(!leaves("src/web", "../../assets/style.css") && !leaves("crates/core/", "../../locales") && !leaves("", "a/../b"));
}
