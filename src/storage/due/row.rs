//! A row of the outbox: what is to be done, for which report, and when it is due. It holds ids, never content.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::job::Kind;

/// Something to be done.
#[derive(Debug, Clone)]
pub struct OutboxRow {
    /// Its id.
    pub id: Uuid,
    /// What.
    pub kind: Kind,
    /// Of which report.
    pub report: Uuid,
    /// Of which referral.
    pub referral: Option<Uuid>,
    /// Of which request for a code.
    pub request: Option<Uuid>,
    /// Not before.
    pub due_at: DateTime<Utc>,
    /// When the fact happened.
    pub made_at: DateTime<Utc>,
}

impl OutboxRow {
    /// Routes a report again, as soon as may be.
    #[must_use]
    pub fn reroute(id: Uuid, report: Uuid, now: DateTime<Utc>) -> Self {
        Self { id, kind: Kind::Reroute, report, referral: None, request: None, due_at: now, made_at: now }
    }
}
