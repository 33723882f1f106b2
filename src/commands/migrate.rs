//! `waymark migrate`: brings the database up to date.

use std::process::ExitCode;

use crate::commands::tools::{counted, fail, parts};
use crate::storage::Store;

pub(super) async fn migrate() -> ExitCode {
    let parts = match parts() {
        Ok(parts) => parts,
        Err(code) => return code,
    };
    let store = match Store::open(&parts.settings.database).await {
        Ok(store) => store,
        Err(error) => return fail(&format!("the database cannot be used: {error}")),
    };
    let due = store.migrations_due().await;
    let done = store.migrate().await;
    store.close().await;
    match (due, done) {
        (Ok(0), Ok(())) => {
            println!("The database is up to date.");
            ExitCode::SUCCESS
        }
        (Ok(due), Ok(())) => {
            println!("{} applied; the database is up to date.", counted(due, "migration"));
            ExitCode::SUCCESS
        }
        (Err(error), _) | (_, Err(error)) => fail(&format!("the database could not be brought up to date: {error}")),
    }
}
