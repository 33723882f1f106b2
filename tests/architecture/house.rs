//! The house as it stands in the repository, read once for all rules.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::circles::Plan;
use super::facts::{Facts, Id};
use super::plan::STILL;
use super::reading;
use super::resolving::Arrow;

pub(crate) struct House {
    pub(crate) root: PathBuf,
    /// Each text file that rules read, by its path from the root.
    pub(crate) texts: BTreeMap<String, String>,
    pub(crate) facts: Facts,
    pub(crate) arrows: Vec<Arrow>,
}

/// Folders that hold nothing that somebody wrote.
const NOT_WRITTEN: &[&str] = &["target", "node_modules", ".git", "data"];
/// Endings of texts.
const TEXTS: &[&str] = &["rs", "md", "toml", "ftl", "html", "css", "js", "sql", "sh", "yml", "yaml", "service", "conf"];

/// The house, read when it is first asked for.
pub(crate) fn house() -> &'static House {
    static HOUSE: OnceLock<House> = OnceLock::new();
    HOUSE.get_or_init(|| {
        // Cargo says it again when tests run: a compiled test can so be shown another tree.
        let root = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
        House::read(Path::new(&root)).unwrap_or_else(|fault| panic!("{fault}"))
    })
}

impl House {
    fn read(root: &Path) -> Result<Self, String> {
        let mut texts = BTreeMap::new();
        collect(root, root, &mut texts);
        let crates = crates(&texts);
        let crates: Vec<(&str, &str)> = crates.iter().map(|(name, first)| (name.as_str(), first.as_str())).collect();
        let facts = reading::read(&crates, &texts)?;
        let arrows = facts.arrows();
        Ok(Self { root: root.to_owned(), texts, facts, arrows })
    }

    pub(crate) fn path(&self, file: Id) -> &str {
        &self.facts.files[file].path
    }

    pub(crate) fn place(&self, file: Id) -> &str {
        &self.facts.files[file].place
    }

    /// Which file imports which.
    pub(crate) fn plan(&self) -> Plan<'_> {
        let mut plan = Plan::new();
        for file in self.facts.files.iter().filter(|file| !file.test) {
            plan.entry(&file.path).or_default();
        }
        for arrow in &self.arrows {
            plan.entry(self.path(arrow.from)).or_default().insert(self.path(arrow.to));
        }
        plan
    }

    /// Which folder imports which, among the folders side by side in each folder.
    pub(crate) fn plans_of_folders(&self) -> BTreeMap<&str, Plan<'_>> {
        let folders: BTreeSet<&str> = self.facts.files.iter().filter_map(|file| Some(file.place.rsplit_once('/')?.0)).collect();
        let mut plans: BTreeMap<&str, Plan> = BTreeMap::new();
        for arrow in &self.arrows {
            let (around, from, to) = apart(self.place(arrow.from), self.place(arrow.to));
            if from != to && folders.contains(from) && folders.contains(to) {
                plans.entry(around).or_default().entry(from).or_default().insert(to);
            }
        }
        plans
    }

    /// A fault of a rule.
    pub(crate) fn at(&self, file: Id, line: usize, what: &str) -> String {
        format!("{}:{line}: {what}", self.path(file))
    }
}

/// Whether a path is of a file with this ending.
pub(crate) fn ends(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == ending)
}

/// Fails with every fault on a line of its own, sorted.
pub(crate) fn hold(rule: &str, mut faults: Vec<String>) {
    faults.sort_by(|one, other| by_line(one).cmp(&by_line(other)));
    faults.dedup();
    let left = STILL.iter().find(|(name, ..)| *name == rule).map_or(0, |(_, left, _)| *left);
    assert!(
        faults.len() == left,
        "{rule}: {} faults, where tests/architecture/plan.rs knows of {left}: mend them, or write the smaller number there\n{}\n",
        faults.len(),
        faults.join("\n")
    );
}

/// Orders faults by file, then by line as a number.
fn by_line(fault: &str) -> (&str, usize, &str) {
    let (file, rest) = fault.split_once(':').unwrap_or((fault, ""));
    let (line, what) = rest.split_once(':').unwrap_or(("", rest));
    (file, line.parse().unwrap_or_default(), what)
}

/// The folder that holds both, and what of each stands side by side in it.
pub(crate) fn apart<'p>(one: &'p str, other: &'p str) -> (&'p str, &'p str, &'p str) {
    let mut start = 0;
    loop {
        let end = |place: &str| place[start..].find('/').map_or(place.len(), |at| start + at);
        let ends = (end(one), end(other));
        let same = one[start..ends.0] == other[start..ends.1];
        if !same || ends.0 == one.len() || ends.1 == other.len() {
            return (&one[..start.saturating_sub(1)], &one[..ends.0], &other[..ends.1]);
        }
        start = ends.0 + 1;
    }
}

fn collect(root: &Path, folder: &Path, texts: &mut BTreeMap<String, String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            let hidden = name.starts_with('.') && name != ".ci" && name != ".github";
            if !hidden && !NOT_WRITTEN.contains(&name.as_str()) {
                collect(root, &path, texts);
            }
        } else if path.extension().is_none_or(|end| TEXTS.iter().any(|text| end == *text))
            && let (Ok(text), Ok(inside)) = (std::fs::read_to_string(&path), path.strip_prefix(root))
        {
            texts.insert(inside.to_string_lossy().replace('\\', "/"), text);
        }
    }
}

/// The crates of the workspace by name, with the file that each begins with; the program is read after its library.
fn crates(texts: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, text) in
        texts.iter().filter(|(path, _)| *path == "Cargo.toml" || path.starts_with("crates/") && path.ends_with("/Cargo.toml"))
    {
        let folder = path.trim_end_matches("Cargo.toml");
        let name = name_of(text).replace('-', "_");
        let library = format!("{folder}src/lib.rs");
        if texts.contains_key(&library) {
            found.push((name, library));
        }
        let program = format!("{folder}src/main.rs");
        if texts.contains_key(&program) {
            found.push(("main".to_owned(), program));
        }
    }
    found
}

/// The library's name if the file gives it one, or else the package's.
fn name_of(manifest: &str) -> String {
    let name = |section: &str| {
        let lines = manifest.lines().skip_while(|line| line.trim() != section).skip(1);
        let mut lines = lines.take_while(|line| !line.starts_with('['));
        lines
            .find_map(|line| Some(line.strip_prefix("name")?.trim_start().strip_prefix('=')?.trim().trim_matches('"').to_owned()))
    };
    name("[lib]").or_else(|| name("[package]")).unwrap_or_default()
}
