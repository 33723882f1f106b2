//! What somebody has begun to take down: read, kept and put together, and not lost when their session ends.

use actix_web::HttpResponse;
use chrono::{Datelike, NaiveDate};
use serde_json::Value as Json;
use waymark_core::clock::london_day;
use waymark_core::config::settings::Operator;
use waymark_core::handling::arrival;
use waymark_core::report::{Report, in_words};
use waymark_core::routing::Centre;
use waymark_core::words::Speaker;

use crate::journeys::desk::door::sitting;
use crate::journeys::desk::talk::take_down::{self, Begun};
use crate::journeys::service::Service;
use crate::web::asking::typed::{FieldFault, read};
use crate::web::desk::door::door::Desk;
use crate::web::desk::talk::groups;
use crate::web::http::body::Form;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;

/// The day of the talk: a paper form is typed in later.
pub(crate) const DAY: &str = "taken.day";
/// No talk was before this year: a digit is missing.
const EARLIEST: i32 = 1900;

/// The centre of whoever sits here.
pub(crate) fn centre(desk: &Desk) -> Option<&Centre> {
    desk.visit.service.book.centres.find(&desk.who.centre)
}

pub(crate) async fn begun(desk: &Desk) -> Result<Option<Begun>, Stop> {
    take_down::begun(&desk.visit.service, desk.who.id).await.map_err(Stop::from)
}

pub(crate) async fn keep(desk: &Desk, begun: &mut Begun) -> Result<(), Stop> {
    take_down::keep(&desk.visit.service, desk.who.id, begun).await.map_err(Stop::from)
}

/// What keeps the words of a page when the session ends before it is sent.
pub(crate) fn own(desk: &Desk) -> Result<String, Stop> {
    let token = take_down::late_token(&desk.visit.service, desk.who.id, &desk.visit.form_token());
    Ok(token?.reveal())
}

pub(crate) fn form(begun: &Begun) -> Form {
    Form(begun.typed.clone())
}

/// A new page: the day of the talk is today, unless somebody says otherwise.
pub(crate) fn blank(service: &Service) -> Begun {
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
pub(crate) fn talked_on(form: &Form, today: NaiveDate, t: &Speaker) -> Result<Option<NaiveDate>, &'static str> {
    let [day, month, year] = ["day", "month", "year"].map(|part| form.get(&format!("{DAY}.{part}")).trim().to_owned());
    if [&day, &month, &year].into_iter().all(String::is_empty) {
        return Ok(None);
    }
    match in_words::day(&day, &month, &year, t) {
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
pub(crate) fn whole(visit: &Visit, begun: &Begun) -> Result<(Report, Json), Vec<FieldFault>> {
    let mut form = form(begun);
    if groups::at_work(&form) {
        form.0.retain(|(name, _)| name != "reporter.role");
        form.0.push(("reporter.role".to_owned(), "staff-member".to_owned()));
    }
    let t = visit.speaker();
    let channel = arrival::CHANNELS.contains(&form.get("taken.channel"));
    let missing = (!channel).then_some(("taken.channel", "fault-talk-channel"));
    let unread = talked_on(&form, london_day(visit.service.now()), t).err().map(|fault| (DAY, fault));
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
pub(crate) fn rings(operator: &Operator, t: &Speaker) -> String {
    let deputy = &operator.deputy;
    if deputy.phone.is_empty() || operator.duty_phone.is_empty() {
        return operator.duty_phone.clone();
    }
    t.say2("talk-or-deputy", "phone", operator.duty_phone.as_str(), "deputy", format!("{} {}", deputy.name, deputy.phone).trim())
}

/// Nobody sits here any more, and the page was theirs: its words are kept, and shown once they sign in again.
pub(crate) async fn late(visit: &Visit, sent: &Form, take: impl FnOnce(&mut Begun)) -> Result<Option<HttpResponse>, Stop> {
    let Some(secret) = visit.known_secret() else { return Ok(None) };
    let service = &visit.service;
    if sitting::who(service, &secret).await?.is_some() {
        return Ok(None);
    }
    let kept = take_down::keep_late(service, sent.get("own"), &visit.form_token(), take).await?;
    Ok(kept.then(|| visit.go("/desk/sign-in?kept")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::http::body::Form;
    use chrono::NaiveDate;
    use waymark_core::words::Words;

    #[test]
    fn the_day_of_a_talk_is_read_as_every_day_is_and_is_never_yet_to_come() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let t = std::sync::Arc::new(Words::read([]).unwrap()).speaker(["en"]);
        let said = |day: &str, month: &str, year: &str| {
            let parts = [("day", day), ("month", month), ("year", year)];
            talked_on(&Form(parts.map(|(part, value)| (format!("{DAY}.{part}"), value.to_owned())).to_vec()), today, &t)
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
