//! `waymark agreements`: a file to fill in, and the schema that editors complete such files from.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};
use waymark_core::report::Purpose;
use waymark_core::routing::writing::{Wanted, example, schema};

use crate::commands::tools::{fail, read, say};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Write an example agreement to fill in, with every key explained
    New {
        /// The id of the organisation; one that is configured already is not described again
        #[arg(long, value_name = "ID", value_parser = slug)]
        agency: Option<String>,
        /// What referrals under it are for
        #[arg(long, value_enum, default_value = "support")]
        purpose: For,
        /// The file to write, such as config/agreements/our-area.toml; standard output when it is left out
        path: Option<PathBuf>,
    },
    /// Write the JSON Schema of agreement files, with this configuration's vocabulary and organisations
    Schema {
        /// The file to write, such as config/agreement.schema.json; standard output when it is left out
        path: Option<PathBuf>,
    },
}

/// A purpose, as the command line takes it.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum For {
    /// Finding out what happened
    Investigate,
    /// Keeping people safe
    Protect,
    /// Standing by the person
    Support,
    /// Knowing what happens where, without names
    Inform,
}

impl For {
    fn purpose(self) -> Purpose {
        match self {
            Self::Investigate => Purpose::Investigate,
            Self::Protect => Purpose::Protect,
            Self::Support => Purpose::Support,
            Self::Inform => Purpose::Inform,
        }
    }
}

fn slug(text: &str) -> Result<String, String> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if text.is_empty() || text.len() > 64 || !text.chars().all(fits) {
        return Err("use at most 64 small letters, digits and dashes, such as tees-pride".to_owned());
    }
    Ok(text.to_owned())
}

pub(super) fn run(command: Command) -> ExitCode {
    // What is faulty elsewhere does not keep anybody from writing the next file: what could be read is enough.
    let read = read();
    match command {
        Command::New { agency, purpose, path } => {
            let wanted = Wanted { agency: agency.as_deref(), purpose: purpose.purpose(), today: read.today };
            write(path.as_deref(), &example(&read.book, &wanted), false)
        }
        Command::Schema { path } => {
            let text = serde_json::to_string_pretty(&schema(&read.book)).unwrap_or_default() + "\n";
            write(path.as_deref(), &text, true)
        }
    }
}

/// Writes to a file, or to standard output. Only what a program made is written over.
fn write(path: Option<&Path>, text: &str, over: bool) -> ExitCode {
    let Some(path) = path else {
        say(text);
        return ExitCode::SUCCESS;
    };
    let opened = OpenOptions::new().write(true).create(over).truncate(over).create_new(!over).open(path);
    match opened.and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => {
            say(&format!("Wrote {}.\n", path.display()));
            ExitCode::SUCCESS
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fail(&format!("{} is there already and was left as it is; name another file", path.display()))
        }
        Err(error) => fail(&format!("{} cannot be written: {error}", path.display())),
    }
}
