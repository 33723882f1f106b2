//! Answering what an organisation asked.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use uuid::Uuid;
use waymark_core::handling::question::LONGEST;
use waymark_core::head::Head;
use waymark_core::report::Told;
use waymark_core::staff::Act;

use crate::journeys::desk::care::reply::{self, ReplyFault};
use crate::web::desk::care::holders;
use crate::web::desk::door::door::Desk;
use crate::web::desk::opening::at_report;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::{FaultLine, Frame};

impl From<ReplyFault> for Stop {
    fn from(fault: ReplyFault) -> Self {
        match fault {
            ReplyFault::Store(error) => error.into(),
            ReplyFault::NotAllowed => Self::Role,
            ReplyFault::NotWaiting | ReplyFault::Blank | ReplyFault::TooLong => Self::NotFound,
        }
    }
}

/// The report that somebody has open, and the question that the address names.
async fn at_question(desk: &Desk, path: &(String, String)) -> Result<Option<(Head, Uuid)>, Stop> {
    let Some(head) = at_report(desk, &path.0).await? else { return Ok(None) };
    let id = Uuid::parse_str(&path.1).map_err(|_| Stop::NotFound)?;
    Ok(Some((head, id)))
}

async fn page(desk: &Desk, head: &Head, id: Uuid, typed: &str, faults: Vec<FaultLine>) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let waiting = reply::waiting(&visit.service, &desk.who, head, id, t).await?;
    let (question, held) = (waiting.question, waiting.held);
    let allowed = match held.permission {
        Some("full") => "reply-allowed-full",
        Some(_) => "reply-allowed-anonymous",
        None => "reply-allowed-overruled",
    };
    visit.show(&ReplyPage {
        frame: desk.frame(),
        reference: head.reference.to_string(),
        path: format!("/desk/reports/{}/questions/{id}", head.reference),
        name: held.name.clone(),
        at: t.when(question.at),
        question: question.text.reveal().to_owned(),
        allowed: t.say(allowed),
        shown: holders::seen_by(&held, t),
        text: typed.to_owned(),
        faults,
    })
}

/// `GET /desk/reports/<reference>/questions/<id>`
pub(crate) async fn show(visit: Visit, path: Path<(String, String)>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::OpenHandling).await?;
    match at_question(&desk, &path).await? {
        Some((head, id)) => page(&desk, &head, id, "", Vec::new()).await,
        None => Ok(desk.visit.go("/desk")),
    }
}

/// `POST /desk/reports/<reference>/questions/<id>`
pub(crate) async fn send(visit: Visit, path: Path<(String, String)>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::OpenHandling).await?;
    let Some((head, id)) = at_question(&desk, &path).await? else { return Ok(desk.visit.go("/desk")) };
    let typed = form.get("text");
    let t = desk.visit.speaker();
    let text = match reply::reply(&desk.visit.service, &desk.who, &head, id, Told::new(typed)).await {
        Ok(()) => {
            desk.go_on(Some(head.id)).await?;
            return Ok(desk.visit.go(&format!("/desk/reports/{}?replied", head.reference)));
        }
        Err(ReplyFault::Blank) => t.say("reply-fault-blank"),
        Err(ReplyFault::TooLong) => t.say1("reply-fault-too-long", "number", LONGEST),
        Err(fault) => return Err(fault.into()),
    };
    page(&desk, &head, id, typed, vec![FaultLine { anchor: "text".to_owned(), text }]).await
}

/// `/desk/reports/<reference>/questions/<id>`
#[derive(Template)]
#[template(path = "pages/desk/care/reply.html")]
pub(crate) struct ReplyPage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Where it is answered.
    pub path: String,
    /// The organisation's name.
    pub name: String,
    /// When it asked.
    pub at: String,
    /// The question.
    pub question: String,
    /// What its permission is, a sentence.
    pub allowed: String,
    /// What it may see.
    pub shown: Vec<String>,
    /// The answer as it was typed.
    pub text: String,
    /// What is wrong with it. Id: `text`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::ReplyPage;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, fault, s};

    fn reply(frame: &Frame, faulty: bool) -> ReplyPage {
        let t = &frame.t;
        ReplyPage {
            frame: frame.clone(),
            reference: s(REFERENCE),
            path: format!("/desk/reports/{REFERENCE}/questions/0193-aa"),
            name: s("Tees Pride Advocacy"),
            at: s("20 November 2026, 2:03pm"),
            question: format!("{HOSTILE}\n\n{LONG}"),
            allowed: t.say(if faulty { "reply-allowed-anonymous" } else { "reply-allowed-full" }),
            shown: vec![t.say("agency-section-incident"), t.say("agency-section-contact")],
            text: if faulty { s(HOSTILE) } else { String::new() },
            faults: if faulty { vec![fault("text", t.say1("reply-fault-too-long", "number", 4000))] } else { vec![] },
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-reply", reply(frame, false).render()), ("desk-reply-faulty", reply(frame, true).render())]
    }
}
