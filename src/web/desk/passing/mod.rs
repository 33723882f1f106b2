//! Pages of the desk for passing a report on: placing it by hand, or without permission (an override).

pub(crate) mod aloud;
pub(crate) mod never;
pub(crate) mod overrule;
pub(crate) mod place;
mod recipient;
