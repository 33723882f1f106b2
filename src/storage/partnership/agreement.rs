//! Versions of agreements: immutable, so that every referral names what it was made under.

use chrono::{DateTime, Utc};

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    LATEST = "SELECT version, content FROM agreement_version WHERE agreement = $1 ORDER BY version DESC LIMIT 1";
    ADD = "INSERT INTO agreement_version (agreement, version, agency, content, stored_at) VALUES ($1, $2, $3, $4, $5)";
    ONE = "SELECT content, stored_at FROM agreement_version WHERE agreement = $1 AND version = $2";
}

/// The version of an agreement with this content: the latest if it is the same, else a new one.
pub async fn version(
    tx: &mut Tx<'_>,
    agreement: &str,
    agency: &str,
    content: &str,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let latest: Option<(i64, String)> = on!(tx, |conn| sqlx::query_as(LATEST).bind(agreement).fetch_optional(conn).await)?;
    let next = match latest {
        Some((version, stored)) if stored == content => return Ok(version),
        Some((version, _)) => version + 1,
        None => 1,
    };
    on!(tx, |conn| sqlx::query(ADD)
        .bind(agreement)
        .bind(next)
        .bind(agency)
        .bind(content)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(next)
}

/// What an agreement said in a version, and since when.
pub async fn content(tx: &mut Tx<'_>, agreement: &str, version: i64) -> Result<Option<(String, DateTime<Utc>)>, StoreError> {
    Ok(on!(tx, |conn| sqlx::query_as(ONE).bind(agreement).bind(version).fetch_optional(conn).await)?)
}
