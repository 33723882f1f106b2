//! Letters that nobody recognised, for coordinators: opening one is written down; reading it again for a while is not.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use uuid::Uuid;
use waymark_core::report::Told;
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::journeys::desk::post::mail::{self, LONGEST, MailFault};
use crate::journeys::desk::post::unknown_letter::Listed;
use crate::web::desk::door::door::Desk;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::MAIL_NOTICE;
use crate::web::parts::frame::{FaultLine, Frame};

impl From<MailFault> for Stop {
    fn from(fault: MailFault) -> Self {
        match fault {
            MailFault::Store(error) => error.into(),
            MailFault::NotAllowed => Self::Role,
            MailFault::NotThere | MailFault::Blank | MailFault::TooLong | MailFault::NoReport => Self::NotFound,
        }
    }
}

/// The letter that an address names.
fn id_of(id: &str) -> Result<Uuid, Stop> {
    Uuid::parse_str(id).map_err(|_| Stop::NotFound)
}

/// `GET /desk/mail`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Mail).await?;
    let visit = &desk.visit;
    let done = visit.asks("all-done");
    let from = visit.query().split('&').find_map(|part| Uuid::parse_str(part.strip_prefix("from=")?).ok());
    let list = mail::list(&visit.service, &desk.who, done, from.unwrap_or_default()).await?;
    let t = visit.speaker();
    let base = if done { "/desk/mail?all-done&from=" } else { "/desk/mail?from=" };
    visit.show(&MailPage {
        frame: desk.frame(),
        done,
        letters: list.letters.iter().map(|letter| line(letter, t)).collect(),
        next: list.next.map(|id| format!("{base}{id}")),
        first: from.is_none(),
        notice: MAIL_NOTICE.members.iter().find(|word| visit.asks(word)).map(|word| t.of(&MAIL_NOTICE, word)),
    })
}

fn line(letter: &Listed, t: &Speaker) -> LetterLine {
    let or = |told: &Told, id: &str| if told.is_blank() { t.say(id) } else { told.reveal().to_owned() };
    LetterLine {
        id: letter.id.to_string(),
        came: t.when(letter.came_at),
        from: or(&letter.from, "mail-nobody"),
        subject: or(&letter.subject, "mail-no-subject"),
        done: letter.done.as_ref().map(|(at, note)| (t.when(*at), note.reveal().to_owned())),
    }
}

/// What was typed, and why it was not taken.
#[derive(Default)]
struct Typed<'a> {
    note: &'a str,
    reference: &'a str,
    faults: Vec<FaultLine>,
}

async fn page(desk: &Desk, id: Uuid, typed: Typed<'_>) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    let letter = mail::read(&visit.service, &desk.who, id).await?;
    visit.show(&LetterPage {
        frame: desk.frame(),
        letter: line(&letter.listed, t),
        text: letter.text.reveal().to_owned(),
        files: (letter.files > 0).then(|| t.say1("mail-files", "count", letter.files)),
        cut: letter.cut,
        note: typed.note.to_owned(),
        reference: typed.reference.to_owned(),
        faults: typed.faults,
    })
}

/// `GET /desk/mail/<id>`
pub(crate) async fn letter(visit: Visit, id: Path<String>) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::Mail).await?;
    let id = id_of(&id)?;
    if !desk.who.has_open(id, desk.visit.service.now()) {
        return Ok(desk.visit.go("/desk/mail"));
    }
    page(&desk, id, Typed::default()).await
}

/// `POST /desk/mail/<id>`: opens a letter.
pub(crate) async fn open(visit: Visit, id: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Mail).await?;
    let id = id_of(&id)?;
    mail::open(&desk.visit.service, &desk.who, id).await?;
    desk.go_on(Some(id)).await?;
    Ok(desk.visit.go(&format!("/desk/mail/{id}")))
}

/// `POST /desk/mail/<id>/done`: what became of it.
pub(crate) async fn done(visit: Visit, id: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Mail).await?;
    let id = id_of(&id)?;
    if !desk.who.has_open(id, desk.visit.service.now()) {
        return Ok(desk.visit.go("/desk/mail"));
    }
    let (note, t) = (form.get("note"), desk.visit.speaker());
    let text = match mail::done(&desk.visit.service, &desk.who, id, Told::new(note)).await {
        Ok(()) => {
            desk.go_on(None).await?;
            return Ok(desk.visit.go("/desk/mail?done"));
        }
        Err(MailFault::Blank) => t.say("mail-fault-blank"),
        Err(MailFault::TooLong) => t.say1("mail-fault-too-long", "number", LONGEST),
        Err(fault) => return Err(fault.into()),
    };
    let faults = vec![FaultLine { anchor: "note".to_owned(), text }];
    page(&desk, id, Typed { note, faults, ..Typed::default() }).await
}

/// `POST /desk/mail/<id>/link`: the report that it belongs to.
pub(crate) async fn link(visit: Visit, id: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    let mut desk = Desk::enter(visit, Act::Mail).await?;
    let id = id_of(&id)?;
    if !desk.who.has_open(id, desk.visit.service.now()) {
        return Ok(desk.visit.go("/desk/mail"));
    }
    let (reference, t) = (form.get("reference"), desk.visit.speaker());
    match mail::link(&desk.visit.service, &desk.who, id, reference.trim(), t).await {
        Ok(_) => {
            desk.go_on(None).await?;
            Ok(desk.visit.go("/desk/mail?linked"))
        }
        Err(MailFault::NoReport) => {
            let faults = vec![FaultLine { anchor: "reference".to_owned(), text: t.say("desk-unknown") }];
            page(&desk, id, Typed { reference, faults, ..Typed::default() }).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// `/desk/mail`
#[derive(Template)]
#[template(path = "pages/desk/post/mail.html")]
pub(crate) struct MailPage {
    /// What every page has.
    pub frame: Frame,
    /// Whether it lists letters that are done.
    pub done: bool,
    /// Letters, the oldest first.
    pub letters: Vec<LetterLine>,
    /// Where more are; nothing after the last.
    pub next: Option<String>,
    /// Whether this is the beginning of the list.
    pub first: bool,
    /// What was just done.
    pub notice: Option<String>,
}

/// A letter that nobody recognised, in a list.
pub(crate) struct LetterLine {
    /// Its id.
    pub id: String,
    /// When it came in.
    pub came: String,
    /// Who says that they wrote it.
    pub from: String,
    /// The subject.
    pub subject: String,
    /// When it was done, and what became of it.
    pub done: Option<(String, String)>,
}

/// `/desk/mail/<id>`
#[derive(Template)]
#[template(path = "pages/desk/post/mail_letter.html")]
pub(crate) struct LetterPage {
    /// What every page has.
    pub frame: Frame,
    /// What the list shows of it.
    pub letter: LetterLine,
    /// The words.
    pub text: String,
    /// How many files came with it, a sentence.
    pub files: Option<String>,
    /// Whether it was longer than what was kept.
    pub cut: bool,
    /// The note as it was typed.
    pub note: String,
    /// The reference as it was typed.
    pub reference: String,
    /// What is wrong with what was typed. Ids: `note`, `reference`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{LetterLine, LetterPage, MailPage};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, Sample, faults, s};

    fn line(frame: &Frame, done: bool) -> LetterLine {
        LetterLine {
            id: s("0193-aa"),
            came: s("20 November 2026, 2:03pm"),
            from: format!("{HOSTILE} <{LONG}@mail.example>"),
            subject: if done { frame.t.say("mail-no-subject") } else { format!("{HOSTILE} {LONG}") },
            done: done.then(|| (s("21 November 2026, 9:00am"), s(HOSTILE))),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let t = &frame.t;
        let mail = |done: bool| MailPage {
            frame: frame.clone(),
            done,
            letters: vec![line(frame, done), line(frame, done)],
            next: done.then(|| s("/desk/mail?all-done&from=0193-aa")),
            first: !done,
            notice: (!done).then(|| t.say("mail-notice-linked")),
        };
        let letter = |done: bool| LetterPage {
            frame: frame.clone(),
            letter: line(frame, done),
            text: if done { String::new() } else { format!("{HOSTILE}\n\n{LONG}") },
            files: (!done).then(|| t.say1("mail-files", "count", 2)),
            cut: !done,
            note: s(HOSTILE),
            reference: s(HOSTILE),
            faults: faults(t, !done, &[("reference", "desk-unknown"), ("note", "mail-fault-blank")]),
        };
        vec![
            ("desk-mail", mail(false).render()),
            ("desk-mail-done", mail(true).render()),
            ("desk-letter", letter(false).render()),
            ("desk-letter-done", letter(true).render()),
        ]
    }
}
