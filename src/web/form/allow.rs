//! Who may know: one organisation at a time, with why, what it would see of the person's own answers, and how soon it answers.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;
use waymark_core::routing::Reason;

use crate::web::asking::answers::NEVER_WORDS;
use crate::web::asking::fields::Fields;
use crate::web::asking::offers::{Offered, brief, keys, mark_new, offers, suggested, unserved};
use crate::web::asking::steps::{self, ALLOW, CHECK, Course, address};
use crate::web::form::draft::Draft;
use crate::web::form::way::{answers_for, back, whose};
use crate::web::http::body::Form;
use crate::web::http::limits::Door;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::field::{Field, FieldKind};
use crate::web::parts::frame::Frame;
use crate::web::parts::sections;

/// `GET /report/allow`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let draft = match answers_for(&visit, false).await? {
        Ok(draft) => draft,
        Err(instead) => return Ok(instead),
    };
    let Ok((report, _)) = draft.whole(&visit) else {
        // What is wrong on an earlier page is mended there: the list of all answers says where.
        return Ok(visit.go("/report/check"));
    };
    let form = draft.form();
    let centre = draft.centre(&visit);
    let suggestions = suggested(&visit, &form, &report, centre).await?;
    let (t, change) = (visit.speaker(), visit.asks("change"));
    let course = if change { Course::FromCheck } else { Course::On };
    let fields = Fields { service: &visit.service, t, typed: &form, faults: &[], centre };
    let who = steps::who(&form);
    let facts = brief(sections::of(&suggestions.anonymous.0, None, &visit.service.book, t), t);
    let reachable = report.contact.through_centre || report.contact.methods.iter().any(|method| method.safe);
    let mut cards = offers(&visit.service, t, &suggestions, &form, who);
    if visit.asks("more") {
        mark_new(&mut cards, &draft.asked, t);
    }
    visit.show(&Allow {
        frame: draft.frame(&visit),
        part: t.say("form-part-4"),
        no_way: !reachable && !suggestions.list.is_empty(),
        no_place: suggestions.unserved.iter().any(|one| one.reason == Reason::AreaUnknown),
        offered: Offered::of(cards, facts, who, t),
        unserved: unserved(&suggestions, &fields, t),
        warning: if steps::may_guess(&form, &visit.service.book.vocabulary) { t.say("form-may-guess") } else { String::new() },
        notice: if visit.asks("more") { t.say("allow-more") } else { String::new() },
        never: never_told(&visit, &form),
        back: back(&visit, ALLOW, &draft, course),
        change,
        path: address(ALLOW, course),
        since: draft.since(&visit),
    })
}

/// `POST /report/allow`
pub(crate) async fn take(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    visit.pass(Door::Answering)?;
    let sent = visit.form(payload).await?;
    let mut draft = match whose(&visit, &sent).await? {
        Ok(draft) => draft,
        Err(instead) => return Ok(instead),
    };
    let change = visit.asks("change");
    let before = draft.form();
    draft.take_permission(&sent);
    // Whoever stops here keeps what they chose. The page offers nothing that could be at fault; what is wrong elsewhere, the page of all
    // answers says.
    let whole = if sent.get("go") == "later" { Err("/report/later") } else { draft.whole(&visit).map_err(|_| "/report/check") };
    let report = match whole {
        Ok((report, _)) => report,
        Err(instead) => {
            Draft::change(&visit, |draft| draft.take_permission(&sent)).await?;
            return Ok(visit.go(instead));
        }
    };
    let centre = draft.centre(&visit);
    let asked = keys(&suggested(&visit, &before, &report, centre).await?);
    let now = keys(&suggested(&visit, &draft.form(), &report, centre).await?);
    let take = |draft: &mut Draft| {
        draft.take_permission(&sent);
        draft.asked.clone_from(&asked);
        draft.pass(ALLOW);
    };
    Draft::change(&visit, take).await?;
    if now.iter().any(|one| !asked.contains(one)) {
        // In the place of one that must never be told, another comes up: nobody is told unasked, and nobody is passed over.
        return Ok(visit.go(&format!("{}more", if change { "/report/allow?change&" } else { "/report/allow?" })));
    }
    let next = steps::after(ALLOW, &before, &visit.service.book.vocabulary, false);
    Ok(visit.go(&address(if change { CHECK } else { next }, Course::On)))
}

/// Those who must never be told: the names, and what was written about others.
fn never_told(visit: &Visit, form: &Form) -> Vec<String> {
    let named = form.all("never").filter_map(|id| visit.service.book.agency(id)).map(|agency| agency.name.clone());
    named.chain(form.get(NEVER_WORDS).lines().map(str::to_owned)).collect()
}

/// `/report/allow`: who may know, one organisation at a time.
#[derive(Template)]
#[template(path = "pages/form/allow.html")]
pub(crate) struct Allow {
    /// What every page has.
    pub frame: Frame,
    /// The part of the form, said above the heading.
    pub part: String,
    /// Organisations that are suggested, by what somebody needs.
    pub offered: Offered,
    /// Whether nobody can reach the person, and there is somebody who could.
    pub no_way: bool,
    /// Whether somebody could help if the place were known.
    pub no_place: bool,
    /// For purposes that nobody serves: why, and whether it may be passed on when somebody can.
    pub unserved: Vec<Field>,
    /// A warning before the questions; empty for none.
    pub warning: String,
    /// What changed since the page was here last; empty for nothing.
    pub notice: String,
    /// Those who must never be told.
    pub never: Vec<String>,
    /// What comes before.
    pub back: String,
    /// Whether the visitor came to change one answer.
    pub change: bool,
    /// Where it is sent.
    pub path: String,
    /// When it was shown, and of which form.
    pub since: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::{Allow, Offered};
    use crate::web::parts::field::FieldKind::Radios;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, Sample, field, named, offered, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let t = &frame.t;
        let somebody = Allow {
            frame: frame.clone(),
            part: t.say("form-part-4"),
            offered: offered(t),
            no_way: true,
            no_place: true,
            unserved: vec![field(t, "purposes.support", Radios, named(t, "risk-answer-"))],
            warning: t.say("form-may-guess"),
            notice: t.say("allow-more"),
            never: vec![s(HOSTILE)],
            back: s("/report/safety"),
            change: true,
            path: s("/report/allow?change"),
            since: s("3.c2FtcGxl.Zm9ybQ"),
        };
        let nobody = Allow {
            frame: frame.clone(),
            part: t.say("form-part-4"),
            offered: Offered::of(vec![], vec![], "you", t),
            no_way: false,
            no_place: false,
            unserved: vec![],
            warning: String::new(),
            notice: String::new(),
            never: vec![],
            back: s("/report/safety"),
            change: false,
            path: s("/report/allow"),
            since: s("3.c2FtcGxl.Zm9ybQ"),
        };
        vec![("allow", somebody.render()), ("allow-nobody", nobody.render())]
    }
}
