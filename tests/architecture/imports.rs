//! Who may import whom: no circles, down the floors only, and each page from the journeys of its own folder.

use std::collections::{BTreeMap, BTreeSet};

use super::circles::{Plan, circles};
use super::house::{House, apart, hold, house};
use super::plan::{FLOORS, FOR_ALL, PAGES};
use super::resolving::Arrow;

/// Arrows by the circle that they keep closed.
fn in_circles<'a>(house: &'a House, plan: &Plan<'_>, ends: impl Fn(&'a Arrow) -> (&'a str, &'a str)) -> Vec<String> {
    let circles = circles(plan);
    let member: BTreeMap<&str, usize> =
        circles.iter().enumerate().flat_map(|(at, circle)| circle.iter().map(move |one| (*one, at))).collect();
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for arrow in &house.arrows {
        let (from, to) = ends(arrow);
        if from != to
            && let (Some(circle), Some(other)) = (member.get(from), member.get(to))
            && circle == other
            && seen.insert((arrow.from, arrow.to))
        {
            let what = format!("{} leads to {}, in a circle of {}", arrow.path, house.path(arrow.to), circles[*circle].len());
            faults.push(house.at(arrow.from, arrow.line, &what));
        }
    }
    faults
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let house = house();
    hold("circles of files", in_circles(house, &house.plan(), |arrow| (house.path(arrow.from), house.path(arrow.to))));
}

#[test]
fn no_folders_of_a_room_import_each_other_in_a_circle() {
    let house = house();
    let mut faults = Vec::new();
    for (around, plan) in house.plans_of_folders() {
        faults.extend(in_circles(house, &plan, |arrow| {
            let (folder, from, to) = apart(house.place(arrow.from), house.place(arrow.to));
            if folder == around { (from, to) } else { ("", "") }
        }));
    }
    hold("circles of folders", faults);
}

/// What stands in a folder on the way to a place: `desk` of `web/desk/record` in `web`.
fn step<'p>(folder: &str, place: &'p str) -> Option<&'p str> {
    let inside = if folder.is_empty() { place } else { place.strip_prefix(folder)?.strip_prefix('/')? };
    inside.split('/').next()
}

#[test]
fn imports_point_down_only() {
    let house = house();
    let mut faults = Vec::new();
    for (folder, floors) in FLOORS {
        let floor = |room: &str| floors.iter().position(|floor| floor.contains(&room));
        for (id, file) in house.facts.files.iter().enumerate().filter(|(_, file)| !file.test) {
            if let Some(room) = step(folder, &file.place).filter(|room| floor(room).is_none()) {
                faults.push(house.at(id, 1, &format!("{room} has no floor in `{folder}/`")));
            }
        }
        for arrow in &house.arrows {
            let (Some(from), Some(to)) = (step(folder, house.place(arrow.from)), step(folder, house.place(arrow.to))) else {
                continue;
            };
            let (Some(above), Some(below)) = (floor(from), floor(to)) else { continue };
            if from != to && below <= above {
                let way = if below == above { "beside it" } else { "above it" };
                let what = format!("{} leads to {}: {to} stands {way}", arrow.path, house.path(arrow.to));
                faults.push(house.at(arrow.from, arrow.line, &what));
            }
        }
    }
    hold("floors", faults);
}

/// The folder of pages or journeys that a place belongs to: `desk/care` of `web/desk/care/child`, `agency` of `web/agency/link`.
fn folder_of<'p>(room: &str, place: &'p str) -> Option<&'p str> {
    let inside = place.strip_prefix(room)?.strip_prefix('/')?;
    let deep = if inside.starts_with("desk/") { 2 } else { 1 };
    let end = inside.match_indices('/').nth(deep - 1).map_or(inside.len(), |(at, _)| at);
    Some(&inside[..end])
}

#[test]
fn pages_call_the_journeys_of_their_own_folder() {
    let house = house();
    let mut faults = Vec::new();
    for arrow in &house.arrows {
        let (from, to) = (folder_of("web", house.place(arrow.from)), folder_of("journeys", house.place(arrow.to)));
        let (Some(from), Some(to)) = (from, to) else { continue };
        let also = PAGES.iter().any(|(pages, journeys, _)| *pages == from && journeys.contains(&to));
        if from != to && !also && !FOR_ALL.contains(&to) && from != "mod" {
            faults.push(house.at(
                arrow.from,
                arrow.line,
                &format!("{} leads to {}, not of `{from}`", arrow.path, house.path(arrow.to)),
            ));
        }
    }
    hold("journeys that pages call", faults);
}

#[test]
fn every_row_of_the_plan_names_folders_that_are_there() {
    let house = house();
    let there =
        |folder: &str| house.facts.files.iter().any(|file| file.place == folder || file.place.starts_with(&format!("{folder}/")));
    let mut faults = Vec::new();
    let mut look = |folder: String| {
        if !there(&folder) {
            faults.push(format!("tests/architecture/plan.rs:0: {folder} is in the plan and not in the house"));
        }
    };
    for (folder, floors) in FLOORS {
        let rooms = floors.iter().copied().flatten().filter(|room| **room != "mod");
        rooms.for_each(|room| look(if folder.is_empty() { (*room).to_owned() } else { format!("{folder}/{room}") }));
    }
    for (pages, journeys, _) in PAGES {
        look(format!("web/{pages}"));
        journeys.iter().for_each(|folder| look(format!("journeys/{folder}")));
    }
    hold("the plan itself", faults);
}
