//! How something stands against its time, in words and in a colour that says the same.

use chrono::Duration;
use waymark_core::handling::standing::Standing;
use waymark_core::labels::DESK_TASK;
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::list::inbox::{Count, OnDuty, Reason};
use crate::web::desk::words::views::{Rag, ReasonView};
use crate::web::parts::families::DESK_TASK_OWN;

/// How something stands.
pub(crate) fn rag(standing: Standing, t: &Speaker) -> Rag {
    match standing {
        Standing::InTime => Rag { words: t.say("clock-in-time"), class: "tag good" },
        Standing::Soon => Rag { words: t.say("clock-soon"), class: "tag soon" },
        Standing::Late(by) => Rag { words: late(by, t), class: "tag" },
    }
}

/// "Late by 3 hours": begun minutes count, of an hour or a day only whole ones.
fn late(by: Duration, t: &Speaker) -> String {
    let (id, number) = match by.num_minutes() {
        ..60 => ("clock-late-minutes", by.num_minutes() + 1),
        60..1440 => ("clock-late-hours", by.num_hours()),
        _ => ("clock-late-days", by.num_days()),
    };
    t.say1(id, "number", number)
}

/// A number; "more than" where nobody counted on.
pub(crate) fn number(count: Count, t: &Speaker) -> String {
    if count.is_more() { t.say1("clock-more-than", "number", count.number()) } else { count.number().to_string() }
}

/// How far whoever is on duty is with something urgent.
fn on_duty(duty: OnDuty) -> &'static str {
    match duty {
        OnDuty::NotCalled => "desk-duty-not-called",
        OnDuty::Called => "desk-duty-called",
        OnDuty::Looked => "desk-duty-looked",
    }
}

/// Why a report needs a person, for whoever looks.
pub(crate) fn reason(one: &Reason, who: &SignedIn, t: &Speaker) -> ReasonView {
    let own = one.owner == Some(who.id);
    let id = one.kind.id();
    let urgent = one.is_urgent();
    let closes = !one.kind.needs_a_decision() && one.owner.is_none() && (!urgent || who.may(Act::Urgent));
    let since = t.say1("desk-since", "when", t.when(one.since));
    let until = t.say1("desk-due", "when", t.when(one.due_at));
    ReasonView {
        task: if closes { one.task.to_string() } else { String::new() },
        words: if own { t.of(&DESK_TASK_OWN, id) } else { t.of(&DESK_TASK, id) },
        rag: rag(one.standing, t),
        when: format!("{since} · {until}"),
        urgent,
        on_duty: if urgent { t.say(on_duty(one.duty)) } else { String::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_core::words::Words;

    #[test]
    fn what_is_late_says_so_in_words() {
        let t = std::sync::Arc::new(Words::read([]).unwrap()).speaker(["en"]);
        for (minutes, words) in [
            (0, "Late by 1 minute"),
            (59, "Late by 60 minutes"),
            (90, "Late by 1 hour"),
            (180, "Late by 3 hours"),
            (3000, "Late by 2 days"),
        ] {
            assert_eq!(rag(Standing::Late(Duration::minutes(minutes)), &t).words, words);
        }
    }
}
