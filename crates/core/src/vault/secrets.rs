//! What somebody at the desk knows and has: a password (Argon2id, RFC 9106) and a code that changes every 30 seconds (TOTP, RFC 6238).

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use data_encoding::BASE32_NOPAD;

use crate::report::Told;
use crate::tidy::tidy;
use crate::vault::randomness::Randomness;
use crate::vault::tokens;

/// A password as it is kept: Argon2id with its parameters and salt.
///
/// # Errors
/// When it cannot be hashed.
pub fn hash_password(password: &str, randomness: &dyn Randomness) -> Option<String> {
    let mut salt = [0; 16];
    randomness.fill(&mut salt);
    // The crate's defaults: 19 MiB, two passes, as OWASP asks for.
    Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).ok().map(|hash| hash.to_string())
}

/// Whether this is the password. Takes as long for a wrong one.
#[must_use]
pub fn is_password(password: &str, kept: &str) -> bool {
    PasswordHash::new(kept).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// A word as a key, whatever capitals it is typed in: as slow to try as a password.
#[must_use]
pub fn stretch(word: &Told, salt: &[u8; 32]) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    let word = word.reveal().trim().to_lowercase();
    Argon2::default().hash_password_into(word.as_bytes(), salt, &mut key).ok().map(|()| key)
}

/// The secret behind codes that change every 30 seconds.
pub struct Totp([u8; 20]);

crate::redacted!(Totp);

/// How long a code is shown.
const PERIOD: u64 = 30;

impl Totp {
    /// A fresh secret.
    #[must_use]
    pub fn fresh(randomness: &dyn Randomness) -> Self {
        let mut bytes = [0; 20];
        randomness.fill(&mut bytes);
        Self(bytes)
    }

    /// The secret as apps take it.
    #[must_use]
    pub fn reveal(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// Reads a secret.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self(BASE32_NOPAD.decode(text.as_bytes()).ok()?.try_into().ok()?))
    }

    /// The code of a step of 30 seconds.
    #[must_use]
    pub fn code(&self, step: u64) -> String {
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = ring::hmac::sign(&key, &step.to_be_bytes());
        let bytes = tag.as_ref();
        let at = usize::from(bytes[19] & 0xf);
        let number = u32::from_be_bytes([bytes[at] & 0x7f, bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        format!("{:06}", number % 1_000_000)
    }

    /// The step in which a typed code is right, a step early or late allowed, and none that is not after `last`: a code counts once.
    #[must_use]
    pub fn step_of(&self, typed: &str, now: i64, last: u64) -> Option<u64> {
        let digits: String = tidy(typed).chars().filter(char::is_ascii_digit).collect();
        let step = u64::try_from(now).ok()? / PERIOD;
        (step.saturating_sub(1)..=step + 1)
            .find(|step| *step > last && tokens::same(self.code(*step).as_bytes(), digits.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::randomness::SeededRandomness;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let totp = Totp(*b"12345678901234567890");
        for (time, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (2_000_000_000, "279037")] {
            assert_eq!(totp.code(time / PERIOD), code);
        }
    }

    #[test]
    fn a_code_counts_once_and_for_a_minute_and_a_half() {
        let totp = Totp::fresh(&SeededRandomness::new(1));
        let now = 1_800_000_000_i64;
        let step = now.unsigned_abs() / PERIOD;
        let code = totp.code(step);
        assert_eq!(totp.step_of(&format!("{} {}", &code[..3], &code[3..]), now, 0), Some(step));
        assert_eq!(totp.step_of(&code, now + 30, 0), Some(step), "typed slowly");
        assert_eq!(totp.step_of(&code, now + 61, 0), None);
        assert_eq!(totp.step_of(&code, now, step), None, "replayed");
        assert_eq!(Totp::parse(&totp.reveal()).unwrap().reveal(), totp.reveal());
    }

    #[test]
    fn a_word_is_the_same_key_in_any_capitals_and_another_with_another_salt() {
        let key = |word: &str, salt: u8| stretch(&Told::new(word), &[salt; 32]).unwrap();
        assert_eq!(key("Three Herons", 1), key(" three herons ", 1));
        assert_ne!(key("three herons", 1), key("three heron", 1));
        assert_ne!(key("three herons", 1), key("three herons", 2));
    }

    #[test]
    fn a_password_is_kept_as_a_hash_with_its_own_salt() {
        let randomness = SeededRandomness::new(2);
        let kept = hash_password("three quiet herons", &randomness).unwrap();
        assert!(kept.starts_with("$argon2id$") && !kept.contains("heron"));
        assert_ne!(kept, hash_password("three quiet herons", &randomness).unwrap());
        assert!(is_password("three quiet herons", &kept) && !is_password("three quiet heron", &kept));
        assert!(!is_password("", "nothing"));
    }
}
