//! Where a report stands, in words.

use waymark_core::words::Speaker;

use crate::journeys::desk::list::find::Standing;

/// Where a report stands, in words.
pub(crate) fn standing(standing: Standing, t: &Speaker) -> String {
    match standing {
        Standing::Held(count) => t.say1("find-standing-held", "count", count),
        Standing::PassedOn(count) => t.say1("find-standing-passed-on", "count", count),
        Standing::Waits => t.say("find-standing-waits"),
        Standing::Over => t.say("find-standing-over"),
        Standing::Nobody => t.say("find-standing-nobody"),
    }
}
