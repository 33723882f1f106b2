//! Which addresses there are: each by its methods, in other spellings too, and which of them a search engine may list.

pub(crate) mod index;
pub(crate) mod spelling;
pub(crate) mod ways;

/// Somebody who asked only for the head of an answer (HEAD): they get that of GET, and end nothing.
#[derive(Clone, Copy)]
pub(crate) struct OnlyLooks;
