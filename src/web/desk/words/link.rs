//! What else can be done with a report, and entries that link it with another, in words that tell nothing of that one.

use waymark_core::handling::entry::Entry;
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::web::desk::door::door::Desk;
use crate::web::desk::words::views::Step;
use crate::web::parts::families::{ALSO, DESK_STEP};

/// What else can be done with a report, on pages of their own.
pub(crate) fn also(desk: &Desk, reference: &str) -> Vec<(String, String)> {
    let t = desk.visit.speaker();
    let pages = [(Act::Link, "links"), (Act::Renew, "receipt")];
    let may = pages.into_iter().filter(|(act, _)| desk.who.may(*act));
    may.map(|(_, page)| (format!("/desk/reports/{reference}/{page}"), t.of(&ALSO, page))).collect()
}

/// An entry about another report, in words that tell nothing of that one: it may be erased, or not in the reader's reach.
pub(crate) fn step(at: String, entry: &Entry, t: &Speaker) -> Step {
    let (what, text, by) = match entry {
        Entry::Linked { bond, by, .. } => ("linked", t.label(bond), by.reveal()),
        Entry::Unlinked { by, .. } => ("unlinked", String::new(), by.reveal()),
        _ => ("noted", String::new(), ""),
    };
    Step { at, what: t.of(&DESK_STEP, what), text, by: by.to_owned() }
}
