//! A form on its way: raw answers, faulty ones too, sealed under the key in the visitor's cookie.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use waymark_core::places::Level;
use waymark_core::report::Report;
use waymark_core::report::parse::{self, Fault, FaultCode};
use waymark_core::routing::Centre;
use waymark_core::words::Speaker;

use crate::journeys::service::Service;
use crate::journeys::service::sessions::{self, Kind};
use crate::web::body::Form;
use crate::web::page::{Stop, Visit};
use crate::web::pages::{FaultLine, Frame};
use crate::web::problem::words_of;
use crate::web::public::form::{answers, steps};

/// A fault of the form: the field's name, and what is wrong in words.
pub(in crate::web) type FieldFault = (String, String);

/// How long answers are kept when the visitor asks for it.
pub(super) const LONG: Duration = Duration::hours(24);
/// After so long without an answer the visitor is asked before any answer is shown: somebody else may have come to the screen.
const UNASKED: Duration = Duration::minutes(15);

/// The answers so far.
#[derive(Serialize, Deserialize)]
pub(super) struct Draft {
    typed: Vec<(String, String)>,
    /// Pages that were answered or skipped.
    pub passed: Vec<String>,
    /// Organisations, each with its purpose, that the visitor was asked about.
    pub asked: Vec<String>,
    /// When the last answer came.
    touched: DateTime<Utc>,
    /// Whether they are kept for a day.
    pub long: bool,
    /// The centre where the visitor is, and gets help with telling.
    #[serde(default)]
    pub centre: Option<String>,
}

impl Draft {
    /// Nothing answered yet.
    pub fn new(now: DateTime<Utc>) -> Self {
        Self { typed: Vec::new(), passed: Vec::new(), asked: Vec::new(), touched: now, long: false, centre: None }
    }

    /// Nothing answered yet, by somebody at a centre.
    pub fn at(centre: Option<String>, now: DateTime<Utc>) -> Self {
        Self { centre, ..Self::new(now) }
    }

    /// What this visitor answered so far.
    pub async fn find(visit: &Visit) -> Result<Option<Self>, Stop> {
        let Some(secret) = visit.known_secret() else { return Ok(None) };
        sessions::find(&visit.service, &secret, Kind::Draft).await.map_err(|error| visit.stop(error))
    }

    /// Keeps it: an hour from now, or a day.
    pub async fn keep(&mut self, visit: &Visit) -> Result<(), Stop> {
        self.touched = visit.service.now();
        let lasts = if self.long { LONG } else { Kind::Draft.lasts() };
        let kept = sessions::keep_for(&visit.service, &visit.secret(), Kind::Draft, lasts, self).await;
        kept.map_err(|error| visit.stop(error))
    }

    /// Whether its answers are shown only when the visitor says so.
    pub fn rests(&self, now: DateTime<Utc>) -> bool {
        now - self.touched > UNASKED
    }

    /// The centre where the visitor is, if it is still there.
    pub fn centre<'v>(&self, visit: &'v Visit) -> Option<&'v Centre> {
        visit.service.book.centres.find(self.centre.as_deref()?)
    }

    /// The frame of a page of the form: it says at which centre the visitor is.
    pub fn frame(&self, visit: &Visit) -> Frame {
        let with = self.centre(visit).map(|centre| centre.name.clone()).unwrap_or_default();
        Frame { with, ..visit.frame(true) }
    }

    /// The answers as a form.
    pub fn form(&self) -> Form {
        Form(self.typed.clone())
    }

    /// Takes the answers of a page in the place of those it had.
    pub fn take(&mut self, asks: &[&str], sent: &Form) {
        let owned = |name: &str| {
            asks.iter().any(|asked| name == *asked || name.strip_prefix(asked).is_some_and(|rest| rest.starts_with('.')))
        };
        self.typed.retain(|(name, _)| !owned(name));
        self.typed.extend(sent.0.iter().filter(|(name, value)| owned(name) && !value.is_empty()).cloned());
    }

    /// Takes the answers of the page of permission. Whoever must never be told is kept apart from what is asked there today.
    pub fn take_permission(&mut self, sent: &Form) {
        self.take(&["allow", "purposes", "if_unable"], sent);
        answers::keep_never(&mut self.typed);
    }

    /// Sets or clears one answer of ours.
    pub fn set(&mut self, name: &str, value: &str) {
        self.typed.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.typed.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Notes that a page was answered or skipped.
    pub fn pass(&mut self, step: &str) {
        if !self.passed.iter().any(|passed| passed == step) {
            self.passed.push(step.to_owned());
        }
    }

    /// The report, unless something is wrong with an answer: then every fault, in the order of the pages.
    ///
    /// # Errors
    /// Every fault, by field.
    pub fn whole(&self, visit: &Visit) -> Result<(Report, Json), Vec<FieldFault>> {
        read(visit, &self.form(), &steps::names())
    }
}

/// Answers to these questions as the parser of every report reads them.
///
/// # Errors
/// Every fault, by field, in the order of the questions.
pub(in crate::web) fn read(visit: &Visit, form: &Form, asked: &[&str]) -> Result<(Report, Json), Vec<FieldFault>> {
    let service = &visit.service;
    let json = answers::to_report(form, visit.speaker().language(), asked, &service.book.vocabulary.close_relations);
    let is_agency = |id: &str| service.book.agency(id).is_some();
    let nowhere = area_fault(form, visit);
    let mut faults: Vec<FieldFault> = match parse::report(&json, &service.reading(&is_agency)) {
        Ok(report) if nowhere.is_none() => return Ok((report, json)),
        Ok(_) => Vec::new(),
        Err(faults) => {
            let said = |fault: &Fault| {
                let field = answers::field_of(&fault.pointer, form, asked);
                let words = words(fault, &field, visit.speaker());
                (field, words)
            };
            faults.iter().map(said).collect()
        }
    };
    faults.extend(nowhere);
    faults.sort_by_key(|(field, _)| steps::place_in(asked, field));
    Err(faults)
}

/// What is wrong in words: some places have words of their own.
fn words(fault: &Fault, field: &str, t: &Speaker) -> String {
    if let Some(way) = field.strip_prefix("contact.value.").filter(|_| fault.code == FaultCode::Required) {
        return t.say1("fault-required-contact-value", "way", t.say(&format!("contact-{way}")));
    }
    let own = format!("fault-{}-{}", fault.code.id(), field.replace('.', "-"));
    if t.has(&own) { t.say(&own) } else { words_of(&fault.code, t) }
}

/// A name that no place has.
fn area_fault(form: &Form, visit: &Visit) -> Option<FieldFault> {
    let text = form.get("place.area").trim();
    let unknown = !text.is_empty() && areas_called(&visit.service, text).is_empty();
    unknown.then(|| ("place.area".to_owned(), visit.speaker().say("fault-no-such-area")))
}

/// Faults as lines of the summary: each leads to its field.
pub(in crate::web) fn lines(faults: &[FieldFault]) -> Vec<FaultLine> {
    let anchor = |name: &str| match name {
        "incident.when.from" | "incident.when.to" | "taken.day" => format!("{}-day", super::super::super::pages::anchor(name)),
        _ => super::super::super::pages::anchor(name),
    };
    faults.iter().map(|(field, words)| FaultLine { anchor: anchor(field), text: words.clone() }).collect()
}

/// How many districts a name that may mean several is asked about at most.
const MOST_AREAS: usize = 30;

/// Districts that a typed name may mean, by themselves or as parts of a wider area: code and name.
pub(in crate::web) fn areas_called(service: &Service, text: &str) -> Vec<(String, String)> {
    let gazetteer = &service.book.gazetteer;
    let same = |name: &str| name.to_lowercase() == text.trim().to_lowercase();
    let found = gazetteer.search(text, MOST_AREAS);
    let exact = found
        .iter()
        .position(|one| one.level == Level::District && (same(&one.name) || one.name_cy.as_deref().is_some_and(same)));
    let meant = match exact {
        Some(place) => &found[place..=place],
        None => &found[..],
    };
    let mut districts: Vec<(String, String)> = Vec::new();
    for one in meant {
        for district in gazetteer.districts_in(one.code) {
            let entry = (district.code.to_string(), district.name.clone());
            if !districts.contains(&entry) && districts.len() < MOST_AREAS {
                districts.push(entry);
            }
        }
    }
    districts
}

/// The name that was typed is understood at once when only one place has it; several are asked about on the next page.
pub(super) fn settle_area(draft: &mut Draft, visit: &Visit) {
    let typed = draft.form();
    let text = typed.get("place.area").trim();
    draft.set("incident.where.area", "");
    draft.set("place.sure", "");
    if let [(code, _)] = areas_called(&visit.service, text).as_slice() {
        draft.set("incident.where.area", code);
        draft.set("place.sure", "yes");
    }
}

/// Faults that belong to a page.
pub(super) fn of_step(faults: &[FieldFault], step: &str) -> Vec<FieldFault> {
    faults.iter().filter(|(field, _)| steps::of_field(field) == step).cloned().collect()
}
