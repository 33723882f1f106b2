//! The one cleaning step before every parser: what a keyboard, a clipboard or a word processor put into a number, an address or a code, and
//! nobody sees or meant. A parser that takes what a person typed begins with [`tidy`]; what somebody tells in words is never cleaned.

use std::borrow::Cow;

/// The zero of every script that has ten digits in a row (Unicode 16, general category Nd).
const ZEROS: [u32; 75] = [
    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50, 0x0ed0,
    0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
    0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0,
    0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50, 0x11da0, 0x11f50,
    0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0,
    0x1e5f1, 0x1e950, 0x1fbf0,
];

/// What was typed as it was meant: without characters that nobody sees, every space a space, every dash a hyphen, quotation marks plain,
/// full-width letters and the digits of every script ours, and nothing blank around it.
#[must_use]
pub fn tidy(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| (b' '..=b'~').contains(&byte);
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text.trim());
    }
    let tidied: String = text.chars().filter_map(tidied).collect();
    match tidied.trim() {
        trimmed if trimmed.len() == tidied.len() => Cow::Owned(tidied),
        trimmed => Cow::Owned(trimmed.to_owned()),
    }
}

/// Whether nothing was typed that anybody would see.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    tidy(text).is_empty()
}

/// A character as it was meant; nothing for one that nobody sees.
fn tidied(c: char) -> Option<char> {
    Some(match c {
        '\u{2800}' => ' ', // a blank of Braille
        c if c.is_whitespace() => ' ',
        c if c.is_control() || is_unseen(c) => return None,
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{207b}' | '\u{208b}' | '\u{2796}' | '\u{2e3a}' | '\u{2e3b}' => '-',
        '\u{58a}' | '\u{5be}' | '\u{2d7}' | '\u{1400}' | '\u{1806}' | '\u{30a0}' | '\u{fe31}' | '\u{fe32}' | '\u{fe58}'
        | '\u{fe63}' => '-',
        '\u{2018}'..='\u{201b}'
        | '\u{2032}'
        | '\u{2035}'
        | '\u{2039}'
        | '\u{203a}'
        | '\u{2b9}'
        | '\u{2bb}'
        | '\u{2bc}'
        | '`'
        | '\u{b4}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{2036}' | '\u{ab}' | '\u{bb}' | '\u{300c}'..='\u{300f}' => '"',
        '\u{2236}' | '\u{a789}' | '\u{fe13}' | '\u{fe55}' => ':',
        '\u{3002}' | '\u{ff61}' | '\u{fe52}' | '\u{66b}' => '.',
        '\u{60c}' | '\u{66c}' | '\u{3001}' | '\u{fe50}' => ',',
        '\u{fe6b}' => '@',
        '\u{fe62}' => '+',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        c => digit(c).unwrap_or(c),
    })
}

/// Whether a character is drawn as nothing: marks of direction, joiners, fillers, selectors of a form, tags.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20e3}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The digit of another script as ours.
fn digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let place = ZEROS.partition_point(|zero| *zero <= code).checked_sub(1)?;
    let value = code - ZEROS[place];
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_general_category::{GeneralCategory, get_general_category};

    #[test]
    fn the_digits_of_every_script_are_ours() {
        assert!(ZEROS.is_sorted());
        let all: Vec<char> =
            ('\u{80}'..=char::MAX).filter(|c| get_general_category(*c) == GeneralCategory::DecimalNumber).collect();
        assert!(all.len() >= 750, "{}", all.len());
        for ten in all.chunks(10) {
            assert_eq!(tidy(&ten.iter().collect::<String>()), "0123456789", "{:x}", u32::from(ten[0]));
        }
        for other in ['½', '²', '①', 'Ⅷ', '一', 'a'] {
            assert_eq!(tidy(&other.to_string()), other.to_string());
        }
    }

    #[test]
    fn what_nobody_sees_is_dropped_and_every_space_is_a_space() {
        for c in '\0'..=char::MAX {
            let tidied = tidy(&format!("a{c}b")).into_owned();
            match get_general_category(c) {
                // Signs that are drawn around or above numbers, in scripts of their own.
                GeneralCategory::Format if matches!(u32::from(c), 0x600..=0x605 | 0x6dd | 0x70f | 0x890..=0x891 | 0x8e2 | 0x110bd | 0x110cd | 0x13430..=0x1345f) =>
                    {}
                GeneralCategory::Format => assert_eq!(tidied, "ab", "{:x}", u32::from(c)),
                GeneralCategory::SpaceSeparator => assert_eq!(tidied, "a b", "{:x}", u32::from(c)),
                GeneralCategory::Control => assert!(["ab", "a b"].contains(&tidied.as_str()), "{:x}", u32::from(c)),
                GeneralCategory::DashPunctuation
                    if !matches!(u32::from(c), 0x2e17 | 0x2e1a | 0x2e40 | 0x2e5d | 0x301c | 0x3030 | 0x10d6e | 0x10ead) =>
                {
                    assert_eq!(tidied, "a-b", "{:x}", u32::from(c));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn what_is_meant_stays() {
        for text in ["TS18 1AB", "sam@mail.example", "Zoë Łukasz", "رام", "O'Neill"] {
            assert_eq!(tidy(text), text);
        }
        assert_eq!(tidy("\u{202a}+44 7700\u{a0}900\u{2011}123\u{202c} "), "+44 7700 900-123");
        assert_eq!(tidy("\u{201c}ＴＳ１８　１ＡＢ\u{201d}"), "\"TS18 1AB\"");
        assert_eq!(tidy("sam＠mail。example"), "sam@mail.example");
        assert_eq!(tidy("1\u{fe0f}\u{20e3}2"), "12");
        assert!(is_blank(" \u{200b}\u{feff}\u{3000}\n") && !is_blank(" 0"));
    }

    proptest::proptest! {
        #[test]
        fn once_is_enough(text in "\\PC{0,40}") {
            let once = tidy(&text).into_owned();
            proptest::prop_assert_eq!(tidy(&once), once.as_str());
        }
    }
}
