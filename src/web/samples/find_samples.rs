//! Samples of the pages for finding reports and what belongs to that, with hostile and unwieldy text.

use askama::Template;
use waymark_core::report::labels::{LINKS_BOND, RENEW_HOW};
use waymark_core::words::Family;

use crate::web::desk::care::link_pages::{LinksPage, MemberView};
use crate::web::desk::list::find_pages::{FindPage, HitView, KeptPage, RenewPage, UndoPage};
use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::nav::Nav;
use crate::web::parts::rows::Row;
use crate::web::samples::common::{HOSTILE, LONG, REFERENCE};

fn s(text: &str) -> String {
    text.to_owned()
}

fn nav() -> Nav {
    Nav { name: s(HOSTILE), role: s(LONG), inbox: true, people: true, quiet: Some(300), ..Nav::default() }
}

fn hit(frame: &Frame, reference: &str) -> HitView {
    HitView {
        reference: s(reference),
        received: s("20 November 2026"),
        district: s(LONG),
        standing: frame.t.say1("find-standing-passed-on", "count", 2),
        shares: frame.t.say("links-shares-phone"),
    }
}

fn faults(frame: &Frame, all: &[(&str, &str)]) -> Vec<FaultLine> {
    all.iter().map(|(anchor, message)| FaultLine { anchor: s(anchor), text: frame.t.say(message) }).collect()
}

fn choices(frame: &Frame, family: &Family, ids: &[&str]) -> Vec<Choice> {
    let one = |id: &&str| Choice { value: s(id), label: frame.t.of(family, id), hint: s(""), chosen: false };
    ids.iter().map(one).collect()
}

fn links(frame: &Frame, faulty: bool) -> LinksPage {
    let member = |reference: &str, own: bool| MemberView {
        reference: s(reference),
        day: frame.t.say1("links-happened", "day", "14 November 2026"),
        district: s("Stockton-on-Tees"),
        types: s(LONG),
        strands: s(HOSTILE),
        risk: frame.t.say("risk-high"),
        urgent: own,
        standing: frame.t.say("find-standing-waits"),
        bonds: vec![(frame.t.say2("links-bound", "bond", LONG, "other", REFERENCE), format!("{HOSTILE}\n{LONG}"), s(HOSTILE))],
        own,
        direct: !own,
    };
    let wrong = [("other", "links-fault-unknown"), ("bond", "links-fault-bond"), ("note", "links-fault-note")];
    LinksPage {
        frame: frame.clone(),
        reference: s(REFERENCE),
        members: vec![member(REFERENCE, true), member("WM-0000-0001", false)],
        more: true,
        suggestions: vec![(hit(frame, "WM-0000-0002"), s("same-person"), frame.t.say1("links-do-as", "bond", LONG))],
        bonds: choices(frame, &LINKS_BOND, &["same-place", "same-person", "same-people-did-it", "other"]),
        other: if faulty { s(HOSTILE) } else { s("") },
        note: if faulty { s(HOSTILE) } else { s("") },
        notice: (!faulty).then(|| frame.t.say("links-notice-linked")),
        faults: if faulty { faults(frame, &wrong) } else { vec![] },
    }
}

fn renew(frame: &Frame, receipt: Option<&str>) -> RenewPage {
    let wrong = [("how", "renew-fault-how"), ("words", "renew-fault-words"), ("sure", "renew-fault-sure")];
    RenewPage {
        frame: frame.clone(),
        reference: s(REFERENCE),
        receipt: receipt.map(s),
        ways: vec![Row { label: frame.t.say("row-ways"), lines: vec![s(HOSTILE), s(LONG)] }],
        how: choices(frame, &RENEW_HOW, &["rang", "wrote", "in-person", "other"]),
        sure: vec![Choice { value: s("yes"), label: frame.t.say("renew-sure-yes"), hint: s(""), chosen: false }],
        words: s(HOSTILE),
        faults: if receipt.is_none() { faults(frame, &wrong) } else { vec![] },
    }
}

fn undo(frame: &Frame, faulty: bool) -> UndoPage {
    let wrong = [("reference", "undo-fault-over"), ("asked", "undo-fault-asked"), ("why", "undo-fault-why")];
    UndoPage {
        frame: frame.clone(),
        reference: s(HOSTILE),
        asked: s(HOSTILE),
        why: s(LONG),
        notice: (!faulty).then(|| frame.t.say("undo-notice")),
        faults: if faulty { faults(frame, &wrong) } else { vec![] },
    }
}

fn kept(frame: &Frame, count: usize, faulty: bool) -> KeptPage {
    let report = |number: usize| Choice {
        value: format!("WM-0000-00{number:02}"),
        label: format!("WM-0000-00{number:02}"),
        hint: [
            frame.t.say1("kept-erased", "at", "14 November 2026, 11:00am"),
            frame.t.say2("kept-since", "at", "1 November 2026, 9:30am", "name", HOSTILE),
        ]
        .join(" "),
        chosen: faulty && number == 1,
    };
    let wrong = [("reference", "kept-fault-reference"), ("why", "kept-fault-why")];
    KeptPage {
        frame: frame.clone(),
        reports: (0..count).map(report).collect(),
        more: count > 2,
        why: if faulty { s(LONG) } else { s("") },
        notice: (!faulty).then(|| frame.t.say("kept-notice")),
        faults: if faulty { faults(frame, &wrong) } else { vec![] },
    }
}

/// Every page, by name.
pub(super) fn all(frame: &Frame) -> Vec<(&'static str, String)> {
    let frame = &Frame { nav: Some(nav()), ..frame.clone() };
    let find = FindPage {
        frame: frame.clone(),
        sought: s(HOSTILE),
        said: vec![frame.t.say1("find-too-many", "count", 50), frame.t.say("find-behind")],
        hits: vec![hit(frame, REFERENCE), hit(frame, "WM-0000-0001")],
    };
    let pages = vec![
        ("desk-find", find.render()),
        ("desk-links", links(frame, false).render()),
        ("desk-links-faulty", links(frame, true).render()),
        ("desk-renew-faulty", renew(frame, None).render()),
        ("desk-renewed", renew(frame, Some("7KQF-M2XD-9TRA-HW4C")).render()),
        ("desk-undo", undo(frame, false).render()),
        ("desk-undo-faulty", undo(frame, true).render()),
        ("desk-kept", kept(frame, 3, false).render()),
        ("desk-kept-faulty", kept(frame, 2, true).render()),
        ("desk-kept-none", kept(frame, 0, false).render()),
    ];
    pages.into_iter().map(|(name, page)| (name, page.unwrap())).collect()
}
