//! Borders between rooms that floors alone do not draw: what the web may not name, what the pure rooms may not know.

use super::house::{hold, house};
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

#[test]
fn pure_rooms_know_neither_the_web_server_nor_the_database() {
    let house = house();
    let path = "crates/core/Cargo.toml";
    let Some(manifest) = house.texts.get(path) else { panic!("{path} is not there: the pure rooms have no crate") };
    let mut faults = Vec::new();
    let mut section = "";
    for (at, line) in manifest.lines().enumerate() {
        if line.starts_with('[') {
            section = line.trim();
        }
        let (table, inline) = section.trim_matches(['[', ']']).rsplit_once("dependencies.").unwrap_or((section, ""));
        let named = if inline.is_empty() { line.split(['=', '.', ' ']).next().unwrap_or_default() } else { inline };
        let depends = table.ends_with("dependencies]") && !table.contains("dev-") || !inline.is_empty() && !table.contains("dev-");
        if depends && IMPURE.contains(&named.trim_matches('"')) {
            faults.push(format!("{path}:{}: a pure room would know {named}", at + 1));
        }
    }
    hold("what pure rooms know", faults);
}

#[test]
fn a_landed_migration_is_part_of_the_program() {
    let house = house();
    let listed: String = house
        .facts
        .literals
        .iter()
        .filter(|one| house.place(one.place.file).ends_with("migrations"))
        .map(|one| format!("{}\n", one.text))
        .collect();
    let migrations = house.texts.keys().filter_map(|path| path.strip_prefix("migrations/"));
    let missing = migrations.filter(|name| name.ends_with(".sql") && !listed.contains(name));
    hold("migrations", missing.map(|name| format!("migrations/{name}:1: is not in the list of storage's migrations")).collect());
}
