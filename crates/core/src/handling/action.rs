//! An action: what somebody at the desk agreed to do by a day, and each step that it took.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clock::london;
use crate::handling::standing::Standing;
use crate::report::Told;

crate::ids! {
    /// What happened to an action.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Step: Serialize + Deserialize {
        /// It was agreed.
        Set = "set",
        /// Its words or its day changed.
        Changed = "changed",
        /// It is somebody else's now.
        HandedOver = "handed-over",
        /// It is done.
        Done = "done",
    }
}

/// An action after a step, as `handling` keeps it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Acted {
    /// The task.
    pub task: Uuid,
    /// What happened.
    pub step: Step,
    /// What is to be done.
    pub what: Told,
    /// Whose it is.
    pub owner: Uuid,
    /// Their name.
    pub name: Told,
    /// By which day.
    pub until: NaiveDate,
    /// What came of it; blank for nothing.
    pub note: Told,
    /// Who took the step.
    pub by: Told,
    /// Their account.
    pub by_id: Uuid,
}
crate::redacted!(Acted);

impl Acted {
    /// How it stands against its day.
    #[must_use]
    pub fn standing(&self, since: DateTime<Utc>, now: DateTime<Utc>) -> Standing {
        Standing::of(since, end_of(self.until), now)
    }
}

/// The last moment of a day.
#[must_use]
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    london(day.and_time(NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default()))
}
