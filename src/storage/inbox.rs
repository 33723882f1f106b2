//! The list of what needs a person: one entry a report, the urgent ones first, then the oldest. Every list walks an index in its own order
//! and stops after a page; every count stops at `MOST`. So a list of a million reports costs what a list of a thousand does.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::task::TaskKind;
use super::{StoreError, Tx, on, statements};

/// Where a count stops: what is beyond is "more than".
pub const MOST: i64 = 200;

/// A report is listed at the task of it that comes first. A subselect, and no join: the engines look it up row by row, and never work it
/// out for the whole table.
macro_rules! first {
    ($same:literal) => {
        concat!(
            " AND t.id = (SELECT o.id FROM task o WHERE o.report = t.report AND o.done_at IS NULL",
            $same,
            " ORDER BY o.duty DESC, o.id LIMIT 1)"
        )
    };
}

/// Somebody's own reports: their cases, and those in which an action is theirs. A cross join keeps SQLite to this order: from the few
/// reports to their tasks, and never through all tasks.
macro_rules! own {
    () => {
        "(SELECT report FROM assignment WHERE staff = $4 UNION SELECT report FROM task WHERE owner = $4 AND done_at IS NULL AND $5) m CROSS JOIN task t"
    };
}

/// A page: whether urgent ones, after which task, how many; then what the condition asks for.
macro_rules! page {
    ($from:expr, $of:literal, $same:literal) => {
        concat!(
            "SELECT t.id, t.report, t.duty, r.reference, r.district FROM ",
            $from,
            " JOIN report r ON r.id = t.report WHERE t.done_at IS NULL AND r.state = 'open' AND t.duty = $1 AND t.id > $2",
            $of,
            first!($same),
            " ORDER BY t.id LIMIT $3"
        )
    };
}

/// How many entries a list has, up to a number.
macro_rules! count {
    ($from:expr, $of:literal, $same:literal) => {
        concat!(
            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM ",
            $from,
            " JOIN report r ON r.id = t.report WHERE t.done_at IS NULL AND r.state = 'open' AND t.duty = $1 AND t.id > $2",
            $of,
            first!($same),
            " LIMIT $3) c"
        )
    };
}

/// How many tasks are due between two moments, up to a number.
macro_rules! due {
    ($from:expr, $of:literal) => {
        concat!(
            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM ",
            $from,
            " JOIN report r ON r.id = t.report WHERE t.done_at IS NULL AND r.state = 'open' AND t.due_at >= $1 AND t.due_at < $2",
            $of,
            " LIMIT $3) c"
        )
    };
}

statements! {
    ALL = page!("task t", "", "");
    ALL_COUNT = count!("task t", "", "");
    ALL_DUE = due!("task t", "");
    OF_KIND = page!("task t", " AND t.kind = $4", " AND o.kind = t.kind");
    OF_KIND_COUNT = count!("task t", " AND t.kind = $4", " AND o.kind = t.kind");
    OF_CENTRE = page!("task t", " AND t.centre = $4", " AND o.centre = t.centre");
    OF_CENTRE_COUNT = count!("task t", " AND t.centre = $4", " AND o.centre = t.centre");
    OF_CENTRE_DUE = due!("task t", " AND t.centre = $4");
    OF_CENTRE_AND_KIND = page!("task t", " AND t.centre = $4 AND t.kind = $5", " AND o.centre = t.centre AND o.kind = t.kind");
    OF_CENTRE_AND_KIND_COUNT = count!("task t", " AND t.centre = $4 AND t.kind = $5", " AND o.centre = t.centre AND o.kind = t.kind");
    OWN = page!(own!(), " AND t.report = m.report AND (t.centre = $6 OR $7)", " AND (o.centre = $6 OR $7)");
    OWN_COUNT = count!(own!(), " AND t.report = m.report AND (t.centre = $6 OR $7)", " AND (o.centre = $6 OR $7)");
    OWN_DUE = due!(own!(), " AND t.report = m.report AND (t.centre = $6 OR $7)");
    OWN_OF_KIND = page!(own!(), " AND t.report = m.report AND (t.centre = $6 OR $7) AND t.kind = $8", " AND (o.centre = $6 OR $7) AND o.kind = t.kind");
    OWN_OF_KIND_COUNT = count!(own!(), " AND t.report = m.report AND (t.centre = $6 OR $7) AND t.kind = $8", " AND (o.centre = $6 OR $7) AND o.kind = t.kind");
    LATE_ANSWERS = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM referral f JOIN report r ON r.id = f.report WHERE f.state = 'sent' AND f.due_at < $1 AND r.state = 'open' AND (r.centre = $2 OR $3) LIMIT $4) c";
}

/// Whose reports are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// All reports.
    All,
    /// A centre's.
    Centre(String),
    /// Somebody's own: their cases and, where they reach the report anyhow, those in which an action is theirs.
    Own {
        /// Their account.
        staff: Uuid,
        /// Whether an action makes a report theirs.
        by_action: bool,
        /// The centre they are bound to; nothing for none.
        centre: Option<String>,
    },
}

impl Whose {
    /// The centre and the person that narrow a search, as its statement takes them: an action alone makes no report somebody's to find.
    pub(super) fn parts(&self) -> (Option<&str>, Option<Uuid>) {
        match self {
            Self::All => (None, None),
            Self::Centre(centre) => (Some(centre.as_str()), None),
            Self::Own { staff, centre, .. } => (centre.as_deref(), Some(*staff)),
        }
    }
}

/// An entry of the list, at the task that puts it there.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The task: the place in the list.
    pub task: Uuid,
    /// The report.
    pub report: Uuid,
    /// Whether it is among the urgent ones.
    pub duty: bool,
    /// The report's spoken name.
    pub reference: String,
    /// Its district's code.
    pub district: Option<String>,
}

type Row = (Uuid, Uuid, bool, String, Option<String>);

/// Runs a statement with what it asks for: the three values that each has, then those of whose it lists.
macro_rules! listing {
    ($tx:expr, $whose:expr, $kind:expr, [$all:expr, $of_kind:expr, $centre:expr, $centre_kind:expr, $own:expr, $own_kind:expr], ($a:expr, $b:expr, $c:expr), $fetch:ident) => {{
        let kind = $kind.map(TaskKind::id);
        match ($whose, kind) {
            (Whose::All, None) => on!($tx, |conn| sqlx::query_as($all).bind($a).bind($b).bind($c).$fetch(conn).await),
            (Whose::All, Some(kind)) => {
                on!($tx, |conn| sqlx::query_as($of_kind).bind($a).bind($b).bind($c).bind(kind).$fetch(conn).await)
            }
            (Whose::Centre(centre), None) => {
                on!($tx, |conn| sqlx::query_as($centre).bind($a).bind($b).bind($c).bind(centre.as_str()).$fetch(conn).await)
            }
            (Whose::Centre(centre), Some(kind)) => on!($tx, |conn| sqlx::query_as($centre_kind)
                .bind($a)
                .bind($b)
                .bind($c)
                .bind(centre.as_str())
                .bind(kind)
                .$fetch(conn)
                .await),
            (Whose::Own { staff, by_action, centre }, kind) => {
                let (of, everywhere) = (centre.as_deref().unwrap_or_default(), centre.is_none());
                match kind {
                    None => on!($tx, |conn| sqlx::query_as($own)
                        .bind($a)
                        .bind($b)
                        .bind($c)
                        .bind(staff)
                        .bind(by_action)
                        .bind(of)
                        .bind(everywhere)
                        .$fetch(conn)
                        .await),
                    Some(kind) => on!($tx, |conn| sqlx::query_as($own_kind)
                        .bind($a)
                        .bind($b)
                        .bind($c)
                        .bind(staff)
                        .bind(by_action)
                        .bind(of)
                        .bind(everywhere)
                        .bind(kind)
                        .$fetch(conn)
                        .await),
                }
            }
        }
    }};
}

/// Entries after `after`, oldest first: the urgent ones, or the others. With a kind, only reports that need somebody for that.
///
/// # Errors
/// When the database does not answer.
pub async fn list(
    tx: &mut Tx<'_>,
    whose: &Whose,
    kind: Option<TaskKind>,
    duty: bool,
    after: Uuid,
    most: i64,
) -> Result<Vec<Listed>, StoreError> {
    let statements = [ALL, OF_KIND, OF_CENTRE, OF_CENTRE_AND_KIND, OWN, OWN_OF_KIND];
    let [all, of_kind, centre, centre_kind, own, own_kind] = statements;
    let rows: Vec<Row> =
        listing!(tx, whose, kind, [all, of_kind, centre, centre_kind, own, own_kind], (duty, after, most), fetch_all)?;
    let listed = |(task, report, duty, reference, district)| Listed { task, report, duty, reference, district };
    Ok(rows.into_iter().map(listed).collect())
}

/// How many entries a list has, counted up to one more than [`MOST`].
///
/// # Errors
/// When the database does not answer.
pub async fn count(tx: &mut Tx<'_>, whose: &Whose, kind: Option<TaskKind>) -> Result<i64, StoreError> {
    let statements = [ALL_COUNT, OF_KIND_COUNT, OF_CENTRE_COUNT, OF_CENTRE_AND_KIND_COUNT, OWN_COUNT, OWN_OF_KIND_COUNT];
    let [all, of_kind, centre, centre_kind, own, own_kind] = statements;
    let mut found = 0;
    for duty in [true, false] {
        let most = MOST + 1 - found;
        if most > 0 {
            let after = Uuid::nil();
            let (count,): (i64,) =
                listing!(tx, whose, kind, [all, of_kind, centre, centre_kind, own, own_kind], (duty, after, most), fetch_one)?;
            found += count;
        }
    }
    Ok(found)
}

/// How many tasks are due from one moment until before another, counted up to one more than [`MOST`].
///
/// # Errors
/// When the database does not answer.
pub async fn due(tx: &mut Tx<'_>, whose: &Whose, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<i64, StoreError> {
    // Of no kind alone: the statements that ask for one are never run.
    let (kind, most) = (None::<TaskKind>, MOST + 1);
    let (all, centre, own) = (ALL_DUE, OF_CENTRE_DUE, OWN_DUE);
    let (count,): (i64,) = listing!(tx, whose, kind, [all, all, centre, centre, own, own], (from, to, most), fetch_one)?;
    Ok(count)
}

/// How many referrals nobody acknowledged in the promised time, counted up to one more than [`MOST`].
///
/// # Errors
/// When the database does not answer.
pub async fn late_answers(tx: &mut Tx<'_>, centre: Option<&str>, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(LATE_ANSWERS)
        .bind(now)
        .bind(centre.unwrap_or_default())
        .bind(centre.is_none())
        .bind(MOST + 1)
        .fetch_one(conn)
        .await)?;
    Ok(count)
}
