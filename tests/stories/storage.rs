//! Storage on both engines: every statement prepares, keys must fit, items stay as they are through rotation.

use std::sync::Arc;

use serde_json::json;
use sqlx::{Connection, Executor, SqlSafeStr};
use waymark::journeys::service::keys::{KeyFault, fit, release, rewrap_all};
use waymark::storage::statements::every_statement;
use waymark_core::config::{Database, Role};
use waymark_core::vault::{Keyring, SystemRandomness, Vault};

use crate::app::TestApp;
use crate::coming_back::rows;
use crate::stories;

stories! {
    async fn what_is_asked_of_tasks_in_every_turn_goes_through_no_others(app: TestApp) {
        if let Database::Sqlite(path) = &app.database {
            let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
            let starts = ["SELECT COUNT(*) FROM task ", "SELECT id FROM task ", "UPDATE task "];
            let asked: Vec<_> = every_statement().into_iter().filter(|(_, sql)| starts.iter().any(|start| sql.starts_with(start))).collect();
            assert!(["UNTOLD", "TELL", "UNSEEN", "CALL_DEPUTY"].iter().all(|name| asked.iter().any(|(asked, _)| asked == name)), "{asked:?}");
            for (name, sql) in asked {
                let plan: Vec<(i64, i64, i64, String)> =
                    sqlx::query_as(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"))).fetch_all(&mut conn).await.unwrap();
                assert!(!plan.iter().any(|row| row.3.starts_with("SCAN task")), "{name}: {plan:?}");
            }
        }
        app.finish().await;
    }

    async fn every_statement_prepares(app: TestApp) {
        let statements = every_statement();
        assert!(statements.len() > 40, "{} statements", statements.len());
        match &app.database {
            Database::Sqlite(path) => {
                let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
                for (name, sql) in statements {
                    conn.prepare(sqlx::AssertSqlSafe(sql).into_sql_str()).await.unwrap_or_else(|error| panic!("{name}: {error}"));
                }
            }
            Database::Postgres(url) => {
                let mut conn = sqlx::PgConnection::connect(url).await.unwrap();
                for (name, sql) in statements {
                    conn.prepare(sqlx::AssertSqlSafe(sql).into_sql_str()).await.unwrap_or_else(|error| panic!("{name}: {error}"));
                }
            }
        }
        app.finish().await;
    }

    async fn every_report_has_a_row_for_every_section_padded_to_whole_steps(app: TestApp) {
        app.submit(&json!({"incident": {"account": "x"}})).await;
        assert_eq!(rows(&app, "item").await, 7);
        let mut conn = app.app.service.store.read().await.unwrap();
        let reference = app.readable().await.lines().find(|line| line.contains("WM-")).map(|line| line[line.find("WM-").unwrap()..][..12].to_owned()).unwrap();
        let head = waymark::storage::case::report::by_reference(&mut conn.tx(), &waymark_core::vault::Reference::parse(&reference).unwrap()).await.unwrap().unwrap();
        for section in waymark_core::report::Section::OF_A_REPORT {
            let items = waymark::storage::case::report::items(&mut conn.tx(), head.id, section, 9).await.unwrap();
            assert_eq!(items.len(), 1, "{section:?}");
            assert_eq!(items[0].sealed.as_bytes().len() % 1024, 0, "{section:?}");
        }
        drop(conn);
        app.finish().await;
    }

    async fn rotation_wraps_every_report_anew_and_touches_no_item(app: TestApp) {
        let receipted = app.submit(&app.report()).await;
        app.deliver_mail().await;
        let store = app.app.service.store.clone();
        let items = |store: waymark::storage::Store| async move {
            let mut conn = store.read().await.unwrap();
            let reference = waymark_core::vault::Reference::parse(receipted["reference"].as_str().unwrap()).unwrap();
            let head = waymark::storage::case::report::by_reference(&mut conn.tx(), &reference).await.unwrap().unwrap();
            let mut all = Vec::new();
            for section in waymark_core::report::Section::OF_A_REPORT {
                all.extend(waymark::storage::case::report::items(&mut conn.tx(), head.id, section, 9).await.unwrap().into_iter().map(|item| item.sealed));
            }
            (head.id, all)
        };
        let (report, before) = items.clone()(store.clone()).await;
        let randomness = Arc::new(SystemRandomness::new());
        let mut keyring = Keyring::from_text(&app.app.service.vault.keyring().to_text()).unwrap();
        keyring.rotate(app.app.service.now(), &*randomness);
        fit(&store, &keyring, Role::All, app.app.service.now()).await.unwrap();
        let vault = Arc::new(Vault::new(Keyring::from_text(&keyring.to_text()).unwrap(), randomness.clone()));
        assert!(matches!(release(&store, 1).await, Err(KeyFault::StillNeeded(1, 1))), "an old key that is needed is not retired");
        assert_eq!(rewrap_all(&store, &vault).await.unwrap(), 1);
        assert_eq!(items(store.clone()).await.1, before);
        release(&store, 1).await.unwrap();
        let stale = app.post("/api/v1/reports", &json!({"incident": {"account": "x"}})).await;
        assert_eq!(stale.status, 503, "a process that still seals to a retired key takes nothing in");
        keyring.retire(1).unwrap();
        let newer = Vault::new(keyring, randomness);
        let mut conn = store.read().await.unwrap();
        let wrapped = waymark::storage::case::report::wrap(&mut conn.tx(), report, waymark::storage::case::rows::Holder::Service).await.unwrap().unwrap();
        assert!(newer.unwrap(report, &wrapped).is_ok());
        assert!(app.app.service.vault.unwrap(report, &wrapped).is_err(), "the old key opens nothing any more");
        drop(conn);
        app.finish().await;
    }

    async fn a_keyring_that_is_not_the_databases_own_is_refused(app: TestApp) {
        app.submit(&json!({"incident": {"account": "x"}})).await;
        let now = app.app.service.now();
        let other = Keyring::create(now, &SystemRandomness::new());
        assert!(matches!(fit(&app.app.service.store, &other, Role::All, now).await, Err(KeyFault::Pepper)));
        let public = app.app.service.vault.keyring().public();
        assert!(matches!(fit(&app.app.service.store, &public, Role::All, now).await, Err(KeyFault::Private(1))));
        assert!(fit(&app.app.service.store, &public, Role::Intake, now).await.is_ok());
        let mut text = app.app.service.vault.keyring().to_text().to_string();
        text = text.replace("version = 1", "version = 2");
        let renumbered = Keyring::from_text(&text).unwrap();
        assert!(matches!(fit(&app.app.service.store, &renumbered, Role::All, now).await, Err(KeyFault::Lacks(1))));
        app.finish().await;
    }

    async fn an_agreement_that_changes_gets_a_new_version_and_keeps_the_old(app: TestApp) {
        let service = &app.app.service;
        let again = waymark::journeys::service::versions::store_agreements(&service.store, &service.book, service.now()).await.unwrap();
        assert_eq!(again, service.versions, "the same agreements are the same versions");
        let changed = crate::app::PARTNERSHIP.replace("acknowledge_within = \"1 day\"", "acknowledge_within = \"2 days\"");
        let folder = tempfile::tempdir().unwrap();
        let config = crate::app::write_config(folder.path(), &changed);
        let book = Arc::new(waymark_core::routing::Book::load(&config, waymark_core::clock::london_day(service.now())).book);
        let versions = waymark::journeys::service::versions::store_agreements(&service.store, &book, service.now()).await.unwrap();
        let version = |id: &str| versions[&waymark_core::vocabulary::AgreementId::from(id)];
        assert_eq!((version("tees-police-2026"), version("tees-pride-2026")), (2, 1));
        let mut conn = service.store.read().await.unwrap();
        let (old, _) = waymark::storage::partnership::agreement::content(&mut conn.tx(), "tees-police-2026", 1).await.unwrap().unwrap();
        assert!(old.contains("\"1 day\""), "{old}");
        drop(conn);
        app.finish().await;
    }
}
