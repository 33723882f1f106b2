//! Pages for a reporter who came back: the report, the story, choosing again who may know, and erasing it all.

use askama::Template;

use crate::web::asking::pages::Offer;
use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::held::{HeldBy, Message};
use crate::web::parts::rows::SectionView;

/// `/your-report`: coming back with a receipt.
#[derive(Template)]
#[template(path = "pages/come_back.html")]
pub(crate) struct ComeBack {
    /// What every page has.
    pub frame: Frame,
    /// What is wrong with what was typed. Ids: `receipt`, `word`.
    pub faults: Vec<FaultLine>,
}

/// A report as its reporter sees it.
#[derive(Template)]
#[template(path = "pages/your_report.html")]
pub(crate) struct YourReport {
    /// What every page has.
    pub frame: Frame,
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
pub(crate) struct YourStory {
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
pub(crate) struct YourChoices {
    /// What every page has.
    pub frame: Frame,
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

/// Asks once more before a report is erased.
#[derive(Template)]
#[template(path = "pages/erase_confirm.html")]
pub(crate) struct EraseConfirm {
    /// What every page has.
    pub frame: Frame,
    /// Of the report.
    pub reference: String,
}

/// A report was erased.
#[derive(Template)]
#[template(path = "pages/erased.html")]
pub(crate) struct Erased {
    /// What every page has.
    pub frame: Frame,
    /// Of the report.
    pub reference: String,
    /// The day on which it is destroyed.
    pub destroyed_on: String,
}
