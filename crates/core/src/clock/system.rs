//! The clock of the machine.

use chrono::{DateTime, Duration, Utc};

use crate::clock::clock::Clock;

/// The machine's clock, shifted by a fixed offset in a demonstration (`WAYMARK_CLOCK_OFFSET`).
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    offset: Duration,
}

impl SystemClock {
    /// A clock that runs `offset` ahead of the machine's.
    #[must_use]
    pub fn shifted(offset: Duration) -> Self {
        Self { offset }
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine is asked for the time")]
    fn now(&self) -> DateTime<Utc> {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let micros = i64::try_from(since.as_micros()).unwrap_or(i64::MAX);
        DateTime::from_timestamp_micros(micros).unwrap_or(DateTime::UNIX_EPOCH) + self.offset
    }
}
