//! The history of a report on its page: entries in words, and since when it is kept or stands still.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use waymark_core::handling::entry::Entry;
use waymark_core::labels::DESK_STEP_ACTION;
use waymark_core::report::Told;
use waymark_core::report::permission::AskedOn;
use waymark_core::report::person::Way;
use waymark_core::vocabulary::{AgencyId, AgreementId};
use waymark_core::words::Speaker;

use crate::web::desk::words::views::Step;
use crate::web::desk::words::{child, link};
use crate::web::parts::families::{DESK_STEP, MAIL_KIND};

/// An entry of `handling` in words.
pub(crate) fn step(at: String, entry: &Entry, t: &Speaker) -> Step {
    let (what, text, by) = match entry {
        // What was answered about danger stands by itself, before the story.
        Entry::Arrived { asked, talked_on, .. } => {
            let talked = talked_on.map(|day| t.say1("desk-step-talked", "day", t.day(day)));
            let wording = asked.as_ref().map(|asked| t.say1("desk-step-wording", "wording", asked.wording.as_str()));
            let said: Vec<String> = talked.into_iter().chain(wording).collect();
            ("arrived", said.join("\n"), String::new())
        }
        Entry::Allowed { asked, .. } => asked_by(asked.as_ref(), t),
        Entry::Lapsed { .. } => ("lapsed", String::new(), String::new()),
        Entry::Acknowledged { by, .. } => ("acknowledged", String::new(), by.reveal().to_owned()),
        Entry::Noted { text, by } => ("noted", text.reveal().to_owned(), by.reveal().to_owned()),
        Entry::RiskSet { level, reason, by } => {
            ("risk-set", format!("{} {}", t.label(level), reason.reveal()), by.reveal().to_owned())
        }
        Entry::DutyClosed { reason, by } => ("duty-closed", reason.reveal().to_owned(), by.reveal().to_owned()),
        Entry::Held { held, reason, by } => {
            (if *held { "held" } else { "let-go" }, reason.reveal().to_owned(), by.reveal().to_owned())
        }
        Entry::Frozen { frozen, reason, by } => {
            (if *frozen { "frozen" } else { "thawed" }, reason.reveal().to_owned(), by.reveal().to_owned())
        }
        Entry::Placed { agreement, reason, by, .. } => ("placed", with_reason(agreement, reason), by.reveal().to_owned()),
        Entry::Proposed { agreement, reason, by } => ("proposed", with_reason(agreement, reason), by.reveal().to_owned()),
        Entry::NeverRead { words, means, reason, by } => ("never-read", never_read(words, means, reason), by.reveal().to_owned()),
        Entry::OverrideAsked { asking } => {
            let wanted = &asking.wanted;
            let what = if wanted.urgent { "override-at-once" } else { "override-asked" };
            let ground = t.label(wanted.ground);
            (what, format!("{} – {ground} – {}", wanted.agreement, wanted.reason.reveal()), asking.by.reveal().to_owned())
        }
        Entry::OverrideDecided { approved, reason, by, .. } => {
            let what = if *approved { "override-approved" } else { "override-refused" };
            (what, reason.reveal().to_owned(), by.reveal().to_owned())
        }
        Entry::PersonTold { by, .. } => ("person-told", String::new(), by.reveal().to_owned()),
        Entry::Questioned { text, .. } => ("questioned", text.reveal().to_owned(), String::new()),
        Entry::QuestionAnswered { text, by, .. } => ("question-answered", text.reveal().to_owned(), by.reveal().to_owned()),
        Entry::CameBack { letter, status, .. } => ("came-back", format!("{} {status}", t.of(&MAIL_KIND, letter)), String::new()),
        Entry::Linked { .. } | Entry::Unlinked { .. } => return link::step(at, entry, t),
        Entry::ReceiptRenewed { how, words, by } => {
            let how = t.label(how);
            ("receipt-renewed", format!("{how} {}", words.reveal()).trim().to_owned(), by.reveal().to_owned())
        }
        Entry::WayUsedAgain { kind, number, reason, by } => {
            let way = Way { kind: kind.clone(), number: *number, place: 0, stopped_at: None };
            ("way-used-again", format!("{} – {}", way.in_words(t), reason.reveal()), by.reveal().to_owned())
        }
        Entry::ErasureUndone { asked, why, by } => {
            ("erasure-undone", format!("{} – {}", asked.reveal(), why.reveal()), by.reveal().to_owned())
        }
        Entry::Released { account, looked, by } => {
            let words = looked.iter().map(Told::reveal).collect::<Vec<_>>().join(", ");
            let looked = (!looked.is_empty()).then(|| t.say1("desk-step-looked", "words", words));
            let said: Vec<String> = std::iter::once(account.reveal().to_owned()).chain(looked).collect();
            ("released", said.join("\n"), by.reveal().to_owned())
        }
        Entry::Action { acted } => {
            let who = t.say2("action-who", "name", acted.name.reveal(), "day", t.day(acted.until));
            let said = [acted.what.reveal().to_owned(), who, acted.note.reveal().to_owned()];
            let said: Vec<String> = said.into_iter().filter(|line| !line.trim().is_empty()).collect();
            let what = t.of(&DESK_STEP_ACTION, acted.step.id());
            return Step { at, what, text: said.join("\n"), by: acted.by.reveal().to_owned() };
        }
        Entry::CaseGiven { to, back, by } => {
            (if *back { "case-taken-back" } else { "case-given" }, to.reveal().to_owned(), by.reveal().to_owned())
        }
        Entry::ChildHeard { heard, by } => {
            let rows = child::rows(heard, t);
            let lines: Vec<String> = rows.iter().map(|row| format!("{} {}", row.label, row.lines.join(" "))).collect();
            ("child-heard", lines.join("\n"), by.reveal().to_owned())
        }
        Entry::AreaGiven { district, reason, by } => {
            ("area-given", format!("{} – {}", district.as_str(), reason.reveal()), by.reveal().to_owned())
        }
    };
    Step { at, what: t.of(&DESK_STEP, what), text, by }
}

/// In which words the person was asked, and who read them out; nobody where a page asked.
fn asked_by(asked: Option<&AskedOn>, t: &Speaker) -> (&'static str, String, String) {
    let Some(AskedOn { asked, .. }) = asked else { return ("allowed", String::new(), String::new()) };
    let by = if asked.by == "page" { String::new() } else { asked.by.clone() };
    ("allowed", t.say1("desk-step-wording", "wording", asked.wording.as_str()), by)
}

fn with_reason(agreement: &AgreementId, reason: &Told) -> String {
    format!("{agreement} – {}", reason.reveal())
}

/// What was read about who must never be told, whom it means, and why.
fn never_read(words: &Told, means: &BTreeSet<AgencyId>, reason: &Told) -> String {
    let means = means.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let said = [words.reveal().to_owned(), means, reason.reveal().to_owned()];
    said.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Since when a report is kept, or stands still, by whom and why; empty for whoever may not read that, or when it is neither.
pub(crate) fn said_last(handling: &[(DateTime<Utc>, Entry)], kept: bool, t: &Speaker) -> Vec<String> {
    let last = handling.iter().rev().find_map(|(at, entry)| match entry {
        Entry::Held { held, reason, by } if kept => Some((*held, at, reason, by)),
        Entry::Frozen { frozen, reason, by } if !kept => Some((*frozen, at, reason, by)),
        _ => None,
    });
    match last {
        Some((true, at, reason, by)) => {
            vec![t.say2("desk-frozen-since", "when", t.when(*at), "name", by.reveal()), reason.reveal().to_owned()]
        }
        _ => Vec::new(),
    }
}
