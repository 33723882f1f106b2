//! What is wrong with the configuration, where it is, and how to mend it.

use std::fmt;

/// Whether a finding stops the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The service does not start.
    Fault,
    /// Somebody should look at it.
    Warning,
}

/// A finding of `waymark check`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Whether it stops the service.
    pub severity: Severity,
    /// The file, or the environment variable.
    pub file: String,
    /// Line, from 1; 0 when it concerns the whole file.
    pub line: usize,
    /// Column in characters, from 1; 0 when it concerns the whole file.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl Fault {
    /// A fault of a whole file or variable.
    pub fn of_file(file: impl Into<String>, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { severity: Severity::Fault, file: file.into(), line: 0, column: 0, what: what.into(), mend: mend.into() }
    }

    /// The same finding as a warning.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.file)?,
            line => write!(f, "{}:{line}:{}", self.file, self.column)?,
        }
        let name = match self.severity {
            Severity::Fault => "fault",
            Severity::Warning => "warning",
        };
        write!(f, ": {name}: {}\n    to mend it: {}", self.what, self.mend)
    }
}
