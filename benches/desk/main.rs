//! The desk with a million reports behind it: what needs a person, its later pages, and finding a report (`benches/run desk`).
//!
//! The same pages are asked for with a thousand reports and with all of them, when the service rests, in one run: what counts is how little they differ.
//! `WAYMARK_BENCH_REPORTS` says how many there are in the end. It prints and never judges.
#![expect(clippy::expect_used, reason = "a measurement that cannot go on has failed")]

mod crowd;
#[expect(dead_code, reason = "the load needs more of it")]
#[path = "../service/server.rs"]
mod server;
#[path = "../service/table.rs"]
mod table;
mod visitor;

use std::time::{Duration, Instant};

use server::{Home, Role, machine_seconds};
use sqlx::Connection;
use tokio::runtime::Runtime;

use crate::crowd::Crowd;
use crate::visitor::Visitor;

/// Reports of the first measurement.
const FEW: usize = 1_000;

fn main() {
    // `cargo test --all-targets` starts benchmarks too, without this word.
    if !std::env::args().any(|word| word == "--bench") {
        println!("measures only when `cargo bench` asks for it");
        return;
    }
    let many = std::env::var("WAYMARK_BENCH_REPORTS").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime starts");
    let wanted = std::env::var("WAYMARK_BENCH_ENGINE").unwrap_or_default();
    if wanted != "postgres" {
        measure("SQLite", &Home::new(None), &runtime, many);
    }
    match std::env::var("WAYMARK_TEST_POSTGRES").ok().filter(|url| !url.is_empty()) {
        Some(server) if wanted != "sqlite" => {
            let name = format!("waymark_bench_desk_{}", std::process::id());
            let execute = |sql: String| {
                runtime.block_on(async {
                    let mut conn = sqlx::PgConnection::connect(&format!("{server}postgres")).await.expect("PostgreSQL answers");
                    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut conn).await.expect("databases can be made and dropped");
                });
            };
            execute(format!("CREATE DATABASE {name}"));
            measure("PostgreSQL", &Home::new(Some(format!("{server}{name}"))), &runtime, many);
            execute(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
        _ => println!("PostgreSQL is not measured: `benches/run desk` starts one, or set WAYMARK_TEST_POSTGRES."),
    }
}

/// Lets PostgreSQL look at its tables now: by itself it does so a minute later, beside the measurement.
fn settle(home: &Home, runtime: &Runtime) {
    let Some(url) = home.environment(Role::All, "WAYMARK_DATABASE_URL") else { return };
    runtime.block_on(async {
        let mut conn = sqlx::PgConnection::connect(&url).await.expect("PostgreSQL answers");
        for sql in ["VACUUM (ANALYZE)", "CHECKPOINT"] {
            sqlx::query(sql).execute(&mut conn).await.expect("tables can be looked at");
        }
    });
}

/// Waits until what the service looks at once after each start – whoever waits for a place above all – is done: beside it, the pages
/// would be measured with one processor less. It is the whole machine that has to rest: a service that waits for its database uses none
/// itself. Says how long that took.
async fn until_it_rests() -> Duration {
    let began = Instant::now();
    loop {
        let before = machine_seconds().0;
        tokio::time::sleep(Duration::from_secs(3)).await;
        if machine_seconds().0 - before < 0.3 {
            return began.elapsed();
        }
    }
}

/// Fills a home and measures its desk twice.
fn measure(engine: &str, home: &Home, runtime: &Runtime, many: usize) {
    // Makes keys and tables where there are none.
    home.start(Role::All).stop();
    let mut crowd = Crowd::new();
    let (mut rows, mut filled) = (Vec::<Vec<String>>::new(), Vec::new());
    for count in [FEW, many] {
        let began = Instant::now();
        runtime.block_on(crowd.fill(home, count));
        settle(home, runtime);
        filled.push(format!("{count} reports after {:.0} s", began.elapsed().as_secs_f64()));
        let running = home.start(Role::All);
        let invite = |role: &str| {
            let address = format!("{role}-{count}@desk.example");
            (home.command(&["staff", "invite", &address, "--name", "Sam", "--role", role]), address)
        };
        let (coordinator, auditor) = (invite("coordinator"), invite("auditor"));
        let took = runtime.block_on(async {
            let waited = until_it_rests().await;
            eprintln!("… {engine}: {count} reports, the service rests {:.0} s after its start", waited.as_secs_f64());
            let url = format!("http://{}", running.address);
            let mut took = Visitor::signed_in(&url, coordinator.0.trim(), &coordinator.1).await.measure(&crowd).await;
            took.extend(Visitor::signed_in(&url, auditor.0.trim(), &auditor.1).await.measure_record().await);
            took
        });
        eprintln!("… {engine}: measured with {count} reports, {:.0} MB resident", running.memory("VmRSS"));
        running.stop();
        for (place, one) in took.into_iter().enumerate() {
            match rows.get_mut(place) {
                None => rows.push(vec![one.what, format!("{:.2}", one.median), format!("{:.2}", one.slow)]),
                Some(row) => row.extend([format!("{:.2}", one.median), format!("{:.2}", one.slow), "≤ 25".to_owned()]),
            }
        }
    }
    let title = format!("{engine}: the desk, ms from question to whole answer ({})", filled.join(", "));
    let headings = ["", "median, few", "99 %, few", "median, many", "99 %, many", "aim"];
    table::print(&title, &headings, &rows);
}
