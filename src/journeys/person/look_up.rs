//! Whoever holds the receipt sees who has the report and what became of it.

use chrono::{DateTime, Utc};
use serde::Serialize;
use waymark_core::handling::message::Message;
use waymark_core::handling::waiting::Waiting;
use waymark_core::head::{Head, ReportState};
use waymark_core::referral::{Headline, Referral, Terms, Timeline};
use waymark_core::report::Section;
use waymark_core::vault::Place;
use waymark_core::words::Speaker;

use crate::journeys::case::held_by::{HeldBy, ShownMessage, held_by};
use crate::journeys::case::terms;
use crate::journeys::case::timeline::{headline, timelines};
use crate::journeys::person::behind::Behind;
use crate::journeys::person::known_way::KnownWay;
use crate::journeys::person::receipt::Opened;
use crate::journeys::placing::make::unplaced_place;
use crate::journeys::placing::waiting::PATIENCE;
use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::referral::of_report;
use crate::storage::case::reopen::renewed_at;
use crate::storage::case::report::{items, unplaced};
use waymark_core::store_error::StoreError;

/// The reporter's view of a report.
#[derive(Serialize, utoipa::ToSchema)]
pub struct View {
    /// The spoken name.
    pub reference: String,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// `open`, `sealed-off` or `erased`.
    pub state: &'static str,
    /// Where it stands, in plain words: the best news first, then the next date.
    pub status: String,
    /// When it is destroyed, once it was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destroyed_at: Option<DateTime<Utc>>,
    /// When the team last made a new receipt, if it ever did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt_renewed_at: Option<DateTime<Utc>>,
    /// Who was told.
    pub referrals: Vec<HeldBy>,
    /// What nobody takes for now.
    pub unplaced: Vec<Waiting>,
    /// Ways to reach the person, named by kind and number: each can be stopped, and none is said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<KnownWay>,
    /// Messages both ways, oldest first.
    pub messages: Vec<ShownMessage>,
}

/// What the reporter sees: what a receipt must not show is not among it.
///
/// # Errors
/// When the database does not answer, or something does not open.
pub async fn view(service: &Service, opened: &Opened, speaker: &Speaker) -> Result<View, StoreError> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let id = opened.head.id;
    let behind = match &opened.key {
        Some(key) => Some(Behind::opened(service, tx, &opened.head, key, speaker).await?),
        None => None,
    };
    let (mut waiting, mut waits, mut messages) = (Vec::new(), Vec::new(), Vec::new());
    if let Some((key, behind)) = opened.key.as_ref().zip(behind.as_ref()) {
        for entry in unplaced(tx, id).await? {
            let one: Waiting = service.vault.open(key, &unplaced_place(id, entry.number), &entry.sealed)?;
            waits.push(one.as_wait(entry.since, PATIENCE));
            waiting.push(one);
        }
        for item in items(tx, id, Section::Messages, i64::MAX).await? {
            let message: Message = service.vault.open(key, &Place::item(id, Section::Messages, item.number), &item.sealed)?;
            messages.push(ShownMessage { from: message.from, at: item.added_at, text: behind.text(&message.text) });
        }
    }
    let (seen, lines) = seen(service, tx, opened, &waiting).await?;
    let mut referrals = Vec::with_capacity(seen.len());
    for ((referral, terms), (line, answer)) in seen.iter().zip(&lines) {
        let terms = terms.clone().filter(|_| opened.key.is_some());
        let holding = terms
            .as_ref()
            .zip(behind.as_ref())
            .map(|(terms, behind)| behind.holding(&terms.shown.sections().collect::<Vec<_>>()));
        let mut held = held_by(service, referral, terms, (line, answer.clone()), speaker);
        if let Some((sections, access)) = holding {
            held.narrow(&sections, access);
        }
        referrals.push(held);
    }
    let lines: Vec<(&str, &Timeline)> =
        seen.iter().zip(&lines).map(|((one, _), (line, _))| (one.agency.as_str(), line)).collect();
    let stands = Headline::of(&lines, &waits);
    let receipt_renewed_at = renewed_at(tx, id).await?;
    Ok(View {
        receipt_renewed_at,
        reference: opened.head.reference.to_string(),
        received_at: opened.head.received_at,
        state: match opened.head.state {
            ReportState::Open => "open",
            ReportState::SealedOff => "sealed-off",
            ReportState::Erased => "erased",
        },
        status: status(&opened.head, &stands, speaker),
        // What the law makes us keep is not destroyed on that day: nobody is told that it is.
        destroyed_at: opened.head.erase_at.filter(|_| opened.head.state == ReportState::SealedOff && !opened.head.held),
        referrals,
        unplaced: waiting,
        ways: behind.iter().flat_map(|behind| behind.ways(speaker)).collect(),
        messages,
    })
}

/// That a report is locked away, and until when.
#[must_use]
pub fn sealed_off(destroyed_at: Option<DateTime<Utc>>, speaker: &Speaker) -> String {
    let day = destroyed_at.map(|at| speaker.day_of(at)).unwrap_or_default();
    speaker.say1("status-sealed-off", "day", day)
}

/// The referrals that the person may see, each with its terms where they open, and what became of it.
async fn seen(service: &Service, tx: &mut Tx<'_>, opened: &Opened, waiting: &[Waiting]) -> Result<Seen, StoreError> {
    let mut seen = Vec::new();
    for referral in of_report(tx, opened.head.id).await? {
        let terms = opened.eyes.as_ref().map(|key| terms::terms(service, key, &referral)).transpose()?;
        if terms.as_ref().is_none_or(Terms::is_for_their_eyes) {
            seen.push((referral, terms));
        }
    }
    let lines = timelines(tx, &seen.iter().map(|(referral, _)| referral).collect::<Vec<_>>(), waiting, service.now()).await?;
    Ok((seen, lines))
}

/// Referrals with what they may show, and what became of each with the code of its answer.
type Seen = (Vec<(Referral, Option<Terms>)>, Vec<(Timeline, Option<String>)>);

fn status(head: &Head, stands: &Headline, speaker: &Speaker) -> String {
    match head.state {
        ReportState::SealedOff if head.held => speaker.say("status-sealed-off-held"),
        ReportState::SealedOff => sealed_off(head.erase_at, speaker),
        ReportState::Erased => speaker.say("status-erased"),
        ReportState::Open => headline(stands, speaker).join(" "),
    }
}
