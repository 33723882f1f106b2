//! The keyring: versioned service key pairs, pepper and desk key, in a file that only the service can read.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write;
use std::path::Path;

use chrono::{DateTime, SecondsFormat, Utc};
use data_encoding::BASE64;
use hpke::{Deserializable, Kem as _, OpModeR, OpModeS, Serializable};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::vault::keys::ReportKeys;
use crate::vault::place;
use crate::vault::randomness::{ForHpke, Randomness};
use crate::vault::sealed::{OpenFault, Sealed};

/// RFC 9180: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, base mode.
type Kem = hpke::kem::X25519HkdfSha256;
type Kdf = hpke::kdf::HkdfSha256;
type Aead = hpke::aead::AesGcm256;

const INFO: &[u8] = b"waymark report keys 1";
const ENCAPPED: usize = 32;

/// Which of the service's key pairs: 1, 2, …
pub type KeyVersion = u32;

/// A key pair of the service; the private part is missing on an intake host and after it was retired.
struct Pair {
    made: String,
    public: <Kem as hpke::Kem>::PublicKey,
    private: Option<<Kem as hpke::Kem>::PrivateKey>,
}

/// The keys of a process.
pub struct Keyring {
    pairs: BTreeMap<KeyVersion, Pair>,
    pepper: Zeroizing<[u8; 32]>,
    desk: Option<Zeroizing<[u8; 32]>>,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring").field("versions", &self.pairs.keys().collect::<Vec<_>>()).finish_non_exhaustive()
    }
}

/// Why a keyring was not read, written or changed.
#[derive(Debug, thiserror::Error)]
pub enum KeyringFault {
    /// The file cannot be read or written.
    #[error("the keyring file cannot be used: {0}")]
    File(#[from] std::io::Error),
    /// Others can read the file.
    #[error("the keyring file can be read by others: give it mode 0600 (chmod 600)")]
    OpenToOthers,
    /// It is not a keyring.
    #[error("the keyring file is damaged or is none: {0}")]
    Damaged(&'static str),
    /// There is a file already.
    #[error("there is a keyring already; it is not overwritten")]
    AlreadyThere,
    /// No such version.
    #[error("the keyring has no version {0}")]
    NoVersion(KeyVersion),
    /// The newest key cannot be retired.
    #[error("version {0} is the newest: make a new one with `waymark keys rotate` first")]
    Newest(KeyVersion),
}

/// The file.
#[derive(Serialize, Deserialize)]
struct File {
    pepper: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    desk: Option<String>,
    service: Vec<FilePair>,
}

#[derive(Serialize, Deserialize)]
struct FilePair {
    version: KeyVersion,
    made: String,
    public: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    private: Option<String>,
}

impl Keyring {
    /// A new keyring with one key pair.
    #[must_use]
    pub fn create(now: DateTime<Utc>, randomness: &dyn Randomness) -> Self {
        let (mut pepper, mut desk) = (Zeroizing::new([0; 32]), Zeroizing::new([0; 32]));
        randomness.fill(&mut *pepper);
        randomness.fill(&mut *desk);
        let mut keyring = Self { pairs: BTreeMap::new(), pepper, desk: Some(desk) };
        keyring.rotate(now, randomness);
        keyring
    }

    /// Adds a key pair, to which new reports are sealed from now on; says its version.
    pub fn rotate(&mut self, now: DateTime<Utc>, randomness: &dyn Randomness) -> KeyVersion {
        let (private, public) = Kem::gen_keypair_with_rng(&mut ForHpke(randomness));
        let version = self.newest() + 1;
        self.pairs.insert(version, Pair { made: now.to_rfc3339_opts(SecondsFormat::Secs, true), public, private: Some(private) });
        version
    }

    /// Destroys a private key. Whether anything still needs it is for the caller to know.
    ///
    /// # Errors
    /// A version that is not there, or the newest.
    pub fn retire(&mut self, version: KeyVersion) -> Result<(), KeyringFault> {
        if !self.pairs.contains_key(&version) {
            return Err(KeyringFault::NoVersion(version));
        }
        if version == self.newest() {
            return Err(KeyringFault::Newest(version));
        }
        self.pairs.remove(&version);
        Ok(())
    }

    /// The same keyring for an intake host: public keys and pepper alone.
    #[must_use]
    pub fn public(&self) -> Self {
        let pairs = self
            .pairs
            .iter()
            .map(|(version, pair)| (*version, Pair { made: pair.made.clone(), public: pair.public.clone(), private: None }))
            .collect();
        Self { pairs, pepper: self.pepper.clone(), desk: None }
    }

    /// The newest version; 0 when there is none.
    #[must_use]
    pub fn newest(&self) -> KeyVersion {
        self.pairs.keys().next_back().copied().unwrap_or(0)
    }

    /// Every version: number, when it was made, whether the private key is here.
    pub fn versions(&self) -> impl Iterator<Item = (KeyVersion, &str, bool)> {
        self.pairs.iter().map(|(version, pair)| (*version, pair.made.as_str(), pair.private.is_some()))
    }

    /// A short value by which a public key is recognised.
    #[must_use]
    pub fn fingerprint(&self, version: KeyVersion) -> Option<String> {
        let pair = self.pairs.get(&version)?;
        let digest = ring::digest::digest(&ring::digest::SHA256, &pair.public.to_bytes());
        Some(data_encoding::HEXLOWER.encode(&digest.as_ref()[..16]))
    }

    /// A short value by which the pepper is recognised.
    #[must_use]
    pub fn pepper_print(&self) -> String {
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &*self.pepper);
        data_encoding::HEXLOWER.encode(&ring::hmac::sign(&key, b"waymark pepper print").as_ref()[..16])
    }

    /// Whether the private key of a version is here.
    #[must_use]
    pub fn opens(&self, version: KeyVersion) -> bool {
        self.pairs.get(&version).is_some_and(|pair| pair.private.is_some())
    }

    /// Whether a desk key is here.
    #[must_use]
    pub fn has_desk_key(&self) -> bool {
        self.desk.is_some()
    }

    pub(crate) fn pepper(&self) -> &[u8; 32] {
        &self.pepper
    }

    pub(crate) fn desk(&self) -> Result<&[u8; 32], OpenFault> {
        self.desk.as_deref().ok_or(OpenFault::NoDeskKey)
    }

    pub(crate) fn wrap(
        &self,
        report: Uuid,
        keys: &ReportKeys,
        randomness: &dyn Randomness,
    ) -> Result<(KeyVersion, Sealed), OpenFault> {
        let (version, pair) = self.pairs.iter().next_back().ok_or(OpenFault::NoPrivateKey)?;
        let (encapped, wrapped) = hpke::single_shot_seal_with_rng::<Aead, Kdf, Kem>(
            &OpModeS::Base,
            &pair.public,
            INFO,
            &keys.to_bytes(),
            &place::service_wrap(report),
            &mut ForHpke(randomness),
        )
        .map_err(|_| OpenFault::Malformed)?;
        Ok((*version, Sealed::assemble(*version, &[&encapped.to_bytes(), &wrapped])))
    }

    pub(crate) fn unwrap(&self, report: Uuid, wrapped: &Sealed) -> Result<ReportKeys, OpenFault> {
        let (version, rest) = wrapped.parts()?;
        let private = self.pairs.get(&version).and_then(|pair| pair.private.as_ref()).ok_or(OpenFault::NoPrivateKey)?;
        let (encapped, body) = rest.split_at_checked(ENCAPPED).ok_or(OpenFault::Malformed)?;
        let encapped = <Kem as hpke::Kem>::EncappedKey::from_bytes(encapped).map_err(|_| OpenFault::Malformed)?;
        let plain = Zeroizing::new(
            hpke::single_shot_open::<Aead, Kdf, Kem>(
                &OpModeR::Base,
                private,
                &encapped,
                INFO,
                body,
                &place::service_wrap(report),
            )
            .map_err(|_| OpenFault::Refused)?,
        );
        ReportKeys::from_bytes(&plain)
    }

    /// Reads a keyring file.
    ///
    /// # Errors
    /// A file that is not there, that others can read, or that is no keyring.
    pub fn read(path: &Path) -> Result<Self, KeyringFault> {
        use std::os::unix::fs::PermissionsExt;
        if std::fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
            return Err(KeyringFault::OpenToOthers);
        }
        Self::from_text(&Zeroizing::new(std::fs::read_to_string(path)?))
    }

    /// Reads the text of a keyring file.
    ///
    /// # Errors
    /// A text that is none.
    pub fn from_text(text: &str) -> Result<Self, KeyringFault> {
        let file: File = toml::from_str(text).map_err(|_| KeyringFault::Damaged("it is not written as a keyring"))?;
        let mut pairs = BTreeMap::new();
        for pair in file.service {
            let public = Deserializable::from_bytes(&decode(&pair.public)?[..])
                .map_err(|_| KeyringFault::Damaged("a public key is none"))?;
            let private = match &pair.private {
                Some(text) => Some(
                    Deserializable::from_bytes(&decode(text)?[..]).map_err(|_| KeyringFault::Damaged("a private key is none"))?,
                ),
                None => None,
            };
            if private.as_ref().is_some_and(|private| Kem::sk_to_pk(private).to_bytes() != Serializable::to_bytes(&public)) {
                return Err(KeyringFault::Damaged("a private key does not belong to its public key"));
            }
            pairs.insert(pair.version, Pair { made: pair.made, public, private });
        }
        if pairs.is_empty() {
            return Err(KeyringFault::Damaged("it has no service key"));
        }
        let desk = file.desk.as_deref().map(decode).transpose()?;
        Ok(Self { pairs, pepper: decode(&file.pepper)?, desk })
    }

    /// The keyring as the text of its file.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let file = File {
            pepper: BASE64.encode(&*self.pepper),
            desk: self.desk.as_ref().map(|desk| BASE64.encode(&**desk)),
            service: self
                .pairs
                .iter()
                .map(|(version, pair)| FilePair {
                    version: *version,
                    made: pair.made.clone(),
                    public: BASE64.encode(&pair.public.to_bytes()),
                    private: pair.private.as_ref().map(|private| BASE64.encode(&private.to_bytes())),
                })
                .collect(),
        };
        let heading = if self.desk.is_some() {
            "# The keys of this Waymark service. Whoever has this file and the database can read every report.\n# Keep a copy apart from the copies of the database.\n\n"
        } else {
            "# Public keys and pepper of this Waymark service, for a host that takes reports in and opens none.\n\n"
        };
        Zeroizing::new(format!("{heading}{}", toml::to_string(&file).unwrap_or_default()))
    }

    /// Writes a keyring file with mode 0600: aside first, then renamed into place.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), KeyringFault> {
        use std::os::unix::fs::OpenOptionsExt;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.exists() {
            use std::os::unix::fs::DirBuilderExt;
            std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        let aside = path.with_extension("new");
        let _ = std::fs::remove_file(&aside);
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&aside)?;
        file.write_all(self.to_text().as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&aside, path)?;
        std::fs::File::open(folder)?.sync_all()?;
        Ok(())
    }

    /// Writes a new keyring file, never over another.
    ///
    /// # Errors
    /// When there is one, or it cannot be written.
    pub fn write_new(&self, path: &Path) -> Result<(), KeyringFault> {
        if path.exists() { Err(KeyringFault::AlreadyThere) } else { self.write(path) }
    }
}

fn decode(text: &str) -> Result<Zeroizing<[u8; 32]>, KeyringFault> {
    let bytes = Zeroizing::new(BASE64.decode(text.trim().as_bytes()).map_err(|_| KeyringFault::Damaged("a key is not base 64"))?);
    let bytes: [u8; 32] = bytes.as_slice().try_into().map_err(|_| KeyringFault::Damaged("a key has not 32 bytes"))?;
    Ok(Zeroizing::new(bytes))
}
