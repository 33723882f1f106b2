//! Tasks: why a report needs a person, and which of these reasons it has from the start.

use crate::handling::arrival::Arrival;
use crate::report::permission::Granted;
use crate::report::{Facts, Permission, Purpose};
use crate::routing::Plan;

/// What a report that comes in needs somebody for: one of somebody at high risk or under 18, whatever was permitted; what nobody takes; an
/// account that waits to be written without what names a person; and one that nobody would look at otherwise.
#[must_use]
pub fn at_first(facts: &Facts, permission: &Permission, plan: &Plan, has_account: bool, arrival: &Arrival) -> Vec<TaskKind> {
    let urgent = facts.calls_duty();
    let anonymous = has_account && reads_without_names(plan);
    let goes_to_nobody = plan.referrals.is_empty() && plan.unplaced.is_empty() && !urgent && !permission.has_words();
    // The people of a centre are promised to see what comes through it. What somebody took down they have just looked at.
    let unseen = arrival.taker.is_none() && (goes_to_nobody || arrival.centre.is_some());
    let kinds = [
        (urgent, TaskKind::Duty),
        (permission.has_words(), TaskKind::Never),
        (!plan.unplaced.is_empty(), TaskKind::Unplaced),
        (anonymous, TaskKind::Release),
        (unseen, TaskKind::New),
    ];
    kinds.into_iter().filter(|(needed, _)| *needed).map(|(_, kind)| kind).collect()
}

/// Whether something goes without a name to an organisation that reads accounts; one that only counts reads none.
#[must_use]
pub fn reads_without_names(plan: &Plan) -> bool {
    plan.referrals.iter().any(|planned| planned.granted == Granted::Anonymous && planned.purpose != Purpose::Inform)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::AgeBand;
    use crate::routing::{Planned, Reason, Unplaced};

    fn needs(facts: &Facts, plan: &Plan, arrival: &Arrival) -> Vec<TaskKind> {
        at_first(facts, &Permission::default(), plan, true, arrival)
    }

    #[test]
    fn somebody_reads_who_must_never_be_told_in_words_and_nobody_else_looks_for_it() {
        let said =
            Permission { never_words: Some(crate::report::Told::new("My mum works there.".to_owned())), ..Permission::default() };
        let needs = at_first(&Facts::default(), &said, &Plan::default(), true, &Arrival::by("web", None));
        assert_eq!(needs, [TaskKind::Never]);
    }

    fn through_centre() -> Arrival {
        Arrival { centre: Some("library".to_owned()), ..Arrival::by("assisted", None) }
    }

    #[test]
    fn somebody_looks_at_what_goes_to_nobody_and_at_what_came_through_a_centre() {
        let (facts, nobody, by_web) = (Facts::default(), Plan::default(), Arrival::by("web", None));
        assert_eq!(needs(&facts, &nobody, &by_web), [TaskKind::New]);
        let full = Planned { agreement: 0, purpose: Purpose::Support, granted: Granted::Full, sections: Vec::new() };
        let passed = Plan { referrals: vec![full], ..Plan::default() };
        assert!(needs(&facts, &passed, &by_web).is_empty());
        assert_eq!(needs(&facts, &passed, &through_centre()), [TaskKind::New]);
        let waits = Unplaced { purpose: Purpose::Support, strand: None, reason: Reason::AllAtCapacity };
        assert_eq!(needs(&facts, &Plan { unplaced: vec![waits], ..Plan::default() }, &by_web), [TaskKind::Unplaced]);
        let child = Facts { age_band: AgeBand::Under13, ..Facts::default() };
        assert_eq!(needs(&child, &nobody, &by_web), [TaskKind::Duty]);
        assert_eq!(needs(&child, &nobody, &through_centre()), [TaskKind::Duty, TaskKind::New]);
    }
}

crate::ids! {
    /// Why a report needs a person. Kept as its id.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum TaskKind {
        /// Somebody on duty must look at once.
        Duty = "duty",
        /// Its reporter wrote in words who must never be told: somebody reads them before anything else goes out by itself.
        Never = "never",
        /// Nobody takes it for now.
        Unplaced = "unplaced",
        /// An account waits to be written without what names a person.
        Release = "release",
        /// Its reporter wrote.
        Message = "message",
        /// An organisation declined.
        Declined = "declined",
        /// A letter could not be delivered.
        Undelivered = "undelivered",
        /// Passing on without permission waits for a second person.
        Override = "override",
        /// It was passed on at once without permission: a second person looks at it.
        OverrideReview = "override-review",
        /// An organisation asks for more.
        Question = "question",
        /// Nobody at an organisation acknowledged in time.
        Overdue = "overdue",
        /// Its erasure was undone: somebody looks at what should become of it.
        Undone = "undone",
        /// Somebody took it on themselves to do something by a day.
        Action = "action",
        /// Something changed for its reporter, and no letter may tell them: their safe times are for a person to read.
        Tell = "tell",
        /// It came in, and nobody has looked at it yet.
        New = "new",
    }
}

impl TaskKind {
    /// Whether only a decision of a second person ends it.
    #[must_use]
    pub fn needs_a_decision(self) -> bool {
        matches!(self, Self::Override | Self::OverrideReview)
    }
}
