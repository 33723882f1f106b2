//! Letters that call people to the desk: at once when something urgent waits, in the morning with what is open, and daily with where the
//! record ends. None tells what any of it is about.

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use waymark_core::clock::london_day;
use waymark_core::handling::job::Job;
use waymark_core::handling::task::TaskKind;

use crate::journeys::case::letter::message_id_of;
use crate::journeys::case::morning::in_the_morning;
use crate::journeys::service::Service;
use crate::letters::{self, Letter};
use crate::post::mail::{Mail, Sender};
use crate::storage::case::task;
use crate::storage::due::due;
use crate::storage::due::incoming;
use crate::storage::due::row::DueRow;
use crate::storage::partnership::asking;
use crate::storage::record::chain as links;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// How long what comes up after a letter waits for the next one: a burst is one letter, and never more than this late.
const BURST: Duration = Duration::minutes(2);

fn letter(service: &Service, job: Job, due_at: DateTime<Utc>) -> DueRow {
    DueRow { id: service.new_id(), job, report: None, due_at, made_at: service.now() }
}

/// A name for a call of its own: one that was planned in the same second, and dropped, does not stand in its place.
fn name(service: &Service) -> String {
    service.new_id().simple().to_string()
}

/// Calls whoever is on duty, if something urgent waits that nobody was told of. Says whether a letter was planned.
pub async fn urgently(service: &Arc<Service>) -> Result<bool, StoreError> {
    let mut conn = service.store.read().await?;
    let (untold, unseen) = (task::untold(&mut conn.tx()).await?, task::unseen(&mut conn.tx(), service.now()).await?);
    drop(conn);
    let mut planned = false;
    if untold > 0 {
        planned = service.store.write(CallDuty(Arc::clone(service))).await?;
    }
    if unseen > 0 {
        planned |= service.store.write(CallDeputy(Arc::clone(service))).await?;
    }
    if planned {
        service.ring();
    }
    Ok(planned)
}

/// Whoever is on duty is called. Says whether a letter was planned.
struct CallDuty(Arc<Service>);

impl Write for CallDuty {
    type Done = bool;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let (service, now) = (&self.0, self.0.now());
        if !task::tell(tx, now).await? {
            return Ok(false);
        }
        let due_at = match due::last_urgent(tx).await? {
            // One leaves in a moment: it will count what is there then.
            Some(due) if due > now && due <= now + BURST => return Ok(false),
            Some(due) if due <= now => now.max(due + BURST),
            // One that a mail server put off for longer tells nobody in time.
            _ => now,
        };
        let call = Job::Urgent { call: name(service), day: london_day(now) };
        due::plan(tx, &letter(service, call, due_at)).await?;
        Ok(true)
    }
}

/// Nobody opened it in time: the deputy is called, or the coordinator where there is none. Says whether a letter was planned.
struct CallDeputy(Arc<Service>);

impl Write for CallDeputy {
    type Done = bool;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let (service, now) = (&self.0, self.0.now());
        if !task::call_deputy(tx, now).await? {
            return Ok(false);
        }
        let call = Job::Late { call: name(service), day: london_day(now) };
        due::plan(tx, &letter(service, call, now)).await?;
        Ok(true)
    }
}

/// Plans the letters of the day, each once: where the record ends, and on working days what is open.
pub async fn daily(service: &Arc<Service>) -> Result<(), StoreError> {
    let now = service.now();
    let due_at = in_the_morning(now);
    let day = london_day(now);
    let mut letters = vec![letter(service, Job::RecordHead { day }, due_at)];
    if service.book.calendar.is_working_day(day) {
        letters.push(letter(service, Job::MorningList { day }, due_at));
    }
    service.store.write(PlanLetters(letters)).await?;
    service.ring();
    Ok(())
}

/// Letters are planned, each once.
struct PlanLetters(Vec<DueRow>);

impl Write for PlanLetters {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for letter in &self.0 {
            due::plan(tx, letter).await?;
        }
        Ok(())
    }
}

/// The letter of a day, as things stand now, or why it need not be sent any more.
pub(crate) async fn mail(service: &Service, job: &Job, day: NaiveDate) -> Result<Result<Mail, &'static str>, StoreError> {
    let operator = &service.settings.operator;
    let to = match job {
        Job::Urgent { .. } if !operator.duty_email.is_empty() => &operator.duty_email,
        Job::Late { .. } if !operator.deputy.email.is_empty() => &operator.deputy.email,
        _ => operator.coordinator(),
    };
    if to.is_empty() {
        return Ok(Err("nobody-on-duty"));
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let written = match job {
        Job::RecordHead { .. } => record_head(service, tx, day).await?,
        Job::MorningList { .. } => open(service, tx).await?,
        Job::Late { .. } => urgent(service, tx, true).await?,
        _ => urgent(service, tx, false).await?,
    };
    drop(conn);
    let letter = match written {
        Ok(letter) => letter,
        Err(why) => return Ok(Err(why)),
    };
    let of = ["desk", &job.name(), &day.to_string(), job.to(), to].join("\0");
    let message_id = message_id_of(service, of.as_bytes())?;
    let (to, at) = (to.to_owned(), service.now());
    Ok(Ok(Mail { to, subject: letter.subject, body: letter.body, message_id, at, from: Sender::Service }))
}

fn link(service: &Service) -> String {
    format!("{}/desk", service.settings.public_url)
}

async fn urgent(service: &Service, tx: &mut Tx<'_>, late: bool) -> Result<Result<Letter, &'static str>, StoreError> {
    let entries: i64 = task::counts(tx).await?.into_iter().filter(|(_, duty, _)| *duty).map(|(.., count)| count).sum();
    if entries == 0 {
        return Ok(Err("nothing-urgent"));
    }
    let operator = &service.settings.operator;
    let letter = letters::Urgent {
        t: service.speaker(),
        service: operator.service_name.clone(),
        demonstration: operator.demonstration,
        entries,
        on_duty: if late { operator.duty_name.clone() } else { String::new() },
        link: link(service),
        call_back: operator.call_back.clone(),
    };
    Ok(Ok(letter.letter()))
}

/// What a letter says of a kind.
fn words_of(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Duty => "letter-open-duty",
        TaskKind::Never => "letter-open-never",
        TaskKind::Unplaced => "letter-open-unplaced",
        TaskKind::Release => "letter-open-release",
        TaskKind::Message => "letter-open-message",
        TaskKind::Declined => "letter-open-declined",
        TaskKind::Undelivered => "letter-open-undelivered",
        TaskKind::Override => "letter-open-override",
        TaskKind::OverrideReview => "letter-open-override-review",
        TaskKind::Question => "letter-open-question",
        TaskKind::Overdue => "letter-open-overdue",
        TaskKind::Undone => "letter-open-undone",
        TaskKind::Action => "letter-open-action",
        TaskKind::Tell => "letter-open-tell",
        TaskKind::New => "letter-open-new",
    }
}

async fn open(service: &Service, tx: &mut Tx<'_>) -> Result<Result<Letter, &'static str>, StoreError> {
    let found = task::counts(tx).await?;
    let of = |id: &str| found.iter().filter(|(kind, ..)| kind == id).map(|(.., count)| count).sum::<i64>();
    let mail = ("letter-open-mail", incoming::count(tx).await?);
    let kinds = TaskKind::ALL.into_iter().map(|kind| (words_of(kind), of(kind.id())));
    let wrong = ("letter-open-centre", asking::count(tx).await?);
    let counts: Vec<_> = kinds.chain([mail, wrong]).filter(|(_, count)| *count > 0).collect();
    if counts.is_empty() {
        return Ok(Err("nothing-open"));
    }
    let operator = &service.settings.operator;
    let letter = letters::Open {
        t: service.speaker(),
        service: operator.service_name.clone(),
        demonstration: operator.demonstration,
        counts,
        link: link(service),
        call_back: operator.call_back.clone(),
    };
    Ok(Ok(letter.letter()))
}

async fn record_head(service: &Service, tx: &mut Tx<'_>, day: NaiveDate) -> Result<Result<Letter, &'static str>, StoreError> {
    let Some(end) = links::head(tx).await? else { return Ok(Err("nothing-chained")) };
    let found = links::last_check(tx).await?.and_then(|check| check.fault).map(|(_, position)| position);
    // What is stored as the last link may be none.
    let wrong = found.or(end.link.is_none().then_some(end.position));
    let operator = &service.settings.operator;
    let letter = letters::RecordHead {
        t: service.speaker(),
        service: operator.service_name.clone(),
        demonstration: operator.demonstration,
        day: service.speaker().day(day),
        position: end.position,
        made: service.speaker().to_the_second(end.chained_at),
        head: end.link.map(|link| link.to_hex()).unwrap_or_default(),
        wrong,
        call_back: operator.call_back.clone(),
    };
    Ok(Ok(letter.letter()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_core::words::Words;

    #[test]
    fn the_letter_of_the_morning_has_words_for_each_kind() {
        let t = Arc::new(Words::read([]).unwrap()).speaker(["en"]);
        for kind in TaskKind::ALL {
            assert!(words_of(kind) == format!("letter-open-{}", kind.id()) && t.has(words_of(kind)), "{kind:?}");
        }
    }
}
