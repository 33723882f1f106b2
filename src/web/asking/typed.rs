//! What was typed, read by the parser of every report, with each fault led back to its field (validation).

use serde_json::Value as Json;
use waymark_core::report::Report;
use waymark_core::report::parse::{self, Fault, FaultCode};
use waymark_core::words::Speaker;

use crate::web::asking::answers::{self, With};
use crate::web::asking::steps;
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
    let with = With {
        t: visit.speaker(),
        now: service.now(),
        gazetteer: &service.book.gazetteer,
        close: &service.book.vocabulary.close_relations,
    };
    let json = answers::to_report(form, asked, &with);
    let is_agency = |id: &str| service.book.agency(id).is_some();
    let read = parse::report(&json, &service.reading(&is_agency));
    let said = |fault: &Fault| {
        let field = answers::field_of(&fault.pointer, form, asked);
        let words = words(fault, &field, visit.speaker());
        (field, words)
    };
    let mut faults: Vec<FieldFault> = match read {
        Ok(report) => return Ok((report, json)),
        Err(faults) => faults.iter().map(said).collect(),
    };
    faults.sort_by_key(|(field, _)| steps::place_in(asked, field));
    Err(faults)
}

/// What is wrong in words: some places have words of their own.
fn words(fault: &Fault, field: &str, t: &Speaker) -> String {
    if let FaultCode::TooLong(most) = fault.code {
        return t.say1("fault-too-long-typed", "most", most);
    }
    let own = FAULT_OF.member(&format!("{}-{}", fault.code.id(), field.replace('.', "-")));
    own.map_or_else(|| words_of(&fault.code, t), |own| t.of(&FAULT_OF, own))
}

/// Faults as lines of the summary: each leads to its field.
pub(crate) fn lines(faults: &[FieldFault]) -> Vec<FaultLine> {
    let anchor = |name: &str| match name {
        "incident.when.from" | "incident.when.to" | "taken.day" => format!("{}-day", field::anchor(name)),
        _ => field::anchor(name),
    };
    faults.iter().map(|(field, words)| FaultLine { anchor: anchor(field), text: words.clone() }).collect()
}
