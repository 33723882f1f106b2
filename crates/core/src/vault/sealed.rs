//! Sealed bytes: version ‖ key id ‖ nonce ‖ ciphertext, AES-256-GCM, padded to steps of 1 KiB (CONTRACT §6).

use std::fmt;
use std::sync::Arc;

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use zeroize::Zeroizing;

use crate::vault::randomness::Randomness;

/// Bytes that this room sealed, cheap to pass on. Storage takes these and nothing else; they can be made only by sealing.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Arc<Vec<u8>>);

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

/// Why something did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenFault {
    /// The key, the place or the bytes are not the right ones.
    #[error("the bytes do not open with this key at this place")]
    Refused,
    /// The bytes are not in the form that this room writes.
    #[error("the bytes are not in the form of sealed bytes")]
    Malformed,
    /// The key that the bytes name is not in the keyring.
    #[error("the keyring lacks the private key that the bytes name")]
    NoPrivateKey,
    /// This process has no desk key.
    #[error("the keyring lacks the desk key")]
    NoDeskKey,
    /// The section is for the team alone.
    #[error("this key does not reach the section")]
    OutOfReach,
    /// It opened, and is not what this version seals there.
    #[error("what was opened is not what belongs at this place")]
    NotWhatWasSealed,
}

/// The form of the bytes.
const VERSION: u8 = 1;
const HEADER: usize = 1 + 4;
const TAG: usize = 16;
/// Overhead of an AEAD value: header, nonce and tag.
const AROUND: usize = HEADER + NONCE_LEN + TAG;
/// Padded values are whole steps of this many bytes.
const STEP: usize = 1024;

impl Sealed {
    /// The bytes, for storage.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Takes back what storage kept.
    ///
    /// # Errors
    /// Bytes that this room did not write.
    pub fn from_stored(bytes: Vec<u8>) -> Result<Self, OpenFault> {
        if bytes.len() < AROUND || bytes[0] != VERSION { Err(OpenFault::Malformed) } else { Ok(Self(Arc::new(bytes))) }
    }

    /// Puts together the header and what follows it.
    pub(crate) fn assemble(key_id: u32, parts: &[&[u8]]) -> Self {
        let mut bytes = header(key_id).to_vec();
        for part in parts {
            bytes.extend_from_slice(part);
        }
        Self(Arc::new(bytes))
    }

    /// Which key sealed it, and what follows the header.
    pub(crate) fn parts(&self) -> Result<(u32, &[u8]), OpenFault> {
        let id: [u8; 4] = self.0.get(1..HEADER).and_then(|id| id.try_into().ok()).ok_or(OpenFault::Malformed)?;
        Ok((u32::from_be_bytes(id), &self.0[HEADER..]))
    }
}

fn header(key_id: u32) -> [u8; HEADER] {
    let id = key_id.to_be_bytes();
    [VERSION, id[0], id[1], id[2], id[3]]
}

/// An AES-256-GCM key for one place, and the id it is known by.
pub(crate) struct SealingKey {
    pub id: u32,
    pub key: LessSafeKey,
}

impl SealingKey {
    /// A key of 32 bytes derived for one use (RFC 5869).
    pub(super) fn derive(id: u32, secret: &[u8], salt: &[u8], info: &[&[u8]]) -> Result<Self, OpenFault> {
        let prk = ring::hkdf::Salt::new(ring::hkdf::HKDF_SHA256, salt).extract(secret);
        let okm = prk.expand(info, &AES_256_GCM).map_err(|_| OpenFault::Malformed)?;
        Ok(Self { id, key: LessSafeKey::new(UnboundKey::from(okm)) })
    }

    /// Seals with padding; `place` is the associated data.
    pub(super) fn seal(&self, place: &[u8], plain: &[u8], randomness: &dyn Randomness) -> Result<Sealed, OpenFault> {
        let length = u32::try_from(plain.len()).map_err(|_| OpenFault::Malformed)?.to_be_bytes();
        let whole = (AROUND + length.len() + plain.len()).div_ceil(STEP) * STEP;
        let mut body = Vec::with_capacity(whole);
        body.extend_from_slice(&length);
        body.extend_from_slice(plain);
        body.resize(whole - AROUND, 0);
        self.encrypt(place, body, randomness)
    }

    /// Opens what was sealed with padding.
    pub(super) fn open(&self, place: &[u8], sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, OpenFault> {
        let mut body = self.open_exact(place, sealed)?;
        let length: [u8; 4] = body.get(..4).and_then(|length| length.try_into().ok()).ok_or(OpenFault::Malformed)?;
        let end = 4 + u32::from_be_bytes(length) as usize;
        if end > body.len() {
            return Err(OpenFault::Malformed);
        }
        body.truncate(end);
        body.drain(..4);
        Ok(body)
    }

    /// Seals without padding: for keys, whose length is always the same.
    pub(super) fn seal_exact(&self, place: &[u8], plain: &[u8], randomness: &dyn Randomness) -> Result<Sealed, OpenFault> {
        self.encrypt(place, plain.to_vec(), randomness)
    }

    /// Opens what was sealed without padding.
    pub(super) fn open_exact(&self, place: &[u8], sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, OpenFault> {
        let (id, rest) = sealed.parts()?;
        if id != self.id {
            return Err(OpenFault::Refused);
        }
        let nonce: [u8; NONCE_LEN] = rest.get(..NONCE_LEN).and_then(|n| n.try_into().ok()).ok_or(OpenFault::Malformed)?;
        let mut body = Zeroizing::new(rest[NONCE_LEN..].to_vec());
        let aad = [&header(id)[..], place].concat();
        let length = self
            .key
            .open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(aad), &mut body)
            .map_err(|_| OpenFault::Refused)?
            .len();
        body.truncate(length);
        Ok(body)
    }

    fn encrypt(&self, place: &[u8], mut body: Vec<u8>, randomness: &dyn Randomness) -> Result<Sealed, OpenFault> {
        let mut nonce = [0; NONCE_LEN];
        randomness.fill(&mut nonce);
        let aad = [&header(self.id)[..], place].concat();
        self.key
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(aad), &mut body)
            .map_err(|_| OpenFault::Malformed)?;
        Ok(Sealed::assemble(self.id, &[&nonce, &body]))
    }
}
