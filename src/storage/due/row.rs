//! A row of what is due: a job, and when. It holds ids, never content.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::job::Job;

/// Something to be done.
#[derive(Debug, Clone)]
pub struct DueRow {
    /// Its id.
    pub id: Uuid,
    /// What.
    pub job: Job,
    /// Of which report; nothing for what is about none.
    pub report: Option<Uuid>,
    /// Not before.
    pub due_at: DateTime<Utc>,
    /// When the fact happened.
    pub made_at: DateTime<Utc>,
}

impl DueRow {
    /// Something about a report, to be done as soon as may be.
    #[must_use]
    pub fn of_report(id: Uuid, report: Uuid, job: Job, now: DateTime<Utc>) -> Self {
        Self { id, job, report: Some(report), due_at: now, made_at: now }
    }

    /// Routes a report again, as soon as may be.
    #[must_use]
    pub fn reroute(id: Uuid, report: Uuid, now: DateTime<Utc>) -> Self {
        Self::of_report(id, report, Job::Reroute { report }, now)
    }
}
