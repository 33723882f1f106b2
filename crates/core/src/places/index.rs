//! The index that an import leaves in the data folder: what is known of the edition, its districts and names, and every postcode as a
//! finite-state map to its district. It is written beside the old one and takes its place in one step.

use std::collections::BTreeSet;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use fst::{IntoStreamer, Streamer};
use ring::digest::{SHA256, SHA256_OUTPUT_LEN, digest};
use serde::{Deserialize, Serialize};

use crate::places::area::AreaCode;
use crate::places::postcode::{Beginning, Postcode};
use crate::places::towns::Town;

/// First bytes of an index. Another layout gets another number.
const MAGIC: &[u8; 18] = b"waymark places 01\n";

/// What is known of the file that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The file's name, such as `ONSPD_MAY_2026_UK.csv`.
    pub file: String,
    /// Postcodes in it.
    pub postcodes: u64,
    /// Of these, terminated ones.
    pub terminated: u64,
    /// Of these, such as lie outside England and Wales.
    pub elsewhere: u64,
    /// Of these, such as say no place in England or Wales.
    pub placeless: u64,
    /// The month of its newest entry, such as `202605`; empty when it names none.
    pub newest: String,
    /// When it was imported.
    pub imported_at: DateTime<Utc>,
}

/// A district as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Contained {
    pub code: AreaCode,
    pub areas: Vec<AreaCode>,
}

/// The names of an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Named {
    pub code: AreaCode,
    pub name: String,
    pub name_cy: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    edition: Edition,
    districts: Vec<Contained>,
    names: Vec<Named>,
    /// Indexes that were made before there were any have none.
    #[serde(default)]
    towns: Vec<Town>,
}

/// An index, whole.
#[derive(Debug, Clone)]
pub(crate) struct Index {
    pub edition: Edition,
    pub districts: Vec<Contained>,
    pub names: Vec<Named>,
    pub towns: Vec<Town>,
    pub postcodes: Postcodes,
}

/// Every postcode with the number of its district. Clones share one map.
#[derive(Clone)]
pub(crate) struct Postcodes(Arc<fst::Map<Vec<u8>>>);

impl std::fmt::Debug for Postcodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} postcodes", self.0.len())
    }
}

impl Postcodes {
    /// Makes the map of postcodes in ascending order, without spaces, each with the number of its district in the list, if any.
    pub(crate) fn build<K: AsRef<[u8]>>(sorted: impl Iterator<Item = (K, Option<usize>)>) -> Result<Self, fst::Error> {
        let mut builder = fst::MapBuilder::memory();
        for (postcode, district) in sorted {
            builder.insert(postcode, district.map_or(0, |number| number as u64 + 1))?;
        }
        Ok(Self(Arc::new(builder.into_map())))
    }

    /// The number of a postcode's district: nothing inside when it lies in none, nothing at all when it is not known.
    #[expect(clippy::option_option, reason = "what is not known and what lies in no district are two answers")]
    pub(crate) fn district_number(&self, postcode: &Postcode) -> Option<Option<usize>> {
        let value = self.0.get(postcode.compact())?;
        Some(usize::try_from(value).ok().and_then(|value| value.checked_sub(1)))
    }

    /// The numbers of the districts in which postcodes with this beginning lie.
    pub(crate) fn districts_beginning(&self, beginning: &Beginning) -> BTreeSet<usize> {
        let prefix = format!("{}{}", beginning.outward(), beginning.more());
        // "TS1 8AB" begins like "TS18": a whole postcode has three letters more than its first half.
        let length = beginning.outward().len() + 3;
        let mut found = BTreeSet::new();
        let mut stream = self.0.range().ge(&prefix).into_stream();
        while let Some((postcode, value)) = stream.next() {
            if !postcode.starts_with(prefix.as_bytes()) {
                break;
            }
            if postcode.len() == length
                && let Some(number) = usize::try_from(value).ok().and_then(|value| value.checked_sub(1))
            {
                found.insert(number);
            }
        }
        found
    }

    /// Bytes it takes in memory.
    pub(crate) fn bytes(&self) -> usize {
        self.0.as_fst().as_bytes().len()
    }
}

/// Why an index cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum IndexFault {
    /// It is there and cannot be read.
    #[error("{path} cannot be read: {cause}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// It is not what an import wrote.
    #[error("{path} is damaged ({what})")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// How that shows.
        what: &'static str,
    },
    /// It cannot be written.
    #[error("{path} cannot be written: {cause}")]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// Another import writes.
    #[error("another import is at work in {0}; wait until it has ended")]
    Busy(PathBuf),
}

/// Where the index lies in a data folder.
#[must_use]
pub fn file_in(data: &Path) -> PathBuf {
    data.join("places").join("postcodes.index")
}

impl Index {
    /// The bytes of the file: magic, length of the head, head, map, and a digest of everything before it.
    fn encode(&self) -> Result<Vec<u8>, serde_json::Error> {
        let Self { edition, districts, names, towns, postcodes } = self.clone();
        let head = serde_json::to_vec(&Head { edition, districts, names, towns })?;
        let map = postcodes.0.as_fst().as_bytes();
        let mut bytes = Vec::with_capacity(MAGIC.len() + 8 + head.len() + map.len() + SHA256_OUTPUT_LEN);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&(head.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&head);
        bytes.extend_from_slice(map);
        let digest = digest(&SHA256, &bytes);
        bytes.extend_from_slice(digest.as_ref());
        Ok(bytes)
    }

    /// Reads the bytes of a file, or says what is wrong with them.
    pub(crate) fn decode(mut bytes: Vec<u8>) -> Result<Self, &'static str> {
        if !bytes.starts_with(MAGIC) {
            return Err("it does not begin like an index of this version");
        }
        let Some((body, sum)) = bytes.split_last_chunk::<SHA256_OUTPUT_LEN>() else { return Err("it is cut short") };
        if digest(&SHA256, body).as_ref() != sum {
            return Err("its bytes are not those that were written");
        }
        let ends = body.len();
        let malformed = "its parts do not fit together";
        let length = body.get(MAGIC.len()..MAGIC.len() + 8).and_then(|length| length.try_into().ok()).map(u64::from_le_bytes);
        let starts = MAGIC.len() + 8;
        let length = length.and_then(|length| usize::try_from(length).ok()).ok_or(malformed)?;
        let map_starts = starts.checked_add(length).filter(|end| *end <= ends).ok_or(malformed)?;
        let head: Head = serde_json::from_slice(&bytes[starts..map_starts]).map_err(|_| malformed)?;
        bytes.truncate(ends);
        let map = fst::Map::new(bytes.split_off(map_starts)).map_err(|_| malformed)?;
        let Head { edition, districts, names, towns } = head;
        Ok(Self { edition, districts, names, towns, postcodes: Postcodes(Arc::new(map)) })
    }

    /// Puts the index into a data folder: whoever reads finds the old one or this one, whole.
    pub(crate) fn write(&self, data: &Path) -> Result<PathBuf, IndexFault> {
        let path = file_in(data);
        let folder = data.join("places");
        let unwritable = |path: &Path| {
            let path = path.to_owned();
            move |cause| IndexFault::Unwritable { path, cause }
        };
        DirBuilder::new().recursive(true).mode(0o700).create(&folder).map_err(unwritable(&folder))?;
        let lock_path = folder.join("importing");
        let private = |path: &Path| OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path);
        // Locked until this function ends. The file stays: one that is removed could be locked twice.
        let lock = private(&lock_path).map_err(unwritable(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => return Err(IndexFault::Busy(folder)),
            Err(std::fs::TryLockError::Error(cause)) => return Err(unwritable(&lock_path)(cause)),
        }
        let beside = folder.join("postcodes.new");
        let bytes = self.encode().map_err(|error| unwritable(&beside)(error.into()))?;
        let put = || {
            let mut file = private(&beside)?;
            file.set_len(0)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            std::fs::rename(&beside, &path)?;
            File::open(&folder)?.sync_all()
        };
        put().map_err(unwritable(&path))?;
        Ok(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::gazetteer::Gazetteer;
    use std::os::unix::fs::PermissionsExt;

    fn index() -> Index {
        let code = |text: &str| AreaCode::parse(text).unwrap();
        let district = |text: &str| Contained { code: code(text), areas: vec![code(text), code("E92000001"), code("K04000001")] };
        let sorted = [("M11AA", Some(0)), ("S11AA", Some(1)), ("ZE10AA", None)];
        Index {
            edition: Edition {
                file: "NSPL.csv".to_owned(),
                postcodes: 3,
                terminated: 0,
                elsewhere: 1,
                placeless: 0,
                newest: "202605".to_owned(),
                imported_at: DateTime::UNIX_EPOCH,
            },
            districts: vec![district("E08000003"), district("E08000019")],
            names: vec![Named { code: code("E08000003"), name: "Manchester".to_owned(), name_cy: None }],
            towns: vec![Town { name: "hulme".to_owned(), districts: vec![code("E08000003")] }],
            postcodes: Postcodes::build(sorted.into_iter()).unwrap(),
        }
    }

    #[test]
    fn what_was_written_is_read_and_private() {
        let data = tempfile::tempdir().unwrap();
        assert!(Gazetteer::imported_or(Gazetteer::default(), data.path()).unwrap().districts().next().is_none());
        let path = index().write(data.path()).unwrap();
        index().write(data.path()).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        let gazetteer = Gazetteer::imported_or(Gazetteer::default(), data.path()).unwrap();
        assert_eq!(gazetteer.district_of_postcode("m1 1aa"), AreaCode::parse("E08000003"));
        assert_eq!(gazetteer.districts_meant("M1").only(), AreaCode::parse("E08000003"));
        assert_eq!(gazetteer.districts_meant("m1 1").only(), AreaCode::parse("E08000003"));
        assert!(gazetteer.districts_meant("M11").codes.is_empty(), "M1 1AA does not begin M11");
        assert_eq!(gazetteer.districts_meant("Hulme").only(), AreaCode::parse("E08000003"));
        assert_eq!(gazetteer.whereabouts("ZE1 0AA"), crate::places::Whereabouts::Elsewhere);
        assert_eq!(gazetteer.whereabouts("ZE1 0AB"), crate::places::Whereabouts::Unknown);
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 2, "nothing half-written stays");
    }

    #[test]
    fn a_damaged_index_is_refused_wherever_a_byte_is_wrong() {
        let whole = index().encode().unwrap();
        assert!(Index::decode(whole.clone()).is_ok());
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            assert!(Index::decode(bytes).is_err(), "byte {at}");
        }
        for length in 0..whole.len() {
            assert!(Index::decode(whole[..length].to_vec()).is_err(), "{length} bytes");
        }
    }

    #[test]
    fn one_import_writes_at_a_time() {
        let data = tempfile::tempdir().unwrap();
        index().write(data.path()).unwrap();
        let lock = File::open(data.path().join("places/importing")).unwrap();
        lock.lock().unwrap();
        assert!(matches!(index().write(data.path()), Err(IndexFault::Busy(_))));
    }
}
