//! Who takes a step (the actor), and what a step needs of them (authorisation).

use uuid::Uuid;
use waymark_core::handling::record::Actor;
use waymark_core::report::Told;
use waymark_core::staff::{Act, Role};
use waymark_core::vocabulary::AgencyId;

/// Who may take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Somebody at the desk who may do all of this.
    Staff(&'static [Act]),
    /// Whoever reported, with their receipt.
    Person,
    /// Whoever holds the letter of an organisation, before they gave a code.
    Letter,
    /// An organisation, with a link that still holds.
    Agency,
    /// The service, when it is due.
    Service,
}

/// Somebody at the desk who takes a step.
#[derive(Clone)]
pub struct Doer {
    /// The id of their account.
    pub id: Uuid,
    /// Their name, as what they wrote shows it.
    pub name: Told,
    /// What they are.
    pub role: Role,
}

/// Who takes a step.
#[derive(Clone)]
pub enum By {
    /// Somebody at the desk.
    Staff(Doer),
    /// Whoever reported.
    Person,
    /// Whoever holds the letter of an organisation, before they gave a code.
    Letter,
    /// An organisation.
    Agency(AgencyId),
    /// The service by itself.
    Service,
}
waymark_core::redacted!(Doer, By);

impl By {
    /// As the record names them.
    #[must_use]
    pub fn actor(&self) -> Actor {
        match self {
            Self::Staff(doer) => Actor::Staff(doer.id),
            Self::Person => Actor::Reporter,
            Self::Letter => Actor::Letter,
            Self::Agency(agency) => Actor::Agency(agency.clone()),
            Self::Service => Actor::Service,
        }
    }

    /// Whether they may take a step that needs this.
    #[must_use]
    pub fn may(&self, needs: Needs) -> bool {
        match (self, needs) {
            (Self::Staff(doer), Needs::Staff(acts)) => acts.iter().all(|act| doer.role.may(*act)),
            (Self::Person, Needs::Person)
            | (Self::Letter, Needs::Letter)
            | (Self::Agency(_), Needs::Agency)
            | (Self::Service, Needs::Service) => true,
            _ => false,
        }
    }
}
