//! The reference, which may be spoken to anyone and opens nothing, and the receipt, which opens the report for its reporter.

use std::sync::LazyLock;

use data_encoding::{Encoding, Specification};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::report::Told;
use crate::tidy::tidy;
use crate::vault;
use crate::vault::randomness::Randomness;
use crate::vault::sealed::{OpenFault, SealingKey};

/// Crockford's base 32: read in any case, with or without dashes and spaces, o = 0, i = l = 1.
static CROCKFORD: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    specification.translate.from.push_str("abcdefghjkmnpqrstvwxyzoOiIlL");
    specification.translate.to.push_str("ABCDEFGHJKMNPQRSTVWXYZ001111");
    specification.ignore.push_str("- ");
    #[expect(clippy::expect_used, reason = "the specification is a constant")]
    let encoding = specification.encoding().expect("Crockford's alphabet has 32 symbols");
    encoding
});

fn grouped(bytes: &[u8]) -> String {
    let text = CROCKFORD.encode(bytes);
    let groups: Vec<&str> = (0..text.len()).step_by(4).map(|start| &text[start..(start + 4).min(text.len())]).collect();
    groups.join("-")
}

/// Bytes that somebody may need to write a receipt or a reference, with whatever a phone or a word processor adds.
const LONGEST: usize = 256;

/// Letters and digits alone: dashes, full stops, quotation marks and what else stands around or between the groups is no part of it.
fn symbols(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii() || c.is_ascii_alphanumeric()).collect()
}

/// What comes after "Receipt:" or "my reference is": words that name it and are no part of it. So many symbols at the end are left.
fn after_its_name(text: &str, symbols: usize) -> &str {
    let own = text.char_indices().rev().filter(|(_, c)| c.is_ascii_alphanumeric()).map(|(place, _)| place).nth(symbols - 1);
    let (name, rest) = text.split_at(own.unwrap_or(0));
    let is_name = name.ends_with([' ', ':', '"']) && name.chars().all(|c| !c.is_numeric());
    if is_name { rest } else { text }
}

/// 80 random bits, shown once.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Receipt([u8; 10]);

crate::redacted!(Receipt);

/// The value under which a report is found by its receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup(pub(crate) Vec<u8>);

impl Lookup {
    /// The bytes, as a database keeps them.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The spoken name of a report, such as `WM-7K3F-92QD`: 40 random bits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference(String);

impl Receipt {
    /// A fresh receipt.
    #[must_use]
    pub fn fresh(randomness: &dyn Randomness) -> Self {
        let mut bytes = [0; 10];
        randomness.fill(&mut bytes);
        Self(bytes)
    }

    /// Reads a receipt as a person may write it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let tidied = Zeroizing::new(tidy(text).into_owned());
        let compact = Zeroizing::new(symbols(after_its_name(&tidied, 16)));
        let bytes = Zeroizing::new(CROCKFORD.decode(compact.as_bytes()).ok()?);
        Some(Self(bytes.as_slice().try_into().ok()?))
    }

    /// The receipt for the eyes of its reporter: `7KQF-M2XD-9TRA-HW4C`.
    #[must_use]
    pub fn reveal(&self) -> String {
        grouped(&self.0)
    }

    pub(crate) fn lookup(&self, pepper: &[u8; 32]) -> Lookup {
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, pepper);
        Lookup(ring::hmac::sign(&key, &[&b"waymark lookup"[..], &self.0].concat()).as_ref().to_vec())
    }

    pub(crate) fn key(&self, pepper: &[u8; 32], word: Option<&Told>) -> ReceiptKey {
        let word = word.map(|word| word.reveal().trim().to_lowercase()).unwrap_or_default();
        ReceiptKey(SealingKey::derive(0, &[&self.0[..], word.as_bytes()].concat(), pepper, &[b"waymark receipt 1"]))
    }
}

/// What a receipt and a word open.
pub(crate) struct ReceiptKey(Result<SealingKey, OpenFault>);

impl ReceiptKey {
    pub(crate) fn seal_exact(&self, place: &[u8], plain: &[u8], randomness: &dyn Randomness) -> Result<vault::Sealed, OpenFault> {
        self.0.as_ref().map_err(|fault| *fault)?.seal_exact(place, plain, randomness)
    }

    pub(crate) fn open_exact(&self, place: &[u8], sealed: &vault::Sealed) -> Result<zeroize::Zeroizing<Vec<u8>>, OpenFault> {
        self.0.as_ref().map_err(|fault| *fault)?.open_exact(place, sealed)
    }
}

impl Reference {
    /// A fresh reference.
    #[must_use]
    pub fn fresh(randomness: &dyn Randomness) -> Self {
        let mut bytes = [0; 5];
        randomness.fill(&mut bytes);
        Self(format!("WM-{}", grouped(&bytes)))
    }

    /// Reads a reference as a person may write it, with or without `WM`, and with what names it before that: `Ref WM-7K3F-92QD.`
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let text = &*tidy(text);
        let own = Self::after_wm(text).unwrap_or_else(|| after_its_name(text, 8));
        let bytes = CROCKFORD.decode(symbols(own).as_bytes()).ok().filter(|bytes| bytes.len() == 5)?;
        Some(Self(format!("WM-{}", grouped(&bytes))))
    }

    /// Whether a text says by `WM` that it is a reference. Without it, a name or a number may be read as one.
    #[must_use]
    pub fn names_itself(text: &str) -> bool {
        Self::after_wm(&tidy(text)).is_some()
    }

    /// What comes after a `WM` that begins a word.
    fn after_wm(text: &str) -> Option<&str> {
        let small = text.to_ascii_lowercase();
        let begins = |place: &usize| !small[..*place].ends_with(|c: char| c.is_alphanumeric());
        let place = small.match_indices("wm").map(|(place, _)| place).find(begins)?;
        text.get(place + 2..)
    }

    /// The reference as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Takes back what storage kept.
    #[must_use]
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
