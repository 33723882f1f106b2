//! A receipt that its reporter has not saved yet.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use waymark_core::report::reaching::News;

use crate::journeys::person::submit::Receipted;
use crate::journeys::service::sessions::{self, Kind};
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;

/// A receipt that is not saved yet.
#[derive(Serialize, Deserialize)]
pub(crate) struct Unsaved {
    /// What the reporter was answered.
    pub receipted: Receipted,
    /// Whether a word of their own is needed with it now.
    pub worded: bool,
    /// What was wrong with a word that was typed.
    pub fault: Option<String>,
    /// What each organisation was shown, in words: what held an answer, and nothing else.
    pub shown: Vec<(String, Vec<String>)>,
    /// Whether it calls duty, which decides how soon organisations promised to answer and who looks.
    #[serde(default)]
    pub urgent: bool,
    /// When it was sent.
    #[serde(default)]
    pub sent_at: Option<DateTime<Utc>>,
    /// How its reporter hears of what is new.
    #[serde(default)]
    pub news: News,
}

impl Unsaved {
    /// The receipt of this visit.
    pub(crate) async fn find(visit: &Visit) -> Result<Option<Self>, Stop> {
        let Some(secret) = visit.known_secret() else { return Ok(None) };
        sessions::find(&visit.service, &secret, Kind::Receipt).await.map_err(Stop::from)
    }

    /// Keeps it for the visitor until it is saved, or for an hour.
    pub(crate) async fn keep(&self, visit: &Visit) -> Result<(), Stop> {
        sessions::keep(&visit.service, &visit.secret(), Kind::Receipt, self).await.map_err(Stop::from)
    }

    pub(crate) async fn must_be_here(visit: &Visit) -> Result<Self, Stop> {
        Self::find(visit).await?.ok_or(Stop::Expired)
    }
}
