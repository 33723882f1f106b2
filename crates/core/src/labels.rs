//! The families of messages that label what becomes of a report, and who does it.

use crate::handling::action;
use crate::handling::child::{Alone, ParentMay};
use crate::handling::record::Action;
use crate::handling::task::TaskKind;
use crate::referral::{Best, DeclineReason, Ground, Happened, Next, State};
use crate::report::naming::found::Why;
use crate::{families, labelled};

use crate::staff::Role;
use crate::words::Family;

families! {
    HAPPENED = Family::of("happened", &Happened::IDS);
    CANNOT = Family::of("cannot", &DeclineReason::IDS);
    NEXT_STEP = Family::of("next-step", &Next::IDS);
    HEADLINE = Family::of("headline", &Best::IDS);
    AGENCY_STATE = Family::of("agency-state", &State::IDS);
    FIGURES_OUTCOME = Family::of("figures-outcome", &State::IDS);
    AGENCY_DECLINE = Family::of("agency-decline", &DeclineReason::IDS);
    OVERRULE_GROUND = Family::of("overrule-ground", &Ground::IDS);
    NAMING = Family::of("naming", &Why::IDS);
    CHILD_ALONE = Family::of("child-alone", &Alone::IDS);
    CHILD_PARENT = Family::of("child-parent", &ParentMay::IDS);
    DESK_TASK = Family::of("desk-task", &TaskKind::IDS);
    INBOX_VIEW = Family::of("inbox-view", &TaskKind::IDS);
    DESK_ROLE = Family::of("desk-role", &Role::IDS);
    DESK_ROLE_WHAT = DESK_ROLE.with("what");
    DESK_STEP_ACTION = Family::of("desk-step-action", &action::Step::IDS);
    WHY = Family::of("why", &[
        "in-danger", "threat-to-kill", "weapon", "self-harm-plan", "self-harm-thoughts", "injury-close", "child", "under-18",
        "raised",
    ]);
    UNPLACED = Family::of("unplaced", &["ask-first", "all-at-capacity", "needs-contact", "area-unknown", "no-agreement", "lapsed"]);
    RECORD = Family::of("record", &Action::IDS);
    UNSERVED = Family::of("unserved", &["ask-first", "all-at-capacity", "needs-contact", "area-unknown", "no-agreement"]);
}

labelled! {
    Why, NAMING;
    Happened, HAPPENED;
    DeclineReason, AGENCY_DECLINE;
    Ground, OVERRULE_GROUND;
    Alone, CHILD_ALONE;
    ParentMay, CHILD_PARENT;
    TaskKind, DESK_TASK;
    Role, DESK_ROLE;
    Action, RECORD;
}
