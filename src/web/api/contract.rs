//! The API's own description, made from the question table: JSON Schemas and OpenAPI 3.1.

pub(crate) mod call;
mod directory;

use serde_json::{Map, Value as Json, json};
use utoipa::OpenApi;
use waymark_core::handling::waiting::Waiting;
use waymark_core::report::parse::FaultCode;
use waymark_core::report::questions::{self, Ids, Question, Shape};
use waymark_core::routing::Book;

use crate::journeys::case::held_by::{AskedIn, HeldBy, ShownMessage};
use crate::journeys::person::look_up::View;
use crate::journeys::placing::make::Referred;
use crate::journeys::placing::preview::{Explained, Outcome};
use crate::journeys::service::Service;
use crate::web::api::contract::call::Call;

/// The description, made once when the service starts.
pub(crate) struct Contract {
    /// The JSON Schema of a report.
    pub report: Json,
    /// The JSON Schema of a referral.
    pub referral: Json,
    /// The OpenAPI description.
    pub openapi: Json,
    /// The calls, for the page that a person reads.
    pub calls: Vec<Call>,
    /// Every answer of a report: pointer, kind, what it is.
    pub answers: Vec<(String, String, String)>,
}

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

const CALLS: &[Call] = &[
    Call {
        method: "post",
        path: "/api/v1/reports",
        summary: "Send a report",
        detail: "Anybody may. A centre's own system sends Authorization: Bearer with a key that was made at the desk: the report then belongs to that centre; a key that is not known or has ended is 401. The 201 is sent only after everything is durable. The receipt is shown once. With an Idempotency-Key (16 to 255 characters) a retry gets the first answer for 24 hours; the same key with another body is 422.",
        example: r#"{"incident": {"account": "They shouted at us at the bus stop.", "types": ["verbal-abuse"], "strands": ["race"], "where": {"postcode": "TS18 1AB"}}, "permission": {"purposes": {"support": "anonymous"}}}"#,
        request: Some("Report"),
        response: ("201", "Receipted"),
        receipt: false,
    },
    Call {
        method: "post",
        path: "/api/v1/routing/preview",
        summary: "Ask what would happen to a report with these facts",
        detail: "Stores nothing. Every agreement is listed with the first outcome that applies. Facts may leave anything out.",
        example: r#"{"facts": {"area": "E06000004", "strands": ["race"], "risk": "low"}, "permission": {"purposes": {"support": "full"}}}"#,
        request: Some("Preview"),
        response: ("200", "Explained"),
        receipt: false,
    },
    Call {
        method: "get",
        path: "/api/v1/report",
        summary: "Look at a report with its receipt",
        detail: "The receipt goes in the header Receipt, in any case, with or without dashes; a word of the reporter's own, if one was chosen, in Receipt-Word. Contact values are never shown back.",
        example: "Receipt: 7KQF-M2XD-9TRA-HW4C",
        request: None,
        response: ("200", "View"),
        receipt: true,
    },
    Call {
        method: "delete",
        path: "/api/v1/report",
        summary: "Erase a report",
        detail: "Sealed off at once, organisations are asked to stop, destroyed after 7 days.",
        example: "Receipt: 7KQF-M2XD-9TRA-HW4C",
        request: None,
        response: ("200", "Erased"),
        receipt: true,
    },
    Call {
        method: "post",
        path: "/api/v1/report/messages",
        summary: "Write to the team",
        detail: "Answers with the report as its reporter sees it.",
        example: r#"{"text": "I have moved. Please do not ring the old number."}"#,
        request: Some("Message"),
        response: ("201", "View"),
        receipt: true,
    },
    Call {
        method: "post",
        path: "/api/v1/report/additions",
        summary: "Add to the story",
        detail: "Only the organisations named in share_with, of those that hold the full account now, may see the addition.",
        example: r#"{"text": "It happened again on Friday.", "share_with": ["tees-pride"]}"#,
        request: Some("Addition"),
        response: ("201", "View"),
        receipt: true,
    },
    Call {
        method: "post",
        path: "/api/v1/report/permission",
        summary: "Change or withdraw permission",
        detail: "The whole permission, as in a report: what is left out is refused from now on – but who must never be told stays so until never is given anew, if need be as an empty list. Organisations that may no longer hold the report are asked to stop.",
        example: r#"{"purposes": {"support": "full", "investigate": "no"}, "never": ["north-council"]}"#,
        request: Some("Permission"),
        response: ("200", "View"),
        receipt: true,
    },
    Call {
        method: "post",
        path: "/api/v1/report/word",
        summary: "Choose a word of one's own",
        detail: "The word is then needed with the receipt, in the header Receipt-Word. Capital letters do not matter.",
        example: r#"{"word": "heron"}"#,
        request: Some("OwnWord"),
        response: ("204", ""),
        receipt: true,
    },
];

#[derive(OpenApi)]
#[openapi(components(schemas(Referred, Waiting, Explained, Outcome, View, HeldBy, AskedIn, ShownMessage)))]
struct Answers;

impl Contract {
    /// The description of this deployment.
    #[must_use]
    pub(crate) fn new(service: &Service) -> Self {
        let book = &service.book;
        let report = root(questions::REPORT, book, "report", "A report", &service.settings.public_url);
        let referral = referral(book, &service.settings.public_url);
        let mut answers = Vec::new();
        list(questions::REPORT, "", &mut answers);
        Self {
            openapi: openapi(book, service),
            report,
            referral,
            calls: CALLS.iter().chain(directory::CALLS).map(Call::copy).collect(),
            answers,
        }
    }
}

fn root(table: &[Question], book: &Book, name: &str, title: &str, origin: &str) -> Json {
    let mut schema = group(table, book);
    if name == "report" {
        // A report may be one sentence, or one code.
        schema["required"] = json!(["incident"]);
        schema["properties"]["incident"]["anyOf"] = json!([{"required": ["account"]}, {"required": ["types"]}]);
    }
    schema["$schema"] = DRAFT.into();
    schema["$id"] = format!("{origin}/api/v1/schemas/{name}.json").into();
    schema["title"] = title.into();
    schema
}

fn group(table: &[Question], book: &Book) -> Json {
    let properties: Map<String, Json> = table
        .iter()
        .map(|question| {
            let mut schema = nullable(shape(&question.shape, book));
            schema["description"] = question.about.into();
            (question.name.to_owned(), schema)
        })
        .collect();
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

/// Null is the same as leaving an answer out.
fn nullable(mut schema: Json) -> Json {
    if let Some(Json::String(kind)) = schema.get("type").cloned() {
        schema["type"] = json!([kind, "null"]);
        if let Some(Json::Array(ids)) = schema.get_mut("enum") {
            ids.push(Json::Null);
        }
    }
    schema
}

fn ids(ids: Ids, book: &Book) -> Json {
    match ids.list(&book.vocabulary) {
        Some(list) => json!({"type": "string", "enum": list}),
        None => json!({"type": "string", "enum": book.agencies().map(|agency| agency.id.as_str()).collect::<Vec<_>>()}),
    }
}

fn shape(of: &Shape, book: &Book) -> Json {
    match of {
        Shape::Group(table) => group(table, book),
        Shape::List(item, most) => json!({"type": "array", "items": shape(item, book), "maxItems": most}),
        Shape::Text { most, .. } => json!({"type": "string", "maxLength": most}),
        Shape::Language => json!({"type": "string", "maxLength": 35, "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"}),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::Code(list) => ids(*list, book),
        Shape::Codes(list) => json!({"type": "array", "items": ids(*list, book), "maxItems": 1000}),
        Shape::Moment => json!({"type": "string", "examples": ["2026-11-14", "2026-11-14T21:30", "2026-11-14T21:30:00Z"]}),
        Shape::Postcode => json!({"type": "string", "examples": ["TS18 1AB"]}),
        Shape::Area => json!({"type": "string", "pattern": "^(E0[6789]|W06)[0-9]{6}$"}),
        Shape::Map(keys, value) => {
            json!({"type": "object", "propertyNames": ids(*keys, book), "additionalProperties": shape(value, book)})
        }
        Shape::Monitoring => {
            let answers = |codes: &waymark_core::vocabulary::Codes| {
                nullable(json!({"type": "string", "enum": codes.ids().collect::<Vec<_>>()}))
            };
            let properties: Map<String, Json> =
                book.vocabulary.monitoring.iter().map(|(id, codes)| (id.to_string(), answers(codes))).collect();
            json!({"type": "object", "properties": properties, "additionalProperties": false})
        }
    }
}

/// A referral as an organisation downloads it.
fn referral(book: &Book, origin: &str) -> Json {
    let part = |name: &str| {
        questions::REPORT.iter().find(|question| question.name == name).map_or(json!({}), |question| shape(&question.shape, book))
    };
    let text = json!({"type": "string"});
    let time = json!({"type": "string", "format": "date-time"});
    let maybe = |schema: &Json| json!({"anyOf": [schema, {"type": "null"}]});
    let codes = json!({"type": "array", "items": text});
    json!({
        "$schema": DRAFT,
        "$id": format!("{origin}/api/v1/schemas/referral.json"),
        "title": "A referral: exactly what passes to one organisation under one agreement",
        "type": "object",
        "required": ["reference", "referral", "agency", "agreement", "agreement_version", "purpose", "permission", "urgent", "risk", "state", "sections"],
        "properties": {
            "reference": text, "referral": {"type": "string", "format": "uuid"}, "agency": text, "agreement": text,
            "agreement_version": {"type": "integer"},
            "purpose": {"enum": waymark_core::report::Purpose::IDS},
            "permission": {"enum": ["full", "anonymous", "overruled"]},
            "overruled": {"enum": waymark_core::referral::Ground::IDS},
            "asked": {"type": "object", "additionalProperties": false, "required": ["by", "wording", "language", "at"],
                "properties": {"by": text, "wording": text, "language": text, "at": time}},
            "urgent": {"type": "boolean"}, "risk": {"enum": waymark_core::report::RiskLevel::IDS},
            "due_at": maybe(&time), "state": text,
            "sections": {"type": "object", "additionalProperties": false, "properties": {
                "summary": {"type": "object", "additionalProperties": false, "properties": {
                    "types": codes, "strands": codes, "district": maybe(&text), "setting": maybe(&text), "month": maybe(&text),
                    "part_of_day": maybe(&text), "repeated": maybe(&text), "risk": {"enum": waymark_core::report::RiskLevel::IDS}}},
                "incident": {"type": "object", "additionalProperties": false, "properties": {"language": text, "reporter": {"type": "object", "additionalProperties": false, "properties": {"role": text}}, "incident": part("incident")}},
                "additions": {"type": "array", "items": {"type": "object", "properties": {"at": time, "text": text}}},
                "victim": part("victim"), "contact": part("contact"), "suspect": part("suspect"), "evidence": {"type": "object"}}},
            "access": {"type": "object", "properties": {"needs": codes, "language": maybe(&text), "interpreter": maybe(&text)}},
            "questions": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["at", "question"], "properties": {
                "at": time, "question": text,
                "answer": {"type": "object", "additionalProperties": false, "required": ["at", "text"], "properties": {"at": time, "text": text}}}}}
        },
        "additionalProperties": false
    })
}

fn openapi(book: &Book, service: &Service) -> Json {
    let mut api = serde_json::to_value(Answers::openapi()).unwrap_or_default();
    api["openapi"] = "3.1.0".into();
    api["info"] = json!({"title": format!("{} – API", service.settings.operator.service_name), "version": env!("CARGO_PKG_VERSION"),
        "description": "Send a report of hate, look at it with its receipt, and ask what the rules would do with one."});
    api["servers"] = json!([{"url": service.settings.public_url}]);
    api["components"]["securitySchemes"] =
        json!({"CentreKey": {"type": "http", "scheme": "bearer", "description": "A key of a centre's own system (wmk_…)."}});
    let schemas = &mut api["components"]["schemas"];
    let tables = [
        ("Report", questions::REPORT),
        ("Preview", questions::PREVIEW),
        ("Message", questions::MESSAGE),
        ("Addition", questions::ADDITION),
        ("Permission", questions::PERMISSION),
        ("OwnWord", questions::OWN_WORD),
    ];
    for (name, table) in tables {
        schemas[name] = group(table, book);
    }
    schemas["Receipted"] = json!({"type": "object", "required": ["reference", "receipt", "referrals", "unplaced"], "properties": {
        "reference": {"type": "string", "examples": ["WM-7K3F-92QD"]}, "receipt": {"type": "string", "examples": ["7KQF-M2XD-9TRA-HW4C"]},
        "referrals": {"type": "array", "items": {"$ref": "#/components/schemas/Referred"}},
        "unplaced": {"type": "array", "items": {"$ref": "#/components/schemas/Waiting"}}}});
    schemas["Erased"] = json!({"type": "object", "properties": {"reference": {"type": "string"}, "state": {"type": "string"}, "status": {"type": "string"}, "destroyed_at": {"type": "string", "format": "date-time"}}});
    schemas["Problem"] = json!({"type": "object", "required": ["type", "title", "status"], "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "errors": {"type": "array", "items": {"type": "object", "required": ["pointer", "code", "detail"], "properties": {
            "pointer": {"type": "string"}, "code": {"type": "string", "enum": FaultCode::IDS}, "detail": {"type": "string"}}}}}});
    directory::schemas(schemas);
    let mut paths = Map::new();
    for call in CALLS.iter().chain(directory::CALLS) {
        let entry = paths.entry(call.path).or_insert_with(|| json!({}));
        entry[call.method] = operation(call);
    }
    api["paths"] = paths.into();
    api
}

fn operation(call: &Call) -> Json {
    let problem = |about: &str| json!({"description": about, "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}});
    let mut responses = Map::new();
    let answer = if call.response.1.is_empty() {
        json!({"description": "Done."})
    } else {
        json!({"description": call.summary, "content": {"application/json": {"schema": {"$ref": format!("#/components/schemas/{}", call.response.1)}}}})
    };
    responses.insert(call.response.0.to_owned(), answer);
    let mut parameters = Vec::new();
    if directory::is_ours(call.path) {
        parameters = directory::parameters(call.path);
        if call.path.ends_with("{id}") {
            responses.insert("404".to_owned(), problem("The directory has nothing with this id."));
        }
    } else {
        for (status, about) in [("429", "Too many requests; Retry-After says when."), ("503", "It cannot be made durable now.")] {
            responses.insert(status.to_owned(), problem(about));
        }
    }
    if call.receipt {
        parameters.push(json!({"name": "Receipt", "in": "header", "required": true, "schema": {"type": "string"}, "description": "The receipt."}));
        parameters.push(json!({"name": "Receipt-Word", "in": "header", "schema": {"type": "string"}, "description": "A word of the reporter's own, if one was chosen."}));
        for (status, about) in [("401", "The header Receipt is missing."), ("404", "No report opens with this receipt and word.")]
        {
            responses.insert(status.to_owned(), problem(about));
        }
        if call.method != "get" {
            responses.insert("410".to_owned(), problem("The report was erased."));
        }
    }
    if call.path == "/api/v1/reports" {
        responses.insert("401".to_owned(), problem("The API key is not known, or has ended."));
        parameters.push(json!({"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "minLength": 16, "maxLength": 255}, "description": "Makes a retry return the first answer for 24 hours."}));
    }
    let mut operation = json!({"summary": call.summary, "description": call.detail, "operationId": format!("{}{}", call.method, call.path.replace(['/', '-', '{', '}'], "_")), "responses": responses});
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    if call.path == "/api/v1/reports" {
        // Anybody may; a centre's own system brings its key.
        operation["security"] = json!([{}, {"CentreKey": []}]);
    }
    if let Some(request) = call.request {
        let example: Json = serde_json::from_str(call.example).unwrap_or_default();
        operation["requestBody"] = json!({"required": true, "content": {"application/json": {"schema": {"$ref": format!("#/components/schemas/{request}")}, "example": example}}});
        for (status, about) in [
            ("400", "The body is not JSON."),
            ("413", "The body is larger than 1 MiB."),
            ("415", "The body is not application/json."),
            ("422", "Every fault of the body at once."),
        ] {
            operation["responses"][status] = problem(about);
        }
    }
    operation
}

fn list(table: &[Question], at: &str, into: &mut Vec<(String, String, String)>) {
    for question in table {
        let pointer = format!("{at}/{}", question.name);
        let kind = match &question.shape {
            Shape::Group(inner) => {
                list(inner, &pointer, into);
                continue;
            }
            Shape::List(Shape::Group(inner), most) => {
                into.push((pointer.clone(), format!("list, at most {most}"), question.about.to_owned()));
                list(inner, &format!("{pointer}/0"), into);
                continue;
            }
            Shape::List(_, most) => format!("list, at most {most}"),
            Shape::Text { most, .. } => format!("text, at most {most} characters"),
            Shape::Language => "language tag".to_owned(),
            Shape::Flag => "true or false".to_owned(),
            Shape::Code(Ids::Fixed(ids)) => ids.members.join(" · "),
            Shape::Code(_) => "one id".to_owned(),
            Shape::Codes(_) => "ids".to_owned(),
            Shape::Moment => "day or time".to_owned(),
            Shape::Postcode => "postcode".to_owned(),
            Shape::Area => "district code".to_owned(),
            Shape::Map(..) | Shape::Monitoring => "by id".to_owned(),
        };
        into.push((pointer, kind, question.about.to_owned()));
    }
}
