//! Where "now" comes from.

use std::sync::Arc;

use chrono::{DateTime, Utc};

/// Where "now" comes from. UTC, whole microseconds (what both databases keep).
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;
}

/// A clock that everything shares.
pub type SharedClock = Arc<dyn Clock>;
