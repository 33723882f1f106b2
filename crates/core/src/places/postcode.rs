//! Postcodes, understood in any spelling.

use crate::tidy::tidy;

/// A postcode that is well formed: outward and inward code, capitals, no space. Whether it exists is for the gazetteer to say.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(String);

crate::redacted!(Postcode);

impl Postcode {
    /// Reads a postcode: any case, spaces and dashes anywhere.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut compact = String::with_capacity(7);
        for c in tidy(text).trim_matches(['"', '\'', ',']).chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '.') {
            if !c.is_ascii_alphanumeric() || compact.len() == 7 {
                return None;
            }
            compact.push(c.to_ascii_uppercase());
        }
        if compact.len() < 5 {
            return None;
        }
        let (outward, inward) = compact.split_at(compact.len() - 3);
        let letter = |b: &u8| b.is_ascii_uppercase();
        let digit = |b: &u8| b.is_ascii_digit();
        let inward_fits = matches!(inward.as_bytes(), [a, b, c] if digit(a) && letter(b) && letter(c));
        let outward_fits = match outward.as_bytes() {
            [a, b] => letter(a) && digit(b),
            // Old ones that break the rule and stand in the postcode files: Girobank, and Newport before it became NP.
            b"GIR" | b"NPT" => true,
            [a, b, c] => letter(a) && ((digit(b) && (digit(c) || letter(c))) || (letter(b) && digit(c))),
            [a, b, c, d] => letter(a) && letter(b) && digit(c) && (digit(d) || letter(d)),
            _ => false,
        };
        (inward_fits && outward_fits).then_some(Self(compact))
    }

    /// The part before the space.
    #[must_use]
    pub fn outward(&self) -> &str {
        &self.0[..self.0.len() - 3]
    }

    /// The part after the space.
    #[must_use]
    pub fn inward(&self) -> &str {
        &self.0[self.0.len() - 3..]
    }

    /// The whole postcode without a space.
    #[must_use]
    pub fn compact(&self) -> &str {
        &self.0
    }
}

/// The beginning of a postcode: its first half, or that and a letter or two more: `TS18`, `TS18 1`.
#[derive(Clone, PartialEq, Eq)]
pub struct Beginning {
    outward: String,
    more: String,
}

crate::redacted!(Beginning);

impl Beginning {
    /// Reads the beginning of a postcode in any case. Where no space says where the first half ends, it is as long as it can be.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = tidy(text).to_ascii_uppercase();
        let (outward, more) = match text.split_once([' ', '-']) {
            Some((outward, more)) => (outward.to_owned(), more.trim().to_owned()),
            None => (text, String::new()),
        };
        // What may stand before "1AA" is a first half.
        let whole = Postcode::parse(&format!("{outward} 1AA")).filter(|whole| whole.outward() == outward);
        let more_fits = match more.as_bytes() {
            [] => true,
            [digit] => digit.is_ascii_digit(),
            [digit, letter] => digit.is_ascii_digit() && letter.is_ascii_uppercase(),
            _ => false,
        };
        (whole.is_some() && more_fits).then_some(Self { outward, more })
    }

    /// The first half.
    #[must_use]
    pub fn outward(&self) -> &str {
        &self.outward
    }

    /// What was given of the second half.
    #[must_use]
    pub fn more(&self) -> &str {
        &self.more
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_postcode_is_understood() {
        let read = |text: &str| Beginning::parse(text).map(|read| (read.outward, read.more));
        for (text, outward, more) in
            [("TS18", "TS18", ""), ("ts18 1", "TS18", "1"), ("m1", "M1", ""), ("SE1 9a", "SE1", "9A"), (" ｅｃ１ａ ", "EC1A", "")]
        {
            assert_eq!(read(text), Some((outward.to_owned(), more.to_owned())), "{text}");
        }
        for text in ["", "TS", "18", "TS18 1AB", "TS18 AB", "Leeds", "M", "near TS18"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn every_spelling_is_understood() {
        for text in ["TS18 1AB", "ts181ab", " t s18-1a b ", "TS18  1AB"] {
            assert_eq!(Postcode::parse(text).unwrap().compact(), "TS181AB", "{text}");
        }
        for text in ["M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB", "GIR 0AA"] {
            assert!(Postcode::parse(text).is_some(), "{text}");
        }
        assert_eq!(Postcode::parse("EC1A 1BB").unwrap().outward(), "EC1A");
    }

    #[test]
    fn what_is_no_postcode_is_refused() {
        for text in ["", "TS18", "12345", "TS18 1A", "TS18 1ABC", "TS18 AAB", "Žižkov", "near the park"] {
            assert!(Postcode::parse(text).is_none(), "{text}");
        }
    }
}
