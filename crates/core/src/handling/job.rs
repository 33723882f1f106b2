//! What is to be done later about a report, by its id in the outbox.

crate::ids! {
    /// What is to be done. A versioned list: a kind is never given another meaning.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Kind {
        /// Tell an organisation that a referral waits for it.
        Notice = "notice",
        /// Tell an organisation that there is more to see.
        MoreToSee = "more-to-see",
        /// Ask an organisation to stop.
        PleaseStop = "please-stop",
        /// Send a one-time code.
        OneTimeCode = "one-time-code",
        /// Work out anew who should hear of a report.
        Reroute = "reroute",
        /// Tell the person who reported that something changed.
        SomethingChanged = "something-changed",
    }
}
