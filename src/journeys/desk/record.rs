//! The record of who did what, as an auditor reads it: no content, and reading it is written down, too.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::record::{Action, Actor, Check};
use waymark_core::staff::Act;
use waymark_core::vault::{Reference, Sealed};

use crate::journeys::desk::door::accounts::member;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::record::chain::{self, End};
use crate::journeys::record::gaps::{Gap, LookBack, gaps};
use crate::journeys::service::Service;
use crate::journeys::service::note::note;
use crate::storage::case::report;
use crate::storage::record::{audit, chain as links};
use waymark_core::store_error::StoreError;

/// How many lines a page has.
pub const PAGE: usize = 50;

/// The whole record, among what somebody has open.
pub const WHOLE: Uuid = Uuid::nil();

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody at the desk: their name, unless nothing is known of them here.
    Staff(Option<String>),
    /// A centre that answered its letter.
    Centre,
    /// Whoever reported.
    Reporter,
    /// The service by itself.
    Service,
    /// Somebody with the command line.
    Operator,
    /// An organisation: its name, if one is known.
    Agency(Option<String>),
    /// Something that this version does not know.
    Other(String),
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// One of the actions.
    Known(Action),
    /// Something that this version does not know.
    Other(String),
}

/// Of which report a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Of none.
    NoReport,
    /// Of this one.
    Reference(String),
    /// Of one that is forgotten.
    Forgotten,
}

/// A line.
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub who: Who,
    /// What.
    pub what: What,
    /// Whose account it is about.
    pub about: Option<String>,
    /// Why, as a code: `ground:…`, `role:…`, `sections:…`.
    pub why: Option<String>,
    /// Of which report.
    pub report: Whose,
    /// Its place in the chain.
    pub position: Option<i64>,
}

/// A place in the record: before this line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    at: DateTime<Utc>,
    id: Uuid,
}

impl Place {
    /// The beginning: the newest line comes first.
    pub const FIRST: Self = Self { at: END_OF_TIME, id: Uuid::max() };

    /// As it stands in an address.
    #[must_use]
    pub fn to_text(self) -> String {
        format!("{}-{}", self.at.timestamp_micros(), self.id.simple())
    }

    /// Reads a place.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('-')?;
        let at = DateTime::from_timestamp_micros(at.parse().ok()?).filter(|at| *at <= END_OF_TIME)?;
        Some(Self { at, id: Uuid::parse_str(id).ok()? })
    }
}

/// The last day that both engines order as text and as time alike.
const END_OF_TIME: DateTime<Utc> = match DateTime::from_timestamp(253_402_300_799, 0) {
    Some(at) => at,
    None => DateTime::<Utc>::MAX_UTC,
};

/// A page of the record.
pub struct Record {
    /// Its lines, the newest first.
    pub entries: Vec<Entry>,
    /// Where the next page begins; nothing after the last.
    pub next: Option<Place>,
    /// Where the chain ends.
    pub end: Option<End>,
    /// When the chain was walked last, and what was found.
    pub check: Option<Check>,
    /// What is missing from it now: looked for where the record begins.
    pub gaps: Vec<Gap>,
}

/// Finds the report of a reference.
pub async fn find(service: &Service, reference: &str) -> Result<Option<(Uuid, Reference)>, StoreError> {
    let Some(reference) = Reference::parse(reference) else { return Ok(None) };
    let mut conn = service.store.read().await?;
    Ok(report::by_reference(&mut conn.tx(), &reference).await?.map(|head| (head.id, head.reference)))
}

/// Notes in the record that somebody reads it: of one report, or whole. Says whether they may.
///
/// # Errors
/// When it cannot be made durable.
pub async fn open(service: &Arc<Service>, who: &SignedIn, of: Option<Uuid>) -> Result<bool, StoreError> {
    if !who.may(Act::Audit) {
        return Ok(false);
    }
    let audited = service.audit(&who.actor(), Action::RecordRead, of, None);
    note(service, audited).await?;
    Ok(true)
}

/// A page of the record: of one report, or whole.
pub async fn read(service: &Service, of: Option<Uuid>, from: Place) -> Result<Record, StoreError> {
    let mut conn = service.store.read().await?;
    let mut lines = audit::page(&mut conn.tx(), (from.at, from.id), of, PAGE as i64 + 1).await?;
    let check = links::last_check(&mut conn.tx()).await?;
    let mut missing =
        if from == Place::FIRST { gaps(&mut conn.tx(), service.now(), LookBack::LastLink).await? } else { Vec::new() };
    drop(conn);
    // A page passes the newest lines only; the walk of each day passed all.
    let walked = check.as_ref().and_then(Check::not_chained).filter(|_| from == Place::FIRST);
    if !missing.iter().any(|gap| matches!(gap, Gap::NotChained { .. })) {
        missing.extend(walked.map(|lines| Gap::NotChained { lines }));
    }
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let next = lines.last().filter(|_| more).map(|last| Place { at: last.line.at, id: last.line.id });
    let mut names = Names { service, known: BTreeMap::new() };
    let mut entries = Vec::with_capacity(lines.len());
    for audit::Seen { line, reference, position } in lines {
        let action = Action::from_id(&line.action);
        let about = match line.subject {
            Some(account) if action.is_some_and(Action::is_about_an_account) => names.of(account).await?,
            _ => None,
        };
        let whose = match (line.report, reference) {
            (None, _) => Whose::NoReport,
            (Some(_), Some(reference)) => Whose::Reference(reference),
            (Some(_), None) => Whose::Forgotten,
        };
        let who = names.who(&line.actor).await?;
        let why = line.about.as_deref().and_then(|sealed| why(service, line.id, sealed));
        let what = action.map_or(What::Other(line.action), What::Known);
        entries.push(Entry { at: line.at, who, what, about, why, report: whose, position });
    }
    // A last link that cannot be one is told by the check; the record is shown all the same.
    let end = chain::end(&service.store).await.or_else(|error| match error {
        StoreError::Row { .. } => Ok(None),
        error => Err(error),
    })?;
    Ok(Record { entries, next, end, check, gaps: missing })
}

/// The code of a line; nothing for one that does not open, which is no reason to show no record.
fn why(service: &Service, line: Uuid, sealed: &[u8]) -> Option<String> {
    let sealed = Sealed::from_stored(sealed.to_vec()).ok()?;
    service.vault.desk_locker("audit about", line).ok()?.open(&sealed).ok()
}

/// Names of people at the desk, each looked up once for a page.
struct Names<'a> {
    service: &'a Service,
    known: BTreeMap<Uuid, Option<String>>,
}

impl Names<'_> {
    async fn of(&mut self, account: Uuid) -> Result<Option<String>, StoreError> {
        if let Some(name) = self.known.get(&account) {
            return Ok(name.clone());
        }
        let name = match member(self.service, account).await {
            Ok(member) => member.map(|member| member.known.name.reveal().to_owned()),
            // An account that does not open is no reason to show no record.
            Err(StoreError::Sealed(_)) => None,
            Err(error) => return Err(error),
        };
        self.known.insert(account, name.clone());
        Ok(name)
    }

    async fn who(&mut self, actor: &str) -> Result<Who, StoreError> {
        Ok(match Actor::parse(actor) {
            Some(Actor::Staff(id)) => Who::Staff(self.of(id).await?),
            Some(Actor::Agency(id)) => Who::Agency(Some(
                self.service.book.agency(id.as_str()).map_or_else(|| id.to_string(), |agency| agency.name.clone()),
            )),
            Some(Actor::Letter) => Who::Agency(None),
            Some(Actor::Reporter) => Who::Reporter,
            Some(Actor::Service) => Who::Service,
            Some(Actor::Centre) => Who::Centre,
            Some(Actor::Operator | Actor::CommandLine) => Who::Operator,
            None => Who::Other(actor.to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written_and_nothing_else() {
        let place = Place { at: DateTime::from_timestamp_micros(1_800_000_000_123_456).unwrap(), id: Uuid::from_u128(7) };
        assert_eq!(Place::parse(&place.to_text()), Some(place));
        assert_eq!(Place::parse(&Place::FIRST.to_text()), Some(Place::FIRST));
        for wrong in
            ["", "1", "1-x", "x-00000000000000000000000000000007", "9223372036854775807-00000000000000000000000000000007"]
        {
            assert!(Place::parse(wrong).is_none(), "{wrong}");
        }
    }
}
