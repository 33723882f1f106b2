//! The walk along the question table.

use serde_json::{Map, Value as Json, json};

use crate::places::Postcode;
use crate::report::incident::Moment;
use crate::report::parse::reading::Reading;
use crate::report::parse::{Fault, FaultCode, contact};
use crate::report::questions::{Ids, Question, Shape};
use crate::tidy::tidy;

/// Names of fields nobody asked for are shown back at most this long.
const LONGEST_NAME: usize = 64;

pub(crate) struct Walk<'a> {
    reading: &'a Reading<'a>,
    pub faults: Vec<Fault>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(reading: &'a Reading<'a>) -> Self {
        Self { reading, faults: Vec::new() }
    }

    pub(super) fn fault(&mut self, pointer: &str, code: FaultCode) {
        self.faults.push(Fault { pointer: pointer.to_owned(), code });
    }

    pub(super) fn finish<T: serde::de::DeserializeOwned>(mut self, clean: Map<String, Json>) -> Result<T, Vec<Fault>> {
        if self.faults.is_empty() {
            match serde_json::from_value(Json::Object(clean)) {
                Ok(read) => return Ok(read),
                // The walk let through only what the types take; were the two to differ, the answer is refused, not lost.
                Err(_) => self.fault("", FaultCode::WrongType("object")),
            }
        }
        Err(self.faults)
    }

    pub(super) fn whole(&mut self, table: &'static [Question], json: &Json) -> Map<String, Json> {
        match self.group(table, json, "") {
            Some(Json::Object(clean)) => clean,
            _ => Map::new(),
        }
    }

    pub(super) fn require(&mut self, clean: &Map<String, Json>, name: &str) {
        let pointer = format!("/{name}");
        if !clean.contains_key(name) && !self.faults.iter().any(|f| f.pointer == pointer || f.pointer.is_empty()) {
            self.fault(&pointer, FaultCode::Required);
        }
    }

    /// The answer as the types take it; nothing when it was left out or is at fault.
    fn answer(&mut self, shape: &'static Shape, json: &Json, at: &str) -> Option<Json> {
        if json.is_null() {
            return None;
        }
        match shape {
            Shape::Group(table) => self.group(table, json, at),
            Shape::List(of, most) => self.list(of, *most, json, at),
            Shape::Text { most, .. } => self.text(json, *most, at),
            Shape::Language => self.language(json, at),
            Shape::Flag => self.typed(json.is_boolean(), "boolean", at).then(|| json.clone()),
            Shape::Code(ids) => self.code(*ids, json, at),
            Shape::Codes(ids) => self.codes(*ids, json, at),
            Shape::Moment => self.moment(json, at),
            Shape::Postcode => self.postcode(json, at),
            Shape::Area => self.area(json, at),
            Shape::Map(ids, of) => self.map(*ids, of, json, at),
            Shape::Monitoring => self.monitoring(json, at),
        }
    }

    fn typed(&mut self, fits: bool, wanted: &'static str, at: &str) -> bool {
        if !fits {
            self.fault(at, FaultCode::WrongType(wanted));
        }
        fits
    }

    fn group(&mut self, table: &'static [Question], json: &Json, at: &str) -> Option<Json> {
        let Json::Object(given) = json else {
            self.fault(at, FaultCode::WrongType("object"));
            return None;
        };
        let mut clean = Map::new();
        for question in table {
            if let Some(answer) = given.get(question.name) {
                let pointer = format!("{at}/{}", question.name);
                if let Some(answer) = self.answer(&question.shape, answer, &pointer) {
                    clean.insert(question.name.to_owned(), answer);
                }
            }
        }
        for name in given.keys() {
            if !table.iter().any(|question| question.name == name) {
                self.fault(&format!("{at}/{}", step(name)), FaultCode::UnknownField);
            }
        }
        (!clean.is_empty() || at.is_empty()).then_some(Json::Object(clean))
    }

    fn list(&mut self, of: &'static Shape, most: usize, json: &Json, at: &str) -> Option<Json> {
        let Json::Array(given) = json else {
            self.fault(at, FaultCode::WrongType("array"));
            return None;
        };
        if given.len() > most {
            self.fault(at, FaultCode::TooLong(most));
            return None;
        }
        // A faulty or empty entry keeps its place, so that later rules name the places that were sent.
        let clean: Vec<Json> = given
            .iter()
            .enumerate()
            .map(|(place, item)| self.answer(of, item, &format!("{at}/{place}")).unwrap_or_else(|| json!({})))
            .collect();
        (!clean.is_empty()).then_some(Json::Array(clean))
    }

    fn text(&mut self, json: &Json, most: usize, at: &str) -> Option<Json> {
        let Json::String(text) = json else {
            self.fault(at, FaultCode::WrongType("string"));
            return None;
        };
        if text.len() > most && text.chars().count() > most {
            self.fault(at, FaultCode::TooLong(most));
            return None;
        }
        (!text.trim().is_empty()).then(|| Json::String(text.clone()))
    }

    fn language(&mut self, json: &Json, at: &str) -> Option<Json> {
        let text = self.string(json, at)?;
        let mut parts = text.split('-');
        let first = parts.next().is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
        let rest = parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        if !first || !rest || text.len() > 35 {
            self.fault(at, FaultCode::UnknownId);
            return None;
        }
        Some(json.clone())
    }

    /// A string, where one that is blank counts as left out.
    fn string<'j>(&mut self, json: &'j Json, at: &str) -> Option<&'j str> {
        let text = json.as_str();
        if text.is_none() {
            self.fault(at, FaultCode::WrongType("string"));
        }
        text.filter(|text| !text.trim().is_empty())
    }

    fn has(&self, ids: Ids, id: &str) -> bool {
        ids.has(id, self.reading.vocabulary, self.reading.is_agency)
    }

    fn code(&mut self, ids: Ids, json: &Json, at: &str) -> Option<Json> {
        let Json::String(id) = json else {
            self.fault(at, FaultCode::WrongType("string"));
            return None;
        };
        if !self.has(ids, id) {
            self.fault(at, FaultCode::UnknownId);
            return None;
        }
        Some(json.clone())
    }

    fn codes(&mut self, ids: Ids, json: &Json, at: &str) -> Option<Json> {
        let Json::Array(given) = json else {
            self.fault(at, FaultCode::WrongType("array"));
            return None;
        };
        // A set of ids of a list is never longer than the list; this bounds what a repeat can cost.
        if given.len() > 1_000 {
            self.fault(at, FaultCode::TooLong(1_000));
            return None;
        }
        let mut clean: Vec<Json> = Vec::with_capacity(given.len());
        for (place, item) in given.iter().enumerate() {
            if let Some(code) = self.code(ids, item, &format!("{at}/{place}"))
                && !clean.contains(&code)
            {
                clean.push(code);
            }
        }
        (!clean.is_empty()).then_some(Json::Array(clean))
    }

    fn moment(&mut self, json: &Json, at: &str) -> Option<Json> {
        let text = self.string(json, at)?;
        let Some(moment) = Moment::parse(text.trim()) else {
            self.fault(at, FaultCode::BadDate);
            return None;
        };
        // The day of a routing preview may lie ahead; an incident cannot.
        if at != "/facts/on" && moment.is_after(self.reading.now) {
            self.fault(at, FaultCode::DateInFuture);
            return None;
        }
        Some(Json::String(moment.to_text()))
    }

    fn postcode(&mut self, json: &Json, at: &str) -> Option<Json> {
        let text = self.string(json, at)?;
        let Some(postcode) = Postcode::parse(text) else {
            self.fault(at, FaultCode::BadPostcode);
            return None;
        };
        // However it was typed, whoever gets it reads it as it is written on an envelope.
        Some(Json::String(format!("{} {}", postcode.outward(), postcode.inward())))
    }

    fn area(&mut self, json: &Json, at: &str) -> Option<Json> {
        let text = self.string(json, at)?;
        let Some(code) = self.reading.gazetteer.district(text.trim()) else {
            self.fault(at, FaultCode::UnknownArea);
            return None;
        };
        Some(Json::String(code.to_string()))
    }

    fn map(&mut self, ids: Ids, of: &'static Shape, json: &Json, at: &str) -> Option<Json> {
        let Json::Object(given) = json else {
            self.fault(at, FaultCode::WrongType("object"));
            return None;
        };
        let mut clean = Map::new();
        for (id, answer) in given {
            let pointer = format!("{at}/{}", step(id));
            if !self.has(ids, id) {
                self.fault(&pointer, FaultCode::UnknownId);
            } else if answer.is_null() {
                // Leaving an entry out is one thing; an entry that says nothing would let a wider one count in its place.
                self.fault(&pointer, FaultCode::UnknownId);
            } else if let Some(answer) = self.answer(of, answer, &pointer) {
                clean.insert(id.clone(), answer);
            }
        }
        (!clean.is_empty()).then_some(Json::Object(clean))
    }

    fn monitoring(&mut self, json: &Json, at: &str) -> Option<Json> {
        let Json::Object(given) = json else {
            self.fault(at, FaultCode::WrongType("object"));
            return None;
        };
        let mut clean = Map::new();
        for (name, answer) in given {
            let pointer = format!("{at}/{}", step(name));
            let Some((_, answers)) = self.reading.vocabulary.monitoring.iter().find(|(id, _)| id.as_str() == name) else {
                self.fault(&pointer, FaultCode::UnknownField);
                continue;
            };
            match answer {
                Json::Null => {}
                Json::String(id) if answers.has(id) => {
                    clean.insert(name.clone(), answer.clone());
                }
                Json::String(_) => self.fault(&pointer, FaultCode::UnknownId),
                _ => self.fault(&pointer, FaultCode::WrongType("string")),
            }
        }
        (!clean.is_empty()).then_some(Json::Object(clean))
    }

    /// Rules between the answers about when.
    pub(super) fn when(&mut self, when: Option<&Json>) {
        let Some(when) = when else { return };
        let text = |name: &str| when.get(name).and_then(Json::as_str);
        let (from, to) = (text("from").and_then(Moment::parse), text("to").and_then(Moment::parse));
        if let (Some(from), Some(to)) = (from, to)
            && from.is_later_than(&to)
        {
            self.fault("/incident/when/to", FaultCode::RangeReversed);
        }
        if text("precision") == Some("unknown") && (from.is_some() || to.is_some()) {
            self.fault("/incident/when/precision", FaultCode::Contradicts);
        }
    }

    /// Each way to reach somebody has a kind, and a value of that kind.
    ///
    /// A number or an address is kept without what nobody sees in it; one that is kept unchecked may be anything.
    pub(super) fn methods(&mut self, methods: &mut [Json]) {
        for (place, method) in methods.iter_mut().enumerate() {
            let text = |name: &str| method.get(name).and_then(Json::as_str);
            let at = |name: &str| format!("/contact/methods/{place}/{name}");
            for name in ["kind", "value"] {
                let known = |f: &Fault| f.pointer == at(name) || f.pointer == format!("/contact/methods/{place}");
                if text(name).is_none() && !self.faults.iter().any(known) {
                    self.fault(&at(name), FaultCode::Required);
                }
            }
            let (Some(kind), Some(value)) = (text("kind"), text("value")) else { continue };
            let Some(fault) = contact::fault(kind, value) else {
                if contact::is_written_plainly(kind) {
                    method["value"] = Json::String(tidy(value).into_owned());
                }
                continue;
            };
            if method.get("unchecked") != Some(&Json::Bool(true)) {
                self.fault(&at("value"), fault);
            }
        }
    }
}

/// A name as a step of an RFC 6901 pointer.
fn step(name: &str) -> String {
    let short: String = name.chars().take(LONGEST_NAME).collect();
    short.replace('~', "~0").replace('/', "~1")
}
