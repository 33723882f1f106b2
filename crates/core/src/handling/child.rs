//! What a child understands and wishes, whether they were heard alone, and whether a parent or carer may know.

use serde::{Deserialize, Serialize};

use crate::report::Told;

crate::ids! {
    /// Whether a parent or carer may know.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ParentMay: Serialize + Deserialize {
        /// The child says yes.
        Know = "know",
        /// The child says no.
        NotKnow = "not-know",
        /// Some may, and some may not: the words say who.
        Some = "some",
        /// Nobody could ask yet.
        NotAsked = "not-asked",
    }
}

crate::ids! {
    /// Whether a child could speak with nobody there whom they did not choose.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Alone: Serialize + Deserialize {
        /// All of the time.
        Yes = "yes",
        /// For a part of it.
        Part = "part",
        /// Somebody was there all the time.
        No = "no",
        /// Nobody spoke with the child yet.
        Unheard = "unheard",
    }
}

/// What a child understands and wishes. Whoever takes a report down may not get to ask all of it: what is blank was not written down.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Heard {
    /// What they understand of what may happen.
    pub understands: Told,
    /// What they want.
    pub wants: Told,
    /// Whether they were heard alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alone: Option<Alone>,
    /// Who is with them.
    pub with: Told,
    /// Whether a parent or carer may know.
    pub parent: Option<ParentMay>,
}
crate::redacted!(Heard);

impl Heard {
    /// What is not written down, by the names of its fields.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let fields = [
            ("understands", self.understands.is_blank()),
            ("wants", self.wants.is_blank()),
            ("alone", self.alone.is_none()),
            ("with", self.with.is_blank()),
            ("parent", self.parent.is_none()),
        ];
        fields.into_iter().filter(|(_, blank)| *blank).map(|(name, _)| name).collect()
    }

    /// Whether nothing at all is written down.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.missing().len() == 5
    }

    /// Whether enough is known to decide: what was written down before anybody asked whether the child was alone counts, too.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.missing().iter().all(|name| *name == "alone")
    }
}
