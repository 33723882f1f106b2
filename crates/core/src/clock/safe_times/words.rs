//! The words in which people say when they can be reached, each with what it means; a word that is not here is for a person to read.

/// A word, or what stands for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// Days of the week, a bit each.
    Days(u8),
    /// A part of the day.
    Part(Part),
    /// A time of the clock.
    Clock(Clock),
    After,
    Before,
    Between,
    To,
    Onwards,
    Not,
    And,
    Or,
    Comma,
    But,
    /// At any time.
    Always,
    /// The hours in which offices are open.
    Working,
    /// One way to reach them among others: what is said of it may not hold for the rest.
    Way(&'static str),
    Unknown,
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl Part {
    /// What is meant when it stands alone: rather less than too much.
    pub(super) fn span(self) -> (usize, usize) {
        let (from, to) = match self {
            Self::Morning => (8, 12),
            Self::Noon => (12, 13),
            Self::Afternoon => (12, 17),
            Self::Evening => (18, 21),
            Self::Night => (22, 24),
            Self::Daytime => (9, 17),
        };
        (from * 60, to * 60)
    }

    /// What times beside it belong to it.
    pub(super) fn around(self) -> (usize, usize) {
        let (from, to) = match self {
            Self::Morning => (0, 12),
            Self::Noon => (11, 15),
            Self::Afternoon => (12, 18),
            Self::Evening => (17, 24),
            Self::Night => (20, 6),
            Self::Daytime => (7, 19),
        };
        (from * 60, to * 60)
    }
}

/// A time of the clock, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// It is known which half of the day: 0 to 1440.
    Sure(usize),
    /// "6": in the morning or in the evening; 0 to 719.
    Either(usize),
}

/// Monday to Friday.
pub(super) const WEEKDAYS: u8 = 0b001_1111;
/// Saturday and Sunday.
const WEEKEND: u8 = 0b110_0000;
/// Every day.
pub(super) const EVERY: u8 = 0b111_1111;

/// Words of several words, written as one of those below.
const PHRASES: &[(&str, &str)] = &[
    ("p.m.", "pm"),
    ("a.m.", "am"),
    ("p.m", "pm"),
    ("a.m", "am"),
    ("24/7", "anytime"),
    ("24 hours", "anytime"),
    ("any time", "anytime"),
    ("all the time", "anytime"),
    ("all day", "anytime"),
    ("week days", "weekdays"),
    ("week ends", "weekends"),
    ("during the week", "weekdays"),
    ("in the week", "weekdays"),
    ("all week", "everyday"),
    ("any day", "everyday"),
    ("every day", "everyday"),
    ("during the day", "daytime"),
    ("in the day", "daytime"),
    ("day time", "daytime"),
    ("lunch time", "lunchtime"),
    ("working hours", "worktime"),
    ("work hours", "worktime"),
    ("office hours", "worktime"),
    ("business hours", "worktime"),
    ("do not", "not"),
    ("apart from", "except"),
    ("other than", "except"),
    ("no earlier than", "from"),
    ("not earlier than", "from"),
    ("no later than", "until"),
    ("not later than", "until"),
    ("later than", "after"),
    ("earlier than", "before"),
    ("up to", "until"),
    ("get in touch", ""),
    ("o'clock", ""),
];

/// Words that change nothing.
const SAID_AROUND: &[&str] = &[
    "a",
    "all",
    "any",
    "are",
    "at",
    "available",
    "be",
    "best",
    "can",
    "contact",
    "day",
    "days",
    "during",
    "each",
    "every",
    "fine",
    "for",
    "free",
    "good",
    "i",
    "i'm",
    "im",
    "in",
    "is",
    "it",
    "it's",
    "its",
    "just",
    "me",
    "my",
    "of",
    "ok",
    "okay",
    "on",
    "only",
    "please",
    "reach",
    "safe",
    "safest",
    "that",
    "the",
    "then",
    "time",
    "times",
    "us",
    "would",
    "you",
    "we",
    "be",
    "reached",
    "contacted",
];

fn meaning(word: &str) -> Option<Token> {
    let word = word.trim_end_matches("'s");
    Some(match word {
        "monday" | "mondays" | "mon" | "mons" => Token::Days(1),
        "tuesday" | "tuesdays" | "tue" | "tues" => Token::Days(1 << 1),
        "wednesday" | "wednesdays" | "wed" | "weds" => Token::Days(1 << 2),
        "thursday" | "thursdays" | "thu" | "thur" | "thurs" => Token::Days(1 << 3),
        "friday" | "fridays" | "fri" | "fris" => Token::Days(1 << 4),
        "saturday" | "saturdays" | "sat" | "sats" => Token::Days(1 << 5),
        "sunday" | "sundays" | "sun" | "suns" => Token::Days(1 << 6),
        "weekday" | "weekdays" => Token::Days(WEEKDAYS),
        "weekend" | "weekends" => Token::Days(WEEKEND),
        "everyday" | "daily" => Token::Days(EVERY),
        "morning" | "mornings" => Token::Part(Part::Morning),
        "lunchtime" | "lunchtimes" => Token::Part(Part::Noon),
        "afternoon" | "afternoons" => Token::Part(Part::Afternoon),
        "evening" | "evenings" => Token::Part(Part::Evening),
        "night" | "nights" => Token::Part(Part::Night),
        "daytime" => Token::Part(Part::Daytime),
        "noon" | "midday" => Token::Clock(Clock::Sure(12 * 60)),
        "midnight" => Token::Clock(Clock::Sure(24 * 60)),
        "after" | "from" => Token::After,
        "before" | "until" | "till" | "til" | "by" => Token::Before,
        "between" => Token::Between,
        "to" | "-" | "through" => Token::To,
        "onwards" | "onward" | "+" | "on-wards" => Token::Onwards,
        "not" | "no" | "never" | "except" | "excluding" | "avoid" | "don't" | "dont" | "isn't" | "isnt" | "aren't" | "arent" => {
            Token::Not
        }
        "and" | "&" | "also" => Token::And,
        "or" | "nor" | "/" => Token::Or,
        "," | ";" | "." | "(" | ")" | "!" | "\n" | ":" => Token::Comma,
        "but" => Token::But,
        "anytime" | "always" | "whenever" => Token::Always,
        "worktime" => Token::Working,
        "call" | "calls" | "ring" | "phone" => Token::Way("call"),
        "text" | "texts" | "sms" => Token::Way("text"),
        "email" | "emails" | "e-mail" | "mail" => Token::Way("email"),
        _ => return None,
    })
}

/// The words as what they mean, in their order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let words = split(text);
    let mut at = 0;
    while at < words.len() {
        let rest: Vec<&str> = words[at..].iter().map(String::as_str).collect();
        if let Some((time, taken)) = time_of(&rest) {
            found.push(Token::Clock(time));
            at += taken;
            continue;
        }
        if !SAID_AROUND.contains(&rest[0]) {
            found.push(meaning(rest[0]).unwrap_or(Token::Unknown));
        }
        at += 1;
    }
    found
}

/// Small letters, one kind of dash, apostrophe, space and digit; then words, numbers with what belongs to them, and marks.
fn split(text: &str) -> Vec<String> {
    let mut plain: String = text.chars().flat_map(char::to_lowercase).filter_map(plain).collect();
    plain = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
    for (phrase, word) in PHRASES {
        // Whole words alone: "24 hours" is none of "124 hours".
        plain = plain.replace(&format!(" {phrase} "), &format!(" {word} "));
        if phrase.contains('.') {
            plain = plain.replace(phrase, word);
        }
    }
    let (mut words, mut word) = (Vec::new(), String::new());
    let letters: Vec<char> = plain.chars().collect();
    for (at, letter) in letters.iter().copied().enumerate() {
        let (before, after) = (word.chars().last(), letters.get(at + 1).copied());
        let digits = before.is_some_and(|before| before.is_ascii_digit()) && after.is_some_and(|after| after.is_ascii_digit());
        let joins = match letter {
            '\'' => before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic),
            ':' | '.' => digits,
            // "6pm" is a number and what belongs to it.
            _ if letter.is_ascii_digit() => before.is_none_or(|before| !before.is_alphabetic()),
            _ if letter.is_alphanumeric() => before.is_none_or(|before| !before.is_ascii_digit()),
            _ => false,
        };
        if !joins && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        match letter {
            ' ' => {}
            _ if joins || letter.is_alphanumeric() => word.push(letter),
            _ => words.push(letter.to_string()),
        }
    }
    words
}

fn plain(letter: char) -> Option<char> {
    match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' => Some('-'),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' => Some('\''),
        // What is not seen changes nothing.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
        _ if letter.is_whitespace() => Some(' '),
        _ => Some(digit(letter).unwrap_or(letter)),
    }
}

/// The digit of any script as our own: most stand in rows of ten.
fn digit(letter: char) -> Option<char> {
    const ZEROS: [u32; 9] = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xc66, 0xff10];
    let code = u32::from(letter);
    let value = ZEROS.into_iter().find_map(|zero| code.checked_sub(zero).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}

const NUMBERS: [&str; 12] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// A time of the clock at the beginning of these words, and how many of them say it.
fn time_of(words: &[&str]) -> Option<(Clock, usize)> {
    let at = |place: usize| words.get(place).copied().unwrap_or_default();
    let (shift, skip) = match (at(0), at(1)) {
        ("half", "past") => (30, 2),
        ("half", _) => (30, 1),
        ("quarter", "past") => (15, 2),
        ("quarter", "to") => (-15, 2),
        _ => (0, 0),
    };
    let (hour, minute, sure) = number(at(skip))?;
    let half = at(skip + 1);
    let minutes = i64::try_from(hour * 60 + minute).ok()? + shift;
    let (minutes, taken) = (usize::try_from(minutes).ok()?, skip + 1);
    let in_half = minutes % (12 * 60);
    match half {
        "am" | "pm" if (1..=12).contains(&hour) => {
            let at = if half == "pm" { in_half + 12 * 60 } else { in_half };
            Some((Clock::Sure(at), taken + 1))
        }
        "am" | "pm" if half == "pm" && hour < 24 => Some((Clock::Sure(minutes), taken + 1)),
        "h" | "hrs" if hour < 24 => Some((Clock::Sure(minutes), taken + 1)),
        _ if sure || hour > 12 || hour == 0 => (minutes <= 24 * 60).then_some((Clock::Sure(minutes), taken)),
        _ => Some((Clock::Either(in_half), taken)),
    }
}

/// Hour and minute of a number, and whether it can only be meant on a clock of 24 hours.
fn number(word: &str) -> Option<(usize, usize, bool)> {
    if let Some(place) = NUMBERS.iter().position(|number| *number == word) {
        return Some((place + 1, 0, false));
    }
    if !word.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let (hour, minute) = match word.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour.to_owned(), minute.to_owned()),
        Some(_) => return None,
        None if word.len() == 4 => (word[..2].to_owned(), word[2..].to_owned()),
        None => (word.to_owned(), "0".to_owned()),
    };
    let sure = hour.starts_with('0') || word.len() == 4 && !word.contains([':', '.']);
    let (hour, minute): (usize, usize) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour <= 24 && minute < 60 && hour * 60 + minute <= 24 * 60).then_some((hour, minute, sure))
}
