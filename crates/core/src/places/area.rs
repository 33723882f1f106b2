//! Area codes of the Office for National Statistics.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The whole of England and Wales.
pub(super) const ENGLAND_AND_WALES: &str = "K04000001";

/// A nine-character ONS code such as `E06000004`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode([u8; 9]);

/// How wide an area is, narrowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// E06–E09 and W06.
    District,
    /// E10, E11, E47.
    County,
    /// E23 and W15.
    Force,
    /// E12.
    Region,
    /// E92 and W92.
    Country,
    /// K04000001.
    EnglandAndWales,
}

impl Level {
    /// What such an area is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::County => "county or combined authority",
            Self::Force => "police force area",
            Self::Region => "region",
            Self::Country => "country",
            Self::EnglandAndWales => "England and Wales",
        }
    }
}

impl AreaCode {
    /// England and Wales.
    pub const ENGLAND_AND_WALES: Self = Self(*b"K04000001");

    /// Reads a code: a capital letter and eight digits, of a level that is known.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 9] = text.as_bytes().try_into().ok()?;
        let shaped = bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_digit);
        let code = Self(bytes);
        (shaped && code.find_level().is_some()).then_some(code)
    }

    fn find_level(&self) -> Option<Level> {
        match &self.0[..3] {
            b"E06" | b"E07" | b"E08" | b"E09" | b"W06" => Some(Level::District),
            b"E10" | b"E11" | b"E47" => Some(Level::County),
            b"E23" | b"W15" => Some(Level::Force),
            b"E12" => Some(Level::Region),
            b"E92" | b"W92" => Some(Level::Country),
            _ if self.as_str() == ENGLAND_AND_WALES => Some(Level::EnglandAndWales),
            _ => None,
        }
    }

    /// How wide the area is.
    #[must_use]
    pub fn level(&self) -> Level {
        // Parsing let no other code in.
        self.find_level().unwrap_or(Level::EnglandAndWales)
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Debug for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Borrow<[u8; 9]> for AreaCode {
    fn borrow(&self) -> &[u8; 9] {
        &self.0
    }
}

impl Serialize for AreaCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for AreaCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("no area code"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_every_level_are_read_and_others_refused() {
        let levels = ["E06000004", "E10000008", "E23000013", "E12000001", "W92000004", "K04000001"]
            .map(|c| AreaCode::parse(c).unwrap().level());
        assert!(levels.is_sorted());
        for bad in ["", "E0600000", "e06000004", "S12000033", "K03000001", "E0600000X", "E060000044"] {
            assert!(AreaCode::parse(bad).is_none(), "{bad}");
        }
    }
}
