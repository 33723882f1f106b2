//! Links of a chain: HMAC-SHA256 under the desk key over the link before and what this one holds, each part with its length.

use crate::vault::tokens::same;

/// A link: it stands for everything up to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Link([u8; 32]);

crate::redacted!(Link);

impl Link {
    pub(crate) fn start(desk: &[u8; 32], use_for: &str, service: &str) -> Self {
        Self(sign(desk, use_for, &[b"start", service.as_bytes()]))
    }

    pub(crate) fn after(desk: &[u8; 32], use_for: &str, before: &Self, parts: &[&[u8]]) -> Self {
        let whole: Vec<&[u8]> = [&b"link"[..], &before.0].into_iter().chain(parts.iter().copied()).collect();
        Self(sign(desk, use_for, &whole))
    }

    /// The bytes as they are stored. They tell nothing to whoever lacks the desk key.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// A link as it was stored.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }

    /// As a person compares it.
    #[must_use]
    pub fn to_hex(&self) -> String {
        data_encoding::HEXLOWER.encode(&self.0)
    }

    /// Reads what a person copied, spaces and all.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        Self::from_bytes(&data_encoding::HEXLOWER_PERMISSIVE.decode(plain.as_bytes()).ok()?)
    }

    /// Whether both are the same link, in constant time.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        same(&self.0, &other.0)
    }
}

fn sign(desk: &[u8; 32], use_for: &str, parts: &[&[u8]]) -> [u8; 32] {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, desk);
    let mut context = ring::hmac::Context::with_key(&key);
    context.update(b"waymark chain 1\0");
    // Each part is preceded by its length, so that parts cannot run into each other.
    for part in [use_for.as_bytes()].iter().chain(parts) {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part);
    }
    let mut mac = [0; 32];
    mac.copy_from_slice(context.sign().as_ref());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESK: [u8; 32] = [7; 32];

    #[test]
    fn a_link_stands_for_all_before_it_for_its_service_and_for_where_each_part_ends() {
        let start = Link::start(&DESK, "record", "one");
        let link = |before: &Link, parts: &[&[u8]]| Link::after(&DESK, "record", before, parts);
        assert_ne!(start.to_hex(), Link::start(&DESK, "record", "two").to_hex());
        assert_ne!(start.to_hex(), Link::start(&[8; 32], "record", "one").to_hex());
        let first = link(&start, &[b"ab", b"c"]);
        assert_ne!(first.to_hex(), link(&start, &[b"a", b"bc"]).to_hex());
        assert_ne!(link(&first, &[b"x"]).to_hex(), link(&start, &[b"x"]).to_hex());
        assert!(first.matches(&link(&start, &[b"ab", b"c"])));
    }

    #[test]
    fn a_head_is_read_as_it_was_written_or_copied() {
        let link = Link::start(&DESK, "record", "one");
        let spaced = format!(" {} {}\n", &link.to_hex()[..32].to_uppercase(), &link.to_hex()[32..]);
        assert!(Link::parse(&spaced).unwrap().matches(&link));
        assert!(Link::parse(&link.to_hex()[..60]).is_none() && Link::parse("zz").is_none());
    }
}
