//! Families of messages: those whose names are composed, of the family and of one of its members, as `state-sent` is. Code that says a
//! composed message names its family, and one test walks every family both ways.

/// A family of messages: one for each of its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// How the names of its messages begin.
    pub name: &'static str,
    /// How they end.
    pub tail: &'static str,
    /// The members; none where they stand in `config/vocabulary.toml`, which is held to its messages whenever it is read.
    pub members: &'static [&'static str],
    /// Whether only some of the members have a message, as hints do.
    pub some: bool,
}

impl Family {
    /// The messages `name-member`.
    #[must_use]
    pub const fn of(name: &'static str, members: &'static [&'static str]) -> Self {
        Self { name, tail: "", members, some: false }
    }

    /// The messages `name-id` for what stands in the vocabulary.
    #[must_use]
    pub const fn of_vocabulary(name: &'static str) -> Self {
        Self::of(name, &[])
    }

    /// The messages of the same members that end so: `name-member-tail`.
    #[must_use]
    pub const fn with(self, tail: &'static str) -> Self {
        Self { tail, ..self }
    }

    /// Messages that not every member has.
    #[must_use]
    pub const fn some(self) -> Self {
        Self { some: true, ..self }
    }

    /// The name of a member's message.
    #[must_use]
    pub fn message(&self, member: &str) -> String {
        let dash = if self.tail.is_empty() { "" } else { "-" };
        format!("{}-{}{dash}{}", self.name, member, self.tail)
    }

    /// The member that this is, if it is one.
    #[must_use]
    pub fn member(&self, word: &str) -> Option<&'static str> {
        self.members.iter().copied().find(|member| *member == word)
    }
}

/// What has a label of its own: `speaker.label(role)`.
pub trait Labelled {
    /// The family that labels it.
    const FAMILY: Family;

    /// Its member of the family.
    fn member(&self) -> &'static str;
}

impl<L: Labelled> Labelled for &L {
    const FAMILY: Family = L::FAMILY;

    fn member(&self) -> &'static str {
        (**self).member()
    }
}

/// Declares families, and lists all of a file as `ALL`: none can be left out of the test that walks them.
#[macro_export]
macro_rules! families {
    ($($name:ident = $family:expr;)*) => {
        $(
            #[doc = concat!("The family `", stringify!($name), "`.")]
            pub const $name: $crate::words::Family = $family;
        )*
        /// Every family of this file.
        pub const ALL: &[$crate::words::Family] = &[$($name),*];
    };
}

/// Says which family labels a type that has ids.
#[macro_export]
macro_rules! labelled {
    ($($of:ty, $family:ident;)*) => {
        $(impl $crate::words::Labelled for $of {
            const FAMILY: $crate::words::Family = $family;

            fn member(&self) -> &'static str {
                self.id()
            }
        })*
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATE: Family = Family::of("state", &["queued", "sent"]);

    #[test]
    fn a_message_is_named_for_its_family_and_its_member() {
        assert_eq!(STATE.message("sent"), "state-sent");
        assert_eq!(STATE.with("what").message("sent"), "state-sent-what");
        assert_eq!(STATE.member("sent"), Some("sent"));
        assert_eq!(STATE.member("lost"), None);
    }
}
