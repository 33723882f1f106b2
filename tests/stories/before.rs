//! What a program of before left – its database, its keyring, letters that waited – opened by this one (`tests/data/before`).

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value as Json, json};
use waymark::storage::Store;
use waymark_core::config::Database;
use waymark_core::vault::secrets::Totp;

use crate::app::{Answer, Browser, Engine, Letter, Plan, TestApp, hidden, new_database, story_time, write_config};
use crate::desk::code;
use crate::kill::{Process, ready};

/// How long nothing has to happen until a round counts as over.
const QUIET: Duration = Duration::from_millis(2500);
/// How long letters that must come are waited for.
const PATIENCE: Duration = Duration::from_mins(1);

fn kept(engine: Engine) -> PathBuf {
    let name = if engine == Engine::Sqlite { "sqlite" } else { "postgres" };
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/before").join(name)
}

/// The one file of an archive.
fn unpacked(path: &Path) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut bytes = Vec::new();
    archive.by_index(0).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn text(value: &Json) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

fn list(value: &Json) -> &[Json] {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}

/// A copy of what was left, and what is known of it.
struct Before {
    engine: Engine,
    folder: tempfile::TempDir,
    database: Database,
    partnership: String,
    facts: Json,
}

impl Before {
    async fn restore(engine: Engine) -> Self {
        let (folder, from) = (tempfile::tempdir().unwrap(), kept(engine));
        for sub in ["data", "keys"] {
            std::fs::create_dir(folder.path().join(sub)).unwrap();
        }
        let database = new_database(engine, folder.path()).await;
        match &database {
            Database::Sqlite(path) => std::fs::write(path, unpacked(&from.join("waymark.db.zip"))).unwrap(),
            Database::Postgres(url) => {
                use sqlx::Connection;
                let dump = String::from_utf8(unpacked(&from.join("dump.sql.zip"))).unwrap();
                let mut conn = sqlx::PgConnection::connect(url).await.unwrap();
                sqlx::raw_sql(sqlx::AssertSqlSafe(dump)).execute(&mut conn).await.unwrap();
                conn.close().await.unwrap();
            }
        }
        let keyring = folder.path().join("keys/keyring.toml");
        std::fs::copy(from.join("keyring.toml"), &keyring).unwrap();
        private(&keyring);
        let partnership = std::fs::read_to_string(from.with_file_name("partnership.toml")).unwrap();
        write_config(folder.path(), &partnership);
        let facts = serde_json::from_str(&std::fs::read_to_string(from.join("facts.json")).unwrap()).unwrap();
        Self { engine, folder, database, partnership, facts }
    }

    /// This program on it, at eleven in the morning of the day on which it was left. PostgreSQL was migrated before, as it is by whoever
    /// upgrades.
    async fn app(&self) -> TestApp {
        let store = Store::open(&self.database).await.unwrap();
        store.migrate().await.unwrap();
        store.close().await;
        let beside = Some((self.folder.path().to_owned(), self.database.clone()));
        TestApp::start_with(self.engine, Plan { partnership: Some(self.partnership.clone()), beside, ..Plan::default() }).await
    }

    /// The program as a process with its clock at eleven, its letters going into a folder of their own.
    fn process(&self, data: &Path, arguments: &[&str]) -> Command {
        let url = match &self.database {
            Database::Sqlite(path) => format!("sqlite:{}", path.display()),
            Database::Postgres(url) => url.clone(),
        };
        let mut command = Command::new(env!("CARGO_BIN_EXE_waymark"));
        command
            .args(arguments)
            .env("WAYMARK_CONFIG", self.folder.path().join("config"))
            .env("WAYMARK_DATA", data)
            .env("WAYMARK_KEYS", self.folder.path().join("keys/keyring.toml"))
            .env("WAYMARK_DATABASE_URL", url)
            .env("WAYMARK_CLOCK_OFFSET", offset())
            .env("WAYMARK_LIMITS", "off");
        command
    }

    async fn start(&self, data: &Path) -> Process {
        let port = crate::ports::free();
        let log = std::fs::OpenOptions::new().create(true).append(true).open(self.folder.path().join("log")).unwrap();
        let child = self
            .process(data, &[])
            .env("WAYMARK_LISTEN", format!("127.0.0.1:{port}"))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let process = Process { child, url: format!("http://127.0.0.1:{port}") };
        ready(&process, self.folder.path()).await;
        process
    }

    /// What a command says, when it ends well.
    fn says(&self, arguments: &[&str]) -> String {
        let output = self.process(&self.folder.path().join("data"), arguments).output().unwrap();
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}");
        said
    }

    /// The record adds up from its beginning, and the head that was kept elsewhere is in it.
    fn verify(&self) {
        let said = self.says(&["audit", "verify", "--head", text(&self.facts["head"])]);
        for words in ["The chain adds up from its beginning", "The head you gave is at position"] {
            assert!(said.contains(words), "{said}");
        }
    }

    fn report(&self, name: &str) -> &Json {
        &self.facts["reports"][name]
    }

    fn reports(&self) -> impl Iterator<Item = (&String, &Json)> {
        self.facts["reports"].as_object().unwrap().iter()
    }

    /// The letters of a list of the facts: Message-ID, to whom, subject.
    fn expected(&self, name: &str) -> BTreeMap<String, (String, String)> {
        let letter = |one: &Json| (text(&one["id"]).to_owned(), (text(&one["to"]).to_owned(), text(&one["subject"]).to_owned()));
        list(&self.facts[name]).iter().map(letter).collect()
    }

    /// No letter that had left is among these.
    fn none_left_before(&self, letters: &[Letter]) {
        let left: BTreeSet<&str> = list(&self.facts["left"]).iter().map(text).collect();
        assert!(left.len() > 40, "only {} had left", left.len());
        let again: Vec<&Letter> = letters.iter().filter(|one| left.contains(one.id.as_str())).collect();
        assert!(again.is_empty(), "they had left before: {again:#?}");
    }
}

fn stop(mut process: Process) {
    Command::new("kill").arg(process.child.id().to_string()).status().unwrap();
    assert!(process.child.wait().unwrap().success());
}

fn private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
}

/// What shifts a process's clock to eleven or a little later, in minutes while that is possible.
#[expect(clippy::disallowed_methods, reason = "a process of its own has the machine's clock")]
fn offset() -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let minutes = (story_time().timestamp() - i64::try_from(now.as_secs()).unwrap()).div_euclid(60) + 1;
    if minutes.abs() <= 100_000 { format!("{minutes:+}m") } else { format!("{:+}h", minutes.div_euclid(60) + 1) }
}

/// Takes the letters of a folder away: one that is sent again would be there again.
fn taken(mail: &Path) -> Vec<Letter> {
    let files = std::fs::read_dir(mail).into_iter().flatten().flatten().map(|file| file.path());
    files
        .filter(|path| path.extension().is_some_and(|end| end == "eml"))
        .map(|path| {
            let aside = path.with_extension("taken");
            std::fs::rename(&path, &aside).unwrap();
            Letter::read(&std::fs::read(aside).unwrap())
        })
        .collect()
}

/// Takes what comes into these folders: at least so many letters, and then until nothing comes any more.
async fn until_quiet(folders: &[PathBuf], least: usize, quiet: Duration) -> Vec<Letter> {
    let (mut letters, begun, mut since) = (Vec::new(), Instant::now(), Instant::now());
    while since.elapsed() < quiet || (letters.len() < least && begun.elapsed() < PATIENCE) {
        let more: Vec<Letter> = folders.iter().flat_map(|folder| taken(folder)).collect();
        if !more.is_empty() {
            since = Instant::now();
        }
        letters.extend(more);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    letters
}

fn mail(app: &TestApp) -> PathBuf {
    app.app.service.settings.data.join("mail")
}

/// Everything that time knocks for, as in life, until nothing is due: at least so many letters.
async fn round(app: &TestApp, least: usize) -> Vec<Letter> {
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let turning = tokio::spawn(waymark::rounds::run(Arc::clone(&app.app.running), stopped));
    let letters = until_quiet(&[mail(app)], least, QUIET).await;
    stop.send(true).unwrap();
    turning.await.unwrap();
    app.deliver_mail().await;
    letters.into_iter().chain(taken(&mail(app))).collect()
}

/// The Message-ID of a letter. That of a letter to a person ends in the domain of its sender, which the shipped settings have named since: what
/// stands before it is the same.
fn own(id: &str, to: &str) -> String {
    if to.ends_with("@mail.example") { id.split('@').next().unwrap().to_owned() } else { id.to_owned() }
}

/// Exactly these letters, each once.
fn exactly(letters: &[Letter], expected: &BTreeMap<String, (String, String)>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for letter in letters {
        *counts.entry(&letter.id).or_default() += 1;
    }
    assert!(counts.values().all(|count| *count == 1), "a letter left twice: {counts:?}");
    let left: BTreeMap<String, (String, String)> =
        letters.iter().map(|one| (own(&one.id, &one.to), (one.to.clone(), one.subject.clone()))).collect();
    let expected: BTreeMap<String, (String, String)> =
        expected.iter().map(|(id, (to, subject))| (own(id, to), (to.clone(), subject.clone()))).collect();
    assert_eq!(left, expected);
}

/// Whether all that was shown before is shown still: more may have come to it.
fn shows(now: &Json, before: &Json, at: &str) {
    match before {
        Json::Object(fields) => fields.iter().for_each(|(name, value)| shows(&now[name], value, &format!("{at}/{name}"))),
        Json::Array(entries) => {
            assert_eq!(now.as_array().map(Vec::len), Some(entries.len()), "{at}: {now}");
            entries.iter().enumerate().for_each(|(place, value)| shows(&now[place], value, &format!("{at}/{place}")));
        }
        value => assert_eq!(now, value, "{at}"),
    }
}

/// What a receipt shows.
async fn view(app: &TestApp, one: &Json) -> Answer {
    let request = app.http().get(format!("{}/api/v1/report", app.url)).header("Receipt", text(&one["receipt"]));
    app.send(match one["word"].as_str() {
        Some(word) => request.header("Receipt-Word", word),
        None => request,
    })
    .await
}

async fn states(app: &TestApp, one: &Json) -> Vec<String> {
    let view = view(app, one).await.json();
    list(&view["referrals"]).iter().map(|held| format!("{} {}", text(&held["agency"]), text(&held["state"]))).collect()
}

/// A browser that was open before: it has its cookies still.
struct Returning {
    http: reqwest::Client,
    url: String,
}

impl Returning {
    fn with(app: &TestApp, cookies: &Json) -> Self {
        let (jar, url) = (reqwest::cookie::Jar::default(), app.url.clone());
        for (name, value) in cookies.as_object().unwrap() {
            jar.add_cookie_str(&format!("{name}={}; Path=/", text(value)), &url.parse().unwrap());
        }
        let http = reqwest::Client::builder().cookie_provider(Arc::new(jar)).redirect(reqwest::redirect::Policy::none());
        Self { http: http.build().unwrap(), url }
    }

    async fn get(&self, app: &TestApp, path: &str) -> Answer {
        app.send(self.http.get(format!("{}{path}", self.url))).await
    }

    async fn submit(&self, app: &TestApp, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("form_token", &hidden(&page.text(), "form_token")).extend_pairs(fields);
        let request = self.http.post(format!("{}{path}", self.url)).header("Sec-Fetch-Site", "same-origin");
        app.send(request.header("Content-Type", "application/x-www-form-urlencoded").body(body.finish())).await
    }
}

/// Somebody signs in with the password and the secret that they had before.
async fn signed_in(app: &TestApp, who: &Json) -> (Browser, Answer) {
    let browser = app.browser();
    let page = browser.get("/desk/sign-in").await;
    let fields = [("address", text(&who["address"])), ("password", text(&who["password"]))];
    let half = browser.submit(&page, "/desk/sign-in", &fields).await;
    let code = code(app, &Totp::parse(text(&who["totp"])).unwrap());
    let inbox = browser.submit(&half, "/desk/code", &[("code", &code)]).await;
    (browser, inbox)
}

async fn opened(browser: &Browser, one: &Json) -> Answer {
    let page = browser.get("/desk").await;
    browser.submit(&page, "/desk/reports", &[("reference", text(&one["reference"]))]).await
}

/// Tells a story of what was left on SQLite and of what was left on PostgreSQL.
macro_rules! on_both {
    ($(async fn $name:ident($before:ident: Before) $body:block)+) => {$(
        mod $name {
            use super::*;
            async fn story($before: Before) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                story(Before::restore(Engine::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                story(Before::restore(Engine::Postgres).await).await;
            }
        }
    )+};
}

on_both! {
    async fn everything_of_before_is_read_and_its_record_adds_up(before: Before) {
        before.says(&["migrate"]);
        before.verify();
        let app = before.app().await;
        let (desk, inbox) = signed_in(&app, &before.facts["staff"]["coordinator"]).await;
        assert_eq!(inbox.status, 200, "{}", inbox.text());
        let mut open = 0;
        for (name, one) in before.reports() {
            let answer = view(&app, one).await;
            assert_eq!(answer.status, 200, "{name}: {}", answer.text());
            shows(&answer.json(), &one["view"], name);
            let person = app.browser();
            let page = person.get("/your-report").await;
            let fields = [("receipt", text(&one["receipt"])), ("word", one["word"].as_str().unwrap_or_default())];
            let page = person.submit(&page, "/your-report", &fields).await;
            assert!(page.text().contains(text(&one["reference"])), "{name}: {}", page.text());
            let case = opened(&desk, one).await.text();
            for word in list(&one["words"]).iter().map(text) {
                assert_eq!(case.contains(word), one["view"]["state"] == "open", "{name}, {word}: {case}");
            }
            open += usize::from(one["view"]["state"] == "open");
        }
        assert!(open > 20, "{open}");
        let held: BTreeSet<String> = before
            .reports()
            .flat_map(|(_, one)| list(&one["view"]["referrals"]))
            .map(|held| text(&held["state"]).to_owned())
            .collect();
        let all = ["accepted", "acknowledged", "bounced", "closed", "declined", "queued", "sent", "undeliverable", "withdrawn"];
        assert_eq!(held.into_iter().collect::<Vec<_>>(), all, "of every state there is one");
        app.finish_with_trouble().await;
    }

    async fn whoever_had_a_way_in_has_it_still(before: Before) {
        let app = before.app().await;
        let returning = Returning::with(&app, &before.facts["waits"]["desk"]);
        let desk = returning.get(&app, "/desk").await;
        assert!(desk.status == 200 && desk.text().contains("Casey Coordinator"), "{}", desk.text());
        let (desk, inbox) = signed_in(&app, &before.facts["staff"]["coordinator"]).await;
        for name in ["late", "urgent", "elsewhere", "full", "undelivered"] {
            assert!(inbox.text().contains(text(&before.report(name)["reference"])), "{name}: {}", inbox.text());
        }
        let page = desk.get("/desk").await;
        desk.submit_only(&page, "/desk/search", &[("sought", "Alex Morgan")]).await;
        let found = desk.get("/desk/search").await.text();
        assert!(found.contains(text(&before.report("alex")["reference"])), "{found}");
        let letters = desk.get("/desk/mail").await.text();
        assert!(letters.contains("Sam Sender") && letters.contains("About my neighbour"), "{letters}");
        let (who, auditor) = (&before.facts["staff"]["auditor"], app.browser());
        let page = auditor.get("/desk/sign-in").await;
        let fields = [("address", text(&who["address"])), ("password", text(&who["password"]))];
        let half = auditor.submit(&page, "/desk/sign-in", &fields).await;
        auditor.submit(&half, "/desk/code", &[("code", text(&who["recovery"]))]).await;
        let shut = auditor.get("/desk/record").await;
        let fields = [("reference", text(&before.report("alex")["reference"]))];
        let record = auditor.submit(&shut, "/desk/record", &fields).await.text();
        assert!(record.contains("Opened the report"), "{record}");
        let invitation = app.browser().get(text(&before.facts["staff"]["invitation"])).await;
        assert_eq!(invitation.status, 404, "seven days are over");
        let key = format!("Bearer {}", text(&before.facts["key"]));
        let request = app.http().post(format!("{}/api/v1/reports", app.url)).header("Authorization", key);
        let sent = app.send(request.json(&json!({"incident": {"account": "x"}}))).await;
        assert_eq!(sent.status, 201, "{}", sent.text());
        app.finish_with_trouble().await;
    }

    async fn letters_that_waited_leave_once_and_none_that_had_left_leaves_again(before: Before) {
        let app = before.app().await;
        let due = before.expected("due");
        let delivered = app.deliver_mail().await;
        let first = taken(&mail(&app));
        assert_eq!(delivered.sent, first.len(), "none was written over another");
        let mut all = first.clone();
        for minutes in [0, 1, 10] {
            app.advance(&format!("{minutes} minutes"));
            all.extend(round(&app, 0).await);
        }
        before.none_left_before(&all);
        // One was claimed by a process that died: it may leave with the others, or when its claim is over.
        let freed = before.expected("freed");
        exactly(&all, &due.iter().chain(&freed).map(|(id, letter)| (id.clone(), letter.clone())).collect());
        assert!(due.iter().all(|(id, (to, _))| first.iter().any(|one| own(&one.id, &one.to) == own(id, to))), "what was due leaves at once: {first:#?}");
        let more = round(&app, 0).await;
        assert!(more.is_empty(), "they leave once: {more:#?}");
        for name in ["fresh", "intake"] {
            assert_eq!(states(&app, before.report(name)).await, ["tees-police sent", "tees-pride sent", "open-tally sent"], "{name}");
        }

        // The codes that came with them open what they were asked for, in the browser that asked.
        let waits = &before.facts["waits"];
        let code_to = |to: &Json| first.iter().find(|one| one.to == text(to) && one.code_if_any().is_some()).unwrap().code();
        let volunteer = Returning::with(&app, &waits["by_letter"]["cookies"]);
        let page = volunteer.get(&app, "/desk/letter/code").await;
        let code = code_to(&waits["by_letter"]["to"]);
        let inside = volunteer.submit(&app, &page, "/desk/letter/code", &[("code", &code)]).await;
        assert_eq!(inside.header("location"), "/desk", "{}", inside.text());
        let (reader, link) = (Returning::with(&app, &waits["reader"]["cookies"]), text(&waits["reader"]["link"]));
        let request = text(&waits["reader"]["request"]);
        let page = reader.get(&app, &format!("{link}/code?{request}")).await;
        let code = code_to(&waits["reader"]["to"]);
        let open = reader.submit(&app, &page, &format!("{link}/open"), &[("request", request), ("code", &code)]).await;
        let read = reader.get(&app, open.header("location")).await.text();
        for words in ["They shouted at me at the bus stop.", "When may we ring them?", "Ring them before noon.", "It was the same two men."] {
            assert!(read.contains(words), "{words}: {read}");
        }

        // What had been tried for long is tried again when its pause is over.
        app.advance("229 minutes");
        app.deliver_mail().await;
        let later = taken(&mail(&app));
        before.none_left_before(&later);
        exactly(&later, &before.expected("later"));
        // What happens since is told of as ever: nobody opened what was urgent this morning.
        let since: Vec<String> = round(&app, 1).await.into_iter().map(|letter| letter.to).collect();
        assert_eq!(since, ["deputy@waymark.example"]);
        app.advance("1 hour");
        assert!(round(&app, 0).await.is_empty());

        // For one report nothing went out by itself until somebody lets it go on.
        let frozen = before.report("frozen");
        assert_eq!(states(&app, frozen).await, ["tees-police queued", "tees-pride queued", "open-tally queued"]);
        let (desk, _) = signed_in(&app, &before.facts["staff"]["coordinator"]).await;
        let case = opened(&desk, frozen).await;
        let hold = format!("/desk/reports/{}/hold", text(&frozen["reference"]));
        desk.submit(&case, &hold, &[("text", "They moved"), ("go", "thaw")]).await;
        let mut to: Vec<String> = round(&app, 3).await.into_iter().map(|letter| letter.to).collect();
        to.sort();
        assert_eq!(to, ["hate-crime@tees-police.example", "referrals@tees-pride.example", "tally@open-tally.example"]);
        let said = before.says(&["queue", "list"]);
        assert!(!said.lines().any(|line| line.contains("next try") || line.ends_with("waiting")), "nothing waits any more: {said}");
        assert!(said.contains("Wishes that nobody takes for now: 2"), "{said}");
        before.verify();
        app.finish_with_trouble().await;
    }

    async fn what_could_not_be_delivered_is_shown_still_and_can_be_sent_again(before: Before) {
        let app = before.app().await;
        app.deliver_mail().await;
        let given_up = list(&before.facts["given_up"]);
        assert!(given_up.len() >= 6, "{given_up:?}");
        let said = before.says(&["queue", "list"]);
        let listed = |said: &str| said.lines().filter(|line| line.contains("given up") || line.ends_with("given-up")).count();
        assert_eq!(listed(&said), given_up.len(), "{said}");
        for one in given_up {
            let (of, what) = (text(&one["of"]), text(&one["what"]));
            let line = |line: &&str| line.contains(of) && line.contains(what) && (line.contains("given up") || line.ends_with("given-up"));
            assert!(said.lines().any(|one| line(&one)), "{one}: {said}");
        }
        let (desk, _) = signed_in(&app, &before.facts["staff"]["coordinator"]).await;
        for name in ["undelivered", "bounced", "carers"] {
            let case = opened(&desk, before.report(name)).await.text();
            assert!(case.contains("A letter could not be delivered"), "{name}: {case}");
        }
        // Put back in line by its id, a notice and a letter to the desk leave once each.
        taken(&mail(&app));
        let freed = before.expected("freed");
        let reference = text(&before.report("undelivered")["reference"]);
        for sought in [reference, "record-head"] {
            let line = said.lines().find(|line| line.contains(sought) && line.contains("given")).unwrap();
            let id = line.split_whitespace().next().unwrap();
            assert!(before.says(&["queue", "retry", id]).contains("is back in line"));
            app.advance("5 minutes");
            app.deliver_mail().await;
            // Whoever reported hears that something changed, and a claim is over meanwhile: neither was put back.
            let apart = |one: &Letter| one.to.ends_with("@mail.example") || freed.contains_key(&one.id);
            let letters: Vec<Letter> = taken(&mail(&app)).into_iter().filter(|one| !apart(one)).collect();
            assert_eq!(letters.len(), 1, "{sought}: {letters:#?}");
            before.none_left_before(&letters);
        }
        let said = before.says(&["queue", "list"]);
        assert_eq!(listed(&said), given_up.len() - 2, "{said}");
        app.finish_with_trouble().await;
    }

    async fn processes_that_send_at_once_or_after_one_another_send_each_letter_once(before: Before) {
        before.says(&["migrate"]);
        let folders: Vec<PathBuf> = ["one", "two"].iter().map(|name| before.folder.path().join(name)).collect();
        let mail: Vec<PathBuf> = folders.iter().map(|folder| folder.join("mail")).collect();
        let (due, mut letters) = (before.expected("due"), Vec::new());
        if before.engine == Engine::Postgres {
            let (one, two) = tokio::join!(before.start(&folders[0]), before.start(&folders[1]));
            letters.extend(until_quiet(&mail, due.len(), 2 * QUIET).await);
            stop(one);
            stop(two);
        } else {
            // One process at a time has this file.
            for (folder, least) in folders.iter().zip([due.len(), 0]) {
                let process = before.start(folder).await;
                letters.extend(until_quiet(&mail, least, 2 * QUIET).await);
                stop(process);
            }
        }
        letters.extend(mail.iter().flat_map(|folder| taken(folder)));
        before.none_left_before(&letters);
        let freed = before.expected("freed").into_iter().filter(|(id, _)| letters.iter().any(|one| one.id == *id));
        exactly(&letters, &due.into_iter().chain(freed).collect());
        before.verify();
        // A process with the rest of the story: what could not be delivered waits for a person still.
        let app = before.app().await;
        assert_eq!(view(&app, before.report("undelivered")).await.json()["referrals"][0]["state"], "undeliverable");
        let answer = app.with_receipt(Method::GET, "/api/v1/report", before.report("alex"), None).await;
        assert_eq!(answer.status, 200);
        app.finish_with_trouble().await;
    }
}
