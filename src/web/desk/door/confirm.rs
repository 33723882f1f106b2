//! What cannot be taken back is asked once more, on a page of its own: with and without scripts, and before anything has changed.

use actix_web::HttpResponse;
use askama::Template;
use waymark_core::words::Family;

use crate::web::desk::door::door::Desk;
use crate::web::http::body::Form;
use crate::web::http::stop::Stop;
use crate::web::parts::families::{SURE_DO, SURE_TITLE, SURE_WHAT};
use crate::web::parts::frame::Frame;

/// Something that cannot be taken back.
pub(crate) struct Step<'a> {
    /// Its word in the messages `sure-…-title`, `-what` and `-do`.
    pub word: &'static str,
    /// Whom or what it ends.
    pub whom: &'a str,
    /// Fields of the form that say what it is about, beside its address.
    pub fields: &'static [&'static str],
    /// Where somebody goes who presses it no further.
    pub back: &'static str,
}

impl Step<'_> {
    /// The page that asks, unless it was asked already: the same form, with a yes in it.
    pub(crate) fn asks(&self, desk: &Desk, form: &Form) -> Option<Result<HttpResponse, Stop>> {
        if form.get("sure") == "true" {
            return None;
        }
        let (visit, t) = (&desk.visit, desk.visit.speaker());
        let say = |family: &Family| t.of1(family, self.word, "whom", self.whom);
        Some(visit.show(&Sure {
            frame: desk.frame(),
            title: say(&SURE_TITLE),
            what: say(&SURE_WHAT),
            yes: say(&SURE_DO),
            action: visit.path().to_owned(),
            fields: self.fields.iter().map(|name| ((*name).to_owned(), form.get(name).to_owned())).collect(),
            back: self.back,
        }))
    }
}

/// What asks before something ends for good.
#[derive(Template)]
#[template(path = "pages/desk/door/confirm.html")]
pub(crate) struct Sure {
    /// What every page has.
    pub frame: Frame,
    /// What it asks.
    pub title: String,
    /// What happens then.
    pub what: String,
    /// The button that does it.
    pub yes: String,
    /// Where its form goes: where it came from.
    pub action: String,
    /// Names and values that the form carries on.
    pub fields: Vec<(String, String)>,
    /// Where the way back leads.
    pub back: &'static str,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;
    use waymark_core::words::Family;

    use super::Sure;
    use crate::web::parts::families::{SURE_DO, SURE_TITLE, SURE_WHAT};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, Sample, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let say = |family: &Family| frame.t.of1(family, "anew", "whom", HOSTILE);
        let page = Sure {
            frame: frame.clone(),
            title: say(&SURE_TITLE),
            what: say(&SURE_WHAT),
            yes: say(&SURE_DO),
            action: s("/desk/centre/code"),
            fields: vec![(s("centre"), s(HOSTILE))],
            back: "/desk/centre",
        };
        vec![("desk-sure", page.render())]
    }
}
