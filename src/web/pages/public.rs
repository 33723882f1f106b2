//! Pages for everybody: telling, and coming back.

use askama::Template;

use super::{Choice, FaultLine, Field, FieldKind, Frame, Group};

/// `/report`: the form on one page.
#[derive(Template)]
#[template(path = "pages/report_form.html")]
pub struct ReportForm {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// The questions.
    pub groups: Vec<Group>,
    /// What is wrong with the answers.
    pub faults: Vec<FaultLine>,
}

/// The receipt, shown once.
#[derive(Template)]
#[template(path = "pages/receipt.html")]
pub struct ReceiptPage {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// May be spoken to anyone.
    pub reference: String,
    /// Opens the report.
    pub receipt: String,
    /// Who is told.
    pub told: Vec<Told>,
    /// What waits, a sentence each.
    pub waiting: Vec<String>,
}

/// An organisation that is told.
pub struct Told {
    /// Its name.
    pub name: String,
    /// What for, in words.
    pub purpose: String,
    /// What it may see, in words.
    pub sections: Vec<String>,
}

/// `/your-report`: coming back with a receipt.
#[derive(Template)]
#[template(path = "pages/come_back.html")]
pub struct ComeBack {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// What is wrong with what was typed. Ids: `receipt`, `word`.
    pub faults: Vec<FaultLine>,
}

/// A report as its reporter sees it.
#[derive(Template)]
#[template(path = "pages/your_report.html")]
pub struct YourReport {
    /// What every page has.
    pub frame: Frame,
    /// What binds the forms to their visitor.
    pub form_token: String,
    /// May be spoken to anyone.
    pub reference: String,
    /// When it came in.
    pub received: String,
    /// Where it stands, a sentence or two.
    pub status: String,
    /// Who has it, or had it.
    pub held_by: Vec<HeldBy>,
    /// What waits, a sentence each.
    pub waiting: Vec<String>,
    /// Messages, the oldest first.
    pub messages: Vec<Message>,
    /// What is allowed: radios for each purpose, and one list of those who must never be told.
    pub permission: Vec<Field>,
    /// Who may see an addition.
    pub share_with: Vec<Choice>,
    /// What is wrong with what was typed. Ids: `message`, `addition`, `share_with`, and those of `permission`.
    pub faults: Vec<FaultLine>,
    /// What was just done.
    pub notice: Option<String>,
    /// What was typed of a message that needs mending; empty otherwise.
    pub message_text: String,
    /// What was typed of an addition that needs mending; empty otherwise.
    pub addition_text: String,
    /// Whether all is shown, or the neutral first view.
    pub details: bool,
}

/// An organisation that has a report, or had it.
pub struct HeldBy {
    /// Its name.
    pub name: String,
    /// What for, in words.
    pub purpose: String,
    /// What it was shown, in words.
    pub shown: Vec<String>,
    /// Where it stands, a sentence.
    pub state: String,
    /// When it was sent.
    pub sent: Option<String>,
    /// When they should have said that it arrived.
    pub due: Option<String>,
    /// Whether that time is over without an answer.
    pub overdue: bool,
    /// When they said that it arrived.
    pub acknowledged: Option<String>,
}

/// A message between a reporter and the team.
pub struct Message {
    /// Whether the reporter wrote it.
    pub from_you: bool,
    /// When.
    pub at: String,
    /// What it says.
    pub text: String,
}

/// Asks once more before a report is erased.
#[derive(Template)]
#[template(path = "pages/erase_confirm.html")]
pub struct EraseConfirm {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// Of the report.
    pub reference: String,
}

/// A report was erased.
#[derive(Template)]
#[template(path = "pages/erased.html")]
pub struct Erased {
    /// What every page has.
    pub frame: Frame,
    /// Of the report.
    pub reference: String,
    /// The day on which it is destroyed.
    pub destroyed_on: String,
}

/// A few words and perhaps a link: not found, gone wrong, too many, expired, left.
#[derive(Template)]
#[template(path = "pages/notice.html")]
pub struct Notice {
    /// What every page has.
    pub frame: Frame,
    /// What it is about.
    pub heading: String,
    /// What to know.
    pub paragraphs: Vec<String>,
    /// Where to go, as address and words.
    pub link: Option<(String, String)>,
}
