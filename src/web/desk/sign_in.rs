//! Signing in, taking an invitation, and leaving.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};

use super::super::limits::Door;
use super::super::page::{Stop, Visit, Why};
use super::super::pages::FaultLine;
use super::super::pages::desk::{DeskCode, Enrol, Invitation, Recovery, SignIn};
use super::door::Desk;
use crate::journeys::desk::accounts::{self, AccountFault, SHORTEST};
use crate::journeys::desk::sitting::{self, Half};
use crate::journeys::sessions::{self, Kind};

fn fault(visit: &Visit, anchor: &str, message: &str) -> Vec<FaultLine> {
    vec![FaultLine { anchor: anchor.to_owned(), text: visit.speaker().say1(message, "number", SHORTEST as u64) }]
}

/// `GET /desk/sign-in`
pub(in crate::web) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let faults = if visit.asks("wrong") { fault(&visit, "address", "desk-fault-wrong") } else { Vec::new() };
    visit.show(&SignIn {
        frame: visit.frame(false),
        form_token: visit.form_token(),
        left: visit.asks("left"),
        kept: visit.asks("kept"),
        faults,
    })
}

/// `POST /desk/sign-in`: address and password; the code comes next.
pub(in crate::web) async fn password(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::SignIn)?;
    let form = visit.form(payload).await?;
    match accounts::check_password(&visit.service, form.get("address"), form.get("password")).await {
        Ok(staff) => {
            let secret = visit.renew_secret();
            let half = Half { staff, shared: !form.get("shared").is_empty() };
            sessions::keep(&visit.service, &secret, Kind::Half, &half).await.map_err(|error| visit.stop(error))?;
            Ok(visit.go("/desk/code"))
        }
        Err(AccountFault::Store(error)) => Err(visit.stop(error)),
        Err(_) => Ok(visit.go("/desk/sign-in?wrong")),
    }
}

async fn half(visit: &Visit) -> Result<Half, Stop> {
    let Some(secret) = visit.known_secret() else { return Err(visit.stop(Why::SignIn)) };
    let half = sessions::find(&visit.service, &secret, Kind::Half).await.map_err(|error| visit.stop(error))?;
    half.ok_or_else(|| visit.stop(Why::SignIn))
}

/// `GET /desk/code`
pub(in crate::web) async fn code_page(visit: Visit) -> Result<HttpResponse, Stop> {
    half(&visit).await?;
    let faults = if visit.asks("wrong") { fault(&visit, "code", "desk-fault-code") } else { Vec::new() };
    visit.show(&DeskCode { frame: visit.frame(false), form_token: visit.form_token(), faults })
}

/// `POST /desk/code`
pub(in crate::web) async fn code(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::SignIn)?;
    let form = visit.form(payload).await?;
    let half = half(&visit).await?;
    match accounts::check_code(&visit.service, half.staff, form.get("code")).await {
        Ok(member) => {
            if let Some(old) = visit.known_secret() {
                sessions::end(&visit.service, &old, Kind::Half).await.map_err(|error| visit.stop(error))?;
            }
            let secret = visit.renew_secret();
            sitting::begin(&visit.service, &secret, &member, half.shared).await.map_err(|error| visit.stop(error))?;
            Ok(visit.go("/desk"))
        }
        Err(AccountFault::Store(error)) => Err(visit.stop(error)),
        Err(_) => Ok(visit.go("/desk/code?wrong")),
    }
}

/// `POST /desk/leave`
pub(in crate::web) async fn leave(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    if let Some(secret) = visit.known_secret() {
        sessions::end_all(&visit.service, &secret).await.map_err(|error| visit.stop(error))?;
    }
    Ok(visit.go_and_forget("/desk/sign-in?left"))
}

/// `POST /desk/leave-everywhere`: ends every session of this account, on every device.
pub(in crate::web) async fn leave_everywhere(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let desk = Desk::signed_in(visit).await?;
    let ended = accounts::leave_everywhere(&desk.visit.service, desk.who.id).await;
    ended.map_err(|error| desk.visit.stop(error))?;
    Ok(desk.visit.go_and_forget("/desk/sign-in?left"))
}

fn over(visit: &Visit, fault: AccountFault) -> Stop {
    match fault {
        AccountFault::Store(error) => visit.stop(error),
        _ => visit.stop(Why::Link),
    }
}

/// `GET /desk/invitation/<token>`: choose a password; then set up the codes.
pub(in crate::web) async fn invitation(visit: Visit, token: Path<String>) -> Result<HttpResponse, Stop> {
    let member = accounts::invited(&visit.service, &token).await.map_err(|fault| over(&visit, fault))?;
    let path = format!("/desk/invitation/{token}");
    let t = visit.speaker();
    match accounts::enrolment(&visit.service, &member).filter(|_| !visit.asks("again")) {
        Some(enrolment) => {
            let faults = if visit.asks("wrong") { fault(&visit, "code", "desk-fault-code") } else { Vec::new() };
            visit.show(&Enrol {
                frame: visit.frame(false),
                form_token: visit.form_token(),
                path,
                secret: enrolment.secret,
                uri: enrolment.uri,
                faults,
            })
        }
        None => {
            let words = [("short", "desk-fault-short"), ("common", "desk-fault-common")];
            let found = words.into_iter().find(|(word, _)| visit.asks(word));
            visit.show(&Invitation {
                frame: visit.frame(false),
                form_token: visit.form_token(),
                path,
                name: member.known.name.reveal().to_owned(),
                role: t.say(&format!("desk-role-{}", member.account.role.id())),
                shortest: SHORTEST,
                faults: found.map(|(_, message)| fault(&visit, "password", message)).unwrap_or_default(),
            })
        }
    }
}

/// `POST /desk/invitation/<token>`: the password.
pub(in crate::web) async fn choose_password(visit: Visit, token: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::SignIn)?;
    let form = visit.form(payload).await?;
    let path = format!("/desk/invitation/{token}");
    match accounts::choose_password(&visit.service, &token, form.get("password")).await {
        Ok(()) => Ok(visit.go(&path)),
        Err(AccountFault::Short) => Ok(visit.go(&format!("{path}?again&short"))),
        Err(AccountFault::Common) => Ok(visit.go(&format!("{path}?again&common"))),
        Err(fault) => Err(over(&visit, fault)),
    }
}

/// `POST /desk/invitation/<token>/code`: the first code; the recovery codes are shown once.
pub(in crate::web) async fn confirm(visit: Visit, token: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::SignIn)?;
    let form = visit.form(payload).await?;
    match accounts::confirm(&visit.service, &token, form.get("code")).await {
        Ok(codes) => visit.show(&Recovery { frame: visit.frame(false), codes }),
        Err(AccountFault::Wrong) => Ok(visit.go(&format!("/desk/invitation/{token}?wrong"))),
        Err(fault) => Err(over(&visit, fault)),
    }
}
