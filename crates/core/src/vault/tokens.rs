//! Link tokens and one-time codes: HMACs of their ids under the desk key, derived again whenever they are needed, stored nowhere.

use data_encoding::BASE64URL_NOPAD;
use uuid::Uuid;

use crate::tidy::tidy;

/// The desk key's first 16 bytes of HMAC-SHA256 over a use and a value.
pub(crate) fn mark(desk: &[u8; 32], use_for: &str, of: &[u8]) -> [u8; 16] {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, desk);
    let tag = ring::hmac::sign(&key, &[b"waymark ", use_for.as_bytes(), b"\0", of].concat());
    let mut first = [0; 16];
    first.copy_from_slice(&tag.as_ref()[..16]);
    first
}

/// The part of a link that leads to a referral: its id and a mark that only the desk key makes.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken {
    referral: Uuid,
    mark: [u8; 16],
}

crate::redacted!(LinkToken);

impl LinkToken {
    pub(crate) fn of(desk: &[u8; 32], referral: Uuid, epoch: i64) -> Self {
        Self { referral, mark: mark(desk, "link", &[&referral.as_bytes()[..], &epoch.to_be_bytes()].concat()) }
    }

    pub(crate) fn to_account(desk: &[u8; 32], account: Uuid, epoch: i64) -> Self {
        Self { referral: account, mark: mark(desk, "invitation", &[&account.as_bytes()[..], &epoch.to_be_bytes()].concat()) }
    }

    pub(crate) fn of_form(desk: &[u8; 32], account: Uuid, binding: &[u8]) -> Self {
        Self { referral: account, mark: mark(desk, "late form", &[&account.as_bytes()[..], binding].concat()) }
    }

    /// The token as it stands in an address.
    #[must_use]
    pub fn reveal(&self) -> String {
        BASE64URL_NOPAD.encode(&[&self.referral.as_bytes()[..], &self.mark].concat())
    }

    /// Reads a token. Whether it is a right one shows only in comparison.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok().filter(|bytes| bytes.len() == 32)?;
        Some(Self { referral: Uuid::from_slice(&bytes[..16]).ok()?, mark: bytes[16..].try_into().ok()? })
    }

    /// The referral, or the account, it claims to lead to.
    #[must_use]
    pub fn referral(&self) -> Uuid {
        self.referral
    }

    /// Whether both are the same token, in constant time.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        self.referral == other.referral && same(&self.mark, &other.mark)
    }
}

/// A one-time code of eight digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(u64);

crate::redacted!(Code);

impl Code {
    pub(crate) fn of(desk: &[u8; 32], request: Uuid) -> Self {
        let mark = mark(desk, "code", request.as_bytes());
        let wide = mark.iter().fold(0u128, |number, byte| (number << 8) | u128::from(*byte));
        // 128 bits taken modulo 10^8: no digit is noticeably likelier than another.
        Self((wide % 100_000_000) as u64)
    }

    /// The code as it is mailed: `4821 9037`.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{:04} {:04}", self.0 / 10_000, self.0 % 10_000)
    }

    /// Whether a person typed this code, with or without spaces or dashes.
    #[must_use]
    pub fn matches(&self, typed: &str) -> bool {
        let digits: String = tidy(typed).chars().filter(char::is_ascii_digit).collect();
        digits.len() == 8 && same(digits.as_bytes(), format!("{:08}", self.0).as_bytes())
    }
}

pub(crate) fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}
