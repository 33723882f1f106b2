//! Pages for anybody: the first page, guidance, help, who is near, and telling with help at a centre.

pub(crate) mod centres;
pub(crate) mod help;
pub(crate) mod home;
pub(crate) mod near_you;
pub(crate) mod stay_safe;
pub(crate) mod texts;
pub(crate) mod under_18;
pub(crate) mod what_counts;
pub(crate) mod who_we_are;
pub(crate) mod with;
