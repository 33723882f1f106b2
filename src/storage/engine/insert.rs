//! Multi-row INSERTs in a few fixed lengths, so that each is a prepared statement made only once.

/// The lengths an INSERT can have in rows: few enough that each is prepared once, close enough that two or three make up any number. Every
/// statement is a hop to the driver's thread and back, which under load costs more than the rows it carries.
pub(crate) const LENGTHS: [usize; 17] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384];

/// The number of rows of the next INSERT when so many are left.
pub(crate) fn chunk(left: usize) -> usize {
    LENGTHS.into_iter().rev().find(|length| *length <= left).unwrap_or(1)
}

/// Writes rows in as few statements as they need: each of a length that is prepared once.
macro_rules! insert {
    ($tx:expr, $head:literal, $rows:expr, |$bind:ident, $row:ident| $push:expr) => {{
        let rows: Vec<_> = $rows;
        let mut rest = &rows[..];
        while !rest.is_empty() {
            let (now, later) = rest.split_at($crate::storage::engine::insert::chunk(rest.len()));
            $crate::storage::engine::sql::on!($tx, |conn| {
                let mut query = sqlx::QueryBuilder::new($head);
                query.push_values(now.iter(), |mut $bind, $row| {
                    $push;
                });
                query.build().execute(&mut *conn).await.map(|_| ())
            })?;
            rest = later;
        }
    }};
}
pub(crate) use insert;
