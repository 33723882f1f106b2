//! An erasure that is undone, by reference. Nothing of the report is shown.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use waymark_core::report::Told;
use waymark_core::staff::Act;

use crate::journeys::desk::ending::undo::{self, UndoFault, Undoing};
use crate::web::desk::door::door::Desk;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::UNDO_FAULT;
use crate::web::parts::frame::{FaultLine, Frame};

fn page(desk: &Desk, typed: Undoing, faults: &[&'static str]) -> Result<HttpResponse, Stop> {
    let (visit, t) = (&desk.visit, desk.visit.speaker());
    let line = |fault: &&'static str| FaultLine {
        anchor: if matches!(*fault, "asked" | "why") { fault } else { "reference" }.to_owned(),
        text: t.of(&UNDO_FAULT, fault),
    };
    visit.show(&UndoPage {
        frame: desk.frame(),
        reference: typed.reference,
        asked: typed.asked.reveal().to_owned(),
        why: typed.why.reveal().to_owned(),
        notice: visit.asks("undone").then(|| t.say("undo-notice")),
        faults: faults.iter().map(line).collect(),
    })
}

/// `GET /desk/undo`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Undo).await?;
    page(&desk, Undoing::default(), &[])
}

/// `POST /desk/undo`
pub(crate) async fn undo(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Undo).await?;
    let typed = Undoing {
        reference: form.get("reference").trim().to_owned(),
        asked: Told::new(form.get("asked").trim()),
        why: Told::new(form.get("why").trim()),
    };
    match undo::undo(&desk.visit.service, &desk.who, typed.clone()).await {
        Ok(_) => {
            desk.go_on(None).await?;
            Ok(desk.visit.go("/desk/undo?undone"))
        }
        Err(UndoFault::Faulty(faults)) => page(&desk, typed, &faults),
        Err(UndoFault::NotAllowed) => Err(Stop::Role),
        Err(UndoFault::Store(error)) => Err(error.into()),
    }
}

/// `/desk/undo`
#[derive(Template)]
#[template(path = "pages/desk/ending/undo.html")]
pub struct UndoPage {
    /// What every page has.
    pub frame: Frame,
    /// The reference that was typed before.
    pub reference: String,
    /// Who asked, as it was typed before.
    pub asked: String,
    /// Why, as it was typed before.
    pub why: String,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong. Ids: `reference`, `asked`, `why`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::UndoPage;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, Sample, faults, s};

    fn undo(frame: &Frame, faulty: bool) -> UndoPage {
        let wrong = [("reference", "undo-fault-over"), ("asked", "undo-fault-asked"), ("why", "undo-fault-why")];
        UndoPage {
            frame: frame.clone(),
            reference: s(HOSTILE),
            asked: s(HOSTILE),
            why: s(LONG),
            notice: (!faulty).then(|| frame.t.say("undo-notice")),
            faults: faults(&frame.t, faulty, &wrong),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-undo", undo(frame, false).render()), ("desk-undo-faulty", undo(frame, true).render())]
    }
}
