//! The description of the API, for machines and for people.

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use askama::Template;
use waymark_core::report::parse::FaultCode;

use crate::web::api::contracts::Contracts;
use crate::web::http::current::Current;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::FAULT;
use crate::web::parts::frame::Frame;

fn json(kind: &'static str, body: &serde_json::Value) -> HttpResponse {
    HttpResponse::Ok().content_type(kind).insert_header((CACHE_CONTROL, "public, max-age=300")).body(body.to_string())
}

/// `GET /api/openapi.json`
pub(in crate::web) async fn openapi(service: Current, contracts: Data<Contracts>) -> HttpResponse {
    let contract = contracts.of(&service);
    json("application/json", &contract.openapi)
}

/// `GET /api/v1/schemas/report.json`
pub(in crate::web) async fn report_schema(service: Current, contracts: Data<Contracts>) -> HttpResponse {
    let contract = contracts.of(&service);
    json("application/schema+json", &contract.report)
}

/// `GET /api/v1/schemas/referral.json`
pub(in crate::web) async fn referral_schema(service: Current, contracts: Data<Contracts>) -> HttpResponse {
    let contract = contracts.of(&service);
    json("application/schema+json", &contract.referral)
}

/// `GET /api`
pub(in crate::web) async fn page(visit: Visit, contracts: Data<Contracts>) -> Result<HttpResponse, Stop> {
    let contract = contracts.of(&visit.service);
    let operations = contract.calls.iter().map(|call| Operation {
        method: call.method.to_ascii_uppercase(),
        path: call.path.to_owned(),
        summary: call.summary.to_owned(),
        detail: call.detail.to_owned(),
        example: call.example.to_owned(),
    });
    let fields = contract.answers.iter().map(|(pointer, kind, about)| FieldDoc {
        pointer: pointer.clone(),
        kind: kind.clone(),
        about: about.clone(),
    });
    let t = visit.speaker();
    let words = |id: &str| match id {
        "wrong-type" => t.say1("fault-wrong-type", "wanted", "…"),
        "too-long" => t.say1("fault-too-long", "most", "…"),
        id => t.of(&FAULT, id),
    };
    visit.show(&ApiDocs {
        frame: visit.frame(false),
        operations: operations.collect(),
        fields: fields.collect(),
        faults: FaultCode::IDS.into_iter().map(|id| (id.to_owned(), words(id))).collect(),
    })
}

/// The documentation of the interface.
#[derive(Template)]
#[template(path = "pages/api/docs.html")]
pub struct ApiDocs {
    /// What every page has.
    pub frame: Frame,
    /// What can be called.
    pub operations: Vec<Operation>,
    /// What a report may hold.
    pub fields: Vec<FieldDoc>,
    /// What can be wrong: code and meaning.
    pub faults: Vec<(String, String)>,
}

/// A call.
pub struct Operation {
    /// Its method.
    pub method: String,
    /// Its path.
    pub path: String,
    /// What it does, in a line.
    pub summary: String,
    /// What else to know; empty for nothing.
    pub detail: String,
    /// An example; empty for none.
    pub example: String,
}

/// A field of a report.
pub struct FieldDoc {
    /// Where it is.
    pub pointer: String,
    /// What kind of answer it takes.
    pub kind: String,
    /// What it is for.
    pub about: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{ApiDocs, FieldDoc, Operation};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, Sample, s};

    /// What somebody sends.
    const REPORT: &str = "{\"incident\": {\"account\": \"…\", \"types\": [\"verbal-abuse\"], \"strands\": [\"sexual-orientation\"], \"where\": {\"postcode\": \"TS18 1AB\"}}}";

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let operation = |method: &str, path: &str, example: &str| Operation {
            method: s(method),
            path: s(path),
            summary: s("Takes a report in."),
            detail: s("Anybody may. A retry with the same Idempotency-Key gets the first answer for 24 hours."),
            example: s(example),
        };
        let field = |pointer: &str, kind: &str, about: &str| FieldDoc { pointer: s(pointer), kind: s(kind), about: s(about) };
        let page = ApiDocs {
            frame: frame.clone(),
            operations: vec![operation("POST", "/api/v1/reports", REPORT), operation("GET", "/api/v1/report", "")],
            fields: vec![
                field("/incident/account", "text, at most 50,000 characters", "What happened, in the reporter's own words."),
                field("/permission/purposes/investigate", "full, anonymous or no", HOSTILE),
            ],
            faults: vec![
                (s("required"), frame.t.say("fault-required")),
                (s("date-in-future"), frame.t.say("fault-date-in-future")),
            ],
        };
        vec![("api", page.render())]
    }
}
