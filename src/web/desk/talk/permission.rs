//! Who may know, read aloud: the same words and the same offers as the public form has, by the same version of the wording.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use waymark_core::handling::arrival;
use waymark_core::staff::Act;

use crate::journeys::desk::talk::take_down::Begun;
use crate::web::asking::answers::keep_never;
use crate::web::asking::fields::Fields;
use crate::web::asking::offers::{Offered, brief, keys, mark_new, offers, read_aloud, suggested, unserved};
use crate::web::asking::steps::{may_guess, who};
use crate::web::desk::door::door::Desk;
use crate::web::desk::talk::draft::{begun, centre, form, keep, late, own, whole};
use crate::web::desk::talk::path::PAGE;
use crate::web::desk::talk::urgent::{self, Cause, First};
use crate::web::http::body::Form;
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::{FaultLine, Frame};
use crate::web::parts::sections;

/// The box beside "I asked all of this".
pub(crate) const READ: &str = "taken.read";

/// Fields of this page.
fn is_own(name: &str) -> bool {
    name.starts_with("allow.") || name.starts_with("purposes.") || matches!(name, "if_unable" | READ)
}

fn take_choices(typed: &mut Vec<(String, String)>, sent: &Form) {
    typed.retain(|(name, _)| !is_own(name));
    typed.extend(sent.0.iter().filter(|(name, value)| is_own(name) && !value.is_empty()).cloned());
    keep_never(typed);
}

/// `GET /desk/take-down/allow`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::TakeDown).await?;
    let (visit, t) = (&desk.visit, desk.visit.speaker());
    let Some(kept) = begun(&desk).await? else { return Ok(visit.go(PAGE)) };
    let Ok((report, _)) = whole(visit, &kept) else { return Ok(visit.go(&format!("{PAGE}?mend"))) };
    let (typed, here) = (form(&kept), centre(&desk));
    let suggestions = suggested(visit, &typed, &report, here).await?;
    let fields = Fields { service: &visit.service, t, typed: &typed, faults: &[], centre: here };
    let reachable = report.contact.through_centre || report.contact.methods.iter().any(|method| method.safe);
    let on_paper = typed.get("taken.channel") == arrival::LETTER;
    let mut cards = offers(&visit.service, t, &suggestions, &typed, who(&typed));
    if visit.asks("more") {
        mark_new(&mut cards, &kept.asked, t);
    }
    let fault = visit.asks("mend").then(|| t.say(if on_paper { "fault-talk-copied" } else { "fault-talk-read" }));
    let facts = brief(sections::of(&suggestions.anonymous.0, None, &visit.service.book, t), t);
    visit.show(&TakeDownAllow {
        frame: desk.frame(),
        own: own(&desk)?,
        no_way: !reachable && !suggestions.list.is_empty(),
        offered: Offered::of(cards, facts, who(&typed), t),
        unserved: unserved(&suggestions, &fields, t),
        first: urgent::of(visit, Cause::of(visit, &typed, &report), "talk-now-what"),
        on_paper,
        warning: if may_guess(&typed, &visit.service.book.vocabulary) { t.say("form-may-guess") } else { String::new() },
        read: read_aloud(READ, on_paper, &typed, fault.clone(), t),
        faults: fault.map(|text| FaultLine { anchor: "taken-read".to_owned(), text }).into_iter().collect(),
    })
}

/// `POST /desk/take-down/allow`
pub(crate) async fn take(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Answering)?;
    let sent = visit.form(payload).await?;
    let too_late = |begun: &mut Begun| {
        take_choices(&mut begun.typed, &sent);
        // They are shown once more before this counts as asked.
        begun.typed.retain(|(name, _)| name != READ);
    };
    if let Some(instead) = late(&visit, &sent, too_late).await? {
        return Ok(instead);
    }
    let mut desk = Desk::enter(visit, Act::TakeDown).await?;
    desk.go_on(None).await?;
    let Some(mut kept) = begun(&desk).await? else { return Ok(desk.visit.go(PAGE)) };
    let before = form(&kept);
    take_choices(&mut kept.typed, &sent);
    let Ok((report, _)) = whole(&desk.visit, &kept) else {
        keep(&desk, &mut kept).await?;
        return Ok(desk.visit.go(&format!("{PAGE}?mend")));
    };
    let shown = keys(&suggested(&desk.visit, &before, &report, centre(&desk)).await?);
    let now = keys(&suggested(&desk.visit, &form(&kept), &report, centre(&desk)).await?);
    let read = sent.get(READ) == "yes";
    if now.iter().any(|one| !shown.contains(one)) {
        // In the place of one that must never be told, another comes up: they are read aloud too.
        kept.asked = shown;
        kept.typed.retain(|(name, _)| name != READ);
        keep(&desk, &mut kept).await?;
        return Ok(desk.visit.go(&format!("{PAGE}/allow?more")));
    }
    kept.asked = if read { now } else { Vec::new() };
    keep(&desk, &mut kept).await?;
    Ok(desk.visit.go(&if read { format!("{PAGE}/check") } else { format!("{PAGE}/allow?mend#faults") }))
}

/// `/desk/take-down/allow`
#[derive(Template)]
#[template(path = "pages/desk/talk/permission.html")]
pub(crate) struct TakeDownAllow {
    /// What every page has.
    pub frame: Frame,
    /// What keeps the choices of this page when the session ends meanwhile.
    pub own: String,
    /// Organisations that are suggested, by what somebody needs.
    pub offered: Offered,
    /// Whether nobody can reach the person, and there is somebody who could.
    pub no_way: bool,
    /// For purposes that nobody serves.
    pub unserved: Vec<Field>,
    /// Whom to ring before this goes on.
    pub first: Option<First>,
    /// Whether it came on paper: then it is copied, and nothing is read aloud.
    pub on_paper: bool,
    /// A warning before the questions; empty for none.
    pub warning: String,
    /// Whether all of it was asked.
    pub read: Field,
    /// What is wrong.
    pub faults: Vec<FaultLine>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;
    use waymark_core::report::labels::VALUE;

    use super::{Offered, READ, TakeDownAllow};
    use crate::web::desk::talk::urgent::sample::first;
    use crate::web::parts::field::Field;
    use crate::web::parts::field::FieldKind::{Checkboxes, Radios};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{Sample, choice, choices, faults, field, offered, s};

    fn permission(frame: &Frame, some: bool) -> TakeDownAllow {
        let t = &frame.t;
        let unserved = Field {
            label: t.say("purpose-protect-what"),
            ..field(t, "purposes.protect", Radios, choices(t, &VALUE, &["full", "anonymous", "no"]))
        };
        TakeDownAllow {
            frame: frame.clone(),
            own: s("own"),
            offered: if some { offered(t) } else { Offered::of(vec![], vec![], "them", t) },
            no_way: some,
            unserved: vec![unserved],
            first: some.then(|| first(t)),
            on_paper: !some,
            warning: t.say("form-may-guess"),
            read: Field {
                name: s(READ),
                label: t.say("talk-read"),
                kind: Checkboxes,
                choices: vec![choice("yes", &t.say("talk-read-yes"), String::new())],
                fault: some.then(|| t.say("fault-talk-read")),
                ..Field::default()
            },
            faults: faults(t, some, &[("taken-read", "fault-talk-read")]),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![
            ("desk-take-down-allow-paper", permission(frame, false).render()),
            ("desk-take-down-allow-faulty", permission(frame, true).render()),
        ]
    }
}
