//! A sample of every page, with hostile and unwieldy text, for the tests and for looking at.

use askama::Template;
use waymark_core::words::Speaker;

use crate::web::agency::pages::{CentreLetter, CodePage, LinkPage, ReferralPage};
use crate::web::api::page::{ApiDocs, FieldDoc, Operation};
use crate::web::asking::pages::Told;
use crate::web::form::pages::ReceiptPage;
use crate::web::mine::pages::{ComeBack, EraseConfirm, Erased, YourReport};
use crate::web::parts::centre::CentreView;
use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::held::{HeldBy, Message};
use crate::web::parts::notice::Notice;
use crate::web::parts::rows::{QuestionView, Row, SectionView};
use crate::web::public::directory_page::{Lot, NearYou, Organisation};
use crate::web::samples::common::{HOSTILE, LONG, REFERENCE};
use crate::web::samples::{desk_samples, find_samples, form_samples, guidance_samples, mail_samples};

fn s(text: &str) -> String {
    text.to_owned()
}

fn choice(t: &Speaker, value: &str, message: &str) -> Choice {
    Choice { value: s(value), label: t.say(message), hint: String::new(), chosen: false }
}

fn choices(t: &Speaker, prefix: &str, ids: &[&str]) -> Vec<Choice> {
    ids.iter().map(|id| choice(t, id, &format!("{prefix}-{id}"))).collect()
}

fn yours(frame: &Frame, details: bool, faulty: bool) -> YourReport {
    let t = &frame.t;
    let held = |name: &str, state: &str, overdue: bool, acknowledged: Option<&str>| HeldBy {
        name: s(name),
        purpose: t.say("purpose-support"),
        shown: vec![t.say("section-incident"), t.say("section-victim"), t.say("section-contact")],
        agreement: t.say2("held-agreement", "agreement", "tees-pride-2026", "version", 3),
        asked: acknowledged.map(|_| t.say2("held-asked", "wording", "2026-11-1 (en)", "day", "20 November 2026")),
        overruled: None,
        state: t.say(state),
        sent: (state != "state-queued").then(|| s("20 November 2026, 14:05")),
        due: (state != "state-queued").then(|| s("24 November 2026, 14:05")),
        overdue,
        acknowledged: acknowledged.map(s),
    };
    YourReport {
        erased: false,
        message_text: if faulty { s(HOSTILE) } else { String::new() },
        addition_text: String::new(),
        frame: frame.clone(),
        reference: s(REFERENCE),
        received: s("20 November 2026, 14:03"),
        status: t.say1("status-passed-on", "count", 2),
        renewed: details.then(|| s("24 November 2026")),
        held_by: vec![
            held("Tees Pride Advocacy", "state-accepted", false, Some("20 November 2026, 16:40")),
            held("North Council", "state-sent", true, None),
            held(HOSTILE, "state-queued", false, None),
        ],
        waiting: vec![t.say1("unplaced-no-agreement", "purpose", t.say("purpose-protect"))],
        messages: vec![
            Message {
                from_you: true,
                at: s("20 November 2026, 15:00"),
                text: format!("{HOSTILE}\n\nIt happened again today. {LONG}"),
            },
            Message {
                from_you: false,
                at: s("20 November 2026, 15:20"),
                text: s("Thank you for telling us. Are you safe where you are?"),
            },
        ],
        share_with: vec![Choice {
            value: s("tees"),
            label: s("Tees Pride Advocacy"),
            hint: t.say("purpose-support"),
            chosen: false,
        }],
        faults: if faulty { vec![FaultLine { anchor: s("message"), text: t.say("fault-required") }] } else { vec![] },
        notice: (!faulty).then(|| t.say("notice-message-sent")),
        details,
    }
}

fn link(frame: &Frame, over: bool, faulty: bool) -> LinkPage {
    let t = &frame.t;
    let reader = |value: &str, label: &str, chosen| Choice { value: s(value), label: s(label), hint: String::new(), chosen };
    LinkPage {
        frame: frame.clone(),
        path: s("/r/abc"),
        reference: s(REFERENCE),
        urgent: !over,
        due: Some(s("Tuesday 24 November 2026, 14:05")),
        state: t.say(if over { "agency-state-withdrawn" } else { "agency-state-sent" }),
        over,
        can_acknowledge: !over,
        acknowledged: over.then(|| t.say1("link-acknowledged", "at", "Friday 20 November 2026, 16:40")),
        readers: if over {
            vec![]
        } else {
            vec![reader("0", "referrals@tees-pride.example", true), reader("1", "advocate1@tees-pride.example", false)]
        },
        faults: if faulty {
            vec![
                FaultLine { anchor: s("name"), text: t.say("fault-name-missing") },
                FaultLine { anchor: s("reader"), text: t.say("fault-reader-missing") },
            ]
        } else {
            vec![]
        },
        has_session: false,
    }
}

fn code(frame: &Frame) -> CodePage {
    CodePage {
        frame: frame.clone(),
        path: s("/r/abc"),
        reference: s(REFERENCE),
        request: s("0193-aa"),
        request_name: s("K7"),
        sent_to: s("advocate1@tees-pride.example"),
        minutes: 30,
        faults: vec![FaultLine { anchor: s("code"), text: frame.t.say("fault-code-wrong") }],
    }
}

fn centre_letter(frame: &Frame, faulty: bool) -> CentreLetter {
    CentreLetter {
        frame: frame.clone(),
        path: s("/centre/abc"),
        centre: CentreView {
            name: s("Riverside Library"),
            address: s(HOSTILE),
            phone: Some(s("01632 960301")),
            text_number: None,
            email: Some(s("desk@library.example")),
            hours: (!faulty).then(|| s("Monday to Friday, 10am to 4pm")),
            languages: s(LONG),
            step_free: faulty.then_some(true),
            areas: s("Stockton-on-Tees"),
            confirmed: None,
        },
        listed: !faulty,
        text: if faulty { s(HOSTILE) } else { String::new() },
        notice: (!faulty).then(|| frame.t.say("centre-letter-thanks")),
        faults: if faulty {
            vec![FaultLine { anchor: s("text"), text: frame.t.say("centre-letter-fault-blank") }]
        } else {
            vec![]
        },
    }
}

fn referral(frame: &Frame, anonymous: bool, informs: bool) -> ReferralPage {
    let t = &frame.t;
    let row = |label: &str, lines: &[&str]| Row { label: t.say(label), lines: lines.iter().map(|line| s(line)).collect() };
    let story = format!("{HOSTILE}\n\nThey shouted at me at the bus stop. {LONG}");
    ReferralPage {
        frame: frame.clone(),
        path: s("/r/abc"),
        reference: s(REFERENCE),
        agency: s("Tees Pride Advocacy"),
        agreement: s("tees-pride-2026"),
        agreement_version: 3,
        asked: (!anonymous).then(|| t.say2("agency-asked", "wording", "2026-11-1 (en)", "day", "20 November 2026")),
        purpose: t.say("purpose-support"),
        urgent: true,
        due: Some(s("Tuesday 24 November 2026, 14:05")),
        state: t.say("agency-state-acknowledged"),
        overruled: None,
        anonymous,
        sections: vec![
            SectionView {
                title: t.say("agency-section-incident"),
                rows: vec![row("row-account", &[&story]), row("row-types", &["Threats", "Being spat at"])],
            },
            SectionView {
                title: t.say("agency-section-contact"),
                rows: vec![row("row-ways", &["07700 900123"]), row("row-safe-times", &["بعد السادسة مساءً"])],
            },
            SectionView { title: t.say("agency-section-suspect"), rows: vec![] },
        ],
        informs,
        can_acknowledge: informs,
        can_accept: !anonymous && !informs,
        can_decline: true,
        can_close: anonymous && !informs,
        reasons: choices(
            t,
            "agency-decline",
            &[
                "out-of-area",
                "not-our-expertise",
                "no-capacity",
                "already-known",
                "cannot-reach",
                "conflict-of-interest",
                "other",
            ],
        ),
        faults: if anonymous {
            vec![
                FaultLine { anchor: s("reason"), text: t.say("fault-reason-missing") },
                FaultLine { anchor: s("question"), text: t.say1("ask-fault-too-many", "number", 20) },
            ]
        } else {
            vec![]
        },
        questions: vec![
            QuestionView {
                at: s("21 November 2026, 10:00am"),
                text: format!("{HOSTILE} {LONG}"),
                answer: None,
                link: None,
                over: false,
            },
            QuestionView {
                at: s("20 November 2026, 6:00pm"),
                text: s("Which days are safe?"),
                answer: Some((s("21 November 2026, 9:00am"), format!("{HOSTILE}\n\nMondays. {LONG}"))),
                link: None,
                over: false,
            },
        ],
        question: if anonymous { s(HOSTILE) } else { String::new() },
        notice: (!anonymous).then(|| t.say("notice-accepted")),
    }
}

fn api(frame: &Frame) -> ApiDocs {
    let operation = |method: &str, path: &str, example: &str| Operation {
        method: s(method),
        path: s(path),
        summary: s("Takes a report in."),
        detail: s("Anybody may. A retry with the same Idempotency-Key gets the first answer for 24 hours."),
        example: s(example),
    };
    ApiDocs {
        frame: frame.clone(),
        operations: vec![
            operation(
                "POST",
                "/api/v1/reports",
                "{\"incident\": {\"account\": \"…\", \"types\": [\"verbal-abuse\"], \"strands\": [\"sexual-orientation\"], \"where\": {\"postcode\": \"TS18 1AB\"}}}",
            ),
            operation("GET", "/api/v1/report", ""),
        ],
        fields: vec![
            FieldDoc {
                pointer: s("/incident/account"),
                kind: s("text, at most 50,000 characters"),
                about: s("What happened, in the reporter's own words."),
            },
            FieldDoc { pointer: s("/permission/purposes/investigate"), kind: s("full, anonymous or no"), about: s(HOSTILE) },
        ],
        faults: vec![(s("required"), frame.t.say("fault-required")), (s("date-in-future"), frame.t.say("fault-date-in-future"))],
    }
}

fn near(frame: &Frame, faulty: bool) -> NearYou {
    let one = Organisation {
        name: s("Tees Pride Advocacy"),
        description: s("Somebody who stands by you."),
        services: vec![(s("Advocacy"), s("Speaks up with you.")), (s(HOSTILE), s(LONG))],
        phone: Some(s("01632 960100")),
        text_number: Some(s("07700 900100")),
        email: Some(s("hello@tees-pride.example")),
        website: Some(s("https://tees-pride.example/")),
        opening: Some(s("Monday to Friday, 9am to 5pm")),
        address: Some(s("1 Example Street, Example Town, TS18 1AB")),
        languages: s("English, British Sign Language (BSL)"),
        step_free: Some(!faulty),
    };
    let hostile = Organisation { name: s(HOSTILE), description: s(LONG), address: None, step_free: None, ..one.clone() };
    let lot = |heading: &str, code: Option<&str>, organisations| Lot { heading: s(heading), code: code.map(s), organisations };
    NearYou {
        frame: frame.clone(),
        chosen: faulty,
        lots: vec![lot("Stockton-on-Tees", Some("E06000004"), vec![one, hostile]), lot(HOSTILE, None, vec![])],
        faults: if faulty { vec![FaultLine { anchor: s("place"), text: frame.t.say("directory-unknown") }] } else { vec![] },
    }
}

/// What every page of the public has.
pub(super) fn frame(t: &Speaker) -> Frame {
    Frame {
        t: t.clone(),
        service: s("Waymark Demonstration"),
        demonstration: true,
        public: true,
        call_back: s("01632 960100"),
        logo: None,
        with: String::new(),
        leaves: None,
        token: Some(s("token")),
        nav: None,
    }
}

/// Every page by a name, in one language.
pub(super) fn all(t: &Speaker) -> Vec<(&'static str, String)> {
    let public = frame(t);
    let agency = Frame { public: false, leaves: Some(305), ..public.clone() };
    let notice = |heading: &str, text: &str| Notice {
        frame: public.clone(),
        heading: t.say(heading),
        paragraphs: vec![t.say(text), s(HOSTILE)],
        link: Some((s("/"), t.say("link-home"))),
    };
    let told = |name: &str| Told {
        name: s(name),
        purpose: t.say("purpose-support"),
        sections: vec![t.say("section-incident"), t.say("section-contact")],
        within: t.say1("promise-working-days", "number", 2),
    };
    let receipt = |worded: bool| ReceiptPage {
        frame: public.clone(),
        reference: s(REFERENCE),
        receipt: s("7KQF-M2XD-9TRA-HW4C"),
        told: vec![told("Tees Pride Advocacy"), told(HOSTILE)],
        waiting: vec![t.say1("unplaced-all-at-capacity", "purpose", t.say("purpose-protect"))],
        worded,
        staffed: s("Monday to Friday, 9am to 5pm"),
        faults: if worded { vec![] } else { vec![FaultLine { anchor: s("word"), text: t.say("fault-required") }] },
    };
    let back = ComeBack { frame: public.clone(), faults: vec![] };
    let back_faulty = ComeBack {
        frame: public.clone(),
        faults: vec![FaultLine { anchor: s("receipt"), text: t.say("fault-receipt-unknown") }],
    };
    let others = vec![
        ("receipt", receipt(true).render()),
        ("receipt-faulty", receipt(false).render()),
        ("come-back", back.render()),
        ("come-back-faulty", back_faulty.render()),
        ("yours", yours(&public, false, false).render()),
        ("yours-details", yours(&public, true, false).render()),
        ("yours-faulty", yours(&public, true, true).render()),
        ("erase", EraseConfirm { frame: public.clone(), reference: s(REFERENCE) }.render()),
        ("erased", Erased { frame: public.clone(), reference: s(REFERENCE), destroyed_on: s("27 November 2026") }.render()),
        ("notice", notice("notice-expired-heading", "notice-expired-text").render()),
        ("link", link(&agency, false, false).render()),
        ("link-faulty", link(&agency, false, true).render()),
        ("link-over", link(&agency, true, false).render()),
        ("code", code(&agency).render()),
        ("link-centre", centre_letter(&agency, false).render()),
        ("link-centre-faulty", centre_letter(&agency, true).render()),
        ("referral", referral(&agency, false, false).render()),
        ("referral-anonymous", referral(&agency, true, false).render()),
        ("referral-informs", referral(&agency, true, true).render()),
        ("api", api(&agency).render()),
        ("near-you", near(&public, false).render()),
        ("near-you-faulty", near(&public, true).render()),
    ];
    let others = others
        .into_iter()
        .chain(form_samples::all(&public))
        .chain(mail_samples::all(&agency))
        .chain(desk_samples::all(&agency))
        .map(|(name, page)| (name, page.unwrap()));
    guidance_samples::all(&public).into_iter().chain(others).chain(find_samples::all(&agency)).collect()
}
