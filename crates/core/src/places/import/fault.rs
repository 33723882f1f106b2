//! Why a postcode file was not imported, row by row where rows are faulty, and how far reading is.

use std::path::Path;

use crate::places::index::IndexFault;

/// How far reading is.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Bytes read.
    pub bytes: u64,
    /// Bytes there are.
    pub of: u64,
    /// Rows read.
    pub rows: u64,
}

/// A fault of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The line, from 1.
    pub line: u64,
    /// The column's name; empty when it concerns the row.
    pub column: String,
    /// What is wrong.
    pub what: String,
}

impl std::fmt::Display for RowFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.column.as_str() {
            "" => write!(f, "line {}: {}", self.line, self.what),
            column => write!(f, "line {}, column {column}: {}", self.line, self.what),
        }
    }
}

/// Why a file was not imported. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// It cannot be read.
    #[error("{file} cannot be read: {cause}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        cause: std::io::Error,
    },
    /// It is damaged or cut short.
    #[error("{file} is damaged or cut short ({what}): download it again")]
    Damaged {
        /// The file, or the part of the archive.
        file: String,
        /// How that shows.
        what: String,
    },
    /// No part of the archive is a postcode file.
    #[error("{0} holds no postcode file: none of its CSV files has a column pcds")]
    NoPostcodeFile(String),
    /// Columns are missing, or cannot be told apart.
    #[error("{file} cannot be used: {}", .what.join("; "))]
    Columns {
        /// The file.
        file: String,
        /// What is wrong with its first line.
        what: Vec<String>,
    },
    /// Rows are faulty.
    #[error("{file} has faulty rows:{}{}", listed(.faults), and_more(*.more))]
    Rows {
        /// The file.
        file: String,
        /// The first ones.
        faults: Vec<RowFault>,
        /// How many there are beside them.
        more: u64,
    },
    /// It says nothing about England and Wales.
    #[error("{0} has no postcode in a district of England or Wales")]
    Empty(String),
    /// A file of names has none.
    #[error("{0} holds no names of areas: a column of codes such as LAD25CD and one of names such as LAD25NM are needed")]
    NoNames(String),
    /// The index cannot be written.
    #[error("{0}")]
    Index(#[from] IndexFault),
}

fn listed(faults: &[RowFault]) -> String {
    faults.iter().map(|fault| format!("\n  {fault}")).collect()
}

fn and_more(number: u64) -> String {
    if number == 0 { String::new() } else { format!("\n  and {number} more") }
}

pub(crate) fn unreadable(path: &Path, cause: std::io::Error) -> ImportFault {
    ImportFault::Unreadable { file: path.display().to_string(), cause }
}
