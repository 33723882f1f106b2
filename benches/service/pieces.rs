//! Single pieces, in this process, one after the other: what they cost when nothing competes with them.

use std::hint::black_box;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use waymark::journeys::person::submit::rehearse;
use waymark::journeys::service::Service;
use waymark_core::routing::{explain, route};
use waymark_core::vocabulary::Vocabulary;

use crate::country::{self, Chance};
use crate::{ceiling, table};

/// How long one lap of a piece takes at least.
const LAP: Duration = Duration::from_millis(60);
/// Laps of a piece; the median counts.
const LAPS: usize = 7;
/// Different cases that are routed in turn.
const CASES: usize = 512;

/// Microseconds of `work`, the median of several laps.
fn micros(mut work: impl FnMut()) -> f64 {
    let lap = |work: &mut dyn FnMut()| {
        let (started, mut times) = (Instant::now(), 0_u32);
        while started.elapsed() < LAP {
            work();
            times += 1;
        }
        started.elapsed().as_secs_f64() * 1e6 / f64::from(times)
    };
    table::median((0..LAPS).map(|_| lap(&mut work)).collect())
}

/// Routing in a made country: µs a route for 300 and for 10,000 agreements, and µs an explanation.
pub(crate) fn routing(words: &Vocabulary) {
    let mut rows = Vec::new();
    for (agreements, aim) in [(300, "≤ 5"), (10_000, "≤ 150")] {
        let mut chance = Chance::new();
        let book = country::book(agreements, words, &mut chance);
        let cases: Vec<_> = (0..CASES).map(|_| country::case(words, &mut chance)).collect();
        let (permission, day, now) = (country::yes_to_all(), country::today(), book.now([]));
        let mean = |sum: usize| format!("{:.1}", sum as f64 / CASES as f64);
        let chosen = cases.iter().map(|facts| route(&book, facts, &permission, day, &now).referrals.len()).sum();
        let mut turn = cases.iter().cycle();
        let routing = micros(|| drop(black_box(turn.next().map(|facts| route(&book, facts, &permission, day, &now)))));
        let explaining = micros(|| drop(black_box(turn.next().map(|facts| explain(&book, facts, &permission, day, &now)))));
        rows.push(vec![
            agreements.to_string(),
            format!("{routing:.1}"),
            aim.to_owned(),
            format!("{explaining:.1}"),
            mean(chosen),
        ]);
    }
    let title = format!("Routing, µs a case ({CASES} cases, all four purposes wanted; agreements: {})", country::MIX);
    table::print(&title, &["agreements", "route", "aim", "explain", "referrals"], &rows);
}

/// What a submission is made of.
pub(crate) fn submission(service: &Arc<Service>, body: &[u8]) {
    let report = ceiling::read(service, body).expect("the report has no fault");
    let (keys, id) = (service.vault.fresh_keys(), service.new_id());
    let cost = |name: &str, micros: f64| vec![name.to_owned(), format!("{micros:.1}")];
    let rows = [
        cost("parse 4 KB of JSON and read the report", micros(|| drop(black_box(ceiling::read(service, body))))),
        cost("seal a whole report, route it, make its rows", micros(|| drop(black_box(rehearse(service, &report))))),
        cost("of that, one HPKE wrap", micros(|| drop(black_box(service.vault.wrap(id, &keys))))),
        cost("append 16 KiB to a file and fdatasync (for scale)", append()),
    ];
    table::print("Single pieces, µs", &["piece", "µs"], &rows);
}

fn append() -> f64 {
    let mut file = tempfile::tempfile().expect("a temporary file can be made");
    let bytes = vec![7; 16_384];
    micros(|| {
        file.write_all(&bytes).expect("it can be written");
        file.sync_data().expect("it can be synced");
    })
}
