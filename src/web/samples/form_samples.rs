//! A sample of every kind of page of the form, with hostile and unwieldy text.

use askama::Template;
use waymark_core::report::labels::VALUE;
use waymark_core::words::Speaker;

use crate::web::asking::pages::{CheckPart, CheckRow, Offer, Told};
use crate::web::form::pages::{Allow, Check, FormStart, Later, Question};
use crate::web::mine::pages::{YourChoices, YourStory};
use crate::web::parts::families::{FIELD, FORM_DATE, HINT, STEP};
use crate::web::parts::field::{self, Field, FieldKind, Part};
use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::rows::{Row, SectionView};
use crate::web::samples::common::{HOSTILE, LONG, REFERENCE};
use crate::web::samples::guidance_samples;

fn s(text: &str) -> String {
    text.to_owned()
}

/// The choices of a list of the vocabulary.
fn named(t: &Speaker, prefix: &str) -> Vec<Choice> {
    let vocabulary = include_str!("../../../locales/en/vocabulary.ftl");
    let names = vocabulary.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
    let choice = |name: &str| {
        Some(Choice { value: s(name.strip_prefix(prefix)?), label: t.say(name), hint: String::new(), chosen: false })
    };
    names.filter_map(choice).collect()
}

fn field(t: &Speaker, name: &str, kind: FieldKind, choices: Vec<Choice>) -> Field {
    let message = field::anchor(name);
    let parts = ["day", "month", "year"].map(|part| Part {
        name: format!("{name}.{part}"),
        label: t.of(&FORM_DATE, part),
        value: String::new(),
        size: 4,
    });
    Field {
        name: s(name),
        label: t.of1(&FIELD, &message, "who", "you"),
        hint: t.of_some(&HINT, &message, "who", "you"),
        kind,
        choices,
        parts: if kind == FieldKind::Day { parts.into() } else { Vec::new() },
        ..Field::default()
    }
}

fn question(frame: &Frame, id: &str, mut fields: Vec<Field>, faulty: bool) -> Question {
    let t = &frame.t;
    let mut faults = Vec::new();
    if faulty {
        for field in &mut fields {
            field.fault = Some(t.say("fault-required"));
            field.value = format!("</textarea>{HOSTILE}\n{LONG}");
            faults.push(FaultLine { anchor: field.target(), text: t.say("fault-required") });
        }
    }
    if let [only] = fields.as_mut_slice() {
        only.heads = true;
    }
    Question {
        frame: frame.clone(),
        number: 4,
        part: t.say("form-part-1"),
        heading: t.of1(&STEP, id, "who", "you"),
        notes: vec![t.say("note-hurt-2")],
        warning: if faulty { t.say("form-may-guess") } else { String::new() },
        fields,
        faults,
        notice: if faulty { t.say("form-lost") } else { String::new() },
        path: format!("/report/{id}"),
        back: s("/report/who"),
        change: false,
        optional: id != "help-now",
        finish: true,
        danger: id == "help-now",
        crisis: if id == "help-now" { guidance_samples::crisis(frame) } else { Vec::new() },
        staffed: s("Monday to Friday, 9am to 5pm"),
    }
}

fn view(t: &Speaker) -> SectionView {
    let row = |label: &str, line: &str| Row { label: t.say(label), lines: vec![s(line)] };
    SectionView {
        title: t.say("agency-section-incident"),
        rows: vec![row("row-account", &format!("{HOSTILE} {LONG}")), row("row-types", "Threats")],
    }
}

fn offer(t: &Speaker, id: &str, name: &str) -> Offer {
    let values = ["full", "anonymous", "no", "never"];
    let choice = |value: &str| Choice { value: s(value), label: t.of(&VALUE, value), hint: String::new(), chosen: false };
    Offer {
        id: s(id),
        name: s(name),
        what: t.say("purpose-support"),
        purpose: t.say("purpose-support-what"),
        because: vec![t.say1("because-area", "area", "Stockton-on-Tees")],
        within: t.say1("promise-working-days", "number", 2),
        notes: vec![t.say("allow-police-record")],
        full: vec![view(t)],
        field: Field {
            name: format!("allow.{id}"),
            label: t.say1("allow-may", "name", name),
            kind: FieldKind::Radios,
            choices: values.into_iter().map(choice).collect(),
            ..Field::default()
        },
    }
}

/// Every kind of page of the form by a name.
pub(super) fn all(frame: &Frame) -> Vec<(&'static str, askama::Result<String>)> {
    use crate::web::parts::field::FieldKind::{Checkboxes, Day, Line, Lines, Radios};
    let t = &frame.t;
    let start = |begun: bool| FormStart {
        frame: frame.clone(),
        staffed: if begun { s("Monday to Friday, 9am to 5pm") } else { String::new() },
        notice: if begun { t.say("form-over") } else { String::new() },
        begun,
    };
    let story = || vec![field(t, "incident.account", Lines, vec![])];
    let place = || {
        vec![
            field(t, "incident.where.postcode", Line, vec![]),
            field(t, "place.area", Line, vec![]),
            field(t, "incident.where.place", Line, vec![]),
        ]
    };
    let offers = || vec![offer(t, "tees.support", "Tees Pride Advocacy"), offer(t, "hostile.support", HOSTILE)];
    let unserved = || vec![field(t, "if_unable", Radios, named(t, "risk-answer-"))];
    let allow = Allow {
        frame: frame.clone(),
        part: t.say("form-part-4"),
        offers: offers(),
        without_name: vec![view(t)],
        unserved: unserved(),
        if_unable: None,
        warning: t.say("form-may-guess"),
        notice: t.say("allow-more"),
        never: vec![s(HOSTILE)],
        back: s("/report/safety"),
        change: true,
        path: s("/report/allow?change"),
    };
    let nobody = Allow { offers: vec![], without_name: vec![], unserved: vec![], ..allow_again(frame) };
    let row = |label: &str, lines: &[&str]| CheckRow {
        label: t.say(label),
        lines: lines.iter().map(|line| s(line)).collect(),
        change: s("/report/story?change"),
    };
    let check = |faulty: bool| Check {
        frame: frame.clone(),
        parts: vec![CheckPart {
            mind: String::new(),
            heading: t.say("form-part-1"),
            rows: vec![row("field-incident-account", &[HOSTILE, LONG]), row("field-incident-types", &[&t.say("not-provided")])],
        }],
        told: vec![Told {
            name: s(HOSTILE),
            purpose: t.say("purpose-support"),
            sections: vec![t.say("value-full")],
            within: String::new(),
        }],
        unasked: true,
        faults: if faulty {
            vec![FaultLine { anchor: s("/report/day?change&mend#incident-when-from-day"), text: t.say("fault-bad-date") }]
        } else {
            vec![]
        },
        back: s("/report/about-you"),
    };
    let later = |kept: bool| Later { frame: frame.clone(), kept };
    vec![
        ("form", start(false).render()),
        ("form-begun", start(true).render()),
        ("question-lines", question(frame, "story", story(), false).render()),
        ("question-lines-faulty", question(frame, "story", story(), true).render()),
        (
            "question-boxes",
            question(frame, "kinds", vec![field(t, "incident.types", Checkboxes, named(t, "type-"))], false).render(),
        ),
        (
            "question-radios",
            question(frame, "relation", vec![field(t, "suspect.relation", Radios, named(t, "relation-"))], false).render(),
        ),
        (
            "question-days-faulty",
            question(
                frame,
                "day",
                vec![field(t, "incident.when.from", Day, vec![]), field(t, "incident.when.to", Day, vec![])],
                true,
            )
            .render(),
        ),
        ("question-several", question(frame, "place", place(), false).render()),
        ("question-several-faulty", question(frame, "place", place(), true).render()),
        ("question-help", question(frame, "help-now", vec![], false).render()),
        ("allow", allow.render()),
        ("allow-nobody", nobody.render()),
        ("check", check(false).render()),
        ("check-faulty", check(true).render()),
        ("later", later(false).render()),
        ("later-kept", later(true).render()),
        ("your-story", YourStory { frame: frame.clone(), reference: s(REFERENCE), sections: vec![view(t)] }.render()),
        (
            "your-choices",
            YourChoices {
                frame: frame.clone(),
                offers: offers(),
                without_name: vec![view(t)],
                waiting: unserved(),
                never: Some(Field { label: t.say("yours-never"), ..field(t, "lift", Checkboxes, named(t, "risk-answer-")) }),
                notice: Some(t.say("yours-lifted")),
            }
            .render(),
        ),
    ]
}

fn allow_again(frame: &Frame) -> Allow {
    Allow {
        frame: frame.clone(),
        part: frame.t.say("form-part-4"),
        offers: vec![],
        without_name: vec![],
        unserved: vec![],
        if_unable: None,
        warning: String::new(),
        notice: String::new(),
        never: vec![],
        back: s("/report/safety"),
        change: false,
        path: s("/report/allow"),
    }
}
