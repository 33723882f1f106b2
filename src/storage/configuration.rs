//! Configurations that processes published while they ran, for the others that share the database.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::{StoreError, Tx, on, statements};

statements! {
    NEWEST = "SELECT id, at, digest FROM configuration ORDER BY at DESC, id DESC LIMIT 1";
    CONTENT = "SELECT content FROM configuration WHERE id = $1";
    ADD = "INSERT INTO configuration (id, at, digest, content) VALUES ($1, $2, $3, $4)";
}

/// A configuration that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Of its texts.
    pub digest: String,
}

/// The newest, if there is one.
///
/// # Errors
/// When the database does not answer.
pub async fn newest(tx: &mut Tx<'_>) -> Result<Option<Published>, StoreError> {
    let row: Option<(Uuid, DateTime<Utc>, String)> = on!(tx, |conn| sqlx::query_as(NEWEST).fetch_optional(conn).await)?;
    Ok(row.map(|(id, at, digest)| Published { id, at, digest }))
}

/// The texts of one.
///
/// # Errors
/// When the database does not answer.
pub async fn content(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = on!(tx, |conn| sqlx::query_as(CONTENT).bind(id).fetch_optional(conn).await)?;
    Ok(row.map(|(content,)| content))
}

/// Publishes one. It is later than every other, whatever the clocks of their machines say.
///
/// # Errors
/// When the database refuses.
pub async fn publish(tx: &mut Tx<'_>, id: Uuid, digest: &str, content: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let at = newest(tx).await?.map_or(now, |newest| now.max(newest.at + Duration::microseconds(1)));
    on!(tx, |conn| sqlx::query(ADD).bind(id).bind(at).bind(digest).bind(content).execute(conn).await.map(|_| ()))?;
    Ok(())
}
