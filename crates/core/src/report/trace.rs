//! What a report can be found by: a number, an address, a name, a place, each in one spelling however it was typed.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::config::address::is_phone;
use crate::places::Postcode;
use crate::report::incident::{Incident, Where};
use crate::report::parse::is_email;
use crate::report::person::{Contact, Victim};
use crate::tidy::tidy;

crate::ids! {
    /// What a trace is of.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum TraceKind {
        /// A phone number.
        Phone = "phone",
        /// An e-mail address.
        Email = "email",
        /// The full name of the person it happened to.
        Name = "name",
        /// Where it happened.
        Place = "place",
    }
}

impl TraceKind {
    /// Whether it is of a person, not of a place.
    #[must_use]
    pub fn is_of_a_person(self) -> bool {
        self != Self::Place
    }
}

/// Something that a report can be found by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trace {
    /// What it is of.
    pub kind: TraceKind,
    value: String,
}
crate::redacted!(Trace);

/// Words that stand before a name and are no part of it.
const TITLES: [&str; 6] = ["mr", "mrs", "ms", "miss", "mx", "dr"];
/// The fewest letters of a name or a place that something is looked for by.
const FEWEST: usize = 2;

impl Trace {
    fn new(kind: TraceKind, value: String) -> Self {
        Self { kind, value }
    }

    /// Its one spelling: for the mark under which it is found.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.value
    }

    /// A phone number: digits alone, with +44, 0044, (0) and 0 made one. What is dialled before it for a relay, and an extension after
    /// it, are no part of it.
    #[must_use]
    pub fn phone(text: &str) -> Option<Self> {
        let text = &*tidy(text);
        if !is_phone(text) {
            return None;
        }
        let number = text.split(['x', 'X', 'e', 'E']).next().unwrap_or_default();
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let after_relay = ["18001", "18002"].iter().find_map(|relay| digits.strip_prefix(relay)).filter(|rest| rest.len() >= 7);
        let abroad = number.contains('+');
        let digits = after_relay.filter(|_| !number.trim_start().starts_with('+')).unwrap_or(&digits);
        let (digits, abroad) = digits.strip_prefix("00").map_or((digits, abroad), |rest| (rest, true));
        let own = match digits.strip_prefix("44").filter(|rest| abroad || (9..=11).contains(&rest.len())) {
            Some(rest) => Some(rest.strip_prefix('0').unwrap_or(rest)),
            None if abroad => None,
            None => digits.strip_prefix('0').or_else(|| {
                // Ten digits that begin as numbers here do: somebody left the 0 out.
                Some(digits).filter(|digits| digits.len() == 10 && digits.starts_with(['1', '2', '3', '7', '8']))
            }),
        };
        let value = own.map_or_else(|| digits.to_owned(), |rest| format!("44{rest}"));
        Some(Self::new(TraceKind::Phone, value))
    }

    /// An e-mail address: without space around it, in small letters.
    #[must_use]
    pub fn email(text: &str) -> Option<Self> {
        is_email(text).then(|| Self::new(TraceKind::Email, tidy(text).to_lowercase()))
    }

    /// A full name: its words in any order, without titles, accents and punctuation.
    #[must_use]
    pub fn name(text: &str) -> Option<Self> {
        let mut all = words(&tidy(text));
        let named: Vec<String> = all.iter().filter(|word| !TITLES.contains(&word.as_str())).cloned().collect();
        if !named.is_empty() {
            all = named;
        }
        all.sort();
        let value = all.join(" ");
        has_enough(&value).then(|| Self::new(TraceKind::Name, value))
    }

    /// A postcode.
    #[must_use]
    pub fn postcode(text: &str) -> Option<Self> {
        Postcode::parse(text).map(|postcode| Self::new(TraceKind::Place, postcode.compact().to_owned()))
    }

    /// Where it happened: the postcode, or else its words, which mean a place only together with the district. What happened online
    /// happened nowhere.
    #[must_use]
    pub fn place(place: &Where, district: Option<&str>) -> Option<Self> {
        if place.setting.as_ref().is_some_and(|setting| setting.as_str() == "online") {
            return None;
        }
        if let Some(postcode) = place.postcode.as_ref().and_then(|told| Self::postcode(told.reveal())) {
            return Some(postcode);
        }
        let (told, district) = (place.place.as_ref()?, district?);
        let value = words(&tidy(told.reveal())).join(" ");
        has_enough(&value).then(|| Self::new(TraceKind::Place, format!("{district} {value}")))
    }

    /// Everything that a report can be found by.
    #[must_use]
    pub fn of(incident: &Incident, victim: &Victim, contact: &Contact, district: Option<&str>) -> BTreeSet<Self> {
        let ways = contact.methods.iter().filter(|method| method.kind.as_str() != "post").map(|method| method.value.reveal());
        let reached = ways.filter_map(|value| Self::email(value).or_else(|| Self::phone(value)));
        let named = victim.name.as_ref().and_then(|name| Self::name(name.reveal()));
        let happened = incident.place.as_ref().and_then(|place| Self::place(place, district));
        reached.chain(named).chain(happened).collect()
    }

    /// What somebody may mean who typed this to find a report: none when it is too short, or a part of something.
    #[must_use]
    pub fn typed(text: &str) -> Vec<Self> {
        let text = &*tidy(text);
        if text.contains('@') {
            return Self::email(text).into_iter().collect();
        }
        if let Some(phone) = Self::phone(text) {
            return vec![phone];
        }
        if !text.chars().any(char::is_alphabetic) {
            return Vec::new();
        }
        Self::postcode(text).into_iter().chain(Self::name(text)).collect()
    }
}

fn has_enough(value: &str) -> bool {
    value.chars().filter(|c| c.is_alphanumeric()).count() >= FEWEST
}

/// Letters that have no accent to drop and are often written as others.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ı' => "i",
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// Whether it is an accent, or another mark that a word is also written without. Vowel signs are not among them: without them a name in
/// Bengali or Panjabi would be another.
fn is_accent(c: char) -> bool {
    matches!(canonical_combining_class(c), 1 | 10..=36 | 200..)
}

/// The words of a text in small letters, without accents and punctuation.
fn words(text: &str) -> Vec<String> {
    let mut folded = String::with_capacity(text.len());
    let small = text.nfkd().flat_map(char::to_lowercase).collect::<String>();
    for c in small.nfkd().filter(|c| !is_accent(*c)) {
        match plain(c) {
            Some(other) => folded.push_str(other),
            None if c.is_alphanumeric() || canonical_combining_class(c) != 0 => folded.push(c),
            // What stands inside a word: O'Neill, and the joiners of other scripts.
            None if c == '\'' => {}
            None => folded.push(' '),
        }
    }
    folded.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::person::Method;
    use crate::report::{Section, Told};

    fn place(postcode: Option<&str>, words: Option<&str>, setting: &str) -> Where {
        Where {
            setting: Some(setting.into()),
            postcode: postcode.map(Told::new),
            place: words.map(Told::new),
            ..Where::default()
        }
    }

    #[test]
    fn a_number_is_the_same_however_it_was_typed() {
        let same = [
            "07700 900123",
            "+44 7700 900123",
            "+44 (0)7700-900123",
            "0044 7700 900 123",
            "(+44) 7700900123",
            "447700900123",
            "7700 900123",
            "18001 07700 900123",
            "07700 900123 x12",
        ];
        for number in same {
            assert_eq!(Trace::phone(number).unwrap().reveal(), "447700900123", "{number}");
        }
        assert_eq!(Trace::phone("+353 1 234 5678"), Trace::phone("00353 1 2345678"));
        assert_ne!(Trace::phone("07700 900123"), Trace::phone("07700 900124"));
        assert!(Trace::phone("ring my sister").is_none() && Trace::phone("12345").is_none());
    }

    #[test]
    fn a_name_is_the_same_in_any_order_without_accents_and_titles() {
        for (one, other) in [
            ("Zoë O’Neill-Smith", "smith  ONEILL, zoe"),
            ("Ayşe Yılmaz", "AYSE YILMAZ"),
            ("Łukasz Søren Groß", "gross lukasz soren"),
            ("Mrs Jane Smith", "Jane Smith"),
            ("İpek Çelik", "ipek celik"),
        ] {
            assert_eq!(Trace::name(one), Trace::name(other), "{one}");
        }
        assert_ne!(Trace::name("Jane Smith"), Trace::name("Jane Smithe"));
        assert_ne!(Trace::name("রাম"), Trace::name("রিম"), "a vowel sign is no accent");
        assert!(Trace::name("Miss").is_some(), "somebody may be called so");
        assert!(Trace::name("J").is_none() && Trace::name(" -.'").is_none());
    }

    #[test]
    fn a_place_is_its_postcode_or_its_words_in_the_district() {
        let by = |place: &Where| Trace::place(place, Some("E06000004"));
        assert_eq!(by(&place(Some("ts18 1ab"), Some("the park"), "street")), by(&place(Some("TS181AB"), None, "home")));
        assert_eq!(by(&place(None, Some("The Old Park!"), "park")), by(&place(None, Some("the  old park"), "street")));
        let words = place(None, Some("the park"), "park");
        assert_ne!(Trace::place(&words, Some("E06000004")), Trace::place(&words, Some("E08000003")));
        assert!(Trace::place(&words, None).is_none(), "there is a park everywhere");
        assert!(by(&place(None, Some("a well known site"), "online")).is_none());
    }

    #[test]
    fn a_report_is_found_by_its_numbers_its_addresses_its_name_and_its_place() {
        let method = |kind: &str, value: &str| Method { kind: kind.into(), value: Told::new(value), ..Method::default() };
        let contact = Contact {
            methods: vec![method("text", "07700 900123"), method("email", "Sam@Mail.example "), method("post", "07700 900124")],
            ..Contact::default()
        };
        let victim = Victim { name: Some(Told::new("Sam Doe")), ..Victim::default() };
        let incident = Incident { place: Some(place(Some("TS18 1AB"), None, "street")), ..Incident::default() };
        let found: Vec<_> = Trace::of(&incident, &victim, &contact, None).into_iter().collect();
        let shown: Vec<(&str, &str)> = found.iter().map(|trace| (trace.kind.id(), trace.reveal())).collect();
        let expected = [("phone", "447700900123"), ("email", "sam@mail.example"), ("name", "doe sam"), ("place", "TS181AB")];
        assert_eq!(shown, expected, "a letter is sent to no number");
        assert!(Trace::of(&Incident::default(), &Victim::default(), &Contact::default(), None).is_empty());
        assert_eq!(format!("{:?}", found[0]), "Trace(…)", "{:?}", Section::Contact);
    }

    #[test]
    fn what_is_typed_is_taken_for_what_it_looks_like() {
        let kinds = |text: &str| Trace::typed(text).into_iter().map(|trace| trace.kind).collect::<Vec<_>>();
        assert_eq!(kinds(" SAM@mail.example"), [TraceKind::Email]);
        assert_eq!(kinds("07700 900123"), [TraceKind::Phone]);
        assert_eq!(kinds("Sam Doe"), [TraceKind::Name]);
        assert_eq!(kinds("ts18 1ab"), [TraceKind::Place, TraceKind::Name]);
        for short in ["", " ", "S", "sam@", "0770", "?!"] {
            assert!(kinds(short).is_empty(), "{short}");
        }
    }

    proptest! {
        #[test]
        fn every_spelling_of_a_number_is_one(rest in "[12378][0-9]{9}") {
            let plain = Trace::phone(&format!("0{rest}"));
            prop_assert!(plain.is_some());
            for other in [format!("+44{rest}"), format!("0044{rest}"), format!("+44 (0){rest}"), rest.clone(), format!("44{rest}"), format!("0{} {}", &rest[..4], &rest[4..])] {
                prop_assert_eq!(&Trace::phone(&other), &plain, "{}", other);
            }
            prop_assert_eq!(Trace::phone(plain.as_ref().unwrap().reveal()), plain, "made one, it stays as it is");
        }

        #[test]
        fn a_name_stays_as_it_is_when_it_is_made_one_again(name in "\\PC{0,24}") {
            if let Some(once) = Trace::name(&name) {
                prop_assert_eq!(Trace::name(once.reveal()), Some(once.clone()));
                let turned: Vec<&str> = name.split_whitespace().rev().collect();
                prop_assert_eq!(Trace::name(&turned.join(" ")), Some(once));
            }
        }

        #[test]
        fn nothing_typed_breaks_it(text in "\\PC{0,40}") {
            for trace in Trace::typed(&text) {
                prop_assert!(!trace.reveal().is_empty());
            }
        }
    }
}
