//! The command line: serve, check, agreements, migrate, keys, places, queue, audit.

mod agreements;
mod audit;
mod check;
mod coverage;
mod explain;
mod keys;
mod migrate;
mod places;
mod queue;
mod serve;
mod staff;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};

use crate::app::Parts;
use crate::clock::{Clock, SystemClock, london_day};
use crate::config::{Fault, Settings, Severity};
use crate::routing::Book;
use crate::vault::SystemRandomness;

/// Waymark takes a report of hate and walks it to help.
#[derive(Parser)]
#[command(name = "waymark", version, about, long_about = LONG, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

const LONG: &str = "Waymark takes a report of hate and walks it to help: it seals what was said, shows the person exactly who would see what, \
passes on only what they allow to the organisations that agreed to act, keeps those to their promise, and tells the person what became of it.

Without a command it serves. Settings come from config/waymark.toml and from these environment variables:

  WAYMARK_CONFIG         configuration folder (config)
  WAYMARK_DATA           data folder: database, imported places, folder mail (data)
  WAYMARK_KEYS           keyring file, never inside the data folder (keys/keyring.toml)
  WAYMARK_ROLE           all, intake (no private keys) or desk (all)
  WAYMARK_LISTEN         address:port (127.0.0.1:8080)
  WAYMARK_DATABASE_URL   sqlite:FILE or postgres://... (SQLite in the data folder)
  WAYMARK_PUBLIC_URL     origin used in links (http:// and the address it listens on)
  WAYMARK_MAIL           folder, smtp://... (STARTTLS required) or smtps://... (folder)
  WAYMARK_MAIL_CA        a PEM certificate to trust for mail beside the system's
  WAYMARK_MAIL_IN        a Maildir that answers and bounces come into (none: somebody reads them elsewhere)
  WAYMARK_CLOCK_OFFSET   such as +3d: shifts the clock of a demonstration
  WAYMARK_LIMITS         off lifts the rate limits of a demonstration
  WAYMARK_LOG            debug logs every request by its route, never by its address";

#[derive(Subcommand)]
enum Command {
    /// Run the service (what happens without a command, too)
    Serve,
    /// Check the whole configuration and print every fault with its file, line and how to mend it
    Check {
        /// Also refuse what is not fit for real use: folder mail, .example addresses, no https, missing texts
        #[arg(long)]
        live: bool,
        /// Instead of the findings, print who serves what: gaps and overlaps by place, strand and purpose
        #[arg(long, value_enum, value_name = "FORM", num_args = 0..=1, require_equals = true, default_missing_value = "table",
              conflicts_with = "live")]
        coverage: Option<coverage::Form>,
        /// Instead of the findings, print the routing of a case with its reasons. FACTS.json is the body of
        /// POST /api/v1/routing/preview; - reads it from standard input
        #[arg(long, value_name = "FACTS.json", conflicts_with_all = ["live", "coverage"])]
        explain: Option<PathBuf>,
    },
    /// Bring the database up to date (PostgreSQL; SQLite does so by itself when it starts)
    Migrate,
    /// Write an agreement file to fill in, or the schema that editors complete such files from
    #[command(subcommand)]
    Agreements(agreements::Command),
    /// Make, list, rotate and retire the service's keys
    #[command(subcommand)]
    Keys(keys::Command),
    /// Import the postcode file, find an area, or say which places are in use
    Places {
        #[command(subcommand)]
        command: Option<places::Command>,
    },
    /// Look at what waits for a person: letters that were given up, wishes that nobody takes for now
    #[command(subcommand)]
    Queue(queue::Command),
    /// Check that the record of who did what was not changed, and say where its chain ends
    #[command(subcommand)]
    Audit(audit::Command),
    /// Invite people to the desk, list their accounts and end them
    #[command(subcommand)]
    Staff(staff::Command),
}

/// Runs the command of the command line.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("the runtime cannot start: {error}")),
    };
    let code = runtime.block_on(async {
        match cli.command {
            None | Some(Command::Serve) => serve::serve().await,
            Some(Command::Check { coverage: Some(form), .. }) => check::coverage(form),
            Some(Command::Check { explain: Some(case), .. }) => explain::explain(&case),
            Some(Command::Check { live, .. }) => check::check(live),
            Some(Command::Migrate) => migrate::migrate().await,
            Some(Command::Agreements(command)) => agreements::run(command),
            Some(Command::Keys(command)) => keys::run(command).await,
            Some(Command::Places { command }) => places::run(&command.unwrap_or(places::Command::Show)),
            Some(Command::Queue(command)) => queue::run(command).await,
            Some(Command::Audit(command)) => audit::run(command).await,
            Some(Command::Staff(command)) => staff::run(command).await,
        }
    });
    runtime.shutdown_background();
    code
}

fn fail(message: &str) -> ExitCode {
    eprintln!("waymark: {message}");
    ExitCode::FAILURE
}

/// Says something on standard output. Whoever reads it may stop in the middle, as `head` does.
fn say(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

fn environment(name: &str) -> Option<String> {
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
            let near = crate::config::reading::nearest(name, KNOWN.into_iter());
            let mend = near.map_or_else(
                || "take it out; `waymark --help` names those that are known".to_owned(),
                |near| format!("did you mean WAYMARK_{near}?"),
            );
            Fault::of_file(format!("WAYMARK_{name}"), "no variable of this name is known", mend)
        })
        .collect()
}

/// Settings and configuration as they were read, with every finding.
struct Read {
    /// Today, in London.
    today: NaiveDate,
    settings: Settings,
    book: Book,
    findings: Vec<Fault>,
    /// What is sound and not fit for real use.
    unfit: Vec<Fault>,
}

fn read() -> Read {
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
fn sound(otherwise: &str) -> Result<Read, ExitCode> {
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
fn parts() -> Result<Parts, ExitCode> {
    let read = sound("nothing was started")?;
    let clock = Arc::new(SystemClock::shifted(read.settings.clock_offset));
    let mail_ca = environment("WAYMARK_MAIL_CA").filter(|path| !path.is_empty()).map(PathBuf::from);
    Ok(Parts { settings: read.settings, book: read.book, clock, randomness: Arc::new(SystemRandomness::new()), mail_ca })
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
