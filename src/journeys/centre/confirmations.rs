//! Twice a year a centre is asked by letter whether what the public reads of it is right. It answers on a page that only its letter leads
//! to. A centre that does not answer three letters is dormant: quiet is no reason, and answering late wakes it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use data_encoding::BASE64URL_NOPAD;
use uuid::Uuid;
use waymark_core::clock::{after_quiet_hours, london_day};
use waymark_core::handling::job::Job;
use waymark_core::handling::record::{Action, Actor};
use waymark_core::report::Told;
use waymark_core::routing::Centre;

use crate::journeys::case::letter::message_id_of;
use crate::journeys::case::morning::in_the_morning;
use crate::journeys::centre::centres;
use crate::journeys::centre::rounds::due;
use crate::journeys::centre::standing::{Standing, standing};
use crate::journeys::service::Service;
use crate::letters;
use crate::post::mail::{Mail, Sender};
use crate::storage::due::due;
use crate::storage::due::row::DueRow;
use crate::storage::partnership::asking::{self, Round, WordRow};
use crate::storage::record::audit;
use crate::storage::record::row::AuditRow;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// How long a letter's link can still be used to mend an answer.
const MEND: Duration = Duration::days(30);
/// The longest that a centre can say is wrong, in characters.
pub const LONGEST: usize = 2000;
/// How many of the things that are wrong a page shows.
const MOST: i64 = 200;

/// A letter that is planned: of which centre, and when a round begins with it its number, its day and the mark of the address.
struct Planned {
    centre: String,
    begins: Option<(i64, NaiveDate, [u8; 16])>,
    row: DueRow,
}

fn planned(service: &Service, one: &Standing<'_>) -> Result<Option<Planned>, StoreError> {
    let now = service.now();
    // What is off the list is not asked whether the list is right.
    let Some(with) = one.centre.confirm_with.as_ref().filter(|_| one.off_since.is_none()) else { return Ok(None) };
    let mark = service.vault.mark("centre asked", with.as_bytes())?;
    // Somebody else is asked now: they get a letter of their own, at once.
    let moved = one.round.as_ref().filter(|round| round.answered_at.is_none() && round.asked_with != mark);
    let next = moved.map_or_else(|| due(one.confirmed_at, one.round.as_ref(), now), |round| Some((round.number + 1, 1)));
    let Some((number, letter)) = next else { return Ok(None) };
    let begun = one.round.as_ref().filter(|round| round.number == number);
    let day = begun.map_or_else(|| london_day(now), |round| round.asked_on);
    let job = Job::CentreAsked { centre: one.centre.id.clone(), round: number, letter: letter as i64, day };
    let due_at = after_quiet_hours(in_the_morning(now));
    let row = DueRow { id: service.new_id(), job, report: None, due_at, made_at: now };
    Ok(Some(Planned { centre: one.centre.id.clone(), begins: begun.is_none().then_some((number, day, mark)), row }))
}

/// Plans the letters of the day, each once, and none at night.
pub async fn plan(service: &Arc<Service>) -> Result<(), StoreError> {
    let mut letters = Vec::new();
    for one in standing(service).await? {
        letters.extend(planned(service, &one)?);
    }
    if letters.is_empty() {
        return Ok(());
    }
    service.store.write(PlanLetters(letters)).await?;
    service.ring();
    Ok(())
}

/// Letters are planned, and with the first of each the round begins.
struct PlanLetters(Vec<Planned>);

impl Write for PlanLetters {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for one in &self.0 {
            if let Some((number, day, mark)) = &one.begins {
                asking::begin(tx, &one.centre, *number, *day, mark).await?;
            }
            due::plan(tx, &one.row).await?;
        }
        Ok(())
    }
}

/// What the link of a round is made of: with another address to ask, the links before lead nowhere.
fn made_of(centre: &Centre, round: &Round) -> Vec<u8> {
    let with = centre.confirm_with.as_deref().unwrap_or_default();
    [centre.id.as_bytes(), b"\0", &round.number.to_be_bytes(), b"\0", with.as_bytes()].concat()
}

/// The letter, or why it need not be sent any more.
pub(crate) async fn mail(
    service: &Service,
    job: &Job,
    (id, number, letter): (&str, i64, i64),
    day: NaiveDate,
) -> Result<Result<Mail, &'static str>, StoreError> {
    let all = standing(service).await?;
    let Some(one) = all.iter().find(|one| one.centre.id == id) else { return Ok(Err("centre-gone")) };
    let Some(round) = one.round.as_ref().filter(|round| round.number == number) else { return Ok(Err("another-round-now")) };
    if round.answered_at.is_some() {
        return Ok(Err("answered"));
    }
    if one.off_since.is_some() {
        return Ok(Err("unlisted"));
    }
    let Some(to) = one.centre.confirm_with.clone() else { return Ok(Err("nobody-to-ask")) };
    let token = service.vault.mark("centre link", &made_of(one.centre, round))?;
    let operator = &service.settings.operator;
    let written = letters::ConfirmCentre {
        t: service.speaker(),
        service: operator.service_name.clone(),
        demonstration: operator.demonstration,
        again: letter != 1,
        link: format!("{}/centre/{}", service.settings.public_url, BASE64URL_NOPAD.encode(&token)),
        call_back: operator.call_back.clone(),
    }
    .letter();
    let of = [job.matter().unwrap_or_default(), job.name(), day.to_string(), to.clone()].join("\0");
    let message_id = message_id_of(service, of.as_bytes())?;
    Ok(Ok(Mail { to, subject: written.subject, body: written.body, message_id, at: service.now(), from: Sender::Service }))
}

/// The centre that a letter's link leads to. A link ends with the next round, and 30 days after an answer.
pub async fn of_link<'a>(service: &'a Service, token: &str) -> Result<Option<Standing<'a>>, StoreError> {
    let Ok(given) = BASE64URL_NOPAD.decode(token.as_bytes()) else { return Ok(None) };
    for one in standing(service).await? {
        let Some(round) = &one.round else { continue };
        let over = round.answered_at.is_some_and(|at| at + MEND < service.now());
        let asked = one.centre.confirm_with.is_some() && !over;
        if service.vault.is_mark("centre link", &made_of(one.centre, round), &given)? && asked {
            return Ok(Some(one));
        }
    }
    Ok(None)
}

/// The centre says by its link that all is right: it counts as confirmed, and wakes if it was dormant.
///
/// # Errors
/// When it cannot be made durable.
pub async fn all_right(service: &Arc<Service>, centre: &str) -> Result<(), StoreError> {
    centres::confirm(service, &Actor::Centre, centre).await
}

/// The centre says by its link that something is wrong. The words wait for a person, and until then the public does not read that the
/// centre is open; the centre has answered.
///
/// # Errors
/// When it cannot be made durable.
pub async fn something_wrong(service: &Arc<Service>, centre: &str, words: &Told) -> Result<(), StoreError> {
    let (id, now) = (service.new_id(), service.now());
    let sealed = service.vault.desk_locker("centre word", id)?.seal(words)?;
    let row = WordRow { id, centre: centre.to_owned(), said_at: now, sealed };
    let line = service.audit(&Actor::Centre, Action::CentreSaidWrong, None, Some(id));
    service.store.write(SayWrong { row, line }).await
}

/// A centre has answered, and its words wait for a person.
struct SayWrong {
    row: WordRow,
    line: AuditRow,
}

impl Write for SayWrong {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        asking::answer(tx, &self.row.centre, self.row.said_at).await?;
        asking::say(tx, &self.row).await?;
        audit::insert(tx, vec![&self.line]).await
    }
}

/// Something that a centre said is wrong.
pub struct Wrong {
    /// Its id.
    pub id: Uuid,
    /// The centre.
    pub centre: String,
    /// When it was said.
    pub said_at: DateTime<Utc>,
    /// The words.
    pub words: Told,
}

/// What centres said is wrong and nobody has put right yet, by centre.
pub async fn wrong(service: &Service) -> Result<BTreeMap<String, Vec<Wrong>>, StoreError> {
    let mut conn = service.store.read().await?;
    let rows = asking::said(&mut conn.tx(), MOST).await?;
    drop(conn);
    let mut found: BTreeMap<String, Vec<Wrong>> = BTreeMap::new();
    for row in rows {
        let words = service.vault.desk_locker("centre word", row.id)?.open(&row.sealed)?;
        let wrong = Wrong { id: row.id, centre: row.centre.clone(), said_at: row.said_at, words };
        found.entry(row.centre).or_default().push(wrong);
    }
    Ok(found)
}

/// Somebody has put it right: the words go. Says whether they were there.
///
/// # Errors
/// When it cannot be made durable.
pub async fn put_right(service: &Arc<Service>, by: &Actor, id: Uuid) -> Result<bool, StoreError> {
    let line = service.audit(by, Action::CentrePutRight, None, Some(id));
    service.store.write(PutRight { id, line }).await
}

/// What a centre said goes.
struct PutRight {
    id: Uuid,
    line: AuditRow,
}

impl Write for PutRight {
    /// Whether it was there.
    type Done = bool;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let done = asking::done(tx, self.id).await?;
        if done {
            audit::insert(tx, vec![&self.line]).await?;
        }
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journeys::centre::rounds::dormant_since;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(&format!("{text}:00Z")).unwrap().to_utc()
    }

    fn round(letters: &[&str], answered: Option<&str>) -> Round {
        Round {
            centre: "library".to_owned(),
            number: 4,
            asked_on: chrono::NaiveDate::MIN,
            asked_with: Vec::new(),
            answered_at: answered.map(at),
            letters: letters.iter().map(|text| at(text)).collect(),
            given_up: false,
        }
    }

    #[test]
    fn a_centre_is_asked_when_it_appears_and_again_before_its_half_year_is_over() {
        assert_eq!(due(None, None, at("2026-11-20T11:00")), Some((1, 1)));
        let confirmed = Some(at("2026-11-20T11:00"));
        assert_eq!(due(confirmed, None, at("2027-04-28T09:00")), None);
        assert_eq!(due(confirmed, None, at("2027-04-29T09:00")), Some((1, 1)), "three weeks before 20 May");
        let answered = round(&["2026-01-10T09:00"], Some("2026-01-11T09:00"));
        assert_eq!(due(confirmed, Some(&answered), at("2027-04-29T09:00")), Some((5, 1)), "a round of its own");
    }

    #[test]
    fn an_unanswered_letter_is_repeated_after_a_week_and_another_and_then_the_centre_is_dormant() {
        let one = round(&["2026-11-20T11:00"], None);
        assert_eq!(due(None, Some(&one), at("2026-11-26T23:00")), None);
        assert_eq!(due(None, Some(&one), at("2026-11-27T09:00")), Some((4, 2)));
        let three = round(&["2026-11-20T11:00", "2026-11-27T09:00", "2026-12-04T09:00"], None);
        assert_eq!(due(None, Some(&three), at("2027-01-20T09:00")), None);
        assert_eq!(due(None, Some(&three), at("2027-06-04T09:00")), Some((4, 4)), "half a year later it is asked again");
        assert_eq!((dormant_since(&one), dormant_since(&three)), (None, Some(at("2026-12-11T09:00"))));
        let late = Round { answered_at: Some(at("2027-02-01T09:00")), ..three };
        assert_eq!(dormant_since(&late), None, "answering late wakes it");
    }

    #[test]
    fn a_letter_that_did_not_leave_is_planned_again_and_puts_nobody_to_sleep() {
        let none = round(&[], None);
        assert_eq!((due(None, Some(&none), at("2027-11-20T09:00")), dormant_since(&none)), (Some((4, 1)), None));
    }
}
