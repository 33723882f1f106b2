//! Every answer on one page, and sending it.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use waymark_core::handling::arrival::Arrival;
use waymark_core::report::permission::{Asked, Granted};
use waymark_core::report::{Facts, Report};
use waymark_core::routing::Centre;
use waymark_core::words::Speaker;

use crate::journeys::person::submit::{Retry, submit};
use crate::journeys::placing::suggest::{Suggestion, Suggestions};
use crate::journeys::service::sessions::{self, Kind};
use crate::web::body::Form;
use crate::web::limits::Door;
use crate::web::page::{Stop, Visit};
use crate::web::pages::public::{Check, CheckPart, CheckRow, Told};
use crate::web::pages::{Choice, FaultLine, Field, FieldKind};
use crate::web::public::form::allow::{brief, key, suggested};
use crate::web::public::form::draft::{self, Draft, FieldFault};
use crate::web::public::form::fields::Fields;
use crate::web::public::form::steps::{self, ABOUT_YOU, CHECK, STEPS};
use crate::web::public::form::{address, answers_for, unsaved_receipt};
use crate::web::public::receipt::Unsaved;

/// `GET /report/check`
pub async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let draft = match answers_for(&visit, false).await? {
        Ok(draft) => draft,
        Err(instead) => return Ok(instead),
    };
    let form = draft.form();
    let t = visit.speaker();
    let (faults, told, unasked) = match draft.whole(&visit) {
        Err(faults) => (faults, Vec::new(), false),
        Ok((report, _)) => {
            let suggestions = suggested(&visit, &form, &report, draft.centre(&visit)).await?;
            let unasked = suggestions.list.iter().any(|one| !draft.asked.contains(&key(one)));
            (Vec::new(), told(&visit, &form, &report, &suggestions), unasked)
        }
    };
    visit.show(&Check {
        frame: draft.frame(&visit),
        form_token: visit.form_token(),
        parts: parts(&visit, &form, t, draft.centre(&visit)),
        told,
        unasked,
        faults: faults.iter().map(line).collect(),
        back: format!("/report/{}", ABOUT_YOU.id),
    })
}

/// A fault leads to its page, and there to its field.
fn line(fault: &FieldFault) -> FaultLine {
    let step = steps::of_field(&fault.0);
    let anchor = draft::lines(std::slice::from_ref(fault)).pop().map(|line| line.anchor).unwrap_or_default();
    FaultLine { anchor: format!("{}&mend#{anchor}", address(step, true)), text: fault.1.clone() }
}

/// Who would be told with these answers, by name.
pub(in crate::web) fn told(visit: &Visit, form: &Form, report: &Report, suggestions: &Suggestions) -> Vec<Told> {
    let (t, permission) = (visit.speaker(), suggestions.settle(&report.permission));
    let standing = Facts::of(report, &visit.service.book.gazetteer).standing();
    let granted = |one: &crate::journeys::placing::suggest::Suggestion| permission.granted(standing, &one.agency, one.purpose);
    suggestions
        .list
        .iter()
        .filter_map(|one| {
            let granted = granted(one)?;
            Some(Told {
                name: one.name.clone(),
                purpose: t.say(&format!("purpose-{}", one.purpose.id())),
                sections: vec![t.say1(&format!("value-{}", granted.id()), "who", steps::who(form))],
                within: String::new(),
            })
        })
        .collect()
}

fn parts(visit: &Visit, form: &Form, t: &Speaker, centre: Option<&Centre>) -> Vec<CheckPart> {
    let service = &visit.service;
    let fields = Fields { service, t, typed: form, faults: &[], centre };
    let asked =
        STEPS.iter().filter(|step| (step.applies)(form, &service.book.vocabulary) && !matches!(step.id, "area" | "never"));
    let mut parts: Vec<(u8, CheckPart)> = Vec::new();
    for step in asked.chain([&ABOUT_YOU]) {
        let part = match parts.iter().position(|(part, _)| *part == step.part) {
            Some(place) => place,
            None => {
                parts.push((
                    step.part,
                    CheckPart { heading: t.say(&format!("form-part-{}", step.part)), rows: Vec::new(), mind: String::new() },
                ));
                parts.len() - 1
            }
        };
        for field in fields.of(step.asks) {
            // A page that asks again and again of a strand names each strand.
            let label = match field.apart.as_str() {
                "" => field.label.clone(),
                _ => t.say1("check-more-about", "what", field.label.as_str()),
            };
            let lines = answered(&field, t);
            parts[part].1.rows.push(CheckRow { label, lines, change: address(step.id, true) });
        }
    }
    let never: Vec<String> = fields.field("never").choices.into_iter().filter(|one| one.chosen).map(|one| one.label).collect();
    let mut parts: Vec<CheckPart> = parts.into_iter().map(|(_, part)| part).collect();
    if !never.is_empty() {
        let row = CheckRow { label: t.say("field-never"), lines: never, change: address("never", true) };
        parts.push(CheckPart { heading: t.say("form-part-4"), rows: vec![row], mind: String::new() });
    }
    parts
}

/// An answer in words; what was skipped says so.
pub(in crate::web) fn answered(field: &Field, t: &Speaker) -> Vec<String> {
    let lines: Vec<String> = match field.kind {
        FieldKind::Day => {
            let parts: Vec<&str> = field.parts.iter().map(|part| part.value.trim()).collect();
            let words = match parts.as_slice() {
                [day, month, year] => super::days::day_in_words(day, month, year),
                _ => None,
            };
            // As it was typed where it cannot be read: the fault says so.
            let typed = || parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            Some(words.unwrap_or_else(typed)).filter(|text| !text.is_empty()).into_iter().collect()
        }
        FieldKind::Line | FieldKind::Lines => field.value.lines().map(str::to_owned).collect(),
        _ => field.choices.iter().filter(|choice| choice.chosen).map(|choice: &Choice| choice.label.clone()).collect(),
    };
    if lines.iter().all(|line| line.trim().is_empty()) { vec![t.say("not-provided")] } else { lines }
}

/// What an organisation is shown, as the page of permission said it: the headings of what holds an answer.
fn seen(visit: &Visit, one: &Suggestion, suggestions: &Suggestions, report: &Report) -> Vec<String> {
    let standing = Facts::of(report, &visit.service.book.gazetteer).standing();
    let granted = report.permission.granted(standing, &one.agency, one.purpose);
    let (sections, access) = match (granted, &one.full) {
        (Some(Granted::Full), Some(full)) => full,
        _ => &suggestions.anonymous,
    };
    let views = crate::web::sections::of(sections, access.as_ref(), &visit.service.book, visit.speaker());
    brief(views, visit.speaker()).into_iter().map(|view| view.title).collect()
}

/// `POST /report/check`: sends the report. Twice is once: a double click, a reload, a lost connection make no second report.
pub async fn send(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Sending)?;
    visit.form(payload).await?;
    let service = &visit.service;
    let Some(draft) = Draft::find(&visit).await? else {
        return Ok(unsaved_receipt(&visit).await?.unwrap_or_else(|| visit.go("/report?over")));
    };
    let Ok((mut report, json)) = draft.whole(&visit) else { return Ok(visit.go(&format!("/report/{CHECK}"))) };
    let centre = draft.centre(&visit);
    let suggestions = suggested(&visit, &draft.form(), &report, centre).await?;
    // What counts is what this person was asked: an organisation that came up since is no part of it.
    report.permission = suggestions.settle(&report.permission);
    report.offered = suggestions.list.iter().map(|one| (one.agency.clone(), one.purpose)).collect();
    let secret = visit.secret();
    let body = json.to_string().into_bytes();
    let digest = ring::digest::digest(&ring::digest::SHA256, &body);
    let retry_key = format!("form {} {}", secret.form_token(service), data_encoding::HEXLOWER.encode(digest.as_ref()));
    let channel = if centre.is_some() { "assisted" } else { "web" };
    let own = centre.map(|centre| centre.id.clone());
    let arrival = Arrival { centre: own, ..Arrival::by(channel, Some(Asked::of_page(visit.speaker()))) };
    let receipted =
        submit(service, &report, &arrival, Some(&Retry { key: retry_key, body })).await.map_err(|fault| visit.stop(fault))?;
    let shown = suggestions.list.iter().map(|one| (key(one), seen(&visit, one, &suggestions, &report))).collect();
    let risk = Facts::of(&report, &service.book.gazetteer).risk;
    Unsaved { receipted, worded: false, fault: None, shown, risk }.keep(&visit).await?;
    sessions::end(service, &secret, Kind::Draft).await.map_err(|error| visit.stop(error))?;
    Ok(visit.go("/report/receipt"))
}
