//! The one-page form: which questions of the table it asks, how a field's name leads to its place in a report, and back.

use serde_json::{Map, Value as Json, json};

use super::super::body::Form;
use super::super::pages::{Choice, Field, FieldKind, Group};
use crate::journeys::Service;
use crate::report::questions::{self, Ids, Question, Shape};
use crate::report::{AgeBand, Purpose};
use crate::words::Speaker;

/// Groups of the form with the names of their fields.
const GROUPS: &[(&str, &[&str])] = &[
    ("story", &["incident.account", "incident.types", "incident.strands"]),
    (
        "when-where",
        &["incident.when.from", "incident.where.setting", "incident.where.postcode", "incident.where.place", "incident.repeated"],
    ),
    ("who", &["reporter.role", "reporter.victim_agreed"]),
    ("suspect", &["suspect.relation", "suspect.description"]),
    ("victim", &["victim.name", "victim.age_band"]),
    ("contact", &["contact.kind", "contact.value", "contact.safe", "contact.safe_times", "contact.needs"]),
    ("risk", &["risk.in_danger", "risk.injury", "risk.weapon", "risk.escalating", "risk.close", "risk.self_harm"]),
    ("permission", &["purposes.support", "purposes.investigate", "purposes.protect", "purposes.inform", "never"]),
];

/// A fault of the form: the field's name, and what is wrong in words.
pub(super) type FieldFault = (String, String);

/// The pointer in a report that a field's name stands for.
fn pointer_of(name: &str) -> String {
    match name.split_once('.') {
        Some(("contact", part @ ("kind" | "value" | "safe"))) => format!("/contact/methods/0/{part}"),
        Some(("purposes", purpose)) => format!("/permission/purposes/{purpose}"),
        None => format!("/permission/{name}"),
        _ => format!("/{}", name.replace('.', "/")),
    }
}

/// The field that a pointer of a fault belongs to; the account when the form has none of its own.
pub(super) fn field_of(pointer: &str) -> String {
    let names = GROUPS.iter().flat_map(|(_, names)| names.iter());
    let owner = |name: &&&str| {
        let own = pointer_of(name);
        pointer == own || pointer.starts_with(&format!("{own}/"))
    };
    names.into_iter().find(owner).map_or_else(|| "incident.account".to_owned(), |name| (*name).to_owned())
}

/// The shape of the question at a pointer.
fn shape_at(pointer: &str) -> Option<&'static Shape> {
    let mut table: &'static [Question] = questions::REPORT;
    let mut found: Option<&'static Shape> = None;
    for step in pointer.trim_start_matches('/').split('/') {
        let shape = match found {
            Some(Shape::List(inner, _) | Shape::Map(_, inner)) => *inner,
            _ => &table.iter().find(|question| question.name == step)?.shape,
        };
        if let Shape::Group(inner) = shape {
            table = inner;
        }
        found = Some(shape);
    }
    found
}

/// What was typed as the JSON of a report, to be read by the same parser as the API's.
pub(super) fn to_report(form: &Form, language: &str) -> Json {
    let mut report = json!({"language": language});
    for (_, names) in GROUPS {
        for name in *names {
            let pointer = pointer_of(name);
            if let Some(answer) = answer(form, name, shape_at(&pointer)) {
                put(&mut report, &pointer, answer);
            }
        }
    }
    if report.pointer("/incident/when/from").is_some() {
        put(&mut report, "/incident/when/precision", json!("day"));
    }
    // A way that nothing was typed for is no way to reach anybody.
    if report.pointer("/contact/methods/0/value").is_none()
        && let Some(contact) = report.get_mut("contact").and_then(Json::as_object_mut)
    {
        contact.remove("methods");
    }
    report
}

fn answer(form: &Form, name: &str, shape: Option<&Shape>) -> Option<Json> {
    match shape? {
        Shape::Codes(_) => {
            let chosen: Vec<&str> = form.all(name).filter(|value| !value.is_empty()).collect();
            (!chosen.is_empty()).then(|| json!(chosen))
        }
        Shape::Flag => match form.get(name) {
            "yes" => Some(json!(true)),
            "no" => Some(json!(false)),
            _ => None,
        },
        _ => Some(form.get(name)).filter(|value| !value.trim().is_empty()).map(|value| json!(value)),
    }
}

/// Puts a value at a pointer, making what lies on the way.
fn put(report: &mut Json, pointer: &str, value: Json) {
    let mut at = report;
    for step in pointer.trim_start_matches('/').split('/') {
        if step == "0" {
            if !at.is_array() {
                *at = json!([{}]);
            }
            at = &mut at[0];
        } else {
            if !at.is_object() {
                *at = Json::Object(Map::new());
            }
            at = &mut at[step];
        }
    }
    *at = value;
}

/// The form with what was typed and what is wrong with it.
pub(super) fn groups(service: &Service, t: &Speaker, typed: &Form, faults: &[FieldFault]) -> Vec<Group> {
    let field = |name: &&str| field(service, t, name, typed, faults);
    GROUPS
        .iter()
        .map(|(group, names)| Group {
            heading: t.say(&format!("group-{group}")),
            intro: t.say(&format!("group-{group}-intro")),
            fields: names.iter().map(field).collect(),
        })
        .collect()
}

fn field(service: &Service, t: &Speaker, name: &str, typed: &Form, faults: &[FieldFault]) -> Field {
    let message = match name.strip_prefix("risk.") {
        Some(question) => format!("risk-question-{}", question.replace('_', "-")),
        None => format!("field-{}", name.replace('.', "-")),
    };
    let hint = format!("hint-{}", name.replace('.', "-"));
    let (kind, choices) = kind(service, t, name, typed);
    Field {
        label: t.say(&message),
        hint: if t.has(&hint) { t.say(&hint) } else { String::new() },
        kind,
        value: typed.get(name).to_owned(),
        choices,
        fault: faults.iter().find(|(field, _)| field == name).map(|(_, words)| words.clone()),
        name: name.to_owned(),
    }
}

fn kind(service: &Service, t: &Speaker, name: &str, typed: &Form) -> (FieldKind, Vec<Choice>) {
    let chosen: Vec<&str> = typed.all(name).collect();
    let list = |ids: Vec<(String, String)>| -> Vec<Choice> {
        ids.into_iter()
            .map(|(value, label)| Choice { chosen: chosen.contains(&value.as_str()), hint: String::new(), value, label })
            .collect()
    };
    let labelled =
        |prefix: &str, ids: &[&str]| list(ids.iter().map(|id| ((*id).to_owned(), t.say(&format!("{prefix}-{id}")))).collect());
    match shape_at(&pointer_of(name)) {
        Some(Shape::Text { lines: true, .. }) => (FieldKind::Lines, Vec::new()),
        Some(Shape::Flag) => (FieldKind::Radios, list(vec![("yes".to_owned(), t.say("yes")), ("no".to_owned(), t.say("no"))])),
        Some(Shape::Codes(Ids::Agencies)) => {
            let agencies = service.book.agencies().map(|agency| (agency.id.to_string(), agency.name.clone()));
            (FieldKind::Checkboxes, list(agencies.collect()))
        }
        Some(Shape::Codes(ids)) => {
            (FieldKind::Checkboxes, labelled(prefix(name, *ids), &ids.list(&service.book.vocabulary).unwrap_or_default()))
        }
        Some(Shape::Code(ids)) => {
            let all = ids.list(&service.book.vocabulary).unwrap_or_default();
            let kind = if all.len() > 8 { FieldKind::Select } else { FieldKind::Radios };
            // "inform" is always anonymous: nobody is offered more.
            let offered: Vec<&str> = all.into_iter().filter(|id| !(name == "purposes.inform" && *id == "full")).collect();
            let mut choices = labelled(prefix(name, *ids), &offered);
            for choice in &mut choices {
                let hint = format!("{}-{}-hint", prefix(name, *ids), choice.value);
                choice.hint = if t.has(&hint) { t.say(&hint) } else { String::new() };
            }
            (kind, choices)
        }
        _ => (FieldKind::Line, Vec::new()),
    }
}

/// The beginning of the messages that label the ids of a question.
fn prefix(name: &str, ids: Ids) -> &'static str {
    match ids {
        Ids::Strands => "strand",
        Ids::Types => "type",
        Ids::Settings => "setting",
        Ids::Relations => "relation",
        Ids::Needs => "need",
        Ids::HomelessReasons => "homeless-reason",
        Ids::Aspects | Ids::Agencies => "aspect",
        Ids::Fixed(list) if list == &AgeBand::IDS[..] => "age",
        Ids::Fixed(list) if list == questions::REPEATED => "repeated",
        Ids::Fixed(list) if list == questions::CONTACT_KINDS => "contact",
        Ids::Fixed(list) if list == questions::YES_NO || list == questions::SELF_HARM => "risk-answer",
        Ids::Fixed(_) if name.starts_with("purposes.") => "value",
        Ids::Fixed(_) => "role",
    }
}

/// Radios for each purpose and the organisations that must never be told: permission by itself, nothing chosen beforehand.
pub(super) fn permission_fields(service: &Service, t: &Speaker) -> Vec<Field> {
    let nothing = Form(Vec::new());
    let purposes = Purpose::IDS.iter().map(|purpose| format!("purposes.{purpose}"));
    purposes.chain(["never".to_owned()]).map(|name| field(service, t, &name, &nothing, &[])).collect()
}

/// A permission as it was chosen on a page.
pub(super) fn to_permission(form: &Form) -> Json {
    let mut report = json!({"permission": {}});
    for name in Purpose::IDS.iter().map(|purpose| format!("purposes.{purpose}")).chain(["never".to_owned()]) {
        let pointer = pointer_of(&name);
        if let Some(answer) = answer(form, &name, shape_at(&pointer)) {
            put(&mut report, &pointer, answer);
        }
    }
    report["permission"].take()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Form {
        Form(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn every_field_of_the_form_stands_for_a_question_of_the_table() {
        for name in GROUPS.iter().flat_map(|(_, names)| names.iter()) {
            assert!(shape_at(&pointer_of(name)).is_some(), "{name}");
            assert_eq!(&field_of(&pointer_of(name)), name);
        }
    }

    #[test]
    fn what_is_typed_becomes_the_json_that_the_api_takes() {
        let typed = form(&[
            ("incident.account", "It was late."),
            ("incident.types", "threat"),
            ("incident.types", "online"),
            ("incident.when.from", "2026-11-14"),
            ("contact.kind", "text"),
            ("contact.value", "07700 900123"),
            ("contact.safe", "yes"),
            ("purposes.support", "full"),
            ("never", "north-council"),
            ("victim.name", "  "),
        ]);
        let expected = json!({
            "language": "en",
            "incident": {"account": "It was late.", "types": ["threat", "online"], "when": {"from": "2026-11-14", "precision": "day"}},
            "contact": {"methods": [{"kind": "text", "value": "07700 900123", "safe": true}]},
            "permission": {"purposes": {"support": "full"}, "never": ["north-council"]}
        });
        assert_eq!(to_report(&typed, "en"), expected);
    }

    #[test]
    fn a_kind_of_contact_without_a_value_is_left_out() {
        let report = to_report(&form(&[("contact.kind", "text"), ("contact.safe_times", "mornings")]), "en");
        assert_eq!(report["contact"], json!({"safe_times": "mornings"}));
    }

    #[test]
    fn a_fault_inside_a_field_belongs_to_the_field() {
        assert_eq!(field_of("/incident/types/2"), "incident.types");
        assert_eq!(field_of("/contact/methods/0/value"), "contact.value");
        assert_eq!(field_of("/somewhere/else"), "incident.account");
    }
}
