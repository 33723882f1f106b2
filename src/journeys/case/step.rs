//! Somebody takes a step with a report (a command): who may, what it does, and its line in the record – none of which can be forgotten.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;
use waymark_core::handling::record::Action;
use waymark_core::vault::{OpenFault, ReportKeys};

use crate::journeys::case::by::{By, Needs};
use crate::journeys::case::handling;
use crate::journeys::case::open::Case;
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again;
use crate::storage::case::report::touch;
use crate::storage::record::audit;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// A step with a report that is open. `K` is how much of it the step opens: all of it, with the service's own key; what a receipt opens
/// (`ReportKey`); or nothing (`()`).
pub trait Step<K = ReportKeys>: Send + Sync + 'static {
    /// What whoever takes it learns.
    type Done: Send + 'static;
    /// Why it was not taken.
    type Fault: From<Refused> + From<StoreError> + Send + 'static;
    /// Who may take it.
    const NEEDS: Needs;
    /// What stands in the record when it was taken. A step that ends in more than one way says which by [`Case::records`].
    const RECORD: Action;

    /// Takes it. It may be run again from the beginning. After a fault nothing of it stays.
    fn run(&self, case: &mut Case<'_, '_, K>) -> impl Future<Output = Result<Self::Done, Halt<Self::Fault>>> + Send;
}

/// Why no step was taken, whichever it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// They may not.
    NotAllowed,
    /// The report was erased.
    Erased,
}

/// Why a step was not taken that has no reasons of its own.
#[derive(Debug)]
pub enum NotTaken {
    /// It may not be taken.
    Refused(Refused),
    /// The database did not answer.
    Store(StoreError),
}

impl From<Refused> for NotTaken {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<StoreError> for NotTaken {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What ends a step before its end.
pub enum Halt<F> {
    /// A reason of its own.
    Fault(F),
    /// The database did not answer, or another was quicker: then it is taken again.
    Store(StoreError),
}

impl<F> From<StoreError> for Halt<F> {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl<F> From<OpenFault> for Halt<F> {
    fn from(fault: OpenFault) -> Self {
        Self::Store(fault.into())
    }
}

/// Ends a step for a reason of its own.
pub(crate) fn refuse<T, F>(fault: F) -> Result<T, Halt<F>> {
    Err(Halt::Fault(fault))
}

/// Takes a step that opens the whole report, with its line in the record.
///
/// # Errors
/// When they may not, the report was erased, the step has a reason of its own, or it cannot be made durable.
pub async fn take<S: Step>(service: &Arc<Service>, by: By, report: Uuid, step: S) -> Result<S::Done, S::Fault> {
    taken(Taking { service: Arc::clone(service), by, report, key: WithOwnKey, step, fault: Mutex::default() }).await
}

/// The same, with a key that whoever takes the step brought – or with none.
///
/// # Errors
/// As [`take`].
pub async fn take_with<K, S>(service: &Arc<Service>, by: By, report: Uuid, key: K, step: S) -> Result<S::Done, S::Fault>
where
    K: Clone + Send + Sync + 'static,
    S: Step<K>,
{
    taken(Taking { service: Arc::clone(service), by, report, key: Brought(key), step, fault: Mutex::default() }).await
}

async fn taken<O: Opening, S: Step<O::Key>>(taking: Taking<O, S>) -> Result<S::Done, S::Fault> {
    if !taking.by.may(S::NEEDS) {
        return Err(Refused::NotAllowed.into());
    }
    let taking = Arc::new(taking);
    let done = write_again(&taking.service, Arc::clone(&taking)).await;
    let fault = taking.fault.lock().unwrap_or_else(PoisonError::into_inner).take();
    match (done, fault) {
        (Ok(done), _) => {
            taking.service.ring();
            Ok(done)
        }
        (Err(StoreError::TakenBack), Some(fault)) => Err(fault),
        (Err(error), _) => Err(error.into()),
    }
}

/// How a report is opened for a step.
trait Opening: Send + Sync + 'static {
    type Key: Send + Sync;

    /// The key; nothing when the report was destroyed.
    fn open(
        &self,
        service: &Service,
        tx: &mut Tx<'_>,
        report: Uuid,
    ) -> impl Future<Output = Result<Option<Self::Key>, StoreError>> + Send;
}

/// With the service's private key.
struct WithOwnKey;

impl Opening for WithOwnKey {
    type Key = ReportKeys;

    async fn open(&self, service: &Service, tx: &mut Tx<'_>, report: Uuid) -> Result<Option<ReportKeys>, StoreError> {
        handling::keys(service, tx, report).await
    }
}

/// With a key that was opened before.
struct Brought<K>(K);

impl<K: Clone + Send + Sync + 'static> Opening for Brought<K> {
    type Key = K;

    async fn open(&self, _: &Service, _: &mut Tx<'_>, _: Uuid) -> Result<Option<K>, StoreError> {
        Ok(Some(self.0.clone()))
    }
}

/// A step on its way.
struct Taking<O: Opening, S: Step<O::Key>> {
    service: Arc<Service>,
    by: By,
    report: Uuid,
    key: O,
    step: S,
    /// Why the last run was taken back.
    fault: Mutex<Option<S::Fault>>,
}

impl<O: Opening, S: Step<O::Key>> Taking<O, S> {
    /// Takes back what this run wrote.
    fn take_back<T>(&self, fault: S::Fault) -> Result<T, StoreError> {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = Some(fault);
        Err(StoreError::TakenBack)
    }
}

impl<O: Opening, S: Step<O::Key>> Write for Taking<O, S> {
    type Done = S::Done;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<S::Done, StoreError> {
        let (service, report, now) = (&self.service, self.report, self.service.now());
        // Holds the report's row: steps with one report are taken one after the other, and none while it is erased.
        if !touch(tx, report, now).await? {
            return self.take_back(Refused::Erased.into());
        }
        let Some(key) = self.key.open(service, tx, report).await? else { return self.take_back(Refused::Erased.into()) };
        let mut case = Case::open(service, tx, report, key, &self.by, now, S::RECORD);
        let done = match self.step.run(&mut case).await {
            Ok(done) => done,
            Err(Halt::Fault(fault)) => return self.take_back(fault),
            Err(Halt::Store(error)) => return Err(error),
        };
        let lines = case.lines()?;
        audit::insert(tx, lines.iter().collect()).await?;
        Ok(done)
    }
}
