//! Migrations go forward only, and a landed file never changes.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::PgPool;
use sqlx::{SqlSafeStr, SqliteConnection};

use crate::storage::Tx;
use crate::storage::engine::error::meant;
use crate::storage::engine::sql::on;
use waymark_core::store_error::StoreError;

/// Every migration: number, name, text.
const FILES: &[(i64, &str, &str)] = &[
    (1, "spine", include_str!("../../../migrations/0001_spine.sql")),
    (2, "configuration", include_str!("../../../migrations/0002_configuration.sql")),
    (3, "desk", include_str!("../../../migrations/0003_desk.sql")),
    (4, "audit_chain", include_str!("../../../migrations/0004_audit_chain.sql")),
    (5, "centres", include_str!("../../../migrations/0005_centres.sql")),
    (6, "override", include_str!("../../../migrations/0006_override.sql")),
    (7, "find", include_str!("../../../migrations/0007_find.sql")),
    (8, "mail", include_str!("../../../migrations/0008_mail.sql")),
    (9, "people", include_str!("../../../migrations/0009_people.sql")),
    (10, "care", include_str!("../../../migrations/0010_care.sql")),
    (11, "deputy", include_str!("../../../migrations/0011_deputy.sql")),
    (12, "centre_off", include_str!("../../../migrations/0012_centre_off.sql")),
    (13, "about", include_str!("../../../migrations/0013_about.sql")),
    (14, "untold", include_str!("../../../migrations/0014_untold.sql")),
    (15, "due", include_str!("../../../migrations/0015_due.sql")),
];

fn migrator() -> Migrator {
    let migrations = FILES
        .iter()
        .map(|(version, name, sql)| {
            Migration::new(*version, Cow::Borrowed(*name), MigrationType::Simple, sql.into_sql_str(), false)
        })
        .collect();
    Migrator::with_migrations(migrations)
}

fn fault(error: sqlx::migrate::MigrateError) -> StoreError {
    match error {
        sqlx::migrate::MigrateError::Execute(error) | sqlx::migrate::MigrateError::ExecuteMigration(error, _) => meant(error),
        other => StoreError::Database(format!("migration: {other}")),
    }
}

pub(crate) async fn run_sqlite(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    migrator().run_direct(None, conn, false).await.map_err(fault)
}

pub(crate) async fn run_postgres(pool: &PgPool) -> Result<(), StoreError> {
    migrator().run(pool).await.map_err(fault)
}

/// How many migrations the database lacks.
pub(crate) async fn due(tx: &mut Tx<'_>) -> Result<usize, StoreError> {
    let applied: Result<Vec<(i64,)>, StoreError> =
        on!(tx, |conn| sqlx::query_as("SELECT version FROM _sqlx_migrations WHERE success").fetch_all(conn).await);
    match applied {
        Ok(applied) => Ok(FILES.iter().filter(|(version, ..)| !applied.iter().any(|(done,)| done == version)).count()),
        // The table itself comes with the first migration: there is none, say PostgreSQL and SQLite.
        Err(StoreError::Database(code)) if ["42P01", "1"].contains(&code.as_str()) => Ok(FILES.len()),
        Err(error) => Err(error),
    }
}
