//! What the page at a link shows before a code is typed: whether it is urgent or over, and who may ask for a code.

use crate::journeys::case::letter;
use crate::journeys::organisation::codes;
use crate::journeys::organisation::link::{Link, LinkFault, still_allowed};
use crate::journeys::service::Service;

/// What the page at the link shows: reference, urgency, deadline and state.
pub struct LinkView {
    /// Whether the risk is high.
    pub urgent: bool,
    /// Whether it is over, or may not be seen any more.
    pub over: bool,
    /// Who may ask for a code.
    pub readers: Vec<codes::ReaderChoice>,
}

/// What the page at the link shows.
pub async fn at_link(service: &Service, link: &Link) -> Result<LinkView, LinkFault> {
    match still_allowed(service, link).await {
        Ok(seen) => Ok(LinkView {
            urgent: letter::is_urgent(&link.referral, &seen.told),
            over: false,
            readers: codes::readers(service, &link.referral)?,
        }),
        Err(LinkFault::Over) => Ok(LinkView { urgent: false, over: true, readers: Vec::new() }),
        Err(fault) => Err(fault),
    }
}
