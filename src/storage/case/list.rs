//! What a list shows of several reports at once: a statement for each kind of thing, however many reports there are.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sqlx::query::QueryAs;
use uuid::Uuid;
use waymark_core::handling::task::TaskKind;
use waymark_core::head::Head;
use waymark_core::referral::State;
use waymark_core::report::Section;
use waymark_core::vault::Sealed;

use crate::storage::Tx;
use crate::storage::case::report::{HeadRow, head};
use crate::storage::case::task::Open;
use crate::storage::engine::sql::{AT_ONCE, ids, on, places, statements};
use waymark_core::store_error::StoreError;

/// Asks a statement with places for reports, as often as it takes.
macro_rules! of_all {
    ($tx:expr, $reports:expr, $statement:expr) => {{
        let mut rows = vec![];
        for some in $reports.chunks(AT_ONCE) {
            let mut more = on!($tx, |conn| ids(some).fold(sqlx::query_as($statement), QueryAs::bind).fetch_all(conn).await)?;
            rows.append(&mut more);
        }
        rows
    }};
}

statements! {
    HEADS = concat!("SELECT id, reference, channel, centre, district, state, held, received_at, changed_at, erase_at FROM report WHERE id IN ", places!());
    WRAPS = concat!("SELECT report, sealed FROM wrap WHERE holder = 'service' AND report IN ", places!());
    HANDLING = concat!("SELECT report, section, number, sealed FROM item WHERE section = 'handling' AND report IN ", places!(), " ORDER BY report, number");
    FIRST = concat!("SELECT report, section, number, sealed FROM item WHERE section IN ('incident', 'victim', 'contact') AND number = 1 AND report IN ", places!());
    REASONS = concat!("SELECT report, id, kind, duty, centre, since, due_at, owner, told_at, seen_at FROM task WHERE done_at IS NULL AND report IN ", places!(), " ORDER BY report, duty DESC, id");
    STATES = concat!("SELECT id, report, agency, state, acknowledged_at FROM referral WHERE report IN ", places!());
    WAIT = concat!("SELECT DISTINCT report FROM unplaced WHERE report IN ", places!());
    ASSIGNED = concat!("SELECT report FROM assignment WHERE report IN ", places!(), " AND staff = $33");
}

/// The readable columns of these reports; one that was forgotten is missing.
pub async fn heads(tx: &mut Tx<'_>, reports: &[Uuid]) -> Result<BTreeMap<Uuid, Head>, StoreError> {
    let rows: Vec<HeadRow> = of_all!(tx, reports, HEADS);
    rows.into_iter().map(|row| head(row).map(|head| (head.id, head))).collect()
}

/// What is opened of a report for a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// `handling`, all of it.
    Handling,
    /// What first came in of the incident, of the person hurt and of how to reach somebody.
    Told,
}

/// What is kept of a report, as far as a list needs it.
pub struct Kept {
    /// Its keys as wrapped for the service.
    pub wrap: Sealed,
    /// Section, number and item, those of a section in order.
    pub items: Vec<(Section, i64, Sealed)>,
}

/// What is kept of these reports. One that was destroyed is missing; so is one of which something cannot be what was sealed: one that is
/// damaged must not hide the others.
pub async fn kept(tx: &mut Tx<'_>, reports: &[Uuid], what: What) -> Result<BTreeMap<Uuid, Kept>, StoreError> {
    let (mut found, mut damaged) = (BTreeMap::new(), BTreeSet::new());
    let wraps: Vec<(Uuid, Vec<u8>)> = of_all!(tx, reports, WRAPS);
    for (report, bytes) in wraps {
        match Sealed::from_stored(bytes) {
            Ok(wrap) => drop(found.insert(report, Kept { wrap, items: Vec::new() })),
            Err(_) => drop(damaged.insert(report)),
        }
    }
    let statement = match what {
        What::Handling => HANDLING,
        What::Told => FIRST,
    };
    let items: Vec<(Uuid, String, i64, Vec<u8>)> = of_all!(tx, reports, statement);
    for (report, section, number, bytes) in items {
        let (Some(section), Ok(sealed)) = (Section::from_id(&section), Sealed::from_stored(bytes)) else {
            damaged.insert(report);
            continue;
        };
        if let Some(kept) = found.get_mut(&report) {
            kept.items.push((section, number, sealed));
        }
    }
    for report in damaged {
        tracing::error!(%report, "a report is damaged");
        found.remove(&report);
    }
    Ok(found)
}

type Moment = Option<DateTime<Utc>>;
type StateRow = (Uuid, Uuid, String, String, Moment);
type ReasonRow = (Uuid, Uuid, String, bool, String, DateTime<Utc>, Moment, Option<Uuid>, Moment, Moment);

/// Why each of these reports needs a person now: what is urgent first, then the oldest.
pub async fn reasons(tx: &mut Tx<'_>, reports: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<Open>>, StoreError> {
    let rows: Vec<ReasonRow> = of_all!(tx, reports, REASONS);
    let mut found = BTreeMap::<Uuid, Vec<Open>>::new();
    for (report, id, kind, duty, centre, since, due_at, owner, told_at, seen_at) in rows {
        let kind = TaskKind::from_id(&kind).ok_or(StoreError::Row { table: "task", column: "kind", id })?;
        let open = Open { id, kind, duty, centre, since, due_at: due_at.unwrap_or(since), owner, told_at, seen_at };
        found.entry(report).or_default().push(open);
    }
    Ok(found)
}

/// Where a report stands with the organisations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passed {
    /// Whether it was ever meant for anybody.
    pub ever: bool,
    /// The organisations that have it in hand or on its way.
    pub live: BTreeSet<String>,
    /// Those of them that said that they have it.
    pub held: BTreeSet<String>,
    /// Whether something of it waits for a place.
    pub waits: bool,
}

/// A referral, as far as a list or a count needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referred {
    /// Of which report.
    pub report: Uuid,
    /// To whom.
    pub agency: String,
    /// Where it stands.
    pub state: State,
    /// Whether somebody there said that they have it.
    pub acknowledged: bool,
}

/// The referrals of these reports.
pub async fn referred(tx: &mut Tx<'_>, reports: &[Uuid]) -> Result<Vec<Referred>, StoreError> {
    let rows: Vec<StateRow> = of_all!(tx, reports, STATES);
    rows.into_iter()
        .map(|(id, report, agency, state, acknowledged_at)| {
            let state = State::from_id(&state).ok_or(StoreError::Row { table: "referral", column: "state", id })?;
            Ok(Referred { report, agency, state, acknowledged: acknowledged_at.is_some() })
        })
        .collect()
}

/// Where each of these reports stands with the organisations.
pub async fn passed(tx: &mut Tx<'_>, reports: &[Uuid]) -> Result<BTreeMap<Uuid, Passed>, StoreError> {
    let mut found: BTreeMap<Uuid, Passed> = reports.iter().map(|report| (*report, Passed::default())).collect();
    for Referred { report, agency, state, acknowledged } in referred(tx, reports).await? {
        let passed = found.entry(report).or_default();
        passed.ever = true;
        if state.is_live() {
            if acknowledged {
                passed.held.insert(agency.clone());
            }
            passed.live.insert(agency);
        }
    }
    let waiting: Vec<(Uuid,)> = of_all!(tx, reports, WAIT);
    for (report,) in waiting {
        found.entry(report).or_default().waits = true;
    }
    Ok(found)
}

/// Which of these reports are somebody's cases.
pub async fn assigned(tx: &mut Tx<'_>, reports: &[Uuid], staff: Uuid) -> Result<BTreeSet<Uuid>, StoreError> {
    let mut found = BTreeSet::new();
    for some in reports.chunks(AT_ONCE) {
        let rows: Vec<(Uuid,)> =
            on!(tx, |conn| ids(some).fold(sqlx::query_as(ASSIGNED), QueryAs::bind).bind(staff).fetch_all(conn).await)?;
        found.extend(rows.into_iter().map(|(report,)| report));
    }
    Ok(found)
}
