//! What must not be read again wherever it was typed: how somebody is reached, where they live, what they are called. Found in a text however
//! it is spaced, dashed or written in capitals, and covered.

use crate::report::person::{Contact, Victim};
use crate::report::told::Told;
use crate::report::trace::Trace;

/// The fewest letters and digits of a number or an address that is looked for.
const FEWEST: usize = 4;
/// The fewest of a sentence: "evenings" is said of much.
const FEWEST_WORDS: usize = 12;
/// The fewest letters of a part of a name.
const FEWEST_NAMED: usize = 3;

/// Covers what a text must not show.
#[derive(Default)]
pub struct Veil {
    needles: Vec<Needle>,
}
crate::redacted!(Veil);

struct Needle {
    letters: Vec<char>,
    /// Only where it does not begin with a small letter: "Will" is a name, "will" is not.
    named: bool,
}

/// A letter or digit of a text, in small letters, with where it stands.
struct Letter {
    small: char,
    is_small: bool,
    start: usize,
    end: usize,
}

fn letters(text: &str) -> Vec<Letter> {
    let mut found = Vec::new();
    for (start, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let (is_small, end) = (c.is_lowercase(), start + c.len_utf8());
        found.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()).map(|small| Letter { small, is_small, start, end }));
    }
    found
}

impl Veil {
    /// Over everything by which somebody is reached or known, and over these places.
    #[must_use]
    pub fn over<'a>(contact: &'a Contact, victim: &'a Victim, places: impl IntoIterator<Item = &'a Told>) -> Self {
        let mut veil = Self::default();
        for value in contact.methods.iter().map(|method| method.value.reveal()) {
            veil.add(value, FEWEST, false);
            if let Some(number) = Trace::phone(value) {
                veil.add_number(number.reveal());
            }
        }
        for told in victim.postcode.iter().chain(&victim.words).chain(places) {
            veil.add(told.reveal(), FEWEST, false);
        }
        for words in contact.safe_times.iter().chain(&contact.if_others_answer) {
            veil.add(words.reveal(), FEWEST_WORDS, false);
        }
        for name in victim.name.iter().chain(&contact.ask_for) {
            let words: Vec<&str> = name.reveal().split_whitespace().collect();
            veil.add(name.reveal(), FEWEST_NAMED, words.len() < 2);
            for word in words {
                veil.add(word, FEWEST_NAMED, true);
            }
        }
        veil
    }

    fn add(&mut self, value: &str, fewest: usize, named: bool) {
        let letters: Vec<char> = letters(value).into_iter().map(|letter| letter.small).collect();
        if letters.len() >= fewest {
            self.needles.push(Needle { letters, named });
            // The longest first: what stands in another is covered with it.
            self.needles.sort_by_key(|needle| std::cmp::Reverse(needle.letters.len()));
        }
    }

    /// A number as it is written here and abroad.
    fn add_number(&mut self, number: &str) {
        let Some(own) = number.strip_prefix("44") else { return self.add(number, FEWEST, false) };
        for written in [format!("0{own}"), number.to_owned(), format!("00{number}"), format!("440{own}")] {
            self.add(&written, FEWEST, false);
        }
    }

    /// The text, with `words` in the place of what it must not show.
    #[must_use]
    pub fn cover(&self, text: &Told, words: &str) -> Told {
        let typed = text.reveal();
        let all = letters(typed);
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for needle in &self.needles {
            for window in 0..(all.len() + 1).saturating_sub(needle.letters.len()) {
                let found = &all[window..window + needle.letters.len()];
                let (first, last) = (&found[0], &found[found.len() - 1]);
                let fits = found.iter().zip(&needle.letters).all(|(letter, small)| letter.small == *small);
                if fits && !(needle.named && first.is_small) && stands_alone(typed, first.start, last.end) {
                    spans.push((first.start, last.end));
                }
            }
        }
        if spans.is_empty() {
            return text.clone();
        }
        spans.sort_unstable_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)));
        let (mut covered, mut from) = (String::new(), 0);
        for (start, end) in spans {
            if start >= from {
                covered.extend([&typed[from..start], words]);
            }
            from = from.max(end);
        }
        covered.push_str(&typed[from..]);
        Told::new(covered)
    }
}

/// Whether no letter or digit stands before or after it.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !joins(text[..start].chars().next_back()) && !joins(text[end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn veil() -> Veil {
        let contact: Contact = serde_json::from_str(
            r#"{"methods": [{"kind": "text", "value": "07700 900777", "safe": true}, {"kind": "email", "value": "alex@mail.example", "safe": false},
                {"kind": "post", "value": "Flat 9, 12 Sample Road", "safe": true}, {"kind": "phone", "value": "+33 1 23 45 67 89", "safe": true}],
                "safe_times": "Tuesdays when he is at work"}"#,
        )
        .unwrap();
        let victim: Victim = serde_json::from_str(r#"{"name": "Will Sample-Ortiz", "postcode": "TS18 1AB"}"#).unwrap();
        Veil::over(&contact, &victim, &[Told::new("The red house behind the mill")])
    }

    #[test]
    fn what_is_covered_is_covered_however_it_is_written() {
        for (typed, shown) in [
            ("Ring 07700 900777.", "Ring ***."),
            ("07700-900777", "***"),
            ("+44 7700 900 777", "+***"),
            ("00 44 7700 900777", "***"),
            ("+44 (0) 7700 900777!", "+***!"),
            ("+33123456789", "+***"),
            ("to ALEX@mail.example, please", "to ***, please"),
            ("I live at flat 9,\n12 sample road", "I live at ***"),
            ("near ts181ab", "near ***"),
            ("Free on tuesdays, when he is at work", "Free on ***"),
            ("by the red house behind the mill", "by ***"),
            ("I am Will Sample-Ortiz", "I am ***"),
            ("will sample ortiz", "***"),
            ("They said: Will, come here", "They said: ***, come here"),
            ("WILL", "***"),
        ] {
            assert_eq!(veil().cover(&Told::new(typed), "***").reveal(), shown, "{typed}");
        }
    }

    #[test]
    fn what_only_looks_like_it_stands_as_it_was_typed() {
        for typed in ["", "I will go", "Goodwill", "1207700900777", "TS18 1ABC", "evenings", "sample", "12 road", "Ill will"] {
            assert_eq!(veil().cover(&Told::new(typed), "***").reveal(), typed);
        }
        assert_eq!(Veil::default().cover(&Told::new("Alex 07700 900777"), "***").reveal(), "Alex 07700 900777");
    }
}
