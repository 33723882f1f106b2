//! Jobs that wait in the outbox: a versioned list, in which no kind is ever given another meaning.

/// What is to be done. A versioned list: a kind is never given another meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Tell an organisation that a referral waits for it.
    Notice,
    /// Tell an organisation that there is more to see.
    MoreToSee,
    /// Ask an organisation to stop.
    PleaseStop,
    /// Send a one-time code.
    OneTimeCode,
    /// Work out anew who should hear of a report.
    Reroute,
    /// Tell the person who reported that something changed.
    SomethingChanged,
}

impl Kind {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Notice, "notice"),
        (Self::MoreToSee, "more-to-see"),
        (Self::PleaseStop, "please-stop"),
        (Self::OneTimeCode, "one-time-code"),
        (Self::Reroute, "reroute"),
        (Self::SomethingChanged, "something-changed"),
    ];

    /// Its name in the database.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::ALL.into_iter().find(|(kind, _)| *kind == self).map_or("", |(_, id)| id)
    }

    /// The kind with this name in the database.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == id).map(|(kind, _)| kind)
    }
}
