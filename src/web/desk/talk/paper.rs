//! The same questions on paper, in the same order, to be written on by hand and typed in later.

use actix_web::HttpResponse;
use askama::Template;
use waymark_core::report::Purpose;
use waymark_core::report::labels::{PURPOSE, PURPOSE_WHAT, VALUE};
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::web::asking::fields::Fields;
use crate::web::desk::door::door::Desk;
use crate::web::desk::talk::draft::{self, centre};
use crate::web::desk::talk::groups::{self, Group};
use crate::web::http::body::Form;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::field::FieldKind;
use crate::web::parts::frame::Frame;
use crate::web::parts::help::{LineView, crisis_lines};

/// Who may know, by kind of help: the same words as on the page of permission. Which organisation it is turns up once it is typed in.
fn kinds(t: &Speaker) -> Vec<PaperKind> {
    let kind = |purpose: Purpose| {
        let id = purpose.id();
        let police = ["allow-police-record", "allow-police-borders"].into_iter().filter(|_| purpose == Purpose::Investigate);
        // What is only counted goes without a name in any case.
        let values = ["full", "anonymous", "no"].into_iter().filter(|value| purpose != Purpose::Inform || *value != "full");
        PaperKind {
            what: t.of(&PURPOSE, id),
            about: t.of(&PURPOSE_WHAT, id),
            notes: police.map(|note| t.say(note)).collect(),
            choices: values.map(|value| t.of1(&VALUE, value, "who", "you")).collect(),
        }
    };
    [Purpose::Support, Purpose::Protect, Purpose::Investigate, Purpose::Inform].into_iter().map(kind).collect()
}

/// `GET /desk/paper`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::TakeDown).await?;
    let (visit, t, blank) = (&desk.visit, desk.visit.speaker(), Form(Vec::new()));
    let fields = Fields { service: &visit.service, t, typed: &blank, faults: &[], centre: centre(&desk) };
    let operator = &visit.service.settings.operator;
    visit.show(&Paper {
        frame: desk.frame(),
        groups: groups::of(&fields, t, true),
        kinds: kinds(t),
        wording: t.say("allow-wording"),
        calls: crisis_lines(&visit.service, false),
        duty_name: operator.duty_name.clone(),
        duty_phone: draft::rings(operator, t),
    })
}

/// A kind of help that somebody may allow on paper.
pub(crate) struct PaperKind {
    /// What it is.
    pub what: String,
    /// What it means.
    pub about: String,
    /// What to know before one says yes.
    pub notes: Vec<String>,
    /// What can be ticked.
    pub choices: Vec<String>,
}

/// `/desk/paper`
#[derive(Template)]
#[template(path = "pages/desk/talk/paper.html")]
pub(crate) struct Paper {
    /// What every page has.
    pub frame: Frame,
    /// The questions.
    pub groups: Vec<Group>,
    /// Who may know, by kind of help.
    pub kinds: Vec<PaperKind>,
    /// The number of the words of permission.
    pub wording: String,
    /// Lines that they can call themselves.
    pub calls: Vec<LineView>,
    /// Who is on duty.
    pub duty_name: String,
    /// Their number.
    pub duty_phone: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{Paper, kinds};
    use crate::web::desk::talk::groups::sample::groups;

    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, LONG, Sample, help_lines, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let t = &frame.t;
        let [calls, ..] = help_lines(t);
        let page = Paper {
            frame: frame.clone(),
            groups: groups(t, false),
            kinds: kinds(t),
            wording: t.say("allow-wording"),
            calls,
            duty_name: s(HOSTILE),
            duty_phone: s(LONG),
        };
        vec![("desk-paper", page.render())]
    }
}
