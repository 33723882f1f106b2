//! Randomness, passed in so that a test can hold it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Utc};
use ring::rand::SecureRandom;
use uuid::Uuid;

/// Where random bytes come from.
pub trait Randomness: Send + Sync {
    /// Fills `into`.
    fn fill(&self, into: &mut [u8]);
}

/// Randomness that everything shares.
pub type SharedRandomness = Arc<dyn Randomness>;

/// The operating system's randomness, by ring.
pub struct SystemRandomness(ring::rand::SystemRandom);

impl SystemRandomness {
    /// The operating system's randomness.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine is asked for randomness")]
    pub fn new() -> Self {
        Self(ring::rand::SystemRandom::new())
    }
}

impl Default for SystemRandomness {
    fn default() -> Self {
        Self::new()
    }
}

impl Randomness for SystemRandomness {
    #[expect(clippy::expect_used, reason = "a machine without randomness cannot seal anything: there is no way on")]
    fn fill(&self, into: &mut [u8]) {
        self.0.fill(into).expect("the operating system gives randomness");
    }
}

/// The same bytes in every run for the same seed: for tests.
pub struct SeededRandomness {
    key: ring::hmac::Key,
    next: AtomicU64,
}

impl SeededRandomness {
    /// A row of bytes that the seed decides.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { key: ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &seed.to_be_bytes()), next: AtomicU64::new(0) }
    }
}

impl Randomness for SeededRandomness {
    fn fill(&self, into: &mut [u8]) {
        for chunk in into.chunks_mut(32) {
            let tag = ring::hmac::sign(&self.key, &self.next.fetch_add(1, Ordering::SeqCst).to_be_bytes());
            chunk.copy_from_slice(&tag.as_ref()[..chunk.len()]);
        }
    }
}

/// A new id: UUIDv7 (RFC 9562), so that rows of a time lie together.
#[must_use]
pub fn new_id(now: DateTime<Utc>, randomness: &dyn Randomness) -> Uuid {
    let mut random = [0; 10];
    randomness.fill(&mut random);
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// Our randomness as the hpke crate takes it.
pub(crate) struct ForHpke<'a>(pub &'a dyn Randomness);

impl rand_core::TryRng for ForHpke<'_> {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), Self::Error> {
        self.0.fill(into);
        Ok(())
    }
}

impl rand_core::TryCryptoRng for ForHpke<'_> {}
