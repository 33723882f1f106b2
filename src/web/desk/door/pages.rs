//! Pages at the door of the desk: an invitation, signing in, codes.

use askama::Template;

use crate::web::parts::frame::{FaultLine, Frame};

/// `/desk/sign-in`
#[derive(Template)]
#[template(path = "pages/desk/sign_in.html")]
pub(crate) struct SignIn {
    /// What every page has.
    pub frame: Frame,
    /// The address that was typed and did not fit.
    pub address: String,
    /// Whether others use the device, as far as somebody said so.
    pub shared: bool,
    /// Whether they just left.
    pub left: bool,
    /// Whether what they typed while their session ended is kept.
    pub kept: bool,
    /// What is wrong. Ids: `address`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/letter`: asking for a code by e-mail.
#[derive(Template)]
#[template(path = "pages/desk/letter.html")]
pub(crate) struct AskLetter {
    /// What every page has.
    pub frame: Frame,
    /// The address that was typed and did not fit.
    pub address: String,
    /// Whether others use the device, as far as somebody said so.
    pub shared: bool,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `address`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/letter/code`: typing the code that came.
#[derive(Template)]
#[template(path = "pages/desk/letter_code.html")]
pub(crate) struct LetterCode {
    /// What every page has.
    pub frame: Frame,
    /// How long the code is good for.
    pub minutes: i64,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `code`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/code`
#[derive(Template)]
#[template(path = "pages/desk/code.html")]
pub(crate) struct DeskCode {
    /// What every page has.
    pub frame: Frame,
    /// What is wrong. Ids: `code`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/invitation/<token>`: choosing a password.
#[derive(Template)]
#[template(path = "pages/desk/invitation.html")]
pub(crate) struct Invitation {
    /// What every page has.
    pub frame: Frame,
    /// The address of the page.
    pub path: String,
    /// Who is invited.
    pub name: String,
    /// As what, in words.
    pub role: String,
    /// Until when the invitation can be taken.
    pub ends: String,
    /// Whether they may do without a password and get codes by e-mail.
    pub by_letter: bool,
    /// The shortest password, in characters.
    pub shortest: usize,
    /// What is wrong. Ids: `password`.
    pub faults: Vec<FaultLine>,
}

/// `/desk/invitation/<token>`: setting up the app that shows codes.
#[derive(Template)]
#[template(path = "pages/desk/enrol.html")]
pub(crate) struct Enrol {
    /// What every page has.
    pub frame: Frame,
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
pub(crate) struct Recovery {
    /// What every page has.
    pub frame: Frame,
    /// The codes.
    pub codes: Vec<String>,
}
