//! Centres as they are now: which were confirmed, and the code that brings a visitor's own report to one.

use std::sync::Arc;
use waymark_core::handling::record::{Action, Actor};

use crate::journeys::centre::rounds::confirmed;
use crate::journeys::service::Service;
use crate::storage::StoreError;
use crate::storage::partnership::centre as stored;
use crate::storage::record::audit;

/// Notes that somebody said: what the public reads of this centre is right.
///
/// # Errors
/// When it cannot be made durable.
pub async fn confirm(service: &Arc<Service>, by: &Actor, centre: &str) -> Result<(), StoreError> {
    let (audited, centre, now) = (service.audit(by, Action::CentreConfirmed, None, None), centre.to_owned(), service.now());
    service
        .store
        .write_boxed(move |tx| {
            let (audited, centre) = (audited.clone(), centre.clone());
            Box::pin(async move {
                confirmed(tx, &centre, now).await?;
                audit::insert(tx, vec![&audited]).await
            })
        })
        .await
}

/// Ends the code of a centre and makes another.
///
/// # Errors
/// When it cannot be made durable.
pub async fn next_code(service: &Arc<Service>, by: &Actor, centre: &str) -> Result<(), StoreError> {
    let (audited, centre) = (service.audit(by, Action::CentreCodeRenewed, None, None), centre.to_owned());
    service
        .store
        .write_boxed(move |tx| {
            let (audited, centre) = (audited.clone(), centre.clone());
            Box::pin(async move {
                stored::next_code(tx, &centre).await?;
                audit::insert(tx, vec![&audited]).await
            })
        })
        .await
}
