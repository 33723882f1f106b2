//! How somebody hears that something changed.

crate::ids! {
    /// How somebody hears that something changed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum News: Serialize + Deserialize {
        /// By a letter, at their safe times.
        Letter = "letter",
        /// By a person, as their safe times or our sender let no letter leave.
        Person = "person",
        /// Only by looking: they gave no safe address of their own.
        #[default]
        Look = "look",
    }
}
