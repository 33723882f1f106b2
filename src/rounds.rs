//! Where time knocks: the loop that runs journeys when they are due.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::journeys::{Service, chain, deliver, tend};

/// How long it sleeps when nothing rings.
const TICK: Duration = Duration::from_secs(2);
/// How long between two tendings.
const BETWEEN_TENDINGS: Duration = Duration::from_secs(60);

/// Says so when the loop ends before it was asked to.
struct Watched(Arc<Service>, watch::Receiver<bool>);

impl Drop for Watched {
    fn drop(&mut self) {
        let asked = *self.1.borrow();
        self.0.rounds_ended.store(!asked, Ordering::SeqCst);
    }
}

/// Runs until `stop` says so; what is in hand is finished first.
pub async fn run(service: Arc<Service>, mut stop: watch::Receiver<bool>) {
    let _watched = Watched(Arc::clone(&service), stop.clone());
    let mut tended: Option<Instant> = None;
    let mut record = chain::Watch::default();
    while !*stop.borrow() {
        if tended.is_none_or(|at| at.elapsed() >= BETWEEN_TENDINGS) {
            tended = Some(Instant::now());
            if let Err(error) = tend::tend(&service).await {
                tracing::error!(%error, "tending failed; it is tried again");
            }
            look_after_the_record(&service, &mut record).await;
        }
        deliver_all(&service, &stop).await;
        tokio::select! {
            () = service.bell.notified() => {}
            () = tokio::time::sleep(TICK) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Chains the record of who did what, and walks on along the chain.
async fn look_after_the_record(service: &Arc<Service>, record: &mut chain::Watch) {
    if let Err(error) = chain::chain(service, record).await {
        tracing::error!(%error, "the record was not chained; it is tried again");
    }
    if let Err(error) = chain::check(service, record).await {
        tracing::error!(%error, "the record was not checked; it is tried again");
    }
}

/// Sends until nothing is due.
async fn deliver_all(service: &Arc<Service>, stop: &watch::Receiver<bool>) {
    while !*stop.borrow() {
        match deliver::deliver_due(service).await {
            Ok(delivered) if delivered.total() == 0 => return,
            Ok(_) => {}
            Err(error) => {
                tracing::error!(%error, "sending failed; it is tried again");
                return;
            }
        }
    }
}
