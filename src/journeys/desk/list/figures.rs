//! Figures of a quarter: how many reports and referrals, by month, district, strand and outcome, with nobody in them. What counts is
//! sealed, so it is opened some at a time, and only for quarters that are over: the same question has one answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;
use waymark_core::clock::{london, london_day};
use waymark_core::handling::record::Action;
use waymark_core::labels::FIGURES_OUTCOME;
use waymark_core::report::suppression::{Table, protect};
use waymark_core::staff::{Act, Scope};
use waymark_core::vocabulary::STRAND;
use waymark_core::words::Speaker;

use crate::journeys::case::handling;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::list::district::district_name;
use crate::journeys::service::Service;
use crate::journeys::service::note::note;
use crate::storage::Tx;
use crate::storage::case::list;
use crate::storage::case::report::{self, Counted};
use crate::storage::engine::sql;
use waymark_core::store_error::StoreError;

/// At most so many reports are counted.
pub const MOST: usize = 100_000;
/// How many are opened in one go.
const AT_ONCE: usize = 2 * sql::AT_ONCE;

/// As a report counts of which the district is not known.
const UNKNOWN: &str = "unknown";
/// As a report counts that names no strand.
const NONE: &str = "none";

/// A calendar quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quarter {
    year: i32,
    number: u32,
}

impl Quarter {
    /// Reads a quarter such as `2026-Q3`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.split_once("-Q")?;
        let (year, number) = (year.parse().ok()?, number.parse().ok()?);
        ((2000..=2999).contains(&year) && (1..=4).contains(&number)).then_some(Self { year, number })
    }

    /// As it is written.
    #[must_use]
    pub fn text(self) -> String {
        format!("{}-Q{}", self.year, self.number)
    }

    /// Its year, and its number in it, from 1.
    #[must_use]
    pub const fn of_year(self) -> (i32, u32) {
        (self.year, self.number)
    }

    /// The quarters that were over on a day, the newest first.
    #[must_use]
    pub fn over(day: NaiveDate, most: usize) -> Vec<Self> {
        let mut quarter = Self { year: day.year(), number: day.month0() / 3 + 1 };
        let mut found = Vec::with_capacity(most);
        for _ in 0..most {
            quarter = if quarter.number == 1 {
                Self { year: quarter.year - 1, number: 4 }
            } else {
                Self { number: quarter.number - 1, ..quarter }
            };
            found.push(quarter);
        }
        found
    }

    /// Its months, as `2026-07`.
    fn months(self) -> Vec<String> {
        (0..3).map(|month| format!("{}-{:02}", self.year, (self.number - 1) * 3 + 1 + month)).collect()
    }

    fn span(self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let first = NaiveDate::from_ymd_opt(self.year, (self.number - 1) * 3 + 1, 1)?;
        let after = first.checked_add_months(chrono::Months::new(3))?;
        Some((london(first.and_time(NaiveTime::MIN)), london(after.and_time(NaiveTime::MIN))))
    }
}

/// Why there are no figures.
#[derive(Debug, thiserror::Error)]
pub enum FiguresFault {
    /// Somebody of this role may not.
    #[error("this role may not do it")]
    NotAllowed,
    /// The quarter is not over.
    #[error("this quarter is not over")]
    NotOver,
    /// There are more reports than are counted.
    #[error("there are more than {MOST} reports")]
    TooMany,
    /// Some of them do not open: what is left would be no answer.
    #[error("{0} reports do not open")]
    Unopened(usize),
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// Counts by one thing.
type Counts = BTreeMap<String, u64>;

#[derive(Default)]
struct Tally {
    months: Counts,
    districts: Counts,
    strands: Counts,
    referral_months: Counts,
    outcomes: Counts,
    /// How many reports do not open.
    unopened: usize,
}

fn add(counts: &mut Counts, what: &str) {
    *counts.entry(what.to_owned()).or_default() += 1;
}

/// The figures of a quarter as CSV: of a whole service or of one's own centre, and of nothing in between.
///
/// # Errors
/// When they may not, the quarter is not over, or there are too many.
pub async fn figures(service: &Arc<Service>, who: &SignedIn, quarter: Quarter) -> Result<String, FiguresFault> {
    let centre = match who.scope() {
        _ if !who.may(Act::Statistics) => return Err(FiguresFault::NotAllowed),
        Scope::All => None,
        Scope::Centre(centre) => Some(centre),
        Scope::Own | Scope::Nothing => return Err(FiguresFault::NotAllowed),
    };
    let span = quarter.span().filter(|(_, after)| *after <= service.now()).ok_or(FiguresFault::NotOver)?;
    let audited = service.audit(&who.actor(), Action::FiguresExported, None, None);
    let tally = count(service, span, centre.as_deref(), quarter).await?;
    note(service, audited).await?;
    Ok(csv(service, quarter, &tally))
}

async fn count(
    service: &Service,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    centre: Option<&str>,
    quarter: Quarter,
) -> Result<Tally, FiguresFault> {
    let mut tally = Tally::default();
    // Months without any are told, too: what is missing would tell something.
    for month in quarter.months() {
        tally.months.insert(month.clone(), 0);
        tally.referral_months.insert(month, 0);
    }
    let (mut after, mut seen) = (Uuid::nil(), 0);
    loop {
        // A connection for a batch: whoever waits for one comes in between.
        let mut conn = service.store.read().await?;
        let tx = &mut conn.tx();
        let batch = report::of_time(tx, from, to, centre, after, AT_ONCE as i64).await?;
        let Some(last) = batch.last() else {
            return if tally.unopened == 0 { Ok(tally) } else { Err(FiguresFault::Unopened(tally.unopened)) };
        };
        (after, seen) = (last.id, seen + batch.len());
        if seen > MOST {
            return Err(FiguresFault::TooMany);
        }
        count_some(service, tx, &batch, &mut tally).await?;
        drop(conn);
        tokio::task::yield_now().await;
    }
}

async fn count_some(service: &Service, tx: &mut Tx<'_>, some: &[Counted], tally: &mut Tally) -> Result<(), StoreError> {
    let reports: Vec<Uuid> = some.iter().map(|one| one.id).collect();
    let facts = handling::facts_of(service, tx, &reports).await?;
    let mut referred = list::referred(tx, &reports).await?;
    for one in some {
        let Some(facts) = facts.get(&one.id) else {
            // One that was destroyed meanwhile counts no more.
            if !matches!(handling::keys(service, tx, one.id).await, Ok(None)) {
                tracing::error!(report = %one.id, "a report does not open: it cannot be counted");
                tally.unopened += 1;
            }
            continue;
        };
        let month = london_day(one.received_at).format("%Y-%m").to_string();
        add(&mut tally.months, &month);
        add(&mut tally.districts, one.district.as_deref().unwrap_or(UNKNOWN));
        for strand in &facts.strands {
            add(&mut tally.strands, strand.as_str());
        }
        if facts.strands.is_empty() {
            add(&mut tally.strands, NONE);
        }
        for referral in referred.extract_if(.., |referral| referral.report == one.id) {
            add(&mut tally.referral_months, &month);
            add(&mut tally.outcomes, referral.state.id());
        }
    }
    Ok(())
}

/// What a count is of, in words.
fn name(service: &Service, t: &Speaker, by: &str, what: &str) -> String {
    match by {
        "district" if what != UNKNOWN => district_name(service, Some(what)).unwrap_or_default(),
        "district" => t.say("figures-no-district"),
        "strand" if what != NONE => t.of(&STRAND, what),
        "strand" => t.say("figures-no-strand"),
        "outcome" => t.of(&FIGURES_OUTCOME, what),
        _ => String::new(),
    }
}

/// A field of CSV (RFC 4180 §2): in quotes where it needs them.
fn field(text: &str) -> String {
    if text.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// Writes the tables. There are no totals: what is shown can be added up, and what is not cannot be worked out.
fn csv(service: &Service, quarter: Quarter, tally: &Tally) -> String {
    let t = service.speaker();
    let table = |counts: &Counts, several: bool| Table { counts: counts.values().copied().collect(), several };
    let reports = protect(&[table(&tally.months, false), table(&tally.districts, false), table(&tally.strands, true)]);
    let referrals = protect(&[table(&tally.referral_months, false), table(&tally.outcomes, false)]);
    let tables = [
        ("reports", "month", &tally.months),
        ("reports", "district", &tally.districts),
        ("reports", "strand", &tally.strands),
        ("referrals", "month", &tally.referral_months),
        ("referrals", "outcome", &tally.outcomes),
    ];
    let mut text = "quarter,of,by,what,count,name\r\n".to_owned();
    for ((of, by, counts), shown) in tables.into_iter().zip(reports.iter().chain(&referrals)) {
        for (what, shown) in counts.keys().zip(shown) {
            let name = field(&name(service, &t, by, what));
            text.push_str(&format!("{},{of},{by},{what},{},{name}\r\n", quarter.text(), shown.text()));
        }
    }
    text
}
