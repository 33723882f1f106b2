//! How many referrals each agreement has open, and taking places of one with a limited capacity.

use waymark_core::vocabulary::AgreementId;

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    LOADS = "SELECT agreement, open FROM agreement_load";
    TAKE = "UPDATE agreement_load SET open = open + $1 WHERE agreement = $2 AND open + $1 <= $3";
}

/// Open referrals by agreement.
pub async fn loads(tx: &mut Tx<'_>) -> Result<Vec<(String, i64)>, StoreError> {
    Ok(on!(tx, |conn| sqlx::query_as(LOADS).fetch_all(conn).await)?)
}

/// Takes `count` places of an agreement that has `capacity`; says whether they were free.
pub async fn take(tx: &mut Tx<'_>, agreement: &AgreementId, count: u32, capacity: u32) -> Result<bool, StoreError> {
    let (count, capacity) = (i64::from(count), i64::from(capacity));
    let taken = on!(tx, |conn| sqlx::query(TAKE)
        .bind(count)
        .bind(agreement.as_str())
        .bind(capacity)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(taken == 1)
}
