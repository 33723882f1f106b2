//! Finding an area by what somebody types.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::places::area::{AreaCode, Level};
use crate::places::district::{Area, District};

/// An area that was searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// Its Welsh name, if it has one.
    pub name_cy: Option<String>,
    /// How wide it is.
    pub level: Level,
}

/// How well a name fits, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is the name.
    Exact,
    /// The name begins so.
    Beginning,
    /// Every word begins a word of the name.
    Words,
    /// So it is, but for a slip.
    Near,
}

/// Words that tell no place from another when the rest is enough.
const EMPTY_WORDS: [&str; 22] = [
    "city",
    "of",
    "the",
    "county",
    "borough",
    "district",
    "council",
    "cyngor",
    "dinas",
    "royal",
    "town",
    "centre",
    "center",
    "central",
    "area",
    "near",
    "in",
    "at",
    "greater",
    "inner",
    "outer",
    "somewhere",
];

/// Words that say where in a place, when no place is called so.
const DIRECTIONS: [&str; 9] = ["north", "south", "east", "west", "northern", "southern", "eastern", "western", "side"];

/// Shortest word in which a slip is forgiven, in letters.
const FORGIVING: usize = 5;

/// The names of areas, ready to be searched.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(Vec<Entry>);

#[derive(Debug, Clone)]
struct Entry {
    found: Found,
    /// The words of its name, and of its Welsh name where it has one.
    spellings: Vec<Vec<String>>,
}

impl Names {
    pub(super) fn of(districts: &[District], areas: &[Area]) -> Self {
        let districts = districts.iter().map(|district| (district.code, &district.name, &district.name_cy));
        let areas = areas.iter().map(|area| (area.code, &area.name, &area.name_cy));
        // Each code once: a district may stand among the areas of the configuration too.
        let every: BTreeMap<AreaCode, _> = areas.chain(districts).map(|named| (named.0, named)).collect();
        let entry = |(code, name, name_cy): (AreaCode, &String, &Option<String>)| Entry {
            spellings: std::iter::once(name).chain(name_cy).map(|name| words(name)).collect(),
            found: Found { code, name: name.clone(), name_cy: name_cy.clone(), level: code.level() },
        };
        Self(every.into_values().map(entry).collect())
    }

    pub(super) fn of_code(&self, code: AreaCode) -> Option<Found> {
        self.0.iter().find(|entry| entry.found.code == code).map(|entry| entry.found.clone())
    }

    pub(super) fn search(&self, text: &str, limit: usize) -> Vec<Found> {
        self.fits(text).into_iter().take(limit).map(|(_, found)| found).collect()
    }

    /// What was typed as a search sees it.
    pub(super) fn words(text: &str) -> Vec<String> {
        words(text)
    }

    /// The words that tell a place from another: neither what it is called beside its name, nor where in it.
    pub(super) fn telling(text: &str) -> Vec<String> {
        let empty = |word: &String| EMPTY_WORDS.contains(&word.as_str()) || DIRECTIONS.contains(&word.as_str());
        words(text).into_iter().filter(|word| !empty(word)).collect()
    }

    /// Every area that fits, and how well, best first.
    pub(super) fn fits(&self, text: &str) -> Vec<(Fit, Found)> {
        let asked = words(text);
        if asked.is_empty() {
            return Vec::new();
        }
        let telling: Vec<String> = asked.iter().filter(|word| !EMPTY_WORDS.contains(&word.as_str())).cloned().collect();
        let mut found = self.fitting(&asked);
        if found.is_empty() && !telling.is_empty() && telling.len() < asked.len() {
            found = self.fitting(&telling);
        }
        let place: Vec<String> = telling.iter().filter(|word| !DIRECTIONS.contains(&word.as_str())).cloned().collect();
        if found.is_empty() && !place.is_empty() && place.len() < telling.len() {
            found = self.fitting(&place);
        }
        found.sort_by(|a, b| (a.0, a.1.found.level, &a.1.found.name).cmp(&(b.0, b.1.found.level, &b.1.found.name)));
        found.into_iter().map(|(fit, entry)| (fit, entry.found.clone())).collect()
    }

    /// What fits as it is typed; only when there is nothing, what fits but for a slip.
    fn fitting(&self, asked: &[String]) -> Vec<(Fit, &Entry)> {
        let by = |fit: fn(&[String], &[String]) -> Option<Fit>| -> Vec<(Fit, &Entry)> {
            let best = |entry: &Entry| entry.spellings.iter().filter_map(|name| fit(asked, name)).min();
            self.0.iter().filter_map(|entry| Some((best(entry)?, entry))).collect()
        };
        let found = by(as_typed);
        if found.is_empty() { by(but_for_a_slip) } else { found }
    }
}

/// Small letters without accents, in words: apostrophes vanish, other punctuation separates.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | '`' => {}
            '&' => plain.push_str(" and "),
            c if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ => plain.push(' '),
        }
    }
    plain.split_whitespace().map(str::to_owned).collect()
}

fn as_typed(asked: &[String], name: &[String]) -> Option<Fit> {
    if asked.len() == name.len() && asked.iter().zip(name).all(|(asked, word)| is_word(asked, word)) {
        return Some(Fit::Exact);
    }
    let (asked_whole, name_whole) = (asked.concat(), name.concat());
    if asked_whole == name_whole {
        return Some(Fit::Exact);
    }
    let in_order = asked.len() <= name.len() && asked.iter().zip(name).all(|(asked, word)| begins(asked, word));
    if in_order || name_whole.starts_with(&asked_whole) {
        return Some(Fit::Beginning);
    }
    asked.iter().all(|asked| name.iter().any(|word| begins(asked, word))).then_some(Fit::Words)
}

fn but_for_a_slip(asked: &[String], name: &[String]) -> Option<Fit> {
    let near = |asked: &String| name.iter().any(|word| begins(asked, word) || begins_but_for_a_slip(asked, word));
    asked.iter().all(near).then_some(Fit::Near)
}

/// "St" is written for "Saint".
fn is_word(asked: &str, word: &str) -> bool {
    asked == word || matches!((asked, word), ("st", "saint") | ("saint", "st"))
}

fn begins(asked: &str, word: &str) -> bool {
    word.starts_with(asked) || is_word(asked, word) || (word == "st" && asked.len() > 1 && "saint".starts_with(asked))
}

/// Whether `word` begins like `asked` with one letter wrong, missing, too many, or two in the wrong order.
fn begins_but_for_a_slip(asked: &str, word: &str) -> bool {
    let (asked, word): (Vec<char>, Vec<char>) = (asked.chars().collect(), word.chars().collect());
    if asked.len() < FORGIVING {
        return false;
    }
    let same = asked.iter().zip(&word).take_while(|(a, b)| a == b).count();
    let (asked, word) = (&asked[same..], &word[same..]);
    match (asked, word) {
        ([], _) => true,
        ([_, rest @ ..], []) => rest.is_empty(),
        ([a, asked_rest @ ..], [b, word_rest @ ..]) => {
            let swapped = match (asked_rest, word_rest) {
                ([c, asked_rest @ ..], [d, word_rest @ ..]) => a == d && b == c && word_rest.starts_with(asked_rest),
                _ => false,
            };
            swapped || word_rest.starts_with(asked_rest) || word_rest.starts_with(asked) || word.starts_with(asked_rest)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::reading::Page;
    use crate::places::Gazetteer;
    use proptest::prelude::*;

    fn shipped() -> Gazetteer {
        let page = Page::open(&crate::repository().join("config/gazetteer.toml")).unwrap();
        Gazetteer::read(&page)
    }

    fn names(text: &str) -> Vec<String> {
        shipped().search(text, 10).into_iter().map(|found| found.name).collect()
    }

    fn of(names: &[(&str, &str, Option<&str>)]) -> Names {
        let area = |(code, name, name_cy): &(&str, &str, Option<&str>)| Area {
            code: AreaCode::parse(code).unwrap(),
            name: (*name).to_owned(),
            name_cy: name_cy.map(str::to_owned),
        };
        Names::of(&[], &names.iter().map(area).collect::<Vec<_>>())
    }

    fn first(names: &Names, text: &str) -> Option<String> {
        names.search(text, 1).pop().map(|found| found.name)
    }

    #[test]
    fn areas_of_every_level_are_found_in_both_languages() {
        assert_eq!(names("cardiff"), ["Cardiff"]);
        assert_eq!(names("CAERDYDD"), ["Cardiff"]);
        assert_eq!(names("cymru")[0], "Wales");
        assert_eq!(names("de cymru"), ["South Wales"]);
        assert_eq!(names("devon and cornwall"), names("Devon & Cornwall"));
        assert_eq!(names("stockton on tees"), ["Stockton-on-Tees"]);
        assert_eq!(names("tees"), ["Tees Valley Combined Authority", "Stockton-on-Tees"]);
        assert_eq!(names("manchester")[0], "Manchester", "the name itself comes first");
        assert_eq!(names("manchester").len(), 4);
        assert!(names("").is_empty() && names("...").is_empty() && names("Paris").is_empty());
    }

    #[test]
    fn a_code_and_a_postcode_find_their_area() {
        assert_eq!(names("E08000019"), ["Sheffield"], "an old code too");
        assert_eq!(names("e23000013"), ["Cleveland"]);
        assert_eq!(names("ts18-1ab"), ["Stockton-on-Tees"]);
        assert!(names("E06000099").is_empty());
    }

    #[test]
    fn accents_saints_and_the_order_of_words_are_forgiven() {
        let names = of(&[
            ("W06000001", "Isle of Anglesey", Some("Ynys Môn")),
            ("E08000013", "St. Helens", None),
            ("E07000240", "St Albans", None),
            ("E06000023", "Bristol, City of", None),
            ("E09000033", "Westminster", None),
            ("E07000146", "King's Lynn and West Norfolk", None),
            ("W06000022", "Newport", Some("Tŷ Ŵyl")),
        ]);
        for (text, name) in [
            ("ynys mon", "Isle of Anglesey"),
            ("môn", "Isle of Anglesey"),
            ("ty wyl", "Newport"),
            ("saint helens", "St. Helens"),
            ("st helens", "St. Helens"),
            ("sthelens", "St. Helens"),
            ("saint al", "St Albans"),
            ("city of bristol", "Bristol, City of"),
            ("City of Westminster", "Westminster"),
            ("kings lynn", "King's Lynn and West Norfolk"),
            ("King’s Lynn & West Norfolk", "King's Lynn and West Norfolk"),
        ] {
            assert_eq!(first(&names, text).as_deref(), Some(name), "{text}");
        }
    }

    #[test]
    fn one_slip_in_a_word_of_five_letters_is_forgiven_and_what_is_right_comes_alone() {
        for text in ["manchestr", "mnachester", "manchesterr", "manchaster", "manchets"] {
            assert!(names(text).contains(&"Manchester".to_owned()), "{text}");
        }
        assert!(names("mnchstr").is_empty());
        let names = of(&[("E07000073", "Harlow", None), ("E09000015", "Harrow", None), ("E07000220", "Rugby", None)]);
        assert_eq!(names.search("harrow", 9).len(), 1);
        assert_eq!(names.search("harrwo", 9).len(), 1);
        assert!(names.search("ruby", 9).is_empty(), "four letters are too few");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_answered(text in "\\PC{0,40}", limit in 0usize..5) {
            prop_assert!(shipped().search(&text, limit).len() <= limit);
        }

        #[test]
        fn a_slip_anywhere_still_finds_the_place(at in 0usize..9, kind in 0u8..3) {
            let mut letters: Vec<char> = "leicester".chars().collect();
            match kind {
                0 => { letters.remove(at); }
                1 => letters[at] = 'z',
                _ => letters.insert(at, 'z'),
            }
            let text: String = letters.into_iter().collect();
            prop_assert!(names(&text).contains(&"Leicester".to_owned()), "{}", text);
        }
    }
}
