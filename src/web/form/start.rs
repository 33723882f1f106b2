//! Before the form begins: what is about to happen, and whether to go on with answers that are here already.

use actix_web::HttpResponse;
use actix_web::web::Payload;
use askama::Template;

use crate::journeys::service::sessions::{self, Kind};
use crate::web::asking::steps::{self};
use crate::web::form::draft::Draft;
use crate::web::form::way::unsaved_receipt;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

/// `GET /report`: what is about to happen. Answers that are here already are not shown unasked.
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    if let Some(receipt) = unsaved_receipt(&visit).await? {
        return Ok(receipt);
    }
    let begun = Draft::find(&visit).await?.is_some();
    let notice = if visit.asks("over") { visit.speaker().say("form-over") } else { String::new() };
    visit.show(&FormStart {
        frame: visit.form_frame(true),
        staffed: visit.service.settings.operator.staffed.clone(),
        notice,
        begun,
    })
}

/// `POST /report`: go on with the answers that are here, or start again without them.
pub(crate) async fn begin(visit: Visit, payload: Payload) -> Result<HttpResponse, Stop> {
    let form = visit.form(payload).await?;
    match (form.get("go"), Draft::change(&visit, |_| ()).await?) {
        ("shared", None) => {
            Draft::at(None, &visit).on(true).begin(&visit).await?;
            Ok(visit.go("/report/who"))
        }
        ("again", Some((draft, ()))) => {
            // Whoever starts again is still where they are.
            let (centre, shared) = (draft.centre.clone(), draft.shared);
            sessions::end(&visit.service, &visit.secret(), Kind::Draft).await?;
            if centre.is_some() || shared {
                Draft::at(centre, &visit).on(shared).begin(&visit).await?;
            }
            Ok(visit.go("/report/who"))
        }
        (_, Some((draft, ()))) => {
            let form = draft.form();
            let vocabulary = &visit.service.book.vocabulary;
            let last = draft.passed.last().map_or("who", String::as_str);
            let next = steps::after(last, &form, vocabulary, steps::may_be_about_an_organisation(&form));
            Ok(visit.go(&format!("/report/{next}")))
        }
        (_, None) => Ok(visit.go("/report/who")),
    }
}

/// Begins a form that goes to a centre. On a device that others use, what somebody typed before is out of reach from then on.
pub(crate) async fn begin_with(visit: &Visit, centre: &str) -> Result<HttpResponse, Stop> {
    let _ = visit.renew_secret();
    Draft::at(Some(centre.to_owned()), visit).begin(visit).await?;
    Ok(visit.go("/report/who"))
}

/// `/report`: before the form begins.
#[derive(Template)]
#[template(path = "pages/form/start.html")]
pub(crate) struct FormStart {
    /// What every page has.
    pub frame: Frame,
    /// When somebody is there to read reports.
    pub staffed: String,
    /// What just happened to answers that were here; empty for nothing.
    pub notice: String,
    /// Whether answers of this visitor are here, to go on with.
    pub begun: bool,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::FormStart;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{STAFFED, Sample, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let start = |begun: bool| FormStart {
            frame: frame.clone(),
            staffed: if begun { s(STAFFED) } else { String::new() },
            notice: if begun { frame.t.say("form-over") } else { String::new() },
            begun,
        };
        vec![("form", start(false).render()), ("form-begun", start(true).render())]
    }
}
