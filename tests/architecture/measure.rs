//! The measure of the house: files, arrows, circles, what is widest and what is longest.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::circles::circles;
use super::house::{House, house};

pub(crate) struct Measure {
    pub(crate) files: usize,
    pub(crate) lines: usize,
    pub(crate) arrows: usize,
    /// Members of each circle.
    pub(crate) circles: Vec<Vec<String>>,
    pub(crate) circles_of_folders: Vec<Vec<String>>,
    /// How many files stand side by side, the widest folder first.
    pub(crate) folders: Vec<(usize, String)>,
    /// Lines, name and place of functions, the longest first.
    pub(crate) functions: Vec<(usize, String)>,
}

/// How many of each are written out.
const SHOWN: usize = 8;

pub(crate) fn measure(house: &House) -> Measure {
    let plan = house.plan();
    let owned = |circles: Vec<Vec<&str>>| -> Vec<Vec<String>> {
        circles.into_iter().map(|circle| circle.into_iter().map(str::to_owned).collect()).collect()
    };
    let plans = house.plans_of_folders();
    let counted = house.facts.functions.iter().filter(|function| house.facts.counts(function.place));
    let mut functions: Vec<(usize, String)> =
        counted.map(|one| (one.lines, format!("{}:{} {}", house.path(one.place.file), one.place.line, one.name))).collect();
    functions.sort_by(|one, other| other.cmp(one));
    Measure {
        files: plan.len(),
        lines: house.facts.files.iter().map(|file| file.lines).sum(),
        arrows: plan.values().map(std::collections::BTreeSet::len).sum(),
        circles: owned(circles(&plan)),
        circles_of_folders: owned(plans.values().flat_map(circles).collect()),
        folders: side_by_side(house),
        functions,
    }
}

/// How many files stand side by side in each folder, beside its `mod.rs`; the widest first.
pub(crate) fn side_by_side(house: &House) -> Vec<(usize, String)> {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for file in &house.facts.files {
        if let Some((folder, name)) = file.path.rsplit_once('/').filter(|_| !file.test) {
            *folders.entry(folder).or_default() += usize::from(name != "mod.rs");
        }
    }
    let mut folders: Vec<(usize, String)> = folders.into_iter().map(|(folder, count)| (count, folder.to_owned())).collect();
    folders.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    folders
}

impl Measure {
    pub(crate) fn written(&self) -> String {
        let mut text = format!("{} files, {} lines, {} arrows\n", self.files, self.lines, self.arrows);
        for (what, circles) in [("files", &self.circles), ("folders", &self.circles_of_folders)] {
            let members: usize = circles.iter().map(Vec::len).sum();
            let _ = writeln!(text, "{} circles of {what}, {members} in them", circles.len());
            for circle in circles {
                let _ = writeln!(text, "  {}: {}", circle.len(), circle.join(" "));
            }
        }
        for (what, found) in [("files side by side", &self.folders), ("lines of a function", &self.functions)] {
            let _ = writeln!(text, "most {what}");
            for (count, place) in found.iter().take(SHOWN) {
                let _ = writeln!(text, "  {count} {place}");
            }
        }
        text
    }
}

/// Shown by `cargo test --test architecture measured -- --nocapture`.
#[test]
fn the_house_can_be_measured() {
    let measure = measure(house());
    println!("{}", measure.written());
    assert!(measure.files > 100 && measure.arrows > 500, "the house is read as a whole");
    assert!(measure.lines > 10_000 && measure.functions.len() > 500, "the house is read to its end");
}
