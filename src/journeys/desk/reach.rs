//! Which reports somebody reaches (access control), and why something at the desk was not done.

use waymark_core::head::{Head, ReportState};
use waymark_core::report::naming::found::Found;
use waymark_core::staff::Scope;
use waymark_core::vault::Reference;

use crate::journeys::case::step::Refused;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::{report, task};
use waymark_core::store_error::StoreError;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum CareFault {
    /// There is no such report in their reach. Which of both is not said.
    #[error("no such report is in reach")]
    NotInReach,
    /// It was erased.
    #[error("the report was erased")]
    Erased,
    /// Somebody of this role may not.
    #[error("this role may not do it")]
    NotAllowed,
    /// Lowering a risk needs a reason.
    #[error("a reason is missing")]
    NoReason,
    /// Something is missing, or not as it must be: the names of the fields.
    #[error("something is missing")]
    Missing(Vec<&'static str>),
    /// Words of an account could name somebody, and nobody said that they looked at them.
    #[error("words could name somebody")]
    Names(Vec<Found>),
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<Refused> for CareFault {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotAllowed => Self::NotAllowed,
            Refused::Erased => Self::Erased,
        }
    }
}

impl From<waymark_core::vault::OpenFault> for CareFault {
    fn from(fault: waymark_core::vault::OpenFault) -> Self {
        Self::Store(fault.into())
    }
}

/// Finds a report in somebody's reach by its reference.
///
/// # Errors
/// When there is none.
pub async fn find(service: &Service, who: &SignedIn, reference: &str) -> Result<Head, CareFault> {
    let reference = Reference::parse(reference).ok_or(CareFault::NotInReach)?;
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let head = report::by_reference(tx, &reference).await?.ok_or(CareFault::NotInReach)?;
    // "Locked away at once" holds for the desk too. One that the law makes us keep is kept, and read by nobody here.
    if head.state != ReportState::Open {
        return Err(CareFault::Erased);
    }
    if is_reached(tx, who, &head).await? { Ok(head) } else { Err(CareFault::NotInReach) }
}

/// Whether somebody reaches a report.
pub(crate) async fn is_reached(tx: &mut Tx<'_>, who: &SignedIn, head: &Head) -> Result<bool, StoreError> {
    Ok(match who.scope() {
        Scope::All => true,
        Scope::Centre(centre) => head.centre.as_deref() == Some(centre.as_str()),
        Scope::Own => task::is_assigned(tx, head.id, who.id).await?,
        Scope::Nothing => false,
    })
}
