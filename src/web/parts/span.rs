//! A stretch of days as it is said: a year, months, or from a day to a day.

use chrono::{Datelike, Days, NaiveDate};
use waymark_core::words::Speaker;

/// "2025", "March 2026", "June 2026 to August 2026", "3 March 2026 to 5 March 2026", "3 March 2026".
pub(crate) fn in_months(from: NaiveDate, to: Option<NaiveDate>, t: &Speaker) -> String {
    let Some(to) = to.filter(|to| *to != from) else { return t.day(from) };
    let begins = from.day() == 1;
    let ends = to.checked_add_days(Days::new(1)).is_some_and(|next| next.day() == 1);
    let same_year = from.year() == to.year();
    let range = |from: String, to: String| t.say2("when-span", "from", from, "to", to);
    match (begins && ends, from.month(), to.month()) {
        (true, 1, 12) if same_year => from.year().to_string(),
        (true, first, last) if same_year && first == last => t.month_of(from),
        (true, ..) => range(t.month_of(from), t.month_of(to)),
        _ => range(t.day(from), t.day(to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_core::words::Words;

    #[test]
    fn a_stretch_of_days_is_said_as_shortly_as_it_is_true() {
        let t = std::sync::Arc::new(Words::read([]).unwrap()).speaker(["en"]);
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (from, to, said) in [
            ("2025-01-01", "2025-12-31", "2025"),
            ("2026-03-01", "2026-03-31", "March 2026"),
            ("2026-06-01", "2026-08-31", "June 2026 to August 2026"),
            ("2025-12-01", "2026-02-28", "December 2025 to February 2026"),
            ("2026-03-03", "2026-03-05", "3 March 2026 to 5 March 2026"),
            ("2026-03-03", "2026-03-03", "3 March 2026"),
        ] {
            assert_eq!(in_months(day(from), Some(day(to)), &t), said);
        }
        assert_eq!(in_months(day("2026-03-01"), None, &t), "1 March 2026");
    }
}
