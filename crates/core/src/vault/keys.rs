//! The two keys of a report: one opens everything but `handling`, the other opens `handling`.

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::report::Section;
use crate::vault;
use crate::vault::place::Place;
use crate::vault::randomness::Randomness;
use crate::vault::sealed::{OpenFault, SealingKey};

/// Ids of the keys in the header of sealed bytes.
const REPORT: u32 = 1;
const TEAM: u32 = 2;

/// Opens everything of a report but `handling`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct ReportKey([u8; 32]);

/// Both keys of a report.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct ReportKeys {
    report: ReportKey,
    team: [u8; 32],
}

crate::redacted!(ReportKey, ReportKeys);

impl ReportKeys {
    pub(crate) fn fresh(randomness: &dyn Randomness) -> Self {
        let mut keys = Self { report: ReportKey([0; 32]), team: [0; 32] };
        randomness.fill(&mut keys.report.0);
        randomness.fill(&mut keys.team);
        keys
    }

    /// The key that the receipt opens too.
    #[must_use]
    pub fn report(&self) -> &ReportKey {
        &self.report
    }

    pub(crate) fn to_bytes(&self) -> zeroize::Zeroizing<Vec<u8>> {
        zeroize::Zeroizing::new([self.report.0, self.team].concat())
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, OpenFault> {
        let (report, team) = bytes.split_at_checked(32).ok_or(OpenFault::Malformed)?;
        Ok(Self { report: ReportKey::from_bytes(report)?, team: team.try_into().map_err(|_| OpenFault::Malformed)? })
    }
}

impl ReportKey {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, OpenFault> {
        Ok(Self(bytes.try_into().map_err(|_| OpenFault::Malformed)?))
    }
}

/// Keys that reach some or all sections of a report.
pub trait Opens {
    /// The key of a section.
    ///
    /// # Errors
    /// When these keys do not reach it.
    fn key_for(&self, section: Section) -> Result<SectionKey<'_>, OpenFault>;
}

/// The key of a section, from which each place's key is derived.
pub struct SectionKey<'a> {
    id: u32,
    key: &'a [u8; 32],
}

impl SectionKey<'_> {
    pub(crate) fn at(&self, place: &Place) -> PlaceKey {
        PlaceKey(SealingKey::derive(self.id, self.key, b"", &[b"waymark item 1", &place.to_bytes()]))
    }
}

/// The key of one place.
pub(crate) struct PlaceKey(Result<SealingKey, OpenFault>);

impl PlaceKey {
    pub(crate) fn seal(&self, place: &[u8], plain: &[u8], randomness: &dyn Randomness) -> Result<vault::Sealed, OpenFault> {
        self.0.as_ref().map_err(|fault| *fault)?.seal(place, plain, randomness)
    }

    pub(crate) fn open(&self, place: &[u8], sealed: &vault::Sealed) -> Result<zeroize::Zeroizing<Vec<u8>>, OpenFault> {
        self.0.as_ref().map_err(|fault| *fault)?.open(place, sealed)
    }
}

impl Opens for ReportKeys {
    fn key_for(&self, section: Section) -> Result<SectionKey<'_>, OpenFault> {
        if section.is_for_the_team_alone() { Ok(SectionKey { id: TEAM, key: &self.team }) } else { self.report.key_for(section) }
    }
}

impl Opens for ReportKey {
    fn key_for(&self, section: Section) -> Result<SectionKey<'_>, OpenFault> {
        if section.is_for_the_team_alone() { Err(OpenFault::OutOfReach) } else { Ok(SectionKey { id: REPORT, key: &self.0 }) }
    }
}
