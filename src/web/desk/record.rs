//! The record of who did what, for an auditor: opening it is written down; reading on for a while is not. It holds no content.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use uuid::Uuid;
use waymark_core::labels::{DESK_ROLE, OVERRULE_GROUND};
use waymark_core::staff::Act;
use waymark_core::words::{Family, Speaker};

use crate::journeys::desk::record::{self, Entry, Place, Record, WHOLE, What, Who, Whose};
use crate::journeys::record::gaps::Gap;
use crate::web::desk::door::door::Desk;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::AUDITOR_SECTION;
use crate::web::parts::frame::Frame;

/// `POST /desk/record`: opens the record, whole or of one report.
pub(in crate::web) async fn open(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Audit).await?;
    let asked = form.get("reference").trim();
    let (of, to) = if asked.is_empty() {
        (None, "/desk/record".to_owned())
    } else {
        let found = record::find(&desk.visit.service, asked).await?;
        let Some((id, reference)) = found else { return Ok(desk.visit.go("/desk/record?unknown")) };
        (Some(id), format!("/desk/record?report={reference}"))
    };
    let opened = record::open(&desk.visit.service, &desk.who, of).await?;
    if !opened {
        return Err(Stop::Role);
    }
    desk.go_on(Some(of.unwrap_or(WHOLE))).await?;
    Ok(desk.visit.go(&to))
}

/// `GET /desk/record`
pub(in crate::web) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Audit).await?;
    let visit = &desk.visit;
    let asked = |name: &str| visit.query().split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let of = match asked("report") {
        Some(reference) => {
            let found = record::find(&visit.service, reference).await?;
            Some(found.ok_or(Stop::NotFound)?)
        }
        None => None,
    };
    let from = asked("from").and_then(Place::parse).unwrap_or(Place::FIRST);
    let is_open = |id: Uuid| desk.who.has_open(id, visit.service.now());
    let read = if is_open(WHOLE) || of.as_ref().is_some_and(|(id, _)| is_open(*id)) {
        let id = of.as_ref().map(|(id, _)| *id);
        Some(record::read(&visit.service, id, from).await?)
    } else {
        None
    };
    visit.show(&page(&desk, read, of.map(|(_, reference)| reference.to_string()), from == Place::FIRST))
}

fn page(desk: &Desk, read: Option<Record>, of: Option<String>, first: bool) -> RecordPage {
    let (visit, t) = (&desk.visit, desk.visit.speaker());
    let base = of.as_ref().map_or_else(|| "/desk/record?".to_owned(), |reference| format!("/desk/record?report={reference}&"));
    let next = read.as_ref().and_then(|read| read.next).map(|place| format!("{base}from={}", place.to_text()));
    let (chain, wrong) = read.as_ref().map(|read| chain(read, t)).unwrap_or_default();
    RecordPage {
        frame: desk.frame(),
        open: read.is_some(),
        chain,
        wrong,
        lines: read.map(|read| read.entries.into_iter().map(|entry| line(entry, t)).collect()).unwrap_or_default(),
        beginning: base.trim_end_matches(['?', '&']).to_owned(),
        of,
        next,
        first,
        unknown: visit.asks("unknown"),
    }
}

/// Where the chain ends and when it was checked; and what is wrong with it.
fn chain(read: &Record, t: &Speaker) -> (Vec<String>, Vec<String>) {
    let ends = match &read.end {
        Some(end) => t.say2("auditor-chain-ends", "position", end.position, "when", t.when(end.at)),
        None => t.say("auditor-chain-none"),
    };
    let (checked, wrong) = match &read.check {
        None => (t.say("auditor-not-checked"), None),
        Some(check) => match &check.fault {
            None => (t.say2("auditor-checked", "when", t.when(check.at), "links", check.links), None),
            // What is missing is said as it is now.
            Some((fault, _)) if Gap::is_named(fault) => (String::new(), None),
            Some((_, position)) => {
                let wrong = t.say2("auditor-wrong", "when", t.when(check.at), "position", *position);
                (String::new(), Some(wrong))
            }
        },
    };
    let lines = [ends, checked].into_iter().filter(|line| !line.is_empty()).collect();
    (lines, wrong.into_iter().chain(read.gaps.iter().map(|gap| missing(*gap, t))).collect())
}

/// What is missing from the chain, and what that means.
fn missing(gap: Gap, t: &Speaker) -> String {
    match gap {
        Gap::NotChained { lines } => t.say1("auditor-gap-not-chained", "lines", lines),
        Gap::CutOff { links, at } => t.say2("auditor-gap-cut-off", "when", t.when(at), "links", links),
        Gap::NoBeginning { oldest } => t.say1("auditor-gap-no-beginning", "when", t.when(oldest)),
    }
}

fn line(entry: Entry, t: &Speaker) -> RecordLine {
    let who = match entry.who {
        Who::Staff(Some(name)) | Who::Agency(Some(name)) => name,
        Who::Staff(None) => t.say("auditor-who-staff"),
        Who::Agency(None) => t.say("auditor-who-agency"),
        Who::Reporter => t.say("auditor-who-reporter"),
        Who::Centre => t.say("auditor-who-centre"),
        Who::Service => t.say("auditor-who-service"),
        Who::Operator => t.say("auditor-who-operator"),
        Who::Other(actor) => actor,
    };
    RecordLine {
        at: t.when(entry.at),
        who,
        what: match entry.what {
            What::Known(action) => t.label(action),
            What::Other(text) => text,
        },
        about: entry.about,
        why: entry.why.map(|code| why(&code, t)),
        report: match entry.report {
            Whose::NoReport => None,
            Whose::Reference(reference) => Some(reference),
            Whose::Forgotten => Some(t.say("auditor-forgotten")),
        },
        chained: match entry.position {
            Some(position) => t.say1("auditor-chained", "position", position),
            None => t.say("auditor-not-chained"),
        },
    }
}

/// Why something was done, in words; the code itself where there are none.
fn why(code: &str, t: &Speaker) -> String {
    let said = |family: &Family, id: &str| family.member(id).map_or_else(|| id.to_owned(), |member| t.of(family, member));
    match code.split_once(':') {
        Some(("ground", id)) => t.say1("auditor-why-ground", "ground", said(&OVERRULE_GROUND, id)),
        Some(("role", id)) => t.say1("auditor-why-role", "role", said(&DESK_ROLE, id)),
        Some(("sections", ids)) => {
            let words: Vec<String> = ids.split(',').map(|id| said(&AUDITOR_SECTION, id)).collect();
            t.say1("auditor-why-sections", "sections", words.join(", "))
        }
        _ => code.to_owned(),
    }
}

/// `/desk/record`: who did what.
#[derive(Template)]
#[template(path = "pages/desk/record.html")]
pub struct RecordPage {
    /// What every page has.
    pub frame: Frame,
    /// Whether they opened it.
    pub open: bool,
    /// Where the chain ends and when it was checked, a sentence each.
    pub chain: Vec<String>,
    /// What is wrong with the chain, or missing from it, a sentence or more each.
    pub wrong: Vec<String>,
    /// The report it is shown for; nothing for the whole record.
    pub of: Option<String>,
    /// Lines, the newest first.
    pub lines: Vec<RecordLine>,
    /// Where more are; nothing after the last.
    pub next: Option<String>,
    /// Where the beginning is.
    pub beginning: String,
    /// Whether this is the beginning.
    pub first: bool,
    /// Whether a reference was typed that no report has.
    pub unknown: bool,
}

/// A line of the record.
pub struct RecordLine {
    /// When.
    pub at: String,
    /// Who.
    pub who: String,
    /// What, in words.
    pub what: String,
    /// Whose account it is about.
    pub about: Option<String>,
    /// Why, in words.
    pub why: Option<String>,
    /// Which report.
    pub report: Option<String>,
    /// Whether and where it is chained.
    pub chained: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{RecordLine, RecordPage};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, s};

    fn record(frame: &Frame, open: bool) -> RecordPage {
        let t = &frame.t;
        let line = || RecordLine {
            at: s("20 November 2026, 2:03pm"),
            who: s(HOSTILE),
            what: s(LONG),
            about: Some(s(HOSTILE)),
            why: Some(s(HOSTILE)),
            report: Some(s(REFERENCE)),
            chained: t.say("auditor-not-checked"),
        };
        RecordPage {
            frame: frame.clone(),
            open,
            chain: vec![t.say("auditor-chain-none"), t.say("auditor-not-checked")],
            wrong: vec![t.say1("auditor-gap-not-chained", "lines", 2)],
            of: open.then(|| s(REFERENCE)),
            lines: if open { vec![line(), line()] } else { vec![] },
            next: open.then(|| s("/desk/record?from=2")),
            beginning: s("/desk/record"),
            first: !open,
            unknown: !open,
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-record", record(frame, false).render()), ("desk-record-open", record(frame, true).render())]
    }
}
