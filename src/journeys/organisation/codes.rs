//! One-time codes: asked for at a link, mailed to the mailbox or a named reader, typed once.

use std::sync::Arc;

use chrono::Duration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use waymark_core::handling::job::Job;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::referral::Referral;

use crate::journeys::organisation::link::{Link, LinkFault, still_allowed};
use crate::journeys::service::Service;
use crate::storage::due::due;
use crate::storage::due::row::DueRow;
use crate::storage::people::code::{self, CodeRequest};
use crate::storage::record::audit;

/// How long a code is good.
pub const CODE_IS_GOOD: Duration = Duration::minutes(30);
/// Codes of one referral within that time, whoever asks.
const MOST_CODES: i64 = 12;

/// Who typed a code, for as long as the session lasts.
#[derive(Clone, Serialize, Deserialize)]
pub struct Reader {
    /// The referral it opened.
    pub referral: Uuid,
}

/// Somebody who may ask for a code.
pub struct ReaderChoice {
    /// A mark of the address, which says nothing of it.
    pub mark: String,
    /// The ends of the name in a named reader's address; nothing for the mailbox that the letter came to. The domain is never shown: it can
    /// suggest what a report is about to whoever holds the link.
    pub name: Option<String>,
}

/// The ends of the name in an address: enough for colleagues to tell each other apart.
fn half_hidden(address: &str) -> String {
    let name: Vec<char> = address.chars().take_while(|c| *c != '@').collect();
    let shown = (name.len() / 3).min(3);
    let (start, end): (String, String) = (name[..shown].iter().collect(), name[name.len() - shown..].iter().collect());
    format!("{start}…{end}")
}

/// The mailbox and the named readers.
pub(crate) fn readers(service: &Service, referral: &Referral) -> Result<Vec<ReaderChoice>, LinkFault> {
    let Some(agency) = service.book.agency(referral.agency.as_str()) else { return Ok(Vec::new()) };
    let choice = |address: &String, named: bool| {
        let mark = data_encoding::HEXLOWER.encode(&service.vault.mark("reader", address.as_bytes())?);
        Ok(ReaderChoice { mark, name: named.then(|| half_hidden(address)) })
    };
    let named = agency.readers.iter().map(|address| choice(address, true));
    std::iter::once(choice(&agency.email, false)).chain(named).collect()
}

/// What is asked for at a link.
pub enum Ask<'a> {
    /// A new code for a reader, by their mark: each asking is a request of its own, which nobody else's cancels.
    New(&'a str),
    /// The code of this request once more.
    Again(Uuid),
}

/// Asks for a one-time code, or for the same one once more.
///
/// # Errors
/// When the referral is over, the reader is not known, or too many codes were asked for.
pub async fn ask_code(service: &Arc<Service>, link: &Link, ask: Ask<'_>) -> Result<CodeRequest, LinkFault> {
    still_allowed(service, link).await?;
    let (mark, again) = match ask {
        Ask::New(reader) => {
            let known = readers(service, &link.referral)?.into_iter().any(|choice| choice.mark == reader);
            (data_encoding::HEXLOWER.decode(reader.as_bytes()).ok().filter(|_| known).ok_or(LinkFault::NoReader)?, None)
        }
        Ask::Again(id) => {
            let asked = request(service, link, id).await?;
            // A code that is used up or over is not sent again: its reader gets a new one.
            let good = asked.used_at.is_none() && asked.tries < code::TRIES && asked.good_until > service.now();
            (asked.reader.clone(), good.then_some(asked))
        }
    };
    let (service_, referral, report) = (Arc::clone(service), link.referral.id, link.head.id);
    let request = service
        .store
        .write_boxed(move |tx| {
            let (service, mark, again) = (Arc::clone(&service_), mark.clone(), again.clone());
            Box::pin(async move {
                let now = service.now();
                let request = match again {
                    Some(again) => again,
                    None if code::recent(tx, referral, now - CODE_IS_GOOD).await? >= MOST_CODES => return Ok(None),
                    None => {
                        let made = CodeRequest {
                            id: service.new_id(),
                            referral,
                            reader: mark,
                            name: request_name(&service),
                            asked_at: now,
                            good_until: now + CODE_IS_GOOD,
                            tries: 0,
                            used_at: None,
                        };
                        code::add(tx, &made).await?;
                        made
                    }
                };
                let job = Job::OneTimeCode { referral, request: request.id };
                let row = DueRow::of_report(service.new_id(), report, job, now);
                due::insert(tx, vec![&row]).await?;
                audit::insert(tx, vec![&service.audit(&Actor::Letter, Action::CodeAskedFor, Some(report), Some(request.id))])
                    .await?;
                Ok(Some(request))
            })
        })
        .await?;
    service.ring();
    request.ok_or(LinkFault::TooMany)
}

/// Two letters that mail and page both show, so that somebody with two codes knows which is which.
fn request_name(service: &Service) -> String {
    const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRSTVWXYZ";
    let mut random = [0; 2];
    service.vault.randomness().fill(&mut random);
    random.iter().map(|byte| LETTERS[usize::from(*byte) % LETTERS.len()] as char).collect()
}

/// A request of this link, for the page that asks for its code.
///
/// # Errors
/// When there is none.
pub async fn request(service: &Service, link: &Link, id: Uuid) -> Result<CodeRequest, LinkFault> {
    let mut conn = service.store.read().await?;
    let request = code::by_id(&mut conn.tx(), id).await?;
    request.filter(|request| request.referral == link.referral.id).ok_or(LinkFault::Unknown)
}

/// Whom a request's code goes to: the beginning of a named reader's address, nothing for the mailbox.
///
/// # Errors
/// When this process has no desk key.
pub fn sent_to(service: &Service, link: &Link, request: &CodeRequest) -> Result<Option<String>, LinkFault> {
    let mark = data_encoding::HEXLOWER.encode(&request.reader);
    Ok(readers(service, &link.referral)?.into_iter().find(|choice| choice.mark == mark).and_then(|choice| choice.name))
}

/// Types a code. A right one is used up.
///
/// # Errors
/// When it does not open the referral.
pub async fn enter_code(service: &Arc<Service>, link: &Link, id: Uuid, typed: &str) -> Result<Reader, LinkFault> {
    still_allowed(service, link).await?;
    let request = request(service, link, id).await.map_err(|_| LinkFault::WrongCode)?;
    let right = service.vault.code(request.id)?.matches(typed);
    let (service_, report, referral) = (Arc::clone(service), link.head.id, link.referral.id);
    let agency = link.referral.agency.clone();
    let opened = service
        .store
        .write_boxed(move |tx| {
            let (service, agency) = (Arc::clone(&service_), agency.clone());
            Box::pin(async move {
                let now = service.now();
                // A try is counted before it is known whether it is right.
                let counted = code::count_try(tx, id, now).await?;
                let opened = counted && right && code::used(tx, id, now).await?;
                let action = if opened { Action::ReferralOpened } else { Action::WrongCode };
                audit::insert(tx, vec![&service.audit(&Actor::Agency(agency), action, Some(report), Some(referral))]).await?;
                Ok(opened)
            })
        })
        .await?;
    if opened { Ok(Reader { referral }) } else { Err(LinkFault::WrongCode) }
}
