//! Somebody at an organisation follows a link, acknowledges, and answers.

use std::sync::Arc;

use waymark_core::handling::entry::Entry;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::referral::{Answer, State, Step};
use waymark_core::report::Told;
use waymark_core::report::permission::IfUnable;

use crate::journeys::case::handling;
use crate::journeys::organisation::link::{Link, LinkFault, still_allowed};
use crate::journeys::organisation::moved::moved;
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again;
use crate::storage::case::referral::by_id;
use crate::storage::case::{report, task};
use crate::storage::due::due;
use crate::storage::due::row::DueRow;

/// Acknowledges with a typed name or number. Twice is once.
///
/// # Errors
/// When the referral is over.
pub async fn acknowledge(service: &Arc<Service>, link: &Link, by: Told) -> Result<(), LinkFault> {
    let seen = still_allowed(service, link).await?;
    let (id, of) = (link.referral.id, link.head.id);
    let done = write_again(service, move |service, tx| {
        let (keys, by) = (seen.keys.clone(), by.clone());
        Box::pin(async move {
            let now = service.now();
            if !report::touch(tx, of, now).await? {
                return Ok(false);
            }
            let Some(mut referral) = by_id(tx, id).await? else { return Ok(false) };
            let was = referral.state;
            let Ok(next) = was.after(Step::Acknowledge) else { return Ok(false) };
            if next == was {
                return Ok(true);
            }
            referral.state = next;
            referral.acknowledged_at = Some(now);
            // It arrived, so it was sent, whatever the server said.
            referral.sent_at = referral.sent_at.or(Some(now));
            moved(&service, tx, &keys, &referral, (was, None), Action::ReferralAcknowledged).await?;
            handling::append(&service, tx, referral.report, &keys, &Entry::Acknowledged { referral: id, by }, now).await?;
            Ok(true)
        })
    })
    .await?;
    if done { Ok(()) } else { Err(LinkFault::Over) }
}

/// Accepts, declines with a reason, or closes. Says where the referral stands then.
///
/// # Errors
/// When the referral cannot take this step.
pub async fn answer(service: &Arc<Service>, link: &Link, answer: Answer) -> Result<State, LinkFault> {
    let seen = still_allowed(service, link).await?;
    let asks_another = matches!(answer, Answer::Decline(_)) && seen.told.permission.if_unable == IfUnable::Another;
    let (id, of, centre, keys) = (link.referral.id, link.head.id, link.head.centre.clone(), seen.keys);
    let done = write_again(service, move |service, tx| {
        let (centre, keys) = (centre.clone(), keys.clone());
        Box::pin(async move {
            let now = service.now();
            if !report::touch(tx, of, now).await? {
                return Ok(None);
            }
            let Some(mut referral) = by_id(tx, id).await? else { return Ok(None) };
            let was = referral.state;
            if !answer.fits(referral.purpose) {
                return Ok(None);
            }
            let Ok(next) = was.after(Step::Answer(answer)) else { return Ok(None) };
            referral.state = next;
            // Whoever answers has it: the answer acknowledges too.
            referral.acknowledged_at = referral.acknowledged_at.or(Some(now));
            let (action, code) = match answer {
                Answer::Accept => {
                    referral.accepted_at = Some(now);
                    (Action::ReferralAccepted, None)
                }
                Answer::Decline(reason) => {
                    referral.settled_at = Some(now);
                    (Action::ReferralDeclined, Some(reason.id()))
                }
                Answer::Close => {
                    referral.settled_at = Some(now);
                    (Action::ReferralClosed, None)
                }
            };
            moved(&service, tx, &keys, &referral, (was, code), action).await?;
            if next == State::Declined {
                let task = service.task(referral.report, TaskKind::Declined, false, centre.as_deref());
                task::insert_once(tx, &task).await?;
            }
            if asks_another {
                due::insert(tx, vec![&DueRow::reroute(service.new_id(), referral.report, now)]).await?;
            }
            Ok(Some(next))
        })
    })
    .await?;
    service.ring();
    done.ok_or(LinkFault::Over)
}
