//! Short blind marks by which reports are found. A mark leads to candidates and says nothing of any of them.

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::inbox::Whose;
use super::submission::{chunk, insert};
use super::{StoreError, Tx, on, statements};

statements! {
    // The newest first: what was just told is found at once, however many older ones wait.
    UNMARKED = "SELECT id, district FROM report WHERE marked_at IS NULL AND state = 'open' ORDER BY id DESC LIMIT $1";
    MARKED = "UPDATE report SET marked_at = $1 WHERE id = $2 AND marked_at IS NULL AND state = 'open'";
    CANDIDATES = "SELECT r.id FROM mark m JOIN report r ON r.id = m.report WHERE m.mark = $1 AND r.state = 'open' AND (r.centre = $2 OR $3) AND ($4 OR EXISTS (SELECT 1 FROM assignment a WHERE a.report = r.id AND a.staff = $5)) ORDER BY r.id DESC LIMIT $6";
    FORGET = "DELETE FROM mark WHERE report = $1";
}

/// Open reports that are not marked yet, with the district of each.
///
/// # Errors
/// When the database does not answer.
pub async fn unmarked(tx: &mut Tx<'_>, most: i64) -> Result<Vec<(Uuid, Option<String>)>, StoreError> {
    Ok(on!(tx, |conn| sqlx::query_as(UNMARKED).bind(most).fetch_all(conn).await)?)
}

/// Marks a report, unless it was marked or erased meanwhile.
///
/// # Errors
/// When the database does not answer.
pub async fn mark(tx: &mut Tx<'_>, report: Uuid, marks: &[[u8; 3]], now: DateTime<Utc>) -> Result<(), StoreError> {
    let rows = on!(tx, |conn| sqlx::query(MARKED).bind(now).bind(report).execute(conn).await.map(|done| done.rows_affected()))?;
    if rows == 1 {
        insert!(tx, "INSERT INTO mark (mark, report) ", marks.iter().collect(), |b, r| b.push_bind(&r[..]).push_bind(report));
    }
    Ok(())
}

/// Open reports with this mark that somebody reaches, the newest first.
///
/// # Errors
/// When the database does not answer.
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
///
/// # Errors
/// When the database does not answer.
pub async fn forget(tx: &mut Tx<'_>, report: Uuid) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(FORGET).bind(report).execute(conn).await.map(|_| ()))?;
    Ok(())
}
