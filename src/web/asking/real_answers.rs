//! Answers as people give them, each through the form and the one parser: none blocks, and each is read as the list says.

use serde_json::Value as Json;
use waymark_core::config::reading::Page;
use waymark_core::places::{Beyond, Gazetteer};
use waymark_core::report::Trace;
use waymark_core::report::parse::reading::Reading;
use waymark_core::report::parse::report;
use waymark_core::vault::{Receipt, Reference};
use waymark_core::vocabulary::Vocabulary;
use waymark_core::words::{Speaker, Words};

use crate::web::asking::answers::{With, to_report};
use crate::web::asking::{place, steps, ways};
use crate::web::http::body::Form;

const ANSWERS: &str = include_str!("../../../tests/data/real_answers.tsv");

struct Desk {
    t: Speaker,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
}

impl Desk {
    /// What becomes of a form that holds this: the report, or every fault.
    fn sent(&self, typed: &[(String, String)]) -> Result<Json, String> {
        let now = "2026-11-20T15:00:00Z".parse().unwrap();
        let with = With { t: &self.t, now, gazetteer: &self.gazetteer, close: &[] };
        let json = to_report(&Form(typed.to_vec()), &steps::names(), &with);
        let reading = Reading { vocabulary: &self.vocabulary, gazetteer: &self.gazetteer, is_agency: &|_| false, now };
        match report(&json, &reading) {
            Ok(_) => Ok(json),
            Err(faults) => Err(faults.iter().map(|fault| format!("{} {}", fault.pointer, fault.code.id())).collect()),
        }
    }
}

/// Fields of a form with a story, and these.
fn form(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let story = ("incident.account", "It was late.");
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    std::iter::once(&story).chain(fields).filter(|(_, value)| !value.is_empty()).map(owned).collect()
}

fn text(json: &Json, pointer: &str) -> String {
    json.pointer(pointer).and_then(Json::as_str).unwrap_or_default().to_owned()
}

/// The parts that say something, with spaces between.
fn said(parts: &[String]) -> String {
    parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn kept(json: &Json, pointer: &str) -> String {
    if text(json, pointer).is_empty() { String::new() } else { "words".to_owned() }
}

fn about_when(json: &Json) -> String {
    let (from, to) = (text(json, "/incident/when/from"), text(json, "/incident/when/to"));
    let days = if to.is_empty() { from } else { format!("{from}..{to}") };
    said(&[days, text(json, "/incident/when/part_of_day"), kept(json, "/incident/when/words")])
}

/// How an answer is read: nothing that stops its person.
fn read(desk: &Desk, kind: &str, typed: &str) -> Result<String, String> {
    let day = [("incident.when.from.day", "14"), ("incident.when.from.month", "11"), ("incident.when.from.year", "2026")];
    let precision = |precision| ("incident.when.precision", precision);
    match kind {
        "time" => {
            let json = desk.sent(&form(&[&day[..], &[precision("exact"), ("incident.when.time", typed)]].concat()))?;
            let read = about_when(&json).replace("2026-11-14T", "").replace("2026-11-14 ", "");
            // The words stand beside what was read of them.
            Ok(if read == "words" { read } else { read.trim_end_matches(" words").to_owned() })
        }
        "day" => {
            let parts: Vec<&str> = typed.split('|').collect();
            let day = [
                ("incident.when.from.day", parts[0]),
                ("incident.when.from.month", parts[1]),
                ("incident.when.from.year", parts[2]),
            ];
            Ok(about_when(&desk.sent(&form(&[&day[..], &[precision("day")]].concat()))?))
        }
        "when" => Ok(about_when(&desk.sent(&form(&[precision(""), ("incident.when.words", typed)]))?)),
        "town" | "postcode" => {
            let mut fields = form(&[(if kind == "town" { "place.area" } else { "incident.where.postcode" }, typed)]);
            place::settle(&mut fields, &desk.gazetteer);
            let (json, form) = (desk.sent(&fields)?, Form(fields));
            if place::is_asked(&form) {
                return Ok("ask".to_owned());
            }
            let there = place::beyond(&form).map(Beyond::id).unwrap_or_default();
            if !there.is_empty() {
                return Ok(there.to_owned());
            }
            let (postcode, area) = (text(&json, "/incident/where/postcode"), text(&json, "/incident/where/area"));
            Ok(if postcode.is_empty() { said(&[area, kept(&json, "/incident/where/words")]) } else { desk_postcode(&postcode) })
        }
        "home" => {
            let json = desk.sent(&form(&[("victim.postcode", typed)]))?;
            let postcode = text(&json, "/victim/postcode");
            Ok(said(&[postcode, text(&json, "/victim/area"), kept(&json, "/victim/words")]))
        }
        "phone" | "email" => {
            let (value, safe) = (format!("contact.value.{kind}"), format!("contact.safe.{kind}"));
            let mut fields = form(&[("contact.way", kind), (&value, typed), (&safe, "yes")]);
            ways::press(&mut fields);
            let asked = !ways::doubts(&Form(fields.clone()), &desk.t).is_empty();
            ways::press(&mut fields);
            let json = desk.sent(&fields)?;
            if !ways::doubts(&Form(fields), &desk.t).is_empty() {
                return Err("asked again and again".to_owned());
            }
            let unchecked = json.pointer("/contact/methods/0/unchecked") == Some(&Json::Bool(true));
            if unchecked != (asked && !typed.is_empty()) {
                return Err("kept otherwise than it was asked".to_owned());
            }
            Ok(if asked { "asked" } else { "kept" }.to_owned())
        }
        "receipt" => Receipt::parse(typed).map(|_| "opens".to_owned()).ok_or_else(|| "refused".to_owned()),
        "reference" => Reference::parse(typed).map(|_| "opens".to_owned()).ok_or_else(|| "refused".to_owned()),
        "search" => Trace::typed(typed).first().map(|trace| trace.kind.id().to_owned()).ok_or_else(|| "refused".to_owned()),
        other => Err(format!("no kind {other}")),
    }
}

/// A postcode as the parser keeps it.
fn desk_postcode(typed: &str) -> String {
    waymark_core::places::Postcode::parse(typed).map(|read| format!("{} {}", read.outward(), read.inward())).unwrap_or_default()
}

/// `\u{200b}` as the character that it stands for.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        whole.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        whole.push_str(rest);
    }
    whole
}

#[test]
fn real_answers_never_block_and_are_read_as_they_were_meant() {
    let page = Page::open(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config/gazetteer.toml")).unwrap();
    let desk = Desk {
        t: std::sync::Arc::new(Words::read([]).unwrap()).speaker(["en"]),
        gazetteer: Gazetteer::read(&page),
        vocabulary: Vocabulary::default(),
    };
    let (mut count, mut blocked, mut otherwise) = (0, Vec::new(), Vec::new());
    for line in ANSWERS.lines().filter(|line| !line.starts_with('#')) {
        let [kind, typed, meant] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        count += 1;
        match read(&desk, kind, &unescaped(typed)) {
            Ok(read) if read == meant => {}
            Ok(read) => otherwise.push(format!("{kind} {typed}: {read}, not {meant}")),
            Err(fault) => blocked.push(format!("{kind} {typed}: {fault}")),
        }
    }
    assert!(count >= 150, "{count}");
    assert!(blocked.is_empty(), "{} of {count} block:\n{}", blocked.len(), blocked.join("\n"));
    assert!(otherwise.is_empty(), "{} of {count}:\n{}", otherwise.len(), otherwise.join("\n"));
}
