//! `waymark check --explain`: the routing of a case, with the reason for every agreement in words.

use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::NaiveDate;
use waymark_core::clock::{Clock, SystemClock};
use waymark_core::places::AreaCode;
use waymark_core::report::parse::reading::Reading;
use waymark_core::report::parse::{self, Preview};
use waymark_core::routing::reasons::decided_by;
use waymark_core::routing::{Agreement, Book, Considered, Edge, Now, Outcome, Reason, explain as ask};
use waymark_core::vocabulary::Id;
use waymark_core::words::Words;

use crate::commands::tools::{self, Read, fail, say, sound};

/// A case as it is written, for whoever writes their first: printed beside every fault.
pub(super) const EXAMPLE: &str = r#"{"facts": {"postcode": "TS18 1AB", "strands": ["race"], "types": ["verbal-abuse"], "setting": "street", "age_band": "25-34"},
 "permission": {"purposes": {"support": "full", "investigate": "anonymous"}}}"#;

pub(super) fn explain(case: &Path) -> ExitCode {
    match text(case).and_then(|text| explained(case, &text)) {
        Ok(said) => {
            say(&said);
            ExitCode::SUCCESS
        }
        Err(code) => code,
    }
}

fn text(case: &Path) -> Result<String, ExitCode> {
    let read = if case == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(case)
    };
    read.map_err(|error| fail(&format!("{} cannot be read: {error}", case.display())))
}

fn explained(case: &Path, text: &str) -> Result<String, ExitCode> {
    let json = serde_json::from_str(text)
        .map_err(|error| fail(&format!("{} is not JSON: {error}; a case looks like this:\n{EXAMPLE}", case.display())))?;
    let read = sound("nothing was routed")?;
    let preview = understood(&read, case, &json)?;
    let day = preview.on.unwrap_or(read.today);
    Ok(written(&read.book, &preview, day))
}

/// What the case says; otherwise every fault of it was printed with its pointer.
fn understood(read: &Read, case: &Path, json: &serde_json::Value) -> Result<Preview, ExitCode> {
    let book = &read.book;
    let is_agency = |id: &str| book.agency(id).is_some();
    let now = SystemClock::shifted(read.settings.clock_offset).now();
    let reading = Reading { vocabulary: &book.vocabulary, gazetteer: &book.gazetteer, is_agency: &is_agency, now };
    parse::preview(json, &reading).map_err(|faults| match Words::read(book.vocabulary.labels()) {
        Ok(words) => {
            let speaker = Arc::new(words).speaker(["en"]);
            for fault in &faults {
                let pointer = if fault.pointer.is_empty() { "/" } else { &fault.pointer };
                eprintln!("{}: {pointer}: {}: {}", case.display(), fault.code.id(), fault.code.words(&speaker));
            }
            let count = tools::counted(faults.len(), "fault");
            fail(&format!("{count} of the case; nothing was routed; a case looks like this:\n{EXAMPLE}"))
        }
        Err(error) => fail(&error.to_string()),
    })
}

fn written(book: &Book, preview: &Preview, day: NaiveDate) -> String {
    let now = Now::default();
    let (plan, considered) = ask(book, &preview.facts, &preview.permission, day, &now);
    let mut lines = vec![
        format!("Routed on {day}, {}.", place(book, preview.facts.district)),
        "Suspension is that of the configuration. No referral is taken to be open and nobody to have fallen silent: what is so in a"
            .to_owned(),
        "running service, POST /api/v1/routing/preview knows.".to_owned(),
        String::new(),
        "Referrals".to_owned(),
    ];
    for planned in &plan.referrals {
        let agreement = book.agreement_at(planned.agreement);
        let name = book.agency(agreement.agency.as_str()).map_or("", |agency| agency.name.as_str());
        let sections: Vec<&str> = planned.sections.iter().map(|section| section.id()).collect();
        lines.push(format!("  {:<11}  {}  ({name})", planned.purpose.id(), agreement.id));
        lines.push(format!("  {:<11}  is shown: {}", "", sections.join(", ")));
    }
    none_said(&mut lines, plan.referrals.is_empty());
    lines.extend([String::new(), "Unplaced".to_owned()]);
    for waiting in &plan.unplaced {
        let strand = waiting.strand.as_ref().map_or(String::new(), |strand| format!("{strand}: "));
        lines.push(format!("  {:<11}  {strand}{} – {}", waiting.purpose.id(), waiting.reason.id(), because(waiting.reason)));
    }
    none_said(&mut lines, plan.unplaced.is_empty());
    lines.extend([String::new(), "Every agreement, by id".to_owned()]);
    let widest = considered.iter().map(|one| book.agreement_at(one.agreement).id.as_str().len()).max().unwrap_or(0);
    for one in considered {
        let agreement = book.agreement_at(one.agreement);
        let said = format!("{} – {}", one.outcome.to_text(book), reason(book, preview, &now, one));
        lines.push(format!("  {:<widest$}  {said}", agreement.id.as_str()));
    }
    lines.join("\n") + "\n"
}

fn none_said(lines: &mut Vec<String>, none: bool) {
    if none {
        lines.push("  none".to_owned());
    }
}

fn place(book: &Book, district: Option<AreaCode>) -> String {
    let Some(code) = district else { return "place not known".to_owned() };
    format!("in {}", named(book, code))
}

fn named(book: &Book, code: AreaCode) -> String {
    book.gazetteer.name(code).map_or_else(|| code.to_string(), |name| format!("{name} ({code})"))
}

fn because(reason: Reason) -> &'static str {
    match reason {
        Reason::AskFirst => "somebody could take it, and the person wants to be asked first",
        Reason::AllAtCapacity => "somebody would take it and has no place free",
        Reason::NeedsContact => "somebody would take it if they could reach the person, and only anonymous is allowed",
        Reason::AreaUnknown => "nobody takes it while the place is not known",
        Reason::NoAgreement => "nobody agreed to take it",
    }
}

/// Why an agreement has its outcome.
fn reason(book: &Book, preview: &Preview, now: &Now, one: Considered) -> String {
    let agreement = book.agreement_at(one.agreement);
    let when = &agreement.when;
    let only = |what: &str, ids: Vec<&str>| format!("it takes {what} {} only", ids.join(", "));
    let id = |place: usize| &book.agreement_at(place).id;
    match one.outcome {
        Outcome::NotStarted => format!("it starts on {}", agreement.starts),
        Outcome::Ended => format!("its last day was {}", agreement.ends),
        Outcome::Suspended => format!("\"{}\" is suspended in the configuration", agreement.agency),
        Outcome::Dormant => format!("\"{}\" has fallen silent", agreement.agency),
        Outcome::OutsideArea => {
            let areas = when.areas.iter().flatten().map(|area| named(book, *area)).collect::<Vec<_>>();
            format!("it serves {}", areas.join(", "))
        }
        Outcome::OtherStrand => only("the strands", when.strands.iter().map(Id::as_str).collect()),
        Outcome::OtherIncident => only("the types", when.incidents.iter().map(Id::as_str).collect()),
        Outcome::OtherSetting => only("the settings", when.settings.iter().map(Id::as_str).collect()),
        Outcome::OtherAge => only("the ages", when.ages.iter().map(|band| band.id()).collect()),
        Outcome::OtherNeed => only("people with the needs", when.needs.iter().map(Id::as_str).collect()),
        Outcome::BelowRisk => format!("it takes reports from risk {} up", when.risk_at_least.id()),
        Outcome::NoPermission => not_allowed(agreement, preview),
        Outcome::AskFirst => "the person wants to be asked first".to_owned(),
        Outcome::NeedsContact => "it refuses anonymous referrals, and the person allows no more".to_owned(),
        Outcome::AtCapacity => "it is closed for now: its capacity is 0".to_owned(),
        Outcome::SameAgency(stays) => format!("the organisation hears of it under \"{}\" already", id(stays)),
        Outcome::Always => "added whenever it matches".to_owned(),
        Outcome::Chosen => "preferred to all that compete with it".to_owned(),
        Outcome::OutrankedBy(chosen) => {
            let edge = decided_by(book, &preview.facts, &preview.permission, now, chosen, one.agreement);
            format!("the other {}", edge_words(edge))
        }
    }
}

fn not_allowed(agreement: &Agreement, preview: &Preview) -> String {
    if preview.permission.never.contains(&agreement.agency) {
        return format!("\"{}\" must never be told", agreement.agency);
    }
    format!("the person does not allow \"{}\" to be told for \"{}\"", agreement.agency, agreement.purpose.id())
}

/// What decided, as said of the one that was preferred.
fn edge_words(edge: Edge) -> &'static str {
    match edge {
        Edge::Held => "has the report already",
        Edge::Priority => "has the higher priority",
        Edge::Permission => "is allowed in full, this one anonymously",
        Edge::Need => "names a need of the report",
        Edge::Strand => "names the strand",
        Edge::Setting => "names the setting",
        Edge::Type => "names a type of the incident",
        Edge::Age => "names the age",
        Edge::Area => "serves a narrower area",
        Edge::Share => "has the smaller share of its capacity in use",
        Edge::Id => "has the lower id, and in everything else they are equal",
    }
}
