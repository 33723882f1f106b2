//! Pages of the desk.

use askama::Template;

use crate::web::pages::agency::{QuestionView, Row, SectionView};
use crate::web::pages::care::ActionView;
use crate::web::pages::public::{HeldBy, Message};
use crate::web::pages::{Choice, FaultLine, Field, FieldKind, Frame};

/// What stands above every page of the desk.
#[derive(Default)]
pub struct Nav {
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
    /// Whether others use the device.
    pub shared: bool,
}

impl Nav {
    /// After how many quiet seconds nothing is left on the screen of a device that others use.
    #[must_use]
    pub fn quiet(&self) -> i64 {
        crate::journeys::desk::door::sitting::IDLE_SHARED.num_seconds()
    }
}

/// `/desk`: what needs a person.
#[derive(Template)]
#[template(path = "pages/desk/inbox.html")]
pub struct InboxPage {
    /// What every page has.
    pub frame: Frame,
    /// What binds the forms to their visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
    /// What they have begun to take down and not sent.
    pub begun: Option<String>,
    /// Entries, the urgent ones first.
    pub entries: Vec<Entry>,
    /// Other views of the list.
    pub views: Vec<ViewLink>,
    /// How everything stands against its time: words, each with its colour.
    pub clocks: Vec<Rag>,
    /// Organisations that are late to answer, a sentence.
    pub late_answers: Option<String>,
    /// Where more are; nothing after the last.
    pub next: Option<String>,
    /// Where the beginning is.
    pub beginning: String,
    /// Whether this is the beginning of the list.
    pub first: bool,
    /// Whether a reference was typed that is not in reach.
    pub unknown: bool,
    /// Whether they may undo an erasure.
    pub may_undo: bool,
    /// Whether they may let go what is kept.
    pub may_hold: bool,
    /// How many letters nobody recognised, a sentence; nothing when there is none, or for whoever may not see them.
    pub letters: Option<String>,
    /// How many centres say that something is wrong, a sentence; nothing when there is none, or for whoever cannot put it right.
    pub centres: Option<String>,
}

/// Another view of the list.
pub struct ViewLink {
    /// Where it is.
    pub address: String,
    /// What it lists, with how many there are.
    pub words: String,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// How something stands against its time: in words, and in a colour that says the same.
pub struct Rag {
    /// In words.
    pub words: String,
    /// The class of its colour.
    pub class: &'static str,
}

/// An entry of the list.
pub struct Entry {
    /// The report's spoken name.
    pub reference: String,
    /// Whether it comes before everything else.
    pub urgent: bool,
    /// Why it is here.
    pub reasons: Vec<ReasonView>,
    /// Where; empty when it is not known.
    pub district: String,
    /// The risk level in words; empty for whoever may not see it.
    pub risk: String,
    /// Why somebody should look soon, a few words each; none for whoever may not see it.
    pub why: Vec<String>,
    /// Kinds of incident in words.
    pub types: Vec<String>,
}

/// Why a report needs a person.
pub struct ReasonView {
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

/// `/desk/reports/<reference>`
#[derive(Template)]
#[template(path = "pages/desk/case.html")]
pub struct CasePage {
    /// What every page has.
    pub frame: Frame,
    /// What binds the forms to their visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
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
    fn asked_by(&self, place: &usize) -> &[QuestionView] {
        self.questions.get(*place).map_or(&[], Vec::as_slice)
    }
}

/// What was typed on the page of a report, and not taken.
#[derive(Default)]
pub struct Typed {
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

/// Something that was done.
pub struct Step {
    /// When.
    pub at: String,
    /// What, in words.
    pub what: String,
    /// With which words.
    pub text: String,
    /// By whom.
    pub by: String,
}

/// `/desk/people`
#[derive(Template)]
#[template(path = "pages/desk/people.html")]
pub struct PeoplePage {
    /// What every page has.
    pub frame: Frame,
    /// What binds the forms to their visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
    /// Everybody.
    pub people: Vec<PersonRow>,
    /// Roles that can be given.
    pub roles: Vec<Choice>,
    /// Which centre, where it is asked.
    pub centre: Option<Field>,
    /// Where more are; nothing after the last.
    pub next: Option<String>,
    /// Whether this is the beginning.
    pub first: bool,
    /// The link of an invitation that was just made, and whom it is for.
    pub link: Option<(String, String)>,
    /// How many days an invitation lasts.
    pub days: i64,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `address`, `name`, `role`, `centre`.
    pub faults: Vec<FaultLine>,
}

/// Somebody with an account.
pub struct PersonRow {
    /// The account's id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they are, in words.
    pub role: String,
    /// Their centre.
    pub centre: String,
    /// Where the account stands, in words.
    pub state: String,
    /// When they signed in last.
    pub last: Option<String>,
    /// Their address.
    pub address: String,
    /// When their invitation ends, or that it did.
    pub invitation: Option<String>,
    /// Whether they sign in with codes that come by e-mail.
    pub by_letter: bool,
    /// Whether their role needs more than that, so that they have to set up their account anew.
    pub locked_out: bool,
    /// Whether the account is in use.
    pub active: bool,
    /// Whether the reader may change it.
    pub may_change: bool,
    /// What they can be, when the reader may change it.
    pub roles: Vec<Choice>,
    /// Whether they have begun a report that the reader may read.
    pub begun: bool,
}

/// `/desk/record`: who did what.
#[derive(Template)]
#[template(path = "pages/desk/record.html")]
pub struct RecordPage {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
    /// Whether they opened it.
    pub open: bool,
    /// Where the chain ends and when it was checked, a sentence each.
    pub chain: Vec<String>,
    /// What is wrong with the chain, or missing from it, a sentence or more each.
    pub wrong: Vec<String>,
    /// The report it is shown for; nothing for the whole record.
    pub of: Option<String>,
    /// Lines, the newest first.
    pub lines: Vec<RecordLine>,
    /// Where more are; nothing after the last.
    pub next: Option<String>,
    /// Where the beginning is.
    pub beginning: String,
    /// Whether this is the beginning.
    pub first: bool,
    /// Whether a reference was typed that no report has.
    pub unknown: bool,
}

/// A line of the record.
pub struct RecordLine {
    /// When.
    pub at: String,
    /// Who.
    pub who: String,
    /// What, in words.
    pub what: String,
    /// Whose account it is about.
    pub about: Option<String>,
    /// Why, in words.
    pub why: Option<String>,
    /// Which report.
    pub report: Option<String>,
    /// Whether and where it is chained.
    pub chained: String,
}

/// What asks before something ends for good.
#[derive(Template)]
#[template(path = "pages/desk/sure.html")]
pub struct Sure {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// What stands above.
    pub nav: Nav,
    /// What it asks.
    pub title: String,
    /// What happens then.
    pub what: String,
    /// The button that does it.
    pub yes: String,
    /// Where its form goes: where it came from.
    pub action: String,
    /// Names and values that the form carries on.
    pub fields: Vec<(String, String)>,
    /// Where the way back leads.
    pub back: &'static str,
}
