//! Reading what came in: a walk along the question table that finds every fault at once.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::facts::Facts;
use super::incident::{Moment, Role};
use super::permission::Permission;
use super::person::AgeBand;
use super::questions::{self, Ids, Question, Shape};
use super::risk::RiskLevel;
use super::{Report, Told};
use crate::places::{Gazetteer, Postcode};
use crate::vocabulary::{AgencyId, Id, Vocabulary};

/// What is wrong with an answer. None holds what was submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultCode {
    /// It must be there.
    Required,
    /// No question has this name.
    UnknownField,
    /// The id is not on the list.
    UnknownId,
    /// Another kind of value is wanted.
    WrongType(&'static str),
    /// Longer than so many characters, or more than so many entries.
    TooLong(usize),
    /// No day or time.
    BadDate,
    /// A day that is yet to come.
    DateInFuture,
    /// The end comes before the start.
    RangeReversed,
    /// No postcode.
    BadPostcode,
    /// No district of the gazetteer.
    UnknownArea,
    /// No phone number.
    BadPhone,
    /// No e-mail address.
    BadEmail,
    /// Two answers that cannot both be right.
    Contradicts,
}

impl FaultCode {
    /// The code of CONTRACT §4.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::UnknownField => "unknown-field",
            Self::UnknownId => "unknown-id",
            Self::WrongType(_) => "wrong-type",
            Self::TooLong(_) => "too-long",
            Self::BadDate => "bad-date",
            Self::DateInFuture => "date-in-future",
            Self::RangeReversed => "range-reversed",
            Self::BadPostcode => "bad-postcode",
            Self::UnknownArea => "unknown-area",
            Self::BadPhone => "bad-phone",
            Self::BadEmail => "bad-email",
            Self::Contradicts => "contradicts",
        }
    }

    /// Every code, for documentation and for the test that each has its words.
    pub const IDS: [&'static str; 13] = [
        "required",
        "unknown-field",
        "unknown-id",
        "wrong-type",
        "too-long",
        "bad-date",
        "date-in-future",
        "range-reversed",
        "bad-postcode",
        "unknown-area",
        "bad-phone",
        "bad-email",
        "contradicts",
    ];
}

/// A fault and where it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Fault {
    /// RFC 6901 pointer to the answer.
    pub pointer: String,
    /// What is wrong.
    pub code: FaultCode,
}

impl fmt::Debug for Fault {
    // A pointer can hold a name that somebody typed as a field's name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fault({})", self.code.id())
    }
}

/// What answers are checked against.
pub struct Reading<'a> {
    /// The lists of ids.
    pub vocabulary: &'a Vocabulary,
    /// The districts.
    pub gazetteer: &'a Gazetteer,
    /// Whether an organisation with this id is configured.
    pub is_agency: &'a dyn Fn(&str) -> bool,
    /// Now.
    pub now: DateTime<Utc>,
}

/// What a routing preview asks.
pub struct Preview {
    /// The facts.
    pub facts: Facts,
    /// The permission.
    pub permission: Permission,
    /// The day of routing, when one is named.
    pub on: Option<chrono::NaiveDate>,
}

/// An addition to a story.
pub struct Addition {
    /// What is added.
    pub text: Told,
    /// Which organisations may see it.
    pub share_with: Vec<AgencyId>,
}

/// Reads a report.
///
/// # Errors
/// Every fault of the report, in the order of its text.
pub fn report(json: &Json, reading: &Reading<'_>) -> Result<Report, Vec<Fault>> {
    let mut walk = Walk::new(reading);
    let clean = walk.whole(questions::REPORT, json);
    let incident = clean.get("incident");
    let has = |name: &str| incident.and_then(|i| i.get(name)).is_some();
    if !has("account") && !has("types") && !walk.faults.iter().any(|f| f.pointer == "/incident" || f.pointer.is_empty()) {
        let tried = |name: &str| walk.faults.iter().any(|f| f.pointer.starts_with(name));
        if !tried("/incident/account") && !tried("/incident/types") {
            walk.fault("/incident/account", FaultCode::Required);
        }
    }
    walk.when(incident.and_then(|i| i.get("when")));
    walk.methods(clean.get("contact").and_then(|c| c.get("methods")));
    walk.finish::<Report>(clean)
}

/// Reads a permission by itself.
///
/// # Errors
/// Every fault.
pub fn permission(json: &Json, reading: &Reading<'_>) -> Result<Permission, Vec<Fault>> {
    let mut walk = Walk::new(reading);
    let clean = walk.whole(questions::PERMISSION, json);
    walk.finish(clean)
}

/// Reads a message to the team.
///
/// # Errors
/// Every fault.
pub fn message(json: &Json, reading: &Reading<'_>) -> Result<Told, Vec<Fault>> {
    one_text(json, questions::MESSAGE, "text", reading)
}

/// Reads a word of one's own.
///
/// # Errors
/// Every fault.
pub fn own_word(json: &Json, reading: &Reading<'_>) -> Result<Told, Vec<Fault>> {
    one_text(json, questions::OWN_WORD, "word", reading)
}

/// Reads an addition to the story.
///
/// # Errors
/// Every fault.
pub fn addition(json: &Json, reading: &Reading<'_>) -> Result<Addition, Vec<Fault>> {
    let mut walk = Walk::new(reading);
    let clean = walk.whole(questions::ADDITION, json);
    walk.require(&clean, "text");
    #[derive(Deserialize)]
    struct Given {
        #[serde(default)]
        text: Told,
        #[serde(default)]
        share_with: Vec<AgencyId>,
    }
    walk.finish::<Given>(clean).map(|given| Addition { text: given.text, share_with: given.share_with })
}

/// Reads a routing preview.
///
/// # Errors
/// Every fault.
pub fn preview(json: &Json, reading: &Reading<'_>) -> Result<Preview, Vec<Fault>> {
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Given {
        facts: GivenFacts,
        permission: Permission,
    }
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct GivenFacts {
        area: Option<String>,
        postcode: Option<String>,
        strands: Vec<Id>,
        types: Vec<Id>,
        setting: Option<Id>,
        age_band: AgeBand,
        needs: Vec<Id>,
        risk: RiskLevel,
        role: Role,
        victim_agreed: bool,
        on: Option<Moment>,
    }
    let mut walk = Walk::new(reading);
    let clean = walk.whole(questions::PREVIEW, json);
    let given = walk.finish::<Given>(clean)?;
    let facts = given.facts;
    let district = facts
        .postcode
        .as_deref()
        .and_then(|text| reading.gazetteer.district_of_postcode(text))
        .or_else(|| facts.area.as_deref().and_then(|code| reading.gazetteer.district(code)));
    Ok(Preview {
        facts: Facts {
            district,
            strands: facts.strands,
            types: facts.types,
            setting: facts.setting,
            age_band: facts.age_band,
            needs: facts.needs,
            risk: facts.risk,
            role: facts.role,
            victim_agreed: facts.victim_agreed,
        },
        permission: given.permission,
        on: facts.on.map(|on| on.day()),
    })
}

fn one_text(json: &Json, table: &'static [Question], name: &str, reading: &Reading<'_>) -> Result<Told, Vec<Fault>> {
    let mut walk = Walk::new(reading);
    let clean = walk.whole(table, json);
    walk.require(&clean, name);
    let text = clean.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
    if walk.faults.is_empty() { Ok(Told::new(text)) } else { Err(walk.faults) }
}

/// Names of fields nobody asked for are shown back at most this long.
const LONGEST_NAME: usize = 64;

struct Walk<'a> {
    reading: &'a Reading<'a>,
    faults: Vec<Fault>,
}

impl<'a> Walk<'a> {
    fn new(reading: &'a Reading<'a>) -> Self {
        Self { reading, faults: Vec::new() }
    }

    fn fault(&mut self, pointer: &str, code: FaultCode) {
        self.faults.push(Fault { pointer: pointer.to_owned(), code });
    }

    fn finish<T: serde::de::DeserializeOwned>(mut self, clean: Map<String, Json>) -> Result<T, Vec<Fault>> {
        if self.faults.is_empty() {
            match serde_json::from_value(Json::Object(clean)) {
                Ok(read) => return Ok(read),
                // The walk let through only what the types take; were the two to differ, the answer is refused, not lost.
                Err(_) => self.fault("", FaultCode::WrongType("object")),
            }
        }
        Err(self.faults)
    }

    fn whole(&mut self, table: &'static [Question], json: &Json) -> Map<String, Json> {
        match self.group(table, json, "") {
            Some(Json::Object(clean)) => clean,
            _ => Map::new(),
        }
    }

    fn require(&mut self, clean: &Map<String, Json>, name: &str) {
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
        let clean: Vec<Json> =
            given.iter().enumerate().filter_map(|(place, item)| self.answer(of, item, &format!("{at}/{place}"))).collect();
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
        if Postcode::parse(text).is_none() {
            self.fault(at, FaultCode::BadPostcode);
            return None;
        }
        Some(json.clone())
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
    fn when(&mut self, when: Option<&Json>) {
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
    fn methods(&mut self, methods: Option<&Json>) {
        let Some(Json::Array(methods)) = methods else { return };
        for (place, method) in methods.iter().enumerate() {
            let text = |name: &str| method.get(name).and_then(Json::as_str);
            let at = |name: &str| format!("/contact/methods/{place}/{name}");
            for name in ["kind", "value"] {
                if text(name).is_none() && !self.faults.iter().any(|f| f.pointer == at(name)) {
                    self.fault(&at(name), FaultCode::Required);
                }
            }
            let (Some(kind), Some(value)) = (text("kind"), text("value")) else { continue };
            match kind {
                "email" if !is_email(value) => self.fault(&at("value"), FaultCode::BadEmail),
                "text" | "phone" | "relay" if !is_phone(value) => self.fault(&at("value"), FaultCode::BadPhone),
                _ => {}
            }
        }
    }
}

/// A name as a step of an RFC 6901 pointer.
fn step(name: &str) -> String {
    let short: String = name.chars().take(LONGEST_NAME).collect();
    short.replace('~', "~0").replace('/', "~1")
}

/// Whether it can be an e-mail address (HTML's rule, by `validator`, and a dot in the domain).
#[must_use]
pub fn is_email(text: &str) -> bool {
    use validator::ValidateEmail;
    let text = text.trim();
    text.validate_email() && text.rsplit('@').next().is_some_and(|domain| domain.contains('.'))
}

/// Whether it can be a phone number, in any format: 7 to 15 digits, whatever stands between them.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    let text = text.trim();
    let (number, extension) = match text.to_ascii_lowercase().find(['x', 'e']) {
        Some(end) => text.split_at(end),
        None => (text, ""),
    };
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let only = number.chars().all(|c| c.is_ascii_digit() || " +-().\u{a0}\u{2011}/#*".contains(c));
    let extension_fits = extension.is_empty() || (extension.chars().any(|c| c.is_ascii_digit()) && extension.len() <= 16);
    (7..=15).contains(&digits) && only && extension_fits
}
