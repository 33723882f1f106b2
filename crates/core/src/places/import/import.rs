//! One import: the files are read, and kept together or not at all.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::places::gazetteer::Gazetteer;
use crate::places::import::fault::{ImportFault, Progress};
use crate::places::import::gaps::{lying_nowhere, nameless};
use crate::places::import::names::Lookups;
use crate::places::import::reading::{self, Archive};
use crate::places::import::rows::Rows;
use crate::places::index::{Index, Postcodes};

/// What an import found, ready to be kept.
#[derive(Debug)]
pub struct Import {
    index: Index,
    /// The places as they will be.
    pub gazetteer: Gazetteer,
    /// What somebody should look at.
    pub warnings: Vec<String>,
}

impl Import {
    /// Reads a postcode file – a zip or a CSV – and files of names. `configured` knows the codes that were replaced.
    ///
    /// # Errors
    /// When a file cannot be read or is faulty.
    pub fn read(
        file: &Path,
        names: &[PathBuf],
        configured: &Gazetteer,
        now: DateTime<Utc>,
        told: &mut dyn FnMut(Progress),
    ) -> Result<Self, ImportFault> {
        let mut lookups = Lookups::default();
        for path in names {
            lookups.read_given(path)?;
        }
        let mut rows = match Archive::open(file)? {
            Some(mut archive) => {
                let rows = archive.read_postcodes(told)?;
                archive.read_names(&mut lookups)?;
                rows
            }
            None => reading::read_csv(file, told)?,
        };
        rows.edition.imported_at = now;
        Self::of(rows, lookups, configured)
    }

    fn of(rows: Rows, lookups: Lookups, configured: &Gazetteer) -> Result<Self, ImportFault> {
        let mut warnings = rows.warnings();
        let Rows { edition, mut districts, sorted, .. } = rows;
        for district in &mut districts {
            // Tables and rows may be of different years.
            for code in BTreeSet::from([district.code, configured.current(district.code)]) {
                district.areas.extend(lookups.containing(code));
            }
        }
        let postcodes = Postcodes::build(sorted.iter().map(|row| (row.postcode(), row.district()))).map_err(|error| {
            let (file, what) = (edition.file.clone(), error.to_string());
            ImportFault::Damaged { file, what }
        })?;
        let (names, towns) = lookups.into_names();
        let index = Index { edition, districts, names, towns, postcodes };
        let gazetteer = Gazetteer::of(index.clone(), configured);
        warnings.extend(nameless(&gazetteer));
        warnings.extend(lying_nowhere(&gazetteer));
        Ok(Self { index, gazetteer, warnings })
    }

    /// Puts the places into a data folder, where the next start finds them.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn keep(&self, data: &Path) -> Result<PathBuf, ImportFault> {
        Ok(self.index.write(data)?)
    }
}
