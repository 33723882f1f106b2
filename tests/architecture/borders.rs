//! Borders between rooms that floors alone do not draw: what the web may not name, what the pure rooms may not know.

use super::house::{ends, hold, house};
use super::plan::IMPURE;

/// The room of a place: `web` of `web/desk/record`.
fn room(place: &str) -> &str {
    place.split('/').next().unwrap_or(place)
}

#[test]
fn the_web_calls_journeys_and_names_nothing_of_storage_or_post() {
    let house = house();
    let mut faults = Vec::new();
    for arrow in house.arrows.iter().filter(|arrow| room(house.place(arrow.from)) == "web") {
        if ["storage", "post"].contains(&room(house.place(arrow.to))) {
            faults.push(house.at(arrow.from, arrow.line, &format!("{} leads to {}", arrow.path, house.path(arrow.to))));
        }
    }
    hold("what the web names", faults);
}

/// Whether a room may be named by whoever imports from another: what stands in it is not handed on under another name.
fn is_handed_on(from: &str, to: &str) -> bool {
    room(from) != room(to)
}

#[test]
fn no_room_hands_on_what_a_lower_room_defines() {
    let house = house();
    let facts = &house.facts;
    let mut faults = Vec::new();
    for (id, import) in facts.imports.iter().enumerate().filter(|(_, import)| import.public && facts.counts(import.place)) {
        let from = &facts.files[import.place.file];
        for to in facts.imported(id).into_iter().map(|target| &facts.files[facts.file_of(target)]) {
            // The first file of a crate opens the doors of its own rooms.
            let own = from.place == "lib" && to.path.starts_with(from.path.trim_end_matches("lib.rs"));
            if is_handed_on(&from.place, &to.place) && !own {
                let what = format!("`pub use {}` hands on what {} defines", import.path.join("::"), to.path);
                faults.push(house.at(import.place.file, import.place.line, &what));
            }
        }
    }
    for def in facts.defs.iter().filter(|def| def.public && !def.alias.is_empty() && facts.counts(def.place)) {
        let from = &facts.files[def.place.file];
        for to in facts.resolve(def.scope, &def.alias).into_iter().map(|target| &facts.files[facts.file_of(target)]) {
            if is_handed_on(&from.place, &to.place) {
                let what = format!("`type {}` hands on what {} defines", def.name, to.path);
                faults.push(house.at(def.place.file, def.place.line, &what));
            }
        }
    }
    hold("what is handed on", faults);
}

#[test]
fn pure_rooms_know_neither_the_web_server_nor_the_database() {
    let path = "crates/core/Cargo.toml";
    let Some(manifest) = house().texts.get(path) else { panic!("{path} is not there: the pure rooms have no crate") };
    let known = dependencies(manifest).into_iter().filter(|(_, name, for_tests)| !for_tests && IMPURE.contains(name));
    hold("what pure rooms know", known.map(|(line, name, _)| format!("{path}:{line}: a pure room would know {name}")).collect());
}

/// What a manifest depends on: the line, the name, and whether it is for tests alone.
pub(crate) fn dependencies(manifest: &str) -> Vec<(usize, &str, bool)> {
    let mut found = Vec::new();
    let mut section = "";
    for (at, line) in manifest.lines().enumerate() {
        if line.starts_with('[') {
            section = line.trim().trim_matches(['[', ']']);
            // `[dependencies.name]`
            if let Some((_, name)) = section.split_once("dependencies.") {
                found.push((at + 1, name.trim_matches('"'), section.starts_with("dev-")));
            }
        } else if section.ends_with("dependencies")
            && let Some((name, _)) = line.split_once(['=', '.'])
        {
            found.push((at + 1, name.trim().trim_matches('"'), section.contains("dev-")));
        }
    }
    found
}

#[test]
fn a_landed_migration_is_part_of_the_program() {
    let house = house();
    let facts = &house.facts;
    let in_list = |name: &str| {
        let mut texts = facts.literals.iter().filter(|one| house.place(one.place.file).ends_with("migrations"));
        texts.any(|one| one.text.ends_with(name))
    };
    let migrations = house.texts.keys().filter_map(|path| path.strip_prefix("migrations/"));
    let missing = migrations.filter(|name| ends(name, "sql") && !in_list(name));
    hold("migrations", missing.map(|name| format!("migrations/{name}:1: is not in the list of storage's migrations")).collect());
}
