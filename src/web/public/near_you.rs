//! Organisations near you. A postcode is never in an address: it is sent in a body, and only the code of an area comes back.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use waymark_core::clock::london_day;
use waymark_core::places::labels::BEYOND_WHO;
use waymark_core::places::{AreaCode, Beyond, Found, Gazetteer, Level, Meant};
use waymark_core::routing::directory::{Listed, listed};
use waymark_core::tidy::tidy;
use waymark_core::words::Speaker;

use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::LANGUAGE;
use crate::web::parts::frame::{FaultLine, Frame};

/// So many organisations are written out on a page; of more, how to reach them.
const WRITTEN_OUT: usize = 12;
/// What stands for a place that is not known.
const UNKNOWN: &str = "unknown";
/// What stands beside an area that is only a guess.
const MAYBE: &str = "maybe";

/// `GET /near-you`, and `?area=` with the code of a district or of a wider area, with several of which one is meant, or with the name of what
/// lies beyond England and Wales
pub(in crate::web) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let book = &visit.service.book;
    let t = visit.speaker();
    let asked: Vec<String> = form_urlencoded::parse(visit.query().as_bytes())
        .filter(|(name, _)| name == "area")
        .map(|(_, code)| code.into_owned())
        .collect();
    let known = |code: &String| AreaCode::parse(code).filter(|code| book.gazetteer.knows(*code));
    let mut areas: Vec<AreaCode> = asked.iter().filter_map(known).collect();
    areas.dedup();
    let beyond = asked.first().and_then(|id| Beyond::from_id(id));
    let all = listed(book, london_day(visit.service.now()));
    let is_open = areas.len() > 1 || (areas.len() == 1 && asked.iter().any(|word| word == MAYBE));
    let lots = match areas.as_slice() {
        [] => by_area(&all, &book.gazetteer, t),
        [code] if !is_open => near(&all, &book.gazetteer, *code, t),
        _ => Vec::new(),
    };
    let unknown = !asked.is_empty() && areas.is_empty() && beyond.is_none();
    let faults = unknown.then(|| FaultLine { anchor: "place".to_owned(), text: t.say("directory-unknown") });
    let several = if is_open { areas } else { Vec::new() };
    visit.show(&NearYou {
        frame: visit.form_frame(true),
        chosen: !asked.is_empty(),
        beyond: beyond.map(|beyond| vec![t.say1("directory-beyond", "place", t.label(beyond)), t.of(&BEYOND_WHO, beyond.id())]),
        several: several.into_iter().map(|code| (code.to_string(), level_and_name(&book.gazetteer, code, t))).collect(),
        lots,
        faults: faults.into_iter().collect(),
    })
}

/// The name of an area; with what kind of area it is where a district is called so, too.
fn level_and_name(gazetteer: &Gazetteer, code: AreaCode, t: &Speaker) -> String {
    let plain = name(gazetteer, code, t);
    match code.level() {
        Level::District => plain,
        Level::Force => t.say1("directory-force", "place", plain),
        _ => t.say1("directory-wider", "place", plain),
    }
}

/// `POST /near-you`: finds the area of a postcode, a name or a code
pub(in crate::web) async fn find(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let text = form.get("place").trim();
    if text.is_empty() {
        return Ok(visit.go("/near-you"));
    }
    let codes = match visit.service.book.gazetteer.meant_by(text) {
        Meant::Areas { found, sure } => {
            let same = |name: &str| tidy(name).to_lowercase() == tidy(text).to_lowercase();
            let exact: Vec<&Found> =
                found.iter().filter(|one| same(&one.name) || one.name_cy.as_deref().is_some_and(same)).collect();
            // What is called just so is meant, a district before what is wider; else nobody guesses for the person.
            let only = exact.first().filter(|first| exact.len() == 1 || first.level == Level::District);
            match (only, exact.is_empty()) {
                (Some(only), _) => vec![only.code.to_string()],
                (None, false) => exact.iter().map(|one| one.code.to_string()).collect(),
                (None, true) if sure => found.iter().map(|one| one.code.to_string()).collect(),
                // A slip was forgiven: even one is only a guess, and is shown as one.
                (None, true) => found.iter().map(|one| one.code.to_string()).chain([MAYBE.to_owned()]).collect(),
            }
        }
        Meant::Beyond(beyond) => vec![beyond.id().to_owned()],
        Meant::Nothing => vec![UNKNOWN.to_owned()],
    };
    let query: Vec<String> = codes.into_iter().map(|code| format!("area={code}")).collect();
    Ok(visit.go(&format!("/near-you?{}", query.join("&"))))
}

/// Those who serve an area or a part of it, the nearest first; then those who work everywhere.
fn near(all: &[Listed<'_>], gazetteer: &Gazetteer, code: AreaCode, t: &Speaker) -> Vec<Lot> {
    let code = gazetteer.current(code);
    let areas: BTreeSet<AreaCode> = gazetteer.districts_in(code).iter().flat_map(|district| district.areas.clone()).collect();
    let areas: Vec<AreaCode> = areas.into_iter().collect();
    let mut found: Vec<(Level, &Listed<'_>)> = all.iter().filter_map(|one| Some((one.nearness(&areas)?, one))).collect();
    found.sort_by_key(|(level, _)| *level);
    let near = found.iter().take_while(|(level, _)| *level < Level::EnglandAndWales).count();
    let whole = |place: usize, one: &Listed<'_>| Organisation { whole: place < WRITTEN_OUT, ..organisation(one, t) };
    let mut shown: Vec<Organisation> = found.into_iter().enumerate().map(|(place, (_, one))| whole(place, one)).collect();
    let everywhere = shown.split_off(near);
    let lot = |heading: String, organisations| Lot { heading, code: None, organisations, names: Vec::new() };
    let mut lots = vec![lot(t.say1("directory-in", "place", name(gazetteer, code, t)), shown)];
    if !everywhere.is_empty() {
        lots.push(lot(t.say("directory-everywhere"), everywhere));
    }
    lots
}

/// Everybody, each under the widest of their areas; districts first, by name. An area that leads on to its own page names them alone.
fn by_area(all: &[Listed<'_>], gazetteer: &Gazetteer, t: &Speaker) -> Vec<Lot> {
    let mut lots: BTreeMap<(Level, String), Lot> = BTreeMap::new();
    for one in all {
        let widest = one.areas.iter().flatten().max_by_key(|area| area.level()).copied();
        let area = widest.unwrap_or(AreaCode::ENGLAND_AND_WALES);
        let everywhere = area == AreaCode::ENGLAND_AND_WALES;
        let heading = if everywhere { t.say("directory-everywhere") } else { name(gazetteer, area, t) };
        let leads_on = !everywhere && gazetteer.knows(area);
        let lot = lots.entry((area.level(), heading.clone())).or_insert_with(|| Lot {
            heading,
            code: leads_on.then(|| area.to_string()),
            organisations: Vec::new(),
            names: Vec::new(),
        });
        if leads_on {
            lot.names.push(one.name().to_owned());
        } else {
            lot.organisations.push(organisation(one, t));
        }
    }
    let mut lots: Vec<Lot> = lots.into_values().collect();
    // The page stays light, however many there are.
    let all = lots.iter_mut().flat_map(|lot| &mut lot.organisations);
    all.enumerate().for_each(|(place, one)| one.whole = place < WRITTEN_OUT);
    lots
}

fn name(gazetteer: &Gazetteer, code: AreaCode, t: &Speaker) -> String {
    let welsh = gazetteer.name_cy(code).filter(|_| t.language() == "cy");
    welsh.or_else(|| gazetteer.name(code)).unwrap_or(code.as_str()).to_owned()
}

fn organisation(one: &Listed<'_>, t: &Speaker) -> Organisation {
    let public = one.public;
    let spoken = public.languages.iter().map(|tag| LANGUAGE.member(tag).map_or_else(|| tag.clone(), |tag| t.of(&LANGUAGE, tag)));
    let languages: Vec<String> = spoken.chain(public.bsl.then(|| t.say("directory-bsl"))).collect();
    let address = public.address.as_ref().map(|address| match &public.postcode {
        Some(postcode) => format!("{address}, {postcode}"),
        None => address.clone(),
    });
    Organisation {
        whole: true,
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

impl Organisation {
    /// Whether there is more to know than how to reach it.
    fn has_more(&self) -> bool {
        !self.services.is_empty() || self.address.is_some() || !self.languages.is_empty() || self.step_free.is_some()
    }

    /// Its website as people say it.
    fn site(&self) -> &str {
        let site = self.website.as_deref().unwrap_or_default();
        site.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.").trim_end_matches('/')
    }
}

/// `/near-you`: organisations, by area or for one area.
#[derive(Template)]
#[template(path = "pages/public/near_you.html")]
pub(crate) struct NearYou {
    /// What every page has.
    pub frame: Frame,
    /// Whether an area was chosen.
    pub chosen: bool,
    /// That it lies beyond England and Wales, and who helps there.
    pub beyond: Option<Vec<String>>,
    /// Areas of which one is meant: code and name.
    pub several: Vec<(String, String)>,
    /// Organisations by area.
    pub lots: Vec<Lot>,
    /// What is wrong with what was typed. Id: `place`.
    pub faults: Vec<FaultLine>,
}

/// Organisations of an area.
pub(crate) struct Lot {
    /// The area's name.
    pub heading: String,
    /// The code of the area, when the heading leads to it.
    pub code: Option<String>,
    /// Who serves it.
    pub organisations: Vec<Organisation>,
    /// The names of those who serve it, where its own page shows them.
    pub names: Vec<String>,
}

/// An organisation, as anybody may know it.
#[derive(Clone)]
pub(crate) struct Organisation {
    /// Whether all of it is written out; of the others how to reach them.
    pub whole: bool,
    pub name: String,
    pub description: String,
    pub services: Vec<(String, String)>,
    pub phone: Option<String>,
    pub text_number: Option<String>,
    pub email: Option<String>,
    pub website: Option<String>,
    pub opening: Option<String>,
    pub address: Option<String>,
    pub languages: String,
    pub step_free: Option<bool>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{Lot, NearYou, Organisation};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, Sample, faults, s};

    fn near(frame: &Frame, faulty: bool) -> NearYou {
        let one = Organisation {
            whole: true,
            name: s("Tees Pride Advocacy"),
            description: s("Somebody who stands by you."),
            services: vec![(s("Advocacy"), s("Speaks up with you.")), (s(HOSTILE), s(LONG))],
            phone: Some(s("01632 960100")),
            text_number: Some(s("07700 900100")),
            email: Some(s("hello@tees-pride.example")),
            website: Some(s("https://tees-pride.example/")),
            opening: Some(s("Monday to Friday, 9am to 5pm")),
            address: Some(s("1 Example Street, Example Town, TS18 1AB")),
            languages: s("English, British Sign Language (BSL)"),
            step_free: Some(!faulty),
        };
        let hostile = Organisation { name: s(HOSTILE), description: s(LONG), address: None, step_free: None, ..one.clone() };
        let short = Organisation { whole: false, ..hostile.clone() };
        let lot = |heading: &str, code: Option<&str>, organisations| Lot {
            heading: s(heading),
            code: code.map(s),
            organisations,
            names: vec![s(HOSTILE)],
        };
        NearYou {
            frame: frame.clone(),
            chosen: faulty,
            beyond: (!faulty).then(|| vec![s(HOSTILE), s(LONG)]),
            several: if faulty { vec![(s("E06000004"), s(HOSTILE)), (s("E12000001"), s(LONG))] } else { vec![] },
            lots: vec![lot("Stockton-on-Tees", Some("E06000004"), vec![one, hostile, short]), lot(HOSTILE, None, vec![])],
            faults: faults(&frame.t, faulty, &[("place", "directory-unknown")]),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("near-you", near(frame, false).render()), ("near-you-faulty", near(frame, true).render())]
    }
}
