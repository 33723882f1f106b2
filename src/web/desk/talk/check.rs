//! All of it read back, and sent.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use waymark_core::clock::london_day;
use waymark_core::handling::arrival::{Arrival, CHANNELS, Taker};
use waymark_core::report::permission::Asked;
use waymark_core::report::{Facts, Told};
use waymark_core::routing::Centre;
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::desk::talk::take_down::{self, Begun};
use crate::journeys::person::submit::{Retry, submit};
use crate::journeys::service::sessions::{self, Kind};
use crate::web::asking::fields::Fields;
use crate::web::asking::offers::{key, suggested};
use crate::web::asking::read_back::{CheckPart, CheckRow, answered, how_read, told};
use crate::web::desk::door::door::Desk;
use crate::web::desk::talk::draft::{begun, centre, form, talked_on, whole};
use crate::web::desk::talk::groups;
use crate::web::desk::talk::path::PAGE;
use crate::web::desk::talk::permission::READ;
use crate::web::desk::talk::slip::Sent;
use crate::web::desk::talk::urgent::{self, Cause, First};
use crate::web::desk::words::child;
use crate::web::http::body::Form;
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::field::anchor;
use crate::web::parts::frame::Frame;

/// Every answer, by group; what was not asked or not answered is one line at the end of its group.
pub(crate) fn parts(visit: &Visit, kept: &Begun, centre: Option<&Centre>) -> Vec<CheckPart> {
    let (t, typed) = (visit.speaker(), form(kept));
    let fields = Fields { service: &visit.service, t, typed: &typed, faults: &[], centre };
    let nothing = vec![t.say("not-provided")];
    let groups = groups::of(&fields, t, false).into_iter();
    let part = |group: groups::Group| {
        // Whether a way is safe counts only for a way that was given.
        let given = |name: &str| match name.strip_prefix("contact.safe.") {
            Some(kind) => !typed.get(&format!("contact.value.{kind}")).is_empty(),
            None => !name.starts_with("contact.value.") || !typed.get(name).is_empty(),
        };
        let folded = group.folded.iter().map(|field| (field, true));
        let all = group.fields.iter().map(|field| (field, false)).chain(folded).filter(|(field, _)| given(&field.name));
        let (mut rows, mut blank) = (Vec::new(), Vec::new());
        for (field, folded) in all {
            let lines = answered(field, &fields);
            if lines != nothing {
                let change = format!("{PAGE}?on#{}", anchor(&field.target()));
                rows.push(CheckRow {
                    label: field.label.clone(),
                    lines,
                    read: how_read(&field.name, &fields).into_iter().collect(),
                    change,
                });
            } else if !folded || group.unfolded {
                blank.push(field.label.clone());
            }
        }
        if group.id == "risk" && rows.is_empty() {
            let change = format!("{PAGE}#talk-{}", group.id);
            rows.push(CheckRow { label: t.say("risk-none"), lines: vec![t.say("talk-risk-unasked")], read: Vec::new(), change });
        }
        if !blank.is_empty() {
            let change = format!("{PAGE}?on#talk-{}", group.id);
            let lines = vec![blank.join(" · ")];
            rows.push(CheckRow { label: t.say("talk-blank"), lines, read: Vec::new(), change });
        }
        let mind = if group.id == groups::CHILD { t.say("talk-child-alone") } else { String::new() };
        CheckPart { heading: group.heading, rows, mind }
    };
    // What a child said about those at home stands at the end: everything before it can be read out while they listen.
    let (last, mut parts): (Vec<_>, Vec<_>) =
        groups.map(part).filter(|part| !part.rows.is_empty()).partition(|part| !part.mind.is_empty());
    parts.extend(last);
    parts
}

/// `GET /desk/take-down/check`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::TakeDown).await?;
    let visit = &desk.visit;
    let Some(kept) = begun(&desk).await? else { return Ok(visit.go(PAGE)) };
    let Ok((report, _)) = whole(visit, &kept) else { return Ok(visit.go(&format!("{PAGE}?mend"))) };
    let typed = form(&kept);
    if typed.get(READ) != "yes" {
        return Ok(visit.go(&format!("{PAGE}/allow")));
    }
    let suggestions = suggested(visit, &typed, &report, centre(&desk)).await?;
    visit.show(&TakeDownCheck {
        frame: desk.frame(),
        parts: parts(visit, &kept, centre(&desk)),
        told: told(visit, &typed, &report, &suggestions),
        unasked: suggestions.list.iter().any(|one| !kept.asked.contains(&key(one))),
        first: urgent::of(visit, Cause::of(visit, &typed, &report), "talk-now-what"),
        child: about_child(&typed, visit.speaker()),
    })
}

/// What does not fit together about a child, and where to put it right: only for somebody under 18 does a person of the team look at once.
fn about_child(typed: &Form, t: &Speaker) -> Option<(String, String)> {
    match (groups::is_child(typed), groups::hears(typed)) {
        (true, false) => Some((t.say("talk-child-unheard"), format!("{PAGE}?on#talk-{}", groups::CHILD))),
        (false, true) => Some((t.say("talk-child-age"), format!("{PAGE}?on#{}", anchor("victim.age_band")))),
        _ => None,
    }
}

/// What the team should know of the talk itself; it is no part of the report.
fn note(kept: &Begun, t: &Speaker) -> Told {
    let typed = form(kept);
    let mut lines = Vec::new();
    for (name, message) in [("taken.interpreter", "talk-note-interpreter"), ("taken.at_work", "talk-note-at-work")] {
        if typed.get(name) == "yes" {
            lines.push(t.say(message));
        }
    }
    let words = typed.get("taken.capacity_words").trim();
    if typed.get("taken.capacity") == "yes" || !words.is_empty() {
        lines.push(t.say1("talk-note-capacity", "words", words));
    }
    Told::new(lines.join("\n"))
}

/// `POST /desk/take-down/check`: sends it. Twice is once.
pub(crate) async fn send(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Sending)?;
    visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::TakeDown).await?;
    desk.go_on(None).await?;
    let visit = &desk.visit;
    let (service, t) = (&visit.service, visit.speaker());
    let Some(kept) = begun(&desk).await? else {
        let sent: Option<Sent> = sessions::find(service, &visit.secret(), Kind::Slip).await?;
        return Ok(visit.go(if sent.is_some() { "/desk/take-down/slip" } else { PAGE }));
    };
    let Ok((mut report, json)) = whole(visit, &kept) else { return Ok(visit.go(&format!("{PAGE}?mend"))) };
    let typed = form(&kept);
    if typed.get(READ) != "yes" {
        return Ok(visit.go(&format!("{PAGE}/allow")));
    }
    let suggestions = suggested(visit, &typed, &report, centre(&desk)).await?;
    // What counts is what this person was asked: an organisation that came up since is no part of it.
    report.permission = suggestions.settle(&report.permission);
    report.offered = suggestions.list.iter().map(|one| (one.agency.clone(), one.purpose)).collect();
    let cause = Cause::of(visit, &typed, &report);
    let called = Facts::of(&report, &service.book.gazetteer).calls_duty();
    let body = json.to_string().into_bytes();
    let digest = ring::digest::digest(&ring::digest::SHA256, &body);
    let key = format!("take-down {} {}", kept.id, data_encoding::HEXLOWER.encode(digest.as_ref()));
    let arrival = Arrival {
        channel: CHANNELS.into_iter().find(|channel| *channel == typed.get("taken.channel")).unwrap_or(CHANNELS[0]),
        asked: Some(Asked::by(&desk.who.name, t)),
        centre: centre(&desk).map(|centre| centre.id.clone()),
        taker: Some(Taker {
            id: desk.who.id,
            name: Told::new(&desk.who.name),
            note: note(&kept, t),
            talked_on: talked_on(&typed, london_day(service.now()), t).ok().flatten(),
            heard: child::heard(&typed, "child."),
        }),
    };
    let receipted = submit(service, &report, &arrival, Some(&Retry { key, body })).await?;
    sessions::keep(service, &visit.secret(), Kind::Slip, &Sent { receipted, cause, called }).await?;
    take_down::forget(service, desk.who.id).await?;
    Ok(visit.go("/desk/take-down/slip"))
}

/// `/desk/take-down/check`
#[derive(Template)]
#[template(path = "pages/desk/talk/check.html")]
pub(crate) struct TakeDownCheck {
    /// What every page has.
    pub frame: Frame,
    /// Answers by group.
    pub parts: Vec<CheckPart>,
    /// Who is told when it is sent.
    pub told: Vec<crate::web::asking::read_back::Told>,
    /// Whether somebody is suggested whom the person was not asked about yet.
    pub unasked: bool,
    /// Whom to ring before this goes on.
    pub first: Option<First>,
    /// What does not fit together about a child, and where to put it right.
    pub child: Option<(String, String)>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::TakeDownCheck;
    use crate::web::asking::read_back::{CheckPart, CheckRow, Told};
    use crate::web::desk::talk::urgent::sample::first;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, Sample, s};

    /// Answers, for other pages that show them.
    pub(crate) fn parts(frame: &Frame) -> Vec<CheckPart> {
        let change = s("/desk/take-down?on#incident-account");
        let row =
            CheckRow { label: frame.t.say("row-account"), lines: vec![s(HOSTILE), s(LONG)], read: vec![s(HOSTILE)], change };
        vec![CheckPart { heading: s(HOSTILE), rows: vec![row], mind: frame.t.say("talk-child-alone") }]
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let t = &frame.t;
        let told = || Told {
            name: s(HOSTILE),
            purpose: t.say("purpose-support"),
            sections: vec![t.say("value-full")],
            within: String::new(),
        };
        let check = |some: bool| TakeDownCheck {
            frame: frame.clone(),
            parts: parts(frame),
            told: if some { vec![told()] } else { vec![] },
            unasked: some,
            first: some.then(|| first(t)),
            child: some.then(|| (s(HOSTILE), s("/desk/take-down?on#talk-child"))),
        };
        vec![("desk-take-down-check", check(true).render()), ("desk-take-down-check-nobody", check(false).render())]
    }
}
