//! The one door of the desk: whoever comes in is signed in, and may do what they came for.

use super::super::page::{Stop, Visit, Why};
use crate::journeys::desk::sitting::{self, SignedIn};
use crate::journeys::sessions::Secret;
use crate::staff::Act;

/// Somebody at the desk, at a page they may see.
pub(super) struct Desk {
    /// The visit.
    pub visit: Visit,
    /// Who it is.
    pub who: SignedIn,
    secret: Secret,
}

impl Desk {
    /// Lets somebody in who may do this. Whoever is not signed in is sent to do so; whoever may not is told.
    pub async fn enter(visit: Visit, act: Act) -> Result<Self, Stop> {
        let desk = Self::signed_in(visit).await?;
        if desk.who.may(act) { Ok(desk) } else { Err(desk.visit.stop(Why::Role)) }
    }

    /// Lets anybody in who is signed in: for leaving, and for the first page.
    pub async fn signed_in(visit: Visit) -> Result<Self, Stop> {
        let Some(secret) = visit.known_secret() else { return Err(visit.stop(Why::SignIn)) };
        match sitting::who(&visit.service, &secret).await.map_err(|error| visit.stop(error))? {
            Some(who) => Ok(Self { visit, who, secret }),
            None => Err(visit.stop(Why::SignIn)),
        }
    }

    /// Something is done: the session goes on, with this report open.
    pub async fn go_on(&mut self, opened: Option<uuid::Uuid>) -> Result<(), Stop> {
        let done = sitting::go_on(&self.visit.service, &self.secret, &mut self.who, opened).await;
        done.map_err(|error| self.visit.stop(error))
    }
}
