//! Why two reports belong together.

crate::ids! {
    /// Why two reports belong together.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Bond: Serialize + Deserialize {
        /// It happened in the same place.
        SamePlace = "same-place",
        /// It happened to the same person.
        SamePerson = "same-person",
        /// The same people did it.
        SamePeopleDidIt = "same-people-did-it",
        /// Something else, which the note says.
        Other = "other",
    }
}
