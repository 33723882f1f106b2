//! Pages for everybody: telling, and coming back.

use askama::Template;

use super::agency::SectionView;
use super::{Choice, FaultLine, Field, FieldKind, Frame};

/// `/report`: before the form begins.
#[derive(Template)]
#[template(path = "pages/form_start.html")]
pub struct FormStart {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// When somebody is there to read reports.
    pub staffed: String,
    /// What just happened to answers that were here; empty for nothing.
    pub notice: String,
    /// Whether answers of this visitor are here, to go on with.
    pub begun: bool,
}

/// A page of the form: one thing, in one or a few questions. Every page that asks is this one.
#[derive(Template)]
#[template(path = "pages/question.html")]
pub struct Question {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// The number of the page, for its title.
    pub number: usize,
    /// The part of the form, said above the heading.
    pub part: String,
    /// The heading, when it is not the only question's own.
    pub heading: String,
    /// Sentences before the questions.
    pub notes: Vec<String>,
    /// A warning before the questions; empty for none.
    pub warning: String,
    /// The questions.
    pub fields: Vec<Field>,
    /// What is wrong with the answers.
    pub faults: Vec<FaultLine>,
    /// What just happened to answers that were here; empty for nothing.
    pub notice: String,
    /// Where it is sent.
    pub path: String,
    /// What comes before.
    pub back: String,
    /// Whether the visitor came to change one answer, and goes back to all of them.
    pub change: bool,
    /// Whether something is asked that can be left empty.
    pub optional: bool,
    /// Whether the form can be finished from here.
    pub finish: bool,
    /// Whether help is shown at once: for danger now.
    pub danger: bool,
    /// Crisis lines, to be shown at once; none when they are not needed.
    pub crisis: Vec<super::guidance::LineView>,
    /// When somebody of the service looks.
    pub staffed: String,
}

/// `/report/allow`: who may know, one organisation at a time.
#[derive(Template)]
#[template(path = "pages/allow.html")]
pub struct Allow {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// The part of the form, said above the heading.
    pub part: String,
    /// Organisations that are suggested.
    pub offers: Vec<Offer>,
    /// What facts without a name are, in this case.
    pub without_name: Vec<SectionView>,
    /// For purposes that nobody serves: why, and whether it may be passed on when somebody can.
    pub unserved: Vec<Field>,
    /// What to do when one of them cannot help.
    pub if_unable: Option<Field>,
    /// A warning before the questions; empty for none.
    pub warning: String,
    /// What changed since the page was here last; empty for nothing.
    pub notice: String,
    /// The names of those who must never be told.
    pub never: Vec<String>,
    /// What comes before.
    pub back: String,
    /// Whether the visitor came to change one answer.
    pub change: bool,
    /// Where it is sent.
    pub path: String,
}

/// An organisation that is suggested for a purpose.
pub struct Offer {
    /// The id of its heading.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind of organisation it is, and what for.
    pub what: String,
    /// What it would do.
    pub purpose: String,
    /// Why it is suggested, a sentence each.
    pub because: Vec<String>,
    /// How soon it promised to answer.
    pub within: String,
    /// What to know before saying yes to it.
    pub notes: Vec<String>,
    /// What it would see with a full yes; nothing when it gets facts without a name at most.
    pub full: Vec<SectionView>,
    /// Yes, yes without a name, no, never.
    pub field: Field,
}

/// `/report/check`: every answer, to be looked at and sent.
#[derive(Template)]
#[template(path = "pages/check.html")]
pub struct Check {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// Answers by part of the form.
    pub parts: Vec<CheckPart>,
    /// Who is told when it is sent.
    pub told: Vec<Told>,
    /// Whether somebody is suggested whom the visitor was not asked about yet.
    pub unasked: bool,
    /// What is wrong with the answers. Each anchor is a page of the form and a field of it.
    pub faults: Vec<FaultLine>,
    /// What comes before.
    pub back: String,
}

/// A part of the form with its answers.
pub struct CheckPart {
    /// Its heading.
    pub heading: String,
    /// Its questions.
    pub rows: Vec<CheckRow>,
    /// What to mind before it is read out; empty for nothing.
    pub mind: String,
}

/// A question and its answer.
pub struct CheckRow {
    /// The question.
    pub label: String,
    /// The answer; "Not provided" when it was skipped.
    pub lines: Vec<String>,
    /// Where it can be changed.
    pub change: String,
}

/// `/report/later`: stopping, and coming back to the form.
#[derive(Template)]
#[template(path = "pages/later.html")]
pub struct Later {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// Whether the answers are kept for a day already.
    pub kept: bool,
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
    /// Whether a word of one's own is needed with the receipt now.
    pub worded: bool,
    /// When somebody of the service looks.
    pub staffed: String,
    /// What is wrong with what was typed. Ids: `word`.
    pub faults: Vec<FaultLine>,
}

/// An organisation that is told.
pub struct Told {
    /// Its name.
    pub name: String,
    /// What for, in words.
    pub purpose: String,
    /// What it may see, in words.
    pub sections: Vec<String>,
    /// How soon it promised to say that it arrived; empty when that is said elsewhere.
    pub within: String,
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
    /// On which day the team made a new receipt, if it ever did.
    pub renewed: Option<String>,
    /// Who has it, or had it.
    pub held_by: Vec<HeldBy>,
    /// What waits, a sentence each.
    pub waiting: Vec<String>,
    /// Messages, the oldest first.
    pub messages: Vec<Message>,
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
    /// Whether it was erased: then only whom we asked to stop is shown.
    pub erased: bool,
}

/// `/your-report/story`: what the reporter told, shown back when they ask.
#[derive(Template)]
#[template(path = "pages/your_story.html")]
pub struct YourStory {
    /// What every page has.
    pub frame: Frame,
    /// May be spoken to anyone.
    pub reference: String,
    /// What was told, but for how somebody can be reached.
    pub sections: Vec<SectionView>,
}

/// `/your-report/permission`: choosing again who may know.
#[derive(Template)]
#[template(path = "pages/your_choices.html")]
pub struct YourChoices {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// Organisations that have it, and those that could.
    pub offers: Vec<Offer>,
    /// What facts without a name are, in this case.
    pub without_name: Vec<SectionView>,
    /// For purposes that wait: whether they go on waiting.
    pub waiting: Vec<Field>,
    /// Those that must never be told, to be asked about again; nothing when there are none.
    pub never: Option<Field>,
    /// What was just done.
    pub notice: Option<String>,
}

/// An organisation that has a report, or had it.
pub struct HeldBy {
    /// Its name.
    pub name: String,
    /// What for, in words.
    pub purpose: String,
    /// What it was shown, in words.
    pub shown: Vec<String>,
    /// Under which agreement, a sentence.
    pub agreement: String,
    /// In which wording the person was asked, and when, a sentence.
    pub asked: Option<String>,
    /// That it was passed on without permission, and on which ground, a sentence.
    pub overruled: Option<String>,
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
