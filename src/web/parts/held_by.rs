//! Who has a report and what waits, in words: the state, the wording of the permission, or the ground that overruled it.

use chrono::{DateTime, Utc};
use waymark_core::handling::waiting::Waiting;
use waymark_core::labels::{OVERRULE_GROUND, UNPLACED};
use waymark_core::report::labels::{PURPOSE, SECTION};
use waymark_core::routing::Book;
use waymark_core::words::Speaker;

use crate::journeys::case::timeline::HappenedView;
use crate::web::parts::holder::{HeldBy, Step};

/// What waits, in words.
pub(crate) fn waits(waiting: &Waiting, t: &Speaker) -> String {
    let why = if waiting.lapsed_at.is_some() { "lapsed" } else { waiting.reason.as_str() };
    t.of1(&UNPLACED, why, "purpose", t.of(&PURPOSE, &waiting.purpose))
}

/// What waits, in words, and who could help if the person says yes to them.
pub(crate) fn waits_for(waiting: &Waiting, book: &Book, t: &Speaker) -> Vec<String> {
    let known = waiting.asks.iter().filter_map(|agency| book.agency(agency.as_str()));
    let says = if waiting.waits_for_a_place() { "unplaced-could-wait" } else { "unplaced-could-help" };
    let names = known.map(|agency| t.say1(says, "name", agency.name.as_str()));
    std::iter::once(waits(waiting, t)).chain(names).collect()
}

/// What waits, in words, and about whom the person is asked, for the desk.
pub(crate) fn waits_at_desk(waiting: &Waiting, book: &Book, t: &Speaker) -> Vec<String> {
    let known = waiting.asks.iter().filter_map(|agency| book.agency(agency.as_str()));
    let names = known.map(|agency| t.say1("desk-waits-for-them", "name", agency.name.as_str()));
    std::iter::once(waits(waiting, t)).chain(names).collect()
}

/// In which wording somebody was asked for permission, and when: a sentence.
pub(crate) fn asked_in(sentence: &str, wording: &str, language: &str, at: DateTime<Utc>, t: &Speaker) -> String {
    let wording = format!("{wording} ({language})");
    t.say2(sentence, "wording", wording, "day", t.day_of(at))
}

pub(crate) fn settled(state: &str) -> bool {
    waymark_core::referral::State::from_id(state).is_some_and(waymark_core::referral::State::is_live)
}

/// That something was passed on without permission, and on which ground.
pub(crate) fn overruled(message: &str, ground: &str, t: &Speaker) -> String {
    t.say1(message, "ground", t.of(&OVERRULE_GROUND, ground))
}

/// Something that happened, to be shown.
pub(crate) fn step(event: &HappenedView, t: &Speaker) -> Step {
    Step { what: event.in_words.clone(), why: event.why.clone(), at: event.at.map(|at| t.when(at)) }
}

pub(crate) fn held_by(held: &crate::journeys::case::held_by::HeldBy, t: &Speaker) -> HeldBy {
    // No file comes with a report yet; what somebody needs goes with every full referral.
    let passes = |section: &&&'static str| **section != "evidence";
    let access = held.access.then(|| t.say("section-access"));
    HeldBy {
        name: held.name.clone(),
        purpose: t.of(&PURPOSE, held.purpose),
        shown: held.holding.iter().filter(passes).map(|section| t.of(&SECTION, section)).chain(access).collect(),
        agreement: t.say2("held-agreement", "agreement", held.agreement.as_str(), "version", held.agreement_version),
        asked: held.asked.as_ref().map(|asked| asked_in("held-asked", &asked.wording, &asked.language, asked.at, t)),
        overruled: held.overruled.map(|ground| overruled("held-overruled", ground, t)),
        happened: held.timeline.iter().map(|event| step(event, t)).collect(),
        next: held.next.in_words.clone(),
        late: held.overdue,
    }
}
