//! Signing in with a code that comes by e-mail, for people who take reports down.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use waymark_core::config::address::is_address;
use waymark_core::tidy::tidy;

use crate::journeys::desk::door::accounts::AccountFault;
use crate::journeys::desk::door::by_letter::{self, Asked};
use crate::journeys::desk::door::{devices, invitations};
use crate::journeys::service::sessions::{self, Kind};
use crate::web::desk::door::invitation::over;
use crate::web::desk::door::sign_in::{fault, renewed, sit_down, was_shared, whence};
use crate::web::http::limits::Door;
use crate::web::http::slow::Try;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::{FaultLine, Frame};

/// `POST /desk/invitation/<token>/letter`: takes the account up without a password.
pub(crate) async fn take(visit: Visit, token: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::SignIn)?;
    visit.form(payload).await?;
    invitations::take_by_letter(&visit.service, &token).await.map_err(over)?;
    Ok(visit.go("/desk/letter?taken"))
}

fn ask_page(visit: &Visit, address: &str, shared: bool, faults: Vec<FaultLine>) -> Result<HttpResponse, Stop> {
    visit.show(&AskLetter {
        frame: visit.form_frame(false),
        address: address.to_owned(),
        shared,
        notice: visit.asks("taken").then(|| visit.speaker().say("desk-letter-taken")),
        faults,
    })
}

/// `GET /desk/letter`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    ask_page(&visit, "", was_shared(&visit).await?, Vec::new())
}

/// `POST /desk/letter`: whatever the address is, the same page follows.
pub(crate) async fn ask(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::SignIn)?;
    let form = visit.form(payload).await?;
    let who = tidy(form.get("address")).to_lowercase();
    if !is_address(&who) {
        let shared = !form.get("shared").is_empty();
        return ask_page(&visit, form.get("address"), shared, fault(&visit, "address", "desk-fault-address"));
    }
    let device = devices::of_address(&visit.service, &who, &visit.known_device()).await?;
    visit.try_at(&Try { what: "letter", who: &who, whence: whence(&visit, device) })?;
    let asked = by_letter::ask(&visit.service, &who, !form.get("shared").is_empty(), device.is_some()).await?;
    // Only the browser that asked holds this: a code that was read out to somebody else opens nothing there.
    let (secret, _) = renewed(&visit, None).await?;
    sessions::keep(&visit.service, &secret, Kind::Asked, &asked).await?;
    Ok(visit.go("/desk/letter/code"))
}

async fn asked(visit: &Visit) -> Result<Asked, Stop> {
    let Some(secret) = visit.known_secret() else { return Err(Stop::SignIn) };
    let asked = sessions::find(&visit.service, &secret, Kind::Asked).await?;
    asked.ok_or(Stop::SignIn)
}

/// `GET /desk/letter/code`
pub(crate) async fn code_page(visit: Visit) -> Result<HttpResponse, Stop> {
    let asked = asked(&visit).await?;
    let faults = if visit.asks("wrong") { fault(&visit, "code", "desk-fault-letter-code") } else { Vec::new() };
    visit.show(&LetterCode {
        frame: visit.form_frame(false),
        minutes: ((asked.good_until - visit.service.now()).num_seconds() + 59) / 60,
        notice: visit.asks("again").then(|| visit.speaker().say("desk-letter-sent-again")),
        faults,
    })
}

/// `POST /desk/letter/code`
pub(crate) async fn code(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::SignIn)?;
    let form = visit.form(payload).await?;
    let asked = asked(&visit).await?;
    match by_letter::enter(&visit.service, &asked, form.get("code")).await {
        Ok(member) => {
            let who = member.known.address.reveal().to_lowercase();
            let device = devices::of_account(&visit.service, member.account.id, &visit.known_device()).await?;
            visit.was_right(&Try { what: "letter", who: &who, whence: whence(&visit, device) });
            if let Some(old) = visit.known_secret() {
                sessions::end(&visit.service, &old, Kind::Asked).await?;
            }
            sit_down(&visit, &member, asked.shared).await
        }
        Err(AccountFault::Store(error)) => Err(error.into()),
        Err(_) => Ok(visit.go("/desk/letter/code?wrong")),
    }
}

/// `POST /desk/letter/again`: the same code once more.
pub(crate) async fn again(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::SignIn)?;
    visit.form(payload).await?;
    let asked = asked(&visit).await?;
    by_letter::again(&visit.service, &asked).await?;
    Ok(visit.go("/desk/letter/code?again"))
}

/// `/desk/letter`: asking for a code by e-mail.
#[derive(Template)]
#[template(path = "pages/desk/door/by_letter.html")]
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
#[template(path = "pages/desk/door/by_letter_code.html")]
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

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{AskLetter, LetterCode};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, Sample, faults, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let t = &frame.t;
        let ask = |faulty: bool| AskLetter {
            frame: frame.clone(),
            address: if faulty { s(HOSTILE) } else { String::new() },
            shared: faulty,
            notice: (!faulty).then(|| s(HOSTILE)),
            faults: faults(t, faulty, &[("address", "desk-fault-wrong")]),
        };
        let code = |faulty: bool| LetterCode {
            frame: frame.clone(),
            minutes: 15,
            notice: (!faulty).then(|| s(HOSTILE)),
            faults: faults(t, faulty, &[("code", "desk-fault-code")]),
        };
        vec![
            ("desk-by-letter", ask(false).render()),
            ("desk-by-letter-faulty", ask(true).render()),
            ("desk-by-letter-code", code(false).render()),
            ("desk-by-letter-code-faulty", code(true).render()),
        ]
    }
}
