//! Asking the person by name in a talk: the cards that their own page shows, read to them, and what they said.

use std::collections::BTreeSet;

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use waymark_core::handling::wish::Wish;
use waymark_core::head::Head;
use waymark_core::report::parse;
use waymark_core::report::permission::Asked;
use waymark_core::staff::Act;

use crate::journeys::desk::passing::aloud;
use crate::web::asking::answers;
use crate::web::asking::offers::{Offered, brief, offers, read_aloud};
use crate::web::desk::door::door::Desk;
use crate::web::desk::opening::{at_report, to_work_on};
use crate::web::desk::passing::never::{NeverTold, told_never};
use crate::web::http::body::Form;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::{FaultLine, Frame};
use crate::web::parts::sections;

/// The box beside "I asked all of this".
const READ: &str = "read";

async fn page(desk: &Desk, head: &Head, typed: &Form, fault: Option<String>) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let found = aloud::look(&visit.service, &desk.who, head).await?;
    let who = if found.standing.role.is_the_victim() { "you" } else { "them" };
    let facts = brief(sections::of(&found.suggestions.anonymous.0, None, &visit.service.book, t), t);
    visit.show(&AloudPage {
        frame: desk.frame(),
        reference: head.reference.to_string(),
        never: told_never(desk, head).await?,
        no_way: !found.reachable && !found.suggestions.list.is_empty(),
        offered: Offered::of(offers(&visit.service, t, &found.suggestions, typed, who), facts, who, t),
        read: read_aloud(READ, false, typed, fault.clone(), t),
        faults: fault.map(|text| FaultLine { anchor: READ.to_owned(), text }).into_iter().collect(),
    })
}

/// `GET /desk/reports/<reference>/aloud`
pub(crate) async fn show(visit: Visit, reference: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Place).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    page(&desk, &head, &Form(Vec::new()), None).await
}

/// `POST /desk/reports/<reference>/aloud`
pub(crate) async fn said(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Place).await?;
    let head = to_work_on(&mut desk, &reference).await?;
    let t = desk.visit.speaker();
    if form.get(READ) != "yes" {
        return page(&desk, &head, &form, Some(t.say("fault-talk-read"))).await;
    }
    let service = &desk.visit.service;
    // Only what the page names was read: what came beside it counts for nothing.
    let found = aloud::look(service, &desk.who, &head).await?;
    let named: BTreeSet<String> =
        found.suggestions.list.iter().map(|one| format!("allow.{}.{}", one.agency, one.purpose.id())).collect();
    let answered = Form(form.0.iter().filter(|(name, value)| named.contains(name) && !value.is_empty()).cloned().collect());
    let is_agency = |id: &str| service.book.agency(id).is_some();
    let said = answers::permission(&answered);
    let Some(permission) = parse::permission(&said, &service.reading(&is_agency)).ok().filter(|_| !answered.0.is_empty()) else {
        return page(&desk, &head, &form, Some(t.say("fault-talk-read"))).await;
    };
    let asked = Some(Asked::by(&desk.who.name, t));
    let wish = Wish { permission, keep: true, keeps_never: true, lifts: BTreeSet::new(), asked };
    aloud::said(service, &desk.who, &head, wish).await?;
    desk.go_on(Some(head.id)).await?;
    Ok(desk.visit.go(&format!("/desk/reports/{}?said-aloud", head.reference)))
}

/// `/desk/reports/<reference>/aloud`: whom the person is asked about, to be read to them.
#[derive(Template)]
#[template(path = "pages/desk/passing/aloud.html")]
pub(crate) struct AloudPage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Who must never be told.
    pub never: Option<NeverTold>,
    /// Whom they are asked about.
    pub offered: Offered,
    /// Whether nobody can reach them.
    pub no_way: bool,
    /// Whether all of it was asked.
    pub read: Field,
    /// What is wrong.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{AloudPage, Form, Offered, READ, read_aloud};
    use crate::web::desk::passing::never::sample::never;

    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{REFERENCE, Sample, faults, offered, s};

    fn aloud(frame: &Frame, some: bool) -> AloudPage {
        let t = &frame.t;
        AloudPage {
            frame: frame.clone(),
            reference: s(REFERENCE),
            never: Some(never()),
            offered: if some { offered(t) } else { Offered::of(Vec::new(), Vec::new(), "you", t) },
            no_way: some,
            read: read_aloud(READ, false, &Form(Vec::new()), some.then(|| t.say("fault-talk-read")), t),
            faults: faults(t, some, &[("read", "fault-talk-read")]),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-aloud-nobody", aloud(frame, false).render()), ("desk-aloud-faulty", aloud(frame, true).render())]
    }
}
