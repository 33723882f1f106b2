//! What was typed, as the JSON of a report that the one parser reads, and a fault's place back to its field.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::{Value as Json, json};
use waymark_core::places::Gazetteer;
use waymark_core::report::questions::{self, Question, Shape};
use waymark_core::vocabulary::Id;
use waymark_core::words::Speaker;

use crate::web::asking::place::{TOWN, put_places};
use crate::web::asking::put::put;
use crate::web::asking::steps::{self, WAYS};
use crate::web::asking::ways::{given, put_ways};
use crate::web::asking::when::WhenTyped;
use crate::web::http::body::Form;

/// Who else must never be told, in words.
pub(crate) const NEVER_WORDS: &str = "never_words";

/// Names of the answers, plain ones and those that are put together here.
fn pointer_of(name: &str) -> String {
    match name.split_once('.') {
        Some(("allow", rest)) => format!("/permission/agencies/{}", rest.replace('.', "/")),
        Some(("purposes", purpose)) => format!("/permission/purposes/{purpose}"),
        None => format!("/permission/{name}"),
        _ => format!("/{}", name.replace('.', "/")),
    }
}

/// The field that a fault belongs to, of those that were asked; the account when there is none of its own.
pub(crate) fn field_of(pointer: &str, form: &Form, asked: &[&str]) -> String {
    let steps: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
    match steps.as_slice() {
        ["contact", "methods", place, ..] => {
            let kind = place.parse::<usize>().ok().and_then(|place| given(form).nth(place)).map_or("", |(kind, _)| kind);
            return format!("contact.value.{kind}");
        }
        ["incident", "where", "words"] => return TOWN.to_owned(),
        ["victim", "words"] => return "victim.postcode".to_owned(),
        ["incident", "reported_to", ..] => return "told.reference".to_owned(),
        ["permission", "agencies", agency, purpose, ..] => return format!("allow.{agency}.{purpose}"),
        ["permission", "purposes", purpose, ..] => return format!("purposes.{purpose}"),
        ["permission", name, ..] => return (*name).to_owned(),
        ["monitoring", question, ..] => return format!("monitoring.{question}"),
        _ => {}
    }
    let owner = |name: &&&str| {
        let own = pointer_of(name);
        name.contains('.') && (pointer == own || pointer.starts_with(&format!("{own}/")))
    };
    asked.iter().find(owner).map_or_else(|| "incident.account".to_owned(), |name| (*name).to_owned())
}

/// The shape of the question that a field asks; nothing for one that is put together of several.
pub(crate) fn shape_of(name: &str) -> Option<&'static Shape> {
    let pointer = pointer_of(name);
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

/// What is needed to read what was typed.
pub(crate) struct With<'a> {
    pub t: &'a Speaker,
    pub now: DateTime<Utc>,
    pub gazetteer: &'a Gazetteer,
    /// Ids of those who live near or are family, a partner or a carer.
    pub close: &'a [Id],
}

/// What was typed in these fields as the JSON of a report. Days, places and ways are read where they can be, and kept as words where not.
pub(crate) fn to_report(form: &Form, asked: &[&str], with: &With<'_>) -> Json {
    let mut report = json!({"language": with.t.language()});
    for name in asked.iter().filter(|name| name.contains('.')) {
        if let Some(shape) = shape_of(name).filter(|_| !is_put_together(name))
            && let Some(answer) = answer(form, name, shape)
        {
            put(&mut report, &pointer_of(name), answer);
        }
    }
    WhenTyped { form, t: with.t, now: with.now }.put(&mut report);
    put_places(form, &mut report, with.gazetteer);
    told(form, &mut report);
    put_ways(form, &mut report);
    let aspects: Vec<&str> = form.all("incident.aspects").filter_map(|value| Some(value.split_once('/')?.1)).collect();
    if !aspects.is_empty() {
        put(&mut report, "/incident/aspects", json!(aspects));
    }
    if !steps::is_for_another(form)
        && let Some(reporter) = report.get_mut("reporter").and_then(Json::as_object_mut)
    {
        // Asked only of somebody who speaks for another.
        reporter.remove("victim_agreed");
        reporter.remove("how_agreed");
    }
    if !steps::is_professional(form)
        && let Some(reporter) = report.get_mut("reporter").and_then(Json::as_object_mut)
    {
        reporter.remove("from");
    }
    // One question, two places: the rules of risk count it too.
    if matches!(form.get("incident.repeated"), "before" | "ongoing") {
        put(&mut report, "/risk/repeated", json!("yes"));
    }
    // So is who did it, unless they said something else.
    if form.get("risk.close").is_empty() && with.close.iter().any(|id| id.as_str() == form.get("suspect.relation")) {
        put(&mut report, "/risk/close", json!("yes"));
    }
    for (name, value) in form.0.iter().filter(|(name, value)| name.starts_with("monitoring.") && !value.is_empty()) {
        put(&mut report, &pointer_of(name), json!(value));
    }
    let permission = permission(form);
    if permission.as_object().is_some_and(|said| !said.is_empty()) {
        report["permission"] = permission;
    }
    report
}

/// "Never tell them" beside an organisation is the same as naming it on the page before, and is kept there alone: whatever is asked about
/// it later, or no longer asked, it stays.
pub(crate) fn keep_never(typed: &mut Vec<(String, String)>) {
    let of = |name: &str| name.strip_prefix("allow.").and_then(|rest| rest.split_once('.')).map(|(agency, _)| agency.to_owned());
    let never: BTreeSet<String> = typed.iter().filter(|(_, value)| value == "never").filter_map(|(name, _)| of(name)).collect();
    typed.retain(|(name, _)| of(name).is_none_or(|agency| !never.contains(&agency)));
    for agency in never {
        let entry = ("never".to_owned(), agency);
        if !typed.contains(&entry) {
            typed.push(entry);
        }
    }
}

/// A permission as it was chosen on a page.
pub(crate) fn permission(form: &Form) -> Json {
    let mut report = json!({"permission": {}});
    let said = |name: &str| name.starts_with("allow.") || name.starts_with("purposes.") || name == "if_unable";
    let mut form = Form(form.0.clone());
    keep_never(&mut form.0);
    let never: Vec<&str> = form.all("never").filter(|id| !id.is_empty()).collect();
    for (name, value) in form.0.iter().filter(|(name, value)| said(name) && !value.is_empty()) {
        put(&mut report, &pointer_of(name), json!(value));
    }
    if !never.is_empty() {
        put(&mut report, "/permission/never", json!(never));
    }
    let words = form.get(NEVER_WORDS);
    if !words.trim().is_empty() {
        put(&mut report, "/permission/never_words", json!(words));
    }
    report["permission"].take()
}

/// Fields that are not one answer of the question table each.
fn is_put_together(name: &str) -> bool {
    name.starts_with("told.")
        || matches!(
            name,
            "incident.when.from"
                | "incident.when.to"
                | "incident.when.time"
                | "incident.when.words"
                | "incident.aspects"
                | TOWN
                | WAYS
        )
        || matches!(name, "contact.value" | "contact.safe")
}

fn answer(form: &Form, name: &str, shape: &Shape) -> Option<Json> {
    match shape {
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

/// Whom else it was told, and a reference: it is the police's when they are among them.
fn told(form: &Form, report: &mut Json) {
    let mut told: Vec<Json> = form.all("told.who").filter(|who| !who.is_empty()).map(|who| json!({"who": who})).collect();
    let reference = form.get("told.reference");
    if !reference.trim().is_empty() {
        let police = told.iter().position(|one| one["who"] == "police");
        match told.get_mut(police.unwrap_or(0)) {
            Some(one) => one["reference"] = json!(reference),
            None => told.push(json!({"reference": reference})),
        }
    }
    if !told.is_empty() {
        put(report, "/incident/reported_to", json!(told));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_core::words::Words;

    fn english() -> Speaker {
        std::sync::Arc::new(Words::read([]).unwrap()).speaker(["en"])
    }

    fn to_report(form: &Form) -> Json {
        let with = With {
            t: &english(),
            now: "2026-11-20T11:00:00Z".parse().unwrap(),
            gazetteer: &Gazetteer::default(),
            close: &[Id::from("neighbour")],
        };
        super::to_report(form, &steps::names(), &with)
    }

    fn field_of(pointer: &str, form: &Form) -> String {
        super::field_of(pointer, form, &steps::names())
    }

    #[test]
    fn who_lives_near_counts_as_close_unless_something_else_was_said() {
        let close = |more: &[(&str, &str)]| {
            to_report(&form(&[&[("suspect.relation", "neighbour")], more].concat()))["risk"]["close"].clone()
        };
        assert_eq!((close(&[]), close(&[("risk.close", "no")])), (json!("yes"), json!("no")));
        assert_eq!(to_report(&form(&[("suspect.relation", "stranger")]))["risk"]["close"], Json::Null);
    }

    #[test]
    fn never_beside_one_purpose_is_never_for_all_and_outlasts_what_is_asked() {
        let mut typed = form(&[("allow.a.inform", "anonymous"), ("allow.a.protect", "never"), ("allow.b.support", "full")]).0;
        keep_never(&mut typed);
        assert_eq!(typed, form(&[("allow.b.support", "full"), ("never", "a")]).0);
        keep_never(&mut typed);
        assert_eq!(typed.len(), 2, "once is enough");
    }

    fn form(fields: &[(&str, &str)]) -> Form {
        Form(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn every_plain_field_stands_for_a_question_of_the_table() {
        for name in steps::names().into_iter().filter(|name| !is_put_together(name)) {
            assert!(shape_of(name).is_some(), "{name}");
            if name.contains('.') {
                assert_eq!(field_of(&pointer_of(name), &form(&[])), name);
            }
        }
    }

    #[test]
    fn what_is_typed_becomes_the_json_that_the_api_takes() {
        let typed = form(&[
            ("incident.account", "It was late."),
            ("incident.types", "threat"),
            ("incident.types", "online"),
            ("incident.when.precision", "exact"),
            ("incident.when.from.day", "14"),
            ("incident.when.from.month", "Nov"),
            ("incident.when.from.year", "26"),
            ("incident.when.time", "9.30 pm"),
            ("incident.aspects", "race/other"),
            ("incident.repeated", "before"),
            ("told.who", "council"),
            ("told.who", "police"),
            ("told.reference", "NICL-1"),
            ("contact.way", "text"),
            ("contact.way", "through"),
            ("contact.value.text", "07700 900123"),
            ("contact.safe.text", "yes"),
            ("allow.tees-pride.support", "full"),
            ("never", "north-council"),
            ("never_words", "My mum works at the council."),
            ("if_unable", "another"),
            ("victim.name", "  "),
            ("monitoring.gender", "woman"),
        ]);
        let expected = json!({
            "language": "en",
            "incident": {"account": "It was late.", "types": ["threat", "online"], "aspects": ["other"], "repeated": "before",
                "when": {"from": "2026-11-14T21:30", "precision": "exact"},
                "reported_to": [{"who": "council"}, {"who": "police", "reference": "NICL-1"}]},
            "contact": {"methods": [{"kind": "text", "value": "07700 900123", "safe": true}], "through_centre": true},
            "risk": {"repeated": "yes"},
            "monitoring": {"gender": "woman"},
            "permission": {"agencies": {"tees-pride": {"support": "full"}}, "never": ["north-council"],
                "never_words": "My mum works at the council.", "if_unable": "another"}
        });
        assert_eq!(to_report(&typed), expected);
    }

    #[test]
    fn a_month_is_enough_when_the_day_is_not_known() {
        let about = [("incident.when.from.month", "3"), ("incident.when.from.year", "2026")];
        let with = |precision| {
            let mut fields = about.to_vec();
            fields.push(("incident.when.precision", precision));
            to_report(&form(&fields))["incident"]["when"]["from"].clone()
        };
        assert_eq!(with("approximate"), "2026-03-01");
        assert_eq!(with("day"), "2026-03-01", "and it is said to be about then");
        assert_eq!(with("unknown"), Json::Null);
    }

    #[test]
    fn who_speaks_for_themselves_is_not_asked_whether_another_agreed() {
        let typed =
            form(&[("reporter.role", "victim"), ("reporter.victim_agreed", "yes"), ("reporter.how_agreed", "on the phone")]);
        assert_eq!(to_report(&typed)["reporter"], json!({"role": "victim"}));
    }

    #[test]
    fn a_fault_inside_a_field_belongs_to_the_field() {
        let ways = [("contact.way", "through"), ("contact.way", "phone"), ("contact.way", "email"), ("contact.way", "text")];
        // The phone was left empty, and so is no way.
        let typed = form(&[&ways[..], &[("contact.value.email", "a@b.example"), ("contact.value.text", "1")]].concat());
        assert_eq!(field_of("/incident/types/2", &typed), "incident.types");
        assert_eq!(field_of("/contact/methods/1/value", &typed), "contact.value.text");
        assert_eq!(field_of("/permission/agencies/tees-pride/support", &typed), "allow.tees-pride.support");
        assert_eq!(field_of("/somewhere/else", &typed), "incident.account");
    }
}
