//! Pages of the desk.

use askama::Template;

use super::agency::SectionView;
use super::public::{HeldBy, Message};
use super::{Choice, FaultLine, Frame};

/// What stands above every page of the desk.
pub struct Nav {
    /// Who is signed in.
    pub name: String,
    /// What they are, in words.
    pub role: String,
    /// Whether they see what needs a person.
    pub inbox: bool,
    /// Whether they read the record of who did what.
    pub record: bool,
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
        crate::journeys::desk::sitting::IDLE_SHARED.num_seconds()
    }
}

/// `/desk/sign-in`
#[derive(Template)]
#[template(path = "pages/desk/sign_in.html")]
pub struct SignIn {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// Whether they just left.
    pub left: bool,
    /// Whether what they typed while their session ended is kept.
    pub kept: bool,
    /// What is wrong. Ids: `address`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/code`
#[derive(Template)]
#[template(path = "pages/desk/code.html")]
pub struct DeskCode {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// What is wrong. Ids: `code`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/invitation/<token>`: choosing a password.
#[derive(Template)]
#[template(path = "pages/desk/invitation.html")]
pub struct Invitation {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// The address of the page.
    pub path: String,
    /// Who is invited.
    pub name: String,
    /// As what, in words.
    pub role: String,
    /// The shortest password, in characters.
    pub shortest: usize,
    /// What is wrong. Ids: `password`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/invitation/<token>`: setting up the app that shows codes.
#[derive(Template)]
#[template(path = "pages/desk/enrol.html")]
pub struct Enrol {
    /// What every page has.
    pub frame: Frame,
    /// What binds the form to its visitor.
    pub form_token: String,
    /// The address of the page.
    pub path: String,
    /// The secret, to be typed into an app.
    pub secret: String,
    /// The same, for an app on this device.
    pub uri: String,
    /// What is wrong. Ids: `code`.
    pub faults: Vec<FaultLine>,
}

/// Recovery codes, shown once.
#[derive(Template)]
#[template(path = "pages/desk/recovery.html")]
pub struct Recovery {
    /// What every page has.
    pub frame: Frame,
    /// The codes.
    pub codes: Vec<String>,
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
    /// Entries, the urgent ones first.
    pub entries: Vec<Entry>,
    /// Where more are; nothing after the last.
    pub next: Option<String>,
    /// Whether this is the beginning of the list.
    pub first: bool,
    /// Whether a reference was typed that is not in reach.
    pub unknown: bool,
}

/// An entry of the list.
pub struct Entry {
    /// The report's spoken name.
    pub reference: String,
    /// Why it is here, in words.
    pub kind: String,
    /// Whether it comes before everything else.
    pub urgent: bool,
    /// Since when.
    pub since: String,
    /// Until when somebody should have looked at it, a sentence.
    pub due: Option<String>,
    /// Where; empty when it is not known.
    pub district: String,
    /// The risk level in words; empty for whoever may not see it.
    pub risk: String,
    /// Kinds of incident in words.
    pub types: Vec<String>,
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
    /// The risk level in words.
    pub risk: String,
    /// Whether it is high.
    pub urgent: bool,
    /// Whether it must not be destroyed.
    pub held: bool,
    /// What was told.
    pub sections: Vec<SectionView>,
    /// Who was told.
    pub referrals: Vec<HeldBy>,
    /// What nobody takes for now, a sentence each.
    pub waiting: Vec<String>,
    /// Messages, the oldest first.
    pub messages: Vec<Message>,
    /// What was done, the oldest first.
    pub steps: Vec<Step>,
    /// What needs a person: words, and an id unless only a decision ends it.
    pub tasks: Vec<(String, String)>,
    /// The account, to be written again without what names a person.
    pub account: String,
    /// What was released before.
    pub released: String,
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
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong.
    pub faults: Vec<FaultLine>,
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
    /// Whether the centre is asked for.
    pub asks_centre: bool,
    /// The link of an invitation that was just made.
    pub link: Option<String>,
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
    /// Whether it is the reader's own.
    pub own: bool,
    /// Whether it is over.
    pub over: bool,
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
    /// What is wrong with the chain.
    pub wrong: Option<String>,
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
    /// Which report.
    pub report: Option<String>,
    /// Whether and where it is chained.
    pub chained: String,
}
