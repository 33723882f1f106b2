//! `waymark check --coverage`: who serves what, as a table to read or as CSV.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use chrono::NaiveDate;
use clap::ValueEnum;
use waymark_core::places::AreaCode;
use waymark_core::report::{Purpose, RiskLevel};
use waymark_core::routing::coverage::{Alike, Cell, Coverage, State};
use waymark_core::routing::{Book, Mode};
use waymark_core::vocabulary::Id;

use crate::commands::tools::counted;

/// How the coverage is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// A table to read
    Table,
    /// A row for each district, strand and purpose
    Csv,
}

/// How many areas are named in one heading.
const NAMED: usize = 4;
/// How wide a line of the table's middle column is.
const MIDDLE: usize = 30;

const HEAD: &str = "  best      one of these is chosen; the first named, when the report says no more than place and strand
  always    added to every such report
  some      takes some of these reports: those that fit what stands in brackets
  closed    has agreed, and takes nobody for now (capacity 0)
  EQUAL     two that nothing in the rules tells apart: the lower id is chosen, whatever was meant
  SOME ONLY who fits none of the brackets waits for a person
  NOBODY    a gap: every such wish waits for a person
";

pub(super) fn write(book: &Book, day: NaiveDate, form: Form) -> String {
    let coverage = Coverage::of(book, day);
    let mut text = String::new();
    // Writing to a String does not fail.
    let _ = match form {
        Form::Table => table(&mut text, book, &coverage, day),
        Form::Csv => csv(&mut text, book, &coverage),
    };
    text
}

fn table(to: &mut String, book: &Book, coverage: &Coverage, day: NaiveDate) -> fmt::Result {
    let districts = coverage.places.iter().filter(|place| place.district.is_some()).count();
    writeln!(
        to,
        "Who serves what on {day}: {}, {}, {}\n",
        counted(districts, "district"),
        counted(book.agencies().count(), "organisation"),
        counted(book.agreements().len(), "agreement")
    )?;
    writeln!(to, "{HEAD}")?;
    for alike in coverage.alike(book) {
        writeln!(to, "{}", heading(book, &alike))?;
        for purpose in Purpose::ALL {
            let mut first = true;
            for (strands, cell) in lots(coverage, alike.served, purpose) {
                let name = if first { purpose.id() } else { "" };
                first = false;
                let lines = cell_lines(book, cell);
                let strands = wrapped(&strands);
                for n in 0..lines.len().max(strands.len()) {
                    let (strand, line) = (strands.get(n).map_or("", String::as_str), lines.get(n).map_or("", String::as_str));
                    let line = format!("  {:<11}  {strand:<MIDDLE$}  {line}", if n == 0 { name } else { "" });
                    writeln!(to, "{}", line.trim_end())?;
                }
            }
        }
        writeln!(to)?;
    }
    let cells = coverage.places.iter().flat_map(|place| place.served.iter().flatten());
    let (mut gaps, mut partly, mut ties) = (0, 0, 0);
    for cell in cells {
        gaps += usize::from(matches!(cell.state(), State::Gap | State::Closed));
        partly += usize::from(cell.state() == State::Partly);
        ties += usize::from(!cell.ties.is_empty());
    }
    writeln!(
        to,
        "Of {} (each place, strand and purpose): {} without anybody, {} where only some reports are taken, {} where only an id decides",
        counted(coverage.places.len() * coverage.strands.len() * Purpose::ALL.len(), "case"),
        gaps,
        partly,
        ties
    )
}

/// The name of districts that are served alike.
fn heading(book: &Book, alike: &Alike<'_>) -> String {
    if alike.districts == 0 {
        return "Place not known".to_owned();
    }
    let name = |area: &AreaCode| book.gazetteer.name(*area).map_or_else(|| area.to_string(), |name| format!("{name} ({area})"));
    let named: Vec<String> = alike.areas.iter().take(NAMED).map(name).collect();
    let more = alike.areas.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let count = if alike.districts > 1 { format!(": {}", counted(alike.districts, "district")) } else { String::new() };
    format!("{}{more}{count}", named.join(", "))
}

/// Strands that are served alike for a purpose, in words; the most at the end as "all others".
fn lots<'a>(coverage: &Coverage, served: &'a [[Cell; 4]], purpose: Purpose) -> Vec<(String, &'a Cell)> {
    let mut lots: Vec<(Vec<Option<&Id>>, &Cell)> = Vec::new();
    for (strand, cells) in coverage.strands.iter().zip(served) {
        let cell = &cells[purpose as usize];
        match lots.iter_mut().find(|(_, other)| *other == cell) {
            Some((strands, _)) => strands.push(strand.as_ref()),
            None => lots.push((vec![strand.as_ref()], cell)),
        }
    }
    lots.sort_by_key(|(strands, _)| strands.len());
    let last = lots.len().saturating_sub(1);
    let words = |place: usize, strands: &[Option<&Id>]| {
        let without = strands.contains(&None);
        if strands.len() > 2 && place == last {
            let all = if last == 0 { "every strand" } else { "all others" };
            return if without { format!("{all}, no strand") } else { all.to_owned() };
        }
        strands.iter().map(|strand| strand.map_or("no strand", Id::as_str)).collect::<Vec<_>>().join(", ")
    };
    lots.iter().enumerate().map(|(place, (strands, cell))| (words(place, strands), *cell)).collect()
}

fn cell_lines(book: &Book, cell: &Cell) -> Vec<String> {
    let id = |place: usize| book.agreement_at(place).id.as_str();
    let mut lines = Vec::new();
    match cell.state() {
        State::Gap => lines.push("NOBODY".to_owned()),
        State::Closed => lines.push("NOBODY for now".to_owned()),
        State::Partly => lines.push("SOME ONLY".to_owned()),
        State::Served => {}
    }
    let plain = [("best", &cell.best), ("always", &cell.always), ("closed", &cell.closed)];
    let of = |name: &str, places: &[usize]| places.iter().map(|place| format!("{name:<8}{}", id(*place))).collect::<Vec<_>>();
    for (name, places) in &plain[..2] {
        lines.extend(of(name, places));
    }
    lines.extend(cell.some.iter().map(|place| format!("{:<8}{} ({})", "some", id(*place), asks(book, *place))));
    lines.extend(of(plain[2].0, plain[2].1));
    for equal in equals(&cell.ties) {
        let ids: Vec<&str> = equal.into_iter().map(id).collect();
        lines.push(format!("{:<8}{}", "EQUAL", ids.join(" and ")));
    }
    lines
}

/// Pairs that are equal, joined to lots of which every two are.
fn equals(pairs: &[(usize, usize)]) -> Vec<BTreeSet<usize>> {
    let tied = |a: usize, b: usize| pairs.contains(&(a.min(b), a.max(b)));
    let mut lots: Vec<BTreeSet<usize>> = Vec::new();
    for (a, b) in pairs {
        if lots.iter().any(|lot| lot.contains(a) && lot.contains(b)) {
            continue;
        }
        let fits =
            |lot: &&mut BTreeSet<usize>| [a, b].into_iter().all(|one| lot.iter().all(|other| one == other || tied(*one, *other)));
        match lots.iter_mut().find(fits) {
            Some(lot) => lot.extend([a, b]),
            None => lots.push([*a, *b].into()),
        }
    }
    lots
}

/// What an agreement asks of a report beyond its area and strand.
fn asks(book: &Book, place: usize) -> String {
    let when = &book.agreement_at(place).when;
    let asks = [
        (!when.incidents.is_empty(), "incidents"),
        (!when.settings.is_empty(), "settings"),
        (!when.ages.is_empty(), "ages"),
        (!when.needs.is_empty(), "needs"),
        (when.risk_at_least != RiskLevel::Low, "risk"),
    ];
    let asked = asks.into_iter().filter(|(asked, _)| *asked).map(|(_, name)| name).collect::<Vec<_>>().join(", ");
    if book.agreement_at(place).mode == Mode::Always { format!("{asked}; always then") } else { asked }
}

fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last().map_or(0, String::len);
        match lines.last_mut() {
            Some(last) if line > 0 && line + 1 + word.len() <= MIDDLE => last.extend([" ", word]),
            Some(last) if line == 0 => last.push_str(word),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn csv(to: &mut String, book: &Book, coverage: &Coverage) -> fmt::Result {
    writeln!(to, "district_code,district,strand,purpose,state,best,always,some,closed,equal")?;
    let ids = |places: &[usize]| places.iter().map(|place| book.agreement_at(*place).id.as_str()).collect::<Vec<_>>().join(" ");
    for place in &coverage.places {
        let code = place.district.map(|code| code.to_string()).unwrap_or_default();
        let name = place.district.and_then(|code| book.gazetteer.name(code)).unwrap_or_default();
        for (strand, cells) in coverage.strands.iter().zip(&place.served) {
            for (purpose, cell) in Purpose::ALL.into_iter().zip(cells) {
                let equal: Vec<String> = cell.ties.iter().map(|(a, b)| format!("{}={}", ids(&[*a]), ids(&[*b]))).collect();
                writeln!(
                    to,
                    "{code},{},{},{},{},{},{},{},{},{}",
                    quoted(name),
                    strand.as_ref().map_or("", Id::as_str),
                    purpose.id(),
                    cell.state().id(),
                    ids(&cell.best),
                    ids(&cell.always),
                    ids(&cell.some),
                    ids(&cell.closed),
                    equal.join(" ")
                )?;
            }
        }
    }
    Ok(())
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
