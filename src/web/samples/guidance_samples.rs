//! A sample of every page that asks nothing, with hostile and unwieldy text, for the tests and for looking at.

use askama::Template;
use waymark_core::vocabulary::STRAND;

use crate::web::parts::families::TEXT;
use crate::web::parts::frame::Frame;
use crate::web::parts::help::LineView;
use crate::web::parts::prose;
use crate::web::public::guidance_pages::{Help, Home, Prose, StaySafe, WhatCounts, WhoWeAre};
use crate::web::samples::common::{HOSTILE, LONG};

fn s(text: &str) -> String {
    text.to_owned()
}

/// Every page, by name.
pub(super) fn all(frame: &Frame) -> Vec<(&'static str, String)> {
    let operator = operator();
    let pages = vec![
        ("home", home(frame, true).render()),
        ("home-closed", home(&Frame { logo: Some(s(HOSTILE)), ..frame.clone() }, false).render()),
        ("what-counts", counts(frame).render()),
        ("stay-safe", StaySafe { frame: frame.clone() }.render()),
        ("help", help(frame).render()),
        ("privacy", text(frame, "privacy", &operator.privacy).render()),
        ("named", text(frame, "named", &operator.privacy_named).render()),
        ("accessibility", text(frame, "accessibility", &operator.accessibility).render()),
        ("complaints", text(frame, "complaints", &format!("## {HOSTILE}\n{HOSTILE}\n- {HOSTILE}")).render()),
        ("rights", text(frame, "rights", &operator.rights).render()),
        ("text-missing", text(frame, "rights", "").render()),
        ("who-we-are", who(frame, true).render()),
        ("who-unknown", who(frame, false).render()),
    ];
    pages.into_iter().map(|(name, page)| (name, page.unwrap())).collect()
}

/// The words of the shipped configuration.
pub(super) fn operator() -> waymark_core::config::settings::Operator {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
    waymark_core::config::Settings::read(&folder, &|_| None, &mut Vec::new()).operator
}

fn home(frame: &Frame, open: bool) -> Home {
    let said = |words: &str| if open { s(words) } else { String::new() };
    let (runs, staffed) = (said("Waymark Demonstration (not a real organisation)"), said("Monday to Friday, 9am to 5pm"));
    Home { frame: frame.clone(), runs, staffed, reports: open }
}

fn counts(frame: &Frame) -> WhatCounts {
    let strands = |ids: &[&str]| ids.iter().map(|id| frame.t.of(&STRAND, id)).collect();
    WhatCounts {
        frame: frame.clone(),
        monitored: strands(&waymark_core::vocabulary::MONITORED),
        local: strands(&["age", "homelessness"]),
    }
}

/// Crisis lines as the shipped configuration has them, for other pages that show them.
pub(super) fn crisis(frame: &Frame) -> Vec<LineView> {
    help(frame).crisis
}

fn help(frame: &Frame) -> Help {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
    let book = waymark_core::routing::Book::load(&folder, chrono::NaiveDate::MIN).book;
    let view = |line: &waymark_core::config::HelpLine| LineView {
        name: line.name.clone(),
        what: line.what.clone(),
        phone: line.phone.clone(),
        text: line.text.clone(),
        web: line.web.clone(),
        bsl: line.bsl.clone(),
        open: line.open.clone(),
        strands: line.strands.iter().map(|strand| frame.t.of(&STRAND, strand)).collect(),
    };
    let (crisis, others): (Vec<_>, Vec<_>) = book.help.all().iter().partition(|line| line.crisis);
    let (special, mut general): (Vec<_>, Vec<_>) = others.into_iter().map(view).partition(|line| !line.strands.is_empty());
    general.push(LineView { name: s(HOSTILE), what: s(LONG), bsl: s("https://example.org/bsl"), ..general[0].clone() });
    Help { frame: frame.clone(), crisis: crisis.into_iter().map(view).collect(), general, special }
}

fn text(frame: &Frame, what: &str, words: &str) -> Prose {
    let heading = frame.t.of(&TEXT, what);
    Prose { frame: frame.clone(), heading, language: s("en"), blocks: prose::blocks(words) }
}

fn who(frame: &Frame, known: bool) -> WhoWeAre {
    let said = |words: &str| if known { s(words) } else { String::new() };
    WhoWeAre {
        frame: frame.clone(),
        name: said(HOSTILE),
        address: said("1 Example Street\nExampletown"),
        email: said("privacy@waymark.example"),
        registration: said("Z0000000"),
        staffed: said("Monday to Friday, 9am to 5pm"),
    }
}
