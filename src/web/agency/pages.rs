//! Pages for the organisations that agreed to act: behind a link, and behind a code.

use askama::Template;

use crate::web::parts::centre::CentreView;
use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::rows::{QuestionView, SectionView};

/// `/r/<token>`: reference, urgency, deadline and state, and nothing else.
#[derive(Template)]
#[template(path = "pages/link.html")]
pub(crate) struct LinkPage {
    /// What every page has.
    pub frame: Frame,
    /// `/r/<token>`.
    pub path: String,
    /// Of the report.
    pub reference: String,
    /// Whether the risk is high.
    pub urgent: bool,
    /// When it should be acknowledged.
    pub due: Option<String>,
    /// Where it stands, a sentence.
    pub state: String,
    /// Whether the referral is over: nothing more can be done here.
    pub over: bool,
    /// Whether it can be acknowledged.
    pub can_acknowledge: bool,
    /// When it was acknowledged.
    pub acknowledged: Option<String>,
    /// Mailboxes that a code can be sent to.
    pub readers: Vec<Choice>,
    /// What is wrong with what was typed. Ids: `name`, `reader`.
    pub faults: Vec<FaultLine>,
    /// Whether this visitor has used a code already.
    pub has_session: bool,
}

/// Asks for the code that was sent.
#[derive(Template)]
#[template(path = "pages/code.html")]
pub(crate) struct CodePage {
    /// What every page has.
    pub frame: Frame,
    /// `/r/<token>`.
    pub path: String,
    /// Of the report.
    pub reference: String,
    /// The id of the request.
    pub request: String,
    /// Its name, which the letter says too.
    pub request_name: String,
    /// Where the code went.
    pub sent_to: String,
    /// How long it is good for.
    pub minutes: i64,
    /// What is wrong with what was typed. Id: `code`.
    pub faults: Vec<FaultLine>,
}

/// A referral, to read and to answer.
#[derive(Template)]
#[template(path = "pages/referral.html")]
pub(crate) struct ReferralPage {
    /// What every page has.
    pub frame: Frame,
    /// `/r/<token>`.
    pub path: String,
    /// Of the report.
    pub reference: String,
    /// The organisation's name.
    pub agency: String,
    /// The agreement it was made under.
    pub agreement: String,
    /// Its version.
    pub agreement_version: i64,
    /// In which wording the person was asked, and when, a sentence.
    pub asked: Option<String>,
    /// What for, in words.
    pub purpose: String,
    /// Whether the risk is high.
    pub urgent: bool,
    /// When it should be acknowledged.
    pub due: Option<String>,
    /// Where it stands, a sentence.
    pub state: String,
    /// That it was passed on without permission, and on which ground, a sentence.
    pub overruled: Option<String>,
    /// Whether it was passed on without a name.
    pub anonymous: bool,
    /// What may be seen.
    pub sections: Vec<SectionView>,
    /// Whether its organisation is only informed: then it can say that it arrived, and has nothing to take on.
    pub informs: bool,
    /// Whether nobody there has said yet that it arrived.
    pub can_acknowledge: bool,
    /// Whether it can be accepted.
    pub can_accept: bool,
    /// Whether it can be declined.
    pub can_decline: bool,
    /// Whether it can be closed.
    pub can_close: bool,
    /// Why it may be declined.
    pub reasons: Vec<Choice>,
    /// What they asked, the oldest first.
    pub questions: Vec<QuestionView>,
    /// The question as it was typed.
    pub question: String,
    /// What is wrong with what was chosen or typed. Ids: `reason`, `question`.
    pub faults: Vec<FaultLine>,
    /// What was just done.
    pub notice: Option<String>,
}

/// `/centre/<token>`: a centre answers its letter.
#[derive(Template)]
#[template(path = "pages/centre_letter.html")]
pub(crate) struct CentreLetter {
    /// What every page has.
    pub frame: Frame,
    /// The address of the page.
    pub path: String,
    /// What the public reads.
    pub centre: CentreView,
    /// Whether the public finds it.
    pub listed: bool,
    /// What was typed before.
    pub text: String,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `text`.
    pub faults: Vec<FaultLine>,
}
