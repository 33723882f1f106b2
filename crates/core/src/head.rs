//! The head of a report: its readable columns, which hold no answer.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::vault::Reference;

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportState {
    /// In use.
    Open,
    /// Its reporter erased it; it can be brought back until it is destroyed.
    SealedOff,
    /// Destroyed: what is left says only that it was there.
    Erased,
}

/// A report's readable columns.
#[derive(Debug, Clone)]
pub struct Head {
    /// What everything of the report names it by; people say its reference.
    pub id: Uuid,
    /// Its spoken name.
    pub reference: Reference,
    /// How it came in.
    pub channel: String,
    /// The centre that took it.
    pub centre: Option<String>,
    /// The district.
    pub district: Option<String>,
    /// Where it stands.
    pub state: ReportState,
    /// Whether it must not be destroyed for now.
    pub held: bool,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
    /// When it is destroyed, or forgotten.
    pub erase_at: Option<DateTime<Utc>>,
}
