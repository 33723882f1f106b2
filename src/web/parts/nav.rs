//! What stands above every page of the desk (the navigation), and who is signed in.

/// What stands above every page of the desk.
#[derive(Clone, Default)]
pub(crate) struct Nav {
    /// Who is signed in.
    pub name: String,
    /// What they are, in words.
    pub role: String,
    /// Whether they see what needs a person.
    pub inbox: bool,
    /// Whether they read the record of who did what.
    pub record: bool,
    /// Whether they deal with letters that nobody recognised.
    pub mail: bool,
    /// Whether they count reports.
    pub figures: bool,
    /// Whether they look after people's accounts.
    pub people: bool,
    /// Whether they take reports down with someone.
    pub take_down: bool,
    /// After how many quiet seconds nothing is left on the screen, where others use the device.
    pub quiet: Option<i64>,
}
