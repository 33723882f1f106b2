//! What cannot wait: whoever takes a report down is told to ring duty whenever the report calls duty, and when somebody may not stay alive.

use serde::{Deserialize, Serialize};
use waymark_core::report::{Facts, Report};

use crate::web::asking::steps::needs_help_now;
use crate::web::desk::talk::draft;
use crate::web::http::body::Form;
use crate::web::http::visit::Visit;
use crate::web::parts::help::{LineView, crisis_lines};

/// Why a report cannot wait.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Cause {
    /// Somebody may harm themselves.
    Alive,
    /// Somebody may be in danger.
    Danger,
    /// Somebody is under 18.
    Child,
}

impl Cause {
    /// Why this report cannot wait; nothing when it can. The rule that calls duty once it is sent counts before it is sent, too.
    pub(super) fn of(visit: &Visit, typed: &Form, report: &Report) -> Option<Self> {
        let facts = Facts::of(report, &visit.service.book.gazetteer);
        let harms = matches!(typed.get("risk.self_harm"), "thoughts" | "plan");
        match (harms, facts.age_band.is_under_18()) {
            (true, _) => Some(Self::Alive),
            (_, true) => Some(Self::Child),
            _ => (facts.calls_duty() || needs_help_now(typed)).then_some(Self::Danger),
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Alive => "talk-now-alive",
            Self::Danger => "talk-now-danger",
            Self::Child => "talk-now-child",
        }
    }
}

/// What stands first on a page, when something cannot wait.
pub(crate) fn of(visit: &Visit, cause: Option<Cause>, stay: &str) -> Option<First> {
    let (t, operator) = (visit.speaker(), &visit.service.settings.operator);
    let cause = cause?;
    Some(First {
        why: t.say(cause.words()),
        stay: t.say(stay),
        crisis: if cause == Cause::Alive { crisis_lines(&visit.service, false) } else { Vec::new() },
        duty_name: operator.duty_name.clone(),
        duty_phone: draft::rings(operator, t),
    })
}

/// What cannot wait: somebody may be in danger, or is under 18.
pub(crate) struct First {
    /// Why it cannot wait.
    pub why: String,
    /// What to do until somebody answers.
    pub stay: String,
    /// Lines for somebody who may not stay alive.
    pub crisis: Vec<LineView>,
    /// Who is on duty.
    pub duty_name: String,
    /// Their number; blank when the service names nobody.
    pub duty_phone: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use waymark_core::words::Speaker;

    use super::First;
    use crate::web::samples::common::{HOSTILE, LONG, help_lines, s};

    /// For pages on which something cannot wait.
    pub(crate) fn first(t: &Speaker) -> First {
        let [crisis, ..] = help_lines(t);
        let stay = t.say("talk-now-what");
        First { why: t.say("talk-now-alive"), stay, crisis, duty_name: s(HOSTILE), duty_phone: s(LONG) }
    }
}
