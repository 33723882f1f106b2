//! Sealing: what was told is only ever at rest as bytes that this room made, each bound to its place.
//!
//! Cryptography is composed of ring's AES-256-GCM, HKDF and HMAC and of the hpke crate (RFC 9180); nothing is invented.

mod chain;
mod keyring;
mod keys;
mod own;
mod place;
mod randomness;
mod receipt;
mod sealed;
pub mod secrets;
#[cfg(test)]
mod tests;
mod tokens;

use std::sync::Arc;

use uuid::Uuid;

use crate::report::Told;

pub use chain::Link;
pub use keyring::{KeyVersion, Keyring, KeyringFault};
pub use keys::{Opens, ReportKey, ReportKeys};
pub use own::Locker;
pub use place::{Place, Table};
pub use randomness::{Randomness, SeededRandomness, SharedRandomness, SystemRandomness, new_id};
pub use receipt::{Lookup, Receipt, Reference};
pub use sealed::{OpenFault, Sealed};
pub use tokens::{Code, LinkToken};

/// The keys of this process, and the randomness it seals with.
pub struct Vault {
    keyring: Keyring,
    randomness: SharedRandomness,
}

impl Vault {
    /// A vault with these keys.
    #[must_use]
    pub fn new(keyring: Keyring, randomness: SharedRandomness) -> Self {
        Self { keyring, randomness }
    }

    /// The keys.
    #[must_use]
    pub fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// Randomness, for ids.
    #[must_use]
    pub fn randomness(&self) -> &SharedRandomness {
        &self.randomness
    }

    /// Fresh keys for a new report.
    #[must_use]
    pub fn fresh_keys(&self) -> ReportKeys {
        ReportKeys::fresh(&*self.randomness)
    }

    /// Wraps the keys of a report for the service, to the newest public key.
    ///
    /// # Errors
    /// When the public key cannot be used.
    pub fn wrap(&self, report: Uuid, keys: &ReportKeys) -> Result<(KeyVersion, Sealed), OpenFault> {
        self.keyring.wrap(report, keys, &*self.randomness)
    }

    /// Opens the keys of a report for the service.
    ///
    /// # Errors
    /// When this process lacks the private key, or the bytes are not the wrap of this report.
    pub fn unwrap(&self, report: Uuid, wrapped: &Sealed) -> Result<ReportKeys, OpenFault> {
        self.keyring.unwrap(report, wrapped)
    }

    /// Wraps the report key – never the team key – for whoever brings the receipt and the word.
    ///
    /// # Errors
    /// When sealing fails.
    pub fn wrap_for_receipt(
        &self,
        report: Uuid,
        key: &ReportKey,
        receipt: &Receipt,
        word: Option<&Told>,
    ) -> Result<Sealed, OpenFault> {
        receipt.key(self.keyring.pepper(), word).seal_exact(&place::receipt_wrap(report), key.bytes(), &*self.randomness)
    }

    /// Opens the report key with the receipt and the word.
    ///
    /// # Errors
    /// When they are not the right ones.
    pub fn unwrap_with_receipt(
        &self,
        report: Uuid,
        wrapped: &Sealed,
        receipt: &Receipt,
        word: Option<&Told>,
    ) -> Result<ReportKey, OpenFault> {
        let bytes = receipt.key(self.keyring.pepper(), word).open_exact(&place::receipt_wrap(report), wrapped)?;
        ReportKey::from_bytes(&bytes)
    }

    /// Under which value the report of a receipt is found.
    #[must_use]
    pub fn lookup(&self, receipt: &Receipt) -> Lookup {
        receipt.lookup(self.keyring.pepper())
    }

    /// Seals what `told` says at its place in a report.
    ///
    /// # Errors
    /// When `keys` do not reach the place's section.
    pub fn seal<T: serde::Serialize>(&self, keys: &impl keys::Opens, place: &Place, told: &T) -> Result<Sealed, OpenFault> {
        let plain = zeroize::Zeroizing::new(serde_json::to_vec(told).map_err(|_| OpenFault::NotWhatWasSealed)?);
        keys.key_for(place.section)?.at(place).seal(&place.to_bytes(), &plain, &*self.randomness)
    }

    /// Opens what was sealed at this place of a report.
    ///
    /// # Errors
    /// When the keys, the place or the bytes are not the right ones.
    pub fn open<T: serde::de::DeserializeOwned>(
        &self,
        keys: &impl keys::Opens,
        place: &Place,
        sealed: &Sealed,
    ) -> Result<T, OpenFault> {
        let plain = keys.key_for(place.section)?.at(place).open(&place.to_bytes(), sealed)?;
        serde_json::from_slice(&plain).map_err(|_| OpenFault::NotWhatWasSealed)
    }

    /// A locker that opens only with this secret: for drafts, sessions and kept answers.
    #[must_use]
    pub fn locker(&self, use_for: &'static str, secret: &[&[u8]]) -> Locker {
        Locker::new(self.keyring.pepper(), use_for, secret, Arc::clone(&self.randomness))
    }

    /// The token of the link that a referral is read at.
    ///
    /// # Errors
    /// When this process has no desk key.
    pub fn link_token(&self, referral: Uuid, epoch: i64) -> Result<LinkToken, OpenFault> {
        Ok(LinkToken::of(self.keyring.desk()?, referral, epoch))
    }

    /// The token of the link that an invitation is accepted at.
    ///
    /// # Errors
    /// When this process has no desk key.
    pub fn invitation(&self, account: Uuid, epoch: i64) -> Result<LinkToken, OpenFault> {
        Ok(LinkToken::to_account(self.keyring.desk()?, account, epoch))
    }

    /// What a form of somebody at the desk carries, so that it is known as theirs after their session is over.
    ///
    /// # Errors
    /// When this process has no desk key.
    pub fn late_form(&self, account: Uuid, binding: &[u8]) -> Result<LinkToken, OpenFault> {
        Ok(LinkToken::of_form(self.keyring.desk()?, account, binding))
    }

    /// A locker of the desk: what it holds opens only where the desk key is.
    ///
    /// # Errors
    /// When this process has no desk key.
    pub fn desk_locker(&self, use_for: &'static str, of: Uuid) -> Result<Locker, OpenFault> {
        Ok(self.locker(use_for, &[of.as_bytes(), &self.keyring.desk()?[..]]))
    }

    /// The one-time code of a request.
    ///
    /// # Errors
    /// When this process has no desk key.
    pub fn code(&self, request: Uuid) -> Result<Code, OpenFault> {
        Ok(Code::of(self.keyring.desk()?, request))
    }

    /// A value by which something can be recognised and from which nothing can be learned without the desk key.
    ///
    /// # Errors
    /// When this process has no desk key.
    pub fn mark(&self, use_for: &'static str, of: &[u8]) -> Result<[u8; 16], OpenFault> {
        Ok(tokens::mark(self.keyring.desk()?, use_for, of))
    }

    /// The first 20 bits of such a value: so many share each that it tells nothing of anybody by itself.
    ///
    /// # Errors
    /// When this process has no desk key.
    pub fn short_mark(&self, use_for: &'static str, of: &[u8]) -> Result<[u8; 3], OpenFault> {
        let [first, second, third, ..] = self.mark(use_for, of)?;
        Ok([first, second, third & 0xf0])
    }

    /// Whether somebody brings this mark, in constant time.
    ///
    /// # Errors
    /// When this process has no desk key.
    pub fn is_mark(&self, use_for: &'static str, of: &[u8], given: &[u8]) -> Result<bool, OpenFault> {
        Ok(tokens::same(&self.mark(use_for, of)?, given))
    }

    /// What the first link of a chain follows: bound to this service by the print of its pepper.
    ///
    /// # Errors
    /// When this process has no desk key.
    pub fn chain_start(&self, use_for: &'static str) -> Result<Link, OpenFault> {
        Ok(Link::start(self.keyring.desk()?, use_for, &self.keyring.pepper_print()))
    }

    /// The link that follows `before` and holds these parts. Only the desk key makes it.
    ///
    /// # Errors
    /// When this process has no desk key.
    pub fn chain_link(&self, use_for: &'static str, before: &Link, parts: &[&[u8]]) -> Result<Link, OpenFault> {
        Ok(Link::after(self.keyring.desk()?, use_for, before, parts))
    }
}
