//! Pages of the desk for placing a report by hand, for passing it on without permission, and for figures.

use askama::Template;

use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::rows::Row;

/// `/desk/reports/<reference>/place`
#[derive(Template)]
#[template(path = "pages/desk/place.html")]
pub(crate) struct PlacePage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Agreements it can be placed under.
    pub offers: Vec<Choice>,
    /// That they know that no place is free; nothing where there is one everywhere.
    pub knowing: Vec<Choice>,
    /// What was typed before.
    pub reason: String,
    /// What is wrong. Ids: `agreement`, `reason`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/reports/<reference>/overrule`
#[derive(Template)]
#[template(path = "pages/desk/overrule.html")]
pub(crate) struct OverrulePage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// What waits for a second person.
    pub pending: Vec<PendingView>,
    /// What the person was not told of: the referral's id and the organisation's name.
    pub untold: Vec<(String, String)>,
    /// Agreements it could pass under whose organisations serve the place.
    pub near: Vec<Choice>,
    /// The others.
    pub far: Vec<Choice>,
    /// Whom the first list holds, a sentence.
    pub near_what: String,
    /// Whether one of the others is chosen: then they are shown.
    pub far_open: bool,
    /// Grounds.
    pub grounds: Vec<Choice>,
    /// What can pass.
    pub sections: Vec<Choice>,
    /// Whether the person was told.
    pub told: Vec<Choice>,
    /// Whether it can wait for a second person; empty for whoever must wait.
    pub urgent: Vec<Choice>,
    /// Whether the person is under 18.
    pub is_child: bool,
    /// What a child understands and wishes, as they said it last.
    pub heard: Vec<Row>,
    /// What was typed before.
    pub typed: Typed,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `agreement`, `ground`, `reason`, `sections`, `told`, `not-told`, `child`, `decision`.
    pub faults: Vec<FaultLine>,
}

/// What was typed before.
#[derive(Default)]
pub(crate) struct Typed {
    /// Why.
    pub reason: String,
    /// Why the person was not told.
    pub not_told: String,
    /// Why it was decided so.
    pub decision: String,
}

/// Something that waits for a second person.
pub(crate) struct PendingView {
    /// The task's id.
    pub task: String,
    /// What the person said against it, a sentence each.
    pub warnings: Vec<String>,
    /// What was asked for.
    pub rows: Vec<Row>,
    /// Whether it passed already.
    pub urgent: bool,
    /// Whether the reader may decide.
    pub may_decide: bool,
    /// Whether the reader asked for it.
    pub own: bool,
}
