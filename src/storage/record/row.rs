//! A line of the record (the audit log): who did what when, without content.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Who did what when, without content.
#[derive(Debug, Clone)]
pub struct AuditRow {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: `reporter`, `agency:<id>`, `service`, `operator`.
    pub actor: String,
    /// What.
    pub action: &'static str,
    /// The report.
    pub report: Option<Uuid>,
    /// A referral, a request, …
    pub subject: Option<Uuid>,
    /// Why, as a sealed code.
    pub about: Option<Vec<u8>>,
}
