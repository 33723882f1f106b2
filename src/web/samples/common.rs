//! What samples share: hostile text (XSS), a word that no line holds, frames, and made-up parts that several pages show.

use std::sync::LazyLock;

use waymark_core::config::{HelpLine, Team};
use waymark_core::labels::DESK_TASK;
use waymark_core::report::Purpose;
use waymark_core::report::labels::VALUE;
use waymark_core::routing::Book;
use waymark_core::vocabulary::STRAND;
use waymark_core::words::{Family, Speaker};

use crate::web::asking::offers::{Offer, Offered};
use crate::web::desk::words::views::{Rag, ReasonView};
use crate::web::parts::centre::CentreView;
use crate::web::parts::families::{FIELD, FORM_DATE, HINT};
use crate::web::parts::field::{self, Field, FieldKind, Part};
use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::help::LineView;
use crate::web::parts::nav::Nav;
use crate::web::parts::rows::{Row, SectionView};

/// A page by its name.
pub(crate) type Sample = (&'static str, askama::Result<String>);

/// Text that must never become markup.
pub(crate) const HOSTILE: &str = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)>";
/// A word that no line holds.
pub(crate) const LONG: &str = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkunde";
pub(crate) const REFERENCE: &str = "WM-7K3F-92QD";
pub(crate) const RECEIPT: &str = "7KQF-M2XD-9TRA-HW4C";
/// When somebody is there.
pub(crate) const STAFFED: &str = "Monday to Friday, 9am to 5pm";

pub(crate) fn s(text: &str) -> String {
    text.to_owned()
}

/// What every page of the public has.
pub(crate) fn public(t: &Speaker) -> Frame {
    Frame {
        t: t.clone(),
        service: s("Waymark Demonstration"),
        titled: s("Tees Valley Support"),
        bare: false,
        demonstration: true,
        public: true,
        call_back: s("01632 960100"),
        reach: Team { phone: s("01632 960103"), text: s("07700 900103"), email: s("team@waymark.example") },
        staffed: s(STAFFED),
        logo: None,
        with: String::new(),
        leaves: None,
        token: Some(s("token")),
        nav: None,
        listed: false,
    }
}

/// What every page for an organisation has.
pub(crate) fn agency(t: &Speaker) -> Frame {
    Frame { public: false, leaves: Some(305), ..public(t) }
}

/// What every page of the desk has.
pub(crate) fn desk(t: &Speaker) -> Frame {
    let nav = Nav {
        name: s(HOSTILE),
        role: t.say("desk-role-coordinator"),
        inbox: true,
        record: false,
        figures: true,
        people: true,
        take_down: true,
        mail: true,
        quiet: Some(300),
    };
    Frame { nav: Some(nav), ..agency(t) }
}

pub(crate) fn choice(value: &str, label: &str, hint: String) -> Choice {
    Choice { value: s(value), label: s(label), hint, chosen: false }
}

/// The choices of a family.
pub(crate) fn choices(t: &Speaker, family: &Family, ids: &[&str]) -> Vec<Choice> {
    ids.iter().map(|id| choice(id, &t.of(family, id), String::new())).collect()
}

/// The choices of a list of the vocabulary.
pub(crate) fn named(t: &Speaker, prefix: &str) -> Vec<Choice> {
    let vocabulary = include_str!("../../../locales/en/vocabulary.ftl");
    let names = vocabulary.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
    names.filter_map(|name| Some(choice(name.strip_prefix(prefix)?, &t.say(name), String::new()))).collect()
}

pub(crate) fn fault(anchor: &str, text: String) -> FaultLine {
    FaultLine { anchor: s(anchor), text }
}

/// Faults, each with the name of its message; none on a page without any.
pub(crate) fn faults(t: &Speaker, faulty: bool, all: &[(&str, &str)]) -> Vec<FaultLine> {
    all.iter().filter(|_| faulty).map(|(anchor, message)| fault(anchor, t.say(message))).collect()
}

/// A question of the form.
pub(crate) fn field(t: &Speaker, name: &str, kind: FieldKind, choices: Vec<Choice>) -> Field {
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

/// A section of a report.
pub(crate) fn section(t: &Speaker) -> SectionView {
    let row = |label: &str, line: &str| Row { label: t.say(label), lines: vec![s(line)] };
    SectionView {
        title: t.say("agency-section-incident"),
        rows: vec![row("row-account", &format!("{HOSTILE} {LONG}")), row("row-types", "Threats")],
    }
}

/// Organisations that are suggested, by what somebody needs.
pub(crate) fn offered(t: &Speaker) -> Offered {
    let offers = vec![offer(t, "tees.support", "Tees Pride Advocacy"), offer(t, "hostile.support", HOSTILE)];
    Offered::of(offers, vec![section(t)], "you", t)
}

fn offer(t: &Speaker, id: &str, name: &str) -> Offer {
    Offer {
        id: s(id),
        name: s(name),
        purpose: Purpose::Support,
        facts: true,
        because: vec![t.say1("because-area", "area", "Stockton-on-Tees")],
        within: t.say1("promise-working-days", "number", 2),
        notes: vec![t.say("allow-police-record")],
        full: vec![section(t)],
        field: Field {
            name: format!("allow.{id}"),
            label: t.say1("allow-may", "name", name),
            kind: FieldKind::Radios,
            choices: choices(t, &VALUE, &["full", "anonymous", "no", "never"]),
            ..Field::default()
        },
    }
}

/// A centre, as the public reads of it.
pub(crate) fn centre(confirmed: bool) -> CentreView {
    CentreView {
        name: s(if confirmed { "Riverside Library" } else { HOSTILE }),
        address: s(HOSTILE),
        phone: Some(s("01632 960301")),
        text_number: (!confirmed).then(|| s("07700 900301")),
        email: Some(s("desk@library.example")),
        hours: confirmed.then(|| s("Monday to Friday, 10am to 4pm")),
        languages: s(LONG),
        step_free: (!confirmed).then_some(true),
        areas: s("Stockton-on-Tees"),
        confirmed: confirmed.then(|| s("20 November 2026")),
    }
}

/// The help lines of the shipped configuration: for somebody who may not stay alive, for everybody, and for some.
pub(crate) fn help_lines(t: &Speaker) -> [Vec<LineView>; 3] {
    static BOOK: LazyLock<Book> = LazyLock::new(|| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
        Book::load(&folder, chrono::NaiveDate::MIN).book
    });
    let view = |line: &HelpLine| LineView {
        name: line.name.clone(),
        what: line.what.clone(),
        phone: line.phone.clone(),
        text: line.text.clone(),
        web: line.web.clone(),
        bsl: line.bsl.clone(),
        open: line.open.clone(),
        strands: line.strands.iter().map(|strand| t.of(&STRAND, strand)).collect(),
    };
    let (crisis, others): (Vec<_>, Vec<_>) = BOOK.help.all().iter().partition(|line| line.crisis);
    let (special, general) = others.into_iter().map(view).partition(|line| !line.strands.is_empty());
    [crisis.into_iter().map(view).collect(), general, special]
}

/// How much time is left.
pub(crate) fn rag(t: &Speaker, place: usize) -> Rag {
    match place % 3 {
        0 => Rag { words: t.say1("clock-late-days", "number", 2), class: "tag" },
        1 => Rag { words: t.say("clock-soon"), class: "tag soon" },
        _ => Rag { words: t.say("clock-in-time"), class: "tag good" },
    }
}

/// Why a report needs a person.
pub(crate) fn reasons(t: &Speaker) -> Vec<ReasonView> {
    let kinds = ["duty", "message", "override", "action"];
    let reason = |(place, kind): (usize, &&str)| ReasonView {
        task: if *kind == "override" { String::new() } else { format!("0193-{place}") },
        words: t.of(&DESK_TASK, kind),
        rag: rag(t, place),
        when: format!(
            "{} · {}",
            t.say1("desk-since", "when", "20 November 2026"),
            t.say1("desk-due", "when", "24 November 2026")
        ),
        urgent: *kind == "duty",
        on_duty: if *kind == "duty" { t.say("desk-duty-called") } else { String::new() },
    };
    kinds.iter().enumerate().map(reason).collect()
}
