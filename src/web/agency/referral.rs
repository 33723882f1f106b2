//! Reading a referral with a one-time code, and answering it.

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::{Path, Payload};
use askama::Template;
use waymark_core::handling::question::{self, Asked};
use waymark_core::labels::AGENCY_STATE;
use waymark_core::referral::{Answer, DeclineReason, State, Step};
use waymark_core::report::labels::PURPOSE;
use waymark_core::report::{Purpose, Told};
use waymark_core::words::Speaker;

use crate::journeys::organisation::ask::{self, AskFault};
use crate::journeys::organisation::link::{Link, LinkFault};
use crate::journeys::organisation::{answer, read};
use crate::journeys::service::unsent::Late;
use crate::web::agency::link::{follow, has_session, whose};
use crate::web::http::limits::Door;
use crate::web::http::refill::Again;
use crate::web::http::stop::Stop;
use crate::web::http::unsent::{self, Sent};
use crate::web::http::visit::Visit;
use crate::web::parts::frame::{Choice, FaultLine, Frame};
use crate::web::parts::held_by::{asked_in, overruled};
use crate::web::parts::rows::{QuestionView, SectionView};
use crate::web::parts::sections;

/// The link of a visit that typed a code; nothing when it did not, or no longer may.
async fn reading(visit: &Visit, token: &str) -> Result<Option<Link>, Stop> {
    let link = follow(visit, token).await?;
    Ok(has_session(visit, &link).await?.then_some(link))
}

/// The link of a visit that answers. When its session is over nothing is recorded: the visitor is told so, and what they typed is kept.
async fn answering(visit: &Visit, token: &str) -> Result<Result<Link, HttpResponse>, Stop> {
    let link = follow(visit, token).await?;
    if has_session(visit, &link).await? {
        return Ok(Ok(link));
    }
    let kept = match visit.known_secret() {
        Some(secret) => unsent::keep(visit, &secret, Some(whose(&link)), Sent::by(visit)).await?,
        None => false,
    };
    Ok(Err(visit.go(&format!("/r/{token}?{}", if kept { "kept" } else { "ended" }))))
}

/// Something was recorded: what was kept of it is forgotten.
async fn recorded(visit: &Visit, link: &Link) -> Result<(), Stop> {
    let Some(secret) = visit.known_secret() else { return Ok(()) };
    unsent::taken(visit, &secret, whose(link)).await
}

/// The referral is over, or took another answer meanwhile: nothing was recorded, and the page at the link shows how it stands.
fn not_recorded(visit: &Visit, token: &str) -> HttpResponse {
    visit.go(&format!("/r/{token}?not-recorded"))
}

/// What a page says after an answer.
const NOTICES: [(&str, &str); 2] = [("accepted", "notice-accepted"), ("asked", "ask-sent")];

/// `GET /r/<token>/referral`
pub(in crate::web) async fn show(visit: Visit, token: Path<String>) -> Result<HttpResponse, Stop> {
    page(&visit, &token, None).await
}

/// The referral, with what was typed and why it was not taken.
async fn page(visit: &Visit, token: &str, typed: Option<(&str, FaultLine)>) -> Result<HttpResponse, Stop> {
    let Some(link) = reading(visit, token).await? else { return Ok(visit.go(&format!("/r/{token}"))) };
    let read = match read::read(&visit.service, &link).await {
        Err(LinkFault::Over) => return Ok(visit.go(&format!("/r/{token}"))),
        read => read?,
    };
    let t = visit.speaker();
    if let Some(secret) = visit.known_secret() {
        let here = t.say("kept-here");
        let again = |late: Late| Again { path: late.path, fields: late.fields, here, elsewhere: String::new() };
        unsent::put_back(visit, &secret, whose(&link), again).await?;
    }
    let state = link.referral.state;
    let agency = visit.service.book.agency(&read.agency).map_or_else(|| read.agency.clone(), |agency| agency.name.clone());
    let missing = FaultLine { anchor: "reason".to_owned(), text: t.say("fault-reason-missing") };
    let purpose = link.referral.purpose;
    let reasons = DeclineReason::ALL.into_iter().filter(|reason| reason.fits(purpose));
    let (question, typed_fault) = typed.map(|(text, fault)| (text.to_owned(), fault)).unzip();
    let missing = Some(missing).filter(|_| visit.query() == "reason-missing");
    visit.show(&ReferralPage {
        frame: visit.form_frame(false),
        path: format!("/r/{token}"),
        reference: read.reference.clone(),
        agency,
        agreement: read.agreement.clone(),
        agreement_version: read.agreement_version,
        asked: read.asked.as_ref().map(|on| asked_in("agency-asked", &on.asked.wording, &on.asked.language, on.at, t)),
        purpose: t.of(&PURPOSE, read.purpose),
        urgent: read.urgent,
        due: read.due_at.filter(|_| link.referral.acknowledged_at.is_none()).map(|at| t.when(at)),
        state: t.of(&AGENCY_STATE, state.id()),
        overruled: read.overruled.map(|ground| overruled("referral-overruled", ground, t)),
        anonymous: read.permission == "anonymous",
        sections: sections::of(&read.sections, read.access.as_ref(), &visit.service.book, t),
        informs: purpose == Purpose::Inform,
        can_acknowledge: state.after(Step::Acknowledge) == Ok(State::Acknowledged) && state != State::Acknowledged,
        can_accept: Answer::Accept.fits(purpose) && matches!(state, State::Sent | State::Acknowledged),
        can_decline: matches!(state, State::Sent | State::Acknowledged | State::Accepted),
        can_close: state == State::Accepted,
        reasons: reasons
            .map(|reason| Choice { value: reason.id().to_owned(), label: t.label(reason), hint: String::new(), chosen: false })
            .collect(),
        questions: read.questions.iter().map(|one| asked(one, t)).collect(),
        question: question.unwrap_or_default(),
        faults: missing.into_iter().chain(typed_fault).collect(),
        notice: NOTICES.into_iter().find(|(word, _)| *word == visit.query()).map(|(_, id)| t.say(id)),
    })
}

fn asked(one: &Asked, t: &Speaker) -> QuestionView {
    QuestionView {
        at: t.when(one.at),
        text: one.question.reveal().to_owned(),
        answer: one.answer.as_ref().map(|reply| (t.when(reply.at), reply.text.reveal().to_owned())),
        link: None,
        over: false,
    }
}

/// `POST /r/<token>/ask`
pub(in crate::web) async fn ask(visit: Visit, token: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Codes)?;
    let form = visit.form(payload).await?;
    let link = match answering(&visit, &token).await? {
        Ok(link) => link,
        Err(away) => return Ok(away),
    };
    let typed = form.get("question");
    let t = visit.speaker();
    let text = match ask::ask(&visit.service, &link, Told::new(typed)).await {
        Ok(()) => {
            recorded(&visit, &link).await?;
            return Ok(visit.go(&format!("/r/{token}/referral?asked")));
        }
        Err(AskFault::Link(LinkFault::Over)) => return Ok(not_recorded(&visit, &token)),
        Err(AskFault::Link(fault)) => return Err(fault.into()),
        Err(AskFault::Blank) => t.say("ask-fault-blank"),
        Err(AskFault::TooLong) => t.say1("ask-fault-too-long", "number", question::LONGEST),
        Err(AskFault::TooMany) => t.say1("ask-fault-too-many", "number", ask::MOST_OPEN),
    };
    page(&visit, &token, Some((typed, FaultLine { anchor: "question".to_owned(), text }))).await
}

/// `GET /r/<token>/referral.json`
pub(in crate::web) async fn download(visit: Visit, token: Path<String>) -> Result<HttpResponse, Stop> {
    let Some(link) = reading(&visit, &token).await? else { return Ok(visit.go(&format!("/r/{token}"))) };
    let read = match read::read(&visit.service, &link).await {
        Err(LinkFault::Over) => return Ok(visit.go(&format!("/r/{token}"))),
        read => read?,
    };
    let name = format!("attachment; filename=\"{}.json\"", read.reference);
    Ok(HttpResponse::Ok().insert_header((CONTENT_DISPOSITION, name)).json(read))
}

async fn take(visit: &Visit, token: &str, answer: Answer, then: &str) -> Result<HttpResponse, Stop> {
    let link = match answering(visit, token).await? {
        Ok(link) => link,
        Err(away) => return Ok(away),
    };
    match answer::answer(&visit.service, &link, answer).await {
        Ok(_) => {
            recorded(visit, &link).await?;
            Ok(visit.go(&format!("/r/{token}{then}")))
        }
        Err(LinkFault::Over) => Ok(not_recorded(visit, token)),
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /r/<token>/accept`
pub(in crate::web) async fn accept(visit: Visit, token: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Codes)?;
    visit.form(payload).await?;
    take(&visit, &token, Answer::Accept, "/referral?accepted").await
}

/// `POST /r/<token>/decline`
pub(in crate::web) async fn decline(visit: Visit, token: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Codes)?;
    let form = visit.form(payload).await?;
    match DeclineReason::from_id(form.get("reason")) {
        Some(reason) => take(&visit, &token, Answer::Decline(reason), "").await,
        None => Ok(visit.go(&format!("/r/{token}/referral?reason-missing"))),
    }
}

/// `POST /r/<token>/close`
pub(in crate::web) async fn close(visit: Visit, token: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Codes)?;
    visit.form(payload).await?;
    take(&visit, &token, Answer::Close, "").await
}

/// A referral, to read and to answer.
#[derive(Template)]
#[template(path = "pages/agency/referral.html")]
pub(crate) struct ReferralPage {
    /// What every page has.
    pub frame: Frame,
    /// `/r/<token>`.
    pub path: String,
    /// Of the report.
    pub reference: String,
    /// The organisation's name.
    pub agency: String,
    /// The agreement it was made under.
    pub agreement: String,
    /// Its version.
    pub agreement_version: i64,
    /// In which wording the person was asked, and when, a sentence.
    pub asked: Option<String>,
    /// What for, in words.
    pub purpose: String,
    /// Whether the risk is high.
    pub urgent: bool,
    /// When it should be acknowledged.
    pub due: Option<String>,
    /// Where it stands, a sentence.
    pub state: String,
    /// That it was passed on without permission, and on which ground, a sentence.
    pub overruled: Option<String>,
    /// Whether it was passed on without a name.
    pub anonymous: bool,
    /// What may be seen.
    pub sections: Vec<SectionView>,
    /// Whether its organisation is only informed: then it can say that it arrived, and has nothing to take on.
    pub informs: bool,
    /// Whether nobody there has said yet that it arrived.
    pub can_acknowledge: bool,
    /// Whether it can be accepted.
    pub can_accept: bool,
    /// Whether it can be declined.
    pub can_decline: bool,
    /// Whether it can be closed.
    pub can_close: bool,
    /// Why it may be declined.
    pub reasons: Vec<Choice>,
    /// What they asked, the oldest first.
    pub questions: Vec<QuestionView>,
    /// The question as it was typed.
    pub question: String,
    /// What is wrong with what was chosen or typed. Ids: `reason`, `question`.
    pub faults: Vec<FaultLine>,
    /// What was just done.
    pub notice: Option<String>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;
    use waymark_core::labels::AGENCY_DECLINE;
    use waymark_core::referral::DeclineReason;

    use super::ReferralPage;
    use crate::web::parts::frame::Frame;
    use crate::web::parts::rows::{QuestionView, Row, SectionView};
    use crate::web::samples::common::{HOSTILE, LONG, REFERENCE, Sample, choices, fault, s};

    fn sections(frame: &Frame) -> Vec<SectionView> {
        let t = &frame.t;
        let row = |label: &str, lines: &[&str]| Row { label: t.say(label), lines: lines.iter().map(|line| s(line)).collect() };
        let section = |title: &str, rows| SectionView { title: t.say(title), rows };
        let story = format!("{HOSTILE}\n\nThey shouted at me at the bus stop. {LONG}");
        vec![
            section(
                "agency-section-incident",
                vec![row("row-account", &[&story]), row("row-types", &["Threats", "Being spat at"])],
            ),
            section(
                "agency-section-contact",
                vec![row("row-ways", &["07700 900123"]), row("row-safe-times", &["بعد السادسة مساءً"])],
            ),
            section("agency-section-suspect", vec![]),
        ]
    }

    fn questions() -> Vec<QuestionView> {
        let asked = |at: &str, text: String, answer| QuestionView { at: s(at), text, answer, link: None, over: false };
        let answer = (s("21 November 2026, 9:00am"), format!("{HOSTILE}\n\nMondays. {LONG}"));
        vec![
            asked("21 November 2026, 10:00am", format!("{HOSTILE} {LONG}"), None),
            asked("20 November 2026, 6:00pm", s("Which days are safe?"), Some(answer)),
        ]
    }

    fn referral(frame: &Frame, anonymous: bool, informs: bool) -> ReferralPage {
        let t = &frame.t;
        let wrong = || {
            vec![fault("reason", t.say("fault-reason-missing")), fault("question", t.say1("ask-fault-too-many", "number", 20))]
        };
        ReferralPage {
            frame: frame.clone(),
            path: s("/r/abc"),
            reference: s(REFERENCE),
            agency: s("Tees Pride Advocacy"),
            agreement: s("tees-pride-2026"),
            agreement_version: 3,
            asked: (!anonymous).then(|| t.say2("agency-asked", "wording", "2026-11-1 (en)", "day", "20 November 2026")),
            purpose: t.say("purpose-support"),
            urgent: true,
            due: Some(s("Tuesday 24 November 2026, 14:05")),
            state: t.say("agency-state-acknowledged"),
            overruled: None,
            anonymous,
            sections: sections(frame),
            informs,
            can_acknowledge: informs,
            can_accept: !anonymous && !informs,
            can_decline: true,
            can_close: anonymous && !informs,
            reasons: choices(t, &AGENCY_DECLINE, &DeclineReason::IDS),
            questions: questions(),
            question: if anonymous { s(HOSTILE) } else { String::new() },
            faults: if anonymous { wrong() } else { vec![] },
            notice: (!anonymous).then(|| t.say("notice-accepted")),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![
            ("referral", referral(frame, false, false).render()),
            ("referral-anonymous", referral(frame, true, false).render()),
            ("referral-informs", referral(frame, true, true).render()),
        ]
    }
}
