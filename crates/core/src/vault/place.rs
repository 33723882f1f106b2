//! Where sealed bytes belong. The place is part of the key and of the associated data, so that bytes moved elsewhere do not open.

use uuid::Uuid;

use crate::report::Section;

/// The table of sealed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Items of a report.
    Item,
    /// What is wanted and waits.
    Unplaced,
    /// What a referral may show.
    Referral,
}

/// A place in a report: table, report, section, number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The table.
    pub table: Table,
    /// The report.
    pub report: Uuid,
    /// The section.
    pub section: Section,
    /// The number within the section, from 1.
    pub number: i64,
}

impl Place {
    /// An item of a report.
    #[must_use]
    pub fn item(report: Uuid, section: Section, number: i64) -> Self {
        Self { table: Table::Item, report, section, number }
    }

    /// What a referral of a report may show; the referral's id gives the number.
    #[must_use]
    pub fn referral(report: Uuid, referral: Uuid) -> Self {
        let (_, low) = referral.as_u64_pair();
        Self { table: Table::Referral, report, section: Section::Incident, number: i64::from_be_bytes(low.to_be_bytes()) }
    }

    /// The place as bytes: each part has a fixed length or ends with its length known.
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let table = match self.table {
            Table::Item => "item",
            Table::Unplaced => "unplaced",
            Table::Referral => "referral",
        };
        [&with_length(table)[..], self.report.as_bytes(), &with_length(self.section.id()), &self.number.to_be_bytes()].concat()
    }
}

/// A short name behind its length, one byte.
fn with_length(name: &'static str) -> Vec<u8> {
    let length = u8::try_from(name.len()).unwrap_or(u8::MAX);
    [&[length], name.as_bytes()].concat()
}

/// The associated data of the wrap for the service.
pub(crate) fn service_wrap(report: Uuid) -> Vec<u8> {
    [&b"waymark wrap service"[..], report.as_bytes()].concat()
}

/// The associated data of the wrap for the receipt.
pub(crate) fn receipt_wrap(report: Uuid) -> Vec<u8> {
    [&b"waymark wrap receipt"[..], report.as_bytes()].concat()
}
