//! What was wanted and waits because nobody takes it for now (a waiting list), and what is left once a person placed some.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::referral::{Wait, WaitsFor};
use crate::report::Purpose;
use crate::routing::{Agreement, Reason, Unplaced};
use crate::vocabulary::AgencyId;

/// What still waits when somebody placed a report under this agreement: the entries of its purpose that it takes wait no longer, and
/// all of its purpose when it takes none of them – then a person chose it in spite of that.
#[must_use]
pub fn left_waiting(agreement: &Agreement, waits: Vec<(Waiting, DateTime<Utc>)>) -> Vec<(Waiting, DateTime<Utc>)> {
    let is_for = |waiting: &Waiting| waiting.purpose == agreement.purpose.id();
    let strands = &agreement.when.strands;
    let takes = |waiting: &Waiting| {
        is_for(waiting) && (strands.is_empty() || waiting.strand.as_deref().is_some_and(|strand| strands.contains(strand)))
    };
    let any = waits.iter().any(|(waiting, _)| takes(waiting));
    waits.into_iter().filter(|(waiting, _)| if any { !takes(waiting) } else { !is_for(waiting) }).collect()
}

/// Something wanted that nobody takes for now.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Waiting {
    /// What was wanted.
    pub purpose: String,
    /// For which strand; null for a report without strands.
    pub strand: Option<String>,
    /// Why it waits.
    pub reason: String,
    /// When the permission to wait for a place ended; it can be given again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapsed_at: Option<DateTime<Utc>>,
    /// Whom the person is asked about first.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    #[schema(value_type = Vec<String>)]
    pub asks: BTreeSet<AgencyId>,
}

impl Waiting {
    /// Whether it waits for the person's own word.
    #[must_use]
    pub fn asks_first(&self) -> bool {
        self.lapsed_at.is_none() && Reason::from_id(&self.reason) == Some(Reason::AskFirst)
    }

    /// Whether it leaves by itself when a place is free.
    #[must_use]
    pub fn waits_for_a_place(&self) -> bool {
        self.lapsed_at.is_none() && Reason::from_id(&self.reason) == Some(Reason::AllAtCapacity)
    }

    /// Whom the person is asked about, as long as that has not lapsed.
    #[must_use]
    pub fn asked_about(&self) -> Vec<(AgencyId, Purpose)> {
        let purpose = Purpose::from_id(&self.purpose).filter(|_| self.lapsed_at.is_none());
        purpose.into_iter().flat_map(|purpose| self.asks.iter().map(move |agency| (agency.clone(), purpose))).collect()
    }

    /// What it waits for, when it began to wait for a place at that time and may so long.
    #[must_use]
    pub fn as_wait(&self, since: DateTime<Utc>, patience: Duration) -> Wait {
        let for_what = match () {
            () if self.lapsed_at.is_some() => WaitsFor::Nothing,
            () if self.asks_first() => WaitsFor::Word,
            () if self.waits_for_a_place() => WaitsFor::Place,
            () => WaitsFor::Team,
        };
        Wait { for_what, until: since + patience }
    }
}
crate::redacted!(Waiting);

/// What waits as it is told.
#[must_use]
pub fn waiting(entry: &Unplaced) -> Waiting {
    Waiting {
        purpose: Purpose::id(entry.purpose).to_owned(),
        strand: entry.strand.as_ref().map(ToString::to_string),
        reason: entry.reason.id().to_owned(),
        lapsed_at: None,
        asks: BTreeSet::new(),
    }
}
