//! The form's pages one by one: beginning, asking, taking an answer, going on, and stopping to come back later.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};

use crate::journeys::centre::standing::{Doubt, doubt};
use crate::journeys::service::sessions::{self, Kind};
use crate::web::asking::fields::Fields;
use crate::web::asking::steps::{self, CHECK, Step, THROUGH, address};
use crate::web::asking::typed::{self, FieldFault};
use crate::web::form::draft::{self, Draft};
use crate::web::form::pages::{FormStart, Later, Question};
use crate::web::form::way::{answers_for, back, unsaved_receipt};
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::{FORM_PART, NOTE, STEP};
use crate::web::parts::help;

/// `GET /report`: what is about to happen. Answers that are here already are not shown unasked.
pub(crate) async fn start(visit: Visit) -> Result<HttpResponse, Stop> {
    if let Some(receipt) = unsaved_receipt(&visit).await? {
        return Ok(receipt);
    }
    let begun = Draft::find(&visit).await?.is_some();
    let notice = if visit.asks("over") { visit.speaker().say("form-over") } else { String::new() };
    visit.show(&FormStart {
        frame: visit.form_frame(true),
        staffed: visit.service.settings.operator.staffed.clone(),
        notice,
        begun,
    })
}

/// `POST /report`: go on with the answers that are here, or start again without them.
pub(crate) async fn begin(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let draft = Draft::find(&visit).await?;
    match (form.get("go"), draft) {
        ("again", Some(draft)) => {
            // Whoever starts again is still where they are.
            let centre = draft.centre.clone();
            sessions::end(&visit.service, &visit.secret(), Kind::Draft).await?;
            if centre.is_some() {
                Draft::at(centre, visit.service.now()).keep(&visit).await?;
            }
            Ok(visit.go("/report/who"))
        }
        (_, Some(mut draft)) => {
            draft.keep(&visit).await?;
            let form = draft.form();
            let vocabulary = &visit.service.book.vocabulary;
            let last = draft.passed.last().map_or("who", String::as_str);
            let next = steps::after(last, &form, vocabulary, steps::may_be_about_an_organisation(&form));
            Ok(visit.go(&format!("/report/{next}")))
        }
        (_, None) => Ok(visit.go("/report/who")),
    }
}

/// Begins a form that goes to a centre. On a device that others use, what somebody typed before is out of reach from then on.
pub(crate) async fn begin_with(visit: &Visit, centre: &str) -> Result<HttpResponse, Stop> {
    let _ = visit.renew_secret();
    Draft::at(Some(centre.to_owned()), visit.service.now()).keep(visit).await?;
    Ok(visit.go("/report/who"))
}

pub(crate) fn step(id: &str) -> Result<&'static Step, Stop> {
    steps::find(id).ok_or(Stop::NotFound)
}

/// `GET /report/{step}`
pub(crate) async fn question(visit: Visit, path: Path<String>) -> Result<HttpResponse, Stop> {
    let step = step(&path)?;
    match answers_for(&visit, step.id == "who").await? {
        Ok(draft) => {
            let mut page = page(&visit, step, &draft);
            if step.id == "contact" {
                warn_of_doubt(&visit, &draft, &mut page).await?;
            }
            visit.show(&page)
        }
        Err(instead) => Ok(instead),
    }
}

/// Whoever chooses to be reached through a centre that nobody should count on knows that.
async fn warn_of_doubt(visit: &Visit, draft: &Draft, page: &mut Question) -> Result<(), Stop> {
    let Some(centre) = draft.centre(visit) else { return Ok(()) };
    if let Some(doubt) = doubt(&visit.service, &centre.id).await? {
        let words = match doubt {
            Doubt::Dormant => "contact-through-dormant",
            Doubt::Changed => "contact-through-changed",
        };
        let choices = page.fields.iter_mut().flat_map(|field| &mut field.choices);
        for choice in choices.filter(|choice| choice.value == THROUGH) {
            choice.hint = visit.speaker().say(words);
        }
    }
    Ok(())
}

fn page(visit: &Visit, step: &'static Step, draft: &Draft) -> Question {
    let (t, form, service) = (visit.speaker(), draft.form(), &visit.service);
    let change = visit.asks("change");
    let faults = if visit.asks("mend") { faults_of(visit, draft, step, true) } else { Vec::new() };
    let who = steps::who(&form);
    let notes = (1..=6).map_while(|number| NOTE.member(&format!("{}-{number}", step.id)));
    let warned = step.id == "them" && steps::may_guess(&form, &service.book.vocabulary);
    let place = steps::STEPS.iter().position(|known| known.id == step.id).unwrap_or(steps::STEPS.len() + 1);
    let help = step.id == "help-now";
    Question {
        frame: draft.frame(visit),
        number: place + 1,
        part: t.of(&FORM_PART, step.part.to_string()),
        heading: t.of1(&STEP, step.id, "who", who),
        notes: notes.map(|note| t.say1(note, "who", who)).collect(),
        warning: if warned { t.say("form-may-guess") } else { String::new() },
        fields: Fields { service, t, typed: &form, faults: &faults, centre: draft.centre(visit) }.of(step.asks),
        faults: typed::lines(&faults),
        notice: if visit.asks("lost") { t.say("form-lost") } else { String::new() },
        path: address(step.id, change),
        back: back(visit, step.id, &form, change),
        change,
        optional: !step.asks.is_empty(),
        finish: step.id != steps::ABOUT_YOU.id && (step.id == "story" || draft.passed.iter().any(|passed| passed == "story")),
        danger: help && form.get("risk.in_danger") == "yes",
        crisis: if help && matches!(form.get("risk.self_harm"), "thoughts" | "plan") {
            help::crisis_lines(service)
        } else {
            Vec::new()
        },
        staffed: service.settings.operator.staffed.clone(),
    }
}

/// `POST /report/{step}`
pub(crate) async fn answer(visit: Visit, path: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Answering)?;
    let step = step(&path)?;
    let sent = visit.form(payload).await?;
    let keeps = sent.get("go") == "keep";
    let (mut draft, lost) = match Draft::find(&visit).await? {
        Some(draft) => (draft, false),
        // Whoever left through the way out, or sent the report, left nothing to keep it with.
        None if keeps => return Ok(HttpResponse::NoContent().finish()),
        None => match unsaved_receipt(&visit).await? {
            // The report went off in another window.
            Some(receipt) => return Ok(receipt),
            // What was answered before is gone; what was just typed is not.
            None => (Draft::new(visit.service.now()), step.id != "who"),
        },
    };
    draft.take(step.asks, &sent);
    if step.id == "place" {
        draft::settle_area(&mut draft, &visit);
    }
    // Whoever stops here, or leaves the page by another way than its buttons, keeps what is typed so far, right or wrong.
    if keeps || sent.get("go") == "later" {
        draft.keep(&visit).await?;
        return Ok(if keeps { HttpResponse::NoContent().finish() } else { visit.go("/report/later") });
    }
    let finish = sent.get("go") == "finish";
    let faults = faults_of(&visit, &draft, step, finish);
    let change = visit.asks("change");
    if !faults.is_empty() {
        draft.keep(&visit).await?;
        return Ok(visit.go(&format!("{}{}mend", address(step.id, change), if change { "&" } else { "?" })));
    }
    draft.pass(step.id);
    draft.keep(&visit).await?;
    let next = next(&visit, step, &draft, change, finish);
    Ok(visit.go(&if lost { format!("{next}{}lost", if next.contains('?') { "&" } else { "?" }) } else { next }))
}

/// What is wrong with the answers of this page. Nobody is asked for the story twice: a kind of incident is enough, on the page after it.
fn faults_of(visit: &Visit, draft: &Draft, step: &Step, finish: bool) -> Vec<FieldFault> {
    let Err(all) = draft.whole(visit) else { return Vec::new() };
    let typed = draft.form();
    let said = !typed.get("incident.account").trim().is_empty() || typed.all("incident.types").next().is_some();
    let mut own = draft::of_step(&all, step.id);
    match step.id {
        "story" if !finish && !said => own.retain(|(field, _)| field != "incident.account"),
        "kinds" if !said => own.push(("incident.types".to_owned(), visit.speaker().say("fault-required-incident-account"))),
        _ => {}
    }
    own
}

fn next(visit: &Visit, step: &Step, draft: &Draft, change: bool, finish: bool) -> String {
    let form = draft.form();
    let vocabulary = &visit.service.book.vocabulary;
    let next = steps::after(step.id, &form, vocabulary, steps::may_be_about_an_organisation(&form));
    let follows = steps::find(next).is_some_and(|step| step.follows) && !draft.passed.iter().any(|passed| passed == next);
    match (finish, change) {
        // The last questions come after the page of permission: from there the end is what is left.
        (true, _) if step.id == steps::ABOUT_YOU.id => format!("/report/{CHECK}"),
        (true, _) => format!("/report/{}", steps::ALLOW),
        (false, true) if follows => address(next, true),
        (false, true) => format!("/report/{CHECK}"),
        (false, false) => format!("/report/{next}"),
    }
}

/// `GET /report/later`: how to stop and come back.
pub(crate) async fn later(visit: Visit) -> Result<HttpResponse, Stop> {
    match answers_for(&visit, false).await? {
        Ok(draft) => visit.show(&Later { frame: draft.frame(&visit), kept: draft.long }),
        Err(instead) => Ok(instead),
    }
}

/// `POST /report/later`: keeps the answers for a day.
pub(crate) async fn keep_longer(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let Some(mut draft) = Draft::find(&visit).await? else { return Ok(visit.go("/report?over")) };
    draft.long = true;
    visit.keep_cookie(draft::LONG);
    draft.keep(&visit).await?;
    Ok(visit.go("/report/later"))
}
