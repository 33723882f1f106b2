//! The page made for talking, with every question: showing it, and keeping what was typed, faulty answers too.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use waymark_core::staff::Act;

use crate::journeys::desk::talk::take_down::{self, Begun};
use crate::web::asking::fields::Fields;
use crate::web::asking::typed::FieldFault;
use crate::web::asking::typed::lines;
use crate::web::asking::{steps, ways};
use crate::web::desk::door::door::Desk;
use crate::web::desk::talk::draft::{begun, blank, centre, form, keep, late, own, rings, whole};
use crate::web::desk::talk::groups::{self, Group};
use crate::web::desk::talk::handover;
use crate::web::desk::talk::path::PAGE;
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::families::TALK_NOTICE;
use crate::web::parts::field::FieldKind;
use crate::web::parts::frame::{FaultLine, Frame};

/// `GET /desk/take-down`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::TakeDown).await?;
    let (visit, t) = (&desk.visit, desk.visit.speaker());
    let kept = begun(&desk).await?;
    if let Some(begun) = kept.as_ref().filter(|begun| handover::asks_first(visit, begun)) {
        return handover::show(&desk, begun);
    }
    let started = kept.is_some();
    let kept = kept.unwrap_or_else(|| blank(&visit.service));
    let faults = if visit.asks("mend") { wrong(visit, &kept) } else { Vec::new() };
    let typed = form(&kept);
    let fields = Fields { service: &visit.service, t, typed: &typed, faults: &faults, centre: centre(&desk) };
    let operator = &visit.service.settings.operator;
    visit.show(&TakeDown {
        frame: desk.frame(),
        own: own(&desk)?,
        groups: groups::of(&fields, t, false),
        faults: lines(&faults),
        begun: started,
        notice: TALK_NOTICE.members.iter().find(|word| visit.asks(word)).map(|word| t.of(&TALK_NOTICE, word)),
        duty_name: operator.duty_name.clone(),
        duty_phone: rings(operator, t),
    })
}

/// `POST /desk/take-down`: keeps everything, faulty answers too. A talk that outlasted the session loses nothing.
pub(crate) async fn answer(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Answering)?;
    let sent = visit.form(payload).await?;
    let service = visit.service.clone();
    if let Some(instead) = late(&visit, &sent, |begun| groups::take(&mut begun.typed, &sent, &service)).await? {
        return Ok(instead);
    }
    let mut desk = Desk::enter(visit, Act::TakeDown).await?;
    desk.go_on(None).await?;
    if (sent.get("go"), sent.get("sure")) == ("again", "true") {
        take_down::forget(&desk.visit.service, desk.who.id).await?;
        return Ok(desk.visit.go(PAGE));
    }
    let mut kept = begun(&desk).await?.unwrap_or_else(|| Begun::new(&desk.visit.service));
    groups::take(&mut kept.typed, &sent, &desk.visit.service);
    kept.aside = sent.get("go") == "save";
    if !kept.aside {
        ways::press(&mut kept.typed);
    }
    keep(&desk, &mut kept).await?;
    let to = match (sent.get("go"), wrong(&desk.visit, &kept).is_empty()) {
        ("save", _) => format!("{PAGE}?kept"),
        // What is taken away is asked about on a page of its own; until then nothing of it is lost.
        ("again", _) => format!("{PAGE}?again"),
        (_, false) => format!("{PAGE}?mend"),
        (_, true) => format!("{PAGE}/allow"),
    };
    Ok(desk.visit.go(&to))
}

/// What is wrong, and what is asked about once.
fn wrong(visit: &Visit, kept: &Begun) -> Vec<FieldFault> {
    let mut faults = whole(visit, kept).err().unwrap_or_default();
    faults.extend(ways::doubts(&form(kept), visit.speaker()));
    let names = groups::names();
    faults.sort_by_key(|(field, _)| steps::place_in(&names, field));
    faults
}

/// `/desk/take-down`
#[derive(Template)]
#[template(path = "pages/desk/talk/questions.html")]
pub(crate) struct TakeDown {
    /// What every page has.
    pub frame: Frame,
    /// What keeps the words of this page when the session ends meanwhile.
    pub own: String,
    /// The questions.
    pub groups: Vec<Group>,
    /// What is wrong with the answers.
    pub faults: Vec<FaultLine>,
    /// Whether answers are here already.
    pub begun: bool,
    /// What was just done.
    pub notice: Option<String>,
    /// Who is on duty.
    pub duty_name: String,
    /// Their number.
    pub duty_phone: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::TakeDown;
    use crate::web::desk::talk::groups::sample::groups;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, Sample, faults, s};

    fn questions(frame: &Frame, faulty: bool) -> TakeDown {
        let t = &frame.t;
        TakeDown {
            frame: frame.clone(),
            own: s(HOSTILE),
            groups: groups(t, faulty),
            faults: faults(t, faulty, &[("incident-account", "fault-required")]),
            begun: faulty,
            notice: (!faulty).then(|| t.say("talk-notice-kept")),
            duty_name: s(HOSTILE),
            duty_phone: s(LONG),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("desk-take-down", questions(frame, false).render()), ("desk-take-down-faulty", questions(frame, true).render())]
    }
}
