//! The configuration changes while the service runs: whole or not at all, seen by the next request, followed by other processes.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value as Json, json};
use waymark::journeys::service::configuration::{ConfigurationFault, follow};
use waymark_core::config::{Database, Role};

use crate::app::{Engine, PARTNERSHIP, Plan, TestApp, logs, new_database, unique, write_config};
use crate::kill::{command, ready, start};
use crate::stories;

/// An organisation and its agreement, beside those of every story.
const NEW: &str = r#"
[[agency]]
id = "tees-housing"
name = "Tees Housing"
kind = "housing"
email = "home@tees-housing.example"

[[agreement]]
id = "tees-housing-2026"
agency = "tees-housing"
purpose = "support"
starts = 2026-04-01
ends = 2028-03-31
discloses = ["incident"]
acknowledge_within = "1 day"
[agreement.when]
settings = ["home"]
"#;

fn preview() -> Json {
    json!({"facts": {"area": "E06000004", "setting": "home"}, "permission": {"purposes": {"support": "full"}}})
}

async fn would_hear(app: &TestApp) -> Vec<String> {
    let answer = app.post("/api/v1/routing/preview", &preview()).await.json();
    answer["referrals"].as_array().unwrap().iter().map(|one| one["agreement"].as_str().unwrap().to_owned()).collect()
}

fn changed() -> String {
    format!("{PARTNERSHIP}{NEW}").replace("capacity = 2", "capacity = 3").replace("name = \"Tees Police\"", "name = \"Police\"")
}

stories! {
    async fn a_changed_folder_is_taken_in_and_what_changed_is_told_by_ids(app: TestApp) {
        assert!(would_hear(&app).await.is_empty());
        let before = app.app.running.service();
        app.configure("agreements/story.toml", &changed());
        let changes = app.reload().await.unwrap();
        assert_eq!((changes.agencies.added, changes.agencies.changed), (vec!["tees-housing".to_owned()], vec!["tees-police".to_owned()]));
        assert_eq!((changes.agreements.added, changes.agreements.changed), (vec!["tees-housing-2026".to_owned()], vec!["north-council-2026".to_owned()]));
        assert_eq!(changes.versions, ["north-council-2026 version 2", "tees-housing-2026 version 1"]);
        assert_eq!(would_hear(&app).await, ["tees-housing-2026"]);
        assert!(before.book.agency("tees-housing").is_none(), "what was at work keeps the configuration it began with");
        let now = app.app.running.service();
        assert!(Arc::ptr_eq(&before.vault, &now.vault) && Arc::ptr_eq(&before.bell, &now.bell), "all that lives longer is shared");
        let receipted = app.submit(&json!({"incident": {"types": ["threat"], "where": {"area": "E06000004"}}, "permission": {"purposes": {"protect": "full"}}})).await;
        assert_eq!(receipted["referrals"][0]["agreement"], "north-council-2026");
        app.deliver_mail().await;
        let table = "SELECT agreement_version FROM referral";
        assert_eq!(number(&app, table).await, 2, "a referral names the version it was made under");
        app.configure("agreements/story.toml", PARTNERSHIP);
        assert_eq!(app.reload().await.unwrap().agreements.removed, ["tees-housing-2026"]);
        assert!(would_hear(&app).await.is_empty());
        app.finish().await;
    }

    async fn a_faulty_folder_changes_nothing_and_every_fault_is_logged_with_its_place(app: TestApp) {
        let mark = unique().to_lowercase();
        let faulty = changed().replace("kind = \"housing\"", &format!("kind = \"{mark}\"")).replace("acknowledge_within = \"1 day\"\n[agreement.when]\nsettings", "acknowledge_within = \"{mark}\"\n[agreement.when]\nsettings");
        app.configure("agreements/story.toml", &faulty);
        let before = app.app.running.service();
        assert!(matches!(app.reload().await, Err(ConfigurationFault::Faulty)));
        assert!(Arc::ptr_eq(&before, &app.app.running.service()));
        assert!(would_hear(&app).await.is_empty());
        assert_eq!(number(&app, "SELECT COUNT(*) FROM agreement_version").await, 4, "no version of it was stored");
        let log = logs();
        let line = log.lines().find(|line| line.contains(&mark)).unwrap();
        let fields = &serde_json::from_str::<Json>(line).unwrap()["fields"];
        assert!(fields["file"].as_str().unwrap().ends_with("agreements/story.toml"), "{line}");
        let place = faulty.lines().position(|text| text.contains(&mark)).unwrap() + 1;
        assert_eq!(fields["line"], place, "{line}");
        assert!(fields["mend"].as_str().unwrap().contains("known are"), "{line}");
        app.finish().await;
    }

    async fn the_operators_words_change_with_the_folder_and_what_needs_a_restart_does_not(app: TestApp) {
        let text = std::fs::read_to_string(app.app.service.settings.config.join("waymark.toml")).unwrap();
        app.configure("waymark.toml", &text.replace("name = \"Waymark Demonstration\"", "name = \"Signpost\"").replace("hello_name = \"\"", "hello_name = \"other.example\""));
        app.reload().await.unwrap();
        assert!(app.browser().get("/").await.text().contains("Signpost"));
        assert_eq!(app.app.running.service().settings.operator.hello_name, "");
        assert_eq!(app.browser().get("/readyz").await.status, 200);
        app.finish().await;
    }

    async fn words_of_the_field_that_are_added_are_in_the_api_and_its_description(app: TestApp) {
        let text = std::fs::read_to_string(app.app.service.settings.config.join("vocabulary.toml")).unwrap();
        let first = text.find("[[setting]]").unwrap();
        let more = format!("{}[[setting]]\nid = \"harbour\"\nlabel = \"In a harbour\"\n\n{}", &text[..first], &text[first..]);
        assert!(!app.browser().get("/api/v1/schemas/report.json").await.text().contains("\"harbour\""));
        app.configure("vocabulary.toml", &more);
        app.reload().await.unwrap_or_else(|fault| panic!("{fault}: {}", logs().lines().filter(|line| line.contains("fault in the configuration")).collect::<String>()));
        assert!(app.browser().get("/api/v1/schemas/report.json").await.text().contains("\"harbour\""));
        app.finish().await;
    }
}

async fn number(app: &TestApp, sql: &'static str) -> i64 {
    use sqlx::Connection;
    let (number,): (i64,) = match &app.database {
        Database::Sqlite(path) => {
            let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
            sqlx::query_as(sql).fetch_one(&mut conn).await.unwrap()
        }
        Database::Postgres(url) => {
            let mut conn = sqlx::PgConnection::connect(url).await.unwrap();
            sqlx::query_as(sql).fetch_one(&mut conn).await.unwrap()
        }
    };
    number
}

#[tokio::test(flavor = "multi_thread")]
async fn every_process_on_one_database_follows_the_one_that_was_told() {
    let told = TestApp::start(Engine::Postgres).await;
    let beside = (told.folder.path().to_owned(), told.database.clone());
    let public = told.folder.path().join("keys/public.toml");
    told.app.service.vault.keyring().public().write_new(&public).unwrap();
    let plan = Plan { beside: Some(beside), keys: Some(public), role: Some(Role::Intake), ..Plan::default() };
    let other = TestApp::start_with(Engine::Postgres, plan).await;
    assert!(!follow(&other.app.running).await.unwrap(), "nothing was published");

    told.configure("agreements/story.toml", &changed());
    told.reload().await.unwrap();
    assert!(!follow(&told.app.running).await.unwrap(), "who published does not follow itself");
    assert!(would_hear(&other).await.is_empty());
    assert!(follow(&other.app.running).await.unwrap());
    assert_eq!(would_hear(&other).await, ["tees-housing-2026"]);
    assert_eq!(other.app.running.service().versions, told.app.running.service().versions);
    assert!(!follow(&other.app.running).await.unwrap(), "once is enough");

    // A process that starts has its own folder, and says that another was published; it follows what comes after.
    let plan = Plan { beside: Some((told.folder.path().to_owned(), told.database.clone())), ..Plan::default() };
    let late = TestApp::start_with(Engine::Postgres, plan).await;
    assert!(!follow(&late.app.running).await.unwrap() && would_hear(&late).await.is_empty());
    assert!(logs().contains("started with its own folder"));
    told.reload().await.unwrap();
    assert!(follow(&late.app.running).await.unwrap());
    assert_eq!(would_hear(&late).await, ["tees-housing-2026"]);

    // Two are told different things: the last that was published counts for all.
    told.reload().await.unwrap();
    late.configure("agreements/story.toml", PARTNERSHIP);
    late.reload().await.unwrap();
    for app in [&told, &late, &other] {
        follow(&app.app.running).await.unwrap();
        assert!(would_hear(app).await.is_empty());
    }

    // Neither a process that opens nothing nor somebody who writes to the database chooses who gets reports.
    other.configure("agreements/story.toml", &changed());
    other.reload().await.unwrap();
    assert!(matches!(follow(&told.app.running).await, Err(ConfigurationFault::NotOurs)));
    assert!(!follow(&told.app.running).await.unwrap(), "it is said once");
    write(&told, "UPDATE configuration SET at = at + INTERVAL '1 day' WHERE content NOT LIKE '%tees-housing%'").await;
    for app in [&told, &other] {
        let outcome = follow(&app.app.running).await;
        assert!(matches!(outcome, Err(ConfigurationFault::NotOurs)), "an old one is not made new: {outcome:?}");
    }
    assert!(would_hear(&told).await.is_empty());
    told.configure("agreements/story.toml", &changed());
    told.reload().await.unwrap();
    assert!(follow(&late.app.running).await.unwrap(), "what comes after counts again");

    for app in [late, other] {
        assert!(app.app.shut_down().await);
    }
    told.finish().await;
}

async fn write(app: &TestApp, sql: &'static str) {
    use sqlx::Connection;
    let Database::Postgres(url) = &app.database else { panic!("a story of PostgreSQL") };
    let mut conn = sqlx::PgConnection::connect(url).await.unwrap();
    sqlx::query(sql).execute(&mut conn).await.unwrap();
}

/// Asks a process who would hear of a report, until `fits` says so.
async fn until(url: &str, fits: impl Fn(&str) -> bool, folder: &Path) {
    let http = reqwest::Client::new();
    for _ in 0..400 {
        let answer =
            http.post(format!("{url}/api/v1/routing/preview")).json(&preview()).send().await.unwrap().text().await.unwrap();
        if fits(&answer) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("the process did not follow: {}", std::fs::read_to_string(folder.join("log")).unwrap());
}

fn hang_up(process: &crate::kill::Process) {
    assert!(Command::new("kill").args(["-HUP", &process.child.id().to_string()]).status().unwrap().success());
}

async fn told_by_a_signal(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let config = write_config(folder, PARTNERSHIP);
    std::fs::create_dir_all(folder.join("data")).unwrap();
    let database = new_database(engine, folder).await;
    command(folder, &database, &["keys", "new"]).await;
    command(folder, &database, &["migrate"]).await;
    let port = crate::ports::free;
    let process = start(folder, &database, port());
    ready(&process, folder).await;
    // On PostgreSQL another process, with a folder of its own, hears of it.
    let other_folder = tempfile::tempdir().unwrap();
    let mut others = Vec::new();
    if engine == Engine::Postgres {
        write_config(other_folder.path(), PARTNERSHIP);
        std::fs::create_dir_all(other_folder.path().join("keys")).unwrap();
        std::fs::copy(folder.join("keys/keyring.toml"), other_folder.path().join("keys/keyring.toml")).unwrap();
        let other = start(other_folder.path(), &database, port());
        ready(&other, other_folder.path()).await;
        others.push(other);
    }

    // Two places, three reports: the third waits until the agreement has a place more.
    let http = reqwest::Client::new();
    let protect = json!({"incident": {"types": ["threat"], "where": {"area": "E06000004"}}, "permission": {"purposes": {"protect": "full"}}});
    let mut receipt = String::new();
    for _ in 0..3 {
        let sent = http.post(format!("{}/api/v1/reports", process.url)).json(&protect).send().await.unwrap();
        sent.json::<Json>().await.unwrap()["receipt"].as_str().unwrap().clone_into(&mut receipt);
    }
    let placed = async || {
        let answer = http.get(format!("{}/api/v1/report", process.url)).header("Receipt", &receipt).send().await.unwrap();
        !answer.json::<Json>().await.unwrap()["referrals"].as_array().unwrap().is_empty()
    };
    assert!(!placed().await);

    std::fs::write(config.join("agreements/story.toml"), changed()).unwrap();
    hang_up(&process);
    until(&process.url, |answer| answer.contains("tees-housing-2026"), folder).await;
    let asked = std::time::Instant::now();
    while !placed().await {
        assert!(asked.elapsed() < Duration::from_secs(10), "what waited did not leave");
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    for other in &others {
        until(&other.url, |answer| answer.contains("tees-housing-2026"), other_folder.path()).await;
    }
    let log = || std::fs::read_to_string(folder.join("log")).unwrap();
    assert!(log().contains("\"agreements_added\":\"tees-housing-2026\""), "{}", log());
    assert!(log().contains("tees-housing-2026 version 1"), "{}", log());

    std::fs::write(config.join("agreements/story.toml"), changed().replace("kind = \"housing\"", "kind = \"castle\"")).unwrap();
    hang_up(&process);
    for _ in 0..400 {
        if log().contains("the old one goes on") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    let said = log();
    assert!(said.contains("\\\"castle\\\" is not known") && said.contains("\"line\":"), "{said}");
    until(&process.url, |answer| answer.contains("tees-housing-2026"), folder).await;
    ready(&process, folder).await;
    for mut one in others.into_iter().chain([process]) {
        Command::new("kill").arg(one.child.id().to_string()).status().unwrap();
        assert!(one.child.wait().unwrap().success());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_takes_the_folder_in_on_sqlite() {
    told_by_a_signal(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_takes_the_folder_in_on_every_process_of_a_postgres() {
    told_by_a_signal(Engine::Postgres).await;
}
