//! Reports, their wrapped keys and their sealed items.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::head::{Head, ReportState};
use waymark_core::report::Section;
use waymark_core::vault::{KeyVersion, Lookup, Reference, Sealed};

use crate::storage::Tx;
use crate::storage::case::rows::{Holder, ItemRow};
use crate::storage::case::{mark, task};
use crate::storage::due::{due, incoming, letter};
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    BY_LOOKUP = "SELECT id, reference, channel, centre, district, state, held, received_at, changed_at, erase_at FROM report WHERE lookup = $1";
    BY_ID = "SELECT id, reference, channel, centre, district, state, held, received_at, changed_at, erase_at FROM report WHERE id = $1";
    BY_REFERENCE = "SELECT id, reference, channel, centre, district, state, held, received_at, changed_at, erase_at FROM report WHERE reference = $1";
    WRAP = "SELECT sealed FROM wrap WHERE report = $1 AND holder = $2";
    REWRAP = "UPDATE wrap SET sealed = $1, key_version = $2 WHERE report = $3 AND holder = 'service' AND key_version = $4";
    REWRAP_RECEIPT = "UPDATE wrap SET sealed = $1 WHERE report = $2 AND holder = 'receipt'";
    OLD_WRAPS = "SELECT report, key_version, sealed FROM wrap WHERE holder = 'service' AND key_version <> $1 ORDER BY report LIMIT $2";
    WRAPS_OF = "SELECT COUNT(*) FROM wrap WHERE holder = 'service' AND key_version = $1";
    ITEMS = "SELECT section, number, added_at, sealed FROM item WHERE report = $1 AND section = $2 AND number <= $3 ORDER BY number";
    ADD_ITEM = "INSERT INTO item (report, section, number, added_at, sealed) VALUES ($1, $2, $3, $4, $5)";
    HIGHEST = "SELECT MAX(number) FROM item WHERE report = $1 AND section = $2";
    TOUCH = "UPDATE report SET changed_at = $1 WHERE id = $2 AND state = 'open'";
    PLACE_IN = "UPDATE report SET district = $1 WHERE id = $2";
    HOLD = "UPDATE report SET held = $1 WHERE id = $2";
    SEAL_OFF = "UPDATE report SET state = 'sealed-off', erase_at = $1, changed_at = $2 WHERE id = $3 AND state = 'open'";
    DUE_FOR_ERASURE = "SELECT id FROM report WHERE state = 'sealed-off' AND held = $1 AND erase_at <= $2 ORDER BY erase_at LIMIT 50";
    ERASE_ITEMS = "DELETE FROM item WHERE report = $1";
    ERASE_WRAPS = "DELETE FROM wrap WHERE report = $1 AND holder = 'service'";
    FORGET_WRAPS = "DELETE FROM wrap WHERE report = $1";
    ERASE_UNPLACED = "DELETE FROM unplaced WHERE report = $1";
    ERASE_ANSWERS = "DELETE FROM idempotency WHERE report = $1";
    MARK_ERASED = "UPDATE report SET state = 'erased', district = NULL, centre = NULL, erase_at = $1, changed_at = $2 WHERE id = $3 AND state = 'sealed-off' AND held = $4";
    DUE_FOR_FORGETTING = "SELECT id FROM report WHERE state = 'erased' AND erase_at <= $1 ORDER BY erase_at LIMIT 50";
    FORGET_REFERRALS = "DELETE FROM referral WHERE report = $1";
    FORGET = "DELETE FROM report WHERE id = $1";
    UNPLACED = "SELECT report, number, since, sealed FROM unplaced WHERE report = $1 ORDER BY number";
    ALL_UNPLACED = "SELECT report, number, since, sealed FROM unplaced ORDER BY since, report, number LIMIT $1";
    CLEAR_UNPLACED = "DELETE FROM unplaced WHERE report = $1";
    OF_TIME = "SELECT id, received_at, district FROM report WHERE state = 'open' AND received_at >= $1 AND received_at < $2 AND id > $3 AND (centre = $4 OR $5) ORDER BY id LIMIT $6";
    COUNT_ALL = "SELECT COUNT(*) FROM report";
}

/// A report's readable columns as they are kept.
pub(crate) type HeadRow =
    (Uuid, String, String, Option<String>, Option<String>, String, bool, DateTime<Utc>, DateTime<Utc>, Option<DateTime<Utc>>);

pub(crate) fn head(row: HeadRow) -> Result<Head, StoreError> {
    let (id, reference, channel, centre, district, state, held, received_at, changed_at, erase_at) = row;
    let state = match state.as_str() {
        "open" => ReportState::Open,
        "sealed-off" => ReportState::SealedOff,
        "erased" => ReportState::Erased,
        _ => return Err(StoreError::Row { table: "report", column: "state", id }),
    };
    Ok(Head {
        id,
        reference: Reference::from_stored(reference),
        channel,
        centre,
        district,
        state,
        held,
        received_at,
        changed_at,
        erase_at,
    })
}

/// Keeps a report from being destroyed, or lets it go.
pub async fn hold(tx: &mut Tx<'_>, report: Uuid, held: bool) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(HOLD).bind(held).bind(report).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Notes to which district a report belongs.
pub async fn place_in(tx: &mut Tx<'_>, report: Uuid, district: &str) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(PLACE_IN).bind(district).bind(report).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// The report that a receipt leads to.
pub async fn by_lookup(tx: &mut Tx<'_>, lookup: &Lookup) -> Result<Option<Head>, StoreError> {
    let row: Option<HeadRow> = on!(tx, |conn| sqlx::query_as(BY_LOOKUP).bind(lookup.as_bytes()).fetch_optional(conn).await)?;
    row.map(head).transpose()
}

/// The report with this id.
pub async fn by_id(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Head>, StoreError> {
    let row: Option<HeadRow> = on!(tx, |conn| sqlx::query_as(BY_ID).bind(id).fetch_optional(conn).await)?;
    row.map(head).transpose()
}

/// The report with this reference.
pub async fn by_reference(tx: &mut Tx<'_>, reference: &Reference) -> Result<Option<Head>, StoreError> {
    let row: Option<HeadRow> = on!(tx, |conn| sqlx::query_as(BY_REFERENCE).bind(reference.as_str()).fetch_optional(conn).await)?;
    row.map(head).transpose()
}

/// The keys of a report as wrapped for `holder`.
pub async fn wrap(tx: &mut Tx<'_>, report: Uuid, holder: Holder) -> Result<Option<Sealed>, StoreError> {
    let row: Option<(Vec<u8>,)> = on!(tx, |conn| sqlx::query_as(WRAP).bind(report).bind(holder.id()).fetch_optional(conn).await)?;
    Ok(row.map(|(bytes,)| Sealed::from_stored(bytes)).transpose()?)
}

/// Puts another wrap for the service in the place of the one of `from`. Says whether that one was still there.
pub async fn rewrap(
    tx: &mut Tx<'_>,
    report: Uuid,
    from: KeyVersion,
    to: KeyVersion,
    sealed: &Sealed,
) -> Result<bool, StoreError> {
    let (from, to) = (i64::from(from), i64::from(to));
    let rows = on!(tx, |conn| sqlx::query(REWRAP)
        .bind(sealed.as_bytes())
        .bind(to)
        .bind(report)
        .bind(from)
        .execute(conn)
        .await
        .map(|d| d.rows_affected()))?;
    Ok(rows == 1)
}

/// Puts another wrap for the receipt in the place of the one there.
pub async fn rewrap_receipt(tx: &mut Tx<'_>, report: Uuid, sealed: &Sealed) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(REWRAP_RECEIPT).bind(sealed.as_bytes()).bind(report).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Wraps for the service that are not of the newest key, some at a time.
pub async fn old_wraps(tx: &mut Tx<'_>, newest: KeyVersion, most: i64) -> Result<Vec<(Uuid, KeyVersion, Sealed)>, StoreError> {
    let newest = i64::from(newest);
    let rows: Vec<(Uuid, i64, Vec<u8>)> =
        on!(tx, |conn| sqlx::query_as(OLD_WRAPS).bind(newest).bind(most).fetch_all(conn).await)?;
    rows.into_iter()
        .map(|(report, version, bytes)| {
            let version = KeyVersion::try_from(version).map_err(|_| StoreError::Row {
                table: "wrap",
                column: "key_version",
                id: report,
            })?;
            Ok((report, version, Sealed::from_stored(bytes)?))
        })
        .collect()
}

/// How many reports only this version of the service's key opens.
pub async fn wraps_of(tx: &mut Tx<'_>, version: KeyVersion) -> Result<i64, StoreError> {
    let version = i64::from(version);
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(WRAPS_OF).bind(version).fetch_one(conn).await)?;
    Ok(count)
}

/// The items of a section up to `highest`, in order.
pub async fn items(tx: &mut Tx<'_>, report: Uuid, section: Section, highest: i64) -> Result<Vec<ItemRow>, StoreError> {
    let rows: Vec<(String, i64, DateTime<Utc>, Vec<u8>)> =
        on!(tx, |conn| sqlx::query_as(ITEMS).bind(report).bind(section.id()).bind(highest).fetch_all(conn).await)?;
    rows.into_iter()
        .map(|(_, number, added_at, bytes)| {
            Ok(ItemRow { report, section, number, added_at, sealed: Sealed::from_stored(bytes)? })
        })
        .collect()
}

/// Adds an item. Two that want the same number are a conflict: read again, and try again.
///
/// # Errors
/// When the number is taken, or the database does not answer.
pub async fn add_item(tx: &mut Tx<'_>, item: &ItemRow) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(ADD_ITEM)
        .bind(item.report)
        .bind(item.section.id())
        .bind(item.number)
        .bind(item.added_at)
        .bind(item.sealed.as_bytes())
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The highest number of a section; 0 when it has none.
pub async fn highest(tx: &mut Tx<'_>, report: Uuid, section: Section) -> Result<i64, StoreError> {
    let (number,): (Option<i64>,) =
        on!(tx, |conn| sqlx::query_as(HIGHEST).bind(report).bind(section.id()).fetch_one(conn).await)?;
    Ok(number.unwrap_or(0))
}

/// Notes that the report changed. Says whether it is open; one that is not cannot be changed.
pub async fn touch(tx: &mut Tx<'_>, report: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(TOUCH).bind(now).bind(report).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Seals a report off until it is destroyed. Says whether it was open.
pub async fn seal_off(tx: &mut Tx<'_>, report: Uuid, erase_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(SEAL_OFF)
        .bind(erase_at)
        .bind(now)
        .bind(report)
        .execute(conn)
        .await
        .map(|d| d.rows_affected()))?;
    Ok(rows == 1)
}

/// Reports that are to be destroyed now; those on hold are not among them.
pub async fn due_for_erasure(tx: &mut Tx<'_>, now: DateTime<Utc>) -> Result<Vec<Uuid>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, |conn| sqlx::query_as(DUE_FOR_ERASURE).bind(false).bind(now).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Destroys everything of a report but a marker without content, which is forgotten at `forget_at`. The receipt's wrap stays with the
/// marker: it opens nothing any more, and a word of one's own is still needed to see the marker. Says whether it was still sealed off
/// and not kept: what was brought back meanwhile stays whole.
pub async fn erase(tx: &mut Tx<'_>, report: Uuid, forget_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let marked = on!(tx, |conn| sqlx::query(MARK_ERASED)
        .bind(forget_at)
        .bind(now)
        .bind(report)
        .bind(false)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    if marked == 0 {
        return Ok(false);
    }
    for statement in [ERASE_ITEMS, ERASE_WRAPS, ERASE_UNPLACED, ERASE_ANSWERS] {
        on!(tx, |conn| sqlx::query(statement).bind(report).execute(conn).await.map(|_| ()))?;
    }
    task::forget(tx, report).await?;
    mark::forget(tx, report).await?;
    incoming::forget(tx, report).await?;
    Ok(true)
}

/// Markers whose time is over.
pub async fn due_for_forgetting(tx: &mut Tx<'_>, now: DateTime<Utc>) -> Result<Vec<Uuid>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, |conn| sqlx::query_as(DUE_FOR_FORGETTING).bind(now).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Forgets that a report was ever there.
pub async fn forget(tx: &mut Tx<'_>, report: Uuid) -> Result<(), StoreError> {
    due::forget(tx, report).await?;
    letter::forget(tx, report).await?;
    for statement in [FORGET_WRAPS, FORGET_REFERRALS, FORGET] {
        on!(tx, |conn| sqlx::query(statement).bind(report).execute(conn).await.map(|_| ()))?;
    }
    Ok(())
}

/// Something wanted that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The report.
    pub report: Uuid,
    /// The number within the report.
    pub number: i64,
    /// Since when.
    pub since: DateTime<Utc>,
    /// What and why, sealed.
    pub sealed: Sealed,
}

type WaitingRow = (Uuid, i64, DateTime<Utc>, Vec<u8>);

fn waiting((report, number, since, bytes): WaitingRow) -> Result<Waiting, StoreError> {
    Ok(Waiting { report, number, since, sealed: Sealed::from_stored(bytes)? })
}

/// What waits of a report.
pub async fn unplaced(tx: &mut Tx<'_>, report: Uuid) -> Result<Vec<Waiting>, StoreError> {
    let rows: Vec<WaitingRow> = on!(tx, |conn| sqlx::query_as(UNPLACED).bind(report).fetch_all(conn).await)?;
    rows.into_iter().map(waiting).collect()
}

/// What waits of all reports, longest first.
pub async fn all_unplaced(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Waiting>, StoreError> {
    let rows: Vec<WaitingRow> = on!(tx, |conn| sqlx::query_as(ALL_UNPLACED).bind(most).fetch_all(conn).await)?;
    rows.into_iter().map(waiting).collect()
}

/// Takes what waits of a report away, to be worked out anew.
pub async fn clear_unplaced(tx: &mut Tx<'_>, report: Uuid) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(CLEAR_UNPLACED).bind(report).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// How many reports there are.
pub async fn count(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(COUNT_ALL).fetch_one(conn).await)?;
    Ok(count)
}

/// A report that is counted.
#[derive(Debug, Clone)]
pub struct Counted {
    /// Of the report that is counted.
    pub id: Uuid,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// The district.
    pub district: Option<String>,
}

/// Open reports that came in between two moments, after `after`: of a centre, or of all.
pub async fn of_time(
    tx: &mut Tx<'_>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    centre: Option<&str>,
    after: Uuid,
    most: i64,
) -> Result<Vec<Counted>, StoreError> {
    let rows: Vec<(Uuid, DateTime<Utc>, Option<String>)> = on!(tx, |conn| sqlx::query_as(OF_TIME)
        .bind(from)
        .bind(to)
        .bind(after)
        .bind(centre.unwrap_or_default())
        .bind(centre.is_none())
        .bind(most)
        .fetch_all(conn)
        .await)?;
    Ok(rows.into_iter().map(|(id, received_at, district)| Counted { id, received_at, district }).collect())
}
