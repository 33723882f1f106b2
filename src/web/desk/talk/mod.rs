//! Taking a report down with someone: every question on one page, then who may know, then all of it read back.

pub mod begun;
pub(crate) mod between;
pub(crate) mod check;
mod first;
mod groups;
pub(crate) mod paper;
pub(crate) mod permission;
pub(crate) mod questions;
pub(crate) mod slip;
pub(crate) mod watching;

/// Where the page is.
const PAGE: &str = "/desk/take-down";
/// The day of the talk: a paper form is typed in later.
const DAY: &str = "taken.day";
/// No talk was before this year: a digit is missing.
const EARLIEST: i32 = 1900;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::desk::talk::begun::talked_on;
    use crate::web::http::body::Form;
    use chrono::NaiveDate;
    use waymark_core::words::Words;

    #[test]
    fn the_day_of_a_talk_is_read_as_every_day_is_and_is_never_yet_to_come() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let t = std::sync::Arc::new(Words::read([]).unwrap()).speaker(["en"]);
        let said = |day: &str, month: &str, year: &str| {
            let parts = [("day", day), ("month", month), ("year", year)];
            talked_on(&Form(parts.map(|(part, value)| (format!("{DAY}.{part}"), value.to_owned())).to_vec()), today, &t)
        };
        assert_eq!(said("20", "11", "2026"), Ok(Some(today)));
        assert_eq!(said("20th", "nov", "26"), Ok(Some(today)));
        assert_eq!(said("", " ", ""), Ok(None), "a paper may have none");
        assert_eq!(said("21", "11", "2026"), Err("fault-date-in-future"));
        for (day, month, year) in [("31", "11", "2026"), ("", "11", "2026"), ("20", "11", ""), ("20", "11", "206"), ("x", "", "")]
        {
            assert_eq!(said(day, month, year), Err("fault-talk-day"), "{day} {month} {year}");
        }
    }
}
