//! How much stands side by side, and how long a file and a function grow.

use super::house::{ends, hold, house};
use super::measure::side_by_side;
use super::plan::{LONGEST_FUNCTION, MOST_FILES, MOST_LINES};

#[test]
fn a_folder_holds_no_more_files_than_can_be_seen_at_once() {
    let wide = side_by_side(house()).into_iter().filter(|(count, _)| *count > MOST_FILES);
    hold("files side by side", wide.map(|(count, folder)| format!("{folder}:0: {count} files, at most {MOST_FILES}")).collect());
}

#[test]
fn no_file_grows_too_long() {
    let house = house();
    let long = house.facts.files.iter().filter(|file| file.lines > MOST_LINES);
    let fault = |file: &super::facts::File| format!("{}:{}: find the idea that divides it", file.path, file.lines);
    hold("lines of a file", long.map(fault).collect());
}

#[test]
fn no_function_grows_too_long() {
    let house = house();
    let counted = house.facts.functions.iter().filter(|one| house.facts.counts(one.place) && one.lines > LONGEST_FUNCTION);
    let fault = |one: &super::facts::Function| {
        house.at(one.place.file, one.place.line, &format!("{} has {} lines, at most {LONGEST_FUNCTION}", one.name, one.lines))
    };
    hold("lines of a function", counted.map(fault).collect());
}

#[test]
fn every_file_says_what_it_is() {
    let house = house();
    let sources = house.texts.iter().filter(|(path, _)| ends(path, "rs"));
    let silent = sources.filter(|(_, text)| !text.starts_with("//!"));
    hold("first lines", silent.map(|(path, _)| format!("{path}:1: does not begin with `//!`")).collect());
}
