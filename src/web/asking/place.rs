//! Where it happened, from what was typed in any words: the district it means, which of several is asked about, and what stays as it was typed.

use serde_json::{Value as Json, json};
use waymark_core::places::{AreaCode, Beyond, Gazetteer, Meant, Postcode};
use waymark_core::tidy::{is_blank, tidy};
use waymark_core::words::Speaker;

use crate::web::asking::put::put;
use crate::web::http::body::Form;

/// The field for a town, a city or a district.
pub(crate) const TOWN: &str = "place.area";
/// The field for the postcode of the place.
const POSTCODE: &str = "incident.where.postcode";
/// What was chosen, or is the only one that is meant.
const AREA: &str = "incident.where.area";
/// How sure we are of it: one of the words below, or somewhere beyond England and Wales.
const SURE: &str = "place.sure";
/// Only one district is meant.
const YES: &str = "yes";
/// Several are meant: which one is asked.
const ASK: &str = "ask";
/// None is known: the words stay as they are.
const WORDS: &str = "words";

/// Whether the person is asked which of several places they mean.
pub(crate) fn is_asked(form: &Form) -> bool {
    form.get(SURE) == ASK
}

/// Where the place lies that was typed, if that is not in England or Wales.
pub(crate) fn beyond(form: &Form) -> Option<Beyond> {
    Beyond::from_id(form.get(SURE))
}

/// What was typed that may mean districts: a town; without one that is known, a postcode that is not whole.
fn meant<'f>(form: &'f Form, gazetteer: &Gazetteer) -> (&'f str, Meant) {
    let typed = [TOWN, POSTCODE].map(|name| form.get(name)).into_iter().filter(|text| !is_blank(text));
    let tried: Vec<(&str, Meant)> = typed.map(|text| (text, gazetteer.meant_by(text))).collect();
    let areas = tried.iter().find(|(_, meant)| matches!(meant, Meant::Areas { .. }));
    let beyond = || tried.iter().find(|(_, meant)| matches!(meant, Meant::Beyond(_)));
    areas.or_else(beyond).or(tried.first()).cloned().unwrap_or(("", Meant::Nothing))
}

/// Districts that a typed place may mean, every one of them: code and name.
pub(crate) fn areas_called(gazetteer: &Gazetteer, text: &str) -> Vec<(String, String)> {
    let named = |code: AreaCode| (code.to_string(), gazetteer.name(code).unwrap_or(code.as_str()).to_owned());
    gazetteer.districts_meant(text).codes.into_iter().map(named).collect()
}

/// Districts of which the person is asked to choose one.
pub(crate) fn offered(form: &Form, gazetteer: &Gazetteer) -> Vec<(String, String)> {
    areas_called(gazetteer, meant(form, gazetteer).0)
}

/// Works out what was typed about the place: one district is understood at once, several are asked about on the next page, and what is not
/// known stays as it is. What was chosen before counts as long as it is among them.
pub(crate) fn settle(typed: &mut Vec<(String, String)>, gazetteer: &Gazetteer) {
    let form = Form(typed.clone());
    let (text, meant) = meant(&form, gazetteer);
    let districts = gazetteer.districts_meant(text);
    let chosen = districts.codes.iter().any(|code| code.as_str() == form.get(AREA));
    let (sure, area) = match (meant, districts.only()) {
        (_, Some(only)) => (YES.to_owned(), only.to_string()),
        (Meant::Areas { .. }, None) if !districts.codes.is_empty() => {
            (ASK.to_owned(), if chosen { form.get(AREA).to_owned() } else { String::new() })
        }
        (Meant::Beyond(beyond), _) => (beyond.id().to_owned(), String::new()),
        (Meant::Nothing, _) if text.is_empty() => (String::new(), String::new()),
        _ => (WORDS.to_owned(), String::new()),
    };
    typed.retain(|(name, _)| name != SURE && name != AREA);
    typed.extend(
        [(SURE, sure), (AREA, area)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), value)),
    );
}

/// Puts the place and the home into a report. A postcode that is none, and a town whose name says more than the district, are kept as words.
pub(crate) fn put_places(form: &Form, report: &mut Json, gazetteer: &Gazetteer) {
    let mut words: Vec<&str> = Vec::new();
    if let Some(typed) = unread_postcode(form, POSTCODE) {
        take_away(report, "/incident/where", "postcode");
        words.push(typed);
    }
    let (town, area) = (form.get(TOWN).trim(), form.get(AREA));
    let named = gazetteer.district(area).and_then(|code| gazetteer.name(code));
    if !is_blank(town) && named.is_none_or(|name| name.to_lowercase() != tidy(town).to_lowercase()) {
        words.push(town);
    }
    if !words.is_empty() {
        put(report, "/incident/where/words", json!(words.join(", ")));
    }
    if let Some(typed) = unread_postcode(form, "victim.postcode") {
        take_away(report, "/victim", "postcode");
        put(report, "/victim/words", json!(typed));
        if let Some(only) = gazetteer.districts_meant(typed).only() {
            put(report, "/victim/area", json!(only.to_string()));
        }
    }
}

fn unread_postcode<'f>(form: &'f Form, name: &str) -> Option<&'f str> {
    let typed = form.get(name).trim();
    (!is_blank(typed) && Postcode::parse(typed).is_none()).then_some(typed)
}

fn take_away(report: &mut Json, at: &str, name: &str) {
    if let Some(found) = report.pointer_mut(at).and_then(Json::as_object_mut) {
        found.remove(name);
    }
}

/// How a field was read, where that is not plain from what was typed in it; blank where the words stay as they are.
pub(crate) fn understood(form: &Form, name: &str, gazetteer: &Gazetteer, t: &Speaker) -> Option<String> {
    if !matches!(name, TOWN | POSTCODE | "victim.postcode") {
        return None;
    }
    let typed = form.get(name).trim();
    if is_blank(typed) {
        return None;
    }
    let named = |code: AreaCode| gazetteer.name(code).unwrap_or(code.as_str()).to_owned();
    let chosen =
        gazetteer.district(form.get(AREA)).filter(|_| name != "victim.postcode" && meant(form, gazetteer).0 == form.get(name));
    let read = match gazetteer.meant_by(typed) {
        Meant::Beyond(beyond) => Some(t.label(beyond)),
        _ => chosen.or_else(|| gazetteer.districts_meant(typed).only()).map(named),
    };
    match read {
        Some(read) if read.to_lowercase() == tidy(typed).to_lowercase() => None,
        Some(read) => Some(read),
        // A whole postcode needs no words about it.
        None => Postcode::parse(typed).is_none().then(String::new),
    }
}
