//! Where time knocks: the loop that runs journeys when they are due.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::journeys::{Service, deliver, tend};

/// How long it sleeps when nothing rings.
const TICK: Duration = Duration::from_secs(2);
/// How many ticks pass between two tendings.
const TICKS_A_TENDING: u32 = 30;

/// Runs until `stop` says so; what is in hand is finished first.
pub async fn run(service: Arc<Service>, mut stop: watch::Receiver<bool>) {
    let mut ticks: u32 = 0;
    while !*stop.borrow() {
        if ticks.is_multiple_of(TICKS_A_TENDING)
            && let Err(error) = tend::tend(&service).await
        {
            tracing::error!(%error, "tending failed; it is tried again");
        }
        ticks = ticks.wrapping_add(1);
        deliver_all(&service, &stop).await;
        tokio::select! {
            () = service.bell.notified() => {}
            () = tokio::time::sleep(TICK) => {}
            _ = stop.changed() => {}
        }
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
