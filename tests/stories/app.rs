//! The service as a story tells of it: the real build on a free port, a held clock, and at the end a search for leaks.

use std::collections::BTreeMap;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, Weak};

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value as Json, json};
use waymark::app::{App, Parts, assemble};
use waymark::journeys::due::deliver::deliver_due;
use waymark::journeys::due::delivered::Delivered;
use waymark::journeys::placing::waiting::{Watch, lapse, leave};
use waymark::journeys::record::tend::tend;
use waymark::journeys::service::configuration::{Change, Changes, ConfigurationFault, take_in};
use waymark::storage::Store;
use waymark_core::clock::{Clock, HeldClock, london_day};
use waymark_core::config::{Database, MailRoute, Role, Settings};
use waymark_core::routing::Book;
use waymark_core::vault::SystemRandomness;

use crate::journals;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// How a story's service differs from the usual one.
#[derive(Default)]
pub(crate) struct Plan {
    pub partnership: Option<String>,
    pub mail: Option<String>,
    pub mail_ca: Option<PathBuf>,
    pub role: Option<Role>,
    pub limits: bool,
    pub public_url: Option<String>,
    /// Another service's folder and database, shared with it.
    pub beside: Option<(PathBuf, Database)>,
    pub keys: Option<PathBuf>,
}

pub(crate) struct TestApp {
    pub app: App,
    pub clock: Arc<HeldClock>,
    pub folder: Arc<tempfile::TempDir>,
    pub database: Database,
    pub url: String,
    http: reqwest::Client,
    guarded: Arc<Guarded>,
}

/// What must not be found when a story ends, in it and in those that share its database.
#[derive(Default)]
struct Guarded {
    seeds: Mutex<Vec<String>>,
    links: Mutex<Vec<String>>,
    addresses: Mutex<Vec<String>>,
}

impl Guarded {
    /// All of it was searched for, or is written down for who searches later.
    fn searched(&self) {
        for words in [&self.seeds, &self.links, &self.addresses] {
            words.lock().unwrap().clear();
        }
    }

    /// Nothing of it is left to be searched for.
    fn is_done(&self) -> bool {
        [&self.seeds, &self.links, &self.addresses].iter().all(|words| words.lock().unwrap().is_empty())
    }
}

impl Drop for Guarded {
    /// A story that does not end with `finish` would never have been searched.
    fn drop(&mut self) {
        assert!(
            std::thread::panicking() || self.is_done(),
            "the story ended without app.finish(): nobody searched for what it typed"
        );
    }
}

/// What is guarded in each database, for services that share one.
static GUARDED: Mutex<BTreeMap<String, Weak<Guarded>>> = Mutex::new(BTreeMap::new());

fn guarded_in(database: &Database) -> Arc<Guarded> {
    let key = match database {
        Database::Sqlite(path) => path.display().to_string(),
        Database::Postgres(url) => url.clone(),
    };
    let mut all = GUARDED.lock().unwrap();
    if let Some(shared) = all.get(&key).and_then(Weak::upgrade) {
        return shared;
    }
    let guarded = Arc::default();
    all.insert(key, Arc::downgrade(&guarded));
    guarded
}

/// What was logged by every story of this process.
static LOGS: OnceLock<Arc<Mutex<Vec<u8>>>> = OnceLock::new();

struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What was logged so far by every story of this process.
pub(crate) fn logs() -> String {
    String::from_utf8_lossy(&LOGS.get().unwrap().lock().unwrap()).into_owned()
}

fn listen_to_logs() -> Arc<Mutex<Vec<u8>>> {
    Arc::clone(LOGS.get_or_init(|| {
        use tracing_subscriber::layer::SubscriberExt;
        use tracing_subscriber::util::SubscriberInitExt;
        let lines = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&lines);
        let targets = tracing_subscriber::filter::Targets::new()
            .with_default(tracing::Level::DEBUG)
            .with_target("sqlx", tracing::Level::ERROR);
        let layer = tracing_subscriber::fmt::layer().json().with_writer(move || Lines(Arc::clone(&into)));
        tracing_subscriber::registry().with(targets).with(layer).init();
        lines
    }))
}

pub(crate) fn postgres_server() -> String {
    std::env::var("WAYMARK_TEST_POSTGRES").expect("stories need the servers that tests/run starts (or tests/servers/up)")
}

/// A database of a story's own, without tables.
pub(crate) async fn new_database(engine: Engine, folder: &Path) -> Database {
    database_like(engine, folder, "template1").await
}

/// A database of a story's own, with its tables: PostgreSQL copies one that was migrated before. (SQLite migrates when it is opened.)
async fn migrated_database(engine: Engine, folder: &Path) -> Database {
    let template = match engine {
        Engine::Sqlite => "",
        Engine::Postgres => TEMPLATE.get_or_init(template).await,
    };
    database_like(engine, folder, template).await
}

async fn database_like(engine: Engine, folder: &Path, template: &str) -> Database {
    match engine {
        Engine::Sqlite => Database::Sqlite(folder.join("data/waymark.db")),
        Engine::Postgres => {
            let name = format!("story_{}", unique().to_lowercase());
            administer(&mut administrator().await, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
            Database::Postgres(format!("{}{name}", postgres_server()))
        }
    }
}

async fn administrator() -> sqlx::PgConnection {
    use sqlx::Connection;
    sqlx::PgConnection::connect(&format!("{}postgres", postgres_server())).await.unwrap()
}

async fn administer(conn: &mut sqlx::PgConnection, sql: &str) {
    sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(conn).await.unwrap();
}

/// The migrated database that stories copy.
static TEMPLATE: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();

/// Makes the template, unless this process or another has: its name tells the migrations, and it bears that name when it is whole.
async fn template() -> String {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut files: Vec<PathBuf> = std::fs::read_dir(migrations).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let texts: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
    let name = format!(
        "story_template_{:016x}",
        std::hash::BuildHasher::hash_one(&BuildHasherDefault::<DefaultHasher>::default(), &texts)
    );
    let mut conn = administrator().await;
    // One at a time; the lock goes with the connection.
    administer(&mut conn, "SELECT pg_advisory_lock(7276)").await;
    let (made,): (bool,) = sqlx::query_as("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
        .bind(&name)
        .fetch_one(&mut conn)
        .await
        .unwrap();
    if !made {
        administer(&mut conn, &format!("DROP DATABASE IF EXISTS {name}_unfinished WITH (FORCE)")).await;
        administer(&mut conn, &format!("CREATE DATABASE {name}_unfinished")).await;
        let store = Store::open(&Database::Postgres(format!("{}{name}_unfinished", postgres_server()))).await.unwrap();
        store.migrate().await.unwrap();
        store.close().await;
        administer(&mut conn, &format!("ALTER DATABASE {name}_unfinished RENAME TO {name}")).await;
    }
    name
}

/// A word that stands nowhere else.
pub(crate) fn unique() -> String {
    let mut bytes = [0; 10];
    waymark_core::vault::Randomness::fill(&SystemRandomness::new(), &mut bytes);
    bytes.iter().map(|byte| (b'A' + byte % 26) as char).collect()
}

/// A configuration folder with the shipped words and places and the agreements of a story.
pub(crate) fn write_config(folder: &Path, partnership: &str) -> PathBuf {
    let config = folder.join("config");
    std::fs::create_dir_all(config.join("agreements")).unwrap();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
    for file in ["waymark.toml", "vocabulary.toml", "gazetteer.toml", "bank-holidays.toml", "help.toml"] {
        std::fs::copy(shipped.join(file), config.join(file)).unwrap();
    }
    std::fs::write(config.join("agreements/story.toml"), partnership).unwrap();
    std::fs::write(config.join("centres.toml"), include_str!("centres.toml")).unwrap();
    config
}

pub(crate) const PARTNERSHIP: &str = include_str!("partnership.toml");

/// Friday 20 November 2026, 11:00 in London.
pub(crate) fn story_time() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-11-20T11:00:00Z").unwrap().to_utc()
}

impl TestApp {
    pub(crate) async fn start(engine: Engine) -> Self {
        Self::start_with(engine, Plan::default()).await
    }

    pub(crate) async fn start_with(engine: Engine, plan: Plan) -> Self {
        listen_to_logs();
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let config = write_config(folder.path(), plan.partnership.as_deref().unwrap_or(PARTNERSHIP));
        let (shared, database) = match plan.beside {
            Some((shared, database)) => (shared, database),
            None => (folder.path().to_owned(), migrated_database(engine, folder.path()).await),
        };
        let guarded = guarded_in(&database);
        let port = crate::ports::free();
        let mut faults = Vec::new();
        let keys = plan.keys.unwrap_or_else(|| shared.join("keys/keyring.toml"));
        let variables: BTreeMap<&str, String> = [
            ("WAYMARK_DATA", shared.join("data").display().to_string()),
            ("WAYMARK_KEYS", keys.display().to_string()),
            ("WAYMARK_LISTEN", format!("127.0.0.1:{port}")),
        ]
        .into();
        let mut settings = Settings::read(&config, &|name: &str| variables.get(name).cloned(), &mut faults);
        settings.database = database.clone();
        settings.limits = plan.limits;
        settings.mail_in = Some(folder.path().join("incoming"));
        settings.role = plan.role.unwrap_or(Role::All);
        if let Some(url) = plan.mail {
            settings.mail = MailRoute::Smtp(url);
        }
        if let Some(url) = plan.public_url {
            settings.public_url = url;
        }
        let clock = Arc::new(HeldClock::at(story_time()));
        let loaded = Book::load(&config, london_day(clock.now()));
        faults.extend(loaded.findings.into_iter().filter(|finding| finding.severity == waymark_core::config::Severity::Fault));
        assert!(faults.is_empty(), "{faults:#?}");
        if engine == Engine::Postgres {
            std::fs::create_dir_all(shared.join("data")).unwrap();
            if !keys.exists() {
                let keyring = waymark_core::vault::Keyring::create(clock.now(), &SystemRandomness::new());
                keyring.write_new(&keys).unwrap();
            }
        }
        let parts = Parts {
            settings,
            book: loaded.book,
            clock: clock.clone(),
            randomness: Arc::new(SystemRandomness::new()),
            mail_ca: plan.mail_ca,
        };
        let service = assemble(parts).await.unwrap();
        let app = App::start(service, false).unwrap();
        let url = format!("http://{}", app.address);
        Self { app, clock, folder, database, url, http: browser(), guarded }
    }

    /// A word that a person types in this story; it must be found nowhere afterwards.
    pub(crate) fn seed(&self, what: &str) -> String {
        let seed = format!("{what}{}", unique());
        self.guarded.seeds.lock().unwrap().push(seed.clone());
        seed
    }

    /// An address that a person calls safe: it stands on the letters to it, which say nothing, and must be found nowhere else.
    pub(crate) fn address(&self, what: &str) -> String {
        let local = format!("{what}{}", unique());
        self.guarded.addresses.lock().unwrap().push(local.clone());
        format!("{local}@mail.example")
    }

    /// Something else that must be found nowhere: a receipt, a token.
    pub(crate) fn guard(&self, secret: &str) {
        self.guarded.seeds.lock().unwrap().push(secret.to_owned());
    }

    /// A token or a code: it stands in its letter, and must be found nowhere else.
    pub(crate) fn guard_but_in_mail(&self, secret: &str) {
        self.guarded.links.lock().unwrap().push(secret.to_owned());
    }

    /// Words about safe times that can be read and stand nowhere else: any time by day.
    pub(crate) fn safe_times(&self) -> String {
        let minute = |letter: Option<u8>| u32::from(letter.unwrap_or_default()) * 7 % 60;
        let letters = unique().into_bytes();
        let (from, to) = (minute(letters.first().copied()), minute(letters.last().copied()));
        let words = format!("from 7:{from:02}am until 11:{to:02}pm");
        self.guard(&words);
        words
    }

    /// A whole report, every typed word of it a seed.
    pub(crate) fn report(&self) -> Json {
        json!({
            "language": "en",
            "reporter": {"role": "victim"},
            "incident": {
                "account": format!("{}\n{}", self.seed("account"), "They followed me home."),
                "types": ["verbal-abuse", "threat"], "strands": ["sexual-orientation"], "aspects": ["biphobic"],
                "when": {"precision": "day", "from": "2026-11-14", "words": self.seed("festival")},
                "where": {"setting": "street", "postcode": "TS18 1AB", "place": self.seed("place"), "words": self.seed("quarter")},
                "repeated": "first", "reported_to": [{"who": "police", "reference": self.seed("crimeref")}]
            },
            "victim": {"name": self.seed("Name"), "age_band": "25-34", "pronouns": self.seed("pronouns"), "housing": self.seed("housing"), "words": self.seed("house")},
            "contact": {"of": "victim", "methods": [
                {"kind": "email", "value": self.address("safe"), "safe": true},
                {"kind": "post", "value": self.seed("unsafe"), "safe": false}
            ], "safe_times": self.safe_times(), "needs": ["bsl-interpreter"], "language": self.seed("tongue")},
            "suspect": {"relation": "neighbour", "description": self.seed("suspect")},
            "risk": {"in_danger": "no", "injury": "yes"},
            "monitoring": {"gender": "prefer-not-to-say"},
            "permission": {"purposes": {"support": "full", "inform": "anonymous"}}
        })
    }

    pub(crate) async fn post(&self, path: &str, body: &Json) -> Answer {
        self.send(self.http.post(format!("{}{path}", self.url)).json(body)).await
    }

    pub(crate) async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let body = response.bytes().await.unwrap();
        Answer { status, headers, body: body.to_vec() }
    }

    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.http
    }

    /// Another person's browser: cookies of its own, redirects not followed.
    pub(crate) fn browser(&self) -> Browser {
        Browser { http: browser(), url: self.url.clone() }
    }

    /// Sends a report; the receipt is guarded.
    pub(crate) async fn submit(&self, report: &Json) -> Json {
        let answer = self.post("/api/v1/reports", report).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        let receipted = answer.json();
        self.guard(receipted["receipt"].as_str().unwrap());
        receipted
    }

    pub(crate) async fn view(&self, receipted: &Json) -> Json {
        let answer = self.with_receipt(reqwest::Method::GET, "/api/v1/report", receipted, None).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    pub(crate) async fn with_receipt(&self, method: reqwest::Method, path: &str, receipted: &Json, body: Option<Json>) -> Answer {
        let request =
            self.http.request(method, format!("{}{path}", self.url)).header("Receipt", receipted["receipt"].as_str().unwrap());
        self.send(match body {
            Some(body) => request.json(&body),
            None => request,
        })
        .await
    }

    /// Sends what is due until nothing is.
    pub(crate) async fn deliver_mail(&self) -> Delivered {
        let mut all = Delivered::default();
        loop {
            let step = deliver_due(&self.app.running.service()).await.unwrap();
            if step.total() == 0 {
                return all;
            }
            all.sent += step.sent;
            all.later += step.later;
            all.given_up += step.given_up;
            all.settled += step.settled;
        }
    }

    pub(crate) async fn tend(&self) {
        tend(&self.app.running.service()).await.unwrap();
    }

    /// Lets reports that wait for a place leave, until none can. Says how many did.
    pub(crate) async fn leave(&self, watch: &mut Watch) -> usize {
        let mut routed = 0;
        loop {
            let left = leave(&self.app.running.service(), watch).await.unwrap();
            routed += left.routed;
            if !left.more {
                return routed;
            }
        }
    }

    /// Ends the permission of what has waited too long. Says of how many reports.
    pub(crate) async fn lapse(&self) -> usize {
        lapse(&self.app.running.service(), &mut Watch::default()).await.unwrap()
    }

    /// Reads this story's configuration folder again and takes it in, as SIGHUP does.
    pub(crate) async fn reload(&self) -> Result<Changes, ConfigurationFault> {
        let service = self.app.running.service();
        let loaded = Book::load(&service.settings.config, london_day(self.clock.now()));
        let mut findings = loaded.findings;
        let read = Settings::read(&service.settings.config, &|_: &str| None, &mut findings);
        let settings = Settings { operator: read.operator, ..(*service.settings).clone() };
        Box::pin(take_in(&self.app.running, Change { settings, book: loaded.book, findings })).await
    }

    /// Writes a file of this story's configuration folder.
    pub(crate) fn configure(&self, file: &str, text: &str) {
        std::fs::write(self.app.service.settings.config.join(file), text).unwrap();
    }

    /// Moves the clock: `3 days`, `2 hours`, `31 minutes`.
    pub(crate) fn advance(&self, by: &str) {
        let (number, unit) = by.split_once(' ').unwrap();
        let number: i64 = number.parse().unwrap();
        self.clock.advance(match unit.trim_end_matches('s') {
            "minute" => Duration::minutes(number),
            "hour" => Duration::hours(number),
            "day" => Duration::days(number),
            other => panic!("no unit {other}"),
        });
    }

    pub(crate) fn clock_time(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Letters in the folder, decoded.
    pub(crate) fn letters(&self) -> Vec<Letter> {
        let folder = self.app.service.settings.data.join("mail");
        let mut found: Vec<Letter> =
            std::fs::read_dir(folder).unwrap().map(|file| Letter::read(&std::fs::read(file.unwrap().path()).unwrap())).collect();
        found.sort_by(|a, b| a.id.cmp(&b.id));
        found
    }

    /// Letters to people who reported: to the addresses that they called safe.
    pub(crate) fn letters_to_people(&self) -> Vec<Letter> {
        let addresses = self.guarded.addresses.lock().unwrap().clone();
        self.letters().into_iter().filter(|letter| addresses.iter().any(|local| letter.to.contains(local.as_str()))).collect()
    }

    /// Letters to everybody else.
    pub(crate) fn letters_to_others(&self) -> Vec<Letter> {
        let addresses = self.guarded.addresses.lock().unwrap().clone();
        self.letters().into_iter().filter(|letter| !addresses.iter().any(|local| letter.to.contains(local.as_str()))).collect()
    }

    pub(crate) fn letters_to(&self, to: &str) -> Vec<Letter> {
        self.letters().into_iter().filter(|letter| letter.to.contains(to)).collect()
    }

    /// The one text that a query answers with.
    pub(crate) async fn one_text(&self, sql: &str) -> String {
        use sqlx::Connection;
        let query = sqlx::AssertSqlSafe(sql.to_owned());
        let (text,): (String,) = match &self.database {
            Database::Sqlite(path) => {
                let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
                sqlx::query_as(query).fetch_one(&mut conn).await.unwrap()
            }
            Database::Postgres(url) => {
                let mut conn = sqlx::PgConnection::connect(url).await.unwrap();
                sqlx::query_as(query).fetch_one(&mut conn).await.unwrap()
            }
        };
        text
    }

    /// Everything readable in the database, as text: each row of each table but those of the configuration.
    pub(crate) async fn readable(&self) -> String {
        let mut text = String::new();
        match &self.database {
            Database::Sqlite(path) => {
                use sqlx::{Connection, Row};
                let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
                let tables: Vec<(String,)> = sqlx::query_as("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT IN ('agreement_version', 'configuration', '_sqlx_migrations')")
                    .fetch_all(&mut conn)
                    .await
                    .unwrap();
                for (table,) in tables {
                    let columns: Vec<(String,)> =
                        sqlx::query_as("SELECT name FROM pragma_table_info($1)").bind(&table).fetch_all(&mut conn).await.unwrap();
                    for (column,) in columns {
                        let values = sqlx::query(sqlx::AssertSqlSafe(format!(
                            "SELECT CAST({column} AS TEXT) AS v FROM {table} WHERE typeof({column}) <> 'blob'"
                        )))
                        .fetch_all(&mut conn)
                        .await
                        .unwrap();
                        for value in values {
                            text.push_str(&value.try_get::<Option<String>, _>("v").unwrap().unwrap_or_default());
                            text.push('\n');
                        }
                    }
                }
            }
            Database::Postgres(url) => {
                use sqlx::Connection;
                let mut conn = sqlx::PgConnection::connect(url).await.unwrap();
                let tables: Vec<(String,)> = sqlx::query_as("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('agreement_version', 'configuration', '_sqlx_migrations')")
                    .fetch_all(&mut conn)
                    .await
                    .unwrap();
                for (table,) in tables {
                    let rows: Vec<(String,)> = sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT t::text FROM {table} t")))
                        .fetch_all(&mut conn)
                        .await
                        .unwrap();
                    for (row,) in rows {
                        text.push_str(&row);
                        text.push('\n');
                    }
                }
            }
        }
        text
    }

    /// The raw bytes of the database and its journals, if nobody searches them later.
    async fn raw(&self) -> Vec<u8> {
        match &self.database {
            Database::Sqlite(path) => {
                let files = ["", "-wal", "-shm"].map(|end| std::fs::read(format!("{}{end}", path.display())).unwrap_or_default());
                files.concat()
            }
            Database::Postgres(_) if journals::searched_later().is_some() => Vec::new(),
            Database::Postgres(url) => journals::files_of(url).await.iter().flat_map(|file| journals::read(file)).collect(),
        }
    }

    /// Ends the story: nothing is stuck, no task has died, and no seed shows in database, journals, logs or mail.
    pub(crate) async fn finish(self) {
        assert!(self.app.is_alive(), "a task of the service has died");
        let troubled = waymark::journeys::due::queue::letters(&self.app.service, 100).await.unwrap();
        assert!(
            troubled.is_empty(),
            "letters are stuck: {:?}",
            troubled.iter().map(|(seen, _)| (&seen.job, &seen.state, &seen.fault)).collect::<Vec<_>>()
        );
        self.finish_with_trouble().await;
    }

    /// What was written down has words for whoever reads the record.
    async fn check_the_record(&self) {
        let service = &self.app.service;
        let newest = (self.clock.now() + Duration::days(3650), uuid::Uuid::max());
        let mut conn = service.store.read().await.unwrap();
        let lines = waymark::storage::record::audit::page(&mut conn.tx(), newest, None, 5000).await.unwrap();
        let t = service.speaker();
        for seen in lines {
            assert!(t.has(&format!("record-{}", seen.line.action)), "no words for {} in the record", seen.line.action);
        }
    }

    /// Ends a story in which letters did not leave.
    pub(crate) async fn finish_with_trouble(self) {
        self.check_the_record().await;
        let seeds = self.guarded.seeds.lock().unwrap().clone();
        let readable = self.readable().await;
        let raw = self.raw().await;
        let logs = LOGS.get().unwrap().lock().unwrap().clone();
        let (mail, addresses) = (self.letters_if_any(), self.guarded.addresses.lock().unwrap().clone());
        self.check_letters_to_people();
        for seed in &seeds {
            assert!(
                !readable.contains(seed.as_str()) && !readable.contains(&seed.replace('-', "")),
                "a seed is readable in a column"
            );
        }
        for (what, bytes) in [("the raw database", &raw), ("the logs", &logs), ("the mail", &mail)] {
            assert!(!holds_any(bytes, &seeds), "a seed stands in {what}");
        }
        assert!(!addresses.iter().any(|local| readable.contains(local.as_str())), "a safe address is readable in a column");
        for (what, bytes) in [("the raw database", &raw), ("the logs", &logs), ("a letter that is not to it", &mail)] {
            assert!(!holds_any(bytes, &addresses), "a safe address stands in {what}");
        }
        let links = self.guarded.links.lock().unwrap().clone();
        assert!(!links.iter().any(|secret| readable.contains(secret.as_str())), "a token or a code is readable in a column");
        assert!(!holds_any(&raw, &links) && !holds_any(&logs, &links), "a token or a code stands outside its letter");
        let readable = without_ids(&readable);
        for chosen in ["sexual-orientation", "biphobic", "verbal-abuse", "bsl-interpreter", "25-34", "neighbour"] {
            assert!(!readable.contains(chosen), "what was chosen is readable in a column: {chosen}");
            assert!(!holds(&mail, chosen.as_bytes()), "what was chosen stands in a letter: {chosen}");
        }
        assert!(self.app.shut_down().await, "the service did not stop in time");
        if let Database::Postgres(url) = &self.database {
            if let Some(list) = journals::searched_later() {
                let secret = [("a seed", &*seeds), ("a safe address", &*addresses), ("a token or a code", &*links)];
                journals::write_down(&list, secret);
            } else {
                let name = url.rsplit('/').next().unwrap();
                administer(&mut administrator().await, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
            }
        }
        self.guarded.searched();
    }

    fn letters_if_any(&self) -> Vec<u8> {
        let folder = self.app.service.settings.data.join("mail");
        std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .flat_map(|file| {
                let letter = Letter::read(&std::fs::read(file.path()).unwrap());
                // Whom a letter is to stands on it: what else does is looked at.
                letter.whole.replacen(&format!("To: {}\n", letter.to), "", 1).into_bytes()
            })
            .collect()
    }

    /// A letter to a person says that something changed, and nothing of what it is about.
    fn check_letters_to_people(&self) {
        if !self.app.service.settings.data.join("mail").is_dir() {
            return;
        }
        for letter in self.letters_to_people() {
            assert_eq!(letter.subject, "Something changed on your page");
            // The banner of a demonstration stands on everything, and is not about anybody.
            let said: String = letter.whole.split("\n\n").filter(|part| !part.starts_with("Demonstration")).skip(1).collect();
            for word in ["WM-", "http", "Waymark", "Tees", "Council", "Tally", "report", "referral", "accept", "declin", "hate"] {
                assert!(!said.contains(word), "{word} stands in a letter to a person: {}", letter.whole);
            }
            for word in ["Waymark", "waymark", "WM-", "referrals"] {
                assert!(
                    !letter.headers.contains(word),
                    "{word} stands on the envelope of a letter to a person: {}",
                    letter.headers
                );
            }
            assert!(letter.headers.contains("hello@tees-valley.example"), "{}", letter.headers);
        }
    }
}

/// A text without the random ids in it: now and then one of them holds "25-34".
fn without_ids(text: &str) -> String {
    let is_id = |part: &str| part.len() == 36 && part.bytes().filter(|b| *b == b'-').count() == 4;
    let parts = text.split_inclusive(|c: char| !c.is_ascii_hexdigit() && c != '-');
    parts.filter(|part| !is_id(part.trim_end_matches(|c: char| !c.is_ascii_hexdigit()))).collect()
}

/// Whether any of the words stands in the bytes, with or without its dashes.
fn holds_any(bytes: &[u8], words: &[String]) -> bool {
    let spellings = spellings(words);
    !spellings.is_empty() && aho_corasick::AhoCorasick::new(&spellings).unwrap().is_match(bytes)
}

/// Words as they may stand somewhere: with their dashes and without.
pub(crate) fn spellings(words: &[String]) -> Vec<String> {
    words.iter().flat_map(|word| [word.clone(), word.replace('-', "")]).filter(|word| !word.is_empty()).collect()
}

pub(crate) fn holds(bytes: &[u8], word: &[u8]) -> bool {
    aho_corasick::AhoCorasick::new([word]).unwrap().is_match(bytes)
}

fn browser() -> reqwest::Client {
    reqwest::Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

pub(crate) struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Json {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The faults of a 422: pointer and code.
    pub(crate) fn faults(&self) -> Vec<(String, String)> {
        assert_eq!(self.status, 422, "{}", self.text());
        let text = |value: &Json| value.as_str().unwrap().to_owned();
        self.json()["errors"].as_array().unwrap().iter().map(|error| (text(&error["pointer"]), text(&error["code"]))).collect()
    }
}

/// A person's browser: it keeps cookies, says where requests come from, and does not follow redirects by itself.
pub(crate) struct Browser {
    http: reqwest::Client,
    url: String,
}

impl Browser {
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.http.get(self.at(path))).await
    }

    /// Submits a form of a page as a browser does, with the page's token, and follows the redirect.
    pub(crate) async fn submit(&self, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.submit_only(page, path, fields).await;
        assert_eq!(answer.status, 303, "{path}: {}", answer.text());
        self.get(answer.header("location")).await
    }

    pub(crate) async fn submit_only(&self, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = hidden(&page.text(), "form_token");
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("form_token", &token).extend_pairs(fields);
        let request = self.http.post(self.at(path)).header("Sec-Fetch-Site", "same-origin");
        self.send(request.header("Content-Type", "application/x-www-form-urlencoded").body(body.finish())).await
    }

    pub(crate) async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer { status, headers, body: response.bytes().await.unwrap().to_vec() }
    }

    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.http
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

/// The value of a hidden field.
pub(crate) fn hidden(html: &str, name: &str) -> String {
    let start =
        html.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no field {name}: {html}")) + name.len() + 15;
    html[start..].split('"').next().unwrap().to_owned()
}

/// A letter, decoded.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    pub to: String,
    pub subject: String,
    pub id: String,
    pub headers: String,
    pub body: String,
    pub whole: String,
}

impl Letter {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        let (headers, body) = text.split_once("\n\n").unwrap();
        let header =
            |name: &str| headers.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap_or_default().to_owned();
        let body = if headers.contains("quoted-printable") { unquote(body) } else { body.to_owned() };
        Self {
            to: header("To"),
            subject: header("Subject"),
            id: header("Message-ID"),
            headers: headers.to_owned(),
            whole: format!("{headers}\n\n{body}"),
            body,
        }
    }

    /// The path of the link in the letter.
    pub(crate) fn link(&self) -> String {
        let line = self.body.lines().find(|line| line.starts_with("http")).unwrap_or_else(|| panic!("no link in {}", self.body));
        line[line.find("/r/").unwrap()..].trim().to_owned()
    }

    /// The one-time code in the letter.
    pub(crate) fn code(&self) -> String {
        self.code_if_any().unwrap_or_else(|| panic!("no code in {}", self.body))
    }

    /// The one-time code in the letter, if it is one that brings a code.
    pub(crate) fn code_if_any(&self) -> Option<String> {
        let digits = |line: &&str| line.trim().len() == 9 && line.trim().chars().all(|c| c.is_ascii_digit() || c == ' ');
        let lines: Vec<&str> = self.body.lines().flat_map(|line| line.split(": ")).collect();
        lines.into_iter().find(digits).map(|line| line.trim().to_owned())
    }
}

fn unquote(text: &str) -> String {
    let joined = text.replace("=\n", "");
    let bytes = joined.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        if bytes[at] == b'='
            && let Some(byte) = joined.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok())
        {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
