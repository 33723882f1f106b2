//! Lockers: small things sealed under a secret that only somebody outside holds – a cookie, or an idempotency key and its body.

use std::sync::Arc;

use zeroize::Zeroizing;

use crate::vault::randomness::SharedRandomness;
use crate::vault::sealed::{OpenFault, Sealed, SealingKey};

/// Seals and opens with a secret that is stored nowhere.
pub struct Locker {
    id: [u8; 32],
    key: Result<SealingKey, OpenFault>,
    use_for: &'static str,
    randomness: SharedRandomness,
}

/// The id of the key in the header of sealed bytes.
const OWN: u32 = 3;

impl Locker {
    pub(crate) fn new(pepper: &[u8; 32], use_for: &'static str, secret: &[&[u8]], randomness: SharedRandomness) -> Self {
        // Each part is preceded by its length, so that parts cannot run into each other.
        let joined: Zeroizing<Vec<u8>> = Zeroizing::new(
            secret.iter().flat_map(|part| (part.len() as u64).to_be_bytes().into_iter().chain(part.iter().copied())).collect(),
        );
        let hmac = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, pepper);
        // The id is of the first part alone: an idempotency key is found whatever its body, and does not open with another body.
        let first = secret.first().copied().unwrap_or_default();
        let tag = ring::hmac::sign(&hmac, &[b"waymark locker id", use_for.as_bytes(), b"\0", first].concat());
        let mut id = [0; 32];
        id.copy_from_slice(tag.as_ref());
        let key = SealingKey::derive(OWN, &joined, pepper, &[b"waymark locker 1", use_for.as_bytes()]);
        Self { id, key, use_for, randomness }
    }

    /// Under which value it is found.
    #[must_use]
    pub fn id(&self) -> &[u8; 32] {
        &self.id
    }

    /// Seals.
    ///
    /// # Errors
    /// When it cannot be written as JSON or is far too long.
    pub fn seal<T: serde::Serialize>(&self, what: &T) -> Result<Sealed, OpenFault> {
        let plain = Zeroizing::new(serde_json::to_vec(what).map_err(|_| OpenFault::NotWhatWasSealed)?);
        self.key.as_ref().map_err(|fault| *fault)?.seal(&self.place(), &plain, &*self.randomness)
    }

    /// Opens.
    ///
    /// # Errors
    /// When the secret is not the right one.
    pub fn open<T: serde::de::DeserializeOwned>(&self, sealed: &Sealed) -> Result<T, OpenFault> {
        let plain = self.key.as_ref().map_err(|fault| *fault)?.open(&self.place(), sealed)?;
        serde_json::from_slice(&plain).map_err(|_| OpenFault::NotWhatWasSealed)
    }

    fn place(&self) -> Vec<u8> {
        [self.use_for.as_bytes(), &self.id].concat()
    }

    /// Shares the randomness it seals with.
    #[must_use]
    pub fn randomness(&self) -> SharedRandomness {
        Arc::clone(&self.randomness)
    }
}
