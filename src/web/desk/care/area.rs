//! Where a report belongs that nobody could place from what was told.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use waymark_core::head::Head;
use waymark_core::report::Told;
use waymark_core::report::permission::Granted;
use waymark_core::staff::Act;
use waymark_core::vocabulary::AgencyId;

use crate::journeys::desk::care::area;
use crate::journeys::desk::reach::CareFault;
use crate::web::asking::place::areas_called;
use crate::web::desk::door::door::Desk;
use crate::web::desk::opening::{at_report, to_work_on};
use crate::web::desk::passing::never::{NeverTold, told_never};
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::AREA_FAULT;
use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::{Choice, FaultLine, Frame};

/// What was typed, what was found for it, and what is wrong.
#[derive(Default)]
struct Typed {
    place: String,
    area: String,
    reason: String,
    found: Vec<(String, String)>,
    would: Option<WouldView>,
    wrong: Vec<&'static str>,
}

/// Who would hear of it once the place is saved.
pub(crate) struct WouldView {
    /// Whoever gets it at once, a line each.
    pub gets: Vec<String>,
    /// Whom the person is asked about first, a line each.
    pub asks: Vec<String>,
    /// Whether nothing goes out by itself now.
    pub still: bool,
    /// What was looked at: what is saved must be the same.
    pub mark: String,
}

/// Works out who would hear of it were it in the district with this code; nothing for a code that is none.
async fn would(desk: &Desk, head: &Head, code: &str) -> Result<Option<WouldView>, Stop> {
    let (service, t) = (&desk.visit.service, desk.visit.speaker());
    let Some(district) = service.book.gazetteer.district(code) else { return Ok(None) };
    let found = area::preview(service, &desk.who, head, district).await?;
    let name =
        |agency: &AgencyId| service.book.agency(agency.as_str()).map_or_else(|| agency.to_string(), |one| one.name.clone());
    let line = |agency: &AgencyId, purpose| t.say2("place-purpose", "name", name(agency), "purpose", t.label(purpose));
    let mut mark = vec![district.to_string()];
    mark.extend(found.gets.iter().map(|(agency, purpose, granted)| format!("{agency}.{}.{}", purpose.id(), granted.id())));
    mark.extend(found.asks.iter().map(|(agency, purpose)| format!("{agency}.{}?", purpose.id())));
    let gets = |(agency, purpose, granted): &(AgencyId, _, Granted)| match granted {
        Granted::Full => line(agency, *purpose),
        Granted::Anonymous => t.say1("area-without-name", "line", line(agency, *purpose)),
    };
    Ok(Some(WouldView {
        gets: found.gets.iter().map(gets).collect(),
        asks: found.asks.iter().map(|(agency, purpose)| line(agency, *purpose)).collect(),
        still: found.still,
        mark: mark.join(" "),
    }))
}

async fn page(desk: &Desk, head: &Head, typed: Typed) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let known = area::look(&visit.service, &desk.who, head).await?;
    if !known.open {
        return Err(Stop::NotFound);
    }
    let gazetteer = &visit.service.book.gazetteer;
    let only = typed.found.len() == 1;
    let fault = |one: &&str| FaultLine { anchor: (*one).to_owned(), text: t.of(&AREA_FAULT, one) };
    let faults: Vec<FaultLine> = typed.wrong.iter().map(fault).collect();
    visit.show(&AreaPage {
        frame: desk.frame(),
        never: told_never(desk, head).await?,
        reference: head.reference.to_string(),
        district: known.district.and_then(|code| gazetteer.name(code)).unwrap_or_default().to_owned(),
        place: Field {
            name: "place".to_owned(),
            label: t.say("area-place"),
            hint: t.say("area-place-hint"),
            value: typed.place,
            fault: faults.iter().find(|fault| fault.anchor == "place").map(|fault| fault.text.clone()),
            ..Field::default()
        },
        found: typed
            .found
            .into_iter()
            .map(|(value, label)| Choice { chosen: only || value == typed.area, value, label, hint: String::new() })
            .collect(),
        would: typed.would,
        reason: typed.reason,
        faults,
    })
}

/// `GET /desk/reports/<reference>/area`
pub(crate) async fn show(visit: Visit, reference: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Place).await?;
    let Some(head) = at_report(&desk, &reference).await? else { return Ok(desk.visit.go("/desk")) };
    page(&desk, &head, Typed::default()).await
}

/// `POST /desk/reports/<reference>/area`: looks a place up, or gives the report one.
pub(crate) async fn give(visit: Visit, reference: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Place).await?;
    let head = to_work_on(&mut desk, &reference).await?;
    let gazetteer = &desk.visit.service.book.gazetteer;
    let place = form.get("place").trim();
    let found = match area::exactly(gazetteer, place) {
        Some(exact) => vec![exact],
        None => areas_called(gazetteer, place),
    };
    let mut typed = Typed {
        place: place.to_owned(),
        area: form.get("area").to_owned(),
        reason: form.get("reason").to_owned(),
        found,
        would: None,
        wrong: Vec::new(),
    };
    if typed.found.is_empty() {
        typed.wrong.push("place");
        return page(&desk, &head, typed).await;
    }
    // What was found before counts only if it is what is typed now.
    let chosen = typed.found.iter().find(|(code, _)| *code == typed.area || typed.found.len() == 1);
    let code = chosen.map(|(code, _)| code.clone()).unwrap_or_default();
    typed.would = would(&desk, &head, &code).await?;
    let go = form.get("go");
    if go == "look" && typed.would.is_none() {
        typed.wrong.push("area");
    }
    if go != "give" {
        return page(&desk, &head, typed).await;
    }
    // Nothing is saved before whoever saves it saw who would hear of it, as it is now.
    if typed.would.as_ref().is_some_and(|would| would.mark != form.get("seen")) {
        typed.wrong.push("would");
        if typed.reason.trim().is_empty() {
            typed.wrong.push("reason");
        }
        return page(&desk, &head, typed).await;
    }
    let service = &desk.visit.service;
    match area::give(service, &desk.who, &head, &code, Told::new(typed.reason.as_str())).await {
        Ok(()) => {
            desk.go_on(Some(head.id)).await?;
            Ok(desk.visit.go(&format!("/desk/reports/{}?area-given", head.reference)))
        }
        Err(CareFault::Missing(wrong)) => {
            typed.wrong = wrong;
            page(&desk, &head, typed).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `/desk/reports/<reference>/area`: where it belongs.
#[derive(Template)]
#[template(path = "pages/desk/care/area.html")]
pub(crate) struct AreaPage {
    /// What every page has.
    pub frame: Frame,
    /// The report's spoken name.
    pub reference: String,
    /// Who must never be told.
    pub never: Option<NeverTold>,
    /// Where it was said to belong; empty when nobody knows.
    pub district: String,
    /// What is searched for.
    pub place: Field,
    /// What was found.
    pub found: Vec<Choice>,
    /// Who would hear of it; nothing before a district is chosen.
    pub would: Option<WouldView>,
    /// Why.
    pub reason: String,
    /// What is wrong. Ids: `place`, `area`, `would`, `reason`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{AreaPage, WouldView};
    use crate::web::desk::passing::never::sample::never;
    use crate::web::parts::families::AREA_FAULT;
    use crate::web::parts::field::Field;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, choice, fault, s};

    fn area(frame: &Frame, found: bool) -> AreaPage {
        let t = &frame.t;
        let names: &[&str] = if found { &["area", "would", "reason"] } else { &["place"] };
        AreaPage {
            frame: frame.clone(),
            reference: s(REFERENCE),
            never: Some(never()),
            district: if found { s(HOSTILE) } else { String::new() },
            place: Field {
                name: s("place"),
                label: t.say("area-place"),
                hint: t.say("area-place-hint"),
                value: s(HOSTILE),
                ..Field::default()
            },
            found: if found { vec![choice("E06000004", "Stockton-on-Tees", String::new())] } else { Vec::new() },
            would: found.then(|| WouldView { gets: vec![s(HOSTILE)], asks: vec![s(LONG)], still: false, mark: s(HOSTILE) }),
            reason: s(LONG),
            faults: names.iter().map(|name| fault(name, t.of(&AREA_FAULT, name))).collect(),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-area", area(frame, false).render()), ("desk-area-found", area(frame, true).render())]
    }
}
