//! What no link of the chain can tell: that its end was cut off, that lines were slipped in beside it, that it was emptied and begun anew.

use chrono::{DateTime, Duration, Utc};
use waymark_core::handling::record;

use crate::storage::Tx;
use crate::storage::record::chain;
use waymark_core::store_error::StoreError;

/// How long after its time a line is committed at the latest, but for what the daily look at everything finds.
pub(crate) const LATE: Duration = Duration::hours(1);
/// How long after its time a line may wait for its link: the chain is made once a minute, and once a day it looks for lines of any age.
const WAITS: Duration = Duration::days(1);

/// What is missing from a chain that adds up in itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Gap {
    /// Lines have no link, though they are old.
    #[error(
        "{lines} line(s) from more than a day ago are not chained. Either no process with the desk key has run since, or somebody wrote them \
         into the database"
    )]
    NotChained {
        /// How many.
        lines: i64,
    },
    /// The chain does not reach as far as it did, or holds something else there.
    #[error(
        "the chain does not hold what it held when it was checked on {}: it had {links} link(s) then. Its end was cut off, or it was made anew",
        at.format("%Y-%m-%d %H:%M:%S UTC")
    )]
    CutOff {
        /// How many links there were.
        links: i64,
        /// When.
        at: DateTime<Utc>,
    },
    /// There are reports from before the first line.
    #[error(
        "the oldest report came in on {}, and the record holds nothing from that time: its beginning was removed, or all of it",
        oldest.format("%Y-%m-%d %H:%M:%S UTC")
    )]
    NoBeginning {
        /// When the oldest report came in.
        oldest: DateTime<Utc>,
    },
}

impl Gap {
    /// Its name in the database, and the position it is about.
    #[must_use]
    pub fn code(self) -> (&'static str, i64) {
        match self {
            Self::NotChained { lines } => (record::NOT_CHAINED, lines),
            Self::CutOff { links, .. } => ("cut-off", links),
            Self::NoBeginning { .. } => ("no-beginning", 1),
        }
    }

    /// Whether a fault that was kept by this name is one of these.
    #[must_use]
    pub fn is_named(fault: &str) -> bool {
        matches!(fault, record::NOT_CHAINED | "cut-off" | "no-beginning")
    }
}

/// How far back it is looked for lines that no link holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookBack {
    /// To the beginning of the record: every line is passed.
    Whole,
    /// To the last link, for a page: what was slipped in before that, the walk of each day finds.
    LastLink,
}

/// Everything that is missing now.
pub async fn gaps(tx: &mut Tx<'_>, now: DateTime<Utc>, look_back: LookBack) -> Result<Vec<Gap>, StoreError> {
    let mut found = Vec::new();
    if let Some((at, links, head)) = chain::furthest(tx).await? {
        let now_there = chain::link_at(tx, links).await?;
        let same = now_there.zip(head).is_some_and(|(there, head)| there.matches(&head));
        found.extend((!same).then_some(Gap::CutOff { links, at }));
    }
    if let Some(oldest) = chain::oldest_report(tx).await? {
        let begins = chain::first_line(tx).await?.unwrap_or(now);
        found.extend((oldest + WAITS < begins).then_some(Gap::NoBeginning { oldest }));
    }
    let since = match look_back {
        LookBack::Whole => None,
        LookBack::LastLink => chain::head(tx).await?.map(|head| head.chained_at - LATE),
    };
    let lines = chain::count_loose_between(tx, since.unwrap_or(DateTime::UNIX_EPOCH), now - WAITS).await?;
    found.extend((lines > 0).then_some(Gap::NotChained { lines }));
    Ok(found)
}
