//! Somebody at an organisation follows a link, acknowledges, and answers.

use std::sync::Arc;

use waymark_core::handling::entry::Entry;
use waymark_core::handling::fold::Handling;
use waymark_core::handling::task::TaskKind;
use waymark_core::referral::{Answer, State, Step, Terms};
use waymark_core::report::Told;
use waymark_core::report::permission::IfUnable;
use waymark_core::vault::{LinkToken, ReportKeys};

use crate::journeys::deliver::allowed;
use crate::journeys::{Service, ask, codes, handling, tell, write_again};
use crate::storage::outbox::{self, OutboxRow};
use crate::storage::referral::{by_id, step};
use crate::storage::report::{self, Head, ReportState};
use crate::storage::{StoreError, Tx, audit, task};

pub use crate::storage::referral::Referral;

/// Why a step at a link was refused.
#[derive(Debug, thiserror::Error)]
pub enum LinkFault {
    /// The link leads nowhere.
    #[error("the link leads nowhere")]
    Unknown,
    /// The referral is over, or may not be seen any more.
    #[error("the referral is over")]
    Over,
    /// The code is not the right one, or was tried too often, or its time is over.
    #[error("the code does not open it")]
    WrongCode,
    /// Nobody with this mark may ask for a code.
    #[error("no such reader")]
    NoReader,
    /// Too many codes were asked for.
    #[error("too many codes were asked for")]
    TooMany,
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<waymark_core::vault::OpenFault> for LinkFault {
    fn from(fault: waymark_core::vault::OpenFault) -> Self {
        Self::Store(fault.into())
    }
}

/// A referral that a link led to.
#[derive(Debug)]
pub struct Link {
    /// The referral.
    pub referral: Referral,
    /// Its report's readable columns.
    pub head: Head,
}

/// What the page at the link shows: reference, urgency, deadline and state.
pub struct LinkView {
    /// Whether the risk is high.
    pub urgent: bool,
    /// Whether it is over, or may not be seen any more.
    pub over: bool,
    /// Who may ask for a code.
    pub readers: Vec<codes::ReaderChoice>,
}

/// Follows a link. Changes nothing.
///
/// # Errors
/// When it leads nowhere.
pub async fn follow(service: &Service, token: &str) -> Result<Link, LinkFault> {
    let token = LinkToken::parse(token).ok_or(LinkFault::Unknown)?;
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let referral = by_id(tx, token.referral()).await?.ok_or(LinkFault::Unknown)?;
    if !token.matches(&service.vault.link_token(referral.id, referral.link_epoch)?) {
        return Err(LinkFault::Unknown);
    }
    let head = report::by_id(tx, referral.report).await?.ok_or(LinkFault::Unknown)?;
    Ok(Link { referral, head })
}

/// What the page at the link shows.
///
/// # Errors
/// When the database does not answer.
pub async fn at_link(service: &Service, link: &Link) -> Result<LinkView, LinkFault> {
    match still_allowed(service, link).await {
        Ok(seen) => Ok(LinkView {
            urgent: super::due::is_urgent(&link.referral, &seen.told),
            over: false,
            readers: codes::readers(service, &link.referral)?,
        }),
        Err(LinkFault::Over) => Ok(LinkView { urgent: false, over: true, readers: Vec::new() }),
        Err(fault) => Err(fault),
    }
}

/// A referral that may still be seen.
pub(super) struct Seen {
    /// The keys of its report.
    pub keys: ReportKeys,
    /// What is kept for the team.
    pub told: Handling,
    /// What it may show.
    pub terms: Terms,
}

/// Opens `handling` and checks again what may have changed since the letter left.
pub(super) async fn still_allowed(service: &Service, link: &Link) -> Result<Seen, LinkFault> {
    if !link.referral.state.is_live() || link.head.state != ReportState::Open {
        return Err(LinkFault::Over);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, link.head.id).await?.ok_or(LinkFault::Over)?;
    let told = handling::read(service, tx, link.head.id, &keys).await?;
    let terms = super::terms(service, &keys, &link.referral)?;
    if allowed(service, &link.referral, &terms, &told).is_none() {
        return Err(LinkFault::Over);
    }
    Ok(Seen { keys, told, terms })
}

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
            moved(&service, tx, &keys, &referral, (was, None), "referral-acknowledged").await?;
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
                    ("referral-accepted", None)
                }
                Answer::Decline(reason) => {
                    referral.settled_at = Some(now);
                    ("referral-declined", Some(reason.id()))
                }
                Answer::Close => {
                    referral.settled_at = Some(now);
                    ("referral-closed", None)
                }
            };
            moved(&service, tx, &keys, &referral, (was, code), action).await?;
            if next == State::Declined {
                let task = service.task(referral.report, TaskKind::Declined, false, centre.as_deref());
                task::insert_once(tx, &task).await?;
            }
            if asks_another {
                outbox::insert(tx, vec![&OutboxRow::reroute(service.new_id(), referral.report, now)]).await?;
            }
            Ok(Some(next))
        })
    })
    .await?;
    service.ring();
    done.ok_or(LinkFault::Over)
}

/// Writes a step that an organisation took, with its line in the record: from where, and the code it answered with. The person is told
/// that something changed, and what needed somebody because of it no longer does.
pub(super) async fn moved(
    service: &Service,
    tx: &mut Tx<'_>,
    keys: &ReportKeys,
    referral: &Referral,
    (was, code): (State, Option<&str>),
    action: &'static str,
) -> Result<(), StoreError> {
    let (report, now) = (referral.report, service.now());
    if !step(tx, referral, was, code).await? {
        return Err(StoreError::Conflict);
    }
    let actor = format!("agency:{}", referral.agency);
    audit::insert(tx, vec![&service.audit(actor, action, Some(report), Some(referral.id))]).await?;
    if matches!(was, State::Bounced | State::Undeliverable) {
        // Somebody there has the notice, whatever became of its letter.
        outbox::arrived(tx, referral.id, now).await?;
        outbox::none_undelivered(tx, report, now).await?;
    }
    if !referral.state.is_live() {
        outbox::needless(tx, referral.id, now).await?;
        outbox::none_undelivered(tx, report, now).await?;
        ask::over(service, tx, report, keys, now).await?;
    }
    tell::of_referral(service, tx, keys, referral, now).await
}
