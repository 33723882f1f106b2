//! The keys of a centre's own system: made, copied once, and revoked.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use uuid::Uuid;
use waymark_core::report::Told;
use waymark_core::staff::Act;

use crate::journeys::centre::api_keys;
use crate::journeys::service::sessions::{self, Kind};
use crate::web::desk::door::confirm::Step;
use crate::web::desk::door::door::Desk;
use crate::web::desk::people::people::centre;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::{Choice, FaultLine, Frame};

/// How many keys a page shows.
const MOST: i64 = 200;
/// The longest name of a key, in characters.
const LONGEST_NAME: usize = 100;

async fn page(desk: &Desk, made: Option<String>, faults: Vec<FaultLine>) -> Result<HttpResponse, Stop> {
    let (visit, t, own) = (&desk.visit, desk.visit.speaker(), centre(desk));
    let book = &visit.service.book;
    let keys = api_keys::all(&visit.service, own.as_deref(), MOST).await?;
    let name = |id: &str| book.centres.find(id).map_or_else(|| id.to_owned(), |centre| centre.name.clone());
    let rows = keys.into_iter().map(|key| KeyRow {
        id: key.row.id.to_string(),
        name: key.name.reveal().to_owned(),
        centre: name(&key.row.centre),
        made: t.when(key.row.made_at),
        used: key.row.last_used_at.map(|at| t.when(at)),
        revoked: key.row.revoked_at.map(|at| t.when(at)),
    });
    let choices = book.centres.all().map(|centre| Choice {
        value: centre.id.clone(),
        label: centre.name.clone(),
        hint: String::new(),
        chosen: false,
    });
    visit.show(&KeysPage {
        frame: desk.frame(),
        keys: rows.collect(),
        centres: if own.is_none() { choices.collect() } else { Vec::new() },
        made,
        faults,
    })
}

/// `GET /desk/keys`, and `?made` with a key that was just made, until it was copied
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Staff).await?;
    let visit = &desk.visit;
    let made: Option<Told> =
        if visit.asks("made") { sessions::find(&visit.service, &visit.secret(), Kind::Key).await? } else { None };
    page(&desk, made.map(|key| key.reveal().to_owned()), Vec::new()).await
}

/// `POST /desk/keys/copied`: the key that was just made is gone from this screen.
pub(crate) async fn copied(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    sessions::end(&desk.visit.service, &desk.visit.secret(), Kind::Key).await?;
    desk.go_on(None).await?;
    Ok(desk.visit.go("/desk/keys"))
}

/// `POST /desk/keys`: makes a key. It stands in no address, and is shown until it was put into the centre's own system.
pub(crate) async fn make(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    desk.go_on(None).await?;
    let t = desk.visit.speaker().clone();
    let name: String = form.get("name").trim().chars().take(LONGEST_NAME).collect();
    let own = centre(&desk).unwrap_or_else(|| form.get("centre").to_owned());
    let mut faults = Vec::new();
    if name.is_empty() {
        faults.push(FaultLine { anchor: "name".to_owned(), text: t.say("fault-key-name") });
    }
    if desk.visit.service.book.centres.find(&own).is_none() {
        faults.push(FaultLine { anchor: "centre".to_owned(), text: t.say("fault-key-centre") });
    }
    if !faults.is_empty() {
        return page(&desk, None, faults).await;
    }
    let made = api_keys::make(&desk.visit.service, &desk.who.actor(), &own, &Told::new(name)).await;
    let made = Told::new(made?);
    sessions::keep(&desk.visit.service, &desk.visit.secret(), Kind::Key, &made).await?;
    Ok(desk.visit.go("/desk/keys?made"))
}

/// `POST /desk/keys/<id>/revoke`, which asks first
pub(crate) async fn revoke(visit: Visit, id: Path<Uuid>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    let own = centre(&desk);
    let keys = api_keys::all(&desk.visit.service, own.as_deref(), MOST).await?;
    let living = keys.iter().find(|key| key.row.id == *id && key.row.revoked_at.is_none());
    let Some(key) = living else { return Err(Stop::NotFound) };
    if let Some(asks) = (Step { word: "key", whom: key.name.reveal(), fields: &[], back: "/desk/keys" }).asks(&desk, &form) {
        return asks;
    }
    let ended = api_keys::revoke(&desk.visit.service, &desk.who.actor(), own.as_deref(), *id).await;
    if !ended? {
        return Err(Stop::NotFound);
    }
    desk.go_on(None).await?;
    Ok(desk.visit.go("/desk/keys"))
}

/// `/desk/keys`
#[derive(Template)]
#[template(path = "pages/desk/centre/keys.html")]
pub(crate) struct KeysPage {
    /// What every page has.
    pub frame: Frame,
    /// Keys, the newest first.
    pub keys: Vec<KeyRow>,
    /// Centres to choose from; none when whoever sits here is of one.
    pub centres: Vec<Choice>,
    /// A key that was just made.
    pub made: Option<String>,
    /// What is wrong. Ids: `name`, `centre`.
    pub faults: Vec<FaultLine>,
}

/// A key of a centre's own system.
pub(crate) struct KeyRow {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its centre.
    pub centre: String,
    /// When it was made.
    pub made: String,
    /// When it was last used, more or less.
    pub used: Option<String>,
    /// When it ended.
    pub revoked: Option<String>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{KeyRow, KeysPage};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, Sample, choice, faults, s};

    fn keys(frame: &Frame, faulty: bool) -> KeysPage {
        let key = |id: &str, revoked: bool| KeyRow {
            id: s(id),
            name: s(HOSTILE),
            centre: s(LONG),
            made: s("20 November 2026, 9:00am"),
            used: revoked.then(|| s("20 November 2026, 2:03pm")),
            revoked: revoked.then(|| s("21 November 2026, 9:00am")),
        };
        KeysPage {
            frame: frame.clone(),
            keys: vec![key("0193-aa", false), key("0193-bb", true)],
            centres: vec![choice("library", HOSTILE, String::new()), choice("college", LONG, String::new())],
            made: (!faulty).then(|| format!("wmk_{LONG}")),
            faults: faults(&frame.t, faulty, &[("name", "fault-key-name"), ("centre", "fault-key-centre")]),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-keys", keys(frame, false).render()), ("desk-keys-faulty", keys(frame, true).render())]
    }
}
