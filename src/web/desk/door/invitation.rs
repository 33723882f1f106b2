//! Taking an invitation: a password, the app that shows codes, and recovery codes.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;

use crate::journeys::desk::door::accounts::{self, AccountFault, SHORTEST};
use crate::journeys::service::sessions::{self, Kind};
use crate::web::desk::door::sign_in::{fault, renewed};
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::{FaultLine, Frame};

pub(crate) fn over(fault: AccountFault) -> Stop {
    match fault {
        AccountFault::Store(error) => error.into(),
        _ => Stop::Link,
    }
}

/// `GET /desk/invitation/<token>`: choose a password; then set up the codes.
pub(crate) async fn show(visit: Visit, token: Path<String>) -> Result<HttpResponse, Stop> {
    let member = accounts::invited(&visit.service, &token).await.map_err(over)?;
    let path = format!("/desk/invitation/{token}");
    let t = visit.speaker();
    match accounts::enrolment(&visit.service, &member).filter(|_| !visit.asks("again")) {
        Some(enrolment) => {
            let faults = if visit.asks("wrong") { fault(&visit, "code", "desk-fault-code") } else { Vec::new() };
            visit.show(&Enrol { frame: visit.form_frame(false), path, secret: enrolment.secret, uri: enrolment.uri, faults })
        }
        None => {
            let words = [("short", "desk-fault-short"), ("common", "desk-fault-common")];
            let found = words.into_iter().find(|(word, _)| visit.asks(word));
            visit.show(&Invitation {
                frame: visit.form_frame(false),
                path,
                name: member.known.name.reveal().to_owned(),
                role: t.label(member.account.role),
                ends: member.invitation_ends().map(|at| t.when(at)).unwrap_or_default(),
                by_letter: member.account.role.may_sign_in_by_letter(),
                shortest: SHORTEST,
                faults: found.map(|(_, message)| fault(&visit, "password", message)).unwrap_or_default(),
            })
        }
    }
}

/// `POST /desk/invitation/<token>`: the password.
pub(crate) async fn choose_password(visit: Visit, token: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::SignIn)?;
    let form = visit.form(payload).await?;
    let path = format!("/desk/invitation/{token}");
    match accounts::choose_password(&visit.service, &token, form.get("password")).await {
        Ok(()) => Ok(visit.go(&path)),
        Err(AccountFault::Short) => Ok(visit.go(&format!("{path}?again&short"))),
        Err(AccountFault::Common) => Ok(visit.go(&format!("{path}?again&common"))),
        Err(fault) => Err(over(fault)),
    }
}

/// `POST /desk/invitation/<token>/code`: the first code; the recovery codes come next. They are kept under a fresh cookie: nobody who planted the
/// one before reads them.
pub(crate) async fn confirm(visit: Visit, token: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::SignIn)?;
    let form = visit.form(payload).await?;
    match accounts::confirm(&visit.service, &token, form.get("code")).await {
        Ok(codes) => {
            let secret = renewed(&visit, None).await?.0;
            sessions::keep(&visit.service, &secret, Kind::Recovery, &codes).await?;
            Ok(visit.go("/desk/recovery"))
        }
        Err(AccountFault::Wrong) => Ok(visit.go(&format!("/desk/invitation/{token}?wrong"))),
        Err(fault) => Err(over(fault)),
    }
}

/// `GET /desk/recovery`: the recovery codes, until they are put away.
pub(crate) async fn recovery(visit: Visit) -> Result<HttpResponse, Stop> {
    let Some(secret) = visit.known_secret() else { return Err(Stop::SignIn) };
    let codes = sessions::find(&visit.service, &secret, Kind::Recovery).await?;
    let Some(codes) = codes else { return Err(Stop::SignIn) };
    visit.show(&Recovery { frame: visit.form_frame(false), codes })
}

/// `POST /desk/recovery`: they are put away, and gone from this screen.
pub(crate) async fn put_away(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    sessions::end(&visit.service, &visit.secret(), Kind::Recovery).await?;
    Ok(visit.go("/desk/sign-in"))
}

/// `/desk/invitation/<token>`: choosing a password.
#[derive(Template)]
#[template(path = "pages/desk/door/invitation.html")]
pub struct Invitation {
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
#[template(path = "pages/desk/door/invitation_app.html")]
pub struct Enrol {
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
#[template(path = "pages/desk/door/invitation_recovery.html")]
pub struct Recovery {
    /// What every page has.
    pub frame: Frame,
    /// The codes.
    pub codes: Vec<String>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{Enrol, Invitation, Recovery};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, Sample, fault, faults, s};

    /// The address of the page.
    const PATH: &str = "/desk/invitation/abc";

    fn invitation(frame: &Frame, faulty: bool) -> Invitation {
        let t = &frame.t;
        Invitation {
            frame: frame.clone(),
            path: s(PATH),
            name: s(HOSTILE),
            role: t.say("desk-role-coordinator"),
            ends: s("27 November 2026, 9:00am"),
            by_letter: !faulty,
            shortest: 12,
            faults: if faulty { vec![fault("password", t.say1("desk-fault-short", "number", 12))] } else { vec![] },
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let app = |faulty| Enrol {
            frame: frame.clone(),
            path: s(PATH),
            secret: s("JBSW Y3DP EHPK 3PXP"),
            uri: s("otpauth://totp/Waymark?secret=JBSWY3DPEHPK3PXP"),
            faults: faults(&frame.t, faulty, &[("code", "desk-fault-code")]),
        };
        let recovery = Recovery { frame: frame.clone(), codes: vec![s("7KQF-M2XD"), s(LONG)] };
        vec![
            ("desk-invitation", invitation(frame, false).render()),
            ("desk-invitation-faulty", invitation(frame, true).render()),
            ("desk-invitation-app", app(false).render()),
            ("desk-invitation-app-faulty", app(true).render()),
            ("desk-invitation-recovery", recovery.render()),
        ]
    }
}
