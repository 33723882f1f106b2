//! What a centre looks after itself: that what the public reads is right, the code for telling with help, and the keys of its own system.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use uuid::Uuid;
use waymark_core::report::Told;
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::centre::confirmations::{self, Wrong};
use crate::journeys::centre::standing::{self, Standing};
use crate::journeys::centre::{api_keys, centres};
use crate::journeys::service::sessions::{self, Kind};
use crate::web::desk::centre::pages::{CentreRow, CentresAtDesk, KeyRow, KeysPage};
use crate::web::desk::door::door::Desk;
use crate::web::desk::door::sure::Step;
use crate::web::desk::people::people::centre;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::centre::{hours_too, view};
use crate::web::parts::families::CENTRE_NOTICE;
use crate::web::parts::frame::{Choice, FaultLine};

/// How many keys a page shows.
const MOST: i64 = 200;
/// The longest name of a key, in characters.
const LONGEST_NAME: usize = 100;

/// `GET /desk/centre`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Staff).await?;
    let (visit, own) = (&desk.visit, centre(&desk));
    let all = standing::standing(&visit.service).await?;
    // What is wrong goes to whoever can put it right.
    let mut wrong = if own.is_none() { confirmations::wrong(&visit.service).await? } else { BTreeMap::new() };
    let t = visit.speaker();
    let reached = all.into_iter().filter(|one| own.as_ref().is_none_or(|own| *own == one.centre.id));
    let rows = reached.map(|one| CentreRow {
        id: one.centre.id.clone(),
        name: one.centre.name.clone(),
        facts: hours_too(view(&one, &visit.service.book, t), &one),
        listed: one.centre.listed,
        confirmed: one.confirmed_at.map(|at| t.when(at)),
        trusted: one.trusted,
        letters: letters(&one, t),
        dormant: one.dormant_since.is_some(),
        says_wrong: one.says_wrong,
        off: one.off_since.map(|at| t.when(at)),
        may_list: own.is_none() && one.centre.listed,
        wrong: said(wrong.remove(&one.centre.id), t),
        link: format!("{}/with/{}", visit.service.settings.public_url, one.code),
    });
    visit.show(&CentresAtDesk {
        frame: desk.frame(),
        centres: rows.collect(),
        notice: CENTRE_NOTICE.members.iter().find(|word| visit.asks(word)).map(|word| t.of(&CENTRE_NOTICE, word)),
    })
}

/// Where a centre stands with the letters that ask whether it is still right.
fn letters(one: &Standing<'_>, t: &Speaker) -> Vec<String> {
    let Some(with) = &one.centre.confirm_with else { return vec![t.say("centre-letters-nobody")] };
    let mut said = vec![t.say1("centre-letters-with", "address", with.as_str())];
    let Some(round) = &one.round else { return said };
    said.push(t.say2("centre-letters-asked", "day", t.day(round.asked_on), "count", round.letters.len()));
    said.extend(round.letters.last().map(|at| t.say1("centre-letters-last", "when", t.when(*at))));
    said.extend(round.given_up.then(|| t.say("centre-letters-given-up")));
    said.push(match (round.answered_at, one.dormant_since) {
        (Some(at), _) => t.say1("centre-letters-answered", "when", t.when(at)),
        (None, Some(since)) => t.say1("centre-letters-dormant", "day", t.day_of(since)),
        (None, None) => t.say("centre-letters-waiting"),
    });
    said
}

fn said(wrong: Option<Vec<Wrong>>, t: &Speaker) -> Vec<(String, String, String)> {
    let wrong = wrong.into_iter().flatten();
    wrong.map(|one| (one.id.to_string(), t.when(one.said_at), one.words.reveal().to_owned())).collect()
}

/// `POST /desk/centre/right/<id>`: what a centre said is wrong was put right.
pub(crate) async fn put_right(visit: Visit, id: Path<Uuid>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    if centre(&desk).is_some() {
        return Err(Stop::Role);
    }
    let done = confirmations::put_right(&desk.visit.service, &desk.who.actor(), *id).await;
    if !done? {
        return Err(Stop::NotFound);
    }
    desk.go_on(None).await?;
    Ok(desk.visit.go("/desk/centre?right"))
}

/// The centre that a form names, when whoever sits here may look after it.
fn named(desk: &Desk, id: &str) -> Result<String, Stop> {
    let own = centre(desk);
    let known = desk.visit.service.book.centres.find(id).filter(|one| own.as_ref().is_none_or(|own| *own == one.id));
    known.map(|one| one.id.clone()).ok_or(Stop::Role)
}

/// `POST /desk/centre/confirm`
pub(crate) async fn confirm(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    let id = named(&desk, form.get("centre"))?;
    centres::confirm(&desk.visit.service, &desk.who.actor(), &id).await?;
    desk.go_on(None).await?;
    Ok(desk.visit.go("/desk/centre?confirmed"))
}

/// Takes a centre off the public list, or puts it back: whoever answers for the whole service.
async fn list(visit: Visit, payload: Payload, on: bool) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    if centre(&desk).is_some() {
        return Err(Stop::Role);
    }
    let id = named(&desk, form.get("centre"))?;
    standing::list(&desk.visit.service, &desk.who.actor(), &id, on).await?;
    desk.go_on(None).await?;
    Ok(desk.visit.go(if on { "/desk/centre?on" } else { "/desk/centre?off" }))
}

/// `POST /desk/centre/off`: nobody of the public finds it any more.
pub(crate) async fn take_off(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    list(visit, payload, false).await
}

/// `POST /desk/centre/on`: the public finds it again.
pub(crate) async fn put_back(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    list(visit, payload, true).await
}

/// `POST /desk/centre/code`, which asks first
pub(crate) async fn next_code(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    let id = named(&desk, form.get("centre"))?;
    let whom = desk.visit.service.book.centres.find(&id).map_or("", |centre| centre.name.as_str());
    if let Some(asks) = (Step { word: "code", whom, fields: &["centre"], back: "/desk/centre" }).asks(&desk, &form) {
        return asks;
    }
    centres::next_code(&desk.visit.service, &desk.who.actor(), &id).await?;
    desk.go_on(None).await?;
    Ok(desk.visit.go("/desk/centre?renewed"))
}

async fn keys_page(desk: &Desk, made: Option<String>, faults: Vec<FaultLine>) -> Result<HttpResponse, Stop> {
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
pub(crate) async fn keys(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Staff).await?;
    let visit = &desk.visit;
    let made: Option<Told> =
        if visit.asks("made") { sessions::find(&visit.service, &visit.secret(), Kind::Key).await? } else { None };
    keys_page(&desk, made.map(|key| key.reveal().to_owned()), Vec::new()).await
}

/// `POST /desk/keys/copied`: the key that was just made is gone from this screen.
pub(crate) async fn key_copied(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Staff).await?;
    sessions::end(&desk.visit.service, &desk.visit.secret(), Kind::Key).await?;
    desk.go_on(None).await?;
    Ok(desk.visit.go("/desk/keys"))
}

/// `POST /desk/keys`: makes a key. It stands in no address, and is shown until it was put into the centre's own system.
pub(crate) async fn make_key(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
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
        return keys_page(&desk, None, faults).await;
    }
    let made = api_keys::make(&desk.visit.service, &desk.who.actor(), &own, &Told::new(name)).await;
    let made = Told::new(made?);
    sessions::keep(&desk.visit.service, &desk.visit.secret(), Kind::Key, &made).await?;
    Ok(desk.visit.go("/desk/keys?made"))
}

/// `POST /desk/keys/<id>/revoke`, which asks first
pub(crate) async fn revoke_key(visit: Visit, id: Path<Uuid>, payload: Payload) -> Result<HttpResponse, Stop> {
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
