//! The families of messages that label what becomes of a report, and who does it.

use crate::handling::child::{Alone, ParentMay};
use crate::handling::task::TaskKind;
use crate::referral::{DeclineReason, Ground, State};
use crate::report::naming::found::Why;
use crate::{families, labelled};

use crate::staff::Role;
use crate::words::label::{Family, ids};

families! {
    STATE = Family::of("state", &STATES);
    AGENCY_STATE = Family::of("agency-state", &STATES);
    FIGURES_OUTCOME = Family::of("figures-outcome", &STATES);
    DECLINE = Family::of("decline", &DECLINES);
    AGENCY_DECLINE = Family::of("agency-decline", &DECLINES);
    OVERRULE_GROUND = Family::of("overrule-ground", &GROUNDS);
    NAMING = Family::of("naming", &NAMINGS);
    CHILD_ALONE = Family::of("child-alone", &ALONE);
    CHILD_PARENT = Family::of("child-parent", &PARENT_MAY);
    DESK_TASK = Family::of("desk-task", &TASKS);
    INBOX_VIEW = Family::of("inbox-view", &TASKS);
    DESK_ROLE = Family::of("desk-role", &ROLES);
    DESK_ROLE_WHAT = DESK_ROLE.with("what");
    DESK_STEP_ACTION = Family::of("desk-step-action", &["set", "changed", "handed-over", "done"]);
    WHY = Family::of("why", &[
        "in-danger", "threat-to-kill", "weapon", "self-harm-plan", "self-harm-thoughts", "injury-close", "child", "under-18",
        "raised",
    ]);
    UNPLACED = Family::of("unplaced", &["all-at-capacity", "needs-contact", "area-unknown", "no-agreement", "lapsed"]);
    UNSERVED = Family::of("unserved", &["all-at-capacity", "needs-contact", "area-unknown", "no-agreement"]);
}

const NAMINGS: [&str; 15] = ids(Why::ALL);
const STATES: [&str; 10] = ids(State::ALL);
const DECLINES: [&str; 7] = ids(DeclineReason::ALL);
const GROUNDS: [&str; 5] = ids(Ground::ALL);
const ALONE: [&str; 4] = ids(Alone::ALL);
const PARENT_MAY: [&str; 4] = ids(ParentMay::ALL);
const TASKS: [&str; 13] = ids(TaskKind::ALL);
const ROLES: [&str; 7] = ids(Role::ALL);

labelled! {
    Why, NAMING;
    State, STATE;
    DeclineReason, AGENCY_DECLINE;
    Ground, OVERRULE_GROUND;
    Alone, CHILD_ALONE;
    ParentMay, CHILD_PARENT;
    TaskKind, DESK_TASK;
    Role, DESK_ROLE;
}
