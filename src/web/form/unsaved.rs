//! A receipt that its reporter has not saved yet.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use waymark_core::report::Told;
use waymark_core::report::reaching::News;
use waymark_core::vault::Receipt;

use crate::journeys::person::receipt::{LookUpFault, open};
use crate::journeys::person::submit::Receipted;
use crate::journeys::person::{sent, word};
use crate::journeys::service::sessions::{self, Kind, Secret};
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
    /// Whether its reporter is the one who was hurt.
    #[serde(default)]
    pub own: bool,
    /// When it was sent.
    #[serde(default)]
    pub sent_at: Option<DateTime<Utc>>,
    /// How its reporter hears of what is new.
    #[serde(default)]
    pub news: News,
    /// What it waits under beside a word, after the way out: nothing where no word was chosen.
    #[serde(default)]
    pub waits: Option<Secret>,
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

    /// Adds a word of their own: needed with the receipt from then on, and what the receipt waits under when its reporter has to leave.
    pub(crate) async fn choose(&mut self, visit: &Visit, chosen: &Told) -> Result<(), Stop> {
        let Some(receipt) = Receipt::parse(&self.receipted.receipt) else { return Err(Stop::Expired) };
        match open(&visit.service, &receipt, None).await {
            Ok(opened) => word::choose_word(&visit.service, &opened, &receipt, chosen).await?,
            // A retry: it was chosen already.
            Err(LookUpFault::Unknown) => {
                open(&visit.service, &receipt, Some(chosen)).await?;
            }
            Err(fault) => return Err(fault.into()),
        }
        let secret = Secret::fresh(&visit.service);
        (self.worded, self.fault, self.waits) = (true, None, Some(secret.clone()));
        sent::let_wait(&visit.service, &secret, chosen, self).await?;
        Ok(())
    }

    /// The receipt that waits for this visitor under their word. It is theirs again, as before they left.
    pub(crate) async fn reopen(visit: &Visit, typed: &Told) -> Result<Option<Self>, Stop> {
        let secret = visit.known_secret().unwrap_or_else(|| Secret::fresh(&visit.service));
        let Some(unsaved) = sent::opened_by::<Self>(&visit.service, &secret, typed).await? else { return Ok(None) };
        let _ = visit.renew_secret();
        unsaved.keep(visit).await?;
        Ok(Some(unsaved))
    }

    pub(crate) async fn must_be_here(visit: &Visit) -> Result<Self, Stop> {
        Self::find(visit).await?.ok_or(Stop::Expired)
    }
}
