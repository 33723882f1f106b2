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

#[cfg(test)]
mod tests {
    use super::*;

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
