//! A lost receipt. A new one is shown until it was given to its reporter, and stands in no address.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use waymark_core::head::Head;
use waymark_core::report::labels::CONTACT_WHOSE;
use waymark_core::report::{Contact, Recognised, Told};
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::desk::care::renew::{self, RenewFault, Renewing};
use crate::journeys::service::sessions::{self, Kind};
use crate::web::desk::door::door::Desk;
use crate::web::desk::opening::at_report;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::RENEW_FAULT;
use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::rows::Row;
use crate::web::parts::sections::whole_way;

/// New receipts that were not given to their reporters yet, each with its report.
#[derive(Serialize, Deserialize, Default)]
struct Fresh(Vec<(Uuid, String)>);

impl Fresh {
    async fn find(visit: &Visit) -> Result<Self, Stop> {
        let found: Result<Option<Self>, _> = sessions::find(&visit.service, &visit.secret(), Kind::Renewed).await;
        Ok(found?.unwrap_or_default())
    }

    async fn keep(&self, visit: &Visit) -> Result<(), Stop> {
        let (service, secret) = (&visit.service, visit.secret());
        let kept = if self.0.is_empty() {
            sessions::end(service, &secret, Kind::Renewed).await
        } else {
            sessions::keep(service, &secret, Kind::Renewed, self).await
        };
        kept.map_err(Stop::from)
    }
}

/// Ways that the person called safe, and what else there is to know before anybody rings them.
fn ways(contact: &Contact, t: &Speaker) -> Vec<Row> {
    let mut lines: Vec<String> = contact.safe_ways().map(|method| whole_way(method, t)).collect();
    if lines.is_empty() {
        lines.push(t.say("renew-ways-none"));
    }
    if contact.through_centre {
        lines.push(t.say("contact-through"));
    }
    let mut rows = vec![Row { label: t.say("row-ways"), lines }];
    if let Some(of) = &contact.of {
        rows.push(Row { label: t.say("row-whose"), lines: vec![t.of(&CONTACT_WHOSE, of)] });
    }
    if let Some(times) = &contact.safe_times {
        rows.push(Row { label: t.say("row-safe-times"), lines: vec![times.reveal().to_owned()] });
    }
    rows
}

async fn page(desk: &Desk, head: &Head, typed: &Renewing, faults: &[&'static str]) -> Result<HttpResponse, Stop> {
    let (visit, t) = (&desk.visit, desk.visit.speaker());
    let contact = renew::contact(&visit.service, &desk.who, head).await?;
    let fresh = Fresh::find(visit).await?.0.into_iter().find(|(report, _)| *report == head.id);
    let how = Recognised::ALL.into_iter().filter(|way| way.is_possible(&contact)).map(|way| Choice {
        value: way.id().to_owned(),
        label: t.label(way),
        hint: String::new(),
        chosen: typed.how == Some(way),
    });
    let sure = Choice { value: "yes".to_owned(), label: t.say("renew-sure-yes"), hint: String::new(), chosen: typed.sure };
    let line = |fault: &&'static str| FaultLine { anchor: (*fault).to_owned(), text: t.of(&RENEW_FAULT, fault) };
    visit.show(&RenewPage {
        frame: desk.frame(),
        reference: head.reference.to_string(),
        receipt: fresh.map(|(_, receipt)| receipt),
        ways: ways(&contact, t),
        how: how.collect(),
        sure: vec![sure],
        words: typed.words.reveal().to_owned(),
        faults: faults.iter().map(line).collect(),
    })
}

/// `GET /desk/reports/<reference>/receipt`
pub(crate) async fn show(visit: Visit, reference: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Renew).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    page(&desk, &head, &Renewing::default(), &[]).await
}

/// `POST /desk/reports/<reference>/receipt`
pub(crate) async fn renew(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Renew).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    let typed = Renewing {
        how: Recognised::from_id(form.get("how")),
        words: Told::new(form.get("words").trim()),
        sure: form.get("sure") == "yes",
    };
    match renew::renew(&desk.visit.service, &desk.who, &head, typed.clone()).await {
        Ok(receipt) => {
            let mut fresh = Fresh::find(&desk.visit).await?;
            fresh.0.retain(|(report, _)| *report != head.id);
            fresh.0.push((head.id, receipt.reveal()));
            fresh.keep(&desk.visit).await?;
            desk.go_on(Some(head.id)).await?;
            Ok(desk.visit.go(&format!("/desk/reports/{}/receipt", head.reference)))
        }
        Err(RenewFault::Faulty(faults)) => page(&desk, &head, &typed, &faults).await,
        Err(RenewFault::Care(fault)) => Err(fault.into()),
    }
}

/// `POST /desk/reports/<reference>/receipt/given`: it is gone from this screen.
pub(crate) async fn given(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Renew).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    let mut fresh = Fresh::find(&desk.visit).await?;
    fresh.0.retain(|(report, _)| *report != head.id);
    fresh.keep(&desk.visit).await?;
    desk.go_on(Some(head.id)).await?;
    Ok(desk.visit.go(&format!("/desk/reports/{}?renewed", head.reference)))
}

/// `/desk/reports/<reference>/receipt`
#[derive(Template)]
#[template(path = "pages/desk/care/renew.html")]
pub(crate) struct RenewPage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// A new receipt that was not given to its reporter yet.
    pub receipt: Option<String>,
    /// Ways that the person called safe, and when it is safe.
    pub ways: Vec<Row>,
    /// How they may have been recognised.
    pub how: Vec<Choice>,
    /// That they are sure.
    pub sure: Vec<Choice>,
    /// What was typed before.
    pub words: String,
    /// What is wrong. Ids: `how`, `words`, `sure`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;
    use waymark_core::report::labels::RENEW_HOW;

    use super::RenewPage;
    use crate::web::parts::frame::Frame;
    use crate::web::parts::rows::Row;
    use crate::web::samples::common::{HOSTILE, LONG, RECEIPT, REFERENCE, Sample, choice, choices, faults, s};

    fn renew(frame: &Frame, receipt: Option<&str>) -> RenewPage {
        let t = &frame.t;
        let wrong = [("how", "renew-fault-how"), ("words", "renew-fault-words"), ("sure", "renew-fault-sure")];
        RenewPage {
            frame: frame.clone(),
            reference: s(REFERENCE),
            receipt: receipt.map(s),
            ways: vec![Row { label: t.say("row-ways"), lines: vec![s(HOSTILE), s(LONG)] }],
            how: choices(t, &RENEW_HOW, &["rang", "wrote", "in-person", "other"]),
            sure: vec![choice("yes", &t.say("renew-sure-yes"), String::new())],
            words: s(HOSTILE),
            faults: faults(t, receipt.is_none(), &wrong),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-renew-faulty", renew(frame, None).render()), ("desk-renewed", renew(frame, Some(RECEIPT)).render())]
    }
}
