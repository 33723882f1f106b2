//! Short blind marks by which reports are found. A mark leads to candidates and says nothing of any of them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::query::QueryAs;
use uuid::Uuid;

use crate::storage::Tx;
use crate::storage::case::inbox::Whose;
use crate::storage::engine::insert::insert;
use crate::storage::engine::sql::{AT_ONCE, ids, on, places, statements};
use waymark_core::store_error::StoreError;

statements! {
    // The newest first: what was just told is found at once, however many older ones wait.
    UNMARKED = "SELECT id, district FROM report WHERE marked_at IS NULL AND state = 'open' ORDER BY id DESC LIMIT $1";
    MARKED = concat!("UPDATE report SET marked_at = $33 WHERE marked_at IS NULL AND state = 'open' AND id IN ", places!(), " RETURNING id");
    CANDIDATES = "SELECT m.report FROM mark m JOIN report r ON r.id = m.report WHERE m.mark = $1 AND r.state = 'open' AND (r.centre = $2 OR $3) AND ($4 OR EXISTS (SELECT 1 FROM assignment a WHERE a.report = r.id AND a.staff = $5)) ORDER BY m.report DESC LIMIT $6";
    FORGET = "DELETE FROM mark WHERE report = $1";
}

/// Open reports that are not marked yet, with the district of each.
pub async fn unmarked(tx: &mut Tx<'_>, most: i64) -> Result<Vec<(Uuid, Option<String>)>, StoreError> {
    Ok(on!(tx, |conn| sqlx::query_as(UNMARKED).bind(most).fetch_all(conn).await)?)
}

/// Marks reports, but for those that were marked or erased meanwhile.
pub async fn mark(tx: &mut Tx<'_>, all: &BTreeMap<Uuid, Vec<[u8; 3]>>, now: DateTime<Utc>) -> Result<(), StoreError> {
    let reports: Vec<Uuid> = all.keys().copied().collect();
    let mut rows = Vec::new();
    for some in reports.chunks(AT_ONCE) {
        let marked: Vec<(Uuid,)> =
            on!(tx, |conn| ids(some).fold(sqlx::query_as(MARKED), QueryAs::bind).bind(now).fetch_all(conn).await)?;
        let marks = |(report,): (Uuid,)| all.get(&report).into_iter().flatten().map(move |mark| (*mark, report));
        rows.extend(marked.into_iter().flat_map(marks));
    }
    // In the order of the key, so that neighbours are written together.
    rows.sort_unstable();
    insert!(tx, "INSERT INTO mark (mark, report) ", rows, |b, r| b.push_bind(&r.0[..]).push_bind(r.1));
    Ok(())
}

/// Open reports with this mark that somebody reaches, the newest first.
pub async fn candidates(tx: &mut Tx<'_>, mark: [u8; 3], whose: &Whose, most: i64) -> Result<Vec<Uuid>, StoreError> {
    let (centre, own) = whose.parts();
    let rows: Vec<(Uuid,)> = on!(tx, |conn| sqlx::query_as(CANDIDATES)
        .bind(&mark[..])
        .bind(centre.unwrap_or_default())
        .bind(centre.is_none())
        .bind(own.is_none())
        .bind(own.unwrap_or_default())
        .bind(most)
        .fetch_all(conn)
        .await)?;
    Ok(rows.into_iter().map(|(report,)| report).collect())
}

/// Forgets what a report was found by.
pub async fn forget(tx: &mut Tx<'_>, report: Uuid) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(FORGET).bind(report).execute(conn).await.map(|_| ()))?;
    Ok(())
}
