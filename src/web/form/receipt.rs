//! The receipt, until its reporter says that it is saved.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::Payload;
use askama::Template;
use serde_json::json;
use waymark_core::referral::Next;
use waymark_core::report::labels::PURPOSE;
use waymark_core::report::parse;
use waymark_core::vocabulary::AgreementId;
use waymark_core::words::Speaker;

use crate::journeys::person::just_sent::stands;
use crate::journeys::person::sent;
use crate::journeys::service::{Service, sessions};
use crate::web::asking::offers::promised;
use crate::web::asking::read_back::Told;
use crate::web::form::looks::looks;
use crate::web::form::unsaved::Unsaved;
use crate::web::http::limits::Door;
use crate::web::http::problem::words_of;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::{FaultLine, Frame};
use crate::web::parts::held_by::{step, waits};
use crate::web::parts::holder::Step;
use crate::web::parts::notice::Notice;

/// `GET /report/receipt`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let unsaved = Unsaved::must_be_here(&visit).await?;
    let t = visit.speaker();
    let receipted = &unsaved.receipted;
    let fault = unsaved.fault.clone().filter(|_| visit.asks("mend"));
    let stands = stands(&visit.service, receipted, t).await?;
    let told = receipted.referrals.iter().zip(stands.each).map(|(referred, stand)| {
        let (happened, next) = stand.unzip();
        let told = Told {
            name: referred.name.clone(),
            purpose: t.of(&PURPOSE, &referred.purpose),
            sections: unsaved
                .shown
                .iter()
                .find(|(key, _)| *key == format!("{}.{}", referred.agency, &referred.purpose))
                .map(|(_, shown)| shown.clone())
                .unwrap_or_default(),
            within: within(&visit.service, &referred.agreement, unsaved.urgent, t),
        };
        Getting {
            told,
            happened: happened.iter().flatten().map(|event| step(event, t)).collect(),
            late: next.as_ref().is_some_and(|next| next.what == Next::Late.id()),
            next: next.map(|next| next.in_words).unwrap_or_default(),
        }
    });
    visit.show(&ReceiptPage {
        frame: Frame { bare: true, ..visit.form_frame(true) },
        reference: receipted.reference.clone(),
        receipt: receipted.receipt.clone(),
        headline: stands.headline,
        told: told.collect(),
        waiting: receipted.unplaced.iter().map(|waiting| waits(waiting, t)).collect(),
        thanks: t.say1("receipt-thanks", "who", if unsaved.own { "you" } else { "them" }),
        worded: unsaved.worded,
        looks: looks(&visit.service, unsaved.urgent, unsaved.sent_at, t),
        news: t.label(unsaved.news),
        leaves: unsaved.waits.is_some(),
        faults: fault.into_iter().map(|text| FaultLine { anchor: "word".to_owned(), text }).collect(),
    })
}

/// How soon an organisation promised to answer, in words.
fn within(service: &Service, agreement: &str, urgent: bool, t: &Speaker) -> String {
    let agreement = service.book.agreement(&AgreementId::from(agreement));
    agreement.map(|agreement| promised(agreement.promise(urgent), t)).unwrap_or_default()
}

/// `GET /report/receipt/note.txt`: both numbers as a file whose name and words tell nothing.
pub(crate) async fn note(visit: Visit) -> Result<HttpResponse, Stop> {
    let unsaved = Unsaved::must_be_here(&visit).await?;
    let text = format!("{}\r\n{}\r\n", unsaved.receipted.receipt, unsaved.receipted.reference);
    let mut response = HttpResponse::Ok();
    response.insert_header((CONTENT_TYPE, "text/plain; charset=utf-8"));
    response.insert_header((CONTENT_DISPOSITION, "attachment; filename=\"note.txt\""));
    Ok(response.body(text))
}

/// `POST /report/receipt/word`: a word of one's own, needed with the receipt from then on.
pub(crate) async fn word(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Receipts)?;
    let form = visit.form(payload).await?;
    let mut unsaved = Unsaved::must_be_here(&visit).await?;
    if unsaved.worded {
        return Ok(visit.go("/report/receipt"));
    }
    match parse::own_word(&json!({"word": form.get("word")}), &visit.service.reading(&|_| false)) {
        Err(faults) => {
            unsaved.fault = faults.first().map(|fault| words_of(&fault.code, visit.speaker()));
            unsaved.keep(&visit).await?;
            Ok(visit.go("/report/receipt?mend#word"))
        }
        Ok(word) => {
            unsaved.choose(&visit, &word).await?;
            unsaved.keep(&visit).await?;
            Ok(visit.go("/report/receipt?worded"))
        }
    }
}

/// `POST /report/receipt/saved`
pub(crate) async fn saved(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.form(payload).await?;
    if let Some(waits) = Unsaved::find(&visit).await?.and_then(|unsaved| unsaved.waits) {
        sent::wait_no_longer(&visit.service, &waits).await?;
    }
    if let Some(secret) = visit.known_secret() {
        sessions::end_all(&visit.service, &secret).await?;
    }
    Ok(visit.go_and_forget("/report/saved"))
}

/// `GET /report/saved`: the receipt is no longer here.
pub(crate) async fn gone(visit: Visit) -> Result<HttpResponse, Stop> {
    let t = visit.speaker();
    visit.show(&Notice {
        frame: visit.frame(true),
        heading: t.say("saved-title"),
        paragraphs: vec![t.say("saved-what"), t.say("saved-history")],
        link: Some(("/".to_owned(), t.say("link-home"))),
    })
}

/// An organisation that gets the report, and what became of it there so far.
pub(crate) struct Getting {
    /// Who, and what it may see.
    pub told: Told,
    /// What happened, the oldest first.
    pub happened: Vec<Step>,
    /// What comes next, a sentence or two.
    pub next: String,
    /// Whether they are late.
    pub late: bool,
}

/// The receipt, shown once.
#[derive(Template)]
#[template(path = "pages/form/receipt.html")]
pub(crate) struct ReceiptPage {
    /// What every page has.
    pub frame: Frame,
    /// May be spoken to anyone.
    pub reference: String,
    /// Opens the report.
    pub receipt: String,
    /// Where it stands, a sentence or more.
    pub headline: String,
    /// Who is told.
    pub told: Vec<Getting>,
    /// What waits, a sentence each.
    pub waiting: Vec<String>,
    /// Thanks, a sentence or two.
    pub thanks: String,
    /// Whether a word of one's own is needed with the receipt now.
    pub worded: bool,
    /// When somebody of the service looks, a sentence.
    pub looks: String,
    /// How its reporter hears of what is new, a sentence.
    pub news: String,
    /// Whether it waits for the word after the way out.
    pub leaves: bool,
    /// What is wrong with what was typed. Ids: `word`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{Getting, ReceiptPage};
    use crate::web::asking::read_back::Told;
    use crate::web::parts::frame::Frame;
    use crate::web::parts::holder::Step;
    use crate::web::samples::common::{HOSTILE, RECEIPT, REFERENCE, STAFFED, Sample, faults, s};

    fn receipt(frame: &Frame, worded: bool) -> ReceiptPage {
        let t = &frame.t;
        let told = |name: &str| Getting {
            told: Told {
                name: s(name),
                purpose: t.say("purpose-support"),
                sections: vec![t.say("section-incident"), t.say("section-contact")],
                within: t.say1("promise-working-days", "number", 2),
            },
            happened: vec![Step { what: t.say("happened-waiting"), why: None, at: Some(s("20 November 2026, 14:03")) }],
            next: t.say("next-step-leaves"),
            late: false,
        };
        ReceiptPage {
            frame: frame.clone(),
            reference: s(REFERENCE),
            receipt: s(RECEIPT),
            headline: t.say1("headline-leaves", "count", 2),
            told: vec![told("Tees Pride Advocacy"), told(HOSTILE)],
            waiting: vec![t.say1("unplaced-all-at-capacity", "purpose", t.say("purpose-protect"))],
            thanks: t.say1("receipt-thanks", "who", if worded { "you" } else { "them" }),
            worded,
            looks: t.say1("form-watched", "hours", STAFFED),
            news: t.say("news-look"),
            leaves: worded,
            faults: faults(t, !worded, &[("word", "fault-required")]),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("receipt", receipt(frame, true).render()), ("receipt-faulty", receipt(frame, false).render())]
    }
}
