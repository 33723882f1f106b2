//! Samples of the pages for what comes back.

use askama::Template;

use crate::web::desk::post::pages::{LetterLine, LetterPage, MailPage, ReplyPage};
use crate::web::parts::frame::{FaultLine, Frame};
use crate::web::parts::nav::Nav;
use crate::web::samples::common::{HOSTILE, LONG, REFERENCE};

fn nav(frame: &Frame) -> Nav {
    Nav {
        name: HOSTILE.to_owned(),
        role: frame.t.say("desk-role-coordinator"),
        inbox: true,
        record: false,
        mail: true,
        figures: true,
        people: true,
        take_down: true,
        quiet: Some(300),
    }
}

fn line(frame: &Frame, done: bool) -> LetterLine {
    LetterLine {
        id: "0193-aa".to_owned(),
        came: "20 November 2026, 2:03pm".to_owned(),
        from: format!("{HOSTILE} <{LONG}@mail.example>"),
        subject: if done { frame.t.say("mail-no-subject") } else { format!("{HOSTILE} {LONG}") },
        done: done.then(|| ("21 November 2026, 9:00am".to_owned(), HOSTILE.to_owned())),
    }
}

fn fault(anchor: &str, text: String) -> FaultLine {
    FaultLine { anchor: anchor.to_owned(), text }
}

/// Every page, by a name.
pub(super) fn all(frame: &Frame) -> Vec<(&'static str, askama::Result<String>)> {
    let frame = &Frame { nav: Some(nav(frame)), ..frame.clone() };
    let t = &frame.t;
    let reply = |faulty: bool| ReplyPage {
        frame: frame.clone(),
        reference: REFERENCE.to_owned(),
        path: format!("/desk/reports/{REFERENCE}/questions/0193-aa"),
        name: "Tees Pride Advocacy".to_owned(),
        at: "20 November 2026, 2:03pm".to_owned(),
        question: format!("{HOSTILE}\n\n{LONG}"),
        allowed: t.say(if faulty { "reply-allowed-anonymous" } else { "reply-allowed-full" }),
        shown: vec![t.say("agency-section-incident"), t.say("agency-section-contact")],
        text: if faulty { HOSTILE.to_owned() } else { String::new() },
        faults: if faulty { vec![fault("text", t.say1("reply-fault-too-long", "number", 4000))] } else { vec![] },
    };
    let mail = |done: bool| MailPage {
        frame: frame.clone(),
        done,
        letters: vec![line(frame, done), line(frame, done)],
        next: done.then(|| "/desk/mail?all-done&from=0193-aa".to_owned()),
        first: !done,
        notice: (!done).then(|| t.say("mail-notice-linked")),
    };
    let letter = |done: bool| LetterPage {
        frame: frame.clone(),
        letter: line(frame, done),
        text: if done { String::new() } else { format!("{HOSTILE}\n\n{LONG}") },
        files: (!done).then(|| t.say1("mail-files", "count", 2)),
        cut: !done,
        note: HOSTILE.to_owned(),
        reference: HOSTILE.to_owned(),
        faults: if done {
            vec![]
        } else {
            vec![fault("reference", t.say("desk-unknown")), fault("note", t.say("mail-fault-blank"))]
        },
    };
    vec![
        ("desk-reply", reply(false).render()),
        ("desk-reply-faulty", reply(true).render()),
        ("desk-mail", mail(false).render()),
        ("desk-mail-done", mail(true).render()),
        ("desk-letter", letter(false).render()),
        ("desk-letter-done", letter(true).render()),
    ]
}
