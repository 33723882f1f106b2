//! A configuration as it was read.

use crate::config::fault::{Fault, Severity};
use crate::routing::book::Book;

/// A configuration folder as it was read.
pub struct Loaded {
    /// The book; to be used only when there is no fault.
    pub book: Book,
    /// Faults and warnings, by file and line.
    pub findings: Vec<Fault>,
    /// What is sound and not fit for real use, by file and line: example addresses.
    pub unfit: Vec<Fault>,
}

impl Loaded {
    /// Whether nothing stops the service.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Fault)
    }
}
