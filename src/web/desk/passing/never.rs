//! Who must never be told: at the top of every page that can tell somebody, and a page of its own for reading what the person wrote.

use std::collections::BTreeSet;

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use waymark_core::head::Head;
use waymark_core::report::Told;
use waymark_core::staff::Act;
use waymark_core::vocabulary::AgencyId;

use crate::journeys::desk::passing::never::{self, Never, ReadNever, letters};
use crate::journeys::desk::reach::CareFault;
use crate::web::desk::door::door::Desk;
use crate::web::desk::opening::{at_report, to_work_on};
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::NEVER_FAULT;
use crate::web::parts::frame::{Choice, FaultLine, Frame};

/// Who must never be told, as it stands before anything is passed on.
pub(crate) struct NeverTold {
    /// The names of those who are known.
    pub names: Vec<String>,
    /// What the person wrote, line by line.
    pub words: Vec<String>,
    /// Whether nobody has read all of it.
    pub unread: bool,
    /// Where it is read; blank for whoever may not, and where it stands already.
    pub link: String,
}

/// What every page that can tell somebody says first; nothing when there is nobody.
pub(crate) async fn told_never(desk: &Desk, head: &Head) -> Result<Option<NeverTold>, Stop> {
    let found = never::look(&desk.visit.service, &desk.who, head).await?;
    let link = if desk.who.may(Act::Place) && !found.words.is_blank() {
        format!("/desk/reports/{}/never", head.reference)
    } else {
        String::new()
    };
    Ok(view(desk, &found, link))
}

fn view(desk: &Desk, found: &Never, link: String) -> Option<NeverTold> {
    let book = &desk.visit.service.book;
    let name = |agency: &AgencyId| book.agency(agency.as_str()).map_or_else(|| agency.to_string(), |agency| agency.name.clone());
    let somebody = !found.named.is_empty() || !found.words.is_blank();
    somebody.then(|| NeverTold {
        names: found.named.iter().map(name).collect(),
        words: found.words.reveal().lines().map(str::to_owned).collect(),
        unread: found.unread,
        link,
    })
}

/// What was typed and not taken.
#[derive(Default)]
struct Typed {
    means: BTreeSet<AgencyId>,
    reason: String,
    wrong: Vec<&'static str>,
}

async fn page(desk: &Desk, head: &Head, typed: Typed) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let found = never::look(&visit.service, &desk.who, head).await?;
    if found.words.is_blank() {
        return Err(Stop::NotFound);
    }
    let choice = |one: &never::Candidate| Choice {
        value: one.id.to_string(),
        label: one.name.clone(),
        hint: if one.allowed { t.say("never-named") } else { String::new() },
        chosen: typed.means.contains(&one.id),
    };
    visit.show(&NeverPage {
        frame: desk.frame(),
        reference: head.reference.to_string(),
        never: view(desk, &found, String::new()),
        letters: letters(&found.words),
        means: found.may_mean.iter().map(choice).collect(),
        reason: typed.reason,
        faults: typed
            .wrong
            .iter()
            .map(|one| FaultLine { anchor: if *one == "more" { "stop" } else { *one }.to_owned(), text: t.of(&NEVER_FAULT, one) })
            .collect(),
    })
}

/// `GET /desk/reports/<reference>/never`
pub(crate) async fn show(visit: Visit, reference: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Place).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    page(&desk, &head, Typed::default()).await
}

/// `POST /desk/reports/<reference>/never`
pub(crate) async fn read(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Place).await?;
    let head = to_work_on(&mut desk, &reference).await?;
    let book = &desk.visit.service.book;
    let means: BTreeSet<AgencyId> = form.all("means").filter(|id| book.agency(id).is_some()).map(AgencyId::from).collect();
    let never = ReadNever {
        letters: form.get("letters").parse().unwrap_or_default(),
        means: means.clone(),
        reason: Told::new(form.get("reason")),
    };
    match never::read(&desk.visit.service, &desk.who, &head, never).await {
        Ok(()) => {
            desk.go_on(Some(head.id)).await?;
            Ok(desk.visit.go(&format!("/desk/reports/{}?never-read", head.reference)))
        }
        Err(CareFault::Missing(wrong)) => page(&desk, &head, Typed { means, reason: form.get("reason").to_owned(), wrong }).await,
        Err(fault) => Err(fault.into()),
    }
}

/// `/desk/reports/<reference>/never`: whom the person's words mean.
#[derive(Template)]
#[template(path = "pages/desk/passing/never.html")]
pub(crate) struct NeverPage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Who must never be told.
    pub never: Option<NeverTold>,
    /// How many letters are shown.
    pub letters: usize,
    /// Whom they may mean.
    pub means: Vec<Choice>,
    /// Why.
    pub reason: String,
    /// What is wrong. Ids: `reason`, `stop`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{NeverPage, NeverTold};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, choice, faults, s};

    /// Who must never be told, on any page.
    pub(crate) fn never() -> NeverTold {
        NeverTold { names: vec![s(HOSTILE)], words: vec![s(LONG), s(HOSTILE)], unread: true, link: s("/desk/reports/x/never") }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let page = NeverPage {
            frame: frame.clone(),
            reference: s(REFERENCE),
            never: Some(never()),
            letters: 12,
            means: vec![choice("tees", HOSTILE, frame.t.say("never-named"))],
            reason: s(HOSTILE),
            faults: faults(&frame.t, true, &[("reason", "never-fault-reason"), ("stop", "never-fault-more")]),
        };
        vec![("desk-never", page.render())]
    }
}
