//! A centre as the public sees it.

use waymark_core::routing::Book;
use waymark_core::words::Speaker;

use crate::journeys::centre::standing::Standing;
use crate::web::parts::families::LANGUAGE;

/// A centre as the public sees it.
pub(crate) struct CentreView {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// The number to call.
    pub phone: Option<String>,
    /// The number to text.
    pub text_number: Option<String>,
    /// The address to write to.
    pub email: Option<String>,
    /// When somebody is there; nothing when nobody confirmed it lately.
    pub hours: Option<String>,
    /// Languages, in words.
    pub languages: String,
    /// Whether there is a way in without steps.
    pub step_free: Option<bool>,
    /// Where it serves, in words; empty for everywhere.
    pub areas: String,
    /// The day on which it was last confirmed; nothing when that is too long ago.
    pub confirmed: Option<String>,
}

/// The same with its hours, for whoever is asked whether they are right.
pub(crate) fn hours_too(view: CentreView, one: &Standing<'_>) -> CentreView {
    CentreView { hours: one.centre.hours.clone(), ..view }
}

/// A centre as the public sees it.
pub(crate) fn view(one: &Standing<'_>, book: &Book, t: &Speaker) -> CentreView {
    let centre = one.centre;
    let spoken = centre.languages.iter().map(|tag| LANGUAGE.member(tag).map_or_else(|| tag.clone(), |tag| t.of(&LANGUAGE, tag)));
    let languages: Vec<String> = spoken.chain(centre.bsl.then(|| t.say("directory-bsl"))).collect();
    let areas: Vec<&str> = centre.areas.iter().map(|code| book.gazetteer.name(*code).unwrap_or(code.as_str())).collect();
    CentreView {
        name: centre.name.clone(),
        address: centre.whole_address(),
        phone: centre.phone.clone(),
        text_number: centre.text_number.clone(),
        email: centre.email.clone(),
        // What nobody confirmed lately is not shown as open.
        hours: centre.hours.clone().filter(|_| one.trusted),
        languages: languages.join(", "),
        step_free: centre.step_free,
        areas: areas.join(", "),
        confirmed: one.confirmed_at.filter(|_| one.trusted).map(|at| t.day_of(at)),
    }
}
