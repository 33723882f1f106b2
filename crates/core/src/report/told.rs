//! Words that a person typed. They can be sealed and shown to whom they are meant for, and nothing else.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Text typed by a person. It has no `Display`, and its `Debug` shows nothing, so that it cannot slip into a log.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Told(String);

impl Told {
    /// Takes what was typed, as it was typed.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The words: for sealing, and for the eyes of somebody who may see them.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether there is anything but white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl fmt::Debug for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Told(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_never_shows_in_debug_output() {
        let told = Told::new("it was my neighbour");
        assert_eq!(format!("{told:?}"), "Told(…)");
        assert_eq!(format!("{:?}", Some(vec![told])), "Some([Told(…)])");
    }
}
