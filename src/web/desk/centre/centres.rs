//! What a centre looks after itself: that what the public reads is right, and the code for telling with help.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use uuid::Uuid;
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::centre::centres;
use crate::journeys::centre::confirmations::{self, Wrong};
use crate::journeys::centre::standing::{self, Standing};
use crate::web::desk::door::confirm::Step;
use crate::web::desk::door::door::Desk;
use crate::web::desk::people::people::centre;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::centre::{CentreView, hours_too, view};
use crate::web::parts::families::CENTRE_NOTICE;
use crate::web::parts::frame::Frame;

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

/// `/desk/centre`
#[derive(Template)]
#[template(path = "pages/desk/centre/centres.html")]
pub(crate) struct CentresAtDesk {
    /// What every page has.
    pub frame: Frame,
    /// Centres in reach.
    pub centres: Vec<CentreRow>,
    /// What was just done.
    pub notice: Option<String>,
}

/// A centre at the desk.
pub(crate) struct CentreRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// All that the public reads of it, its hours too.
    pub facts: CentreView,
    /// Whether the public finds it.
    pub listed: bool,
    /// When it was last confirmed.
    pub confirmed: Option<String>,
    /// Whether that is short enough ago.
    pub trusted: bool,
    /// Where it stands with its letters, a sentence each.
    pub letters: Vec<String>,
    /// Whether it did not answer them.
    pub dormant: bool,
    /// Whether it said that something is wrong, and nobody has dealt with that yet.
    pub says_wrong: bool,
    /// Since when it is off the public list.
    pub off: Option<String>,
    /// Whether they may take it off the public list, and put it back.
    pub may_list: bool,
    /// What it says is wrong: id, when, and the words. For whoever answers for the whole service.
    pub wrong: Vec<(String, String, String)>,
    /// The address for telling with help there.
    pub link: String,
}

impl CentreRow {
    /// What the public reads of it, under the name that the list of it expects.
    #[must_use]
    pub(crate) fn public(&self) -> [&CentreView; 1] {
        [&self.facts]
    }
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{CentreRow, CentresAtDesk};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, Sample, centre, s};

    fn centres(frame: &Frame) -> CentresAtDesk {
        let t = &frame.t;
        let row = |id: &str, well: bool| CentreRow {
            id: s(id),
            name: s(if well { "Riverside Library" } else { HOSTILE }),
            facts: centre(well),
            listed: true,
            confirmed: well.then(|| s("20 November 2026, 9:00am")),
            trusted: well,
            letters: vec![t.say1("centre-letters-with", "address", "desk@library.example"), t.say("centre-letters-waiting")],
            dormant: !well,
            says_wrong: !well,
            off: (id == "off").then(|| s("21 November 2026, 9:00am")),
            may_list: true,
            wrong: if well { vec![] } else { vec![(s("0193-aa"), s("20 November 2026, 2:03pm"), format!("{HOSTILE}\n{LONG}"))] },
            link: s("https://waymark.example/with/k7m2pq"),
        };
        CentresAtDesk {
            frame: frame.clone(),
            centres: vec![row("library", true), row("hostile", false), row("off", false)],
            notice: Some(t.say("centre-notice-confirmed")),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let none = CentresAtDesk { frame: frame.clone(), centres: vec![], notice: None };
        vec![("desk-centres", centres(frame).render()), ("desk-centres-none", none.render())]
    }
}
