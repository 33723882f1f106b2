//! What was typed, read by the parser of every report, with each fault led back to its field (validation).

use serde_json::Value as Json;
use waymark_core::places::Level;
use waymark_core::report::Report;
use waymark_core::report::labels::CONTACT;
use waymark_core::report::parse::{self, Fault, FaultCode};
use waymark_core::words::Speaker;

use crate::journeys::service::Service;
use crate::web::asking::{answers, steps};
use crate::web::http::body::Form;
use crate::web::http::problem::words_of;
use crate::web::http::visit::Visit;
use crate::web::parts::families::FAULT_OF;
use crate::web::parts::field;
use crate::web::parts::frame::FaultLine;

/// A fault of the form: the field's name, and what is wrong in words.
pub(crate) type FieldFault = (String, String);

/// Answers to these questions as the parser of every report reads them.
///
/// # Errors
/// Every fault, by field, in the order of the questions.
pub(crate) fn read(visit: &Visit, form: &Form, asked: &[&str]) -> Result<(Report, Json), Vec<FieldFault>> {
    let service = &visit.service;
    let json = answers::to_report(form, visit.speaker(), asked, &service.book.vocabulary.close_relations);
    let is_agency = |id: &str| service.book.agency(id).is_some();
    let nowhere = area_fault(form, visit);
    let mut faults: Vec<FieldFault> = match parse::report(&json, &service.reading(&is_agency)) {
        Ok(report) if nowhere.is_none() => return Ok((report, json)),
        Ok(_) => Vec::new(),
        Err(faults) => {
            let said = |fault: &Fault| {
                let field = answers::field_of(&fault.pointer, form, asked, visit.speaker());
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
        return t.say1("fault-required-contact-value", "way", t.of(&CONTACT, way));
    }
    let own = FAULT_OF.member(&format!("{}-{}", fault.code.id(), field.replace('.', "-")));
    own.map_or_else(|| words_of(&fault.code, t), |own| t.of(&FAULT_OF, own))
}

/// A name that no place has.
fn area_fault(form: &Form, visit: &Visit) -> Option<FieldFault> {
    let text = form.get("place.area").trim();
    let unknown = !text.is_empty() && areas_called(&visit.service, text).is_empty();
    unknown.then(|| ("place.area".to_owned(), visit.speaker().say("fault-no-such-area")))
}

/// Faults as lines of the summary: each leads to its field.
pub(crate) fn lines(faults: &[FieldFault]) -> Vec<FaultLine> {
    let anchor = |name: &str| match name {
        "incident.when.from" | "incident.when.to" | "taken.day" => format!("{}-day", field::anchor(name)),
        _ => field::anchor(name),
    };
    faults.iter().map(|(field, words)| FaultLine { anchor: anchor(field), text: words.clone() }).collect()
}

/// How many districts a name that may mean several is asked about at most.
const MOST_AREAS: usize = 30;

/// Districts that a typed name may mean, by themselves or as parts of a wider area: code and name.
pub(crate) fn areas_called(service: &Service, text: &str) -> Vec<(String, String)> {
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
