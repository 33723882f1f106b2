//! A connection that reads, and a transaction, of either engine.

use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection};

/// A connection for reading.
pub enum Conn {
    /// Of SQLite.
    Sqlite(PoolConnection<Sqlite>),
    /// Of PostgreSQL.
    Postgres(PoolConnection<Postgres>),
}

/// A transaction, or a connection that reads.
pub enum Tx<'c> {
    /// Of SQLite.
    Sqlite(&'c mut SqliteConnection),
    /// Of PostgreSQL.
    Postgres(&'c mut PgConnection),
}

impl Conn {
    /// The connection as storage functions take it.
    pub fn tx(&mut self) -> Tx<'_> {
        match self {
            Self::Sqlite(conn) => Tx::Sqlite(&mut *conn),
            Self::Postgres(conn) => Tx::Postgres(&mut *conn),
        }
    }
}
