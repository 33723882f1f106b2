//! The service as it runs: its configuration can be replaced, and whoever is at work keeps the one they began with.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::journeys::service::Service;

/// Hands out the current service. Take it once, at the beginning of a request or of a turn of the rounds.
pub struct Running {
    current: RwLock<Arc<Service>>,
    taken: tokio::sync::Mutex<Taken>,
}

/// Which published configuration was looked at last.
#[derive(Default)]
pub(crate) struct Taken {
    /// Whether it was looked at all since the start.
    pub looked: bool,
    /// The newest that was published then.
    pub seen: Option<(DateTime<Utc>, Uuid)>,
}

impl Running {
    /// A service as it started.
    #[must_use]
    pub fn new(service: Arc<Service>) -> Self {
        Self { current: RwLock::new(service), taken: tokio::sync::Mutex::default() }
    }

    /// The service with the configuration of now.
    #[must_use]
    pub fn service(&self) -> Arc<Service> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Holds the configuration, so that one change is made after the other.
    pub(crate) async fn taken(&self) -> tokio::sync::MutexGuard<'_, Taken> {
        self.taken.lock().await
    }

    pub(crate) fn replace(&self, service: Arc<Service>) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = service;
    }
}
