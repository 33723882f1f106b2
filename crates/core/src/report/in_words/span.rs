//! A stretch of days, and what it is read with.

use chrono::{Months, NaiveDate};

use crate::report::in_words::clock::Heard;
use crate::report::in_words::lexicon::{Lexicon, Token};

/// From a day to a day, both counted, and what was said of the time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The time of day.
    pub time: Option<Heard>,
}

impl Span {
    pub(super) fn of(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { from, to, time: None })
    }

    /// A whole month.
    pub(super) fn month(year: i32, month: u32) -> Option<Self> {
        let from = NaiveDate::from_ymd_opt(year, month, 1)?;
        Self::of(from, from.checked_add_months(Months::new(1))?.pred_opt()?)
    }

    pub(super) fn year(year: i32) -> Option<Self> {
        Self::of(NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?)
    }

    /// Whether it is a single day.
    #[must_use]
    pub fn is_day(&self) -> bool {
        self.from == self.to
    }
}

/// What a day is read with.
pub(super) struct Reading<'a> {
    pub lexicon: Lexicon<'a>,
    pub today: NaiveDate,
}

impl Reading<'_> {
    /// Words before it that say which one: "last", "this".
    pub(super) fn which<'t>(&self, tokens: &'t [Token]) -> (Option<Which>, &'t [Token]) {
        match tokens {
            [first, rest @ ..] if self.lexicon.is("read-last", first) => (Some(Which::Last), rest),
            [first, rest @ ..] if self.lexicon.is("read-this", first) => (Some(Which::This), rest),
            _ => (None, tokens),
        }
    }
}

/// Which one of several is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    This,
}
