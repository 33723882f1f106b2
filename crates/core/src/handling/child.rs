//! What a child understands and wishes, whether they were heard alone, and whether a parent or carer may know.

use serde::{Deserialize, Serialize};

use crate::report::Told;

/// Whether a parent or carer may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParentMay {
    /// The child says yes.
    Know,
    /// The child says no.
    NotKnow,
    /// Some may, and some may not: the words say who.
    Some,
    /// Nobody could ask yet.
    NotAsked,
}

impl ParentMay {
    /// Every answer with its id.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Know, "know"), (Self::NotKnow, "not-know"), (Self::Some, "some"), (Self::NotAsked, "not-asked")];

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The answer with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == id).map(|(answer, _)| answer)
    }
}

/// Whether a child could speak with nobody there whom they did not choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alone {
    /// All of the time.
    Yes,
    /// For a part of it.
    Part,
    /// Somebody was there all the time.
    No,
    /// Nobody spoke with the child yet.
    Unheard,
}

impl Alone {
    /// Every answer with its id.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Yes, "yes"), (Self::Part, "part"), (Self::No, "no"), (Self::Unheard, "unheard")];

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The answer with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == id).map(|(answer, _)| answer)
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
