//! The two keys of a report: one opens everything but `handling`, the other opens `handling`.

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::place::Place;
use super::randomness::Randomness;
use super::sealed::{OpenFault, SealingKey};
use crate::report::Section;

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
    pub(super) fn fresh(randomness: &dyn Randomness) -> Self {
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

    pub(super) fn to_bytes(&self) -> zeroize::Zeroizing<Vec<u8>> {
        zeroize::Zeroizing::new([self.report.0, self.team].concat())
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, OpenFault> {
        let (report, team) = bytes.split_at_checked(32).ok_or(OpenFault::Malformed)?;
        Ok(Self { report: ReportKey::from_bytes(report)?, team: team.try_into().map_err(|_| OpenFault::Malformed)? })
    }
}

impl ReportKey {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, OpenFault> {
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
    pub(super) fn at(&self, place: &Place) -> PlaceKey {
        PlaceKey(SealingKey::derive(self.id, self.key, b"", &[b"waymark item 1", &place.to_bytes()]))
    }
}

/// The key of one place.
pub(super) struct PlaceKey(Result<SealingKey, OpenFault>);

impl PlaceKey {
    pub fn seal(&self, place: &[u8], plain: &[u8], randomness: &dyn Randomness) -> Result<super::Sealed, OpenFault> {
        self.0.as_ref().map_err(|fault| *fault)?.seal(place, plain, randomness)
    }

    pub fn open(&self, place: &[u8], sealed: &super::Sealed) -> Result<zeroize::Zeroizing<Vec<u8>>, OpenFault> {
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
