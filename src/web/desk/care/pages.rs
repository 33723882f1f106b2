//! Pages of the desk.

use askama::Template;

use crate::web::desk::words::views::{ActionView, ReasonView, Step};
use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::held::{HeldBy, Message};
use crate::web::parts::rows::{QuestionView, Row, SectionView};

/// `/desk/reports/<reference>`
#[derive(Template)]
#[template(path = "pages/desk/case.html")]
pub(crate) struct CasePage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// When it came in.
    pub received: String,
    /// How and when the talk took place; blank for none.
    pub talked: String,
    /// The risk level in words.
    pub risk: String,
    /// Whether it is high.
    pub urgent: bool,
    /// Whether nobody assessed it, and whoever looks may do so.
    pub unassessed: bool,
    /// Why somebody should look soon, a few words each; none for whoever may not see it.
    pub why: Vec<String>,
    /// What was answered about danger; nothing for whoever may not see it.
    pub answers: Vec<Row>,
    /// Where it belongs; empty when nobody knows.
    pub district: String,
    /// Whether a person may say where it belongs.
    pub may_area: bool,
    /// Whose case it is.
    pub cases: Vec<String>,
    /// Whether they may give it to somebody.
    pub may_assign: bool,
    /// Whether the person is under 18, for whoever writes down what they wish.
    pub is_child: bool,
    /// Whether it must not be destroyed.
    pub held: bool,
    /// Since when, by whom and why; empty for whoever may not read that.
    pub kept_since: Vec<String>,
    /// Whether nothing goes out by itself for now.
    pub frozen: bool,
    /// Since when, by whom and why; empty for whoever may not read that.
    pub frozen_since: Vec<String>,
    /// What was told.
    pub sections: Vec<SectionView>,
    /// Who was told.
    pub referrals: Vec<HeldBy>,
    /// What each of them asked, in the same order.
    pub questions: Vec<Vec<QuestionView>>,
    /// What nobody takes for now, a sentence each.
    pub waiting: Vec<String>,
    /// Messages, the oldest first.
    pub messages: Vec<Message>,
    /// What was done, the oldest first.
    pub steps: Vec<Step>,
    /// What needs a person.
    pub tasks: Vec<ReasonView>,
    /// What somebody agreed to do.
    pub actions: Vec<ActionView>,
    /// Whether there is an account that could be written without names.
    pub has_account: bool,
    /// What was released before.
    pub released: String,
    /// What was typed before.
    pub typed: Typed,
    /// Risk levels.
    pub risks: Vec<Choice>,
    /// Whether they may answer the reporter.
    pub may_answer: bool,
    /// Whether they may add notes.
    pub may_note: bool,
    /// Whether they may set the risk.
    pub may_risk: bool,
    /// Whether they may hold it.
    pub may_hold: bool,
    /// Whether they may release an account.
    pub may_release: bool,
    /// Whether they may place it by hand now.
    pub may_place: bool,
    /// Whether they may ask to pass it on without permission.
    pub may_overrule: bool,
    /// What else can be done with it, on pages of their own: address and words.
    pub also: Vec<(String, String)>,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `answer`, `note`, `level`, `reason`, `hold-reason`, `closing`.
    pub faults: Vec<FaultLine>,
}

impl CasePage {
    /// What whoever stands at this place among the referrals asked.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "a template gives a reference")]
    fn asked_by(&self, place: &usize) -> &[QuestionView] {
        self.questions.get(*place).map_or(&[], Vec::as_slice)
    }
}

/// What was typed on the page of a report, and not taken.
#[derive(Default)]
pub(crate) struct Typed {
    /// An answer.
    pub answer: String,
    /// A note.
    pub note: String,
    /// Another risk level.
    pub level: String,
    /// Why the risk is another.
    pub reason: String,
    /// Why it is held.
    pub hold: String,
    /// Why something urgent is closed.
    pub done: String,
}
