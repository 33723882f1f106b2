//! The rows of a postcode file: checked one by one, counted by district, sorted.

use std::collections::HashMap;

use chrono::DateTime;
use csv::ByteRecord;

use crate::places::area::{AreaCode, Level};
use crate::places::import::columns::{Column, Columns};
use crate::places::import::fault::{ImportFault, RowFault};
use crate::places::index::{Contained, Edition};
use crate::places::postcode::Postcode;

/// Fewer rows than this are no whole edition: one holds about 2.7 million.
const WHOLE_EDITION: u64 = 2_400_000;
/// Faults that are listed; the others are counted.
pub(crate) const LISTED: usize = 20;

/// What all rows together say.
pub(crate) struct Rows {
    pub edition: Edition,
    pub districts: Vec<Contained>,
    pub sorted: Vec<Row>,
    /// Rows that put their district elsewhere than most rows of the district do.
    pub outvoted: u64,
}

/// A postcode: its letters, the line it stands on, its district.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row {
    /// Big-endian, so that numbers are in the order of the letters.
    letters: u64,
    line: u32,
    district: u16,
}

/// A row of no district.
const NOWHERE: u16 = u16::MAX;

impl Row {
    fn new(postcode: &Postcode, line: u64, district: u16) -> Self {
        let mut letters = [0; 8];
        let text = postcode.compact().as_bytes();
        letters[..text.len()].copy_from_slice(text);
        Self { letters: u64::from_be_bytes(letters), line: u32::try_from(line).unwrap_or(u32::MAX), district }
    }

    /// The postcode without a space.
    pub(super) fn postcode(&self) -> Vec<u8> {
        self.letters.to_be_bytes().into_iter().take_while(|byte| *byte != 0).collect()
    }

    pub(super) fn district(&self) -> Option<usize> {
        (self.district != NOWHERE).then_some(usize::from(self.district))
    }
}

/// What the rows of a district say about where it lies.
struct Tally {
    code: AreaCode,
    /// The first line that names it.
    line: u64,
    county: Votes,
    force: Votes,
    region: Votes,
    country: Votes,
}

/// How many rows say what; pseudo codes count as nothing.
#[derive(Default)]
struct Votes(Vec<(Option<AreaCode>, u64)>);

impl Votes {
    fn add(&mut self, code: Option<AreaCode>) {
        match self.0.iter_mut().find(|(said, _)| *said == code) {
            Some((_, rows)) => *rows += 1,
            None => self.0.push((code, 1)),
        }
    }

    /// What most rows say, and how many say otherwise.
    fn most(&self) -> (Option<AreaCode>, u64) {
        let all: u64 = self.0.iter().map(|(_, rows)| rows).sum();
        let most = self.0.iter().max_by_key(|(_, rows)| *rows);
        most.map_or((None, 0), |(code, rows)| (*code, all - rows))
    }
}

/// Takes row after row.
pub(crate) struct Reader {
    columns: Columns,
    rows: Vec<Row>,
    taken: u64,
    tallies: Vec<Tally>,
    by_code: HashMap<AreaCode, u16>,
    terminated: u64,
    elsewhere: u64,
    placeless: u64,
    newest: Vec<u8>,
    faults: Vec<RowFault>,
    more: u64,
}

impl Reader {
    pub(super) fn new(columns: Columns) -> Self {
        Self {
            columns,
            rows: Vec::new(),
            taken: 0,
            tallies: Vec::new(),
            by_code: HashMap::new(),
            terminated: 0,
            elsewhere: 0,
            placeless: 0,
            newest: Vec::new(),
            faults: Vec::new(),
            more: 0,
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.taken
    }

    pub(super) fn fault(&mut self, line: u64, column: &str, what: String) {
        if self.faults.len() < LISTED {
            self.faults.push(RowFault { line, column: column.to_owned(), what });
        } else {
            self.more += 1;
        }
    }

    /// Reads one row; its faults are kept.
    pub(super) fn take(&mut self, record: &ByteRecord, line: u64) {
        self.taken += 1;
        if record.len() != self.columns.count {
            let (fields, columns) = (record.len(), self.columns.count);
            return self.fault(line, "", format!("the row has {fields} fields, and the first line {columns}"));
        }
        let cell = |column: &Column| record.get(column.at).unwrap_or_default().trim_ascii();
        let mut wrong: Vec<(usize, String)> = Vec::new();
        let columns = &self.columns;
        let every = [&columns.district, &columns.county, &columns.force, &columns.region, &columns.country];
        let levels = [Level::District, Level::County, Level::Force, Level::Region, Level::Country];
        let mut codes = [None; 5];
        for (place, (column, level)) in every.into_iter().zip(levels).enumerate() {
            match area(cell(column), level) {
                Ok(code) => codes[place] = code,
                Err(what) => wrong.push((column.at, what)),
            }
        }
        let postcode = std::str::from_utf8(cell(&columns.postcode)).ok().and_then(Postcode::parse);
        if postcode.is_none() {
            wrong.push((columns.postcode.at, format!("{} is no postcode", shown(cell(&columns.postcode)))));
        }
        let (start, end) = (cell(&columns.start), cell(&columns.end));
        for (column, month) in [(&columns.start, start), (&columns.end, end)] {
            if !is_month(month) {
                wrong.push((column.at, format!("{} is no month such as 202605", shown(month))));
            }
        }
        let (Some(postcode), true) = (postcode, wrong.is_empty()) else { return self.all_wrong(line, wrong) };
        self.terminated += u64::from(!end.is_empty());
        let newest = start.max(end);
        if newest > &self.newest[..] {
            self.newest = newest.to_vec();
        }
        let is_elsewhere = matches!(cell(&columns.country).first(), Some(b'S' | b'N' | b'L' | b'M'));
        let district = self.tally(line, codes);
        match district {
            NOWHERE if is_elsewhere => self.elsewhere += 1,
            NOWHERE => self.placeless += 1,
            _ => {}
        }
        self.rows.push(Row::new(&postcode, line, district));
    }

    fn all_wrong(&mut self, line: u64, mut wrong: Vec<(usize, String)>) {
        wrong.sort_by_key(|(at, _)| *at);
        let columns = &self.columns;
        let named = [
            &columns.postcode,
            &columns.district,
            &columns.county,
            &columns.force,
            &columns.region,
            &columns.country,
            &columns.start,
            &columns.end,
        ]
        .map(|column| (column.at, column.name.clone()));
        for (at, what) in wrong {
            let name = named.iter().find(|(place, _)| *place == at).map_or("", |(_, name)| name.as_str());
            self.fault(line, name, what);
        }
    }

    /// Counts what a row says about its district, and says the district's number.
    fn tally(&mut self, line: u64, [district, county, force, region, country]: [Option<AreaCode>; 5]) -> u16 {
        let Some(code) = district else { return NOWHERE };
        let next = u16::try_from(self.tallies.len()).unwrap_or(NOWHERE);
        let number = *self.by_code.entry(code).or_insert(next);
        if number == NOWHERE {
            self.by_code.remove(&code);
            self.fault(line, "", "there are more districts than England and Wales can have".to_owned());
            return NOWHERE;
        }
        if number == next {
            let [county, force, region, country] = [(); 4].map(|()| Votes::default());
            self.tallies.push(Tally { code, line, county, force, region, country });
        }
        if let Some(tally) = self.tallies.get_mut(usize::from(number)) {
            tally.county.add(county);
            tally.force.add(force);
            tally.region.add(region);
            tally.country.add(country);
        }
        number
    }

    /// Sorts what was read; refuses the file when anything was wrong.
    pub(super) fn finish(mut self, file: &str) -> Result<Rows, ImportFault> {
        self.rows.sort_unstable();
        let twice: Vec<(Row, Row)> =
            self.rows.windows(2).filter(|pair| pair[0].letters == pair[1].letters).map(|pair| (pair[0], pair[1])).collect();
        let pcds = self.columns.postcode.name.clone();
        for (first, second) in twice {
            let postcode = String::from_utf8_lossy(&first.postcode()).into_owned();
            self.fault(u64::from(second.line), &pcds, format!("{postcode} stands on line {} too", first.line));
        }
        let mut districts = Vec::with_capacity(self.tallies.len());
        let mut outvoted = 0;
        let mut nowhere = Vec::new();
        for tally in &self.tallies {
            let mut areas = vec![tally.code, AreaCode::ENGLAND_AND_WALES];
            for votes in [&tally.county, &tally.force, &tally.region, &tally.country] {
                let (code, against) = votes.most();
                areas.extend(code);
                outvoted += against;
            }
            if tally.country.most().0.is_none() {
                nowhere.push((tally.line, format!("the district {} lies in no country", tally.code)));
            }
            districts.push(Contained { code: tally.code, areas });
        }
        let country = self.columns.country.name.clone();
        for (line, what) in nowhere {
            self.fault(line, &country, what);
        }
        let file = file.to_owned();
        if !self.faults.is_empty() {
            return Err(ImportFault::Rows { file, faults: self.faults, more: self.more });
        }
        if districts.is_empty() {
            return Err(ImportFault::Empty(file));
        }
        let edition = Edition {
            file,
            postcodes: self.rows.len() as u64,
            terminated: self.terminated,
            elsewhere: self.elsewhere,
            placeless: self.placeless,
            newest: String::from_utf8_lossy(&self.newest).into_owned(),
            imported_at: DateTime::UNIX_EPOCH,
        };
        Ok(Rows { edition, districts, sorted: self.rows, outvoted })
    }
}

impl Rows {
    /// What is strange without being wrong.
    pub(super) fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        let rows = self.edition.postcodes;
        if rows < WHOLE_EDITION {
            warnings.push(format!(
                "the file has only {rows} postcodes, and a whole edition about 2.7 million: every other is unknown"
            ));
        }
        if self.outvoted > 0 {
            warnings.push(format!("{} rows put their district elsewhere than most of its rows do: most decide", self.outvoted));
        }
        if self.edition.placeless > 0 {
            warnings.push(format!(
                "{} postcodes name neither a district nor a country outside England and Wales: their area counts as unknown",
                self.edition.placeless
            ));
        }
        warnings
    }
}

/// An area of one level; nothing for an empty cell and for codes that stand for none, such as W99999999.
fn area(cell: &[u8], level: Level) -> Result<Option<AreaCode>, String> {
    let shaped = matches!(cell, [letter, digits @ ..] if letter.is_ascii_uppercase() && digits.len() == 8 && digits.iter().all(u8::is_ascii_digit));
    if !shaped && !cell.is_empty() {
        return Err(format!("{} is no code of the Office for National Statistics", shown(cell)));
    }
    let code = std::str::from_utf8(cell).ok().and_then(AreaCode::parse);
    match code {
        Some(code) if code.level() != level => {
            Err(format!("{code} is the code of a {}, not of a {}", code.level().name(), level.name()))
        }
        code => Ok(code),
    }
}

fn is_month(cell: &[u8]) -> bool {
    cell.is_empty() || (cell.len() == 6 && cell.iter().all(u8::is_ascii_digit))
}

/// A cell as it can be printed.
fn shown(cell: &[u8]) -> String {
    if cell.is_empty() {
        return "an empty cell".to_owned();
    }
    let text: String = String::from_utf8_lossy(cell).chars().take(30).collect();
    format!("{text:?}")
}
