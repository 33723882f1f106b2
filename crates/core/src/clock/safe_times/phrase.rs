//! What the words say, put together: days, times, and what stands between them.

use crate::clock::safe_times::words::{Clock, Part, Token, WEEKDAYS};

/// A day or a time that was said, or what stands between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// Days, a bit each.
    Days(u8),
    /// Times of a day.
    Times(Times),
    And,
    Or,
    Not,
    But,
}

/// Times of a day, as they were said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    Whole,
    Part(Part),
    After(Clock),
    Before(Clock),
    Range(Clock, Clock),
    /// "At seven".
    Point(Clock),
}

/// The items of these words, as far as they are understood, and whether that is all of them.
pub(super) fn items(tokens: &[Token]) -> (Vec<Item>, bool) {
    let (mut items, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let Some((item, taken)) = item(&tokens[at..]) else { return (items, false) };
        items.extend(item);
        at += taken;
    }
    (items, true)
}

/// The next item, if it is one, and how many words say it.
fn item(tokens: &[Token]) -> Option<(Option<Item>, usize)> {
    use Token as T;
    let times = |times, taken| Some((Some(Item::Times(times)), taken));
    match *tokens {
        [T::Between, T::Clock(from), T::And | T::To, T::Clock(to), ..] => times(Times::Range(from, to), 4),
        [T::After, T::Clock(from), T::To | T::Before, T::Clock(to), ..] => times(Times::Range(from, to), 4),
        [T::After, T::Clock(from), T::Onwards, ..] => times(Times::After(from), 3),
        [T::After, T::Clock(from), ..] => times(Times::After(from), 2),
        [T::Before, T::Clock(to), ..] => times(Times::Before(to), 2),
        [T::Clock(from), T::To | T::Before, T::Clock(to), ..] => times(Times::Range(from, to), 3),
        [T::Clock(from), T::Onwards, ..] => times(Times::After(from), 2),
        [T::Clock(at), ..] => times(Times::Point(at), 1),
        [T::After | T::Between, T::Days(from), T::To | T::And | T::Before, T::Days(to), ..] => {
            Some((Some(Item::Days(days_from(from, to)?)), 4))
        }
        [T::Days(from), T::To | T::Before, T::Days(to), ..] => Some((Some(Item::Days(days_from(from, to)?)), 3)),
        [T::Days(days), ..] => Some((Some(Item::Days(days)), 1)),
        [T::Part(part), ..] => times(Times::Part(part), 1),
        [T::Always, ..] => times(Times::Whole, 1),
        [T::And | T::Comma, ..] => Some((Some(Item::And), 1)),
        [T::Or, ..] => Some((Some(Item::Or), 1)),
        [T::Not, ..] => Some((Some(Item::Not), 1)),
        [T::But, ..] => Some((Some(Item::But), 1)),
        [T::Way(_), ..] => Some((None, 1)),
        _ => None,
    }
}

/// From one day to another, both among them; over the weekend when they are said so.
fn days_from(from: u8, to: u8) -> Option<u8> {
    let one = |days: u8| days.is_power_of_two().then_some(days.trailing_zeros());
    let (from, to) = (one(from)?, one(to)?);
    Some(
        (0..7)
            .map(|step| (from + step) % 7)
            .scan(false, |over, day| {
                let is_over = std::mem::replace(over, *over || day == to);
                (!is_over).then_some(1 << day)
            })
            .sum(),
    )
}

/// The hours in which offices are open stand for their times on the days from Monday to Friday.
pub(super) fn spelt_out(tokens: Vec<Token>) -> Vec<Token> {
    let known = tokens.iter().any(|token| matches!(token, Token::Days(_)));
    tokens
        .into_iter()
        .flat_map(|token| match token {
            Token::Working if known => vec![Token::Unknown],
            Token::Working => {
                vec![Token::Days(WEEKDAYS), Token::Clock(Clock::Sure(9 * 60)), Token::To, Token::Clock(Clock::Sure(17 * 60))]
            }
            token => vec![token],
        })
        .collect()
}
