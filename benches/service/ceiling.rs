//! The ceiling: everything that a submission costs but keeping it, behind the same web server in this process.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, mpsc};

use actix_web::dev::ServerHandle;
use actix_web::web::{Bytes, Data, post};
use actix_web::{App, HttpResponse, HttpServer};
use chrono::Duration;
use serde_json::json;
use tempfile::TempDir;
use waymark::app::{Parts, assemble};
use waymark::journeys::person::submit::{Receipted, rehearse};
use waymark::journeys::service::Service;
use waymark_core::clock::{Clock, SystemClock, london_day};
use waymark_core::config::Settings;
use waymark_core::report::{Report, parse};
use waymark_core::routing::Book;
use waymark_core::vault::SystemRandomness;

/// As many as the service has.
const WORKERS: usize = 2;
/// The length of the report, in bytes.
const LENGTH: usize = 4_096;

/// A report of 4 KB with two referrals, to organisations of the demonstration that set no capacity: a hundred thousand fit.
pub(crate) fn report() -> Vec<u8> {
    let of = |account: &str| {
        json!({
            "language": "en",
            "reporter": {"role": "victim"},
            "incident": {"account": account, "types": ["verbal-abuse", "threat"], "strands": ["sexual-orientation"], "aspects": ["biphobic"],
                "when": {"precision": "day", "from": "2026-04-14", "part_of_day": "evening"},
                "where": {"setting": "street", "postcode": "TS18 1AB", "place": "The bus stop outside the library"},
                "repeated": "before", "reported_to": [{"who": "support", "reference": "A call in May"}]},
            "victim": {"name": "Alex Example", "age_band": "25-34", "pronouns": "they", "postcode": "TS18 1AB", "housing": "Rents from the council"},
            "contact": {"of": "victim", "methods": [{"kind": "text", "value": "07700 900123", "safe": true}, {"kind": "email", "value": "alex@mail.example", "safe": false}],
                "safe_times": "After six", "needs": ["bsl-interpreter"], "language": "English", "through_centre": false},
            "suspect": {"relation": "neighbour", "description": "Tall, a grey coat, always with the same dog; says that he knows where I live."},
            "risk": {"in_danger": "no", "escalating": "yes", "repeated": "yes", "close": "unknown"},
            "permission": {"purposes": {"investigate": "full"}, "agencies": {"open-tally": {"inform": "anonymous"}}}
        })
        .to_string()
        .into_bytes()
    };
    let mut account = "He shouted across the road until I turned round, and then he came after me. ".repeat(LENGTH / 50);
    account.truncate(LENGTH - of("").len());
    of(&account)
}

/// A service in this process, on SQLite in `folder`, with the demonstration's configuration.
pub(crate) async fn service(folder: &TempDir) -> Arc<Service> {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
    let path = |name: &str| Some(folder.path().join(name).display().to_string());
    let environment = |name: &str| match name {
        "WAYMARK_DATA" => path("data"),
        "WAYMARK_KEYS" => path("keys/keyring.toml"),
        _ => None,
    };
    let mut faults = Vec::new();
    let settings = Settings::read(&config, &environment, &mut faults);
    let clock = SystemClock::shifted(Duration::zero());
    let loaded = Book::load(&config, london_day(clock.now()));
    assert!(faults.is_empty() && loaded.is_sound(), "the demonstration's configuration has faults");
    let parts = Parts {
        settings,
        book: loaded.book,
        clock: Arc::new(clock),
        randomness: Arc::new(SystemRandomness::new()),
        mail_ca: None,
    };
    assemble(parts).await.expect("a service can be put together")
}

/// Reads a report as the API does.
pub(crate) fn read(service: &Service, body: &[u8]) -> Option<Report> {
    let json = serde_json::from_slice(body).ok()?;
    let is_agency = |id: &str| service.book.agency(id).is_some();
    parse::report(&json, &service.reading(&is_agency)).ok()
}

/// Reads and rehearses a report.
fn take(service: &Arc<Service>, body: &[u8]) -> Option<Receipted> {
    rehearse(service, &read(service, body)?).ok()
}

/// Makes sure that the report is what it is said to be; says how many referrals it yields.
pub(crate) fn referrals(service: &Arc<Service>, body: &[u8]) -> usize {
    assert_eq!(body.len(), LENGTH, "the report is of another length");
    let answer = take(service, body).expect("the report has no fault");
    assert!(answer.unplaced.is_empty(), "part of the report finds nobody: have the demonstration's agreements ended?");
    answer.referrals.len()
}

/// The web server of the ceiling, on threads of its own.
pub(crate) struct Ceiling {
    /// Where it listens.
    pub address: SocketAddr,
    handle: ServerHandle,
}

impl Ceiling {
    /// Starts it.
    pub(crate) fn start(service: &Arc<Service>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let service = Data::from(Arc::clone(service));
        let (started, starts) = mpsc::channel();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server =
                    HttpServer::new(move || App::new().app_data(service.clone()).route("/api/v1/reports", post().to(answer)))
                        .workers(WORKERS)
                        .disable_signals()
                        .listen(listener)
                        .expect("it can listen")
                        .run();
                started.send(server.handle()).expect("somebody waits for it");
                server.await
            })
        });
        Self { address, handle: starts.recv().expect("the server starts") }
    }

    /// Stops it.
    pub(crate) async fn stop(self) {
        self.handle.stop(false).await;
    }
}

async fn answer(service: Data<Service>, body: Bytes) -> HttpResponse {
    match take(&service.into_inner(), &body) {
        Some(answer) => HttpResponse::Created().json(answer),
        None => HttpResponse::UnprocessableEntity().finish(),
    }
}
