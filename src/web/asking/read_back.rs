//! Answers read back before a report is sent: each in words, and who would be told what.

use waymark_core::clock::SafeTimes;
use waymark_core::report::labels::VALUE;
use waymark_core::report::permission::Granted;
use waymark_core::report::reaching::{Reader, said_again};
use waymark_core::report::{Facts, Report};
use waymark_core::routing::Centre;
use waymark_core::words::Speaker;

use crate::journeys::placing::suggest::{Suggestion, Suggestions};
use crate::web::asking::answers::NEVER_WORDS;
use crate::web::asking::fields::Fields;
use crate::web::asking::offers::brief;
use crate::web::asking::steps::{self, ABOUT_YOU, Course, STEPS, address};
use crate::web::asking::typed::{self, FieldFault};
use crate::web::asking::ways;
use crate::web::http::body::Form;
use crate::web::http::visit::Visit;
use crate::web::parts::families::FORM_PART;
use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::{Choice, FaultLine};

/// A fault leads to its page, and there to its field.
pub(crate) fn line(fault: &FieldFault) -> FaultLine {
    let step = steps::of_field(&fault.0);
    let anchor = typed::lines(std::slice::from_ref(fault)).pop().map(|line| line.anchor).unwrap_or_default();
    FaultLine { anchor: format!("{}&mend#{anchor}", address(step, Course::FromCheck)), text: fault.1.clone() }
}

/// Who would be told with these answers, by name.
pub(crate) fn told(visit: &Visit, form: &Form, report: &Report, suggestions: &Suggestions) -> Vec<Told> {
    let (t, permission) = (visit.speaker(), suggestions.settle(&report.permission));
    let standing = Facts::of(report, &visit.service.book.gazetteer).standing();
    let granted = |one: &crate::journeys::placing::suggest::Suggestion| permission.granted(standing, &one.agency, one.purpose);
    suggestions
        .list
        .iter()
        .filter_map(|one| {
            let granted = granted(one)?;
            Some(Told {
                name: one.name.clone(),
                purpose: t.label(one.purpose),
                sections: vec![t.of1(&VALUE, granted.id(), "who", steps::who(form))],
                within: String::new(),
            })
        })
        .collect()
}

/// Every answer, by part of the form, and what was left empty. What was answered is shown wherever it was asked: an answer that a later one
/// makes needless is still sent.
pub(crate) fn given_back(visit: &Visit, form: &Form, t: &Speaker, centre: Option<&Centre>) -> GivenBack {
    let service = &visit.service;
    let fields = Fields { service, t, typed: form, faults: &[], centre };
    let mut parts: Vec<(u8, CheckPart)> = Vec::new();
    let mut blank: Vec<Blank> = Vec::new();
    for step in STEPS.iter().filter(|step| !matches!(step.id, "area" | "never")).chain([&ABOUT_YOU]) {
        let applies = (step.applies)(form, &service.book.vocabulary);
        for field in fields.of(step.asks) {
            // A page that asks again and again of a strand names each strand.
            let label = match field.apart.as_str() {
                "" => field.label.clone(),
                _ => t.say1("check-more-about", "what", field.label.as_str()),
            };
            let change = address(step.id, Course::FromCheck);
            let lines = said(&field, &fields);
            let read =
                how_read(&field.name, &fields).into_iter().chain(safe_times(&field, form, t)).chain(reachable(&field, form, t));
            let read: Vec<String> = read.collect();
            match lines {
                None if read.is_empty() => blank.extend(applies.then_some(Blank { label, change })),
                lines => {
                    let lines = lines.unwrap_or_else(|| vec![t.say("not-provided")]);
                    let row = CheckRow { label, lines, read, change };
                    if let Some((_, part)) = parts.iter_mut().find(|(part, _)| *part == step.part) {
                        part.rows.push(row);
                    } else {
                        let heading = t.of(&FORM_PART, step.part.to_string());
                        parts.push((step.part, CheckPart { heading, rows: vec![row], mind: String::new() }));
                    }
                }
            }
        }
    }
    let named = fields.field("never").choices.into_iter().filter(|one| one.chosen).map(|one| one.label);
    let never: Vec<String> = named.chain(form.get(NEVER_WORDS).lines().map(str::to_owned)).collect();
    let mut parts: Vec<CheckPart> = parts.into_iter().map(|(_, part)| part).collect();
    if !never.is_empty() {
        let row =
            CheckRow { label: t.say("field-never"), lines: never, read: Vec::new(), change: address("never", Course::FromCheck) };
        parts.push(CheckPart { heading: t.say("form-part-4"), rows: vec![row], mind: String::new() });
    }
    GivenBack { parts, blank }
}

/// What it means that a way is not called safe, or that nobody can write where somebody needs it.
fn reachable(field: &Field, form: &Form, t: &Speaker) -> Option<String> {
    let safe = |way: &str| form.get(&format!("contact.safe.{way}")) == "yes" && ways::ways(form).any(|known| known == way);
    if let Some(way) = field.name.strip_prefix("contact.safe.") {
        return (!safe(way)).then(|| t.say("way-not-used"));
    }
    let needs = |need: &str| form.all("contact.needs").any(|one| one == need);
    match field.name.as_str() {
        "contact.needs" if needs("text-only") && !safe("text") => Some(t.say("way-no-text")),
        "contact.needs" if needs("email-only") && !safe("email") => Some(t.say("way-no-email")),
        _ => None,
    }
}

/// How the words about safe times were read, and whether letters of ours keep to it.
fn safe_times(field: &Field, form: &Form, t: &Speaker) -> Vec<String> {
    if field.name != "contact.safe_times" || field.value.trim().is_empty() {
        return Vec::new();
    }
    let mut lines = said_again(&field.value, Reader::Told, t);
    let own = !steps::is_for_another(form) || form.get("contact.of") == "reporter";
    if own && form.get("contact.safe.email") == "yes" && ways::ways(form).any(|way| way == "email") {
        let kept = matches!(SafeTimes::read(&field.value), SafeTimes::Within(_));
        lines.push(t.say(if kept { "safe-kept" } else { "safe-look" }));
    }
    lines
}

/// An answer in words; what was skipped says so.
pub(crate) fn answered(field: &Field, fields: &Fields<'_>) -> Vec<String> {
    said(field, fields).unwrap_or_else(|| vec![fields.t.say("not-provided")])
}

/// An answer in words; nothing for what was skipped.
fn said(field: &Field, fields: &Fields<'_>) -> Option<Vec<String>> {
    let lines: Vec<String> = match field.kind {
        FieldKind::Day => {
            let parts: Vec<&str> = field.parts.iter().map(|part| part.value.trim()).collect();
            // As it was typed where that is more than a day, or none.
            let typed = || parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            Some(fields.day_in_words(&field.name).unwrap_or_else(typed)).filter(|text| !text.is_empty()).into_iter().collect()
        }
        FieldKind::Line | FieldKind::Lines => field.value.lines().map(str::to_owned).collect(),
        _ => field.choices.iter().filter(|choice| choice.chosen).map(|choice: &Choice| choice.label.clone()).collect(),
    };
    lines.iter().any(|line| !line.trim().is_empty()).then_some(lines)
}

/// How an answer in free words was read: nothing to say where it is plain from the answer.
pub(crate) fn how_read(name: &str, fields: &Fields<'_>) -> Option<String> {
    let t = fields.t;
    ways::understood(fields.typed, name, t).or_else(|| {
        let read = fields.understood(name)?;
        Some(if read.is_empty() { t.say("check-kept") } else { t.say1("check-understood", "what", read) })
    })
}

/// What an organisation is shown, as the page of permission said it: the headings of what holds an answer.
pub(crate) fn seen(visit: &Visit, one: &Suggestion, suggestions: &Suggestions, report: &Report) -> Vec<String> {
    let standing = Facts::of(report, &visit.service.book.gazetteer).standing();
    let granted = report.permission.granted(standing, &one.agency, one.purpose);
    let (sections, access) = match (granted, &one.full) {
        (Some(Granted::Full), Some(full)) => full,
        _ => &suggestions.anonymous,
    };
    let views = crate::web::parts::sections::of(sections, access.as_ref(), &visit.service.book, visit.speaker());
    brief(views, visit.speaker()).into_iter().map(|view| view.title).collect()
}

/// A form given back to whoever filled it in.
pub(crate) struct GivenBack {
    /// What was said, by part.
    pub parts: Vec<CheckPart>,
    /// What was left empty.
    pub blank: Vec<Blank>,
}

/// A question that was left empty.
pub(crate) struct Blank {
    /// The question.
    pub label: String,
    /// Where it can be answered.
    pub change: String,
}

/// A part of the form with its answers.
pub(crate) struct CheckPart {
    /// Its heading.
    pub heading: String,
    /// Its questions.
    pub rows: Vec<CheckRow>,
    /// What to mind before it is read out; empty for nothing.
    pub mind: String,
}

/// A question and its answer.
pub(crate) struct CheckRow {
    /// The question.
    pub label: String,
    /// The answer; "Not provided" when it was skipped.
    pub lines: Vec<String>,
    /// How we read it, and what follows from it; empty for nothing to say.
    pub read: Vec<String>,
    /// Where it can be changed.
    pub change: String,
}

/// An organisation that is told.
pub(crate) struct Told {
    /// Its name.
    pub name: String,
    /// What for, in words.
    pub purpose: String,
    /// What it may see, in words.
    pub sections: Vec<String>,
    /// How soon it promised to say that it arrived; empty when that is said elsewhere.
    pub within: String,
}
