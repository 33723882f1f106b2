//! Finding a report: by its reference in one step, by a number, an address or a name in two. What is searched for stands in no address.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use waymark_core::report::Told;
use waymark_core::staff::Act;
use waymark_core::vault::Reference;

use crate::journeys::desk::list::find::{self, Hit, Outcome, Search};
use crate::journeys::desk::reach::{self, CareFault};
use crate::journeys::service::sessions::{self, Kind};
use crate::web::desk::door::door::Desk;
use crate::web::desk::opening::open_by_reference;
use crate::web::desk::words::standing::standing;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

/// `POST /desk/search`
pub(crate) async fn search(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Open).await?;
    let typed = form.get("sought");
    if Reference::parse(typed).is_some() {
        // Some names and numbers can be read as a reference too: only one that leads somewhere counts, or one that says that it is one.
        let found = reach::find(&desk.visit.service, &desk.who, typed).await;
        match found {
            Err(CareFault::Store(error)) => return Err(error.into()),
            Err(_) if !Reference::names_itself(typed) => {}
            _ => return open_by_reference(desk, typed).await,
        }
    }
    let found = find::search(&desk.visit.service, &desk.who, Told::new(typed)).await?;
    sessions::keep(&desk.visit.service, &desk.visit.secret(), Kind::Found, &found).await?;
    desk.go_on(None).await?;
    Ok(desk.visit.go("/desk/search"))
}

/// `GET /desk/search`: what the last search of this session found.
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Open).await?;
    let (visit, t) = (&desk.visit, desk.visit.speaker());
    let kept: Option<Search> = sessions::find(&visit.service, &visit.secret(), Kind::Found).await?;
    let hits = match &kept {
        Some(search) => find::hits(&visit.service, &desk.who, search).await?,
        None => Vec::new(),
    };
    let mut said = Vec::new();
    if let Some(search) = &kept {
        said.push(match search.outcome {
            Outcome::TooShort => t.say("find-too-short"),
            Outcome::TooMany => t.say1("find-too-many", "count", hits.len()),
            Outcome::Whole if hits.is_empty() => t.say("find-nothing"),
            Outcome::Whole => t.say1("find-found", "count", hits.len()),
        });
        if search.outcome != Outcome::TooShort && find::is_behind(&visit.service).await? {
            said.push(t.say("find-behind"));
        }
    }
    let view = |hit: Hit| HitView {
        reference: hit.reference,
        received: t.day_of(hit.received_at),
        district: hit.district.unwrap_or_default(),
        standing: standing(hit.standing, t),
        shares: String::new(),
    };
    visit.show(&FindPage {
        frame: desk.frame(),
        sought: kept.as_ref().map(|search| search.typed.reveal().to_owned()).unwrap_or_default(),
        said,
        hits: hits.into_iter().map(view).collect(),
    })
}

/// `/desk/search`
#[derive(Template)]
#[template(path = "pages/desk/list/find.html")]
pub(crate) struct FindPage {
    /// What every page has.
    pub frame: Frame,
    /// What was searched for.
    pub sought: String,
    /// What came of it, a sentence each.
    pub said: Vec<String>,
    /// What was found, the newest first.
    pub hits: Vec<HitView>,
}

/// A report that was found.
pub(crate) struct HitView {
    /// The report's spoken name.
    pub reference: String,
    /// On which day it came in.
    pub received: String,
    /// Where; empty when it is not known.
    pub district: String,
    /// Where it stands, in words.
    pub standing: String,
    /// What it shares with another, in words; empty where that is not said.
    pub shares: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{FindPage, HitView};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, s};

    /// A report that was found, for other pages that show one.
    pub(crate) fn hit(frame: &Frame, reference: &str) -> HitView {
        HitView {
            reference: s(reference),
            received: s("20 November 2026"),
            district: s(LONG),
            standing: frame.t.say1("find-standing-passed-on", "count", 2),
            shares: frame.t.say("links-shares-phone"),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let page = FindPage {
            frame: frame.clone(),
            sought: s(HOSTILE),
            said: vec![frame.t.say1("find-too-many", "count", 50), frame.t.say("find-behind")],
            hits: vec![hit(frame, REFERENCE), hit(frame, "WM-0000-0001")],
        };
        vec![("desk-find", page.render())]
    }
}
