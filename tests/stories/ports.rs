//! Ports for the services that stories start.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU16, Ordering};

/// The first port, and how many there are: below those of the test servers, and below the range from which the kernel hands out its own, so
/// that no connection on its way takes one before a service listens on it.
const FIRST: u16 = 12_000;
const MANY: u16 = 8_000;

static NEXT: AtomicU16 = AtomicU16::new(0);

/// A port that nobody listens on. No two stories of a run get the same; another run begins elsewhere.
pub(crate) fn free() -> u16 {
    let begin = u16::try_from(u64::from(std::process::id()) * 97 % u64::from(MANY)).unwrap();
    let mut ports = std::iter::repeat_with(|| FIRST + (begin + NEXT.fetch_add(1, Ordering::Relaxed)) % MANY);
    ports.by_ref().take(usize::from(MANY)).find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("a port is free")
}
