//! What needs a person.

use actix_web::HttpResponse;
use askama::Template;
use waymark_core::labels::INBOX_VIEW;
use waymark_core::staff::{Act, Role};
use waymark_core::vocabulary::TYPE;
use waymark_core::words::Speaker;

use crate::journeys::centre::standing;
use crate::journeys::desk::list::inbox::{self, Clocks, Count, Place, View};
use crate::journeys::desk::post::mail;
use crate::journeys::desk::talk::take_down;
use crate::web::desk::door::door::Desk;
use crate::web::desk::words::clock::{number, reason};
use crate::web::desk::words::risk;
use crate::web::desk::words::views::{Rag, ReasonView};
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

/// Where a view is, from its beginning.
fn address(view: View) -> String {
    if view == View::Everything { "/desk".to_owned() } else { format!("/desk?view={}", view.id()) }
}

/// What a view lists, with how many there are.
fn view_link(view: View, count: Count, shown: View, t: &Speaker) -> ViewLink {
    let what = match view {
        View::Everything => t.say("inbox-view-everything"),
        View::Mine => t.say("inbox-view-mine"),
        View::Reason(kind) => t.of(&INBOX_VIEW, kind.id()),
    };
    let words = t.say2("inbox-view", "what", what, "number", number(count, t));
    ViewLink { address: address(view), words, current: view == shown }
}

/// How everything stands, in three numbers; a number of none has no colour.
fn clocks(clocks: &Clocks, t: &Speaker) -> Vec<Rag> {
    let line = |id: &str, count: Count, class: &'static str| Rag {
        words: t.say1(id, "number", number(count, t)),
        class: if count.number() == 0 { "tag none" } else { class },
    };
    vec![
        line("inbox-late", clocks.late, "tag"),
        line("inbox-today", clocks.today, "tag soon"),
        line("inbox-later", clocks.later, "tag good"),
    ]
}

/// `GET /desk`, and `?view=` with what is listed
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::signed_in(visit).await?;
    let (visit, who) = (&desk.visit, &desk.who);
    if who.role == Role::Auditor {
        return Ok(visit.go("/desk/record"));
    }
    if !who.may(Act::Inbox) {
        return Err(Stop::Role);
    }
    let letters = mail::count(&visit.service, who).await?;
    // Whoever can put a centre right is told here, too.
    let leads = who.may(Act::Staff) && !who.role.is_of_a_centre();
    let wrong = if leads { standing::saying_wrong(&visit.service).await? } else { 0 };
    let asked = |name: &str| visit.query().split('&').find_map(|part| part.strip_prefix(name));
    let from = asked("from=").and_then(Place::parse).unwrap_or(Place::FIRST);
    let view = asked("view=").and_then(View::parse).unwrap_or(View::Everything);
    let list = inbox::inbox(&visit.service, who, view, from).await?;
    let begun = if who.may(Act::TakeDown) { take_down::begun(&visit.service, who.id).await? } else { None };
    let t = visit.speaker();
    let entries = list.entries.into_iter().map(|one| Entry {
        reference: one.reference,
        urgent: one.duty,
        reasons: one.reasons.iter().map(|why| reason(why, who, t)).collect(),
        district: one.district.unwrap_or_default(),
        risk: one.facts.as_ref().map(|facts| risk::level(facts.urgency.assessed(), t)).unwrap_or_default(),
        why: one.facts.as_ref().map(|facts| risk::why(&facts.urgency, t)).unwrap_or_default(),
        types: one.facts.iter().flat_map(|facts| &facts.types).map(|id| t.of(&TYPE, id)).collect(),
    });
    let beginning = address(view);
    let join = if beginning.contains('?') { '&' } else { '?' };
    let late = list.clocks.late_answers;
    visit.show(&InboxPage {
        frame: desk.frame(),
        begun: begun.map(|one| t.say2("begun-own", "last", t.when(one.touched), "until", t.when(one.touched + take_down::KEPT))),
        entries: entries.collect(),
        views: list.views.iter().map(|(one, count)| view_link(*one, *count, view, t)).collect(),
        clocks: clocks(&list.clocks, t),
        late_answers: (late.number() > 0).then(|| t.say1("inbox-late-answers", "number", number(late, t))),
        next: list.next.map(|place| format!("{beginning}{join}from={}", place.to_text())),
        beginning,
        first: from == Place::FIRST,
        unknown: visit.asks("unknown"),
        may_undo: who.may(Act::Undo),
        may_hold: who.may(Act::Hold),
        letters: letters.filter(|count| *count > 0).map(|count| t.say1("mail-waits", "count", count)),
        centres: (wrong > 0).then(|| t.say1("centres-say-wrong", "count", wrong)),
    })
}

/// `/desk`: what needs a person.
#[derive(Template)]
#[template(path = "pages/desk/list/inbox.html")]
pub struct InboxPage {
    /// What every page has.
    pub frame: Frame,
    /// What they have begun to take down and not sent.
    pub begun: Option<String>,
    /// Entries, the urgent ones first.
    pub entries: Vec<Entry>,
    /// Other views of the list.
    pub views: Vec<ViewLink>,
    /// How everything stands against its time: words, each with its colour.
    pub clocks: Vec<Rag>,
    /// Organisations that are late to answer, a sentence.
    pub late_answers: Option<String>,
    /// Where more are; nothing after the last.
    pub next: Option<String>,
    /// Where the beginning is.
    pub beginning: String,
    /// Whether this is the beginning of the list.
    pub first: bool,
    /// Whether a reference was typed that is not in reach.
    pub unknown: bool,
    /// Whether they may undo an erasure.
    pub may_undo: bool,
    /// Whether they may let go what is kept.
    pub may_hold: bool,
    /// How many letters nobody recognised, a sentence; nothing when there is none, or for whoever may not see them.
    pub letters: Option<String>,
    /// How many centres say that something is wrong, a sentence; nothing when there is none, or for whoever cannot put it right.
    pub centres: Option<String>,
}

/// Another view of the list.
pub struct ViewLink {
    /// Where it is.
    pub address: String,
    /// What it lists, with how many there are.
    pub words: String,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// An entry of the list.
pub struct Entry {
    /// The report's spoken name.
    pub reference: String,
    /// Whether it comes before everything else.
    pub urgent: bool,
    /// Why it is here.
    pub reasons: Vec<ReasonView>,
    /// Where; empty when it is not known.
    pub district: String,
    /// The risk level in words; empty for whoever may not see it.
    pub risk: String,
    /// Why somebody should look soon, a few words each; none for whoever may not see it.
    pub why: Vec<String>,
    /// Kinds of incident in words.
    pub types: Vec<String>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{Entry, InboxPage, ViewLink};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, Sample, rag, reasons, s};

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

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-inbox", inbox(frame, true).render()), ("desk-inbox-empty", inbox(frame, false).render())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_core::handling::task::TaskKind;
    use waymark_core::words::Words;

    #[test]
    fn every_view_and_every_reason_has_its_words() {
        let t = std::sync::Arc::new(Words::read([]).unwrap()).speaker(["en"]);
        for id in ["everything", "mine"].into_iter().chain(TaskKind::IDS) {
            assert!(View::parse(id).is_some() && t.has(&format!("inbox-view-{id}")), "inbox-view-{id}");
        }
        for id in TaskKind::IDS {
            assert!(t.has(&format!("desk-task-{id}")), "desk-task-{id}");
        }
        assert!(t.has("desk-task-action-own"));
    }
}
