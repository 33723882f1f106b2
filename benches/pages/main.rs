//! What a page weighs and how long the service takes to answer with it: the public pages, every page of the form, and the reporter's own.
//!
//! Times are those of a client on the same machine over a connection that is open: they hold the way there and back (the first row,
//! `/healthz`, which does nothing else). It prints and never judges.
#![expect(clippy::expect_used, reason = "a measurement that cannot go on has failed")]

#[expect(dead_code, reason = "the load needs more of it")]
#[path = "../service/server.rs"]
mod server;
#[path = "../service/table.rs"]
mod table;

use std::time::Instant;

use server::{Home, Role};

/// How often each page is asked for.
const TIMES: usize = 200;

/// Pages of the form with what is typed on them, in their order.
const FORM: &[(&str, &[(&str, &str)])] = &[
    ("who", &[("reporter.role", "victim")]),
    ("story", &[("incident.account", "They shouted at us at the bus stop. It has gone on for weeks.")]),
    ("kinds", &[("incident.types", "verbal-abuse"), ("incident.types", "spitting")]),
    ("when", &[("incident.when.precision", "day")]),
    ("day", &[("incident.when.from.day", "14"), ("incident.when.from.month", "3"), ("incident.when.from.year", "2026")]),
    ("setting", &[("incident.where.setting", "street")]),
    ("place", &[("incident.where.postcode", "TS18 1AB")]),
    ("why", &[("incident.strands", "sexual-orientation"), ("incident.strands", "transgender")]),
    ("more-about-why", &[]),
    ("before", &[("incident.repeated", "before")]),
    ("told", &[]),
    ("relation", &[("suspect.relation", "neighbour")]),
    ("them", &[]),
    ("hurt", &[]),
    ("person", &[("victim.name", "Sam")]),
    ("home", &[]),
    ("contact", &[("contact.way", "text")]),
    ("reach", &[("contact.value.text", "07700 900123"), ("contact.safe.text", "yes")]),
    ("needs", &[("contact.needs", "bsl-interpreter")]),
    ("safety", &[("risk.self_harm", "thoughts")]),
    ("help-now", &[]),
    ("allow", &[("allow.open-tally.inform", "anonymous")]),
    ("about-you", &[]),
];

/// Pages that need nothing before them.
const OPEN: &[&str] = &[
    "/healthz",
    "/",
    "/help",
    "/what-counts",
    "/stay-safe",
    "/near-you",
    "/privacy",
    "/accessibility",
    "/who-we-are",
    "/report",
    "/your-report",
];

fn main() {
    // `cargo test --all-targets` starts benchmarks too, without this word.
    if !std::env::args().any(|word| word == "--bench") {
        println!("measures only when `cargo bench` asks for it");
        return;
    }
    let home = Home::new(None);
    let running = home.start(Role::All);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    runtime.block_on(measure(&format!("http://{}", running.address)));
    running.stop();
}

struct Visitor {
    http: reqwest::Client,
    url: String,
    rows: Vec<Vec<String>>,
}

impl Visitor {
    async fn get(&self, path: &str) -> String {
        let answer = self.http.get(format!("{}{path}", self.url)).send().await.expect("an answer");
        answer.text().await.expect("a page")
    }

    /// Asks for a page many times, and notes its weight and the median and slowest of the times it took.
    async fn weigh(&mut self, path: &str) -> usize {
        let page = self.get(path).await;
        let mut times = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            let asked = Instant::now();
            self.get(path).await;
            times.push(asked.elapsed().as_secs_f64() * 1_000.0);
        }
        times.sort_by(f64::total_cmp);
        let slow = times[TIMES * 99 / 100];
        let row = [
            path.to_owned(),
            format!("{:.1}", page.len() as f64 / 1_000.0),
            format!("{:.2}", table::median(times)),
            format!("{slow:.2}"),
        ];
        self.rows.push(row.into());
        page.len()
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let request = self.http.post(format!("{}{path}", self.url)).header("Sec-Fetch-Site", "same-origin");
        let request = request.header("Content-Type", "application/x-www-form-urlencoded").body(body.finish());
        let answer = request.send().await.expect("an answer");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
    }
}

async fn measure(url: &str) {
    let http = reqwest::Client::builder().cookie_store(true).build().expect("a client can be made");
    let mut visitor = Visitor { http, url: url.to_owned(), rows: Vec::new() };
    let mut first = 0;
    for path in OPEN {
        let weight = visitor.weigh(path).await;
        if *path == "/" {
            first = weight;
        }
    }
    for asset in ["/assets/style.css", "/assets/page.js", "/assets/icon.svg"] {
        first += visitor.weigh(asset).await;
    }
    for (step, fields) in FORM {
        let path = format!("/report/{step}");
        visitor.weigh(&path).await;
        visitor.post(&path, fields).await;
    }
    visitor.weigh("/report/check").await;
    visitor.post("/report/check", &[]).await;
    visitor.weigh("/report/receipt").await;
    let page = visitor.get("/report/receipt").await;
    let receipt =
        page.split("class=\"code\"><bdi>").nth(1).and_then(|rest| rest.split('<').next()).expect("a receipt").to_owned();
    visitor.post("/your-report", &[("receipt", &receipt)]).await;
    for path in ["/your-report", "/your-report/details", "/your-report/story", "/your-report/permission"] {
        visitor.weigh(path).await;
    }
    table::print("Pages (aims: 40 KB a page, 2 ms)", &["page", "KB", "ms median", "ms 99 %"], &visitor.rows);
    println!("The first page with all it fetches: {:.1} KB in 4 requests (aims: 30 KB, 4 requests).", first as f64 / 1_000.0);
}
