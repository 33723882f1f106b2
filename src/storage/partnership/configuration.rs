//! Configurations that processes published while they ran, for the others that share the database.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    NEWEST = "SELECT id, at, digest FROM configuration ORDER BY at DESC, id DESC LIMIT 1";
    CONTENT = "SELECT content, mark, desk_mark FROM configuration WHERE id = $1";
    ADD = "INSERT INTO configuration (id, at, digest, content, mark, desk_mark) VALUES ($1, $2, $3, $4, $5, $6)";
}

/// A configuration that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Of this publication; the newest is in force.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Of its texts.
    pub digest: String,
}

/// What was published, and who vouches for it.
#[derive(Debug, Clone, Default)]
pub struct Vouched {
    /// The texts.
    pub content: String,
    /// The mark of whoever has the pepper: every process.
    pub mark: Vec<u8>,
    /// The mark of whoever has the desk key; nothing from an intake process.
    pub desk_mark: Option<Vec<u8>>,
}

/// The newest, if there is one.
pub async fn newest(tx: &mut Tx<'_>) -> Result<Option<Published>, StoreError> {
    let row: Option<(Uuid, DateTime<Utc>, String)> = on!(tx, |conn| sqlx::query_as(NEWEST).fetch_optional(conn).await)?;
    Ok(row.map(|(id, at, digest)| Published { id, at, digest }))
}

/// The texts of one, with their marks.
pub async fn content(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Vouched>, StoreError> {
    let row: Option<(String, Vec<u8>, Option<Vec<u8>>)> =
        on!(tx, |conn| sqlx::query_as(CONTENT).bind(id).fetch_optional(conn).await)?;
    Ok(row.map(|(content, mark, desk_mark)| Vouched { content, mark, desk_mark }))
}

/// Publishes one.
///
/// # Errors
/// When the database refuses.
pub async fn publish(tx: &mut Tx<'_>, row: &Published, what: &Vouched) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(ADD)
        .bind(row.id)
        .bind(row.at)
        .bind(row.digest.as_str())
        .bind(what.content.as_str())
        .bind(&what.mark[..])
        .bind(what.desk_mark.as_deref())
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}
