//! Parts that pages of several rooms share: frame, fields, dates, rows and sections, centres, help lines, who has a report.

pub mod centre;
pub mod dates;
pub mod families;
pub mod field;
pub mod frame;
pub mod held;
pub mod held_by;
pub mod help;
pub mod notice;
pub mod prose;
pub mod rows;
pub(crate) mod sections;
