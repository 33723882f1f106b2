//! A day, or a stretch of days, as people say it.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::report::in_words::clock::{self, Heard};
use crate::report::in_words::lexicon::{Lexicon, Token};
use crate::report::in_words::relative;
use crate::report::in_words::span::{Reading, Span, Which};
use crate::tidy::tidy;
use crate::words::Speaker;

/// No incident that is told today lies before this year.
const FIRST_YEAR: i32 = 1900;

/// A day from its three fields, by numbers or the name of a month. Nothing when there is no such day.
#[must_use]
pub fn day(day: &str, month: &str, year: &str, t: &Speaker) -> Option<NaiveDate> {
    let year = tidy(year);
    let full: i32 = year.parse().ok()?;
    let full = if (0..100).contains(&full) && year.len() == 2 { 2000 + full } else { full };
    let month = tidy(month);
    let month = month.parse().ok().or_else(|| t.month_called(&month))?;
    let day = tidy(day).trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
    NaiveDate::from_ymd_opt(full, month, day).filter(|day| day.year() >= FIRST_YEAR)
}

/// Reads when something happened: "last summer", "2025", "June to August", "yesterday at half past nine pm". Nothing when it cannot be read
/// whole, or is yet to come.
#[must_use]
pub fn when(text: &str, today: NaiveDate, t: &Speaker) -> Option<Span> {
    let lexicon = Lexicon { t };
    let tokens = lexicon.tokens(text)?;
    let reading = Reading { lexicon, today };
    // Whoever says "about" may mean the day or the time: neither is taken to the minute.
    let (_, vague) = reading.lexicon.without_fill(&tokens);
    let whole = reading.range(&tokens).or_else(|| {
        // The time stands before the day or behind it.
        (1..tokens.len()).find_map(|at| {
            let (first, second) = tokens.split_at(at);
            let both = |day: &[Token], time: &[Token]| {
                let span = reading.range(day).filter(|span| span.time.is_none())?;
                let time = clock::heard(time, &reading.lexicon)?;
                Some(Span { time: Some(if vague { Heard::In(time.part()) } else { time }), ..span })
            };
            both(first, second).or_else(|| both(second, first))
        })
    })?;
    (whole.from <= today && whole.from.year() >= FIRST_YEAR).then(|| Span { to: whole.to.min(today), ..whole })
}

impl Reading<'_> {
    /// A span, or one that two make: "June to August", "between 3 and 5 March", "since May".
    fn range(&self, tokens: &[Token]) -> Option<Span> {
        if let Some(one) = self.span(tokens, None) {
            return Some(one);
        }
        if let [first, rest @ ..] = tokens
            && self.lexicon.is("read-since", first)
        {
            return Span::of(self.span(rest, None)?.from, self.today);
        }
        let tokens = match tokens {
            [first, rest @ ..] if self.lexicon.is("read-between", first) => rest,
            _ => tokens,
        };
        (1..tokens.len()).find_map(|at| {
            let (left, right) = (&tokens[..at], &tokens[at + 1..]);
            if !tokens[at].is_mark("-/") && !self.lexicon.is("read-until", &tokens[at]) {
                return None;
            }
            let end = self.span(right, None)?;
            let end_year = end.from.year();
            let begins = |tokens: &[Token]| {
                let hinted = |year: i32| self.span(tokens, Some(year)).filter(|begin| begin.from <= end.to);
                hinted(end_year).or_else(|| hinted(end_year - 1))
            };
            // "3 to 5 March": the month stands once.
            let shared = || {
                let [only] = left else { return None };
                begins(&[std::slice::from_ref(only), right.get(1..)?].concat())
            };
            Span::of(begins(left).or_else(shared)?.from, end.to)
        })
    }

    /// One span, with nothing left over. Where no year is said it is this one, or else the latest that has been.
    fn span(&self, tokens: &[Token], year: Option<i32>) -> Option<Span> {
        if let Some(span) = self.numbers(tokens, year) {
            return Some(span);
        }
        let (kept, _) = self.lexicon.without_fill(tokens);
        let kept: Vec<Token> = kept.into_iter().filter(|token| !token.is_mark(".-/")).collect();
        self.named(&kept, year).or_else(|| relative::span(self, &kept)).or_else(|| self.numbers(&kept, year))
    }

    /// 14/11/2026, 14.11.26, 2026-11-14, 11/2026, 14/11, 2025.
    fn numbers(&self, tokens: &[Token], hint: Option<i32>) -> Option<Span> {
        let digits: Vec<&str> = tokens
            .iter()
            .filter(|token| !token.is_mark("/.-"))
            .map(|token| match token {
                Token::Number(digits) => Some(digits.as_str()),
                _ => None,
            })
            .collect::<Option<_>>()?;
        let number = |text: &str| text.parse::<u32>().ok();
        let year = |text: &str| match text.len() {
            4 => text.parse::<i32>().ok().filter(|year| (FIRST_YEAR..=self.today.year()).contains(year)),
            2 => text.parse::<i32>().ok().map(|year| 2000 + year),
            _ => None,
        };
        let single = |day: NaiveDate| Span::of(day, day);
        match digits.as_slice() {
            [only] if only.len() == 4 => Span::year(year(only)?),
            [first, second, third] if first.len() == 4 => {
                single(NaiveDate::from_ymd_opt(year(first)?, number(second)?, number(third)?)?)
            }
            [first, second, third] => single(NaiveDate::from_ymd_opt(year(third)?, number(second)?, number(first)?)?),
            [month, full] if full.len() == 4 => Span::month(year(full)?, number(month)?),
            [day, month] => self.latest(hint, |year| single(NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)?)),
            _ => None,
        }
    }

    /// Days and months by name, and the times of the year.
    fn named(&self, tokens: &[Token], hint: Option<i32>) -> Option<Span> {
        let (which, rest) = self.which(tokens);
        let (rest, year) = self.year_behind(rest);
        let year = year.or(hint);
        let in_year = |of: &dyn Fn(i32) -> Option<Span>| match (year, which) {
            (Some(year), _) => of(year),
            // The last one is over.
            (None, Some(Which::Last)) => {
                let now = self.today.year();
                [now, now - 1].into_iter().filter_map(of).find(|span| span.to < self.today)
            }
            (None, _) => self.latest(None, of),
        };
        match rest {
            [season] if self.season(season).is_some() => {
                let (first, _) = self.season(season)?;
                in_year(&|year| {
                    let from = NaiveDate::from_ymd_opt(year, first, 1)?;
                    Span::of(from, from.checked_add_months(Months::new(3))?.pred_opt()?)
                })
            }
            [month] if self.month(month).is_some() => in_year(&|year| Span::month(year, self.month(month)?)),
            [part, month] if self.month(month).is_some() => {
                let thirds = ["read-early", "read-middle", "read-late"];
                if let Some(third) = thirds.into_iter().position(|list| self.lexicon.is(list, part)) {
                    let third = third as u64;
                    return in_year(&|year| {
                        let whole = Span::month(year, self.month(month)?)?;
                        let from = whole.from.checked_add_days(Days::new(third * 10))?;
                        Span::of(from, if third == 2 { whole.to } else { from.checked_add_days(Days::new(9))? })
                    });
                }
                let day = ordinal(part)?;
                in_year(&|year| self.single(year, month, day))
            }
            [month, day] if self.month(month).is_some() => {
                let day = ordinal(day)?;
                in_year(&|year| self.single(year, month, day))
            }
            // "the 14th of November", whose ending is a word of its own; or the name of the day before it.
            [day, ending, rest @ ..] if day.number().is_some() && is_ending(ending) && which.is_none() => {
                self.named(&[std::slice::from_ref(day), rest].concat(), year)
            }
            [month, day, ending] if day.number().is_some() && is_ending(ending) => {
                self.named(&[month.clone(), day.clone()], year)
            }
            [weekday, rest @ ..] if !rest.is_empty() && self.lexicon.is("read-weekdays", weekday) => self.named(rest, year),
            _ => None,
        }
    }

    /// A year at the end: "2025", "this year", "last year".
    fn year_behind<'t>(&self, tokens: &'t [Token]) -> (&'t [Token], Option<i32>) {
        let now = self.today.year();
        match tokens {
            [before @ .., which, unit] if !before.is_empty() && self.lexicon.is("read-years", unit) => {
                match self.which(std::slice::from_ref(which)).0 {
                    Some(Which::Last) => (before, Some(now - 1)),
                    Some(Which::This) => (before, Some(now)),
                    None => (tokens, None),
                }
            }
            [before @ .., Token::Number(digits)] if !before.is_empty() && digits.len() == 4 => match digits.parse::<i32>() {
                Ok(year) if (FIRST_YEAR..=now).contains(&year) => (before, Some(year)),
                _ => (tokens, None),
            },
            [before @ .., Token::Number(digits)] if before.len() >= 2 && digits.len() == 2 => {
                (before, digits.parse::<i32>().ok().map(|year| 2000 + year))
            }
            _ => (tokens, None),
        }
    }

    /// In the year that was said, or the latest in which it has begun.
    fn latest(&self, hint: Option<i32>, of: impl Fn(i32) -> Option<Span>) -> Option<Span> {
        let now = self.today.year();
        match hint {
            Some(year) => of(year),
            None => [now, now - 1].into_iter().filter_map(of).find(|span| span.from <= self.today),
        }
    }

    fn single(&self, year: i32, month: &Token, day: u32) -> Option<Span> {
        let day = NaiveDate::from_ymd_opt(year, self.month(month)?, day)?;
        Span::of(day, day)
    }

    fn month(&self, token: &Token) -> Option<u32> {
        match token {
            Token::Word(word) => self.lexicon.t.month_called(word),
            _ => None,
        }
    }

    /// The first month of a time of the year, and its place in it.
    fn season(&self, token: &Token) -> Option<(u32, usize)> {
        let seasons = [("read-spring", 3), ("read-summer", 6), ("read-autumn", 9), ("read-winter", 12)];
        let place = seasons.iter().position(|(list, _)| self.lexicon.is(list, token))?;
        Some((seasons[place].1, place))
    }
}

/// "st", "nd", "rd", "th" and the like: two letters at most, behind a number.
fn is_ending(token: &Token) -> bool {
    matches!(token, Token::Word(word) if word.chars().count() <= 2)
}

/// A day of a month.
fn ordinal(token: &Token) -> Option<u32> {
    token.number().filter(|day| (1..=31).contains(day))
}
