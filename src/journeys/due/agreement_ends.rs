//! Before an agreement ends, or is to be looked at again, its organisation and the coordinator are told: 90 days before, and 30.

use std::sync::Arc;

use chrono::NaiveDate;
use waymark_core::clock::london_day;
use waymark_core::handling::job::{Ending, Job, Told};
use waymark_core::routing::Agreement;
use waymark_core::vocabulary::AgreementId;

use crate::journeys::case::letter;
use crate::journeys::case::morning::in_the_morning;
use crate::journeys::service::Service;
use crate::letters::{self, About};
use crate::post::mail::{Mail, Sender};
use crate::storage::due::due;
use crate::storage::due::row::DueRow;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// The days of an agreement that somebody should know of before.
fn days(agreement: &Agreement) -> impl Iterator<Item = (About, NaiveDate)> {
    [(About::End, Some(agreement.ends)), (About::Review, agreement.review_by)]
        .into_iter()
        .filter_map(|(about, day)| Some((about, day?)))
}

/// Which reminder is due so many days before. One that was missed is made up for, unless the next is due already.
pub(crate) fn ending(about: About, days_left: i64) -> Option<Ending> {
    match (about, days_left) {
        (About::End, 0..=30) => Some(Ending::Ends30),
        (About::End, 31..=90) => Some(Ending::Ends90),
        (About::Review, 0..=30) => Some(Ending::Review30),
        (About::Review, 31..=90) => Some(Ending::Review90),
        _ => None,
    }
}

/// Plans what is due today. What was planned before is not planned again, whatever changed in the agreement but the day itself.
pub async fn plan(service: &Arc<Service>) -> Result<(), StoreError> {
    let now = service.now();
    let mut rows = Vec::new();
    for agreement in service.book.agreements() {
        for (about, day) in days(agreement) {
            let Some(ending) = ending(about, (day - london_day(now)).num_days()) else { continue };
            let version = service.versions.get(&agreement.id).copied().unwrap_or(0);
            for to in [Told::Coordinator, Told::Agency] {
                let job = Job::AgreementEnds { agreement: agreement.id.clone(), version, ending, day, to };
                rows.push(DueRow { id: service.new_id(), job, report: None, due_at: in_the_morning(now), made_at: now });
            }
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    service.store.write(Plan(rows)).await?;
    service.ring();
    Ok(())
}

/// What is to be done once is planned, unless it was.
struct Plan(Vec<DueRow>);

impl Write for Plan {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for row in &self.0 {
            due::plan(tx, row).await?;
        }
        Ok(())
    }
}

/// The letter, or why it need not be sent any more.
pub(crate) fn mail(
    service: &Service,
    (id, version): (&AgreementId, i64),
    (ending, day): (Ending, NaiveDate),
    recipient: Told,
) -> Result<Result<Mail, &'static str>, StoreError> {
    let operator = &service.settings.operator;
    let Some(agreement) = service.book.agreement(id) else { return Ok(Err("agreement-gone")) };
    let about = match ending {
        Ending::Ends90 | Ending::Ends30 => About::End,
        Ending::Review90 | Ending::Review30 => About::Review,
    };
    if !days(agreement).any(|(of, its)| of == about && its == day) {
        return Ok(Err("another-day-now"));
    }
    let Some(agency) = service.book.agency(agreement.agency.as_str()) else { return Ok(Err("agency-gone")) };
    let to = if recipient == Told::Agency { agency.email.as_str() } else { operator.coordinator() };
    if to.is_empty() {
        return Ok(Err("no-coordinator"));
    }
    let letter = letters::Reminder {
        t: service.speaker(),
        service: operator.service_name.clone(),
        demonstration: operator.demonstration,
        about,
        agreement: id.to_string(),
        version: service.versions.get(&agreement.id).copied().unwrap_or(version),
        day: service.speaker().day(day),
        days: (day - london_day(service.now())).num_days().max(0),
        agency: (recipient == Told::Coordinator).then(|| agency.name.clone()),
        call_back: operator.call_back.clone(),
    };
    let letter = letter.letter();
    let of = [id.as_str(), ending.id(), &day.to_string(), recipient.id(), to].join("\0");
    let message_id = letter::message_id_of(service, of.as_bytes())?;
    let (to, at) = (to.to_owned(), service.now());
    Ok(Ok(Mail { to, subject: letter.subject, body: letter.body, message_id, at, from: Sender::Service }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    #[test]
    fn ninety_days_before_and_thirty_and_what_was_missed_is_made_up_for_once() {
        let kinds: Vec<_> = [91, 90, 60, 31, 30, 1, 0, -1].into_iter().map(|days| ending(About::End, days)).collect();
        let (early, late) = (Some(Ending::Ends90), Some(Ending::Ends30));
        assert_eq!(kinds, [None, early, early, early, late, late, late, None]);
        assert_eq!(ending(About::Review, 90), Some(Ending::Review90));
    }

    #[test]
    fn it_leaves_in_the_morning_of_london() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        assert_eq!(in_the_morning(at("2026-07-01T00:10:00Z")), at("2026-07-01T08:00:00Z"));
        assert_eq!(in_the_morning(at("2026-11-20T11:00:00Z")), at("2026-11-20T11:00:00Z"));
    }
}
