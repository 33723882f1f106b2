//! Taking a report down with someone: every question on one page, then who may know, then all of it read back.

mod between;
mod first;
mod groups;
mod paper;
mod permission;
mod sending;
mod watching;

use actix_web::HttpResponse;
use actix_web::web::Payload;
use chrono::{Datelike, NaiveDate};
use serde_json::Value as Json;
use waymark_core::clock::london_day;
use waymark_core::config::settings::Operator;
use waymark_core::handling::arrival;
use waymark_core::report::Report;
use waymark_core::routing::Centre;
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::desk::door::sitting;
use crate::journeys::desk::talk::take_down::{self, Begun};
use crate::journeys::service::Service;
use crate::web::body::Form;
use crate::web::desk::door::Desk;
use crate::web::desk::inbox::nav;
use crate::web::limits::Door;
use crate::web::page::{Stop, Visit};
use crate::web::pages::desk_talk::TakeDown;
use crate::web::public::form::parts::{FieldFault, Fields, lines, read, read_day};

pub(in crate::web) use paper::show as paper;
pub(in crate::web) use permission::{show as allow, take as allowed};
pub(in crate::web) use sending::{done, open as open_sent, send, show as check, slip};
pub(in crate::web) use watching::{open as watch, show as watched};

/// Where the page is.
const PAGE: &str = "/desk/take-down";
/// The day of the talk: a paper form is typed in later.
const DAY: &str = "taken.day";
/// No talk was before this year: a digit is missing.
const EARLIEST: i32 = 1900;

/// The centre of whoever sits here.
fn centre(desk: &Desk) -> Option<&Centre> {
    desk.visit.service.book.centres.find(&desk.who.centre)
}

async fn begun(desk: &Desk) -> Result<Option<Begun>, Stop> {
    take_down::begun(&desk.visit.service, desk.who.id).await.map_err(|error| desk.visit.stop(error))
}

async fn keep(desk: &Desk, begun: &mut Begun) -> Result<(), Stop> {
    take_down::keep(&desk.visit.service, desk.who.id, begun).await.map_err(|error| desk.visit.stop(error))
}

/// What keeps the words of a page when the session ends before it is sent.
fn own(desk: &Desk) -> Result<String, Stop> {
    let token = take_down::late_token(&desk.visit.service, desk.who.id, &desk.visit.form_token());
    Ok(token.map_err(|error| desk.visit.stop(error))?.reveal())
}

fn form(begun: &Begun) -> Form {
    Form(begun.typed.clone())
}

/// A new page: the day of the talk is today, unless somebody says otherwise.
fn blank(service: &Service) -> Begun {
    let mut begun = Begun::new(service);
    let today = london_day(service.now());
    let parts = [("day", today.day().to_string()), ("month", today.month().to_string()), ("year", today.year().to_string())];
    begun.typed.extend(parts.map(|(part, value)| (format!("{DAY}.{part}"), value)));
    begun
}

/// The day of the talk; nothing when nobody knows it.
///
/// # Errors
/// The message that says what is wrong with it.
fn talked_on(form: &Form, today: NaiveDate) -> Result<Option<NaiveDate>, &'static str> {
    let [day, month, year] = ["day", "month", "year"].map(|part| form.get(&format!("{DAY}.{part}")).trim().to_owned());
    if [&day, &month, &year].into_iter().all(|part| part.is_empty()) {
        return Ok(None);
    }
    match read_day(&day, &month, &year) {
        None => Err("fault-talk-day"),
        Some(day) if day > today => Err("fault-date-in-future"),
        Some(day) if day.year() < EARLIEST => Err("fault-talk-day"),
        day => Ok(day),
    }
}

/// The report as it was taken down.
///
/// # Errors
/// Every fault, by field, in the order of the page.
fn whole(visit: &Visit, begun: &Begun) -> Result<(Report, Json), Vec<FieldFault>> {
    let mut form = form(begun);
    if groups::at_work(&form) {
        form.0.retain(|(name, _)| name != "reporter.role");
        form.0.push(("reporter.role".to_owned(), "staff-member".to_owned()));
    }
    let t = visit.speaker();
    let channel = arrival::CHANNELS.contains(&form.get("taken.channel"));
    let missing = (!channel).then_some(("taken.channel", "fault-talk-channel"));
    let unread = talked_on(&form, london_day(visit.service.now())).err().map(|fault| (DAY, fault));
    let ours = missing.into_iter().chain(unread);
    let mut faults: Vec<FieldFault> = ours.map(|(name, fault)| (name.to_owned(), t.say(fault))).collect();
    match read(visit, &form, &groups::names()) {
        Ok(read) if faults.is_empty() => Ok(read),
        Ok(_) => Err(faults),
        Err(others) => {
            faults.extend(others);
            Err(faults)
        }
    }
}

/// The number of whoever is on duty, and whom to ring when nobody answers.
fn rings(operator: &Operator, t: &Speaker) -> String {
    let deputy = &operator.deputy;
    if deputy.phone.is_empty() || operator.duty_phone.is_empty() {
        return operator.duty_phone.clone();
    }
    t.say2("talk-or-deputy", "phone", operator.duty_phone.as_str(), "deputy", format!("{} {}", deputy.name, deputy.phone).trim())
}

/// `GET /desk/take-down`
pub(in crate::web) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::TakeDown).await?;
    let (visit, t) = (&desk.visit, desk.visit.speaker());
    let kept = begun(&desk).await?;
    if let Some(begun) = kept.as_ref().filter(|begun| between::asks_first(visit, begun)) {
        return between::show(&desk, begun);
    }
    let started = kept.is_some();
    let kept = kept.unwrap_or_else(|| blank(&visit.service));
    let faults = if visit.asks("mend") { whole(visit, &kept).err().unwrap_or_default() } else { Vec::new() };
    let typed = form(&kept);
    let fields = Fields { service: &visit.service, t, typed: &typed, faults: &faults, centre: centre(&desk) };
    let operator = &visit.service.settings.operator;
    visit.show(&TakeDown {
        frame: visit.frame(false),
        form_token: visit.form_token(),
        nav: nav(&desk),
        own: own(&desk)?,
        groups: groups::of(&fields, t, false),
        faults: lines(&faults),
        begun: started,
        notice: ["kept", "sent"].into_iter().find(|word| visit.asks(word)).map(|word| t.say(&format!("talk-notice-{word}"))),
        duty_name: operator.duty_name.clone(),
        duty_phone: rings(operator, t),
    })
}

/// `POST /desk/take-down`: keeps everything, faulty answers too. A talk that outlasted the session loses nothing.
pub(in crate::web) async fn answer(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Answering)?;
    let sent = visit.form(payload).await?;
    let service = visit.service.clone();
    if let Some(instead) = late(&visit, &sent, |begun| groups::take(&mut begun.typed, &sent, &service)).await? {
        return Ok(instead);
    }
    let mut desk = Desk::enter(visit, Act::TakeDown).await?;
    desk.go_on(None).await?;
    if (sent.get("go"), sent.get("sure")) == ("again", "true") {
        take_down::forget(&desk.visit.service, desk.who.id).await.map_err(|error| desk.visit.stop(error))?;
        return Ok(desk.visit.go(PAGE));
    }
    let mut kept = begun(&desk).await?.unwrap_or_else(|| Begun::new(&desk.visit.service));
    groups::take(&mut kept.typed, &sent, &desk.visit.service);
    kept.aside = sent.get("go") == "save";
    keep(&desk, &mut kept).await?;
    let to = match (sent.get("go"), whole(&desk.visit, &kept)) {
        ("save", _) => format!("{PAGE}?kept"),
        // What is taken away is asked about on a page of its own; until then nothing of it is lost.
        ("again", _) => format!("{PAGE}?again"),
        (_, Err(_)) => format!("{PAGE}?mend"),
        (_, Ok(_)) => format!("{PAGE}/allow"),
    };
    Ok(desk.visit.go(&to))
}

/// Nobody sits here any more, and the page was theirs: its words are kept, and shown once they sign in again.
async fn late(visit: &Visit, sent: &Form, take: impl FnOnce(&mut Begun)) -> Result<Option<HttpResponse>, Stop> {
    let Some(secret) = visit.known_secret() else { return Ok(None) };
    let service = &visit.service;
    if sitting::who(service, &secret).await.map_err(|error| visit.stop(error))?.is_some() {
        return Ok(None);
    }
    let kept = take_down::keep_late(service, sent.get("own"), &visit.form_token(), take).await;
    let kept = kept.map_err(|error| visit.stop(error))?;
    Ok(kept.then(|| visit.go("/desk/sign-in?kept")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_a_talk_is_read_as_every_day_is_and_is_never_yet_to_come() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let said = |day: &str, month: &str, year: &str| {
            let parts = [("day", day), ("month", month), ("year", year)];
            talked_on(&Form(parts.map(|(part, value)| (format!("{DAY}.{part}"), value.to_owned())).to_vec()), today)
        };
        assert_eq!(said("20", "11", "2026"), Ok(Some(today)));
        assert_eq!(said("20th", "nov", "26"), Ok(Some(today)));
        assert_eq!(said("", " ", ""), Ok(None), "a paper may have none");
        assert_eq!(said("21", "11", "2026"), Err("fault-date-in-future"));
        for (day, month, year) in [("31", "11", "2026"), ("", "11", "2026"), ("20", "11", ""), ("20", "11", "206"), ("x", "", "")]
        {
            assert_eq!(said(day, month, year), Err("fault-talk-day"), "{day} {month} {year}");
        }
    }
}
