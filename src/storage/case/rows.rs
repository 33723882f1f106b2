//! The rows that a new report writes, with the answer kept for a retry (idempotency).

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::report::Section;
use waymark_core::vault::{KeyVersion, Lookup, Reference, Sealed};

use crate::storage::case::task::TaskRow;
use crate::storage::due::row::DueRow;
use crate::storage::record::row::AuditRow;

/// A new report.
#[derive(Debug, Clone)]
pub struct ReportRow {
    /// Made when it came in; what is sealed in it is bound to this id.
    pub id: Uuid,
    /// Its spoken name.
    pub reference: Reference,
    /// Where its receipt finds it.
    pub lookup: Lookup,
    /// How it came in.
    pub channel: &'static str,
    /// The centre that took it.
    pub centre: Option<String>,
    /// The district.
    pub district: Option<String>,
    /// When it came in.
    pub received_at: DateTime<Utc>,
}

/// The keys of a report, wrapped for a holder.
#[derive(Debug, Clone)]
pub struct WrapRow {
    /// The report.
    pub report: Uuid,
    /// Who can open it.
    pub holder: Holder,
    /// The version of the service's key; nothing for the receipt.
    pub key_version: Option<KeyVersion>,
    /// The wrapped keys.
    pub sealed: Sealed,
}

waymark_core::ids! {
    /// Who can open a wrap.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Holder {
        /// The service.
        Service = "service",
        /// Whoever brings the receipt.
        Receipt = "receipt",
    }
}

/// Sealed words of a report.
#[derive(Debug, Clone)]
pub struct ItemRow {
    /// The report.
    pub report: Uuid,
    /// The section.
    pub section: Section,
    /// The number within the section, from 1.
    pub number: i64,
    /// When it was added.
    pub added_at: DateTime<Utc>,
    /// The words, sealed.
    pub sealed: Sealed,
}

/// A new referral.
#[derive(Debug, Clone)]
pub struct ReferralRow {
    /// What its link is made of, with the epoch.
    pub id: Uuid,
    /// The report.
    pub report: Uuid,
    /// Who gets it.
    pub agency: String,
    /// Under which agreement.
    pub agreement: String,
    /// Under which version of it.
    pub agreement_version: i64,
    /// What for.
    pub purpose: &'static str,
    /// What it may show, sealed.
    pub sealed: Sealed,
    /// When.
    pub queued_at: DateTime<Utc>,
}

/// Something wanted that nobody takes for now.
#[derive(Debug, Clone)]
pub struct UnplacedRow {
    /// The report.
    pub report: Uuid,
    /// The number within the report.
    pub number: i64,
    /// Since when.
    pub since: DateTime<Utc>,
    /// What is wanted and why it waits, sealed.
    pub sealed: Sealed,
}

/// The answer kept for a retry.
#[derive(Debug, Clone)]
pub struct IdempotencyRow {
    /// Under which value it is found.
    pub id: Vec<u8>,
    /// The report.
    pub report: Uuid,
    /// The answer, sealed.
    pub sealed: Sealed,
    /// Until when it is kept.
    pub expires_at: DateTime<Utc>,
}

/// Everything a submission writes.
#[derive(Debug, Clone)]
pub struct Rows {
    /// The report.
    pub report: ReportRow,
    /// Its keys.
    pub wraps: Vec<WrapRow>,
    /// Its items.
    pub items: Vec<ItemRow>,
    /// Its referrals.
    pub referrals: Vec<ReferralRow>,
    /// What waits.
    pub unplaced: Vec<UnplacedRow>,
    /// What is due.
    pub due: Vec<DueRow>,
    /// What needs a person.
    pub tasks: Vec<TaskRow>,
    /// Whose case it is from the start: report, account, since when.
    pub assignments: Vec<(Uuid, Uuid, DateTime<Utc>)>,
    /// What happened.
    pub audit: Vec<AuditRow>,
    /// The answer kept for a retry.
    pub idempotency: Option<IdempotencyRow>,
}
