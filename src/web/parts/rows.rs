//! What may be seen of a report, as sections of questions and answers, and a question that an organisation asked.

/// A question of an organisation.
pub(crate) struct QuestionView {
    /// When it was asked.
    pub at: String,
    /// The words.
    pub text: String,
    /// When it was answered, and how.
    pub answer: Option<(String, String)>,
    /// Where the desk answers it; nothing when it was answered, or for whoever may not.
    pub link: Option<String>,
    /// Whether nobody waits for an answer any more: whoever asked does not have the report.
    pub over: bool,
}

/// A section of a report, as far as it may be seen.
#[derive(PartialEq)]
pub(crate) struct SectionView {
    /// Its name, in words.
    pub title: String,
    /// Its answers.
    pub rows: Vec<Row>,
}

/// A question and its answer.
#[derive(PartialEq)]
pub(crate) struct Row {
    /// The question, in words.
    pub label: String,
    /// The answer, a paragraph each.
    pub lines: Vec<String>,
}
