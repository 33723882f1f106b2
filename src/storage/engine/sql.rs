//! One SQL text for two drivers: running a statement on either engine, and naming it for the test that prepares them all.

use uuid::Uuid;

/// Runs a statement on whichever engine the transaction is of: one text, one row type, two drivers.
macro_rules! on {
    ($tx:expr, |$conn:ident| $body:expr) => {
        match $tx {
            $crate::storage::Tx::Sqlite(inner) => {
                let $conn = &mut **inner;
                $crate::storage::engine::error::said($body)
            }
            $crate::storage::Tx::Postgres(inner) => {
                let $conn = &mut **inner;
                $crate::storage::engine::error::said($body)
            }
        }
    };
}
pub(crate) use on;

/// Names the statements of a file, so that a test can prepare every one of them on both engines.
macro_rules! statements {
    ($($name:ident = $text:expr;)*) => {
        $(const $name: &str = $text;)*
        /// Every statement of this file, with its name.
        pub(crate) const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $name)),*];
    };
}
pub(crate) use statements;

/// A list of [`AT_ONCE`] places, for one text on both engines: PostgreSQL would take an array, SQLite none.
macro_rules! places {
    () => {
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)"
    };
}
pub(crate) use places;

/// As many as a statement has places for; those that are not needed hold no report.
pub const AT_ONCE: usize = 32;

/// The ids for the places of a statement.
pub(crate) fn ids(some: &[Uuid]) -> impl Iterator<Item = Uuid> + '_ {
    (0..AT_ONCE).map(|place| some.get(place).copied().unwrap_or_default())
}
