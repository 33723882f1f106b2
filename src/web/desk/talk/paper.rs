//! The same questions on paper, in the same order, to be written on by hand and typed in later.

use actix_web::HttpResponse;
use waymark_core::report::Purpose;
use waymark_core::report::labels::{PURPOSE, PURPOSE_WHAT, VALUE};
use waymark_core::staff::Act;
use waymark_core::words::Speaker;

use crate::web::asking::fields::Fields;
use crate::web::desk::door::door::Desk;
use crate::web::desk::talk::begun::{self, centre};
use crate::web::desk::talk::groups;
use crate::web::desk::talk::pages::{Paper, PaperKind};
use crate::web::http::body::Form;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::help::crisis_lines;

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
        if_unable: fields.field("if_unable"),
        wording: t.say("allow-wording"),
        calls: crisis_lines(&visit.service),
        duty_name: operator.duty_name.clone(),
        duty_phone: begun::rings(operator, t),
    })
}
