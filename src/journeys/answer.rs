//! Somebody at an organisation follows a link: acknowledges, asks for a code, and with it reads and answers.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::deliver::allowed;
use super::handling::{self, Entry, Handling};
use super::{Service, follow_up};
use crate::referral::{Answer, State, Step};
use crate::report::permission::Granted;
use crate::report::{Contact, IncidentSection, RiskLevel, Section, Suspect, Told, Victim};
use crate::routing::disclosure::{Access, Summary, contact_as_shown};
use crate::storage::code::CodeRequest;
use crate::storage::outbox::{Kind, OutboxRow};
use crate::storage::referral::{Referral, by_id, step};
use crate::storage::report::{Head, ReportState, items};
use crate::storage::{StoreError, Tx, audit, code, outbox, report};
use crate::vault::{LinkToken, Place, ReportKeys};

/// How long a code is good.
pub const CODE_IS_GOOD: Duration = Duration::minutes(30);
/// Codes of one referral within that time, whoever asks.
const MOST_CODES: i64 = 12;

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

impl From<crate::vault::OpenFault> for LinkFault {
    fn from(fault: crate::vault::OpenFault) -> Self {
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
    /// Who may ask for a code: a mark, and the address half hidden.
    pub readers: Vec<(String, String)>,
}

/// Who typed a code, for as long as the session lasts.
#[derive(Clone, Serialize, Deserialize)]
pub struct Reader {
    /// The referral it opened.
    pub referral: Uuid,
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
        Ok((_, told)) => Ok(LinkView { urgent: told.facts.risk == RiskLevel::High, over: false, readers: readers(service, &link.referral)? }),
        Err(LinkFault::Over) => Ok(LinkView { urgent: false, over: true, readers: Vec::new() }),
        Err(fault) => Err(fault),
    }
}

/// Opens `handling` and checks again what may have changed since the letter left.
async fn still_allowed(service: &Service, link: &Link) -> Result<(ReportKeys, Handling), LinkFault> {
    if !link.referral.state.is_live() || link.head.state != ReportState::Open {
        return Err(LinkFault::Over);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, link.head.id).await?.ok_or(LinkFault::Over)?;
    let told = handling::read(service, tx, link.head.id, &keys).await?;
    if allowed(service, &link.referral, &told).is_none() {
        return Err(LinkFault::Over);
    }
    Ok((keys, told))
}

/// The mailbox and the named readers, each by a mark.
fn readers(service: &Service, referral: &Referral) -> Result<Vec<(String, String)>, LinkFault> {
    let Some(agency) = service.book.agency(referral.agency.as_str()) else { return Ok(Vec::new()) };
    let addresses = std::iter::once(&agency.email).chain(&agency.readers);
    addresses.map(|address| Ok((data_encoding::HEXLOWER.encode(&service.vault.mark("reader", address.as_bytes())?), half_hidden(address)))).collect()
}

/// `re…@tees-pride.example`: enough to be recognised by whoever knows it.
fn half_hidden(address: &str) -> String {
    let (name, domain) = address.split_once('@').unwrap_or((address, ""));
    let start: String = name.chars().take(2).collect();
    format!("{start}…@{domain}")
}

/// Acknowledges with a typed name or number. Twice is once.
///
/// # Errors
/// When the referral is over.
pub async fn acknowledge(service: &Arc<Service>, link: &Link, by: Told) -> Result<(), LinkFault> {
    let (keys, _) = still_allowed(service, link).await?;
    let (service_, id) = (Arc::clone(service), link.referral.id);
    let done = service
        .store
        .write(move |tx| {
            let (service, keys, by) = (Arc::clone(&service_), keys.clone(), by.clone());
            Box::pin(async move {
                let now = service.now();
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
                moved(&service, tx, &referral, was, None, "referral-acknowledged").await?;
                handling::append(&service, tx, referral.report, &keys, &Entry::Acknowledged { referral: id, by }, now).await?;
                Ok(true)
            })
        })
        .await?;
    if done { Ok(()) } else { Err(LinkFault::Over) }
}

/// Asks for a one-time code. The same reader who asks again gets the same code again.
///
/// # Errors
/// When the referral is over, the reader is not known, or too many codes were asked for.
pub async fn ask_code(service: &Arc<Service>, link: &Link, reader: &str) -> Result<CodeRequest, LinkFault> {
    still_allowed(service, link).await?;
    let known = readers(service, &link.referral)?.into_iter().any(|(mark, _)| mark == reader);
    let mark = data_encoding::HEXLOWER.decode(reader.as_bytes()).ok().filter(|_| known).ok_or(LinkFault::NoReader)?;
    let (service_, referral, report) = (Arc::clone(service), link.referral.id, link.head.id);
    let request = service
        .store
        .write(move |tx| {
            let (service, mark) = (Arc::clone(&service_), mark.clone());
            Box::pin(async move {
                let now = service.now();
                let request = match code::live(tx, referral, &mark, now).await? {
                    Some(live) => live,
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
                let row = OutboxRow {
                    id: service.new_id(),
                    kind: Kind::OneTimeCode,
                    report,
                    referral: Some(referral),
                    request: Some(request.id),
                    due_at: now,
                    made_at: now,
                };
                outbox::insert(tx, vec![&row]).await?;
                audit::insert(tx, vec![&service.audit("agency", "code-asked-for", Some(report), Some(request.id))]).await?;
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

/// The half hidden address that a request's code goes to.
///
/// # Errors
/// When this process has no desk key.
pub fn sent_to(service: &Service, link: &Link, request: &CodeRequest) -> Result<(String, String), LinkFault> {
    let mark = data_encoding::HEXLOWER.encode(&request.reader);
    Ok(readers(service, &link.referral)?.into_iter().find(|(known, _)| *known == mark).unwrap_or_default())
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
        .write(move |tx| {
            let (service, agency) = (Arc::clone(&service_), agency.clone());
            Box::pin(async move {
                let now = service.now();
                // A try is counted before it is known whether it is right.
                let counted = code::count_try(tx, id, now).await?;
                let opened = counted && right && code::used(tx, id, now).await?;
                let action = if opened { "referral-opened" } else { "wrong-code" };
                audit::insert(tx, vec![&service.audit(format!("agency:{agency}"), action, Some(report), Some(referral))]).await?;
                Ok(opened)
            })
        })
        .await?;
    if opened { Ok(Reader { referral }) } else { Err(LinkFault::WrongCode) }
}

/// A referral as its organisation reads it: exactly what passes.
#[derive(Serialize)]
pub struct Disclosed {
    /// The spoken name of the report.
    pub reference: String,
    /// The referral's id.
    pub referral: Uuid,
    /// The organisation.
    pub agency: String,
    /// The agreement.
    pub agreement: String,
    /// Its version.
    pub agreement_version: i64,
    /// What for.
    pub purpose: &'static str,
    /// `full` or `anonymous`.
    pub permission: &'static str,
    /// Whether the risk is high.
    pub urgent: bool,
    /// The risk level.
    pub risk: RiskLevel,
    /// Until when acknowledgement was promised.
    pub due_at: Option<DateTime<Utc>>,
    /// Where the referral stands.
    pub state: &'static str,
    /// What passes, by section.
    pub sections: Sections,
    /// Needs, language and interpreter: with every full referral.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// Sections as they are disclosed; one that does not pass is not there.
#[derive(Serialize, Default)]
pub struct Sections {
    /// Coded answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentSection>,
    /// What was added later, of what may be seen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub additions: Vec<Addition>,
    /// The person it happened to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub victim: Option<Victim>,
    /// How they can be reached safely.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspect: Option<Suspect>,
    /// Files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<serde_json::Value>,
}
crate::redacted!(Disclosed, Sections);

/// An addition as it is disclosed.
#[derive(Serialize)]
pub struct Addition {
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    pub text: Told,
}

/// Reads a referral. Permission, agreement and suspension are checked again.
///
/// # Errors
/// When it may not be seen any more.
pub async fn read(service: &Service, link: &Link) -> Result<Disclosed, LinkFault> {
    let (keys, told) = still_allowed(service, link).await?;
    let referral = &link.referral;
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let (sections, access) = disclose(service, tx, referral, &keys, &told).await?;
    Ok(Disclosed {
        reference: link.head.reference.to_string(),
        referral: referral.id,
        agency: referral.agency.to_string(),
        agreement: referral.agreement.to_string(),
        agreement_version: referral.agreement_version,
        purpose: referral.purpose.id(),
        permission: referral.granted.id(),
        urgent: told.facts.risk == RiskLevel::High,
        risk: told.facts.risk,
        due_at: referral.due_at,
        state: referral.state.id(),
        sections,
        access,
    })
}

async fn disclose(service: &Service, tx: &mut Tx<'_>, referral: &Referral, keys: &ReportKeys, told: &Handling) -> Result<(Sections, Option<Access>), LinkFault> {
    let id = referral.report;
    let mut shown = Sections::default();
    if referral.granted == Granted::Anonymous {
        let story: IncidentSection = first(service, tx, id, Section::Incident, keys).await?;
        shown.summary = Some(Summary::of(&told.facts, &story.incident));
        return Ok((shown, None));
    }
    let contact: Contact = first(service, tx, id, Section::Contact, keys).await?;
    for section in referral.shown.sections() {
        match section {
            Section::Incident => {
                shown.incident = Some(first(service, tx, id, section, keys).await?);
                shown.additions = additions(service, tx, referral, keys).await?;
            }
            Section::Victim => shown.victim = Some(first(service, tx, id, section, keys).await?),
            Section::Contact => shown.contact = Some(contact_as_shown(&contact)),
            Section::Suspect => shown.suspect = Some(first(service, tx, id, section, keys).await?),
            Section::Evidence => shown.evidence = Some(first(service, tx, id, section, keys).await?),
            Section::Summary | Section::Monitoring | Section::Messages | Section::Wishes | Section::Handling => {}
        }
    }
    Ok((shown, Some(Access::of(&contact))))
}

async fn first<T: serde::de::DeserializeOwned>(service: &Service, tx: &mut Tx<'_>, id: Uuid, section: Section, keys: &ReportKeys) -> Result<T, LinkFault> {
    let found = items(tx, id, section, 1).await?;
    let item = found.first().ok_or(StoreError::Row { table: "item", column: "section", id })?;
    Ok(service.vault.open(keys, &Place::item(id, section, 1), &item.sealed)?)
}

async fn additions(service: &Service, tx: &mut Tx<'_>, referral: &Referral, keys: &ReportKeys) -> Result<Vec<Addition>, LinkFault> {
    let id = referral.report;
    let mut found = Vec::new();
    for item in items(tx, id, Section::Incident, i64::MAX).await? {
        if item.number == 1 || !referral.shown.shows(Section::Incident, item.number) {
            continue;
        }
        let added: follow_up::Added = service.vault.open(keys, &Place::item(id, Section::Incident, item.number), &item.sealed)?;
        found.push(Addition { at: item.added_at, text: added.addition });
    }
    Ok(found)
}

/// Accepts, declines with a reason, or closes. Says where the referral stands then.
///
/// # Errors
/// When the referral cannot take this step.
pub async fn answer(service: &Arc<Service>, link: &Link, answer: Answer) -> Result<State, LinkFault> {
    still_allowed(service, link).await?;
    let (service_, id) = (Arc::clone(service), link.referral.id);
    let done = service
        .store
        .write(move |tx| {
            let service = Arc::clone(&service_);
            Box::pin(async move {
                let now = service.now();
                let Some(mut referral) = by_id(tx, id).await? else { return Ok(None) };
                let was = referral.state;
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
                moved(&service, tx, &referral, was, code, action).await?;
                Ok(Some(next))
            })
        })
        .await?;
    done.ok_or(LinkFault::Over)
}

async fn moved(service: &Service, tx: &mut Tx<'_>, referral: &Referral, was: State, code: Option<&str>, action: &'static str) -> Result<(), StoreError> {
    if !step(tx, referral, was, code).await? {
        return Err(StoreError::Conflict);
    }
    let actor = format!("agency:{}", referral.agency);
    audit::insert(tx, vec![&service.audit(actor, action, Some(referral.report), Some(referral.id))]).await
}
