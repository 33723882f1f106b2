//! What the service can do on this machine, beside what it could do at most (`benches/run`).
//!
//! It prints figures and ratios to the ceiling of the same run, with the aims beside them, and never judges: a shared machine gives
//! other figures every time, and only the ratios keep.
#![expect(clippy::expect_used, reason = "a measurement that cannot go on has failed")]

mod ceiling;
mod country;
mod load;
mod pieces;
mod server;
mod table;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::Connection;
use tokio::runtime::Runtime;

use crate::ceiling::Ceiling;
use crate::load::Measured;
use crate::server::{Home, Role, machine_seconds};

/// Connections of the loads.
const CONNECTIONS: [usize; 3] = [1, 8, 64];
/// Starts of which the median counts.
const STARTS: usize = 7;

fn main() {
    // `cargo test --all-targets` starts benchmarks too, without this word.
    if !std::env::args().any(|word| word == "--bench") {
        println!("measures only when `cargo bench` asks for it");
        return;
    }
    Bench::new().run();
}

/// What all measurements share.
struct Bench {
    runtime: Runtime,
    body: Vec<u8>,
    request: Arc<[u8]>,
    /// How long each load lasts.
    lasting: Duration,
}

/// One load of a real service.
struct Row {
    name: String,
    connections: usize,
    measured: Measured,
    /// Microseconds on the processors that the service took for an answer.
    cost: f64,
    /// Share of the machine that was busy.
    busy: f64,
}

/// Memory of a service, MB.
struct Memory {
    name: String,
    idle: f64,
    after: f64,
    most: f64,
}

/// Seconds until a service was ready.
struct Starts {
    name: String,
    seconds: Vec<f64>,
    aim: &'static str,
}

#[derive(Default)]
struct Found {
    ceilings: Vec<Measured>,
    rows: Vec<Row>,
    memory: Vec<Memory>,
    starts: Vec<Starts>,
}

impl Bench {
    fn new() -> Self {
        let seconds = std::env::var("WAYMARK_BENCH_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(5.0);
        let body = ceiling::report();
        Self {
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts"),
            request: load::request("/api/v1/reports", &body),
            body,
            lasting: Duration::from_secs_f64(seconds),
        }
    }

    fn run(&self) {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let service = self.runtime.block_on(ceiling::service(&folder));
        let referrals = ceiling::referrals(&service, &self.body);
        let report = format!("a report of {} bytes with {referrals} referrals", self.body.len());
        println!(
            "Waymark, measured with {report}; loads of {:.1} s, client and servers on this machine.",
            self.lasting.as_secs_f64()
        );
        let postgres = std::env::var("WAYMARK_TEST_POSTGRES").ok().filter(|url| !url.is_empty());
        let mut found = Found::default();
        found.ceilings.push(self.ceiling(&service));
        self.engine("SQLite", &|| Home::new(None), &mut found);
        found.ceilings.push(self.ceiling(&service));
        match postgres {
            Some(server) => {
                let databases = Databases { bench: self, server, made: std::cell::RefCell::default() };
                self.engine("PostgreSQL", &|| Home::new(Some(databases.new_one())), &mut found);
            }
            None => println!("PostgreSQL is not measured: `benches/run` starts one, or set WAYMARK_TEST_POSTGRES."),
        }
        found.ceilings.push(self.ceiling(&service));
        print(&found);
        pieces::routing(&service.book.vocabulary);
        pieces::submission(&service, &self.body);
    }

    fn drive(&self, address: SocketAddr, connections: usize) -> Measured {
        self.runtime.block_on(load::drive(address, &self.request, connections, self.lasting))
    }

    fn ceiling(&self, service: &Arc<waymark::journeys::service::Service>) -> Measured {
        progress("ceiling");
        let ceiling = Ceiling::start(service);
        let measured = self.drive(ceiling.address, 64);
        self.runtime.block_on(ceiling.stop());
        measured
    }

    /// Starts, memory and loads on one engine, each role in a home of its own.
    fn engine(&self, name: &str, home: &dyn Fn() -> Home, found: &mut Found) {
        progress(&format!("{name}: starts"));
        let cold = (0..STARTS).map(|_| {
            let running = home().start(Role::All);
            let seconds = running.ready_after.as_secs_f64();
            running.stop();
            seconds
        });
        found.starts.push(Starts { name: format!("{name}, empty database"), seconds: cold.collect(), aim: "" });
        for role in [Role::Intake, Role::All] {
            let home = home();
            home.start(Role::All).stop();
            if role == Role::Intake {
                home.make_public_keys();
            } else {
                let warm = (0..STARTS).map(|_| {
                    let running = home.start(role);
                    let seconds = running.ready_after.as_secs_f64();
                    running.stop();
                    seconds
                });
                found.starts.push(Starts { name: format!("{name}, started before"), seconds: warm.collect(), aim: "≤ 150" });
            }
            self.loads(&format!("{name}, {}", if role == Role::All { "all" } else { "intake" }), &home, role, found);
        }
    }

    fn loads(&self, name: &str, home: &Home, role: Role, found: &mut Found) {
        let running = home.start(role);
        std::thread::sleep(Duration::from_secs(1));
        let idle = running.memory("VmRSS");
        for connections in CONNECTIONS {
            progress(&format!("{name}: {connections} connections"));
            let (spent, (busy, free)) = (running.processor_seconds(), machine_seconds());
            let measured = self.drive(running.address, connections);
            let (busy, free) = (machine_seconds().0 - busy, machine_seconds().1 - free);
            // The warm-up's answers are among what was spent: about a tenth of the load of 5 s.
            let answers = measured.answered as f64 * (1.0 + load::WARM_UP.as_secs_f64() / self.lasting.as_secs_f64());
            let cost = (running.processor_seconds() - spent) * 1e6 / answers.max(1.0);
            found.rows.push(Row { name: name.to_owned(), connections, measured, cost, busy: busy / (busy + free) });
        }
        found.memory.push(Memory { name: name.to_owned(), idle, after: running.memory("VmRSS"), most: running.memory("VmHWM") });
        running.stop();
    }
}

/// Databases on a PostgreSQL server; dropped in the end.
struct Databases<'a> {
    bench: &'a Bench,
    server: String,
    made: std::cell::RefCell<Vec<String>>,
}

impl Databases<'_> {
    fn new_one(&self) -> String {
        let name = format!("waymark_bench_{}_{}", std::process::id(), self.made.borrow().len());
        self.execute(format!("CREATE DATABASE {name}"));
        let url = format!("{}{name}", self.server);
        self.made.borrow_mut().push(name);
        url
    }

    fn execute(&self, sql: String) {
        self.bench.runtime.block_on(async {
            let mut conn = sqlx::PgConnection::connect(&format!("{}postgres", self.server)).await.expect("PostgreSQL answers");
            sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut conn).await.expect("databases can be made and dropped");
        });
    }
}

impl Drop for Databases<'_> {
    fn drop(&mut self) {
        for name in self.made.borrow().iter() {
            self.execute(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// What is being done now: to standard error, so that the tables stand alone.
fn progress(what: &str) {
    eprintln!("… {what}");
}

fn print(found: &Found) {
    let ceiling = table::median(found.ceilings.iter().map(|measured| measured.per_second).collect());
    let speed = |measured: &Measured| {
        [
            format!("{:.0}", measured.per_second),
            format!("{:.2}", measured.p50_ms),
            format!("{:.2}", measured.p99_ms),
            measured.failed.to_string(),
        ]
    };
    let ceilings: Vec<Vec<String>> = ["first", "between", "last"]
        .iter()
        .zip(&found.ceilings)
        .map(|(name, measured)| {
            [vec![(*name).to_owned()], speed(measured).to_vec(), vec![format!("{:.0} %", 100.0 * measured.per_second / ceiling)]]
                .concat()
        })
        .collect();
    table::print(
        "Ceiling: the same work without a database, 64 connections (how they differ is the machine's noise)",
        &["", "per second", "p50 ms", "p99 ms", "failed", "of median"],
        &ceilings,
    );
    let rows: Vec<Vec<String>> = found
        .rows
        .iter()
        .map(|row| {
            let aim = match (row.connections, row.name.starts_with("SQLite")) {
                (64, true) => "≥ 35 %",
                (64, false) => "≥ 30 %",
                _ => "",
            };
            let ratio = format!("{:.0} %", 100.0 * row.measured.per_second / ceiling);
            let rest = [ratio, aim.to_owned(), format!("{:.0}", row.cost), format!("{:.0} %", 100.0 * row.busy)];
            [vec![row.name.clone(), row.connections.to_string()], speed(&row.measured).to_vec(), rest.to_vec()].concat()
        })
        .collect();
    let headings = [
        "service, role",
        "connections",
        "per second",
        "p50 ms",
        "p99 ms",
        "failed",
        "of ceiling",
        "aim",
        "its CPU µs",
        "machine busy",
    ];
    table::print("Durable submissions (role all sends letters meanwhile; intake sends none)", &headings, &rows);
    let starts: Vec<Vec<String>> = found
        .starts
        .iter()
        .map(|starts| {
            let ms = |seconds: f64| format!("{:.0}", seconds * 1_000.0);
            let most = starts.seconds.iter().copied().fold(0.0, f64::max);
            vec![starts.name.clone(), ms(table::median(starts.seconds.clone())), ms(most), starts.aim.to_owned()]
        })
        .collect();
    table::print(
        &format!("Start, ms from exec to the first 200 on /readyz ({STARTS} starts, files in the page cache)"),
        &["service", "median", "most", "aim"],
        &starts,
    );
    let memory: Vec<Vec<String>> = found
        .memory
        .iter()
        .map(|memory| {
            vec![
                memory.name.clone(),
                format!("{:.1}", memory.idle),
                "≤ 40".to_owned(),
                format!("{:.1}", memory.after),
                format!("{:.1}", memory.most),
            ]
        })
        .collect();
    table::print("Memory, MB resident", &["service, role", "idle", "aim", "after the loads", "most"], &memory);
}
