//! Samples of the desk's pages for looking after reports, with hostile and unwieldy text.

use askama::Template;
use waymark_core::labels::{CHILD_ALONE, CHILD_PARENT, DESK_TASK, NAMING};
use waymark_core::words::{Family, Speaker};

use crate::web::desk::care::more_pages::{ActionPage, AreaPage, CasesPage, ChildPage, ReleasePage};
use crate::web::desk::care::pages::{CasePage, Typed};
use crate::web::desk::centre::pages::Poster;
use crate::web::desk::door::sure_page::Sure;
use crate::web::desk::list::pages::{Entry, InboxPage, ViewLink};
use crate::web::desk::words::views::{ActionView, Rag, ReasonView, Step};
use crate::web::parts::families::{ACTION_FAULT, AREA_FAULT, CHILD_FAULT, DESK_FAULT, FORM_DATE, SURE_DO, SURE_TITLE, SURE_WHAT};
use crate::web::parts::field::{Field, FieldKind, Part};
use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::held::{HeldBy, Message};
use crate::web::parts::nav::Nav;
use crate::web::parts::rows::{Row, SectionView};
use crate::web::samples::common::{HOSTILE, LONG, REFERENCE};

fn s(text: &str) -> String {
    text.to_owned()
}

fn nav(t: &Speaker) -> Nav {
    Nav {
        name: s(HOSTILE),
        role: t.say("desk-role-coordinator"),
        inbox: true,
        record: false,
        figures: true,
        people: true,
        take_down: true,
        mail: true,
        quiet: Some(300),
    }
}

fn rag(t: &Speaker, place: usize) -> Rag {
    match place % 3 {
        0 => Rag { words: t.say1("clock-late-days", "number", 2), class: "tag" },
        1 => Rag { words: t.say("clock-soon"), class: "tag soon" },
        _ => Rag { words: t.say("clock-in-time"), class: "tag good" },
    }
}

fn reasons(t: &Speaker) -> Vec<ReasonView> {
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

fn choice(value: &str, label: &str, hint: String) -> Choice {
    Choice { value: s(value), label: s(label), hint, chosen: false }
}

fn fault(anchor: &str, text: String) -> FaultLine {
    FaultLine { anchor: s(anchor), text }
}

fn inbox(frame: &Frame, full: bool) -> InboxPage {
    let t = &frame.t;
    let entry = |number: usize| Entry {
        reference: format!("WM-7K3F-92{number:02}"),
        urgent: number < 3,
        reasons: reasons(t),
        district: s(if number == 1 { HOSTILE } else { "Stockton-on-Tees" }),
        risk: t.say("risk-high"),
        why: vec![t.say("why-in-danger"), t.say("why-under-18")],
        types: vec![t.say("type-threat"), t.say("type-verbal-abuse")],
    };
    InboxPage {
        may_undo: true,
        may_hold: true,
        letters: Some(t.say1("mail-waits", "count", 3)),
        centres: Some(t.say1("centres-say-wrong", "count", 2)),
        begun: Some(t.say2("begun-own", "last", "20 November 2026", "until", "21 November 2026")),
        frame: frame.clone(),
        entries: if full { (0..25).map(entry).collect() } else { Vec::new() },
        views: vec![ViewLink {
            address: s("/desk?view=mine"),
            words: t.say2("inbox-view", "what", t.say("inbox-view-mine"), "number", "3"),
            current: true,
        }],
        clocks: (0..3).map(|place| rag(t, place)).collect(),
        late_answers: full.then(|| t.say1("inbox-late-answers", "number", "2")),
        next: full.then(|| s("/desk?from=u0")),
        beginning: s("/desk"),
        first: !full,
        unknown: !full,
    }
}

fn held(t: &Speaker) -> HeldBy {
    HeldBy {
        name: s(HOSTILE),
        purpose: t.say("purpose-support"),
        shown: vec![t.say("section-incident")],
        agreement: String::new(),
        asked: None,
        overruled: None,
        state: t.say("state-sent"),
        sent: Some(s("20 November 2026")),
        due: Some(s("24 November 2026")),
        overdue: true,
        acknowledged: None,
    }
}

fn case(frame: &Frame, faulty: bool) -> CasePage {
    let t = &frame.t;
    let story = format!("{HOSTILE}\n\nThey shouted at me. {LONG}");
    let section = |title: &str| SectionView {
        title: t.say(title),
        rows: vec![Row { label: t.say("row-account"), lines: vec![story.clone(), s(LONG)] }],
    };
    let step = |what: &str| Step { at: s("20 November 2026"), what: t.say(what), text: story.clone(), by: s(HOSTILE) };
    let action = ActionView { task: s("0193-aa"), what: story.clone(), who: s(LONG), rag: rag(t, 0) };
    let message = |from_you| Message { from_you, at: s("20 November 2026"), text: story.clone() };
    CasePage {
        also: vec![(s("/desk/reports/x/links"), s(HOSTILE))],
        questions: Vec::new(),
        frame: frame.clone(),
        reference: s(REFERENCE),
        received: s("20 November 2026, 2:03pm"),
        talked: format!("{} · 18 November 2026", t.say("channel-letter")),
        risk: t.say(if faulty { "risk-none" } else { "risk-high" }),
        urgent: !faulty,
        unassessed: faulty,
        why: if faulty { Vec::new() } else { vec![t.say("why-in-danger"), t.say("why-self-harm-plan")] },
        answers: vec![Row { label: t.say("risk-question-in-danger"), lines: vec![t.say("risk-answer-yes")] }],
        district: if faulty { String::new() } else { s(HOSTILE) },
        may_area: true,
        cases: vec![s(HOSTILE), s(LONG)],
        may_assign: true,
        is_child: true,
        held: true,
        kept_since: vec![s(HOSTILE), s(LONG)],
        frozen: !faulty,
        frozen_since: vec![s(HOSTILE)],
        sections: vec![section("agency-section-incident"), section("agency-section-contact")],
        referrals: vec![held(t), held(t)],
        waiting: vec![t.say1("unplaced-no-agreement", "purpose", t.say("purpose-protect"))],
        messages: vec![message(true), message(false)],
        steps: vec![step("desk-step-arrived"), step("desk-step-noted"), step("desk-step-child-heard")],
        tasks: reasons(t),
        actions: vec![action],
        has_account: true,
        released: if faulty { String::new() } else { story.clone() },
        typed: if faulty { Typed { answer: story.clone(), note: story.clone(), ..Typed::default() } } else { Typed::default() },
        risks: vec![choice("low", &t.say("risk-low"), String::new()), choice("high", &t.say("risk-high"), String::new())],
        may_answer: true,
        may_note: true,
        may_risk: true,
        may_hold: true,
        may_release: true,
        may_place: true,
        may_overrule: true,
        notice: (!faulty).then(|| t.say("desk-notice-answered")),
        faults: if faulty {
            ["answer", "note", "level", "reason", "hold-reason", "closing"]
                .map(|field| fault(field, t.of(&DESK_FAULT, field)))
                .into()
        } else {
            Vec::new()
        },
    }
}

fn action(frame: &Frame, changes: bool) -> ActionPage {
    let t = &frame.t;
    let part = |name: &str| Part { name: format!("until.{name}"), label: t.of(&FORM_DATE, name), value: s("9"), size: 4 };
    let owner = Field {
        name: s("owner"),
        label: t.say("action-owner"),
        hint: t.say("action-owner-hint"),
        kind: FieldKind::Select,
        choices: vec![choice("1", HOSTILE, String::new()), choice("2", LONG, String::new())],
        fault: changes.then(|| t.say("action-fault-owner")),
        ..Field::default()
    };
    let until = Field {
        name: s("until"),
        label: t.say("action-until"),
        hint: t.say("action-until-hint"),
        kind: FieldKind::Day,
        parts: ["day", "month", "year"].map(part).into(),
        fault: changes.then(|| t.say("action-fault-past")),
        ..Field::default()
    };
    let wrong = [("what", "what"), ("owner", "owner"), ("until-day", "past"), ("give", "give")];
    ActionPage {
        frame: frame.clone(),
        reference: s(REFERENCE),
        task: changes.then(|| s("0193-aa")),
        what: s(HOSTILE),
        fields: vec![owner, until],
        give: vec![choice("yes", &t.say("action-give"), String::new())],
        note: s(LONG),
        faults: if changes { wrong.map(|(anchor, id)| fault(anchor, t.of(&ACTION_FAULT, id))).into() } else { Vec::new() },
    }
}

fn cases(frame: &Frame) -> CasesPage {
    let t = &frame.t;
    CasesPage {
        frame: frame.clone(),
        reference: s(REFERENCE),
        cases: vec![(s("1"), s(HOSTILE)), (s("2"), s(LONG))],
        person: Field {
            name: s("person"),
            label: t.say("cases-person"),
            hint: t.say("cases-person-hint"),
            kind: FieldKind::Select,
            choices: vec![choice("3", HOSTILE, String::new())],
            fault: Some(t.say("cases-fault")),
            ..Field::default()
        },
        notice: None,
        faults: vec![fault("person", t.say("cases-fault"))],
    }
}

fn release(frame: &Frame, faulty: bool) -> ReleasePage {
    let t = &frame.t;
    let found = waymark_core::report::naming::found::Why::IDS.map(|id| choice(id, HOSTILE, t.of(&NAMING, id)));
    ReleasePage {
        frame: frame.clone(),
        reference: s(REFERENCE),
        account: format!("{HOSTILE} {LONG}"),
        before: faulty,
        text: s(HOSTILE),
        found: if faulty { found.into() } else { Vec::new() },
        faults: if faulty {
            vec![fault("looked", t.say("release-fault-names")), fault("redacted", t.say("release-fault-blank"))]
        } else {
            Vec::new()
        },
    }
}

fn area(frame: &Frame, found: bool) -> AreaPage {
    let t = &frame.t;
    let names: &[&str] = if found { &["area", "reason"] } else { &["place"] };
    AreaPage {
        frame: frame.clone(),
        reference: s(REFERENCE),
        district: if found { s(HOSTILE) } else { String::new() },
        place: Field {
            name: s("place"),
            label: t.say("area-place"),
            hint: t.say("area-place-hint"),
            value: s(HOSTILE),
            ..Field::default()
        },
        found: if found { vec![choice("E06000004", "Stockton-on-Tees", String::new())] } else { Vec::new() },
        reason: s(LONG),
        faults: names.iter().map(|name| fault(name, t.of(&AREA_FAULT, name))).collect(),
    }
}

fn child(frame: &Frame) -> ChildPage {
    let t = &frame.t;
    let choices = |family: &Family| family.members.iter().map(|id| choice(id, &t.of(family, id), String::new())).collect();
    ChildPage {
        frame: frame.clone(),
        reference: s(REFERENCE),
        before: true,
        understands: s(HOSTILE),
        wants: s(LONG),
        alone: choices(&CHILD_ALONE),
        with: String::new(),
        parents: choices(&CHILD_PARENT),
        faults: ["understands", "wants", "alone", "with", "parent"].map(|name| fault(name, t.of(&CHILD_FAULT, name))).into(),
    }
}

fn poster(frame: &Frame, at_centre: bool) -> Poster {
    Poster {
        frame: frame.clone(),
        at_centre,
        unlisted: false,
        doubtful: at_centre,
        place: if at_centre { s(HOSTILE) } else { String::new() },
        view: s("0 0 9 9"),
        path: s("M4 4h1v1h-1z"),
        typed: s("waymark.example/with/k7m2pq"),
        web: s("waymark.example"),
        phone: s("01632 960100"),
    }
}

fn sure(frame: &Frame) -> Sure {
    let say = |family: &Family| frame.t.of1(family, "anew", "whom", HOSTILE);
    Sure {
        frame: frame.clone(),
        title: say(&SURE_TITLE),
        what: say(&SURE_WHAT),
        yes: say(&SURE_DO),
        action: s("/desk/centre/code"),
        fields: vec![(s("centre"), s(HOSTILE))],
        back: "/desk/centre",
    }
}

/// Every page by a name.
pub(super) fn all(frame: &Frame) -> Vec<(&'static str, askama::Result<String>)> {
    let frame = &Frame { nav: Some(nav(&frame.t)), ..frame.clone() };
    vec![
        ("desk-poster", poster(frame, true).render()),
        ("desk-poster-plain", poster(frame, false).render()),
        ("desk-inbox", inbox(frame, true).render()),
        ("desk-inbox-empty", inbox(frame, false).render()),
        ("desk-case", case(frame, false).render()),
        ("desk-case-faulty", case(frame, true).render()),
        ("desk-action", action(frame, false).render()),
        ("desk-action-faulty", action(frame, true).render()),
        ("desk-cases-faulty", cases(frame).render()),
        ("desk-release", release(frame, false).render()),
        ("desk-release-faulty", release(frame, true).render()),
        ("desk-area", area(frame, false).render()),
        ("desk-area-found", area(frame, true).render()),
        ("desk-child", child(frame).render()),
        ("desk-sure", sure(frame).render()),
    ]
}
