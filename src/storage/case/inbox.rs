//! The list of what needs a person: one entry a report, the urgent ones first, then the oldest. Every list walks an index in its own order
//! and stops after a page. So a list of a million reports costs what a list of a thousand does. How many there are, `tally` counts.

use uuid::Uuid;
use waymark_core::handling::task::TaskKind;

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

/// How many entries a list gives at once: a page, and the one behind it. It stands in the statement itself, so that PostgreSQL plans for it.
macro_rules! at_once {
    () => {
        "26"
    };
}
/// How many entries a list gives at once.
pub const AT_ONCE: usize = 26;

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
pub(crate) use first;

/// Somebody's own reports: their cases, and – where the second place says so – those in which an action is theirs. A cross join keeps
/// SQLite to this order: from the few reports to their tasks, and never through all tasks.
macro_rules! own {
    ($staff:literal, $by_action:literal) => {
        concat!(
            "(SELECT report FROM assignment WHERE staff = ",
            $staff,
            " UNION SELECT report FROM task WHERE owner = ",
            $staff,
            " AND done_at IS NULL AND ",
            $by_action,
            ") m CROSS JOIN task t"
        )
    };
}
pub(crate) use own;

/// A page: from which tables, which tasks, in which order, and what makes two tasks of a report stand for the same entry. Which tasks is
/// said as a range over all columns of the index that has this order, and never as a value of one and a range of another: so PostgreSQL
/// has no other way to that order, and never goes through all tasks to find a few.
macro_rules! page {
    ($from:expr, $of:literal, $order:literal, $same:literal) => {
        concat!(
            "SELECT t.id, t.report, t.duty, r.reference, r.district FROM ",
            $from,
            " JOIN report r ON r.id = t.report WHERE t.done_at IS NULL AND r.state = 'open' AND ",
            $of,
            first!($same),
            " ORDER BY ",
            $order,
            " LIMIT ",
            at_once!()
        )
    };
}

statements! {
    ALL = page!("task t", "(t.duty, t.id) > ($1, $2) AND t.duty <= $1", "t.duty, t.id", "");
    OF_KIND = page!("task t", "(t.kind, t.duty, t.id) > ($3, $1, $2) AND (t.kind, t.duty) <= ($3, $1)", "t.kind, t.duty, t.id", " AND o.kind = t.kind");
    OF_CENTRE = page!("task t", "(t.centre, t.duty, t.id) > ($3, $1, $2) AND (t.centre, t.duty) <= ($3, $1)", "t.centre, t.duty, t.id", " AND o.centre = t.centre");
    OF_CENTRE_AND_KIND = page!("task t", "(t.centre, t.duty, t.id) > ($3, $1, $2) AND (t.centre, t.duty) <= ($3, $1) AND t.kind >= $4 AND t.kind <= $4", "t.centre, t.duty, t.id", " AND o.centre = t.centre AND o.kind = t.kind");
    OWN = page!(own!("$3", "$4"), "t.duty = $1 AND t.id > $2 AND t.report = m.report AND (t.centre = $5 OR $6)", "t.id", " AND (o.centre = $5 OR $6)");
    OWN_OF_KIND = page!(own!("$3", "$4"), "t.duty = $1 AND t.id > $2 AND t.report = m.report AND (t.centre = $5 OR $6) AND t.kind = $7", "t.id", " AND (o.centre = $5 OR $6) AND o.kind = t.kind");
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
    pub(crate) fn parts(&self) -> (Option<&str>, Option<Uuid>) {
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

/// Entries after `after`, oldest first, [`AT_ONCE`] at most: the urgent ones, or the others. With a kind, only reports that need somebody
/// for that.
pub async fn list(
    tx: &mut Tx<'_>,
    whose: &Whose,
    kind: Option<TaskKind>,
    duty: bool,
    after: Uuid,
) -> Result<Vec<Listed>, StoreError> {
    /// Asks the statement with what it asks for.
    macro_rules! ask {
        ($statement:expr $(, $asked:expr)*) => {
            on!(tx, |conn| sqlx::query_as($statement).bind(duty).bind(after)$(.bind($asked))*.fetch_all(conn).await)
        };
    }
    let rows: Vec<Row> = match (whose, kind.map(TaskKind::id)) {
        (Whose::All, None) => ask!(ALL),
        (Whose::All, Some(kind)) => ask!(OF_KIND, kind),
        (Whose::Centre(centre), None) => ask!(OF_CENTRE, centre.as_str()),
        (Whose::Centre(centre), Some(kind)) => ask!(OF_CENTRE_AND_KIND, centre.as_str(), kind),
        (Whose::Own { staff, by_action, centre }, None) => {
            ask!(OWN, staff, by_action, centre.as_deref().unwrap_or_default(), centre.is_none())
        }
        (Whose::Own { staff, by_action, centre }, Some(kind)) => {
            ask!(OWN_OF_KIND, staff, by_action, centre.as_deref().unwrap_or_default(), centre.is_none(), kind)
        }
    }?;
    let listed = |(task, report, duty, reference, district)| Listed { task, report, duty, reference, district };
    Ok(rows.into_iter().map(listed).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_list_gives_as_many_as_it_says() {
        assert_eq!(super::AT_ONCE.to_string(), at_once!());
    }
}
