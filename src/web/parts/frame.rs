//! What every page has (its layout), the faults listed at its top, and an answer that can be chosen.

use waymark_core::config::Team;
use waymark_core::words::Speaker;

use crate::web::parts::nav::Nav;

/// What every page has.
#[derive(Clone)]
pub(crate) struct Frame {
    /// Who says the words.
    pub t: Speaker,
    /// The service's name.
    pub service: String,
    /// What titles of the page call the service: where people who reported come it tells nothing; blank for nothing at all.
    pub titled: String,
    /// Whether nothing of the service stands on it in print.
    pub bare: bool,
    /// Whether the demonstration banner stands on the page.
    pub demonstration: bool,
    /// Whether the page is for the public: it then has the way out.
    pub public: bool,
    /// The number somebody can call to be sure that this is the service.
    pub call_back: String,
    /// How people reach the team.
    pub reach: Team,
    /// When somebody is there; blank where that is not known.
    pub staffed: String,
    /// What the logo shows, when there is one.
    pub logo: Option<String>,
    /// The centre where the visitor is and gets help; empty for none.
    pub with: String,
    /// After how many seconds the page goes by itself where no script runs: others use the device.
    pub leaves: Option<i64>,
    /// What every form of the page carries to show that it is ours (CSRF token); none on a page without a form.
    pub token: Option<String>,
    /// What stands above every page of the desk.
    pub nav: Option<Nav>,
    /// Whether a search engine may list the page.
    pub listed: bool,
}

impl Frame {
    /// The token of a form (CSRF token).
    ///
    /// # Errors
    /// On a page that was made without one: a form that could not be sent is not shown.
    pub(crate) fn token(&self) -> Result<&str, std::fmt::Error> {
        self.token.as_deref().ok_or(std::fmt::Error)
    }

    /// The words between `<title>` and `</title>` for a message; they begin with "Error: " when there are faults.
    #[must_use]
    pub(crate) fn title(&self, message: &str, faulty: bool) -> String {
        self.titled(&self.t.say(message), faulty)
    }

    /// The same for words that are already said.
    #[must_use]
    pub(crate) fn titled(&self, words: &str, faulty: bool) -> String {
        match (self.titled.is_empty(), faulty) {
            (false, true) => self.t.say2("page-title-with-faults", "title", words, "service", self.titled.as_str()),
            (false, false) => self.t.say2("page-title", "title", words, "service", self.titled.as_str()),
            (true, true) => self.t.say1("page-title-alone-with-faults", "title", words),
            (true, false) => words.to_owned(),
        }
    }
}

/// A fault in the list at the top of a page.
#[derive(Clone)]
pub(crate) struct FaultLine {
    /// The id of the field it leads to.
    pub anchor: String,
    /// What is wrong and how to mend it.
    pub text: String,
}

/// The fault of the field with this id, to be said beside it.
#[must_use]
pub(crate) fn fault_of<'a>(faults: &'a [FaultLine], anchor: &str) -> Option<&'a str> {
    faults.iter().find(|fault| fault.anchor == anchor).map(|fault| fault.text.as_str())
}

/// One answer that can be chosen.
#[derive(Clone)]
pub(crate) struct Choice {
    /// What is sent.
    pub value: String,
    /// What a person reads.
    pub label: String,
    /// A smaller line under it; empty for none.
    pub hint: String,
    /// Whether it is chosen already.
    pub chosen: bool,
}
