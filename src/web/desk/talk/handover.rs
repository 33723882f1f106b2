//! Between two talks: what was begun for one person is not shown to the next who sits there, and nothing is taken away by one press.

use actix_web::HttpResponse;
use askama::Template;
use chrono::Duration;

use crate::journeys::desk::talk::take_down::{Begun, KEPT};
use crate::web::desk::door::door::Desk;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

/// A talk that nobody touched for so long may be over, and another person may look at the screen.
const QUIET: Duration = Duration::minutes(15);

/// Whether it is asked first if somebody goes on with what they have begun.
pub(crate) fn asks_first(visit: &Visit, begun: &Begun) -> bool {
    let goes_on = ["on", "mend", "kept"].into_iter().any(|word| visit.asks(word));
    visit.asks("again") || (!goes_on && (begun.aside || visit.service.now() - begun.touched > QUIET))
}

/// The page that asks.
pub(crate) fn show(desk: &Desk, begun: &Begun) -> Result<HttpResponse, Stop> {
    let visit = &desk.visit;
    let t = visit.speaker();
    visit.show(&Between { frame: desk.frame(), last: t.when(begun.touched), until: t.when(begun.touched + KEPT) })
}

/// `/desk/take-down`, when something is begun already and somebody may look who must not read it.
#[derive(Template)]
#[template(path = "pages/desk/talk/handover.html")]
pub(crate) struct Between {
    /// What every page has.
    pub frame: Frame,
    /// When the last answer came.
    pub last: String,
    /// Until when it is kept.
    pub until: String,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::Between;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{Sample, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let (last, until) = (s("20 November 2026, 2:03pm"), s("21 November 2026, 2:03pm"));
        vec![("desk-between", Between { frame: frame.clone(), last, until }.render())]
    }
}
