//! The page at a link: reference, urgency and deadline; acknowledging; asking for a code and typing it.

use actix_web::HttpResponse;
use actix_web::web::{Path, Payload};
use askama::Template;
use uuid::Uuid;
use waymark_core::labels::AGENCY_STATE;
use waymark_core::referral::{Referral, State};
use waymark_core::report::Told;
use waymark_core::words::Speaker;

use crate::journeys::organisation::codes::{self, Ask, CODE_IS_GOOD, Reader};
use crate::journeys::organisation::link::{self, Link, LinkFault};
use crate::journeys::organisation::{answer, page};
use crate::journeys::service::sessions::{self, Kind};
use crate::journeys::service::unsent::{self, Whose};
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::{Choice, FaultLine, Frame};

/// Follows the link of this visit.
pub(super) async fn follow(visit: &Visit, token: &str) -> Result<Link, Stop> {
    link::follow(&visit.service, token).await.map_err(Stop::from)
}

/// Whose words they are that are typed on the page of this referral.
pub(super) fn whose(link: &Link) -> Whose {
    Whose::Referral(link.referral.id)
}

/// Whether this visit typed a code of this referral.
pub(super) async fn has_session(visit: &Visit, link: &Link) -> Result<bool, Stop> {
    let Some(secret) = visit.known_secret() else { return Ok(false) };
    let reader: Option<Reader> = sessions::find(&visit.service, &secret, Kind::Reader).await?;
    Ok(reader.is_some_and(|reader| reader.referral == link.referral.id))
}

/// `GET /r/<token>`
pub(in crate::web) async fn show(visit: Visit, token: Path<String>) -> Result<HttpResponse, Stop> {
    let link = follow(&visit, &token).await?;
    page(&visit, &token, &link).await
}

/// Whom a code goes to, in words.
fn reader_in_words(t: &Speaker, name: Option<&str>) -> String {
    name.map_or_else(|| t.say("reader-mailbox"), |name| t.say1("reader-named", "name", name))
}

/// What they told us last, and when. Somebody who answered at once never said merely that it arrived.
fn said(referral: &Referral, t: &Speaker) -> Option<String> {
    let answered = referral
        .accepted_at
        .or(referral.settled_at)
        .filter(|_| matches!(referral.state, State::Accepted | State::Declined | State::Closed));
    match answered {
        Some(at) => Some(t.say1("link-answered", "at", t.when(at))),
        None => referral.acknowledged_at.map(|at| t.say1("link-acknowledged", "at", t.when(at))),
    }
}

/// What is wrong, by the word that we sent the visitor back with.
const FAULTS: [(&str, &str, &str); 2] =
    [("name-missing", "name", "fault-name-missing"), ("reader-missing", "reader", "fault-reader-missing")];

/// What is said to whoever did something that was not recorded, by the word that we sent them here with.
const SAID: [(&str, &str); 3] =
    [("kept", "link-not-recorded-kept"), ("ended", "link-not-recorded-ended"), ("not-recorded", "link-not-recorded")];

async fn page(visit: &Visit, token: &str, link: &Link) -> Result<HttpResponse, Stop> {
    let view = page::at_link(&visit.service, link).await?;
    let t = visit.speaker();
    let state = link.referral.state;
    let fault = FAULTS.into_iter().find(|(word, ..)| *word == visit.query());
    let readers = view.readers.into_iter().enumerate();
    visit.show(&LinkPage {
        frame: visit.form_frame(false),
        path: format!("/r/{token}"),
        reference: link.head.reference.to_string(),
        urgent: view.urgent,
        due: link.referral.due_at.filter(|_| link.referral.acknowledged_at.is_none()).map(|at| t.when(at)),
        state: t.of(&AGENCY_STATE, state.id()),
        over: view.over,
        can_acknowledge: !view.over && matches!(state, State::Queued | State::Sent | State::Bounced | State::Undeliverable),
        acknowledged: said(&link.referral, t),
        readers: readers
            .map(|(place, reader)| Choice {
                value: reader.mark,
                label: reader_in_words(t, reader.name.as_deref()),
                hint: String::new(),
                chosen: place == 0,
            })
            .collect(),
        faults: fault.map(|(_, anchor, id)| FaultLine { anchor: anchor.to_owned(), text: t.say(id) }).into_iter().collect(),
        has_session: !view.over && has_session(visit, link).await?,
        notice: SAID.into_iter().find(|(word, _)| *word == visit.query()).map(|(_, id)| t.say(id)),
    })
}

/// `POST /r/<token>/acknowledge`
pub(in crate::web) async fn acknowledge(visit: Visit, token: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Codes)?;
    let form = visit.form(payload).await?;
    let link = follow(&visit, &token).await?;
    let name: String = form.get("name").trim().chars().take(200).collect();
    if name.is_empty() {
        return Ok(visit.go(&format!("/r/{token}?name-missing")));
    }
    match answer::acknowledge(&visit.service, &link, Told::new(name)).await {
        Ok(()) => Ok(visit.go(&format!("/r/{token}"))),
        Err(LinkFault::Over) => Ok(visit.go(&format!("/r/{token}?not-recorded"))),
        Err(fault) => Err(fault.into()),
    }
}

/// `POST /r/<token>/code`
pub(in crate::web) async fn ask_code(visit: Visit, token: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Codes)?;
    let form = visit.form(payload).await?;
    let link = follow(&visit, &token).await?;
    // Asking again names the request instead of the reader.
    let ask = form.get("request").parse::<Uuid>().map_or_else(|_| Ask::New(form.get("reader")), Ask::Again);
    match codes::ask_code(&visit.service, &link, ask).await {
        Ok(request) => Ok(visit.go(&format!("/r/{token}/code?{}", request.id))),
        Err(LinkFault::NoReader) => Ok(visit.go(&format!("/r/{token}?reader-missing"))),
        Err(LinkFault::Over) => Ok(visit.go(&format!("/r/{token}"))),
        Err(fault) => Err(fault.into()),
    }
}

/// `GET /r/<token>/code?<request>`
pub(in crate::web) async fn code_page(visit: Visit, token: Path<String>) -> Result<HttpResponse, Stop> {
    let link = follow(&visit, &token).await?;
    let (id, wrong) = match visit.query().split_once('&') {
        Some((id, "wrong")) => (id, true),
        _ => (visit.query(), false),
    };
    let Ok(id) = id.parse::<Uuid>() else { return Ok(visit.go(&format!("/r/{token}"))) };
    let request = codes::request(&visit.service, &link, id).await?;
    let sent_to = codes::sent_to(&visit.service, &link, &request)?;
    let over = request.good_until <= visit.service.now() || request.used_at.is_some() || request.tries >= 5;
    let fault = match (wrong, over) {
        (_, true) => Some("fault-code-over"),
        (true, false) => Some("fault-code-wrong"),
        _ => None,
    };
    visit.show(&CodePage {
        frame: visit.form_frame(false),
        path: format!("/r/{token}"),
        reference: link.head.reference.to_string(),
        request: request.id.to_string(),
        request_name: request.name.clone(),
        sent_to: reader_in_words(visit.speaker(), sent_to.as_deref()),
        minutes: CODE_IS_GOOD.num_minutes(),
        faults: fault.map(|id| FaultLine { anchor: "code".to_owned(), text: visit.speaker().say(id) }).into_iter().collect(),
    })
}

/// `POST /r/<token>/open`
pub(in crate::web) async fn open(visit: Visit, token: Path<String>, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Codes)?;
    let form = visit.form(payload).await?;
    let link = follow(&visit, &token).await?;
    let Ok(id) = form.get("request").parse::<Uuid>() else { return Err(Stop::Expired) };
    match codes::enter_code(&visit.service, &link, id, form.get("code")).await {
        Ok(reader) => {
            // A fresh secret: nobody who planted a cookie before shares this session. What was typed too late goes along.
            let (old, secret) = (visit.known_secret(), visit.renew_secret());
            unsent::carry(&visit.service, old.as_ref(), &secret, Some(whose(&link))).await?;
            unsent::sits(&visit.service, &secret, whose(&link), false).await?;
            sessions::keep(&visit.service, &secret, Kind::Reader, &reader).await?;
            Ok(visit.go(&format!("/r/{token}/referral")))
        }
        Err(LinkFault::WrongCode) => Ok(visit.go(&format!("/r/{token}/code?{id}&wrong"))),
        Err(LinkFault::Over) => Ok(visit.go(&format!("/r/{token}"))),
        Err(fault) => Err(fault.into()),
    }
}

/// `/r/<token>`: reference, urgency, deadline and state, and nothing else.
#[derive(Template)]
#[template(path = "pages/agency/link.html")]
pub(crate) struct LinkPage {
    /// What every page has.
    pub frame: Frame,
    /// `/r/<token>`.
    pub path: String,
    /// Of the report.
    pub reference: String,
    /// Whether the risk is high.
    pub urgent: bool,
    /// When it should be acknowledged.
    pub due: Option<String>,
    /// Where it stands, a sentence.
    pub state: String,
    /// Whether the referral is over: nothing more can be done here.
    pub over: bool,
    /// Whether it can be acknowledged.
    pub can_acknowledge: bool,
    /// When it was acknowledged.
    pub acknowledged: Option<String>,
    /// Mailboxes that a code can be sent to.
    pub readers: Vec<Choice>,
    /// What is wrong with what was typed. Ids: `name`, `reader`.
    pub faults: Vec<FaultLine>,
    /// Whether this visitor has used a code already.
    pub has_session: bool,
    /// That what they did was not recorded, and why.
    pub notice: Option<String>,
}

/// Asks for the code that was sent.
#[derive(Template)]
#[template(path = "pages/agency/link_code.html")]
pub(crate) struct CodePage {
    /// What every page has.
    pub frame: Frame,
    /// `/r/<token>`.
    pub path: String,
    /// Of the report.
    pub reference: String,
    /// The id of the request.
    pub request: String,
    /// Its name, which the letter says too.
    pub request_name: String,
    /// Where the code went.
    pub sent_to: String,
    /// How long it is good for.
    pub minutes: i64,
    /// What is wrong with what was typed. Id: `code`.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{CodePage, LinkPage};
    use crate::web::parts::frame::{Choice, Frame};
    use crate::web::samples::common::{REFERENCE, Sample, faults, s};

    fn link(frame: &Frame, over: bool, faulty: bool, notice: Option<&str>) -> LinkPage {
        let t = &frame.t;
        let reader = |value: &str, label: &str, chosen| Choice { value: s(value), label: s(label), hint: String::new(), chosen };
        let readers = [reader("0", "referrals@tees-pride.example", true), reader("1", "advocate1@tees-pride.example", false)];
        LinkPage {
            frame: frame.clone(),
            path: s("/r/abc"),
            reference: s(REFERENCE),
            urgent: !over,
            due: Some(s("Tuesday 24 November 2026, 14:05")),
            state: t.say(if over { "agency-state-withdrawn" } else { "agency-state-sent" }),
            over,
            can_acknowledge: !over,
            acknowledged: over.then(|| t.say1("link-acknowledged", "at", "Friday 20 November 2026, 16:40")),
            readers: if over { vec![] } else { readers.into() },
            faults: faults(t, faulty, &[("name", "fault-name-missing"), ("reader", "fault-reader-missing")]),
            has_session: false,
            notice: notice.map(|id| t.say(id)),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let code = CodePage {
            frame: frame.clone(),
            path: s("/r/abc"),
            reference: s(REFERENCE),
            request: s("0193-aa"),
            request_name: s("K7"),
            sent_to: s("advocate1@tees-pride.example"),
            minutes: 30,
            faults: faults(&frame.t, true, &[("code", "fault-code-wrong")]),
        };
        vec![
            ("link", link(frame, false, false, None).render()),
            ("link-faulty", link(frame, false, true, None).render()),
            ("link-over", link(frame, true, false, Some("link-not-recorded")).render()),
            ("link-kept", link(frame, false, false, Some("link-not-recorded-kept")).render()),
            ("link-ended", link(frame, false, false, Some("link-not-recorded-ended")).render()),
            ("code", code.render()),
        ]
    }
}
