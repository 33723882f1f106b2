//! What the commands share: reading settings and configuration with every fault printed, and saying what came of it.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::NaiveDate;
use waymark_core::clock::{Clock, SystemClock, london_day};
use waymark_core::config::{Fault, Settings, Severity};
use waymark_core::routing::Book;
use waymark_core::vault::SystemRandomness;

use crate::app::Parts;

pub(crate) fn fail(message: &str) -> ExitCode {
    eprintln!("waymark: {message}");
    ExitCode::FAILURE
}

/// Says something on standard output. Whoever reads it may stop in the middle, as `head` does.
pub(crate) fn say(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

pub(crate) fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Variables that start like ours and are none: a misspelt role would otherwise count for nothing.
fn unknown_variables() -> Vec<Fault> {
    const KNOWN: [&str; 13] = [
        "CONFIG",
        "DATA",
        "KEYS",
        "ROLE",
        "LISTEN",
        "DATABASE_URL",
        "PUBLIC_URL",
        "MAIL",
        "MAIL_CA",
        "MAIL_IN",
        "CLOCK_OFFSET",
        "LIMITS",
        "LOG",
    ];
    // The test runner and the benchmark have variables of their own.
    let others = |name: &str| name.starts_with("TEST_") || name.starts_with("BENCH_") || name == "BINARY";
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let ours: Vec<String> = names.filter_map(|name| name.strip_prefix("WAYMARK_").map(str::to_owned)).collect();
    ours.iter()
        .filter(|name| !KNOWN.contains(&name.as_str()) && !others(name))
        .map(|name| {
            let near = waymark_core::config::reading::nearest(name, KNOWN.into_iter());
            let mend = near.map_or_else(
                || "take it out; `waymark --help` names those that are known".to_owned(),
                |near| format!("did you mean WAYMARK_{near}?"),
            );
            Fault::of_file(format!("WAYMARK_{name}"), "no variable of this name is known", mend)
        })
        .collect()
}

/// Settings and configuration as they were read, with every finding.
pub(crate) struct Read {
    /// Today, in London.
    pub(crate) today: NaiveDate,
    pub(crate) settings: Settings,
    pub(crate) book: Book,
    pub(crate) findings: Vec<Fault>,
    /// What is sound and not fit for real use.
    pub(crate) unfit: Vec<Fault>,
}

pub(crate) fn read() -> Read {
    let folder = Settings::folder(&environment);
    let mut findings = Vec::new();
    let settings = Settings::read(&folder, &environment, &mut findings);
    findings.extend(unknown_variables());
    let today = london_day(SystemClock::shifted(settings.clock_offset).now());
    let loaded = Book::load_with(&folder, Some(&settings.data), today);
    findings.extend(loaded.findings);
    Read { today, settings, book: loaded.book, findings, unfit: loaded.unfit }
}

/// Settings and configuration, when they are sound; otherwise every fault has been printed.
pub(crate) fn sound(otherwise: &str) -> Result<Read, ExitCode> {
    let read = read();
    let faults: Vec<&Fault> = read.findings.iter().filter(|finding| finding.severity == Severity::Fault).collect();
    if !faults.is_empty() {
        for fault in &faults {
            eprintln!("{fault}");
        }
        return Err(fail(&format!("the configuration has {}; {otherwise}", counted(faults.len(), "fault"))));
    }
    Ok(read)
}

/// The parts of a service, when its configuration is sound; otherwise every fault has been printed.
pub(crate) fn parts() -> Result<Parts, ExitCode> {
    let read = sound("nothing was started")?;
    let clock = Arc::new(SystemClock::shifted(read.settings.clock_offset));
    let mail_ca = environment("WAYMARK_MAIL_CA").filter(|path| !path.is_empty()).map(PathBuf::from);
    Ok(Parts { settings: read.settings, book: read.book, clock, randomness: Arc::new(SystemRandomness::new()), mail_ca })
}

pub(crate) fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
