//! The plan of the house, held by tests: imports point down, the web never reaches storage, files stay small.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read the house has failed")]

use std::path::{Path, PathBuf};

/// Rooms, top floor first. Rooms in one line may not import each other.
const FLOORS: &[&[&str]] =
    &[&["commands"], &["app"], &["web"], &["rounds"], &["journeys"], &["storage"], &["letters"], &["post"], &["waymark_core"]];

fn files() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found
}

fn room_of(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = inside.components().next()?.as_os_str().to_string_lossy().into_owned();
    Some(first.trim_end_matches(".rs").to_owned())
}

fn floor(room: &str) -> usize {
    FLOORS.iter().position(|floor| floor.contains(&room)).unwrap_or_else(|| panic!("the room {room} is not in the plan"))
}

/// Rooms that a file names by `crate::room`, outside its tests.
fn imports(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    code.split("crate::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>())
        .filter(|room| !room.is_empty())
        .collect()
}

#[test]
fn imports_point_down_only() {
    let mut wrong = Vec::new();
    for (path, text) in files() {
        let Some(room) = room_of(&path).filter(|room| room != "lib" && room != "main") else { continue };
        for other in imports(&text).into_iter().filter(|other| *other != room && other != "redacted") {
            if floor(&other) <= floor(&room) {
                wrong.push(format!("{} imports {other}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_web_calls_journeys_and_never_storage_or_post() {
    for (path, text) in files() {
        if room_of(&path).as_deref() == Some("web") {
            for room in imports(&text) {
                assert!(
                    !["storage", "post", "rounds", "app", "commands"].contains(&room.as_str()),
                    "{} reaches {room}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn pure_rooms_know_neither_the_web_server_nor_the_database() {
    for (path, text) in files() {
        let room = room_of(&path).unwrap();
        if ["clock", "config", "places", "vocabulary", "report", "routing", "referral", "vault"].contains(&room.as_str()) {
            for library in ["actix_web", "sqlx", "tokio", "lettre"] {
                assert!(!text.contains(&format!("{library}::")), "{} knows {library}", path.display());
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_none_grows_too_long() {
    for (path, text) in files() {
        assert!(text.starts_with("//!"), "{} has no first line that says what it is", path.display());
        let lines = text.lines().count();
        assert!(lines <= 480, "{} has {lines} lines: find the idea that divides it", path.display());
    }
}

#[test]
fn a_landed_migration_is_part_of_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let listed = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/storage/migrations.rs")).unwrap();
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().to_string_lossy().into_owned();
        assert!(listed.contains(&name), "{name} is not in src/storage/migrations.rs");
    }
}
