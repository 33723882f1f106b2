//! Placing a report by hand, within what its reporter allows.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use waymark_core::head::Head;
use waymark_core::report::Told;
use waymark_core::report::permission::Granted;
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::desk::passing::place::{self, Offer, PlaceFault, Placing};
use crate::web::desk::door::door::Desk;
use crate::web::desk::opening::at_report;
use crate::web::desk::passing::never::{NeverTold, told_never};
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::{PLACE_FAULT, PLACE_WHY};
use crate::web::parts::frame::{Choice, FaultLine, Frame};

impl From<PlaceFault> for Stop {
    fn from(fault: PlaceFault) -> Self {
        match fault {
            PlaceFault::Store(error) => error.into(),
            PlaceFault::NotAllowed => Self::Role,
            PlaceFault::Erased | PlaceFault::NoReason | PlaceFault::NotOffered | PlaceFault::AsksFirst | PlaceFault::Full => {
                Self::NotFound
            }
        }
    }
}

/// Why the rules did not choose it, and what else there is to know.
fn hint(offer: &Offer, code: &str, t: &Speaker) -> String {
    let why = code.split(':').next().unwrap_or_default();
    let mut parts = vec![match &offer.instead {
        Some(other) => t.of1(&PLACE_WHY, why, "other", other.as_str()),
        None => t.of(&PLACE_WHY, why),
    }];
    if offer.full {
        parts.push(t.say("place-full-now"));
    }
    if offer.asks {
        parts.push(t.say(if offer.asked { "place-asked" } else { "place-asks" }));
    }
    if offer.granted == Granted::Anonymous {
        parts.push(t.say("place-anonymous"));
    }
    parts.join(" ")
}

async fn page(desk: &Desk, head: &Head, typed: &Placing, faults: Vec<FaultLine>) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let offers = place::offers(&visit.service, &desk.who, head).await?;
    let choices = offers.iter().map(|offer| Choice {
        value: offer.agreement.to_string(),
        label: t.say2("place-purpose", "name", offer.name.as_str(), "purpose", t.label(offer.purpose)),
        hint: hint(offer, &offer.outcome.to_text(&visit.service.book), t),
        chosen: offer.agreement.as_str() == typed.agreement,
    });
    visit.show(&PlacePage {
        frame: desk.frame(),
        never: told_never(desk, head).await?,
        reference: head.reference.to_string(),
        offers: choices.collect(),
        asks: offers.iter().any(|offer| offer.asks),
        knowing: offers
            .iter()
            .find(|offer| offer.full)
            .map(|_| Choice {
                value: "yes".to_owned(),
                label: t.say("place-knowing"),
                hint: String::new(),
                chosen: typed.knowing,
            })
            .into_iter()
            .collect(),
        reason: typed.reason.reveal().to_owned(),
        faults,
    })
}

/// `GET /desk/reports/<reference>/place`
pub(crate) async fn show(visit: Visit, reference: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Place).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    let nothing = Placing { agreement: String::new(), reason: Told::new(""), knowing: false };
    page(&desk, &head, &nothing, Vec::new()).await
}

/// `POST /desk/reports/<reference>/place`
pub(crate) async fn send(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Place).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    let placing = Placing {
        agreement: form.get("agreement").to_owned(),
        reason: Told::new(form.get("reason")),
        knowing: form.get("knowing") == "yes",
    };
    let fault = |anchor: &str, word: &str| {
        vec![FaultLine { anchor: anchor.to_owned(), text: desk.visit.speaker().of(&PLACE_FAULT, word) }]
    };
    let (service, asks) = (&desk.visit.service, form.get("go") == "ask");
    let done = if asks {
        place::propose(service, &desk.who, &head, placing.clone()).await
    } else {
        place::place(service, &desk.who, &head, placing.clone()).await
    };
    let faults = match done {
        Ok(()) => {
            desk.go_on(Some(head.id)).await?;
            let word = if asks { "proposed" } else { "placed" };
            return Ok(desk.visit.go(&format!("/desk/reports/{}?{word}", head.reference)));
        }
        Err(PlaceFault::AsksFirst) => fault("agreement", "ask-first"),
        Err(PlaceFault::NoReason) => fault("reason", "reason"),
        Err(PlaceFault::NotOffered) => fault("agreement", "agreement"),
        Err(PlaceFault::Full) => fault("agreement", "full"),
        Err(other) => return Err(other.into()),
    };
    page(&desk, &head, &placing, faults).await
}

/// `/desk/reports/<reference>/place`
#[derive(Template)]
#[template(path = "pages/desk/passing/place.html")]
pub(crate) struct PlacePage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Who must never be told.
    pub never: Option<NeverTold>,
    /// Agreements it can be placed under.
    pub offers: Vec<Choice>,
    /// Whether there is one that the person wants to be asked about first.
    pub asks: bool,
    /// That they know that no place is free; nothing where there is one everywhere.
    pub knowing: Vec<Choice>,
    /// What was typed before.
    pub reason: String,
    /// What is wrong. Ids: `agreement`, `reason`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::PlacePage;
    use crate::web::desk::passing::never::sample::never;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, choice, faults, s};

    fn place(frame: &Frame, some: bool) -> PlacePage {
        let t = &frame.t;
        let offers = vec![choice("tees", HOSTILE, t.say("place-full-now")), choice("north", LONG, t.say("place-anonymous"))];
        PlacePage {
            frame: frame.clone(),
            reference: s(REFERENCE),
            never: Some(never()),
            offers: if some { offers } else { vec![] },
            asks: some,
            knowing: vec![choice("yes", &t.say("place-knowing"), String::new())],
            reason: s(HOSTILE),
            faults: faults(t, some, &[("agreement", "place-fault-agreement"), ("reason", "place-fault-reason")]),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-place-none", place(frame, false).render()), ("desk-place-faulty", place(frame, true).render())]
    }
}
