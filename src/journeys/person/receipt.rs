//! A reporter comes back: the receipt, and the word if there is one, open the report.

use std::collections::BTreeSet;

use waymark_core::handling::wish::Wished;
use waymark_core::head::{Head, ReportState};
use waymark_core::report::{IncidentSection, Section, Told};
use waymark_core::store_error::StoreError;
use waymark_core::vault::{Receipt, ReportKey};
use waymark_core::vocabulary::AgencyId;

use crate::journeys::case::step::Refused;
use crate::journeys::case::{parts, wishes};
use crate::journeys::service::Service;
use crate::storage::case::report::{by_lookup, wrap};
use crate::storage::case::rows::Holder;

/// A report that a receipt opened.
pub struct Opened {
    /// Its readable columns.
    pub head: Head,
    /// The key to everything but `handling`; nothing once the report was erased.
    pub key: Option<ReportKey>,
    /// Tells which referrals are for the reporter's eyes, of an erased report too.
    pub(super) eyes: Option<ReportKey>,
}

/// Why a receipt opened nothing.
#[derive(Debug, thiserror::Error)]
pub enum LookUpFault {
    /// No report has this receipt, or the word is not the right one. Which of them is not said.
    #[error("no report opens with this receipt and word")]
    Unknown,
    /// The report was erased: it can be looked at and not changed.
    #[error("the report was erased")]
    Erased,
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<Refused> for LookUpFault {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotAllowed => Self::Unknown,
            Refused::Erased => Self::Erased,
        }
    }
}

/// Opens a report with its receipt and, when there is one, the word.
///
/// # Errors
/// When they open nothing.
pub async fn open(service: &Service, receipt: &Receipt, word: Option<&Told>) -> Result<Opened, LookUpFault> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let head = by_lookup(tx, &service.vault.lookup(receipt)).await?.ok_or(LookUpFault::Unknown)?;
    let Some(wrapped) = wrap(tx, head.id, Holder::Receipt).await? else { return Ok(Opened { head, key: None, eyes: None }) };
    let key = service.vault.unwrap_with_receipt(head.id, &wrapped, receipt, word).map_err(|_| LookUpFault::Unknown)?;
    let eyes = Some(key);
    let key = if head.state == ReportState::Open { eyes.clone() } else { None };
    Ok(Opened { head, key, eyes })
}

impl Opened {
    /// The key, when the report can still be written to.
    ///
    /// # Errors
    /// When it was erased.
    pub fn key(&self) -> Result<&ReportKey, LookUpFault> {
        self.key.as_ref().ok_or(LookUpFault::Erased)
    }
}

/// Organisations that must never be told, as far as the receipt opens what was said: with the story on our pages, and since.
///
/// # Errors
/// When the report was erased, or the database does not answer.
pub async fn never_told(service: &Service, opened: &Opened) -> Result<BTreeSet<AgencyId>, LookUpFault> {
    let key = opened.key()?;
    let mut conn = service.store.read().await?;
    let (tx, id) = (&mut conn.tx(), opened.head.id);
    let story: IncidentSection = parts::first(service, tx, id, Section::Incident, key).await?;
    let mut never = story.never;
    for (_, _, wished) in wishes::wished(service, tx, id, key).await? {
        if let Wished::Permission(wish) = wished {
            never = wish.never_after(&never);
        }
    }
    Ok(never)
}
