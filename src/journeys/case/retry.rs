//! How long to wait before a letter is tried again: exponential backoff with jitter.

use chrono::Duration;
use waymark_core::handling::job::Kind;

/// Growing pauses with a quarter of jitter: from half a minute to four hours; a code that somebody waits for comes sooner.
pub(crate) fn pause(kind: Kind, attempt: u32, chance: u16) -> Duration {
    let longest = if kind.is_waited_for() { 60 } else { 4 * 3600 };
    let first = if kind.is_waited_for() { 5 } else { 30 };
    let whole = (first << attempt.saturating_sub(1).min(20)).min(longest);
    let jitter = whole * i64::from(chance) / i64::from(u16::MAX) / 4;
    Duration::seconds(whole + jitter)
}
