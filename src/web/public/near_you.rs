//! Organisations near you. A postcode is never in an address: it is sent in a body, and only its district's code comes back.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::Payload;

use super::super::page::{Stop, Visit};
use super::super::pages::FaultLine;
use super::super::pages::directory::{Lot, NearYou, Organisation};
use crate::clock::london_day;
use crate::places::{AreaCode, Gazetteer, Level};
use crate::routing::directory::{Listed, listed};
use crate::words::Speaker;

/// What stands for a place that is not known.
const UNKNOWN: &str = "unknown";

/// `GET /near-you`, and `?area=` with the code of a district
pub(in crate::web) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let book = &visit.service.book;
    let t = visit.speaker();
    let query = form_urlencoded::parse(visit.query().as_bytes()).find(|(name, _)| name == "area");
    let asked = query.map(|(_, code)| code.into_owned());
    let district = asked.as_deref().and_then(|code| book.gazetteer.district(code));
    let all = listed(book, london_day(visit.service.now()));
    let lots = match district {
        Some(code) => vec![near(&all, &book.gazetteer, code, t)],
        None => by_area(&all, &book.gazetteer, t),
    };
    let unknown = asked.is_some() && district.is_none();
    let faults = unknown.then(|| FaultLine { anchor: "place".to_owned(), text: t.say("directory-unknown") });
    visit.show(&NearYou {
        frame: visit.frame(true),
        form_token: visit.form_token(),
        chosen: asked.is_some(),
        lots,
        faults: faults.into_iter().collect(),
    })
}

/// `POST /near-you`: finds the district of a postcode, a name or a code
pub(in crate::web) async fn find(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let text = form.get("place").trim();
    if text.is_empty() {
        return Ok(visit.go("/near-you"));
    }
    let gazetteer = &visit.service.book.gazetteer;
    let code = gazetteer.district_of_postcode(text).or_else(|| gazetteer.district(&text.to_ascii_uppercase()));
    let code = code.or_else(|| by_name(gazetteer, text)).map_or_else(|| UNKNOWN.to_owned(), |code| code.to_string());
    Ok(visit.go(&format!("/near-you?area={code}")))
}

fn by_name(gazetteer: &Gazetteer, text: &str) -> Option<AreaCode> {
    // "stockton on tees" is "Stockton-on-Tees".
    let plain = |name: &str| {
        let lower = name.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let asked = plain(text);
    let is_it = |name: &str| plain(name) == asked;
    let exact = gazetteer.districts().find(|one| is_it(&one.name) || one.name_cy.as_deref().is_some_and(is_it));
    // The beginning of a name is enough when it is that of one district.
    let mut begins = gazetteer.districts().filter(|one| asked.len() >= 3 && plain(&one.name).starts_with(&asked));
    let only = begins.next().filter(|_| begins.next().is_none());
    exact.or(only).map(|one| one.code)
}

/// Those who serve a district, the nearest first.
fn near(all: &[Listed<'_>], gazetteer: &Gazetteer, code: AreaCode, t: &Speaker) -> Lot {
    let areas = gazetteer.areas_of(Some(code));
    let mut found: Vec<(Level, &Listed<'_>)> = all.iter().filter_map(|one| Some((one.nearness(areas)?, one))).collect();
    found.sort_by_key(|(level, _)| *level);
    Lot {
        heading: t.say1("directory-in", "place", name(gazetteer, code, t)),
        code: None,
        organisations: found.into_iter().map(|(_, one)| organisation(one, t)).collect(),
    }
}

/// Everybody, each under the widest of their areas; districts first, by name.
fn by_area(all: &[Listed<'_>], gazetteer: &Gazetteer, t: &Speaker) -> Vec<Lot> {
    let mut lots: BTreeMap<(Level, String), Lot> = BTreeMap::new();
    for one in all {
        let widest = one.areas.iter().flatten().max_by_key(|area| area.level()).copied();
        let area = widest.unwrap_or(AreaCode::ENGLAND_AND_WALES);
        let everywhere = area == AreaCode::ENGLAND_AND_WALES;
        let heading = if everywhere { t.say("directory-everywhere") } else { name(gazetteer, area, t) };
        let is_district = gazetteer.about(area).is_some();
        let lot = lots.entry((area.level(), heading.clone())).or_insert_with(|| Lot {
            heading,
            code: is_district.then(|| area.to_string()),
            organisations: Vec::new(),
        });
        lot.organisations.push(organisation(one, t));
    }
    lots.into_values().collect()
}

fn name(gazetteer: &Gazetteer, code: AreaCode, t: &Speaker) -> String {
    let welsh = gazetteer.about(code).and_then(|district| district.name_cy.as_deref()).filter(|_| t.language() == "cy");
    welsh.or_else(|| gazetteer.name(code)).unwrap_or(code.as_str()).to_owned()
}

fn organisation(one: &Listed<'_>, t: &Speaker) -> Organisation {
    let public = one.public;
    let spoken = public.languages.iter().map(|tag| {
        let message = format!("language-{tag}");
        if t.has(&message) { t.say(&message) } else { tag.clone() }
    });
    let languages: Vec<String> = spoken.chain(public.bsl.then(|| t.say("directory-bsl"))).collect();
    let address = public.address.as_ref().map(|address| match &public.postcode {
        Some(postcode) => format!("{address}, {postcode}"),
        None => address.clone(),
    });
    Organisation {
        name: one.name().to_owned(),
        description: public.description.clone(),
        services: public.services.iter().map(|service| (service.name.clone(), service.description.clone())).collect(),
        phone: public.phone.clone(),
        text_number: public.text_number.clone(),
        email: public.email.clone(),
        website: public.website.clone(),
        opening: public.opening.clone(),
        address,
        languages: languages.join(", "),
        step_free: public.step_free,
    }
}
