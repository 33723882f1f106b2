//! What counts: what hostility can be about.

use actix_web::HttpResponse;
use askama::Template;
use waymark_core::vocabulary::{MONITORED, STRAND};
use waymark_core::words::Speaker;

use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::parts::frame::Frame;

/// `GET /what-counts`
pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let t = visit.speaker();
    let (monitored, local): (Vec<&str>, Vec<&str>) =
        visit.service.book.vocabulary.strands.ids().partition(|strand| MONITORED.contains(strand));
    visit.show(&WhatCounts { frame: visit.frame(true), monitored: labels(monitored, t), local: labels(local, t) })
}

pub(crate) fn labels<'a>(strands: impl IntoIterator<Item = &'a str>, t: &Speaker) -> Vec<String> {
    strands.into_iter().map(|strand| t.of(&STRAND, strand)).collect()
}

/// `/what-counts`
#[derive(Template)]
#[template(path = "pages/public/what_counts.html")]
pub struct WhatCounts {
    /// What every page has.
    pub frame: Frame,
    /// What hostility can be about: the five strands that the law names.
    pub monitored: Vec<String>,
    /// And those that this service counts too.
    pub local: Vec<String>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;
    use waymark_core::vocabulary::MONITORED;

    use super::{WhatCounts, labels};
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::Sample;

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let t = &frame.t;
        let page =
            WhatCounts { frame: frame.clone(), monitored: labels(MONITORED, t), local: labels(["age", "homelessness"], t) };
        vec![("what-counts", page.render())]
    }
}
