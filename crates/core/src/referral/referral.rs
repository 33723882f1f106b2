//! A referral: what an organisation was given, for what, and how far it is.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::referral::State;
use crate::report::Purpose;
use crate::vault::Sealed;
use crate::vocabulary::{AgencyId, AgreementId};

/// A referral.
#[derive(Debug, Clone)]
pub struct Referral {
    /// Its id.
    pub id: Uuid,
    /// The report.
    pub report: Uuid,
    /// Who gets it.
    pub agency: AgencyId,
    /// Under which agreement.
    pub agreement: AgreementId,
    /// Under which version of it.
    pub agreement_version: i64,
    /// What for.
    pub purpose: Purpose,
    /// What it may show, sealed.
    pub terms: Sealed,
    /// Where it stands.
    pub state: State,
    /// Which generation of its link holds.
    pub link_epoch: i64,
    /// When it was made.
    pub queued_at: DateTime<Utc>,
    /// When the mail server accepted the notice.
    pub sent_at: Option<DateTime<Utc>>,
    /// Until when the organisation promised to acknowledge.
    pub due_at: Option<DateTime<Utc>>,
    /// When it acknowledged.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// When it accepted.
    pub accepted_at: Option<DateTime<Utc>>,
    /// When it was over.
    pub settled_at: Option<DateTime<Utc>>,
}
