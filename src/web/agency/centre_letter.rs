//! A centre answers its letter: without an account, by a link that only its letter holds.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use waymark_core::report::Told;

use crate::journeys::centre::confirmations::{self, LONGEST, of_link};
use crate::journeys::centre::standing::Standing;
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::centre::{CentreView, hours_too, view};
use crate::web::parts::families::CENTRE_LETTER;
use crate::web::parts::frame::{FaultLine, Frame};

async fn centre<'v>(visit: &'v Visit, token: &str) -> Result<Standing<'v>, Stop> {
    let found = of_link(&visit.service, token).await?;
    found.ok_or(Stop::Link)
}

fn page(visit: &Visit, token: &str, one: &Standing<'_>, typed: &str, fault: Option<String>) -> Result<HttpResponse, Stop> {
    let t = visit.speaker();
    visit.show(&CentreLetter {
        frame: visit.form_frame(false),
        path: format!("/centre/{token}"),
        centre: hours_too(view(one, &visit.service.book, t), one),
        listed: one.centre.listed,
        text: typed.to_owned(),
        notice: CENTRE_LETTER.members.iter().find(|word| visit.asks(word)).map(|word| t.of(&CENTRE_LETTER, word)),
        faults: fault.map(|text| FaultLine { anchor: "text".to_owned(), text }).into_iter().collect(),
    })
}

/// `GET /centre/<token>`: what the public reads. Opening it confirms nothing: a mail program may do that.
pub(crate) async fn show(visit: Visit, token: Path<String>) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Codes)?;
    let one = centre(&visit, &token).await?;
    page(&visit, &token, &one, "", None)
}

/// `POST /centre/<token>`: all of it is right, or something is wrong.
pub(crate) async fn answer(visit: Visit, token: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Codes)?;
    let form = visit.form(payload).await?;
    let one = centre(&visit, &token).await?;
    let t = visit.speaker();
    if form.get("go") == "right" {
        confirmations::all_right(&visit.service, &one.centre.id).await?;
        return Ok(visit.go(&format!("/centre/{}?thanks", *token)));
    }
    let words = Told::new(form.get("text"));
    let fault = if words.is_blank() {
        Some(t.say("centre-letter-fault-blank"))
    } else if words.reveal().chars().count() > LONGEST {
        Some(t.say1("centre-letter-fault-long", "most", LONGEST as u64))
    } else {
        None
    };
    if fault.is_some() {
        return page(&visit, &token, &one, words.reveal(), fault);
    }
    confirmations::something_wrong(&visit.service, &one.centre.id, &words).await?;
    Ok(visit.go(&format!("/centre/{}?told", *token)))
}

/// `/centre/<token>`: a centre answers its letter.
#[derive(Template)]
#[template(path = "pages/agency/centre_letter.html")]
pub struct CentreLetter {
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

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::CentreLetter;
    use crate::web::parts::centre::CentreView;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, Sample, faults, s};

    fn letter(frame: &Frame, faulty: bool) -> CentreLetter {
        CentreLetter {
            frame: frame.clone(),
            path: s("/centre/abc"),
            centre: CentreView {
                name: s("Riverside Library"),
                address: s(HOSTILE),
                phone: Some(s("01632 960301")),
                text_number: None,
                email: Some(s("desk@library.example")),
                hours: (!faulty).then(|| s("Monday to Friday, 10am to 4pm")),
                languages: s(LONG),
                step_free: faulty.then_some(true),
                areas: s("Stockton-on-Tees"),
                confirmed: None,
            },
            listed: !faulty,
            text: if faulty { s(HOSTILE) } else { String::new() },
            notice: (!faulty).then(|| frame.t.say("centre-letter-thanks")),
            faults: faults(&frame.t, faulty, &[("text", "centre-letter-fault-blank")]),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("link-centre", letter(frame, false).render()), ("link-centre-faulty", letter(frame, true).render())]
    }
}
