//! Asking centres by letter whether what the public reads of them is right: in which round, which letters left, and what they say is wrong.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use waymark_core::vault::Sealed;

use crate::storage::Tx;
use crate::storage::engine::sql::{on, statements};
use waymark_core::store_error::StoreError;

statements! {
    ROUNDS = "SELECT a.centre, a.round, a.asked_on, a.asked_with, a.answered_at, r.state, r.settled_at FROM centre_asking a LEFT JOIN due r ON r.matter = 'centre:' || a.centre || ':' || CAST(a.round AS TEXT) ORDER BY a.centre, r.settled_at";
    BEGIN = "INSERT INTO centre_asking (centre, round, asked_on, asked_with) VALUES ($1, $2, $3, $4) ON CONFLICT (centre) DO UPDATE SET round = excluded.round, asked_on = excluded.asked_on, asked_with = excluded.asked_with, answered_at = NULL WHERE centre_asking.round < excluded.round";
    ANSWER = "UPDATE centre_asking SET answered_at = $1 WHERE centre = $2 AND answered_at IS NULL";
    SAY = "INSERT INTO centre_word (id, centre, said_at, sealed) VALUES ($1, $2, $3, $4)";
    SAID = "SELECT id, centre, said_at, sealed FROM centre_word ORDER BY said_at, id LIMIT $1";
    COUNT = "SELECT COUNT(*) FROM centre_word";
    CENTRES = "SELECT DISTINCT centre FROM centre_word";
    DONE = "DELETE FROM centre_word WHERE id = $1";
}

/// A centre is being asked, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The centre.
    pub centre: String,
    /// The number of the round.
    pub number: i64,
    /// The day on which it began.
    pub asked_on: NaiveDate,
    /// A mark of the address that is asked.
    pub asked_with: Vec<u8>,
    /// When the centre answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// When each of its letters left, the first one first.
    pub letters: Vec<DateTime<Utc>>,
    /// Whether a letter was given up: its address takes none.
    pub given_up: bool,
}

type RoundRow = (String, i64, String, Vec<u8>, Option<DateTime<Utc>>, Option<String>, Option<DateTime<Utc>>);

/// The last round of every centre that was ever asked.
pub async fn rounds(tx: &mut Tx<'_>) -> Result<Vec<Round>, StoreError> {
    let rows: Vec<RoundRow> = on!(tx, |conn| sqlx::query_as(ROUNDS).fetch_all(conn).await)?;
    let mut rounds: Vec<Round> = Vec::new();
    for (centre, number, asked_on, asked_with, answered_at, state, settled_at) in rows {
        if rounds.last().is_none_or(|round| round.centre != centre) {
            let fault = StoreError::Row { table: "centre_asking", column: "asked_on", id: Uuid::nil() };
            let asked_on = asked_on.parse().map_err(|_| fault)?;
            rounds.push(Round { centre, number, asked_on, asked_with, answered_at, letters: Vec::new(), given_up: false });
        }
        let Some(round) = rounds.last_mut() else { continue };
        match state.as_deref() {
            Some("done") => round.letters.extend(settled_at),
            Some("given-up") => round.given_up = true,
            _ => {}
        }
    }
    Ok(rounds)
}

/// Begins a round, unless one with this number or a later one has begun.
pub async fn begin(tx: &mut Tx<'_>, centre: &str, number: i64, day: NaiveDate, with: &[u8]) -> Result<(), StoreError> {
    let day = day.to_string();
    on!(tx, |conn| sqlx::query(BEGIN).bind(centre).bind(number).bind(day).bind(with).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Notes that the centre answered.
pub async fn answer(tx: &mut Tx<'_>, centre: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(ANSWER).bind(now).bind(centre).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// What a centre says is wrong.
#[derive(Debug, Clone)]
pub struct WordRow {
    /// What it is put right by.
    pub id: Uuid,
    /// The centre.
    pub centre: String,
    /// When it was said.
    pub said_at: DateTime<Utc>,
    /// The words.
    pub sealed: Sealed,
}

/// Keeps what a centre says is wrong.
pub async fn say(tx: &mut Tx<'_>, row: &WordRow) -> Result<(), StoreError> {
    on!(tx, |conn| sqlx::query(SAY)
        .bind(row.id)
        .bind(row.centre.as_str())
        .bind(row.said_at)
        .bind(row.sealed.as_bytes())
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// What centres said and nobody has put right yet, the oldest first.
pub async fn said(tx: &mut Tx<'_>, most: i64) -> Result<Vec<WordRow>, StoreError> {
    let rows: Vec<(Uuid, String, DateTime<Utc>, Vec<u8>)> =
        on!(tx, |conn| sqlx::query_as(SAID).bind(most).fetch_all(conn).await)?;
    rows.into_iter()
        .map(|(id, centre, said_at, sealed)| Ok(WordRow { id, centre, said_at, sealed: Sealed::from_stored(sealed)? }))
        .collect()
}

/// The centres that said something that nobody has put right yet.
pub async fn centres(tx: &mut Tx<'_>) -> Result<BTreeSet<String>, StoreError> {
    let rows: Vec<(String,)> = on!(tx, |conn| sqlx::query_as(CENTRES).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(|(centre,)| centre).collect())
}

/// How much of it there is.
pub async fn count(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    let (count,): (i64,) = on!(tx, |conn| sqlx::query_as(COUNT).fetch_one(conn).await)?;
    Ok(count)
}

/// It was put right: the words go. Says whether they were there.
pub async fn done(tx: &mut Tx<'_>, id: Uuid) -> Result<bool, StoreError> {
    Ok(on!(tx, |conn| sqlx::query(DONE).bind(id).execute(conn).await.map(|done| done.rows_affected()))? == 1)
}
