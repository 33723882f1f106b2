//! The process is killed under load again and again: every answered report is there, and each referral got one letter.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Value as Json, json};
use waymark_core::config::Database;

use crate::app::{Engine, Letter, PARTNERSHIP, new_database, unique, write_config};

pub(crate) struct Process {
    pub child: Child,
    pub url: String,
}

impl Drop for Process {
    /// A story that fails leaves nothing running.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn start(folder: &Path, database: &Database, port: u16) -> Process {
    let url = match database {
        Database::Sqlite(path) => format!("sqlite:{}", path.display()),
        Database::Postgres(url) => url.clone(),
    };
    let log = std::fs::OpenOptions::new().create(true).append(true).open(folder.join("log")).unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_waymark"))
        .env("WAYMARK_CONFIG", folder.join("config"))
        .env("WAYMARK_DATA", folder.join("data"))
        .env("WAYMARK_KEYS", folder.join("keys/keyring.toml"))
        .env("WAYMARK_DATABASE_URL", url)
        .env("WAYMARK_LISTEN", format!("127.0.0.1:{port}"))
        .env("WAYMARK_LIMITS", "off")
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .unwrap();
    Process { child, url: format!("http://127.0.0.1:{port}") }
}

pub(crate) async fn ready(process: &Process, folder: &Path) {
    for _ in 0..400 {
        if let Ok(answer) = reqwest::get(format!("{}/readyz", process.url)).await
            && answer.status() == 200
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("it did not come up: {}", std::fs::read_to_string(folder.join("log")).unwrap());
}

pub(crate) async fn command(folder: &Path, database: &Database, arguments: &[&str]) {
    let Database::Postgres(url) = database else { return };
    let status = Command::new(env!("CARGO_BIN_EXE_waymark"))
        .args(arguments)
        .env("WAYMARK_CONFIG", folder.join("config"))
        .env("WAYMARK_DATA", folder.join("data"))
        .env("WAYMARK_KEYS", folder.join("keys/keyring.toml"))
        .env("WAYMARK_DATABASE_URL", url)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{arguments:?}");
}

/// Sends reports until told to stop; a report that was not answered is sent again with its key. Returns what was answered.
async fn send(url: String, stop: Arc<AtomicBool>, typed: String) -> Vec<Json> {
    let http = reqwest::Client::builder().timeout(Duration::from_secs(5)).build().unwrap();
    let mut answered = Vec::new();
    while !stop.load(Ordering::SeqCst) {
        let key = format!("key-{}-{}", unique(), unique());
        let report = json!({"incident": {"account": typed, "types": ["threat"], "where": {"area": "E06000004"}},
            "permission": {"purposes": {"investigate": "anonymous", "inform": "anonymous"}}});
        while !stop.load(Ordering::SeqCst) {
            let sent = http.post(format!("{url}/api/v1/reports")).header("Idempotency-Key", &key).json(&report).send().await;
            if let Ok(answer) = sent
                && answer.status() == 201
                && let Ok(receipted) = answer.json().await
            {
                answered.push(receipted);
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    answered
}

async fn story(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_config(folder, PARTNERSHIP);
    std::fs::create_dir_all(folder.join("data")).unwrap();
    let database = new_database(engine, folder).await;
    command(folder, &database, &["keys", "new"]).await;
    command(folder, &database, &["migrate"]).await;
    let port = crate::ports::free();
    let typed = format!("killed{}", unique());
    let mut process = start(folder, &database, port);
    ready(&process, folder).await;
    let stop = Arc::new(AtomicBool::new(false));
    let senders: Vec<_> = (0..8).map(|_| tokio::spawn(send(process.url.clone(), Arc::clone(&stop), typed.clone()))).collect();
    for round in 0..6_u64 {
        tokio::time::sleep(Duration::from_millis(250 + 130 * round)).await;
        process.child.kill().unwrap();
        process.child.wait().unwrap();
        process = start(folder, &database, port);
        ready(&process, folder).await;
    }
    stop.store(true, Ordering::SeqCst);
    let mut answered = Vec::new();
    for sender in senders {
        answered.extend(sender.await.unwrap());
    }
    assert!(answered.len() > 50, "only {} reports were answered", answered.len());

    // Every answered report is there, and once everything is sent each of its referrals is.
    let http = reqwest::Client::new();
    let mut referrals = 0;
    for receipted in &answered {
        let mut tries = 0;
        loop {
            let answer = http
                .get(format!("{}/api/v1/report", process.url))
                .header("Receipt", receipted["receipt"].as_str().unwrap())
                .send()
                .await
                .unwrap();
            assert_eq!(answer.status(), 200, "an answered report is not there");
            let view: Json = answer.json().await.unwrap();
            assert_eq!(view["reference"], receipted["reference"]);
            let held = view["referrals"].as_array().unwrap();
            assert_eq!(held.len(), 2);
            if held.iter().all(|one| one["state"] == "sent") {
                referrals += held.len();
                break;
            }
            tries += 1;
            assert!(tries < 3_000, "a letter never left: {view}");
            tokio::time::sleep(Duration::from_millis(50)).await;
            // A claim that died with its process is free again after its lease: that is longer than a story.
            if tries % 40 == 0 {
                free_leases(&database).await;
            }
        }
    }
    // SIGTERM: it finishes and exits 0 within ten seconds.
    let asked = std::time::Instant::now();
    Command::new("kill").arg(process.child.id().to_string()).status().unwrap();
    let status = process.child.wait().unwrap();
    assert!(status.success() && asked.elapsed() < Duration::from_secs(10), "{status} after {:?}", asked.elapsed());

    let mut letters: BTreeMap<String, usize> = BTreeMap::new();
    for file in std::fs::read_dir(folder.join("data/mail")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|end| end == "eml") {
            *letters.entry(Letter::read(&std::fs::read(path).unwrap()).id).or_default() += 1;
        }
    }
    // Reports whose answer was lost may be there too, with letters of their own: never fewer, and each once.
    assert!(letters.len() >= referrals, "{} letters for {referrals} referrals", letters.len());
    assert!(letters.values().all(|count| *count == 1), "a letter is there twice");
    let log = std::fs::read_to_string(folder.join("log")).unwrap();
    assert!(!log.contains(&typed), "what was typed stands in the log");
    assert!(!log.contains("panic"), "{log}");
}

async fn free_leases(database: &Database) {
    use sqlx::Connection;
    let sql = "UPDATE due SET leased_until = NULL WHERE state = 'waiting'";
    match database {
        Database::Sqlite(path) => {
            let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
            sqlx::query(sql).execute(&mut conn).await.unwrap();
        }
        Database::Postgres(url) => {
            let mut conn = sqlx::PgConnection::connect(url).await.unwrap();
            sqlx::query(sql).execute(&mut conn).await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_under_load_on_sqlite() {
    story(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_under_load_on_postgres() {
    story(Engine::Postgres).await;
}
