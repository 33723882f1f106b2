//! What needs a person.

use actix_web::HttpResponse;
use waymark_core::labels::INBOX_VIEW;
use waymark_core::staff::{Act, Role};
use waymark_core::vocabulary::TYPE;
use waymark_core::words::Speaker;

use crate::journeys::centre::standing;
use crate::journeys::desk::list::inbox::{self, Clocks, Count, Place, View};
use crate::journeys::desk::post::mail;
use crate::journeys::desk::talk::take_down;
use crate::web::desk::door::door::Desk;
use crate::web::desk::list::pages::{Entry, InboxPage, ViewLink};
use crate::web::desk::words::clock::{number, reason};
use crate::web::desk::words::risk;
use crate::web::desk::words::views::Rag;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;

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
