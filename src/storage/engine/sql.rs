//! One SQL text for two drivers: running a statement on either engine, and naming it for the test that prepares them all.

use uuid::Uuid;

/// Runs a statement on whichever engine the transaction is of: one text, one row type, two drivers.
macro_rules! on {
    ($tx:expr, |$conn:ident| $body:expr) => {
        match $tx {
            $crate::storage::Tx::Sqlite(inner) => {
                let $conn = &mut **inner;
                $body
            }
            $crate::storage::Tx::Postgres(inner) => {
                let $conn = &mut **inner;
                $body
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

/// As many as a statement has places for; those that are not needed hold no report.
pub const AT_ONCE: usize = 32;

/// The ids for the places of a statement.
pub(crate) fn ids(some: &[Uuid]) -> impl Iterator<Item = Uuid> + '_ {
    (0..AT_ONCE).map(|place| some.get(place).copied().unwrap_or_default())
}
