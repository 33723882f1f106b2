//! The account without names: written by a person, looked through for what could name somebody, and released only when each was looked at.

use std::collections::BTreeSet;

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use waymark_core::head::Head;
use waymark_core::report::Told;
use waymark_core::report::naming::found::Found;
use waymark_core::staff::Act;

use crate::journeys::desk::care::care::{self, Care};
use crate::journeys::desk::care::read;
use crate::journeys::desk::reach::CareFault;
use crate::web::desk::door::door::Desk;
use crate::web::desk::opening::{at_report, to_work_on};
use crate::web::desk::passing::never::{NeverTold, told_never};
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::{Choice, FaultLine, Frame};

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Typed {
    text: Option<String>,
    found: Vec<Found>,
    looked: BTreeSet<String>,
    blank: bool,
}

async fn page(desk: &Desk, head: Head, typed: Typed) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let never = told_never(desk, &head).await?;
    let case = read::read(&visit.service, &desk.who, head, t).await?;
    let found = typed.found.iter().map(|one| Choice {
        value: one.mark(),
        label: one.words.reveal().to_owned(),
        hint: t.label(one.why),
        chosen: typed.looked.contains(&one.mark()),
    });
    let mut faults = Vec::new();
    if !typed.found.is_empty() {
        faults.push(FaultLine { anchor: "looked".to_owned(), text: t.say("release-fault-names") });
    }
    if typed.blank {
        faults.push(FaultLine { anchor: "redacted".to_owned(), text: t.say("release-fault-blank") });
    }
    let account = &case.parts.story.incident.account;
    let released = case.released.as_ref().map(|told| told.reveal().to_owned());
    visit.show(&ReleasePage {
        frame: desk.frame(),
        never,
        reference: case.head.reference.to_string(),
        account: account.as_ref().map(|told| told.reveal().to_owned()).unwrap_or_default(),
        before: released.is_some(),
        text: typed.text.or(released).unwrap_or_default(),
        found: found.collect(),
        faults,
    })
}

/// `GET /desk/reports/<reference>/release`
pub(crate) async fn show(visit: Visit, reference: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Release).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    page(&desk, head, Typed::default()).await
}

/// `POST /desk/reports/<reference>/release`
pub(crate) async fn release(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Release).await?;
    let head = to_work_on(&mut desk, &reference).await?;
    let looked: BTreeSet<String> = form.all("looked").map(str::to_owned).collect();
    let text = form.get("text").to_owned();
    let care = Care::Release(Told::new(text.as_str()), looked.clone());
    match care::care(&desk.visit.service, &desk.who, &head, care).await {
        Ok(()) => {
            desk.go_on(Some(head.id)).await?;
            Ok(desk.visit.go(&format!("/desk/reports/{}?released", head.reference)))
        }
        Err(CareFault::Missing(_)) => page(&desk, head, Typed { text: Some(text), blank: true, ..Typed::default() }).await,
        Err(CareFault::Names(found)) => page(&desk, head, Typed { text: Some(text), found, looked, blank: false }).await,
        Err(fault) => Err(fault.into()),
    }
}

/// `/desk/reports/<reference>/release`: the account without names.
#[derive(Template)]
#[template(path = "pages/desk/care/release.html")]
pub(crate) struct ReleasePage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Who must never be told.
    pub never: Option<NeverTold>,
    /// The account as it was told.
    pub account: String,
    /// Whether a version was released before.
    pub before: bool,
    /// The version that is written.
    pub text: String,
    /// Words in it that could name somebody.
    pub found: Vec<Choice>,
    /// What is wrong. Ids: `redacted`, `looked`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;
    use waymark_core::labels::NAMING;
    use waymark_core::report::naming::found::Why;

    use super::ReleasePage;
    use crate::web::desk::passing::never::sample::never;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, choice, faults, s};

    fn release(frame: &Frame, faulty: bool) -> ReleasePage {
        let t = &frame.t;
        ReleasePage {
            frame: frame.clone(),
            reference: s(REFERENCE),
            never: Some(never()),
            account: format!("{HOSTILE} {LONG}"),
            before: faulty,
            text: s(HOSTILE),
            found: Why::IDS.iter().filter(|_| faulty).map(|id| choice(id, HOSTILE, t.of(&NAMING, id))).collect(),
            faults: faults(t, faulty, &[("looked", "release-fault-names"), ("redacted", "release-fault-blank")]),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-release", release(frame, false).render()), ("desk-release-faulty", release(frame, true).render())]
    }
}
