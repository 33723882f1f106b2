//! Parts that pages of several rooms share: frame, fields, rows and sections, centres, help lines, who has a report.

pub mod centre;
pub mod families;
pub mod field;
pub mod frame;
pub mod held;
pub mod held_by;
pub mod help;
pub mod nav;
pub mod notice;
pub mod prose;
pub mod rows;
pub(crate) mod sections;
