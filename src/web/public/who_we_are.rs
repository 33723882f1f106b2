//! The organisation that answers for the service in law.

use actix_web::HttpResponse;
use askama::Template;

use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

/// `GET /who-we-are`. The person on duty is not shown: their number is for organisations.
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let operator = &visit.service.settings.operator;
    visit.show(&WhoWeAre {
        frame: visit.frame(true),
        name: operator.controller_name.clone(),
        address: operator.controller_address.clone(),
        email: operator.controller_email.clone(),
        registration: operator.ico_registration.clone(),
        staffed: operator.staffed.clone(),
    })
}

/// `/who-we-are`: the organisation that answers in law. Whatever was not configured is empty and left out.
#[derive(Template)]
#[template(path = "pages/public/who_we_are.html")]
pub struct WhoWeAre {
    /// What every page has.
    pub frame: Frame,
    /// The controller's name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Its e-mail address.
    pub email: String,
    /// Its entry in the register of data controllers.
    pub registration: String,
    /// When somebody is there to read reports.
    pub staffed: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::WhoWeAre;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{HOSTILE, STAFFED, Sample, s};

    fn who(frame: &Frame, known: bool) -> WhoWeAre {
        let said = |words: &str| if known { s(words) } else { String::new() };
        WhoWeAre {
            frame: frame.clone(),
            name: said(HOSTILE),
            address: said("1 Example Street\nExampletown"),
            email: said("privacy@waymark.example"),
            registration: said("Z0000000"),
            staffed: said(STAFFED),
        }
    }

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        vec![("who-we-are", who(frame, true).render()), ("who-unknown", who(frame, false).render())]
    }
}
