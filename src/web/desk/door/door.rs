//! The one door of the desk: whoever comes in is signed in, and may do what they came for.

use chrono::Duration;
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::desk::door::sitting::{self, SignedIn};
use crate::journeys::service::sessions::Secret;
use crate::journeys::service::unsent::{Late, Whose};
use crate::web::http::refill::Again;
use crate::web::http::stop::Stop;
use crate::web::http::unsent::{self, Sent};
use crate::web::http::visit::Visit;

/// How long the page of a talk stays on a shared screen where no script can see that somebody types: leaving it sooner would lose the talk.
const LONG_TALK: Duration = Duration::minutes(30);

/// Whether much is typed at this address before anything is sent.
fn is_long_talk(path: &str) -> bool {
    matches!(path, "/desk/take-down" | "/desk/take-down/allow")
}

/// Somebody at the desk, at a page they may see.
pub(crate) struct Desk {
    /// The visit.
    pub visit: Visit,
    /// Who it is.
    pub who: SignedIn,
    secret: Secret,
}

impl Desk {
    /// Lets somebody in who may do this. Whoever is not signed in is sent to do so; whoever may not is told.
    pub(crate) async fn enter(visit: Visit, act: Act) -> Result<Self, Stop> {
        let desk = Self::signed_in(visit).await?;
        if desk.who.may(act) { Ok(desk) } else { Err(Stop::Role) }
    }

    /// Lets anybody in who is signed in: for leaving, and for the first page. What was sent by somebody whose session is over is kept for
    /// them; what was kept stands in its form again, until it is sent.
    pub(crate) async fn signed_in(visit: Visit) -> Result<Self, Stop> {
        let Some(secret) = visit.known_secret() else { return Err(Stop::SignIn) };
        let Some(who) = sitting::who(&visit.service, &secret).await? else {
            let kept = keep_words(&visit, &secret).await?;
            return Err(if kept { Stop::Kept } else { Stop::SignIn });
        };
        if visit.sends() {
            unsent::taken(&visit, &secret, Whose::Staff(who.id)).await?;
        }
        unsent::put_back(&visit, &secret, Whose::Staff(who.id), |late| again(late, visit.speaker())).await?;
        if who.sitting.shared {
            visit.leaves_after(if is_long_talk(visit.path()) { LONG_TALK } else { sitting::IDLE_SHARED });
        }
        Ok(Self { visit, who, secret })
    }

    /// Somebody is there: nothing else is done.
    pub(crate) async fn stay(&self) -> Result<(), Stop> {
        sitting::stay(&self.visit.service, &self.secret, &self.who).await.map_err(Stop::from)
    }

    /// Keeps what was sent, because it cannot be taken now: the report it is about has to be opened again. It is then shown on its page.
    pub(crate) async fn keep_words(&self) -> Result<(), Stop> {
        keep_words(&self.visit, &self.secret).await?;
        Ok(())
    }

    /// Lets what was just sent stand in its form again: something in it is wrong.
    pub(crate) fn fill_with_what_was_sent(&self) {
        let (path, fields) = (self.visit.path().to_owned(), self.visit.take_sent());
        self.visit.fill_again(Again { path, fields, here: String::new(), elsewhere: String::new() });
    }

    /// Something is done: the session goes on, with this report open.
    pub(crate) async fn go_on(&mut self, opened: Option<uuid::Uuid>) -> Result<(), Stop> {
        sitting::go_on(&self.visit.service, &self.secret, &mut self.who, opened).await.map_err(Stop::from)
    }
}

/// Keeps the words of a form for whoever sat in this browser last. Says whether there was something to keep.
async fn keep_words(visit: &Visit, secret: &Secret) -> Result<bool, Stop> {
    if visit.path().starts_with("/desk/leave") {
        return Ok(false);
    }
    unsent::keep(visit, secret, None, Sent::by(visit)).await
}

/// The report that a form of the desk is about, by its address.
fn reference(path: &str) -> Option<&str> {
    path.strip_prefix("/desk/reports/")?.split('/').next()
}

/// Where somebody goes on who signed in: where they were when their session ended.
pub(crate) fn after_signing_in(late: Option<&Late>) -> String {
    let page = late.filter(|late| reference(&late.path).is_none()).and_then(|late| late.path.split('/').nth(2));
    page.map_or_else(|| "/desk".to_owned(), |page| format!("/desk/{page}"))
}

fn again(late: Late, t: &Speaker) -> Again {
    let elsewhere = reference(&late.path).map(|reference| t.say1("desk-kept-of", "reference", reference));
    let elsewhere = elsewhere.unwrap_or_default();
    Again { path: late.path, fields: late.fields, here: t.say("kept-here"), elsewhere }
}
