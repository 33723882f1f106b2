//! The gazetteer from the index that an import left; without one, the places of the configuration serve.

use std::path::Path;

use crate::places::gazetteer::{self, Gazetteer};
use crate::places::index::{Index, IndexFault, file_in};

impl Gazetteer {
    /// The imported places of a data folder; without an import, those of the configuration.
    ///
    /// # Errors
    /// When there is an index that cannot be used.
    pub fn imported_or(configured: Self, data: &Path) -> Result<Self, IndexFault> {
        let path = file_in(data);
        match std::fs::read(&path) {
            Ok(bytes) => match Index::decode(bytes) {
                Ok(index) => Ok(Self::of(index, &configured)),
                Err(what) => Err(IndexFault::Damaged { path, what }),
            },
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(configured),
            Err(cause) => Err(IndexFault::Unreadable { path, cause }),
        }
    }

    /// Bytes of memory that the postcodes take.
    #[must_use]
    pub fn postcode_bytes(&self) -> usize {
        match &self.homes {
            gazetteer::Homes::Beginnings(_) => 0,
            gazetteer::Homes::Every { postcodes, .. } => postcodes.bytes(),
        }
    }
}
