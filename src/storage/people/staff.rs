//! Accounts of people at the desk. Who they are is sealed under the desk key.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::staff::{AccountState, Role};
use waymark_core::vault::Sealed;

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    BY_ID = "SELECT id, centre, role, state, epoch, sealed, made_at, last_at, invited_at FROM staff WHERE id = $1";
    BY_MARK = "SELECT id, centre, role, state, epoch, sealed, made_at, last_at, invited_at FROM staff WHERE mark = $1";
    ALL = "SELECT id, centre, role, state, epoch, sealed, made_at, last_at, invited_at FROM staff WHERE id > $1 AND (centre = $2 OR $3) ORDER BY id LIMIT $4";
    ADD = "INSERT INTO staff (id, mark, centre, role, state, epoch, sealed, made_at, invited_at) VALUES ($1, $2, $3, $4, 'invited', 1, $5, $6, $6)";
    KEEP = "UPDATE staff SET sealed = $1, state = $2, epoch = $3, last_at = $4, role = $8, invited_at = $9 WHERE id = $5 AND sealed = $6 AND epoch = $7";
    END = "UPDATE staff SET state = 'ended', epoch = epoch + 1, mark = $1 WHERE id = $2 AND state <> 'ended'";
    LEAVE = "UPDATE staff SET epoch = epoch + 1 WHERE id = $1";
}

/// An account.
#[derive(Debug, Clone)]
pub struct Account {
    /// What the record, sessions and notes name its owner by.
    pub id: Uuid,
    /// The centre it belongs to; blank for the service itself.
    pub centre: String,
    /// What its owner is.
    pub role: Role,
    /// Where it stands.
    pub state: AccountState,
    /// Sessions and invitations of an earlier epoch are over.
    pub epoch: i64,
    /// Name, address, password and second factor.
    pub sealed: Sealed,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When its owner signed in last.
    pub last_at: Option<DateTime<Utc>>,
    /// When the invitation that counts was made.
    pub invited_at: DateTime<Utc>,
}

type Row = (Uuid, String, String, String, i64, Vec<u8>, DateTime<Utc>, Option<DateTime<Utc>>, Option<DateTime<Utc>>);

fn account((id, centre, role, state, epoch, sealed, made_at, last_at, invited_at): Row) -> Result<Account, StoreError> {
    let fault = |column| StoreError::Row { table: "staff", column, id };
    Ok(Account {
        id,
        centre,
        role: Role::from_id(&role).ok_or_else(|| fault("role"))?,
        state: AccountState::from_id(&state).ok_or_else(|| fault("state"))?,
        epoch,
        sealed: Sealed::from_stored(sealed)?,
        made_at,
        last_at,
        invited_at: invited_at.unwrap_or(made_at),
    })
}

/// The account with this id.
pub async fn by_id(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Account>, StoreError> {
    let row: Option<Row> = on!(tx, |conn| sqlx::query_as(BY_ID).bind(id).fetch_optional(conn).await)?;
    row.map(account).transpose()
}

/// The account of an address, by its mark.
pub async fn by_mark(tx: &mut Tx<'_>, mark: &[u8]) -> Result<Option<Account>, StoreError> {
    let row: Option<Row> = on!(tx, |conn| sqlx::query_as(BY_MARK).bind(mark).fetch_optional(conn).await)?;
    row.map(account).transpose()
}

/// Accounts after `after`, of one centre or of all.
pub async fn all(tx: &mut Tx<'_>, after: Uuid, centre: Option<&str>, most: i64) -> Result<Vec<Account>, StoreError> {
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(ALL)
        .bind(after)
        .bind(centre.unwrap_or_default())
        .bind(centre.is_none())
        .bind(most)
        .fetch_all(conn)
        .await)?;
    rows.into_iter().map(account).collect()
}

/// Writes an invited account.
///
/// # Errors
/// [`StoreError::Conflict`] when the address has one already.
pub async fn add(tx: &mut Tx<'_>, account: &Account, mark: &[u8]) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(ADD)
        .bind(account.id)
        .bind(mark)
        .bind(account.centre.as_str())
        .bind(account.role.id())
        .bind(account.sealed.as_bytes())
        .bind(account.made_at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Puts `new` in the place of `old`. Says whether `old` was still there.
pub async fn keep(tx: &mut Tx<'_>, old: &Account, new: &Account) -> Result<bool, StoreError> {
    let rows = on!(tx, |conn| sqlx::query(KEEP)
        .bind(new.sealed.as_bytes())
        .bind(new.state.id())
        .bind(new.epoch)
        .bind(new.last_at)
        .bind(old.id)
        .bind(old.sealed.as_bytes())
        .bind(old.epoch)
        .bind(new.role.id())
        .bind(new.invited_at)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Ends an account, and with it its sessions. Its address is free again: the mark becomes the account's own id. Says whether it was not
/// over before.
pub async fn end(tx: &mut Tx<'_>, id: Uuid) -> Result<bool, StoreError> {
    Ok(on!(tx, |conn| sqlx::query(END).bind(&id.as_bytes()[..]).bind(id).execute(conn).await.map(|done| done.rows_affected()))?
        == 1)
}

/// Ends every session of an account.
pub async fn leave_everywhere(tx: &mut Tx<'_>, id: Uuid) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(LEAVE).bind(id).execute(conn).await.map(|_| ()))?;
    Ok(())
}
