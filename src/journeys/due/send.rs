//! Sends a reminder that was claimed under a lease, if it still holds; one that failed is tried again or given up.

use std::sync::Arc;

use waymark_core::handling::job::Kind;
use waymark_core::handling::record::{Action, Actor};

use crate::journeys::case::retry::pause;
use crate::journeys::centre::confirmations;
use crate::journeys::desk::door::by_letter;
use crate::journeys::desk::duty::call;
use crate::journeys::due::agreement_ends::mail;
use crate::journeys::due::delivered::{Delivered, TRIES};
use crate::journeys::service::Service;
use crate::post::mail::SendFault;
use crate::storage::StoreError;
use crate::storage::due::reminder::{self, Claimed, Settled};
use crate::storage::record::audit;

/// Sends a reminder that was claimed, if it still holds.
///
/// # Errors
/// When the database does not answer. It is then due again when its lease ends.
pub(crate) async fn send(service: &Arc<Service>, row: &Claimed) -> Result<Delivered, StoreError> {
    let mut delivered = Delivered::default();
    let letter = match row.agreement.as_str() {
        "" => call::mail(service, row).await?,
        of if of.starts_with(by_letter::PREFIX) => by_letter::mail(service, row).await?,
        of if of.starts_with(confirmations::PREFIX) => confirmations::mail(service, row).await?,
        _ => mail(service, row)?,
    };
    let how = match letter {
        Err(why) => {
            delivered.settled += 1;
            Settled::Dropped(why)
        }
        Ok(mail) => match service.mailer.send(&mail).await {
            Ok(()) => {
                delivered.sent += 1;
                Settled::Sent
            }
            Err(fault) => failed(service, row, fault, &mut delivered),
        },
    };
    let (row, now) = (row.clone(), service.now());
    let action = match row.recipient.as_str() {
        "centre" => Action::CentreAsked,
        "staff" => Action::SignInCodeSent,
        _ => Action::ReminderSent,
    };
    let audited = service.audit(&Actor::Service, action, None, Some(row.id));
    service
        .store
        .write(move |tx| {
            let (row, audited) = (row.clone(), audited.clone());
            Box::pin(async move {
                reminder::settle(tx, &row, how, now).await?;
                if how == Settled::Sent { audit::insert(tx, vec![&audited]).await } else { Ok(()) }
            })
        })
        .await?;
    Ok(delivered)
}

fn failed(service: &Service, row: &Claimed, fault: SendFault, delivered: &mut Delivered) -> Settled {
    tracing::warn!(row = %row.id, kind = row.kind, attempt = row.attempt, fault = fault.code, "a reminder did not leave");
    if fault.again && row.attempt < TRIES {
        delivered.later += 1;
        // Somebody waits for a code.
        let kind = if row.recipient == "staff" { Kind::OneTimeCode } else { Kind::Notice };
        return Settled::Later(fault.code, service.now() + pause(kind, row.attempt, 0));
    }
    delivered.given_up += 1;
    Settled::GivenUp(fault.code)
}
