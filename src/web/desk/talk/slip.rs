//! What stands on the screen once a report was sent: the slip that the person may take along, and the receipt.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use serde::{Deserialize, Serialize};
use waymark_core::report::labels::PURPOSE;
use waymark_core::staff::Act;

use crate::journeys::person::submit::Receipted;
use crate::journeys::service::sessions::{self, Kind};
use crate::web::desk::door::door::Desk;
use crate::web::desk::opening::open_by_reference;
use crate::web::desk::talk::path::PAGE;
use crate::web::desk::talk::urgent::{self, Cause, First};
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

/// What was just sent, until whoever took it down says that they are done with it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Sent {
    pub(crate) receipted: Receipted,
    /// Why it cannot wait, if it cannot.
    #[serde(default)]
    pub(crate) cause: Option<Cause>,
    /// Whether somebody on duty looks at it.
    #[serde(default)]
    pub(crate) called: bool,
}

pub(crate) async fn sent(desk: &Desk) -> Result<Option<Sent>, Stop> {
    sessions::find(&desk.visit.service, &desk.visit.secret(), Kind::Slip).await.map_err(Stop::from)
}

/// What the person is told comes next: the truth, also when nobody was told.
fn after(sent: &Receipted) -> &'static str {
    match (sent.referrals.is_empty(), sent.unplaced.is_empty()) {
        (false, _) => "slip-after-say",
        (true, false) => "slip-after-waits",
        (true, true) => "slip-after-nobody",
    }
}

/// `GET /desk/take-down/slip`: the reference to print; the receipt apart from it, and not in print.
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::TakeDown).await?;
    let visit = &desk.visit;
    let Some(sent) = sent(&desk).await? else { return Ok(visit.go(PAGE)) };
    let t = visit.speaker();
    visit.show(&Slip {
        frame: desk.frame(),
        first: urgent::of(visit, sent.cause, "slip-now-what"),
        after: t.say(after(&sent.receipted)),
        called: sent.called,
        reference: sent.receipted.reference,
        receipt: sent.receipted.receipt,
        phone: visit.service.settings.operator.call_back.clone(),
        web: visit.service.settings.public_url.clone(),
        told: sent.receipted.referrals.iter().map(|one| format!("{}: {}", one.name, t.of(&PURPOSE, &one.purpose))).collect(),
    })
}

/// `POST /desk/take-down/slip`: the receipt is gone from this screen.
pub(crate) async fn done(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::TakeDown).await?;
    sessions::end(&desk.visit.service, &desk.visit.secret(), Kind::Slip).await?;
    desk.go_on(None).await?;
    Ok(desk.visit.go(&format!("{PAGE}?sent")))
}

/// `POST /desk/take-down/open`: the receipt is gone from this screen, and the report is opened.
pub(crate) async fn open(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let desk = Desk::enter(visit, Act::Open).await?;
    let Some(sent) = sent(&desk).await? else { return Ok(desk.visit.go("/desk")) };
    sessions::end(&desk.visit.service, &desk.visit.secret(), Kind::Slip).await?;
    open_by_reference(desk, &sent.receipted.reference).await
}

/// `/desk/take-down/slip`
#[derive(Template)]
#[template(path = "pages/desk/talk/slip.html")]
pub(crate) struct Slip {
    /// What every page has.
    pub frame: Frame,
    /// May be spoken to anyone; what the slip prints.
    pub reference: String,
    /// Opens the report; never printed.
    pub receipt: String,
    /// The service's neutral number.
    pub phone: String,
    /// The service's address on the web.
    pub web: String,
    /// Whom to ring before anything else.
    pub first: Option<First>,
    /// Who is told.
    pub told: Vec<String>,
    /// What to tell the person comes next.
    pub after: String,
    /// Whether somebody on duty looks at it.
    pub called: bool,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::Slip;
    use crate::web::desk::talk::urgent::sample::first;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, RECEIPT, REFERENCE, Sample, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let t = &frame.t;
        let slip = |some: bool| Slip {
            frame: frame.clone(),
            reference: s(REFERENCE),
            receipt: s(RECEIPT),
            phone: s("01632 960100"),
            web: s("waymark.example"),
            first: some.then(|| first(t)),
            told: if some { vec![s(HOSTILE)] } else { vec![] },
            after: t.say(if some { "slip-after-say" } else { "slip-after-nobody" }),
            called: some,
        };
        vec![("desk-slip", slip(true).render()), ("desk-slip-nobody", slip(false).render())]
    }
}
