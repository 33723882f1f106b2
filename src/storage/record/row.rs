//! A line of the record (the audit log): who did what when, without content.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::record::{Action, Actor};

/// Who did what when, without content.
#[derive(Debug, Clone)]
pub struct AuditRow {
    /// Of the line. Ids begin with their time, and so lines sort by it.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: Action,
    /// The report.
    pub report: Option<Uuid>,
    /// A referral, a request, …
    pub subject: Option<Uuid>,
    /// Why, as a sealed code.
    pub about: Option<Vec<u8>>,
}
