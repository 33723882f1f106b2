//! What the reporter told, shown back only when they ask. Where they can be reached is never shown.

use actix_web::HttpResponse;
use askama::Template;

use crate::journeys::person::shown_back;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::mine::bearer::opened;
use crate::web::parts::frame::Frame;
use crate::web::parts::rows::SectionView;
use crate::web::parts::sections;

/// `GET /your-report/story`
pub(crate) async fn story(visit: Visit) -> Result<HttpResponse, Stop> {
    let Some(opened) = opened(&visit).await?.filter(|opened| opened.key.is_some()) else { return Ok(visit.go("/your-report")) };
    let (shown, access) = shown_back::story(&visit.service, &opened, visit.speaker()).await?;
    let sections = sections::of(&shown, access.as_ref(), &visit.service.book, visit.speaker());
    visit.show(&YourStory { frame: visit.frame(true), reference: opened.head.reference.to_string(), sections })
}

/// `/your-report/story`: what the reporter told, shown back when they ask.
#[derive(Template)]
#[template(path = "pages/mine/story.html")]
pub(crate) struct YourStory {
    /// What every page has.
    pub frame: Frame,
    /// May be spoken to anyone.
    pub reference: String,
    /// What was told, but for how somebody can be reached.
    pub sections: Vec<SectionView>,
}

#[cfg(test)]
pub(crate) mod sample {
    use askama::Template;

    use super::YourStory;
    use crate::web::parts::frame::Frame;
    use crate::web::samples::common::{REFERENCE, Sample, s, section};

    pub(crate) fn all(frame: &Frame) -> Vec<Sample> {
        let page = YourStory { frame: frame.clone(), reference: s(REFERENCE), sections: vec![section(&frame.t)] };
        vec![("your-story", page.render())]
    }
}
