//! The report as its reporter sees it: a neutral view first, the details when asked for; messages and additions.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use serde_json::{Value as Json, json};
use waymark_core::report::parse::{self, Fault, FaultCode};
use waymark_core::words::Speaker;

use crate::journeys::person::look_up::{View, view};
use crate::journeys::person::receipt::Opened;
use crate::journeys::person::{add, message};
use crate::journeys::service::Service;
use crate::journeys::service::sessions::{self, Kind};
use crate::web::http::body::Form;
use crate::web::http::problem::words_of;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::mine::bearer::{Draft, at_work, opened};
use crate::web::parts::families::NOTICE;
use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::held_by::{held_by, settled, waits_for};
use crate::web::parts::holder::{HeldBy, Message};

/// `GET /your-report/details`
pub(crate) async fn details(visit: Visit) -> Result<HttpResponse, Stop> {
    match opened(&visit).await? {
        Some(opened) => {
            let secret = visit.known_secret().filter(|_| visit.query() == "mend");
            let draft: Option<Draft> = match secret {
                Some(secret) => sessions::find(&visit.service, &secret, Kind::Draft).await?,
                None => None,
            };
            page(&visit, &opened, true, draft.unwrap_or_default()).await
        }
        None => Ok(visit.go("/your-report")),
    }
}

pub(crate) async fn page(visit: &Visit, opened: &Opened, details: bool, draft: Draft) -> Result<HttpResponse, Stop> {
    let t = visit.speaker();
    let seen = view(&visit.service, opened, t).await?;
    let open = opened.key.is_some();
    let share_with = seen
        .referrals
        .iter()
        .filter(|held| held.permission == Some("full") && held.shown.contains(&"incident") && settled(held.state));
    visit.show(&YourReport {
        frame: visit.form_frame(true),
        reference: seen.reference.clone(),
        received: t.when(seen.received_at),
        status: seen.status.clone(),
        renewed: seen.receipt_renewed_at.map(|at| t.day_of(at)),
        share_with: share_with
            .map(|held| Choice { value: held.agency.clone(), label: held.name.clone(), hint: String::new(), chosen: false })
            .collect(),
        held_by: seen.referrals.iter().map(|held| held_by(held, t)).collect(),
        waiting: seen.unplaced.iter().flat_map(|entry| waits_for(entry, &visit.service.book, t)).collect(),
        messages: messages(&seen, t),
        faults: draft.faults.into_iter().map(|(anchor, text)| FaultLine { anchor, text }).collect(),
        message_text: if draft.field == "message" { draft.text.clone() } else { String::new() },
        addition_text: if draft.field == "addition" { draft.text } else { String::new() },
        notice: NOTICE.members.iter().find(|name| **name == visit.query()).map(|name| t.of(&NOTICE, name)),
        details,
        erased: !open,
    })
}

fn messages(seen: &View, t: &Speaker) -> Vec<Message> {
    let shown = |message: &crate::journeys::case::held_by::ShownMessage| Message {
        from_you: message.from == "reporter",
        at: t.when(message.at),
        text: message.text.reveal().to_owned(),
    };
    seen.messages.iter().map(shown).collect()
}

/// Keeps what was typed and sends the visitor back to mend it.
async fn again(visit: &Visit, form: &Form, faults: &[Fault], field: &str) -> Result<HttpResponse, Stop> {
    let t = visit.speaker();
    let words = faults.iter().map(|fault| match fault.code {
        FaultCode::Required => (field.to_owned(), t.say("fault-required-text")),
        _ => (field.to_owned(), words_of(&fault.code, t)),
    });
    let draft = Draft { field: field.to_owned(), text: form.get("text").to_owned(), faults: words.collect() };
    sessions::keep(&visit.service, &visit.secret(), Kind::Draft, &draft).await?;
    Ok(visit.go("/your-report/details?mend"))
}

fn text_of(form: &Form) -> Json {
    json!({"text": form.get("text")})
}

/// `POST /your-report/messages`
pub(crate) async fn message(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let opened = at_work(&visit).await?;
    match parse::message(&text_of(&form), &visit.service.reading(&|_| false)) {
        Err(faults) => again(&visit, &form, &faults, "message").await,
        Ok(text) => {
            message::write_message(&visit.service, &opened, text).await?;
            Ok(visit.go("/your-report/details?message-sent"))
        }
    }
}

/// `POST /your-report/additions`
pub(crate) async fn add(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let opened = at_work(&visit).await?;
    let mut json = text_of(&form);
    json["share_with"] = form.all("share_with").collect::<Vec<_>>().into();
    match parse::addition(&json, &visit.service.reading(&is_agency(&visit.service))) {
        Err(faults) => again(&visit, &form, &faults, "addition").await,
        Ok(addition) => {
            add::add(&visit.service, &opened, addition).await?;
            Ok(visit.go("/your-report/details?added"))
        }
    }
}

pub(crate) fn is_agency(service: &Service) -> impl Fn(&str) -> bool {
    move |id| service.book.agency(id).is_some()
}

/// A report as its reporter sees it.
#[derive(Template)]
#[template(path = "pages/mine/report.html")]
pub(crate) struct YourReport {
    /// What every page has.
    pub frame: Frame,
    /// May be spoken to anyone.
    pub reference: String,
    /// When it came in.
    pub received: String,
    /// Where it stands, a sentence or two.
    pub status: String,
    /// On which day the team made a new receipt, if it ever did.
    pub renewed: Option<String>,
    /// Who has it, or had it.
    pub held_by: Vec<HeldBy>,
    /// What waits, a sentence each.
    pub waiting: Vec<String>,
    /// Messages, the oldest first.
    pub messages: Vec<Message>,
    /// Who may see an addition.
    pub share_with: Vec<Choice>,
    /// What is wrong with what was typed. Ids: `message`, `addition`, `share_with`, and those of `permission`.
    pub faults: Vec<FaultLine>,
    /// What was just done.
    pub notice: Option<String>,
    /// What was typed of a message that needs mending; empty otherwise.
    pub message_text: String,
    /// What was typed of an addition that needs mending; empty otherwise.
    pub addition_text: String,
    /// Whether all is shown, or the neutral first view.
    pub details: bool,
    /// Whether it was erased: then only whom we asked to stop is shown.
    pub erased: bool,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::YourReport;
    use crate::web::parts::frame::Frame;
    use crate::web::parts::holder::{HeldBy, Message};
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, choice, faults, s};

    fn report(frame: &Frame, details: bool, faulty: bool) -> YourReport {
        let t = &frame.t;
        let held = |name: &str, state: &str, overdue: bool, acknowledged: Option<&str>| HeldBy {
            name: s(name),
            purpose: t.say("purpose-support"),
            shown: vec![t.say("section-incident"), t.say("section-victim"), t.say("section-contact")],
            agreement: t.say2("held-agreement", "agreement", "tees-pride-2026", "version", 3),
            asked: acknowledged.map(|_| t.say2("held-asked", "wording", "2026-11-1 (en)", "day", "20 November 2026")),
            overruled: None,
            state: t.say(state),
            sent: (state != "state-queued").then(|| s("20 November 2026, 14:05")),
            due: (state != "state-queued").then(|| s("24 November 2026, 14:05")),
            overdue,
            acknowledged: acknowledged.map(s),
        };
        let message = |from_you, at: &str, text: &str| Message { from_you, at: s(at), text: s(text) };
        YourReport {
            frame: frame.clone(),
            reference: s(REFERENCE),
            received: s("20 November 2026, 14:03"),
            status: t.say1("status-passed-on", "count", 2),
            renewed: details.then(|| s("24 November 2026")),
            held_by: vec![
                held("Tees Pride Advocacy", "state-accepted", false, Some("20 November 2026, 16:40")),
                held("North Council", "state-sent", true, None),
                held(HOSTILE, "state-queued", false, None),
            ],
            waiting: vec![t.say1("unplaced-no-agreement", "purpose", t.say("purpose-protect"))],
            messages: vec![
                message(true, "20 November 2026, 15:00", &format!("{HOSTILE}\n\nIt happened again today. {LONG}")),
                message(false, "20 November 2026, 15:20", "Thank you for telling us. Are you safe where you are?"),
            ],
            share_with: vec![choice("tees", "Tees Pride Advocacy", t.say("purpose-support"))],
            faults: faults(t, faulty, &[("message", "fault-required")]),
            notice: (!faulty).then(|| t.say("notice-message-sent")),
            message_text: if faulty { s(HOSTILE) } else { String::new() },
            addition_text: String::new(),
            details,
            erased: false,
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![
            ("yours", report(frame, false, false).render()),
            ("yours-details", report(frame, true, false).render()),
            ("yours-faulty", report(frame, true, true).render()),
        ]
    }
}
