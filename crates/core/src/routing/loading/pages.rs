//! The files of a configuration, one by one: what cannot be read is a fault, and reading goes on.

use std::path::Path;

use chrono::NaiveDate;

use crate::clock::WorkingCalendar;
use crate::config::fault::Fault;
use crate::config::reading::Page;
use crate::config::{HelpLines, Source};
use crate::places::Gazetteer;
use crate::vocabulary::Vocabulary;

/// Reads one file; a file that is not there is one fault, not a row of faults about what it lacks.
pub(crate) fn read<T: Default>(source: &Source, name: &str, findings: &mut Vec<Fault>, with: impl Fn(&Page) -> T) -> T {
    match source.page(name) {
        Ok(page) => {
            let read = with(&page);
            findings.extend(page.findings());
            read
        }
        Err(fault) => {
            findings.push(fault);
            T::default()
        }
    }
}

/// The imported places, when there are any. Those that cannot be used are a fault: routing by a few others would lead astray.
pub(crate) fn imported_or(configured: Gazetteer, data: Option<&Path>, findings: &mut Vec<Fault>) -> Gazetteer {
    let Some(data) = data else { return configured };
    Gazetteer::imported_or(configured.clone(), data).unwrap_or_else(|fault| {
        let file = crate::places::file_in(data).display().to_string();
        findings.push(Fault::of_file(
            file,
            format!("the imported places cannot be used: {fault}"),
            "import the postcode file again, as the user the service runs as: waymark places import FILE",
        ));
        configured
    })
}

pub(crate) fn help_lines(source: &Source, vocabulary: &Vocabulary, today: NaiveDate, findings: &mut Vec<Fault>) -> HelpLines {
    let strands: Vec<&str> = vocabulary.strands.ids().collect();
    let (lines, warnings) = read(source, "help.toml", findings, |page| HelpLines::read(page, &strands, today));
    findings.extend(warnings);
    lines
}

pub(crate) fn holidays(page: &Page) -> WorkingCalendar {
    let root = page.root();
    let days: Vec<NaiveDate> = root
        .tables("holiday")
        .into_iter()
        .filter_map(|entry| {
            let day = entry.required_day("day").map(|day| day.value);
            entry.text("name");
            entry.finish();
            day
        })
        .collect();
    root.finish();
    WorkingCalendar::new(days)
}

pub(crate) fn agreement_pages(source: &Source, findings: &mut Vec<Fault>) -> Vec<Page> {
    let mut pages = Vec::new();
    match source.agreements() {
        Err(fault) => findings.push(fault),
        Ok(found) => {
            for page in found {
                match page {
                    Ok(page) => pages.push(page),
                    Err(fault) => findings.push(fault),
                }
            }
        }
    }
    pages
}
