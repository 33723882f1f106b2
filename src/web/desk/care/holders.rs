//! Who has a report and what they may see, how it was talked about, and how to reach the person, in the words of the desk.

use waymark_core::handling::arrival;
use waymark_core::handling::entry::Entry;
use waymark_core::head::Head;
use waymark_core::report::incident::Role;
use waymark_core::report::labels::AGENCY_SECTION;
use waymark_core::words::Speaker;

use crate::journeys::case::held_by::HeldBy;
use crate::web::parts::families::CHANNEL;
use crate::web::parts::held_by::{held_by, overruled};
use crate::web::parts::rows::Row;
use crate::web::parts::sections;

/// A referral, in the words of the desk.
pub(crate) fn held_at_desk(held: &HeldBy, t: &Speaker) -> crate::web::parts::holder::HeldBy {
    let mut shown = held_by(held, t);
    shown.shown = seen_by(held, t);
    shown.overruled = held.overruled.map(|ground| overruled("referral-overruled", ground, t));
    shown
}

/// What an organisation may see, in the words of the desk: the reporter's own page says "you".
pub(crate) fn seen_by(held: &HeldBy, t: &Speaker) -> Vec<String> {
    // No file comes with a report yet; what somebody needs goes with every full referral.
    let passes = held.shown.iter().copied().filter(|section| *section != "evidence");
    let access = (held.permission == Some("full")).then_some("access");
    passes.chain(access).map(|section| t.of(&AGENCY_SECTION, section)).collect()
}

/// How a talk took place, and on which day as far as whoever sits here may know; blank for a report that nobody took down.
pub(crate) fn talked(head: &Head, handling: &[(chrono::DateTime<chrono::Utc>, Entry)], t: &Speaker) -> String {
    let day = handling.iter().find_map(|(_, entry)| match entry {
        Entry::Arrived { talked_on, .. } => *talked_on,
        _ => None,
    });
    let how = arrival::is_talk(&head.channel).then(|| t.of(&CHANNEL, &head.channel));
    how.into_iter().chain(day.map(|day| t.day(day))).collect::<Vec<_>>().join(" · ")
}

/// Every safe way to reach them; apart from those, the ways that must never be used: whoever is in a hurry takes what stands first;
/// and whose they are.
pub(crate) fn contact(contact: &waymark_core::report::Contact, role: Role, t: &Speaker) -> Vec<Row> {
    let ways = |safe: bool| {
        let some = contact.methods.iter().filter(move |method| method.safe == safe);
        some.map(|method| {
            let way = sections::whole_way(method, t);
            method.stopped.map_or(way.clone(), |at| t.say2("desk-way-stopped", "way", way, "when", t.when(at)))
        })
    };
    let mut lines: Vec<String> = ways(true).collect();
    let never: Vec<String> = ways(false).collect();
    if contact.through_centre {
        lines.push(t.say("contact-through"));
    }
    if lines.is_empty() {
        lines.push(t.say("not-provided"));
    }
    let whose = sections::whose(contact, role, t);
    let mut rows: Vec<Row> = std::iter::once(Row { label: t.say("row-ways"), lines }).chain(whose).collect();
    if !never.is_empty() {
        rows.push(Row { label: t.say("desk-ways-never"), lines: never });
    }
    rows
}
