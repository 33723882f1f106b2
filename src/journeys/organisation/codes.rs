//! One-time codes: asked for at a link, mailed to the mailbox or a named reader, typed once.

use std::sync::Arc;

use chrono::Duration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use waymark_core::handling::job::Job;
use waymark_core::handling::record::Action;
use waymark_core::referral::Referral;

use crate::journeys::case::by::{By, Needs};
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, refuse, take_with};
use crate::journeys::organisation::link::{Link, LinkFault, still_allowed};
use crate::journeys::service::Service;
use crate::storage::people::code::{self, CodeRequest};

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
    take_with(service, By::Letter, link.head.id, (), SendCode { referral: link.referral.id, reader: mark, again }).await
}

/// A one-time code is sent: a new one, or the same once more.
struct SendCode {
    referral: Uuid,
    /// The mark of whoever gets it.
    reader: Vec<u8>,
    again: Option<CodeRequest>,
}

impl Step<()> for SendCode {
    type Done = CodeRequest;
    type Fault = LinkFault;
    const NEEDS: Needs = Needs::Letter;
    const RECORD: Action = Action::CodeAskedFor;

    async fn run(&self, case: &mut Case<'_, '_, ()>) -> Result<CodeRequest, Halt<LinkFault>> {
        let (referral, now) = (self.referral, case.now);
        let request = match &self.again {
            Some(again) => again.clone(),
            None if code::recent(case.tx, referral, now - CODE_IS_GOOD).await? >= MOST_CODES => {
                return refuse(LinkFault::TooMany);
            }
            None => {
                let made = CodeRequest {
                    id: case.service.new_id(),
                    referral,
                    reader: self.reader.clone(),
                    name: request_name(case.service),
                    asked_at: now,
                    good_until: now + CODE_IS_GOOD,
                    tries: 0,
                    used_at: None,
                };
                code::add(case.tx, &made).await?;
                made
            }
        };
        case.due(Job::OneTimeCode { referral, request: request.id }).await?;
        case.is_about(Some(request.id));
        Ok(request)
    }
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
    let referral = link.referral.id;
    let opened = take_with(service, link.by(), link.head.id, (), EnterCode { referral, request: id, right }).await?;
    if opened { Ok(Reader { referral }) } else { Err(LinkFault::WrongCode) }
}

/// A code was typed. Its `Done` says whether it opens the referral: a wrong try is counted and recorded, and that stays.
struct EnterCode {
    referral: Uuid,
    request: Uuid,
    right: bool,
}

impl Step<()> for EnterCode {
    type Done = bool;
    type Fault = LinkFault;
    const NEEDS: Needs = Needs::Agency;
    const RECORD: Action = Action::ReferralOpened;

    async fn run(&self, case: &mut Case<'_, '_, ()>) -> Result<bool, Halt<LinkFault>> {
        case.is_about(Some(self.referral));
        // A try is counted before it is known whether it is right.
        let counted = code::count_try(case.tx, self.request, case.now).await?;
        let opened = counted && self.right && code::used(case.tx, self.request, case.now).await?;
        if !opened {
            case.records(Action::WrongCode);
        }
        Ok(opened)
    }
}
