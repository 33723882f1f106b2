//! Many made-up reports, taken in as every report is, in this process.

use std::path::Path;
use std::sync::Arc;

use chrono::Duration;
use serde_json::json;
use tokio::task::JoinSet;
use waymark::app::{Parts, assemble};
use waymark::journeys::desk::list::find::mark_due;
use waymark::journeys::person::submit::submit;
use waymark::journeys::record::chain::{Watch, chain};
use waymark::journeys::service::Service;
use waymark_core::clock::{Clock, SystemClock, london_day};
use waymark_core::config::Settings;
use waymark_core::handling::arrival::Arrival;
use waymark_core::report::parse;
use waymark_core::routing::Book;
use waymark_core::vault::SystemRandomness;

use crate::server::{Home, Role};

/// How many are on their way at once.
const AT_ONCE: usize = 256;
/// How many references are kept to be found again.
const KEPT: usize = 2_000;
const POSTCODES: [&str; 4] = ["TS18 1AB", "M1 1AE", "SE1 1AA", "LE1 1AA"];
const FIRST: [&str; 16] =
    ["Alex", "Bea", "Cem", "Dita", "Ewan", "Fay", "Gita", "Hugo", "Ines", "Jaya", "Kofi", "Lena", "Mina", "Noor", "Otis", "Pia"];
const SYLLABLES: [&str; 16] =
    ["ba", "cor", "den", "fal", "gre", "hol", "jas", "kel", "lum", "mar", "nev", "orr", "pem", "ros", "tal", "wen"];

/// The reports that there are by now.
pub(crate) struct Crowd {
    made: usize,
    /// Of some, where in the crowd they stand, and their reference.
    pub known: Vec<(usize, String)>,
}

impl Crowd {
    /// Nobody yet.
    pub(crate) fn new() -> Self {
        Self { made: 0, known: Vec::new() }
    }

    /// Takes reports in until there are so many.
    pub(crate) async fn fill(&mut self, home: &Home, count: usize) {
        // A while ago: a record of which every line is of this hour is nothing that a service meets.
        let service = service(home, Duration::hours(-3)).await;
        let mut on_their_way = JoinSet::new();
        let every = (count / KEPT).max(1);
        while self.made < count || !on_their_way.is_empty() {
            while self.made < count && on_their_way.len() < AT_ONCE {
                let (service, place) = (Arc::clone(&service), self.made);
                on_their_way.spawn(async move { (place, take(&service, place).await) });
                self.made += 1;
                if self.made.is_multiple_of(50_000) {
                    eprintln!("… {} reports", self.made);
                }
            }
            if let Some(done) = on_their_way.join_next().await {
                let (place, reference) = done.expect("a report is taken in");
                if place % every == 0 {
                    self.known.push((place, reference));
                }
            }
        }
        // What the rounds of the running service do beside: here without pauses.
        eprintln!("… {count} reports are there and are marked now");
        while mark_due(&service).await.expect("reports are marked").more {}
        service.store.close().await;
        eprintln!("… they are marked, and the record is chained now");
        let service = self::service(home, Duration::zero()).await;
        let mut watch = Watch::default();
        while chain(&service, &mut watch).await.expect("the record is chained") > 0 {}
        service.store.close().await;
    }
}

/// Mixes the bits of a number, so that neighbours differ (splitmix64).
fn mixed(place: usize) -> u64 {
    let mut bits = (place as u64).wrapping_add(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// The name of somebody in the crowd: one in a million has the same.
pub(crate) fn name(place: usize) -> String {
    let bits = mixed(place);
    let of = |shift: u32| usize::try_from((bits >> shift) & 15).unwrap_or_default();
    let syllable = |shift: u32| SYLLABLES[of(shift)];
    format!("{} {}{}{}{}", FIRST[of(0)], syllable(4), syllable(8), syllable(12), syllable(16))
}

/// Their telephone number, which nobody else has.
pub(crate) fn phone(place: usize) -> String {
    format!("07{:09}", 700_000_000 + place)
}

/// Their address, which nobody else has.
pub(crate) fn address(place: usize) -> String {
    format!("somebody{place}@mail.example")
}

/// A postcode that a quarter of the crowd shares.
pub(crate) fn postcode(place: usize) -> String {
    POSTCODES[place % POSTCODES.len()].to_owned()
}

/// A report of a few sentences. One in a hundred is urgent; three in ten wish for something that nobody takes there.
async fn take(service: &Arc<Service>, place: usize) -> String {
    let bits = mixed(place);
    let wishes = if bits % 10 < 3 { json!({"protect": "full"}) } else { json!({}) };
    let where_it_was =
        if bits % 10 < 3 { json!({"setting": "street"}) } else { json!({"postcode": POSTCODES[(bits >> 8) as usize % 4]}) };
    let body = json!({
        "incident": {"account": "They shouted at me from a car and drove slowly beside me until I went into the shop. It was not the first time.",
            "types": ["verbal-abuse"], "strands": ["race"], "where": where_it_was},
        "victim": {"name": name(place), "age_band": "25-34"},
        "contact": {"methods": [{"kind": "phone", "value": phone(place), "safe": true}, {"kind": "email", "value": address(place), "safe": false}]},
        "risk": {"in_danger": if bits.is_multiple_of(100) { "yes" } else { "no" }},
        "permission": {"purposes": wishes}
    });
    let is_agency = |id: &str| service.book.agency(id).is_some();
    let report = parse::report(&body, &service.reading(&is_agency));
    let report = report.expect("the report has no fault");
    submit(service, &report, &Arrival::by("api", None), None).await.expect("it is kept").reference
}

/// The service of a home, put together in this process, with its clock put forward or back.
async fn service(home: &Home, shift: Duration) -> Arc<Service> {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
    let environment = |name: &str| home.environment(Role::All, name);
    let mut faults = Vec::new();
    let settings = Settings::read(&config, &environment, &mut faults);
    let clock = SystemClock::shifted(shift);
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
