//! Signing in, and leaving.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::journeys::desk::door::accounts::{self, AccountFault, Member, SHORTEST};
use crate::journeys::desk::door::devices::{self, Device};
use crate::journeys::desk::door::guessing;
use crate::journeys::desk::door::sitting::{self, Half};
use crate::journeys::service::sessions::{self, Kind, Secret};
use crate::journeys::service::unsent::{self, Late, Whose};
use crate::web::desk::door::door::{Desk, after_signing_in};
use crate::web::http::limits::Door;
use crate::web::http::slow::{Try, Whence};
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::{FaultLine, Frame};
use waymark_core::tidy::tidy;

pub(crate) fn fault(visit: &Visit, anchor: &str, message: &str) -> Vec<FaultLine> {
    vec![FaultLine { anchor: anchor.to_owned(), text: visit.speaker().say1(message, "number", SHORTEST as u64) }]
}

/// What somebody typed when it did not fit, but for the password.
#[derive(Default, Serialize, Deserialize)]
struct Tried {
    address: String,
    shared: bool,
}

/// What was typed here a moment ago; else whether others use the device, as whoever sat here last said.
async fn tried(visit: &Visit) -> Result<Tried, Stop> {
    let Some(secret) = visit.known_secret() else { return Ok(Tried::default()) };
    let tried: Option<Tried> = sessions::find(&visit.service, &secret, Kind::Tried).await?;
    match tried {
        Some(tried) => Ok(tried),
        None => Ok(Tried { shared: was_shared(visit).await?, ..Tried::default() }),
    }
}

/// Whether others use the device, as whoever sat here last said.
pub(crate) async fn was_shared(visit: &Visit) -> Result<bool, Stop> {
    let Some(secret) = visit.known_secret() else { return Ok(false) };
    unsent::was_shared(&visit.service, &secret).await.map_err(Stop::from)
}

/// `POST /desk/here`: somebody types or moves on a device that others use. Nothing is done, and the session goes on.
pub(crate) async fn here(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    Desk::signed_in(visit).await?.stay().await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `GET /desk/sign-in`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let faults = if visit.asks("wrong") { fault(&visit, "address", "desk-fault-wrong") } else { Vec::new() };
    let tried = tried(&visit).await?;
    visit.show(&SignIn {
        address: if visit.asks("wrong") { tried.address } else { String::new() },
        shared: tried.shared,
        frame: visit.form_frame(false),
        left: visit.asks("left"),
        kept: visit.asks("kept"),
        faults,
    })
}

/// `POST /desk/sign-in`: address and password; the code comes next.
pub(crate) async fn password(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::SignIn)?;
    let form = visit.form(payload).await?;
    let (who, shared) = (tidy(form.get("address")).to_lowercase(), !form.get("shared").is_empty());
    let device = devices::of_address(&visit.service, &who, &visit.known_device()).await;
    let one = Try { what: "password", who: &who, whence: whence(&visit, device?) };
    visit.try_at(&one)?;
    match accounts::check_password(&visit.service, form.get("address"), form.get("password")).await {
        Ok(staff) => {
            visit.was_right(&one);
            let old = visit.known_secret();
            let secret = renewed(&visit, None).await?.0;
            if let Some(old) = &old {
                sessions::end(&visit.service, old, Kind::Tried).await?;
            }
            let half = Half { staff, shared };
            sessions::keep(&visit.service, &secret, Kind::Half, &half).await?;
            Ok(visit.go("/desk/code"))
        }
        Err(AccountFault::Store(error)) => Err(error.into()),
        Err(_) => {
            if visit.has_to_wait(&one) {
                note_guessing(&visit, Guessed::Address(form.get("address").to_owned()));
            }
            let tried = Tried { address: form.get("address").trim().to_owned(), shared };
            sessions::keep(&visit.service, &visit.secret(), Kind::Tried, &tried).await?;
            Ok(visit.go("/desk/sign-in?wrong"))
        }
    }
}

/// At what somebody guesses.
enum Guessed {
    Address(String),
    Account(Uuid),
}

/// Writes down that somebody guesses and has to wait. Nobody waits for that: how long it takes would tell whether there is such an account.
fn note_guessing(visit: &Visit, at: Guessed) {
    let service = visit.service.clone();
    actix_web::rt::spawn(async move {
        let noted = match at {
            Guessed::Address(address) => guessing::slowed_by_address(&service, &address).await,
            Guessed::Account(id) => guessing::slowed(&service, id).await,
        };
        if let Err(error) = noted {
            tracing::error!(%error, "that somebody guesses at an account could not be written down");
        }
    });
}

/// From where somebody tries to sign in.
pub(crate) fn whence(visit: &Visit, device: Option<Device>) -> Whence {
    device.map_or_else(|| Whence::Network(visit.network()), Whence::Device)
}

/// A fresh cookie, so that nobody who planted the one before shares it. What was typed too late goes along.
pub(crate) async fn renewed(visit: &Visit, staff: Option<Uuid>) -> Result<(Secret, Option<Late>), Stop> {
    let old = visit.known_secret();
    let secret = visit.renew_secret();
    let late = unsent::carry(&visit.service, old.as_ref(), &secret, staff.map(Whose::Staff)).await?;
    Ok((secret, late))
}

/// Somebody showed who they are: they sit down where they were.
pub(crate) async fn sit_down(visit: &Visit, member: &Member, shared: bool) -> Result<HttpResponse, Stop> {
    let (secret, late) = renewed(visit, Some(member.account.id)).await?;
    sitting::begin(&visit.service, &secret, member, shared).await?;
    if !shared {
        visit.remember_device(devices::remember(&visit.service, member)?);
    }
    Ok(visit.go(&after_signing_in(late.as_ref())))
}

async fn half(visit: &Visit) -> Result<Half, Stop> {
    let Some(secret) = visit.known_secret() else { return Err(Stop::SignIn) };
    let half = sessions::find(&visit.service, &secret, Kind::Half).await?;
    half.ok_or(Stop::SignIn)
}

/// `GET /desk/code`
pub(crate) async fn code_page(visit: Visit) -> Result<HttpResponse, Stop> {
    half(&visit).await?;
    let faults = if visit.asks("wrong") { fault(&visit, "code", "desk-fault-code") } else { Vec::new() };
    visit.show(&DeskCode { frame: visit.form_frame(false), faults })
}

/// `POST /desk/code`
pub(crate) async fn code(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::SignIn)?;
    let form = visit.form(payload).await?;
    let half = half(&visit).await?;
    let who = half.staff.to_string();
    let device = devices::of_account(&visit.service, half.staff, &visit.known_device()).await;
    let one = Try { what: "code", who: &who, whence: whence(&visit, device?) };
    visit.try_at(&one)?;
    match accounts::check_code(&visit.service, half.staff, form.get("code")).await {
        Ok(member) => {
            visit.was_right(&one);
            if let Some(old) = visit.known_secret() {
                sessions::end(&visit.service, &old, Kind::Half).await?;
            }
            sit_down(&visit, &member, half.shared).await
        }
        Err(AccountFault::Store(error)) => Err(error.into()),
        Err(_) => {
            if visit.has_to_wait(&one) {
                note_guessing(&visit, Guessed::Account(half.staff));
            }
            Ok(visit.go("/desk/code?wrong"))
        }
    }
}

/// `POST /desk/leave`
pub(crate) async fn leave(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    if let Some(secret) = visit.known_secret() {
        sessions::end_all(&visit.service, &secret).await?;
    }
    Ok(visit.go_and_forget("/desk/sign-in?left"))
}

/// `POST /desk/leave-everywhere`: ends every session of this account, on every device.
pub(crate) async fn leave_everywhere(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let desk = Desk::signed_in(visit).await?;
    accounts::leave_everywhere(&desk.visit.service, desk.who.id).await?;
    Ok(desk.visit.go_and_forget("/desk/sign-in?left"))
}

/// `/desk/sign-in`
#[derive(Template)]
#[template(path = "pages/desk/door/sign_in.html")]
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

/// `/desk/code`
#[derive(Template)]
#[template(path = "pages/desk/door/sign_in_code.html")]
pub(crate) struct DeskCode {
    /// What every page has.
    pub frame: Frame,
    /// What is wrong. Ids: `code`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{DeskCode, SignIn};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, Sample, faults, s};

    fn sign_in(frame: &Frame, faulty: bool) -> SignIn {
        SignIn {
            frame: frame.clone(),
            address: if faulty { s(HOSTILE) } else { String::new() },
            shared: faulty,
            left: !faulty,
            kept: !faulty,
            faults: faults(&frame.t, faulty, &[("address", "desk-fault-wrong")]),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let code = |faulty| DeskCode { frame: frame.clone(), faults: faults(&frame.t, faulty, &[("code", "desk-fault-code")]) };
        vec![
            ("desk-sign-in", sign_in(frame, false).render()),
            ("desk-sign-in-faulty", sign_in(frame, true).render()),
            ("desk-sign-in-code", code(false).render()),
            ("desk-sign-in-code-faulty", code(true).render()),
        ]
    }
}
