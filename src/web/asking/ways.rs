//! Ways to reach somebody, as they were typed. What looks wrong is asked about once: whoever presses the button again with the same answer knows
//! better, and the way is kept unchecked, for people to use. A way that is left empty is left out.

use serde_json::{Value as Json, json};
use waymark_core::report::labels::{CONTACT, FIELD_CONTACT_VALUE};
use waymark_core::report::parse::fault_of_way;
use waymark_core::tidy::is_blank;
use waymark_core::words::Speaker;

use crate::web::asking::put::put;
use crate::web::asking::steps::{THROUGH, WAYS, is_for_another, is_witness};
use crate::web::http::body::Form;
use crate::web::parts::families::DOUBT;

/// Needs that say by which way alone somebody can be reached.
const ONLY_BY: [(&str, &str); 2] = [("text-only", "text"), ("email-only", "email")];

/// Ways to reach somebody that were chosen, but for the one through our team.
pub(crate) fn ways(form: &Form) -> impl Iterator<Item = &str> {
    form.all(WAYS).filter(|kind| *kind != THROUGH && !kind.is_empty())
}

/// Those that have an address or a number.
pub(crate) fn given(form: &Form) -> impl Iterator<Item = (&str, &str)> {
    ways(form).map(|kind| (kind, form.get(&format!("contact.value.{kind}")))).filter(|(_, value)| !is_blank(value))
}

fn is_safe(form: &Form, kind: &str) -> bool {
    form.get(&format!("contact.safe.{kind}")) == "yes"
}

/// Puts the ways into a report.
pub(crate) fn put_ways(form: &Form, report: &mut Json) {
    let method = |(kind, value): (&str, &str)| {
        let mut method = json!({"kind": kind, "value": value, "safe": is_safe(form, kind)});
        if fault_of_way(kind, value).is_some() {
            method["unchecked"] = json!(true);
        }
        method
    };
    let methods: Vec<Json> = given(form).map(method).collect();
    if !methods.is_empty() {
        put(report, "/contact/methods", json!(methods));
    }
    if form.all(WAYS).any(|kind| kind == THROUGH) {
        put(report, "/contact/through_centre", json!(true));
    }
}

/// What an answer is asked about, once.
struct Doubt {
    /// The field.
    field: String,
    /// What stands in it, by which it is known again.
    value: String,
    /// Why.
    why: &'static str,
    /// The way that it is about.
    kind: String,
}

/// Everything that looks wrong about the ways.
fn all(form: &Form) -> Vec<Doubt> {
    let doubt = |field: String, value: &str, why: &'static str, kind: &str| Doubt {
        field,
        // Nothing is an answer too, and is known again.
        value: format!("={}", value.trim()),
        why,
        kind: kind.to_owned(),
    };
    let mut found = Vec::new();
    for kind in ways(form) {
        let (field, safe) = (format!("contact.value.{kind}"), format!("contact.safe.{kind}"));
        let value = form.get(&field);
        if is_blank(value) {
            found.push(doubt(field, "", "blank", kind));
            continue;
        }
        if let Some(fault) = fault_of_way(kind, value) {
            found.push(doubt(field, value, fault.id(), kind));
        }
        if form.get(&safe).is_empty() {
            found.push(doubt(safe, "", "safe", kind));
        }
    }
    for (need, kind) in ONLY_BY {
        let needed = form.all("contact.needs").any(|one| one == need);
        let reached = given(form).any(|(given, _)| given == kind && is_safe(form, kind));
        if needed && !reached && !is_for_another(form) && given(form).next().is_some() {
            found.push(doubt("contact.needs".to_owned(), need, "only", kind));
        }
    }
    found
}

/// What these answers are asked about that was not asked yet, by field and in words.
pub(crate) fn doubts(form: &Form, t: &Speaker) -> Vec<(String, String)> {
    let open = all(form).into_iter().filter(|doubt| form.get(&format!("sure.{}", doubt.field)) != doubt.value);
    open.map(|doubt| {
        let way = if doubt.why == "blank" { t.of(&FIELD_CONTACT_VALUE, &doubt.kind) } else { t.of(&CONTACT, &doubt.kind) };
        (doubt.field, t.of1(&DOUBT, doubt.why, "way", way))
    })
    .collect()
}

/// The button was pressed: what was asked about before, and stands there as it did, is what the person means.
pub(crate) fn press(typed: &mut Vec<(String, String)>) {
    let form = Form(typed.clone());
    for doubt in all(&form) {
        let (asked, sure) = (format!("asked.{}", doubt.field), format!("sure.{}", doubt.field));
        let name = if form.get(&asked) == doubt.value { sure } else { asked };
        typed.retain(|(known, _)| *known != name);
        typed.push((name, doubt.value));
    }
}

/// A witness is asked how they themselves can be reached: their way is theirs, and not that of the person it happened to.
pub(crate) fn settle(typed: &mut Vec<(String, String)>) {
    let form = Form(typed.clone());
    if is_witness(&form) && form.get("contact.of").is_empty() && ways(&form).next().is_some() {
        typed.retain(|(name, _)| name != "contact.of");
        typed.push(("contact.of".to_owned(), "reporter".to_owned()));
    }
}

/// What there is to know of a way that is kept as it was typed; nothing for one that looks right.
pub(crate) fn understood(form: &Form, name: &str, t: &Speaker) -> Option<String> {
    let kind = name.strip_prefix("contact.value.")?;
    let value = form.get(name);
    (!is_blank(value) && fault_of_way(kind, value).is_some()).then(|| t.say("way-kept"))
}
