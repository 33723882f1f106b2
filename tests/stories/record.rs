//! The record of who did what is chained: whoever changes, moves or removes a line in the database is found out.

use std::process::Command;
use std::sync::Arc;

use serde_json::json;
use sqlx::Connection;
use waymark::journeys::record::chain::{self, Watch, Wrong};
use waymark::journeys::service::Service;
use waymark::storage::record::audit;
use waymark::storage::record::row::AuditRow;
use waymark::storage::{Tx, Write};
use waymark_core::config::Database;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::staff::Role;
use waymark_core::store_error::StoreError;
use waymark_core::vault::Link;

use crate::app::TestApp;
use crate::desk::invited;
use crate::stories;

/// What somebody with the database and without the keys does.
pub(crate) async fn tamper(app: &TestApp, statements: &[&'static str]) {
    for sql in statements {
        match &app.database {
            Database::Sqlite(path) => {
                let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
                sqlx::query(*sql).execute(&mut conn).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
            }
            Database::Postgres(url) => {
                let mut conn = sqlx::PgConnection::connect(url).await.unwrap();
                sqlx::query(*sql).execute(&mut conn).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
            }
        }
    }
}

async fn put_back(app: &TestApp) {
    tamper(
        app,
        &[
            "DELETE FROM audit_chain",
            "DELETE FROM audit",
            "INSERT INTO audit SELECT * FROM kept_audit",
            "INSERT INTO audit_chain SELECT * FROM kept_chain",
        ],
    )
    .await;
}

async fn walked(app: &TestApp, head: Option<Link>) -> chain::Walk {
    let service = &app.app.service;
    chain::verify(&service.store, &service.vault, head).await.unwrap()
}

/// `waymark audit …` on the story's database: exit code, and what it says.
fn command(app: &TestApp, arguments: &[&str]) -> (i32, String) {
    command_later(app, arguments, None)
}

/// The same at another time.
pub(crate) fn command_later(app: &TestApp, arguments: &[&str], offset: Option<&str>) -> (i32, String) {
    let url = match &app.database {
        Database::Sqlite(path) => format!("sqlite:{}", path.display()),
        Database::Postgres(url) => url.clone(),
    };
    let folder = app.folder.path();
    let output = Command::new(env!("CARGO_BIN_EXE_waymark"))
        .arg("audit")
        .args(arguments)
        .env("WAYMARK_CONFIG", folder.join("config"))
        .env("WAYMARK_DATA", folder.join("data"))
        .env("WAYMARK_KEYS", folder.join("keys/keyring.toml"))
        .env("WAYMARK_DATABASE_URL", url)
        .envs(offset.map(|offset| ("WAYMARK_CLOCK_OFFSET", offset)))
        .output()
        .unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.code().unwrap(), said)
}

pub(crate) async fn some_lines(app: &TestApp, number: usize) {
    for _ in 0..number {
        app.submit(&json!({"incident": {"account": "x"}})).await;
    }
}

/// Lines of the service, written in one transaction.
struct Lines(Vec<AuditRow>);

impl Lines {
    fn of(service: &Service, number: usize) -> Self {
        Self((0..number).map(|_| service.audit(&Actor::Service, Action::ReportRoutedAgain, None, None)).collect())
    }
}

impl Write for Lines {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        audit::insert(tx, self.0.iter().collect()).await
    }
}

stories! {
    async fn lines_are_chained_in_their_order_and_late_ones_later(app: TestApp) {
        let service = Arc::clone(&app.app.service);
        let mut watch = Watch::default();
        some_lines(&app, 3).await;
        assert_eq!(chain::loose(&service.store).await.unwrap(), 3);
        assert_eq!(chain::chain(&service, &mut watch).await.unwrap(), 3);
        assert_eq!(chain::chain(&service, &mut watch).await.unwrap(), 0, "what is chained is left as it is");
        let first = chain::end(&service.store).await.unwrap().unwrap();
        app.advance("20 minutes");
        some_lines(&app, 1).await;
        // A line of another process that was committed late: its time is before lines that are chained.
        tamper(&app, &["INSERT INTO audit (id, at, actor, action) SELECT report, at, 'service', 'report-routed-again' FROM audit WHERE report IS NOT NULL AND at = (SELECT MIN(at) FROM audit) AND report = (SELECT report FROM audit ORDER BY at, id LIMIT 1)"]).await;
        assert_eq!(chain::chain(&service, &mut watch).await.unwrap(), 2);
        let walk = walked(&app, Some(first.head)).await;
        assert!(walk.broken.is_none() && walk.links == 5 && walk.found == Some(3) && !walk.lacks_head());
        assert_eq!(chain::loose(&service.store).await.unwrap(), 0);
        app.finish().await;
    }

    async fn only_one_of_several_processes_chains_until_its_lease_is_over(app: TestApp) {
        let service = Arc::clone(&app.app.service);
        let (mut one, mut other) = (Watch::default(), Watch::default());
        some_lines(&app, 2).await;
        let (a, b) = tokio::join!(chain::chain(&service, &mut one), chain::chain(&service, &mut other));
        assert_eq!(a.unwrap() + b.unwrap(), 2);
        some_lines(&app, 2).await;
        let (a, b) = (chain::chain(&service, &mut one).await.unwrap(), chain::chain(&service, &mut other).await.unwrap());
        assert_eq!(a + b, 2);
        app.advance("4 minutes");
        some_lines(&app, 2).await;
        let mut third = Watch::default();
        assert_eq!(chain::chain(&service, &mut third).await.unwrap(), 2, "whoever held it may have died");
        let walk = walked(&app, None).await;
        assert!(walk.broken.is_none() && walk.links == 6);
        app.finish().await;
    }

    async fn more_lines_than_one_transaction_holds_are_chained(app: TestApp) {
        let service = Arc::clone(&app.app.service);
        service.store.write(Lines::of(&service, 1203)).await.unwrap();
        assert_eq!(chain::chain(&service, &mut Watch::default()).await.unwrap(), 1203);
        let walk = walked(&app, None).await;
        assert!(walk.broken.is_none() && walk.links == 1203);
        app.finish().await;
    }

    async fn whoever_changes_the_record_is_found_out(app: TestApp) {
        let service = Arc::clone(&app.app.service);
        for _ in 0..6 {
            some_lines(&app, 1).await;
            app.advance("1 minute");
        }
        chain::chain(&service, &mut Watch::default()).await.unwrap();
        tamper(&app, &["CREATE TABLE kept_audit AS SELECT * FROM audit", "CREATE TABLE kept_chain AS SELECT * FROM audit_chain"]).await;
        let (code, said) = command(&app, &["verify"]);
        assert!(code == 0 && said.contains("adds up from its beginning to position 6") && said.contains("Not chained yet: 0 lines."), "{code} {said}");
        let cases: [(&[&'static str], i64, Wrong); 8] = [
            (&["UPDATE audit SET actor = 'service' WHERE id = (SELECT audit FROM audit_chain WHERE position = 3)"], 3, Wrong::Changed),
            (&["UPDATE audit SET report = NULL WHERE id = (SELECT audit FROM audit_chain WHERE position = 2)"], 2, Wrong::Changed),
            (&["UPDATE audit SET at = (SELECT chained_at FROM audit_chain WHERE position = 1) WHERE id = (SELECT audit FROM audit_chain WHERE position = 1)"], 1, Wrong::Changed),
            (&["DELETE FROM audit WHERE id = (SELECT audit FROM audit_chain WHERE position = 4)"], 4, Wrong::LineRemoved),
            (&["DELETE FROM audit WHERE id = (SELECT audit FROM audit_chain WHERE position = 1)", "DELETE FROM audit_chain WHERE position = 1"], 1, Wrong::LinkRemoved),
            (&["DELETE FROM audit WHERE id = (SELECT audit FROM audit_chain WHERE position = 5)", "DELETE FROM audit_chain WHERE position = 5", "UPDATE audit_chain SET position = 5 WHERE position = 6"], 5, Wrong::Changed),
            (&["UPDATE audit_chain SET position = -1 WHERE position = 2", "UPDATE audit_chain SET position = 2 WHERE position = 3", "UPDATE audit_chain SET position = 3 WHERE position = -1"], 2, Wrong::Changed),
            (&["UPDATE audit_chain SET mac = (SELECT mac FROM kept_chain WHERE position = 1) WHERE position = 6"], 6, Wrong::Changed),
        ];
        for (statements, position, wrong) in cases {
            tamper(&app, statements).await;
            let broken = walked(&app, None).await.broken.unwrap_or_else(|| panic!("not found: {statements:?}"));
            assert_eq!((broken.position, broken.wrong), (position, wrong), "{statements:?}");
            let (code, said) = command(&app, &["verify"]);
            assert!(code == 1 && said.contains(&format!("at position {position}, line {}", broken.line)), "{said}");
            put_back(&app).await;
            assert!(walked(&app, None).await.broken.is_none(), "put back after {statements:?}");
        }
        tamper(&app, &["DROP TABLE kept_audit", "DROP TABLE kept_chain"]).await;
        app.finish().await;
    }

    async fn what_was_cut_from_the_end_shows_against_a_head_kept_elsewhere(app: TestApp) {
        let service = Arc::clone(&app.app.service);
        let mut watch = Watch::default();
        let (code, said) = command(&app, &["head"]);
        assert!(code == 0 && said.contains("no link yet"), "{said}");
        some_lines(&app, 4).await;
        chain::chain(&service, &mut watch).await.unwrap();
        let (_, said) = command(&app, &["head"]);
        let head = said.split("head ").nth(1).unwrap().trim().to_owned();
        assert!(said.contains("position 4") && head.len() == 64, "{said}");
        let (code, said) = command(&app, &["verify", "--head", &head]);
        assert!(code == 0 && said.contains("at position 4."), "{said}");
        tamper(&app, &[
            "DELETE FROM audit WHERE id IN (SELECT audit FROM audit_chain WHERE position >= 3)",
            "DELETE FROM audit_chain WHERE position >= 3",
        ]).await;
        assert!(walked(&app, None).await.broken.is_none(), "a shorter chain is whole in itself");
        let (code, said) = command(&app, &["verify", "--head", &head]);
        assert!(code == 1 && said.contains("nowhere in this chain") && said.contains("ends at position 2"), "{said}");
        app.advance("1 minute");
        some_lines(&app, 3).await;
        chain::chain(&service, &mut watch).await.unwrap();
        let (code, said) = command(&app, &["verify", "--head", &head]);
        assert!(code == 1 && said.contains("ends at position 5"), "growing again hides nothing: {said}");
        assert_eq!(command(&app, &["verify", "--head", "abc"]).0, 1);
        app.finish().await;
    }

    async fn a_report_that_is_destroyed_and_forgotten_leaves_the_chain_whole(app: TestApp) {
        let service = Arc::clone(&app.app.service);
        let mut watch = Watch::default();
        let receipted = app.submit(&app.report()).await;
        chain::chain(&service, &mut watch).await.unwrap();
        let gone = app.with_receipt(reqwest::Method::DELETE, "/api/v1/report", &receipted, None).await;
        assert!(gone.status < 300, "{}", gone.text());
        for _ in 0..3 {
            app.deliver_mail().await;
            app.advance("100 days");
            app.tend().await;
            chain::chain(&service, &mut watch).await.unwrap();
        }
        assert_eq!(crate::coming_back::rows(&app, "report").await, 0);
        let walk = walked(&app, None).await;
        assert!(walk.broken.is_none() && walk.links >= 3, "{} links", walk.links);
        app.finish().await;
    }

    async fn the_chain_is_walked_once_a_day_and_what_was_found_is_kept(app: TestApp) {
        let service = Arc::clone(&app.app.service);
        let mut watch = Watch::default();
        some_lines(&app, 2).await;
        chain::chain(&service, &mut watch).await.unwrap();
        let check = chain::check(&service, &mut watch).await.unwrap().unwrap();
        assert!(check.links == 2 && check.fault.is_none());
        assert!(chain::check(&service, &mut watch).await.unwrap().is_none(), "once a day");
        assert!(chain::check(&service, &mut Watch::default()).await.unwrap().is_none(), "whoever looks");
        tamper(&app, &["UPDATE audit SET actor = 'nobody' WHERE id = (SELECT audit FROM audit_chain WHERE position = 2)"]).await;
        app.advance("1 day");
        let check = chain::check(&service, &mut watch).await.unwrap().unwrap();
        assert_eq!((check.links, check.fault), (1, Some(("changed".to_owned(), 2))));
        app.finish().await;
    }

    async fn an_auditor_reads_who_did_what_and_that_is_written_down_too(app: TestApp) {
        let service = Arc::clone(&app.app.service);
        let receipted = app.submit(&app.report()).await;
        let reference = receipted["reference"].as_str().unwrap();
        let coordinator = invited(&app, Role::Coordinator, "").await;
        let inbox = coordinator.sign_in(&app).await;
        coordinator.open(&inbox, reference).await;
        some_lines(&app, 1).await;
        let mut watch = Watch::default();
        chain::chain(&service, &mut watch).await.unwrap();
        chain::check(&service, &mut watch).await.unwrap();
        let auditor = invited(&app, Role::Auditor, "").await;
        auditor.sign_in(&app).await;
        assert_eq!(auditor.browser.get("/desk").await.header("location"), "/desk/record");
        let shut = auditor.browser.get("/desk/record").await;
        assert!(shut.status == 200 && !shut.text().contains("Signed in") && !shut.text().contains(reference), "{}", shut.text());
        let whole = auditor.browser.submit(&shut, "/desk/record", &[("reference", "")]).await.text();
        for word in ["Opened the report, with its risk answers", "A report came in", reference, "the reporter", "Read this record", "The chain ends at line", "lines are as they were written", "line 1 of the chain", "not chained yet", "Signed in", "Invited"] {
            assert!(whole.contains(word), "{word}: {whole}");
        }
        assert!(whole.contains(&coordinator.name) && whole.contains(&auditor.name), "people are named: {whole}");
        assert!(!whole.contains("They followed me home."), "no content");
        app.advance("31 minutes");
        auditor.sign_in(&app).await;
        let shut = auditor.browser.get("/desk/record").await;
        assert!(!shut.text().contains("Opened the report"), "it is open for a while, not for ever");
        let of_one = auditor.browser.submit(&shut, "/desk/record", &[("reference", &reference.to_lowercase())]).await.text();
        assert!(of_one.contains("Opened the report, with its risk answers") && !of_one.contains("Invited"), "{of_one}");
        assert!(!auditor.browser.get("/desk/record").await.text().contains("Invited"), "one report opens no more than that");
        let unknown = auditor.browser.submit(&shut, "/desk/record", &[("reference", "WM-2222-2222")]).await.text();
        assert!(unknown.contains("no report with this reference"), "{unknown}");
        assert_eq!(auditor.browser.get(&format!("/desk/reports/{reference}")).await.status, 403, "a record, and no report");
        assert_eq!(coordinator.browser.get("/desk/record").await.status, 303, "signed out meanwhile");
        coordinator.sign_in(&app).await;
        assert_eq!(coordinator.browser.get("/desk/record").await.status, 403, "who looks after reports does not read the record of themselves");
        app.finish().await;
    }

    async fn a_long_record_is_read_page_by_page_without_a_gap(app: TestApp) {
        let service = Arc::clone(&app.app.service);
        service.store.write(Lines::of(&service, 120)).await.unwrap();
        let auditor = invited(&app, Role::Auditor, "").await;
        auditor.sign_in(&app).await;
        let shut = auditor.browser.get("/desk/record").await;
        let mut page = auditor.browser.submit(&shut, "/desk/record", &[]).await.text();
        let (mut seen, mut pages) = (0, 0);
        loop {
            seen += page.matches("Worked out anew").count();
            pages += 1;
            let Some(next) = page.split("href=\"").find_map(|rest| rest.starts_with("/desk/record?from=").then(|| rest.split('"').next().unwrap().to_owned())) else { break };
            page = auditor.browser.get(&next).await.text();
        }
        assert_eq!((seen, pages), (120, 3));
        app.finish().await;
    }
}
