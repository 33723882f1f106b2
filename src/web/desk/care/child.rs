//! What a child understands and wishes.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use waymark_core::handling::child::{Alone, Heard, ParentMay};
use waymark_core::head::Head;
use waymark_core::labels::{CHILD_ALONE, CHILD_PARENT};
use waymark_core::report::Told;
use waymark_core::staff::Act;
use waymark_core::words::{Family, Speaker};

use crate::journeys::desk::care::child;
use crate::journeys::desk::reach::CareFault;
use crate::web::desk::door::door::Desk;
use crate::web::desk::opening::{at_report, to_work_on};
use crate::web::desk::words::child::heard;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::CHILD_FAULT;
use crate::web::parts::frame::{Choice, FaultLine, Frame};

async fn page(desk: &Desk, head: &Head, typed: Option<Heard>, wrong: Vec<&'static str>) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let child = child::look(&visit.service, &desk.who, head).await?;
    if !child.is_child {
        return Err(Stop::NotFound);
    }
    let before = child.heard.is_some();
    let shown = typed.or(child.heard).unwrap_or_default();
    let text = |told: &Told| told.reveal().to_owned();
    visit.show(&ChildPage {
        frame: desk.frame(),
        reference: head.reference.to_string(),
        before,
        understands: text(&shown.understands),
        wants: text(&shown.wants),
        with: text(&shown.with),
        alone: choices(&CHILD_ALONE, &Alone::ALL.map(|answer| (answer.id(), shown.alone == Some(answer))), t),
        parents: choices(&CHILD_PARENT, &ParentMay::ALL.map(|answer| (answer.id(), shown.parent == Some(answer))), t),
        faults: wrong.into_iter().map(|one| FaultLine { anchor: one.to_owned(), text: t.of(&CHILD_FAULT, one) }).collect(),
    })
}

fn choices(family: &Family, answers: &[(&str, bool)], t: &Speaker) -> Vec<Choice> {
    let choice = |(id, chosen): &(&str, bool)| Choice {
        value: (*id).to_owned(),
        label: t.of(family, id),
        hint: String::new(),
        chosen: *chosen,
    };
    answers.iter().map(choice).collect()
}

/// `GET /desk/reports/<reference>/child`
pub(crate) async fn show(visit: Visit, reference: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::OpenHandling).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    page(&desk, &head, None, Vec::new()).await
}

/// `POST /desk/reports/<reference>/child`
pub(crate) async fn hear(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::OpenHandling).await?;
    let head = to_work_on(&mut desk, &reference).await?;
    let heard = heard(&form, "");
    match child::hear(&desk.visit.service, &desk.who, &head, heard.clone()).await {
        Ok(()) => {
            desk.go_on(Some(head.id)).await?;
            Ok(desk.visit.go(&format!("/desk/reports/{}?child-heard", head.reference)))
        }
        Err(CareFault::Missing(wrong)) => page(&desk, &head, Some(heard), wrong).await,
        Err(fault) => Err(fault.into()),
    }
}

/// `/desk/reports/<reference>/child`: what a child understands and wishes.
#[derive(Template)]
#[template(path = "pages/desk/care/child.html")]
pub(crate) struct ChildPage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Whether something was written down before.
    pub before: bool,
    /// What they understand.
    pub understands: String,
    /// What they want.
    pub wants: String,
    /// Whether they were heard alone.
    pub alone: Vec<Choice>,
    /// Who is with them.
    pub with: String,
    /// Whether a parent or carer may know.
    pub parents: Vec<Choice>,
    /// What is wrong. Ids: `understands`, `wants`, `alone`, `with`, `parent`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;
    use waymark_core::labels::{CHILD_ALONE, CHILD_PARENT};

    use super::ChildPage;
    use crate::web::parts::families::CHILD_FAULT;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, choices, fault, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let t = &frame.t;
        let page = ChildPage {
            frame: frame.clone(),
            reference: s(REFERENCE),
            before: true,
            understands: s(HOSTILE),
            wants: s(LONG),
            alone: choices(t, &CHILD_ALONE, CHILD_ALONE.members),
            with: String::new(),
            parents: choices(t, &CHILD_PARENT, CHILD_PARENT.members),
            faults: ["understands", "wants", "alone", "with", "parent"].map(|name| fault(name, t.of(&CHILD_FAULT, name))).into(),
        };
        vec![("desk-child", page.render())]
    }
}
