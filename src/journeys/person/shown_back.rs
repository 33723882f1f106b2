//! What was told, shown back to whoever holds the receipt, and who could help: all of it behind what covers it.

use std::collections::BTreeSet;

use waymark_core::handling::message::Added;
use waymark_core::handling::waiting::Waiting;
use waymark_core::report::permission::{Granted, Standing};
use waymark_core::report::{Facts, Purpose, Section};
use waymark_core::routing::because::Because;
use waymark_core::vault::Place;
use waymark_core::vocabulary::AgencyId;
use waymark_core::words::Speaker;

use crate::journeys::case::parts::Addition;
use crate::journeys::person::behind::Behind;
use crate::journeys::person::receipt::{LookUpFault, Opened, never_told};
use crate::journeys::placing::make::unplaced_place;
use crate::journeys::placing::suggest::{Shown, Suggestions, suggest};
use crate::journeys::service::Service;
use crate::storage::case::report::{items, unplaced};
use waymark_core::store_error::StoreError;

/// What was told, for whoever asks to see it again.
///
/// # Errors
/// When the report was erased, or the database does not answer.
pub async fn story(service: &Service, opened: &Opened, speaker: &Speaker) -> Result<Shown, LookUpFault> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let (key, id) = (opened.key()?, opened.head.id);
    let behind = Behind::opened(service, tx, &opened.head, key, speaker).await?;
    let own = [Section::Incident, Section::Victim, Section::Suspect];
    let (mut sections, access) = behind.parts.as_shown(&Facts::default(), Granted::Full, own);
    for item in items(tx, id, Section::Incident, i64::MAX).await?.iter().filter(|item| item.number > 1) {
        let place = Place::item(id, Section::Incident, item.number);
        let added: Added = service.vault.open(key, &place, &item.sealed).map_err(StoreError::from)?;
        sections.additions.push(Addition { at: item.added_at, text: added.addition });
    }
    Ok(behind.shown((sections, access)))
}

/// What the page of permission is made of.
pub struct Choosing {
    /// Who could help, with what they would see.
    pub suggestions: Suggestions,
    /// Whether somebody can reach the person.
    pub reachable: bool,
    /// Whom they were asked about already.
    pub asked: BTreeSet<(AgencyId, Purpose)>,
    /// Who told it, and whether the person it happened to agreed.
    pub standing: Standing,
    /// Whoever must never be told.
    pub never: BTreeSet<AgencyId>,
}

/// Who could help, worked out from what the receipt opens: without the risk answers, which are the team's alone.
///
/// # Errors
/// When the report was erased, or the database does not answer.
pub async fn choosing(service: &Service, opened: &Opened, speaker: &Speaker) -> Result<Choosing, LookUpFault> {
    let mut conn = service.store.read().await?;
    let behind = Behind::opened(service, &mut conn.tx(), &opened.head, opened.key()?, speaker).await?;
    let waits = unplaced(&mut conn.tx(), opened.head.id).await?;
    drop(conn);
    let (parts, gazetteer) = (&behind.parts, &service.book.gazetteer);
    let mut facts = Facts::of(&parts.as_report(), gazetteer);
    // Where nobody could tell from what was told, somebody at the desk may have said where it belongs.
    let given = || opened.head.district.as_deref().and_then(|code| gazetteer.district(code));
    facts.district = facts.district.or_else(given);
    let reachable = parts.contact.through_centre || parts.contact.safe_ways().next().is_some();
    let never = never_told(service, opened).await?;
    let mut suggestions = suggest(service, parts, &facts, &never).await?;
    // Whom the form asked about, which knew the risk answers, and whom the team's side found or proposed.
    let mut asked: BTreeSet<(AgencyId, Purpose)> = parts.story.offered.iter().cloned().collect();
    for row in waits {
        let place = unplaced_place(opened.head.id, row.number);
        let waiting: Waiting = service.vault.open(opened.key()?, &place, &row.sealed).map_err(StoreError::from)?;
        asked.extend(waiting.asked_about());
    }
    asked.retain(|(agency, _)| !never.contains(agency));
    suggestions.also(service, (parts, &facts), &asked);
    for one in &mut suggestions.list {
        one.full = one.full.take().map(|full| behind.shown(full));
        if behind.lives_in_its_district() {
            one.because.retain(|because| !matches!(because, Because::Area(_)));
        }
    }
    let anonymous = std::mem::take(&mut suggestions.anonymous);
    suggestions.anonymous = behind.shown(anonymous);
    Ok(Choosing { suggestions, reachable, asked, standing: facts.standing(), never })
}
