//! The page that stops a visitor and says how to go on, in their language: written once, for every handler.

use actix_web::HttpRequest;
use askama::Template;

use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::{NOTICE_HEADING, NOTICE_TEXT};
use crate::web::parts::notice::Notice;

/// The page; none where somebody is only sent on.
pub(crate) fn page(request: &HttpRequest, stop: &Stop) -> Option<String> {
    let (word, visit) = (stop.word()?, Visit::of(request)?);
    notice(&visit, stop, word).render().ok()
}

fn notice(visit: &Visit, stop: &Stop, word: &str) -> Notice {
    // Somebody at an organisation is no visitor of the public pages.
    let public = !["/r/", "/desk", "/centre/"].iter().any(|start| visit.path().starts_with(start));
    let t = visit.speaker();
    let link = match (stop, door(visit.path())) {
        (Stop::Role, _) => Some(("/desk".to_owned(), t.say("notice-role-back"))),
        (Stop::TooMany(_), Some(back)) => Some((back.to_owned(), t.say("notice-too-many-back"))),
        _ => public.then(|| ("/".to_owned(), t.say("link-home"))),
    };
    Notice { frame: visit.frame(public), heading: t.of(&NOTICE_HEADING, word), paragraphs: vec![t.of(&NOTICE_TEXT, word)], link }
}

/// Where whoever tried too often at the desk's door goes on: to the page they came from.
fn door(path: &str) -> Option<&str> {
    let page = path.strip_suffix("/again").unwrap_or(path);
    ["/desk/sign-in", "/desk/code", "/desk/letter", "/desk/letter/code"].contains(&page).then_some(page)
}
