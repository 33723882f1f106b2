//! The week that was said. Where words can be meant in two ways, what is safe in both is taken; where nothing is, nothing.

use crate::clock::safe_times::phrase::{Item, Times};
use crate::clock::safe_times::week::{DAY, Week};
use crate::clock::safe_times::words::{Clock, EVERY, Part};

/// The longest time that is meant by "from … to …", where it does not say which half of the day.
const LONGEST: usize = 12 * 60;
/// How long a time is that was said as a point: "at seven".
const POINT: usize = 30;

/// Why words about safe times are for a person to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// They say more than days and times, or cannot be meant.
    Words,
    /// They do not say whether the morning or the evening is meant.
    Half,
}

/// The week that these items say.
pub(super) fn week(items: &[Item]) -> Result<Week, Unread> {
    let mut parts = parts(items)?.into_iter();
    let said = parts.next().unwrap_or_default();
    let mut week = if said.1.is_empty() { Week::whole() } else { positive(&said.1)? };
    for (not, items) in parts {
        week = if not { negative(&week, &items)? } else { week.and(&positive(&items)?) };
    }
    let either = items.iter().any(|item| matches!(item, Item::Times(times) if times.is_open()));
    match () {
        () if week.is_empty() => Err(Unread::Words),
        // A time that may be meant of the evening as well is no reason to write at night.
        () if either && week.is_quiet() => Err(Unread::Half),
        () => Ok(week),
    }
}

/// What is said to be safe, and what is said not to be: `true` with what is not. What comes first is empty when nothing is said to be safe.
fn parts(items: &[Item]) -> Result<Vec<(bool, Vec<Item>)>, Unread> {
    let mut parts: Vec<(bool, Vec<Item>)> = vec![(false, Vec::new())];
    for (at, item) in items.iter().enumerate() {
        match item {
            Item::Not => parts.push((true, Vec::new())),
            Item::But if items.get(at + 1) == Some(&Item::Not) => {}
            // "Not weekends, but weekdays after six" says what is; "any day but Friday" what is not.
            Item::But => {
                let last = parts.last();
                let universal =
                    last.is_some_and(|(not, said)| !not && !said.is_empty() && said.iter().all(|one| one.is_everything()));
                match last {
                    Some((true, _)) => parts.push((false, Vec::new())),
                    _ if universal => parts.push((true, Vec::new())),
                    _ => return Err(Unread::Words),
                }
            }
            _ => parts.last_mut().into_iter().for_each(|(_, said)| said.push(*item)),
        }
    }
    for (_, said) in &mut parts {
        let said_something = |item: &Item| !matches!(item, Item::And | Item::Or);
        let (first, last) = (said.iter().position(said_something), said.iter().rposition(said_something));
        *said = first.zip(last).map(|(first, last)| said[first..=last].to_vec()).unwrap_or_default();
    }
    // Whoever says "not" says what not.
    if parts.iter().skip(1).any(|(_, said)| said.is_empty()) { Err(Unread::Words) } else { Ok(parts) }
}

impl Item {
    fn is_everything(self) -> bool {
        matches!(self, Self::Days(EVERY) | Self::Times(Times::Whole) | Self::And)
    }
}

impl Times {
    /// Whether it does not say which half of the day is meant.
    fn is_open(self) -> bool {
        let either = |clock| matches!(clock, Clock::Either(_));
        match self {
            Self::Whole | Self::Part(_) => false,
            Self::After(one) | Self::Before(one) | Self::Point(one) => either(one),
            Self::Range(one, other) => either(one) || either(other),
        }
    }
}

/// Days or times that stand together, and whether something stood before them that parts them from the last.
struct Block {
    parted: bool,
    days: Option<u8>,
    times: Vec<(bool, Times)>,
}

/// Days that stand together are one, and so are times; of times, whether "or" stood before each.
fn blocks(items: &[Item]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut between: Option<Item> = None;
    for item in items {
        let (parted, or) = (between.is_some(), between == Some(Item::Or));
        match (item, blocks.last_mut()) {
            (Item::Days(more), Some(Block { days: Some(days), .. })) => *days |= more,
            (Item::Days(days), _) => blocks.push(Block { parted, days: Some(*days), times: Vec::new() }),
            (Item::Times(more), Some(Block { days: None, times, .. })) => times.push((or, *more)),
            (Item::Times(times), _) => blocks.push(Block { parted, days: None, times: vec![(false, *times)] }),
            (other, _) => {
                between = if between == Some(Item::Or) { between } else { Some(*other) };
                continue;
            }
        }
        between = None;
    }
    blocks
}

/// What is said to be safe: days, times, or pairs of both – each pair days first or each times first, never a mixture.
fn positive(items: &[Item]) -> Result<Week, Unread> {
    let blocks = blocks(items);
    if let [one] = blocks.as_slice() {
        return of_block(one);
    }
    if !blocks.len().is_multiple_of(2) {
        return Err(Unread::Words);
    }
    let several = blocks.len() > 2;
    let times_first = blocks.first().is_some_and(|first| first.days.is_none());
    let mut week = Week::empty();
    for (place, pair) in blocks.chunks(2).enumerate() {
        let [first, second] = pair else { return Err(Unread::Words) };
        // Of several pairs it must be seen which days and times belong together.
        let unclear = several
            && (second.parted && (times_first || !first.parted && place > 0) || place > 0 && times_first && !first.parted);
        if unclear {
            return Err(Unread::Words);
        }
        week = week.or(&of_block(first)?.and(&of_block(second)?));
    }
    Ok(week)
}

fn of_block(block: &Block) -> Result<Week, Unread> {
    match block.days {
        Some(days) => Ok(Week::of(days, 0, DAY)),
        None => of_times(&block.times),
    }
}

/// Times that stand together: one after the other. Where two have something in common that is meant, otherwise each of them.
fn of_times(times: &[(bool, Times)]) -> Result<Week, Unread> {
    let part = |place: usize| match times.get(place) {
        Some((false, Times::Part(part))) => Some(*part),
        _ => None,
    };
    for pair in times.windows(2) {
        // "After six, before nine": of the morning, of the evening, or both?
        if let [(_, Times::After(one)), (false, Times::Before(other))] | [(_, Times::Before(one)), (false, Times::After(other))] =
            pair
            && [one, other].iter().any(|clock| matches!(clock, Clock::Either(_)))
        {
            return Err(Unread::Half);
        }
    }
    let mut week: Option<Week> = None;
    for (place, (or, one)) in times.iter().enumerate() {
        let beside = part(place + 1).or_else(|| place.checked_sub(1).and_then(part));
        let next = one.safe(beside)?;
        week = Some(match week {
            None => next,
            Some(week) if *or => week.or(&next),
            Some(week) => match week.and(&next) {
                common if common.is_empty() => week.or(&next),
                common => common,
            },
        });
    }
    week.ok_or(Unread::Words)
}

impl Times {
    /// What is safe however it is meant.
    fn safe(self, beside: Option<Part>) -> Result<Week, Unread> {
        let readings = self.readings(beside);
        let week =
            readings.iter().skip(1).fold(readings.first().cloned().unwrap_or_else(Week::empty), |week, next| week.and(next));
        if week.is_empty() { Err(if self.is_open() { Unread::Half } else { Unread::Words }) } else { Ok(week) }
    }

    /// Every way in which it can be meant. A part of the day beside it says which half.
    fn readings(self, beside: Option<Part>) -> Vec<Week> {
        let spans: Vec<(usize, usize)> = match self {
            Self::Whole => vec![(0, DAY)],
            Self::Part(part) => vec![part.span()],
            Self::After(from) => from.moments(beside).into_iter().map(|from| (from, DAY)).collect(),
            Self::Before(to) => to.moments(beside).into_iter().map(|to| (0, as_end(to))).collect(),
            Self::Point(at) => at.moments(beside).into_iter().map(|at| (at, at + POINT)).collect(),
            Self::Range(from, to) => ranges(&from.moments(beside), &to.moments(None), self.is_open()),
        };
        let kept = spans.into_iter().filter(|(from, to)| from != to && *from < DAY).map(|(from, to)| Week::of(EVERY, from, to));
        let Some(part) = beside.filter(|_| !matches!(self, Self::Whole | Self::Part(_))) else { return kept.collect() };
        let (from, to) = part.around();
        let around = Week::of(EVERY, from, to);
        kept.map(|week| week.and(&around)).filter(|week| !week.is_empty()).collect()
    }
}

/// The end of a time: midnight is the end of the day.
fn as_end(to: usize) -> usize {
    if to == 0 { DAY } else { to }
}

/// From one to the other, as it can be meant.
fn ranges(from: &[usize], to: &[usize], open: bool) -> Vec<(usize, usize)> {
    let every = from.iter().flat_map(|from| to.iter().map(move |to| (*from, as_end(*to))));
    let forward: Vec<_> = every.clone().filter(|(from, to)| from < to && (!open || to - from <= LONGEST)).collect();
    if forward.is_empty() {
        every.filter(|(from, to)| from > to && (!open || DAY + to - from <= LONGEST)).collect()
    } else {
        forward
    }
}

impl Clock {
    /// The minutes of the day that can be meant. From noon to six nobody means the night, unless they say so.
    fn moments(self, beside: Option<Part>) -> Vec<usize> {
        match self {
            Self::Sure(at) => vec![at],
            Self::Either(at) if at < 6 * 60 && beside.is_none() => vec![at + DAY / 2],
            Self::Either(at) => vec![at, at + DAY / 2],
        }
    }
}

/// What is left of a week without what is said not to be safe.
fn negative(week: &Week, items: &[Item]) -> Result<Week, Unread> {
    let times: Vec<Times> = items
        .iter()
        .filter_map(|item| match item {
            Item::Times(times) => Some(*times),
            _ => None,
        })
        .collect();
    let days = items
        .iter()
        .filter_map(|item| match item {
            Item::Days(days) => Some(*days),
            _ => None,
        })
        .reduce(|all, more| all | more);
    let parted = items.iter().any(|item| matches!(item, Item::And | Item::Or));
    match (days, times.as_slice()) {
        (Some(days), []) => Ok(week.without(&Week::of(days, 0, DAY))),
        (None, [one]) => one.outside(week, EVERY, None),
        (None, [one @ Times::Part(_), other] | [other, one @ Times::Part(_)]) if !parted => match one {
            Times::Part(part) => other.outside(week, EVERY, Some(*part)),
            _ => Err(Unread::Words),
        },
        (None, all) => all.iter().try_fold(week.clone(), |week, one| one.outside(&week, EVERY, None)),
        // "Not Monday mornings"; but of "not Mondays, after six" nobody knows what is meant.
        (Some(days), [one]) if !parted => one.outside(week, days, None),
        (Some(_), _) => Err(Unread::Words),
    }
}

impl Times {
    /// A week without these times of these days, however they are meant.
    fn outside(self, week: &Week, days: u8, beside: Option<Part>) -> Result<Week, Unread> {
        let rest = |safe: Times| -> Result<Week, Unread> {
            let other = Week::of(EVERY & !days, 0, DAY);
            Ok(week.and(&safe.safe(beside)?.or(&other)))
        };
        match self {
            Self::After(from) => rest(Self::Before(from)),
            Self::Before(to) => rest(Self::After(to)),
            Self::Whole => Err(Unread::Words),
            // Rather more is left out than is meant.
            Self::Part(part) => {
                let (from, to) = part.around();
                Ok(week.without(&Week::of(days, from, to)))
            }
            Self::Range(..) | Self::Point(_) => {
                let readings = self.readings(beside);
                if readings.is_empty() {
                    return Err(Unread::Words);
                }
                let on = Week::of(days, 0, DAY);
                Ok(readings.iter().fold(week.clone(), |week, not| week.without(&not.and(&on))))
            }
        }
    }
}
