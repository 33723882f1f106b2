//! How much needs a person: every count walks an index and stops at [`MOST`], so that a million reports are counted like a thousand.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::query::QueryAs;
use waymark_core::handling::task::TaskKind;

use crate::storage::Tx;
use crate::storage::case::inbox::{Whose, first, own};
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

/// Where a count stops: what is beyond is "more than".
pub const MOST: i64 = 200;

/// One more than [`MOST`], in the statement itself, so that PostgreSQL plans for it.
macro_rules! beyond {
    () => {
        "201"
    };
}

/// How many reports there are of those that the condition asks for, in the order of an index of open tasks: without it, PostgreSQL may
/// begin with years of tasks that are done. They are planned anew each time: what is rare and what is common needs another index, and a plan
/// that is kept knows of neither.
macro_rules! count {
    ($from:expr, $of:expr, $order:literal, $same:literal) => {
        concat!(
            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM ",
            $from,
            " JOIN report r ON r.id = t.report WHERE t.done_at IS NULL AND r.state = 'open'",
            $of,
            first!($same),
            " ORDER BY ",
            $order,
            " LIMIT ",
            beyond!(),
            ") c"
        )
    };
}

/// The same of each kind of task, which stand in the first places. Both engines name a column of `VALUES` so.
macro_rules! by_kind {
    ($from:expr, $of:expr, $same:literal) => {
        concat!(
            "SELECT k.column1, (",
            count!($from, concat!(" AND t.kind = k.column1", $of), "t.duty, t.id", $same),
            ") FROM (VALUES ($1), ($2), ($3), ($4), ($5), ($6), ($7), ($8), ($9), ($10), ($11), ($12), ($13), ($14), ($15)) k"
        )
    };
}

/// How many tasks are due from one moment until before another.
macro_rules! between {
    ($from:expr, $of:expr, $since:literal, $until:literal) => {
        concat!(
            "(SELECT COUNT(*) FROM (SELECT 1 AS one FROM ",
            $from,
            " JOIN report r ON r.id = t.report WHERE t.done_at IS NULL AND r.state = 'open' AND t.due_at >= ",
            $since,
            " AND t.due_at < ",
            $until,
            $of,
            " ORDER BY t.due_at LIMIT ",
            beyond!(),
            ") c)"
        )
    };
}

/// The same between each two of four moments, one after another.
macro_rules! due {
    ($from:expr, $of:expr) => {
        concat!(
            "SELECT ",
            between!($from, $of, "$1", "$2"),
            ", ",
            between!($from, $of, "$2", "$3"),
            ", ",
            between!($from, $of, "$3", "$4")
        )
    };
}

statements! {
    ALL = count!("task t", "", "t.duty, t.id", "");
    ALL_BY_KIND = by_kind!("task t", "", " AND o.kind = t.kind");
    ALL_DUE = due!("task t", "");
    OF_CENTRE = count!("task t", " AND t.centre = $1", "t.duty, t.id", " AND o.centre = t.centre");
    OF_CENTRE_BY_KIND = by_kind!("task t", " AND t.centre = $16", " AND o.centre = t.centre AND o.kind = t.kind");
    OF_CENTRE_DUE = due!("task t", " AND t.centre = $5");
    OWN = count!(own!("$1", "$2"), " AND t.report = m.report AND (t.centre = $3 OR $4)", "t.id", " AND (o.centre = $3 OR $4)");
    OWN_BY_KIND = by_kind!(own!("$16", "$17"), " AND t.report = m.report AND (t.centre = $18 OR $19)", " AND (o.centre = $18 OR $19) AND o.kind = t.kind");
    OWN_DUE = due!(own!("$5", "$6"), " AND t.report = m.report AND (t.centre = $7 OR $8)");
    LATE_ANSWERS = concat!("SELECT COUNT(*) FROM (SELECT 1 AS one FROM referral f JOIN report r ON r.id = f.report WHERE f.state = 'sent' AND f.due_at < $1 AND r.state = 'open' AND (r.centre = $2 OR $3) ORDER BY f.due_at LIMIT ", beyond!(), ") c");
}

/// Asks the statement of whoever's reports they are: what it begins with is bound first, then what makes the reports theirs.
macro_rules! ask {
    ($tx:expr, $whose:expr, [$all:expr, $centre:expr, $own:expr], |$query:ident| $begun:expr, $fetch:ident) => {
        match $whose {
            Whose::All => on!($tx, |conn| {
                let $query = sqlx::query_as($all);
                $begun.$fetch(conn).await
            }),
            Whose::Centre(of) => on!($tx, |conn| {
                let $query = sqlx::query_as($centre);
                $begun.bind(of.as_str()).$fetch(conn).await
            }),
            Whose::Own { staff, by_action, centre } => on!($tx, |conn| {
                let $query = sqlx::query_as($own);
                let (of, everywhere) = (centre.as_deref().unwrap_or_default(), centre.is_none());
                $begun.bind(staff).bind(by_action).bind(of).bind(everywhere).$fetch(conn).await
            }),
        }
    };
}

/// How many reports need a person, counted up to one more than [`MOST`].
pub async fn reports(tx: &mut Tx<'_>, whose: &Whose) -> Result<i64, StoreError> {
    let (count,): (i64,) = ask!(tx, whose, [ALL, OF_CENTRE, OWN], |query| query.persistent(false), fetch_one)?;
    Ok(count)
}

/// How many reports need a person for each kind of reason, counted up to one more than [`MOST`].
pub async fn by_kind(tx: &mut Tx<'_>, whose: &Whose) -> Result<Vec<(TaskKind, i64)>, StoreError> {
    let rows: Vec<(String, i64)> = ask!(
        tx,
        whose,
        [ALL_BY_KIND, OF_CENTRE_BY_KIND, OWN_BY_KIND],
        |query| TaskKind::IDS.into_iter().fold(query.persistent(false), QueryAs::bind),
        fetch_all
    )?;
    let counts: BTreeMap<String, i64> = rows.into_iter().collect();
    Ok(TaskKind::ALL.into_iter().map(|kind| (kind, counts.get(kind.id()).copied().unwrap_or_default())).collect())
}

/// How many tasks are due between each two of four moments, one after another; each counted up to one more than [`MOST`].
pub async fn due(tx: &mut Tx<'_>, whose: &Whose, moments: [DateTime<Utc>; 4]) -> Result<[i64; 3], StoreError> {
    let (first, second, third): (i64, i64, i64) =
        ask!(tx, whose, [ALL_DUE, OF_CENTRE_DUE, OWN_DUE], |query| moments.into_iter().fold(query, QueryAs::bind), fetch_one)?;
    Ok([first, second, third])
}

/// How many referrals nobody acknowledged in the promised time, counted up to one more than [`MOST`].
pub async fn late_answers(tx: &mut Tx<'_>, centre: Option<&str>, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(LATE_ANSWERS)
        .bind(now)
        .bind(centre.unwrap_or_default())
        .bind(centre.is_none())
        .fetch_one(conn)
        .await)?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_stops_one_beyond_the_most_that_is_said() {
        assert_eq!((MOST + 1).to_string(), beyond!());
    }

    #[test]
    fn each_kind_of_task_has_its_place() {
        let kinds = TaskKind::ALL.len();
        for sql in [ALL_BY_KIND, OF_CENTRE_BY_KIND, OWN_BY_KIND] {
            assert!(sql.contains(&format!("(${kinds})) k")), "{sql}");
        }
        // What makes the reports theirs comes after the kinds.
        assert!(OF_CENTRE_BY_KIND.contains(&format!("t.centre = ${} ", kinds + 1)), "{OF_CENTRE_BY_KIND}");
        assert!(
            OWN_BY_KIND.contains(&format!("staff = ${} ", kinds + 1)) && OWN_BY_KIND.contains(&format!("OR ${})", kinds + 4))
        );
    }
}
