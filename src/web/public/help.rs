//! Help without telling us anything.

use actix_web::HttpResponse;
use askama::Template;
use waymark_core::config::HelpLine;

use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;
use crate::web::parts::help::{LineView, crisis_lines, view};
use crate::web::public::what_counts::labels;

/// `GET /help`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let t = visit.speaker();
    let others = visit.service.book.help.all().iter().filter(|line| !line.crisis);
    let strands = |line: &HelpLine| labels(line.strands.iter().map(String::as_str), t);
    let others = others.map(|line| view(line, strands(line)));
    let (general, special): (Vec<_>, Vec<_>) = others.partition(|line| line.strands.is_empty());
    visit.show(&Help { frame: visit.frame(true), crisis: crisis_lines(&visit.service, false), general, special })
}

/// `/help`: help without telling us anything.
#[derive(Template)]
#[template(path = "pages/public/help.html")]
pub(crate) struct Help {
    /// What every page has.
    pub frame: Frame,
    /// Lines for somebody who may not stay alive.
    pub crisis: Vec<LineView>,
    /// Lines for everybody.
    pub general: Vec<LineView>,
    /// Lines for some.
    pub special: Vec<LineView>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::Help;
    use crate::web::parts::frame::Frame;
    use crate::web::parts::help::LineView;
    use crate::web::samples::common::{HOSTILE, LONG, Sample, help_lines, s};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let [crisis, mut general, special] = help_lines(&frame.t);
        general.push(LineView { name: s(HOSTILE), what: s(LONG), bsl: s("https://example.org/bsl"), ..general[0].clone() });
        vec![("help", Help { frame: frame.clone(), crisis, general, special }.render())]
    }
}
