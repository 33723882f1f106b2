//! What a list shows of several reports at once: the wraps of their keys and their `handling`, a statement each, however many they are.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{StoreError, Tx, on, statements};
use crate::vault::Sealed;

/// As many as a statement has places for; those that are not needed hold no report.
const AT_ONCE: usize = 32;

/// A list of [`AT_ONCE`] places, for one text on both engines: PostgreSQL would take an array, SQLite none.
macro_rules! places {
    () => {
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)"
    };
}

statements! {
    WRAPS = concat!("SELECT report, sealed FROM wrap WHERE holder = 'service' AND report IN ", places!());
    HANDLING = concat!("SELECT report, number, sealed FROM item WHERE section = 'handling' AND report IN ", places!(), " ORDER BY report, number");
}

/// What is needed of a report to show its facts.
pub struct Kept {
    /// Its keys as wrapped for the service.
    pub wrap: Sealed,
    /// `handling`: number and item, in order.
    pub handling: Vec<(i64, Sealed)>,
}

/// What is kept of these reports. One that was destroyed is missing.
///
/// # Errors
/// When the database does not answer.
pub async fn kept(tx: &mut Tx<'_>, reports: &[Uuid]) -> Result<BTreeMap<Uuid, Kept>, StoreError> {
    let mut found = BTreeMap::new();
    for some in reports.chunks(AT_ONCE) {
        let ids = || (0..AT_ONCE).map(|place| some.get(place).copied().unwrap_or_default());
        let wraps: Vec<(Uuid, Vec<u8>)> =
            on!(tx, |conn| ids().fold(sqlx::query_as(WRAPS), |query, id| query.bind(id)).fetch_all(conn).await)?;
        for (report, bytes) in wraps {
            found.insert(report, Kept { wrap: Sealed::from_stored(bytes)?, handling: Vec::new() });
        }
        let items: Vec<(Uuid, i64, Vec<u8>)> =
            on!(tx, |conn| ids().fold(sqlx::query_as(HANDLING), |query, id| query.bind(id)).fetch_all(conn).await)?;
        for (report, number, bytes) in items {
            if let Some(kept) = found.get_mut(&report) {
                kept.handling.push((number, Sealed::from_stored(bytes)?));
            }
        }
    }
    Ok(found)
}
