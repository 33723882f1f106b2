//! What several pages of the desk show: an action, a reason, a step that was taken, and a colour for its time (RAG).

/// An action on the page of its report.
pub(crate) struct ActionView {
    /// The task.
    pub task: String,
    /// What is to be done.
    pub what: String,
    /// Whose it is, and by when, a sentence.
    pub who: String,
    /// How it stands against its day.
    pub rag: Rag,
}

/// How something stands against its time: in words, and in a colour that says the same.
pub(crate) struct Rag {
    /// In words.
    pub words: String,
    /// The class of its colour.
    pub class: &'static str,
}

/// Why a report needs a person.
pub(crate) struct ReasonView {
    /// The task; empty where only something else ends it.
    pub task: String,
    /// Why, in words.
    pub words: String,
    /// How it stands against its time.
    pub rag: Rag,
    /// Since when and until when, a sentence.
    pub when: String,
    /// Whether it is urgent: it is closed with a reason.
    pub urgent: bool,
    /// How far whoever is on duty is with it, a sentence; blank for what is not urgent.
    pub on_duty: String,
}

/// Something that was done.
pub(crate) struct Step {
    /// When.
    pub at: String,
    /// What, in words.
    pub what: String,
    /// With which words.
    pub text: String,
    /// By whom.
    pub by: String,
}
