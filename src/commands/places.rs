//! `waymark places`: importing the postcode file, and looking at what is in use.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use waymark_core::clock::{Clock, SystemClock};
use waymark_core::config::reading::Page;
use waymark_core::config::{Fault, Settings, Severity};
use waymark_core::places::import::Import;
use waymark_core::places::import::fault::Progress;
use waymark_core::places::{AreaCode, Gazetteer, Level, Source, Whereabouts};

use crate::commands::tools::{counted, environment, fail};

/// How many areas are listed at most.
const MOST: usize = 20;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Take over the postcode file of the Office for National Statistics: ONSPD or NSPL, the zip as downloaded or its CSV
    Import {
        /// The zip or CSV
        file: PathBuf,
        /// A CSV (or a folder of them) with codes and names of areas, such as LAD25CD, LAD25NM, LAD25NMW, or the Index of Place Names;
        /// may be given again
        #[arg(long, value_name = "FILE")]
        names: Vec<PathBuf>,
    },
    /// Find an area by its name in English or Welsh, its code, or a postcode
    Find {
        /// What to look for
        #[arg(required = true)]
        text: Vec<String>,
    },
    /// Say which places are in use
    Show,
}

pub(super) fn run(command: &Command) -> ExitCode {
    let folder = Settings::folder(&environment);
    // What is wrong with other settings is for `waymark check` to say.
    let settings = Settings::read(&folder, &environment, &mut Vec::new());
    let data = &settings.data;
    let configured = match configured(&folder) {
        Ok(gazetteer) => gazetteer,
        Err(faults) => {
            for fault in &faults {
                eprintln!("{fault}");
            }
            return fail(&format!("gazetteer.toml has {}", counted(faults.len(), "fault")));
        }
    };
    let outcome = match command {
        Command::Import { file, names } => import(file, names, &configured, &settings),
        Command::Find { text } => in_use(configured, data).map(|gazetteer| find(&gazetteer, &text.join(" "))),
        Command::Show => in_use(configured, data).map(|gazetteer| show(&gazetteer)),
    };
    match outcome {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(message) => fail(&message),
    }
}

fn configured(folder: &Path) -> Result<Gazetteer, Vec<Fault>> {
    let page = Page::open(&folder.join("gazetteer.toml")).map_err(|fault| vec![fault])?;
    let gazetteer = Gazetteer::read(&page);
    let faults: Vec<Fault> = page.findings().into_iter().filter(|finding| finding.severity == Severity::Fault).collect();
    if faults.is_empty() { Ok(gazetteer) } else { Err(faults) }
}

fn in_use(configured: Gazetteer, data: &Path) -> Result<Gazetteer, String> {
    Gazetteer::imported_or(configured, data).map_err(|fault| format!("{fault}; import the postcode file again"))
}

fn import(file: &Path, names: &[PathBuf], configured: &Gazetteer, settings: &Settings) -> Result<String, String> {
    let terminal = std::io::stderr().is_terminal();
    let mut told = |progress: Progress| {
        if terminal {
            let share = progress.bytes.saturating_mul(100).checked_div(progress.of).unwrap_or(100);
            let bar = "#".repeat(usize::try_from(share / 4).unwrap_or(0));
            let _ = write!(std::io::stderr(), "\r[{bar:<25}] {share:>3} %  {} rows ", progress.rows);
        }
    };
    let read = Import::read(file, names, configured, SystemClock::shifted(settings.clock_offset).now(), &mut told);
    if terminal {
        eprintln!();
    }
    let refused = |fault| format!("{fault}\nNothing was imported; the places in use stay as they are.");
    let import = read.map_err(refused)?;
    let path = import.keep(&settings.data).map_err(refused)?;
    let warnings = import.warnings.iter().map(|warning| format!("warning: {warning}\n")).collect::<String>();
    let summary = show(&import.gazetteer);
    Ok(format!(
        "{warnings}{summary}\nKept in {}. A server that runs takes it at its next start, or at once when it gets SIGHUP.",
        path.display()
    ))
}

fn show(gazetteer: &Gazetteer) -> String {
    let districts = counted(gazetteer.districts().count(), "district");
    let edition = match gazetteer.source() {
        Source::Demonstration => {
            let areas = gazetteer.districts().map(|district| district.name.as_str()).collect::<Vec<_>>().join(", ");
            return format!(
                "Places of the demonstration (config/gazetteer.toml): {districts}: {areas}.\n\
                 A real service imports the postcode file: waymark places import FILE"
            );
        }
        Source::Imported(edition) => edition,
    };
    let counts: Vec<String> = [Level::Force, Level::Region, Level::County]
        .into_iter()
        .map(|level| (level, gazetteer.areas().filter(|area| area.code.level() == level).count()))
        .map(|(level, number)| format!("  {number:>9}  {}", plural(level, number)))
        .collect();
    let newest = match edition.newest.split_at_checked(4) {
        Some((year, month)) => format!(", newest entry {year}-{month}"),
        None => String::new(),
    };
    format!(
        "{}{newest}, imported {}\n  {:>9}  postcodes, {} of them terminated, {} outside England and Wales\n  {:>9}  districts of England and Wales\n{}\n  {:>9.1}  MB in memory",
        edition.file,
        edition.imported_at.format("%Y-%m-%d %H:%M UTC"),
        edition.postcodes,
        edition.terminated,
        edition.elsewhere,
        gazetteer.districts().count(),
        counts.join("\n"),
        gazetteer.postcode_bytes() as f64 / 1e6,
    )
}

fn plural(level: Level, number: usize) -> String {
    match (level, number) {
        (level, 1) => level.name().to_owned(),
        (Level::County, _) => "counties and combined authorities".to_owned(),
        (level, _) => format!("{}s", level.name()),
    }
}

fn find(gazetteer: &Gazetteer, text: &str) -> String {
    let found = gazetteer.search(text, MOST);
    if found.is_empty() {
        return match gazetteer.whereabouts(text) {
            Whereabouts::Elsewhere => "The postcode is known, and lies in no district of England and Wales.".to_owned(),
            _ => "Nothing is known by this name.".to_owned(),
        };
    }
    let name = |code: &AreaCode| gazetteer.name(*code).unwrap_or(code.as_str()).to_owned();
    let lines = found.iter().map(|found| {
        let welsh = found.name_cy.as_ref().filter(|welsh| **welsh != found.name).map(|welsh| format!(" / {welsh}"));
        let around = gazetteer.about(found.code).map_or_else(
            || counted(gazetteer.districts_in(found.code).len(), "district"),
            |district| {
                let wider =
                    district.areas.iter().filter(|area| !matches!(area.level(), Level::District | Level::EnglandAndWales));
                wider.map(name).collect::<Vec<_>>().join(", ")
            },
        );
        format!("{}  {}{} – {}: {around}", found.code, found.name, welsh.unwrap_or_default(), found.level.name())
    });
    lines.collect::<Vec<_>>().join("\n")
}
