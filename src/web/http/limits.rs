//! Limits per address on sending, receipts and codes. Addresses are held in memory only, as keyed hashes.

use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;

use actix_web::HttpRequest;
use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use tokio::sync::Semaphore;

type Keyed = RateLimiter<u64, HashMapStateStore<u64>, MonotonicClock, NoOpMiddleware<<MonotonicClock as Clock>::Instant>>;

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    /// Sending a report.
    Sending,
    /// Sending a page of the form.
    Answering,
    /// Asking what would happen.
    Preview,
    /// Bringing a receipt.
    Receipts,
    /// Asking for and typing codes.
    Codes,
    /// Signing in at the desk.
    SignIn,
}

/// Limits of this process.
pub(crate) struct Limits {
    on: bool,
    hasher: RandomState,
    clock: MonotonicClock,
    sending: Keyed,
    answering: Keyed,
    preview: Keyed,
    receipts: Keyed,
    codes: Keyed,
    sign_in: Keyed,
    /// Places for large bodies that are read at the same time.
    pub large_bodies: Semaphore,
}

/// So many at once, and as many again every minute. Generous: a training room of 30 may sit behind one address.
fn each_minute(most: u32) -> Keyed {
    let quota = Quota::per_minute(NonZeroU32::new(most).unwrap_or(NonZeroU32::MIN));
    RateLimiter::new(quota, HashMapStateStore::default(), MonotonicClock)
}

impl Limits {
    pub(crate) fn new(on: bool) -> Self {
        Self {
            on,
            large_bodies: Semaphore::new(32),
            hasher: RandomState::new(),
            clock: MonotonicClock,
            sending: each_minute(90),
            answering: each_minute(900),
            preview: each_minute(300),
            receipts: each_minute(120),
            codes: each_minute(120),
            sign_in: each_minute(30),
        }
    }

    /// Lets a request through, or says after how many seconds it may come again.
    pub(crate) fn pass(&self, request: &HttpRequest, behind_proxy: bool, door: Door) -> Result<(), u64> {
        if !self.on {
            return Ok(());
        }
        let limiter = match door {
            Door::Sending => &self.sending,
            Door::Answering => &self.answering,
            Door::Preview => &self.preview,
            Door::Receipts => &self.receipts,
            Door::Codes => &self.codes,
            Door::SignIn => &self.sign_in,
        };
        let key = self.hasher.hash_one(address(request, behind_proxy));
        limiter.check_key(&key).map_err(|wait| wait.wait_time_from(self.clock.now()).as_secs() + 1)?;
        // Forgets addresses that have been quiet, before the table grows large.
        if limiter.len() > 10_000 {
            limiter.retain_recent();
        }
        Ok(())
    }
}

/// The visitor's address: IPv6 by its network, since one person has many.
pub(crate) fn address(request: &HttpRequest, behind_proxy: bool) -> Option<[u8; 16]> {
    let forwarded =
        || request.headers().get_all("x-forwarded-for").last()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
    let peer = || request.peer_addr().map(|peer| peer.ip());
    let address: IpAddr = if behind_proxy { forwarded().or_else(peer)? } else { peer()? };
    Some(match address.to_canonical() {
        IpAddr::V4(four) => four.to_ipv6_mapped().octets(),
        IpAddr::V6(six) => {
            let mut octets = six.octets();
            octets[8..].fill(0);
            octets
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn from(address: &str) -> HttpRequest {
        TestRequest::default().peer_addr(address.parse().unwrap()).to_http_request()
    }

    #[test]
    fn a_training_room_behind_one_address_may_send_and_a_flood_may_not() {
        let limits = Limits::new(true);
        let room = from("192.0.2.7:1000");
        let through = (0..200).filter(|_| limits.pass(&room, false, Door::Sending).is_ok()).count();
        assert!((60..=100).contains(&through), "{through}");
        assert!(limits.pass(&room, false, Door::Sending).is_err_and(|seconds| seconds >= 1));
        assert!(limits.pass(&from("192.0.2.8:1000"), false, Door::Sending).is_ok(), "another address is not held back");
        assert!(limits.pass(&room, false, Door::Receipts).is_ok(), "another door is not closed");
    }

    #[test]
    fn behind_a_proxy_the_last_named_address_counts_and_a_forged_first_one_does_not() {
        let limits = Limits::new(true);
        let visit = |forged: usize| {
            TestRequest::default()
                .peer_addr("127.0.0.1:1".parse().unwrap())
                .insert_header(("X-Forwarded-For", format!("10.0.0.{forged}, 192.0.2.7")))
                .to_http_request()
        };
        let through = (0..200).filter(|n| limits.pass(&visit(*n), true, Door::Sending).is_ok()).count();
        assert!(through <= 100, "{through}");
    }

    #[test]
    fn one_network_of_ipv6_is_one_visitor() {
        assert_eq!(address(&from("[2001:db8::1]:1"), false), address(&from("[2001:db8::2]:1"), false));
        assert_ne!(address(&from("[2001:db8::1]:1"), false), address(&from("[2001:db8:0:1::1]:1"), false));
    }
}
