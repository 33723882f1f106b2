//! Safe times as they are said again: a line for each time of the days that have it.

use serde::{Serialize, Serializer};

use crate::clock::safe_times::week::Week;

/// Days as they are said together: `every` of them, `weekdays`, the `weekend`, and each by itself.
pub const SAFE_DAYS: &[&str] =
    &["every", "weekdays", "weekend", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// Times as they are said: `all` day, `after` one, `before` one, `between` two.
pub const SAFE_TIME: &[&str] = &["all", "after", "before", "between"];

/// Midnight, at the end of a day.
const END: u32 = 24 * 60;

/// A time of some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SafeLine {
    /// Which days, as a member of [`SAFE_DAYS`].
    pub days: &'static str,
    /// From which minute of the day.
    #[serde(serialize_with = "as_clock")]
    pub from: u32,
    /// Until which.
    #[serde(serialize_with = "as_clock")]
    pub to: u32,
}

/// Minutes as a clock of 24 hours shows them: `18:05`.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes what it serializes so")]
fn as_clock<S: Serializer>(minutes: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{:02}:{:02}", minutes / 60, minutes % 60))
}

impl SafeLine {
    /// How the time is said, as a member of [`SAFE_TIME`].
    #[must_use]
    pub fn time(&self) -> &'static str {
        match (self.from, self.to) {
            (0, END) => "all",
            (_, END) => "after",
            (0, _) => "before",
            _ => "between",
        }
    }
}

impl Week {
    /// The lines that say it, from Monday on.
    #[must_use]
    pub fn lines(&self) -> Vec<SafeLine> {
        let days: Vec<Vec<(usize, usize)>> = (0..7).map(|day| self.of_day(day)).collect();
        let alike = |days: &[Vec<(usize, usize)>]| days.windows(2).all(|pair| pair[0] == pair[1]);
        let name = |day: usize| SAFE_DAYS.get(day + 3).copied().unwrap_or_default();
        let mut groups: Vec<(&'static str, &Vec<(usize, usize)>)> = Vec::new();
        match days.as_slice() {
            all if alike(all) => groups.push(("every", &all[0])),
            all => {
                let (week, end) = all.split_at(5);
                if alike(week) {
                    groups.push(("weekdays", &week[0]));
                } else {
                    groups.extend(week.iter().enumerate().map(|(day, spans)| (name(day), spans)));
                }
                if alike(end) {
                    groups.push(("weekend", &end[0]));
                } else {
                    groups.extend(end.iter().enumerate().map(|(day, spans)| (name(day + 5), spans)));
                }
            }
        }
        let minute = |minute: usize| u32::try_from(minute).unwrap_or_default();
        let line = |days, (from, to): &(usize, usize)| SafeLine { days, from: minute(*from), to: minute(*to) };
        groups.into_iter().flat_map(|(days, spans)| spans.iter().map(move |span| line(days, span))).collect()
    }
}
