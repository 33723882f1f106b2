//! What one step of sending did, and how often a letter is tried before it waits for a person.

/// How often a letter is tried before it waits for a person: the pauses add up to about two days.
pub(crate) const TRIES: u32 = 14;

/// What one step did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Letters that left.
    pub sent: usize,
    /// Letters that did not, and are tried again.
    pub later: usize,
    /// Letters that wait for a person.
    pub given_up: usize,
    /// What was no longer to be sent, and other work that was done.
    pub settled: usize,
}

impl Delivered {
    /// Everything that was claimed.
    #[must_use]
    pub fn total(self) -> usize {
        self.sent + self.later + self.given_up + self.settled
    }
}
