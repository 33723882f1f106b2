//! Words that must not be lost where a form cannot be taken: they are kept for whoever typed them, and stand in their form again. One way for
//! the desk, the person's own page and the page of an organisation.

use crate::journeys::service::sessions::Secret;
use crate::journeys::service::unsent::{self, Late, Whose};
use crate::web::http::refill::Again;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;

/// Fields of our own, in which nobody types.
const OURS: [&str; 4] = ["form_token", "sure", "go", "request"];

/// A form as it was sent, or as it would be. What it holds was typed by a person: it has no `Debug`.
#[derive(Clone)]
pub(crate) struct Sent {
    /// Where to: the address of a form.
    pub path: String,
    /// What it holds.
    pub fields: Vec<(String, String)>,
}

impl Sent {
    /// What this visit sends.
    pub(crate) fn by(visit: &Visit) -> Self {
        Self { path: visit.path().to_owned(), fields: visit.take_sent() }
    }

    /// Whether somebody typed or chose something.
    pub(crate) fn is_typed(&self) -> bool {
        self.fields.iter().any(|(name, value)| !OURS.contains(&name.as_str()) && !value.trim().is_empty())
    }
}

/// Keeps what cannot be taken now, for whoever sat in this browser last – or for `whose`. Says whether there was something to keep.
pub(crate) async fn keep(visit: &Visit, secret: &Secret, whose: Option<Whose>, sent: Sent) -> Result<bool, Stop> {
    if !sent.is_typed() {
        return Ok(false);
    }
    unsent::keep(&visit.service, secret, whose, &sent.path, sent.fields).await.map_err(Stop::from)
}

/// What is kept for whoever sits here stands in its form again, on whichever page has it.
pub(crate) async fn put_back(
    visit: &Visit,
    secret: &Secret,
    whose: Whose,
    again: impl FnOnce(Late) -> Again,
) -> Result<(), Stop> {
    if !visit.sends()
        && let Some(late) = unsent::find(&visit.service, secret, whose).await?
    {
        visit.fill_again(again(late));
    }
    Ok(())
}

/// The form of this visit was taken: what was kept of it is forgotten.
pub(crate) async fn taken(visit: &Visit, secret: &Secret, whose: Whose) -> Result<(), Stop> {
    match unsent::find(&visit.service, secret, whose).await? {
        Some(late) if late.path == visit.path() => unsent::forget(&visit.service, secret).await.map_err(Stop::from),
        _ => Ok(()),
    }
}
