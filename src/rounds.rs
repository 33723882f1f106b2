//! Where time knocks: the loop that runs journeys when they are due.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use tokio::sync::watch;
use waymark_core::clock::london_day;

use crate::journeys::centre::confirmations;
use crate::journeys::desk::duty::call;
use crate::journeys::desk::list::find;
use crate::journeys::due::{agreement_ends, come_in, deliver};
use crate::journeys::organisation::overdue;
use crate::journeys::placing::waiting;
use crate::journeys::record::{chain, tend};
use crate::journeys::service::Service;
use crate::journeys::service::configuration;
use crate::journeys::service::running::Running;
use waymark_core::store_error::StoreError;

/// How long it sleeps when nothing rings.
const TICK: Duration = Duration::from_secs(2);
/// How long between two tendings.
const BETWEEN_TENDINGS: Duration = Duration::from_mins(1);

/// Says so when the loop ends before it was asked to.
struct Watched(Arc<Service>, watch::Receiver<bool>);

impl Drop for Watched {
    fn drop(&mut self) {
        let asked = *self.1.borrow();
        self.0.rounds_ended.store(!asked, Ordering::SeqCst);
    }
}

/// Runs until `stop` says so; what is in hand is finished first. Each turn has one configuration from its beginning to its end.
pub async fn run(running: Arc<Running>, mut stop: watch::Receiver<bool>) {
    let _watched = Watched(running.service(), stop.clone());
    let mut tended: Option<Instant> = None;
    let mut record = chain::Watch::default();
    // Of which day and which configuration reminders were planned last.
    let mut reminded: Option<(NaiveDate, Arc<Service>)> = None;
    let mut places = waiting::Watch::default();
    while !*stop.borrow() {
        if let Err(fault) = configuration::follow(&running).await {
            tracing::error!(%fault, "a published configuration was not taken in; the old one goes on");
        }
        let service = running.service();
        if tended.is_none_or(|at| at.elapsed() >= BETWEEN_TENDINGS) {
            tended = Some(Instant::now());
            if let Err(error) = tend::tend(&service).await {
                tracing::error!(%error, "tending failed; it is tried again");
            }
            look_after_the_record(&service, &mut record).await;
            come_in::come_in(&service).await;
            if let Err(error) = overdue::look(&service).await {
                tracing::error!(%error, "what was not acknowledged was not looked at; it is tried again");
            }
            if let Err(error) = waiting::lapse(&service, &mut places).await {
                tracing::error!(%error, "what waited too long was not looked at; it is tried again");
            }
        }
        let today = london_day(service.now());
        if !reminded.as_ref().is_some_and(|(day, of)| *day == today && Arc::ptr_eq(of, &service)) {
            match plan_the_day(&service).await {
                Ok(()) => reminded = Some((today, Arc::clone(&service))),
                Err(error) => tracing::error!(%error, "reminders were not planned; it is tried again"),
            }
        }
        let more = waiting::leave(&service, &mut places).await.map_or_else(
            |error| {
                tracing::error!(%error, "what waits for a place was not looked at; it is tried again");
                false
            },
            |left| left.more,
        );
        if let Err(error) = call::urgently(&service).await {
            tracing::error!(%error, "nobody was called to the desk; it is tried again");
        }
        deliver_all(&running, &stop).await;
        let behind = find::mark_due(&service).await.map_or_else(
            |error| {
                tracing::error!(%error, "reports were not marked, so that they are found; it is tried again");
                false
            },
            |marked| marked.more,
        );
        if more || behind {
            continue;
        }
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

/// Plans the letters of a day: about agreements, and to the people at the desk.
async fn plan_the_day(service: &Arc<Service>) -> Result<(), StoreError> {
    agreement_ends::plan(service).await?;
    confirmations::plan(service).await?;
    call::daily(service).await
}

/// Sends until nothing is due.
async fn deliver_all(running: &Running, stop: &watch::Receiver<bool>) {
    while !*stop.borrow() {
        match deliver::deliver_due(&running.service()).await {
            Ok(delivered) if delivered.total() == 0 => return,
            Ok(_) => {}
            Err(error) => {
                tracing::error!(%error, "sending failed; it is tried again");
                return;
            }
        }
    }
}
