//! Names of areas, from the tables that lie beside the postcodes or are given: a column of codes and one of names, in Welsh too.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use csv::ByteRecord;

use crate::places::area::{AreaCode, Level};
use crate::places::import::columns::names;
use crate::places::import::fault::{ImportFault, unreadable};
use crate::places::index::Named;
use crate::places::towns::{self, Town};

/// What tables said.
#[derive(Default)]
pub(crate) struct Lookups {
    names: BTreeMap<AreaCode, Named>,
    /// Counties and combined authorities by district.
    containing: BTreeMap<AreaCode, BTreeSet<AreaCode>>,
    towns: towns::Found,
}

/// A column of codes with the columns of their names.
struct Pair {
    code: usize,
    name: Option<usize>,
    name_cy: Option<usize>,
}

impl Lookups {
    /// Reads a table, or every table of a folder, that somebody named.
    pub(super) fn read_given(&mut self, path: &Path) -> Result<(), ImportFault> {
        let mut found = false;
        for file in tables(path)? {
            let bytes = std::fs::read(&file).map_err(|cause| unreadable(&file, cause))?;
            found |= self.read_table(&bytes, true) | self.read_towns(&bytes);
        }
        if found { Ok(()) } else { Err(ImportFault::NoNames(path.display().to_string())) }
    }

    /// Reads a table that lies beside the postcodes; most are about other things. Of old ones, only the names count.
    pub(super) fn read_beside(&mut self, bytes: &[u8]) {
        self.read_table(bytes, false);
    }

    /// Reads an index of place names: a column of names, such as `place24nm`, beside one of districts, such as `lad24cd`.
    fn read_towns(&mut self, bytes: &[u8]) -> bool {
        let text = decoded(bytes);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut record = ByteRecord::new();
        if !reader.read_byte_record(&mut record).unwrap_or(false) {
            return false;
        }
        let header = names(&record);
        let dated = |start: &str, end: &str| {
            let is = |name: &String| {
                let year = name.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
                year.is_some_and(|year| year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit()))
            };
            header.iter().position(is)
        };
        let (Some(name), Some(district)) = (dated("place", "nm"), dated("lad", "cd")) else { return false };
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let cell = |at: usize| record.get(at).and_then(|cell| std::str::from_utf8(cell).ok()).unwrap_or_default().trim();
            // Places in Scotland have codes of their own, and are left out.
            if let Some(code) = AreaCode::parse(cell(district)).filter(|code| code.level() == Level::District) {
                self.towns.add(cell(name), code);
            }
        }
        !self.towns.is_empty()
    }

    fn read_table(&mut self, bytes: &[u8], with_containing: bool) -> bool {
        let text = decoded(bytes);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut record = ByteRecord::new();
        if !reader.read_byte_record(&mut record).unwrap_or(false) {
            return false;
        }
        let pairs = pairs(&names(&record));
        if !pairs.iter().any(|pair| pair.name.is_some() || pair.name_cy.is_some()) {
            return false;
        }
        let mut found = false;
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let cell = |at: usize| record.get(at).and_then(|cell| std::str::from_utf8(cell).ok()).unwrap_or_default().trim();
            let mut row = Vec::with_capacity(pairs.len());
            for pair in &pairs {
                let Some(code) = AreaCode::parse(cell(pair.code)) else { continue };
                row.push(code);
                found |= self.name(code, pair.name.map(cell).unwrap_or_default(), pair.name_cy.map(cell).unwrap_or_default());
            }
            if with_containing && let Some(district) = row.iter().find(|code| code.level() == Level::District) {
                let counties = row.iter().filter(|code| code.level() == Level::County);
                self.containing.entry(*district).or_default().extend(counties);
            }
        }
        found
    }

    /// Keeps the first name and the first Welsh name of an area.
    fn name(&mut self, code: AreaCode, name: &str, name_cy: &str) -> bool {
        if name.is_empty() && name_cy.is_empty() {
            return false;
        }
        let named = self.names.entry(code).or_insert_with(|| Named { code, name: String::new(), name_cy: None });
        if named.name.is_empty() {
            name.clone_into(&mut named.name);
        }
        if named.name_cy.is_none() && !name_cy.is_empty() {
            named.name_cy = Some(name_cy.to_owned());
        }
        true
    }

    /// Counties and combined authorities that hold a district.
    pub(super) fn containing(&self, district: AreaCode) -> impl Iterator<Item = AreaCode> {
        self.containing.get(&district).into_iter().flatten().copied()
    }

    /// The names of areas, and the towns.
    pub(super) fn into_names(self) -> (Vec<Named>, Vec<Town>) {
        (self.names.into_values().filter(|named| !named.name.is_empty()).collect(), self.towns.into_towns())
    }
}

/// The tables of a folder, or the one file.
fn tables(path: &Path) -> Result<Vec<PathBuf>, ImportFault> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).map_err(|cause| unreadable(path, cause))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv")));
    files.sort();
    Ok(files)
}

/// Columns of codes, such as `LAD25CD` or `lad_code`, each with its names: `LAD25NM`, `LAD25NMW`, `lad_name`, `name_cy`.
fn pairs(header: &[String]) -> Vec<Pair> {
    let stems: Vec<(usize, &str)> = header
        .iter()
        .enumerate()
        .filter_map(|(at, name)| Some((at, name.strip_suffix("_code").or_else(|| name.strip_suffix("cd"))?)))
        .collect();
    let column =
        |stem: &str, ends: &[&str]| header.iter().position(|name| ends.iter().any(|end| *name == format!("{stem}{end}")));
    let alone = stems.len() == 1;
    let pair = |(code, stem): (usize, &str)| {
        let bare = |ends: &[&str]| if alone { header.iter().position(|name| ends.contains(&name.as_str())) } else { None };
        Pair {
            code,
            name: column(stem, &["nm", "_name"]).or_else(|| bare(&["name_en", "name", "nm"])),
            name_cy: column(stem, &["nmw", "_name_cy", "_name_welsh"]).or_else(|| bare(&["name_cy", "nmw"])),
        }
    };
    stems.into_iter().map(pair).collect()
}

/// The text of a table; older ones are not UTF-8.
fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
