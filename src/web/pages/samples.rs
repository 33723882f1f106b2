//! A sample of every page, with hostile and unwieldy text, for the tests and for looking at.

use askama::Template;

use super::agency::{CodePage, LinkPage, ReferralPage, Row, SectionView};
use super::api::{ApiDocs, FieldDoc, Operation};
use super::public::{ComeBack, EraseConfirm, Erased, HeldBy, Message, Notice, ReceiptPage, ReportForm, Told, YourReport};
use super::{Choice, FaultLine, Field, FieldKind, Frame, Group};
use crate::words::Speaker;

/// Text that must never become markup.
pub const HOSTILE: &str = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)>";
/// A word that no line holds.
pub const LONG: &str = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkunde";
const REFERENCE: &str = "WM-7K3F-92QD";

fn s(text: &str) -> String {
    text.to_owned()
}

fn choice(t: &Speaker, value: &str, message: &str) -> Choice {
    Choice { value: s(value), label: t.say(message), hint: String::new(), chosen: false }
}

fn choices(t: &Speaker, prefix: &str, ids: &[&str]) -> Vec<Choice> {
    ids.iter().map(|id| choice(t, id, &format!("{prefix}-{id}"))).collect()
}

fn field(t: &Speaker, name: &str, kind: FieldKind, choices: Vec<Choice>) -> Field {
    let message = super::anchor(name);
    Field {
        name: s(name),
        label: t.say(&format!("field-{message}")),
        hint: t.say(&format!("hint-{message}")),
        kind,
        value: String::new(),
        choices,
        fault: None,
    }
}

fn group(t: &Speaker, id: &str, fields: Vec<Field>) -> Group {
    Group { heading: t.say(&format!("group-{id}")), intro: t.say(&format!("group-{id}-intro")), fields }
}

fn permission(t: &Speaker) -> Vec<Field> {
    let values = |purpose: &str| {
        let mut all = choices(t, "value", &["full", "anonymous", "no"]);
        all[0].hint = t.say("value-full-hint");
        all[1].hint = t.say("value-anonymous-hint");
        if purpose == "inform" {
            all.remove(0);
        }
        all
    };
    let mut fields: Vec<Field> = ["investigate", "protect", "support", "inform"]
        .into_iter()
        .map(|purpose| field(t, &format!("purposes.{purpose}"), FieldKind::Radios, values(purpose)))
        .collect();
    let agency = |id: &str, name: &str| Choice { value: s(id), label: s(name), hint: String::new(), chosen: id == "north" };
    let agencies = vec![agency("north", "North Council"), agency("tees", "Tees Pride Advocacy"), agency("hostile", HOSTILE)];
    fields.push(field(t, "never", FieldKind::Checkboxes, agencies));
    fields
}

/// The groups of the form, as the real one has them.
pub fn groups(t: &Speaker) -> Vec<Group> {
    use FieldKind::{Checkboxes, Line, Lines, Radios, Select};
    let vocabulary = include_str!("../../../locales/en/vocabulary.ftl");
    let named = |prefix: &str| -> Vec<Choice> {
        let names = vocabulary.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
        names.filter_map(|name| Some(choice(t, name.strip_prefix(prefix)?, name))).collect()
    };
    let yes_no = || vec![choice(t, "yes", "yes"), choice(t, "no", "no"), choice(t, "unknown", "not-sure")];
    let risk = |id: &str| {
        let mut one = field(t, "never", Radios, choices(t, "risk-answer", &["yes", "no", "unknown"]));
        one.name = format!("risk.{}", id.replace('-', "_"));
        (one.label, one.hint) = (t.say(&format!("risk-question-{id}")), String::new());
        one
    };
    let mut self_harm = risk("self-harm");
    self_harm.hint = t.say("hint-risk-self_harm");
    vec![
        group(
            t,
            "story",
            vec![
                field(t, "incident.account", Lines, vec![]),
                field(t, "incident.types", Checkboxes, named("type-")),
                field(t, "incident.strands", Checkboxes, named("strand-")),
            ],
        ),
        group(
            t,
            "when-where",
            vec![
                field(t, "incident.when.from", Line, vec![]),
                field(t, "incident.where.setting", Select, named("setting-")),
                field(t, "incident.where.place", Line, vec![]),
                field(t, "incident.where.postcode", Line, vec![]),
                field(t, "incident.repeated", Radios, named("repeated-")),
            ],
        ),
        group(
            t,
            "who",
            vec![field(t, "reporter.role", Radios, named("role-")), field(t, "reporter.victim_agreed", Radios, yes_no())],
        ),
        group(t, "victim", vec![field(t, "victim.name", Line, vec![]), field(t, "victim.age_band", Select, named("age-"))]),
        group(
            t,
            "contact",
            vec![
                field(t, "contact.kind", Radios, named("contact-")),
                field(t, "contact.value", Line, vec![]),
                field(t, "contact.safe", Radios, yes_no()),
                field(t, "contact.safe_times", Line, vec![]),
                field(t, "contact.needs", Checkboxes, named("need-")),
            ],
        ),
        group(
            t,
            "suspect",
            vec![field(t, "suspect.relation", Select, named("relation-")), field(t, "suspect.description", Lines, vec![])],
        ),
        group(t, "risk", vec![risk("in-danger"), risk("injury"), risk("weapon"), risk("escalating"), risk("close"), self_harm]),
        group(t, "permission", permission(t)),
    ]
}

fn form(frame: &Frame, faulty: bool) -> ReportForm {
    let t = &frame.t;
    let mut groups = groups(t);
    let mut faults = vec![];
    if faulty {
        let wrong = [
            (0, 0, "fault-required-incident-account"),
            (0, 1, "fault-unknown-id"),
            (1, 0, "fault-bad-date"),
            (1, 1, "fault-unknown-id"),
        ];
        for (group, place, fault) in wrong {
            let field = &mut groups[group].fields[place];
            field.fault = Some(t.say(fault));
            faults.push(FaultLine { anchor: field.anchor(), text: t.say(fault) });
        }
        groups[0].fields[0].value = format!("</textarea>{HOSTILE}\n{LONG}");
        groups[1].fields[2].value = s(HOSTILE);
        groups[0].fields[1].choices[2].chosen = true;
        groups[1].fields[1].choices[3].chosen = true;
    }
    ReportForm { frame: frame.clone(), form_token: s("token"), groups, faults }
}

fn yours(frame: &Frame, details: bool, faulty: bool) -> YourReport {
    let t = &frame.t;
    let held = |name: &str, state: &str, overdue: bool, acknowledged: Option<&str>| HeldBy {
        name: s(name),
        purpose: t.say("purpose-support"),
        shown: vec![t.say("section-incident"), t.say("section-victim"), t.say("section-contact")],
        state: t.say(state),
        sent: (state != "state-queued").then(|| s("20 November 2026, 14:05")),
        due: (state != "state-queued").then(|| s("24 November 2026, 14:05")),
        overdue,
        acknowledged: acknowledged.map(s),
    };
    YourReport {
        message_text: if faulty { s(HOSTILE) } else { String::new() },
        addition_text: String::new(),
        frame: frame.clone(),
        form_token: s("token"),
        reference: s(REFERENCE),
        received: s("20 November 2026, 14:03"),
        status: t.say1("status-passed-on", "count", 2),
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
        permission: permission(t),
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
        form_token: s("token"),
        path: s("/r/abc"),
        reference: s(REFERENCE),
        urgent: !over,
        due: Some(s("Tuesday 24 November 2026, 14:05")),
        state: t.say(if over { "agency-state-withdrawn" } else { "agency-state-sent" }),
        over,
        can_acknowledge: !over,
        acknowledged: over.then(|| s("Friday 20 November 2026, 16:40")),
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
        form_token: s("token"),
        path: s("/r/abc"),
        reference: s(REFERENCE),
        request: s("0193-aa"),
        request_name: s("K7"),
        sent_to: s("advocate1@tees-pride.example"),
        minutes: 30,
        faults: vec![FaultLine { anchor: s("code"), text: frame.t.say("fault-code-wrong") }],
    }
}

fn referral(frame: &Frame, anonymous: bool) -> ReferralPage {
    let t = &frame.t;
    let row = |label: &str, lines: &[&str]| Row { label: t.say(label), lines: lines.iter().map(|line| s(line)).collect() };
    let story = format!("{HOSTILE}\n\nThey shouted at me at the bus stop. {LONG}");
    ReferralPage {
        frame: frame.clone(),
        form_token: s("token"),
        path: s("/r/abc"),
        reference: s(REFERENCE),
        agency: s("Tees Pride Advocacy"),
        agreement: s("tees-pride-2026"),
        agreement_version: 3,
        purpose: t.say("purpose-support"),
        urgent: true,
        due: Some(s("Tuesday 24 November 2026, 14:05")),
        state: t.say("agency-state-acknowledged"),
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
        can_accept: !anonymous,
        can_decline: true,
        can_close: anonymous,
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
        faults: if anonymous { vec![FaultLine { anchor: s("reason"), text: t.say("fault-reason-missing") }] } else { vec![] },
        notice: (!anonymous).then(|| t.say("notice-acknowledged")),
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

/// Every page by a name, in one language.
pub fn all(t: &Speaker) -> Vec<(&'static str, String)> {
    let public = Frame {
        t: t.clone(),
        service: s("Waymark Demonstration"),
        demonstration: true,
        public: true,
        call_back: s("01632 960100"),
        logo: None,
    };
    let agency = Frame { public: false, ..public.clone() };
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
    };
    let receipt = ReceiptPage {
        frame: public.clone(),
        form_token: s("token"),
        reference: s(REFERENCE),
        receipt: s("7KQF-M2XD-9TRA-HW4C"),
        told: vec![told("Tees Pride Advocacy"), told(HOSTILE)],
        waiting: vec![t.say1("unplaced-all-at-capacity", "purpose", t.say("purpose-protect"))],
    };
    let back = ComeBack { frame: public.clone(), form_token: s("token"), faults: vec![] };
    let back_faulty = ComeBack {
        frame: public.clone(),
        form_token: s("token"),
        faults: vec![FaultLine { anchor: s("receipt"), text: t.say("fault-receipt-unknown") }],
    };
    let others = vec![
        ("form", form(&public, false).render()),
        ("form-faulty", form(&public, true).render()),
        ("receipt", receipt.render()),
        ("come-back", back.render()),
        ("come-back-faulty", back_faulty.render()),
        ("yours", yours(&public, false, false).render()),
        ("yours-details", yours(&public, true, false).render()),
        ("yours-faulty", yours(&public, true, true).render()),
        ("erase", EraseConfirm { frame: public.clone(), form_token: s("token"), reference: s(REFERENCE) }.render()),
        ("erased", Erased { frame: public.clone(), reference: s(REFERENCE), destroyed_on: s("27 November 2026") }.render()),
        ("notice", notice("notice-expired-heading", "notice-expired-text").render()),
        ("link", link(&agency, false, false).render()),
        ("link-faulty", link(&agency, false, true).render()),
        ("link-over", link(&agency, true, false).render()),
        ("code", code(&agency).render()),
        ("referral", referral(&agency, false).render()),
        ("referral-anonymous", referral(&agency, true).render()),
        ("api", api(&agency).render()),
    ];
    let others = others.into_iter().map(|(name, page)| (name, page.unwrap()));
    super::guidance_samples::all(&public).into_iter().chain(others).collect()
}
