//! A letter as it leaves.

use askama::Template;

/// A letter as it leaves.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
}
waymark_core::redacted!(Letter);

#[expect(clippy::expect_used, reason = "our templates write into a string, which does not fail; the tests write each of them")]
pub(crate) fn written(letter: &impl Template) -> String {
    letter.render().expect("a letter can be written")
}
