//! Who may import whom: no circles, down the floors only, and each page from the journeys of its own folder.

use std::collections::{BTreeMap, BTreeSet};

use super::circles::{Plan, circles};
use super::house::{House, apart, hold, house};
use super::plan::FLOORS;
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
            let (Some(from), Some(to)) = (step(folder, house.place(arrow.from)), step(folder, house.place(arrow.to))) else { continue };
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
