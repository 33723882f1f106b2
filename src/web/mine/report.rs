//! The report as its reporter sees it: a neutral view first, the details when asked for; messages and additions.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use serde_json::json;
use waymark_core::report::Told;
use waymark_core::report::parse::{self, Addition, Fault, FaultCode};
use waymark_core::words::Speaker;

use crate::journeys::person::look_up::{View, view};
use crate::journeys::person::receipt::Opened;
use crate::journeys::person::{add, message, stop_ways};
use crate::journeys::service::Service;
use crate::journeys::service::unsent as kept;
use crate::web::http::body::Form;
use crate::web::http::problem::words_of;
use crate::web::http::stop::Stop;
use crate::web::http::unsent::{self, Sent};
use crate::web::http::visit::Visit;
use crate::web::mine::bearer::{at_work, opened, whose};
use crate::web::parts::families::NOTICE;
use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::held_by::{held_by, settled, waits_for};
use crate::web::parts::holder::{HeldBy, Message};

/// `GET /your-report/details`
pub(crate) async fn details(visit: Visit) -> Result<HttpResponse, Stop> {
    match opened(&visit).await? {
        Some(opened) => page(&visit, &opened, true).await,
        None => Ok(visit.go("/your-report")),
    }
}

pub(crate) async fn page(visit: &Visit, opened: &Opened, details: bool) -> Result<HttpResponse, Stop> {
    let t = visit.speaker();
    let faults = if details { to_mend(visit, opened).await? } else { Vec::new() };
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
        ways: ways(&seen, t),
        messages: messages(&seen, t),
        faults,
        notice: NOTICE.members.iter().find(|name| **name == visit.query()).map(|name| t.of(&NOTICE, name)),
        details,
        erased: !open,
    })
}

/// Ways that are used, or were until they were stopped.
fn ways(seen: &View, t: &Speaker) -> Vec<(usize, String, Option<String>)> {
    let known = seen.ways.iter().filter(|way| way.safe || way.stopped_at.is_some());
    known.map(|way| (way.way, way.name.clone(), way.stopped_at.map(|at| t.day_of(at)))).collect()
}

fn messages(seen: &View, t: &Speaker) -> Vec<Message> {
    let shown = |message: &crate::journeys::case::held_by::ShownMessage| Message {
        from_you: message.from == "reporter",
        at: t.when(message.at),
        text: message.text.reveal().to_owned(),
    };
    seen.messages.iter().map(shown).collect()
}

/// The form of the page. What stands in one of its fields is not lost when the other is sent.
const WRITING: &str = "/your-report/messages";

/// The fields of the form, each of which is sent by a button of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Message,
    Addition,
}

impl Field {
    const ALL: [Self; 2] = [Self::Message, Self::Addition];

    fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Addition => "addition",
        }
    }

    /// The word that we send the visitor back with to mend it.
    fn mends(self) -> &'static str {
        match self {
            Self::Message => "mend-message",
            Self::Addition => "mend-addition",
        }
    }
}

/// What stands in the form.
struct Words(Form);

impl Words {
    /// What was sent with the button of a field. A page that has this field alone calls it `text`.
    fn sent(form: Form, field: Field) -> Self {
        let Form(mut fields) = form;
        if !fields.iter().any(|(name, _)| name == field.name()) {
            fields.iter_mut().filter(|(name, _)| name == "text").for_each(|(name, _)| field.name().clone_into(name));
        }
        fields.retain(|(name, _)| ["message", "addition", "share_with"].contains(&name.as_str()));
        Self(Form(fields))
    }

    /// As it is kept, but for what was sent of it.
    fn without(&self, field: Option<Field>) -> Sent {
        let is_sent = |name: &str| match field {
            None => false,
            Some(Field::Message) => name == "message",
            Some(Field::Addition) => name != "message",
        };
        let mut fields: Vec<(String, String)> = self.0.0.iter().filter(|(name, _)| !is_sent(name)).cloned().collect();
        // Whom it is for is nothing by itself.
        if fields.iter().all(|(name, value)| name == "share_with" || value.trim().is_empty()) {
            fields.clear();
        }
        Sent { path: WRITING.to_owned(), fields }
    }

    fn message(&self, service: &Service) -> Result<Told, Vec<Fault>> {
        parse::message(&json!({"text": self.0.get("message")}), &service.reading(&|_| false))
    }

    fn addition(&self, service: &Service) -> Result<Addition, Vec<Fault>> {
        let share_with: Vec<&str> = self.0.all("share_with").collect();
        let said = json!({"text": self.0.get("addition"), "share_with": share_with});
        parse::addition(&said, &service.reading(&is_agency(service)))
    }

    fn faults(&self, field: Field, service: &Service) -> Vec<Fault> {
        match field {
            Field::Message => self.message(service).err(),
            Field::Addition => self.addition(service).err(),
        }
        .unwrap_or_default()
    }
}

/// What is wrong with what stands in the form, when the visitor was sent back to mend it.
async fn to_mend(visit: &Visit, opened: &Opened) -> Result<Vec<FaultLine>, Stop> {
    let (field, secret) = (Field::ALL.into_iter().find(|field| visit.query() == field.mends()), visit.known_secret());
    let Some((field, secret)) = field.zip(secret) else { return Ok(Vec::new()) };
    let late = kept::find(&visit.service, &secret, whose(opened)).await?;
    let words = Words(Form(late.map(|late| late.fields).unwrap_or_default()));
    let t = visit.speaker();
    let line = |fault: &Fault| FaultLine {
        anchor: field.name().to_owned(),
        text: match fault.code {
            FaultCode::Required => t.say("fault-required-text"),
            _ => words_of(&fault.code, t),
        },
    };
    Ok(words.faults(field, &visit.service).iter().map(line).collect())
}

/// `POST /your-report/messages`
pub(crate) async fn message(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    write(visit, payload, Field::Message).await
}

/// `POST /your-report/additions`
pub(crate) async fn add(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    write(visit, payload, Field::Addition).await
}

/// `POST /your-report/contact`: a way is no longer safe. What stands in the form is kept.
pub(crate) async fn stop(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let way = form.get("stop").parse::<usize>().ok().and_then(|way| way.checked_sub(1));
    let words = Words::sent(form, Field::Message);
    let (opened, secret) = at_work(&visit, words.without(None)).await?;
    let Some(way) = way else { return Ok(visit.go("/your-report/details")) };
    stop_ways::stop_ways(&visit.service, &opened, vec![way], visit.speaker()).await?;
    unsent::keep(&visit, &secret, Some(whose(&opened)), words.without(None)).await?;
    Ok(visit.go("/your-report/details?way-stopped"))
}

/// Takes what stands in a field, and keeps the rest of the form until it is sent too.
async fn write(visit: Visit, payload: Payload, field: Field) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let words = Words::sent(form, field);
    let (opened, secret) = at_work(&visit, words.without(None)).await?;
    let (service, whose) = (&visit.service, whose(&opened));
    opened.key()?;
    if !words.faults(field, service).is_empty() {
        if !unsent::keep(&visit, &secret, Some(whose), words.without(None)).await? {
            kept::forget(service, &secret).await?;
        }
        return Ok(visit.go(&format!("/your-report/details?{}", field.mends())));
    }
    let done = match field {
        Field::Message => {
            let Ok(text) = words.message(service) else { return Err(Stop::Expired) };
            message::write_message(service, &opened, text).await?;
            "/your-report/details?message-sent"
        }
        Field::Addition => {
            let Ok(addition) = words.addition(service) else { return Err(Stop::Expired) };
            add::add(service, &opened, addition).await?;
            "/your-report/details?added"
        }
    };
    if !unsent::keep(&visit, &secret, Some(whose), words.without(Some(field))).await? {
        kept::forget(service, &secret).await?;
    }
    Ok(visit.go(done))
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
    /// Ways to reach the person: its number, its name, and on which day it was stopped, if it was.
    pub ways: Vec<(usize, String, Option<String>)>,
    /// Messages, the oldest first.
    pub messages: Vec<Message>,
    /// Who may see an addition.
    pub share_with: Vec<Choice>,
    /// What is wrong with what was typed. Ids: `message`, `addition`, `share_with`, and those of `permission`.
    pub faults: Vec<FaultLine>,
    /// What was just done.
    pub notice: Option<String>,
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
    use crate::web::parts::holder::{HeldBy, Message, Step};
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, choice, faults, s};

    fn report(frame: &Frame, details: bool, faulty: bool) -> YourReport {
        let t = &frame.t;
        let step = |what: &str, at: &str| Step { what: t.say(what), why: None, at: Some(s(at)) };
        let held = |name: &str, happened: &[&str], next: &str, late: bool| HeldBy {
            name: s(name),
            purpose: t.say("purpose-support"),
            shown: vec![t.say("section-incident"), t.say("section-victim"), t.say("section-contact")],
            agreement: t.say2("held-agreement", "agreement", "tees-pride-2026", "version", 3),
            asked: (!late).then(|| t.say2("held-asked", "wording", "2026-11-1 (en)", "day", "20 November 2026")),
            overruled: None,
            happened: happened.iter().map(|what| step(what, "20 November 2026, 14:05")).collect(),
            next: t.say1(next, "when", "24 November 2026, 14:05"),
            late,
        };
        let message = |from_you, at: &str, text: &str| Message { from_you, at: s(at), text: s(text) };
        YourReport {
            frame: frame.clone(),
            reference: s(REFERENCE),
            received: s("20 November 2026, 14:03"),
            status: t.say1("headline-sent", "count", 2),
            renewed: details.then(|| s("24 November 2026")),
            held_by: vec![
                held(
                    "Tees Pride Advocacy",
                    &["happened-sent", "happened-arrived", "happened-taken-on"],
                    "next-step-no-day",
                    false,
                ),
                held("North Council", &["happened-sent"], "next-step-late", true),
                held(HOSTILE, &["happened-waiting"], "next-step-leaves", false),
            ],
            waiting: vec![t.say1("unplaced-no-agreement", "purpose", t.say("purpose-protect"))],
            ways: vec![
                (1, t.say2("way-numbered", "way", t.say("contact-email"), "number", 1), None),
                (2, t.say2("way-numbered", "way", t.say("contact-text"), "number", 1), Some(s("20 November 2026"))),
            ],
            messages: vec![
                message(true, "20 November 2026, 15:00", &format!("{HOSTILE}\n\nIt happened again today. {LONG}")),
                message(false, "20 November 2026, 15:20", "Thank you for telling us. Are you safe where you are?"),
            ],
            share_with: vec![choice("tees", "Tees Pride Advocacy", t.say("purpose-support"))],
            faults: faults(t, faulty, &[("message", "fault-required")]),
            notice: (!faulty).then(|| t.say("notice-message-sent")),
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
