//! Parts that pages of several rooms share: frame, fields, rows and sections, centres, help lines, who has a report.

pub(crate) mod centre;
pub(crate) mod families;
pub(crate) mod field;
pub(crate) mod frame;
pub(crate) mod held_by;
pub(crate) mod help;
pub(crate) mod holder;
pub(crate) mod nav;
pub(crate) mod notice;
pub(crate) mod prose;
pub(crate) mod reach;
pub(crate) mod rows;
pub(crate) mod sections;
pub(crate) mod span;
