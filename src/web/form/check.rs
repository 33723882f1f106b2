//! Every answer on one page, and sending it.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use serde_json::json;
use waymark_core::handling::arrival::Arrival;
use waymark_core::report::parse::{self, Fault};
use waymark_core::report::permission::Asked;
use waymark_core::report::{Facts, Told as Said};

use crate::journeys::person::sent;
use crate::journeys::person::something_changed::news_for;
use crate::journeys::person::submit::{Retry, submit};
use crate::journeys::service::sessions::{self, Kind};
use crate::web::asking::offers::{key, suggested};
use crate::web::asking::read_back::{Blank, CheckPart, GivenBack, Told, given_back, line, seen, told};
use crate::web::asking::steps::{CHECK, Course, is_for_another};
use crate::web::form::unsaved::Unsaved;
use crate::web::form::way::{answers_for, back, whose};
use crate::web::http::body::Form;
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::{FaultLine, Frame};

/// `GET /report/check`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
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
    let word = visit.asks("word").then(|| FaultLine { anchor: "word".to_owned(), text: t.say("check-word-fault") });
    let GivenBack { parts, blank } = given_back(&visit, &form, t, draft.centre(&visit));
    let names: Vec<&str> = told.iter().map(|one| one.name.as_str()).collect();
    let goes = if names.is_empty() { String::new() } else { names.join(&t.say("list-and")) };
    visit.show(&Check {
        frame: draft.frame(&visit),
        parts,
        blank,
        goes,
        told,
        unasked,
        faults: faults.iter().map(line).collect(),
        word: word.into_iter().collect(),
        since: draft.since(&visit),
        back: back(&visit, CHECK, &draft, Course::On),
    })
}

/// `POST /report/check`: sends the report. Twice is once: a double click, a reload, a lost connection make no second report.
pub(crate) async fn send(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Sending)?;
    let form = visit.form(payload).await?;
    let service = &visit.service;
    let draft = match whose(&visit, &form).await? {
        Ok(draft) => draft,
        Err(instead) => return Ok(instead),
    };
    let Ok(word) = word_of(&visit, &form) else { return Ok(visit.go("/report/check?word#word")) };
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
    let receipted = submit(service, &report, &arrival, Some(&Retry { key: retry_key, body })).await?;
    let shown = suggestions.list.iter().map(|one| (key(one), seen(&visit, one, &suggestions, &report))).collect();
    let news = news_for(service, &report.contact, report.reporter.role);
    let urgent = Facts::of(&report, &service.book.gazetteer).calls_duty();
    let sent_at = Some(service.now());
    let mut unsaved = Unsaved {
        receipted,
        worded: false,
        fault: None,
        shown,
        urgent,
        own: !is_for_another(&draft.form()),
        sent_at,
        news,
        waits: None,
    };
    if let Some(word) = word {
        unsaved.choose(&visit, &word).await?;
    }
    unsaved.keep(&visit).await?;
    sent::note(service, &draft.id).await?;
    sessions::end(service, &secret, Kind::Draft).await?;
    Ok(visit.go("/report/receipt"))
}

/// The word of their own, if one was typed.
fn word_of(visit: &Visit, form: &Form) -> Result<Option<Said>, Vec<Fault>> {
    let word = form.get("word");
    if word.trim().is_empty() {
        return Ok(None);
    }
    parse::own_word(&json!({"word": word}), &visit.service.reading(&|_| false)).map(Some)
}

/// `/report/check`: every answer, to be looked at and sent.
#[derive(Template)]
#[template(path = "pages/form/check.html")]
pub(crate) struct Check {
    /// What every page has.
    pub frame: Frame,
    /// Answers by part of the form.
    pub parts: Vec<CheckPart>,
    /// Questions that were left empty.
    pub blank: Vec<Blank>,
    /// The names of who is told when it is sent; empty for nobody.
    pub goes: String,
    /// Who is told when it is sent.
    pub told: Vec<Told>,
    /// Whether somebody is suggested whom the visitor was not asked about yet.
    pub unasked: bool,
    /// What is wrong with the answers. Each anchor is a page of the form and a field of it.
    pub faults: Vec<FaultLine>,
    /// What is wrong with a word of one's own. Ids: `word`.
    pub word: Vec<FaultLine>,
    /// When it was shown, and of which form.
    pub since: String,
    /// What comes before.
    pub back: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::Check;
    use crate::web::asking::read_back::{Blank, CheckPart, CheckRow, Told};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, Sample, faults, s};

    fn check(frame: &Frame, faulty: bool, word: bool) -> Check {
        let t = &frame.t;
        let row = |label: &str, lines: &[&str]| CheckRow {
            label: t.say(label),
            lines: lines.iter().map(|line| s(line)).collect(),
            read: vec![t.say1("check-understood", "what", HOSTILE)],
            change: s("/report/story?change"),
        };
        let blank = |label: &str| Blank { label: t.say(label), change: s("/report/told?change") };
        Check {
            frame: frame.clone(),
            parts: vec![CheckPart {
                mind: String::new(),
                heading: t.say("form-part-1"),
                rows: vec![row("field-incident-account", &[HOSTILE, LONG]), row("field-incident-types", &["Threats"])],
            }],
            blank: ["field-incident-repeated", "field-told-who"].map(blank).into(),
            goes: s(HOSTILE),
            told: vec![Told {
                name: s(HOSTILE),
                purpose: t.say("purpose-support"),
                sections: vec![t.say("value-full")],
                within: String::new(),
            }],
            unasked: true,
            faults: faults(t, faulty, &[("/report/day?change&mend#incident-when-from-day", "fault-bad-date")]),
            word: faults(t, word, &[("word", "check-word-fault")]),
            since: s("3.c2FtcGxl.Zm9ybQ"),
            back: s("/report/about-you"),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![
            ("check", check(frame, false, false).render()),
            ("check-faulty", check(frame, true, false).render()),
            ("check-word-faulty", check(frame, false, true).render()),
        ]
    }
}
