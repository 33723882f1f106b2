//! Following a link to a referral, and checking again whether its organisation may still see it.

use waymark_core::handling::fold::Handling;
use waymark_core::head::{Head, ReportState};
use waymark_core::referral::Referral;
use waymark_core::referral::Terms;
use waymark_core::vault::{LinkToken, ReportKeys};

use crate::journeys::case::by::By;
use crate::journeys::case::step::Refused;
use crate::journeys::case::{handling, terms};
use crate::journeys::placing::allowed::allowed;
use crate::journeys::service::Service;
use crate::storage::case::referral::by_id;
use crate::storage::case::report;
use waymark_core::store_error::StoreError;

/// Why a step at a link was refused.
#[derive(Debug, thiserror::Error)]
pub enum LinkFault {
    /// The link leads nowhere.
    #[error("the link leads nowhere")]
    Unknown,
    /// The referral is over, or may not be seen any more.
    #[error("the referral is over")]
    Over,
    /// The code is not the right one, or was tried too often, or its time is over.
    #[error("the code does not open it")]
    WrongCode,
    /// Nobody with this mark may ask for a code.
    #[error("no such reader")]
    NoReader,
    /// Too many codes were asked for.
    #[error("too many codes were asked for")]
    TooMany,
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<Refused> for LinkFault {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotAllowed | Refused::Erased => Self::Over,
        }
    }
}

impl From<waymark_core::vault::OpenFault> for LinkFault {
    fn from(fault: waymark_core::vault::OpenFault) -> Self {
        Self::Store(fault.into())
    }
}

/// A referral that a link led to.
#[derive(Debug)]
pub struct Link {
    /// The referral.
    pub referral: Referral,
    /// Its report's readable columns.
    pub head: Head,
}

impl Link {
    /// The organisation, as whoever takes a step with the report.
    #[must_use]
    pub fn by(&self) -> By {
        By::Agency(self.referral.agency.clone())
    }
}

/// Follows a link. Changes nothing.
///
/// # Errors
/// When it leads nowhere.
pub async fn follow(service: &Service, token: &str) -> Result<Link, LinkFault> {
    let token = LinkToken::parse(token).ok_or(LinkFault::Unknown)?;
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let referral = by_id(tx, token.referral()).await?.ok_or(LinkFault::Unknown)?;
    if !token.matches(&service.vault.link_token(referral.id, referral.link_epoch)?) {
        return Err(LinkFault::Unknown);
    }
    let head = report::by_id(tx, referral.report).await?.ok_or(LinkFault::Unknown)?;
    Ok(Link { referral, head })
}

/// A referral that may still be seen.
pub(crate) struct Seen {
    /// The keys of its report.
    pub keys: ReportKeys,
    /// What is kept for the team.
    pub told: Handling,
    /// What it may show.
    pub terms: Terms,
}

/// Opens `handling` and checks again what may have changed since the letter left.
pub(crate) async fn still_allowed(service: &Service, link: &Link) -> Result<Seen, LinkFault> {
    if !link.referral.state.is_live() || link.head.state != ReportState::Open {
        return Err(LinkFault::Over);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, link.head.id).await?.ok_or(LinkFault::Over)?;
    let told = handling::read(service, tx, link.head.id, &keys).await?;
    let terms = terms::terms(service, &keys, &link.referral)?;
    if allowed(service, &link.referral, &terms, &told).is_none() {
        return Err(LinkFault::Over);
    }
    Ok(Seen { keys, told, terms })
}
