//! The command line: what can be said, and who does it.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::commands::tools::fail;
use crate::commands::{agreements, audit, check, coverage, explain, keys, migrate, places, queue, serve, staff};

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
            None | Some(Command::Serve) => Box::pin(serve::serve()).await,
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
