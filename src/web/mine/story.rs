//! What the reporter told, shown back only when they ask. Where they can be reached is never shown.

use actix_web::HttpResponse;
use askama::Template;
use waymark_core::report::permission::Granted;
use waymark_core::report::{Facts, Section};

use crate::journeys::person::look_up::told_before;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;
use crate::web::mine::bearer::opened;
use crate::web::parts::frame::Frame;
use crate::web::parts::rows::SectionView;
use crate::web::parts::sections;

/// `GET /your-report/story`
pub(crate) async fn story(visit: Visit) -> Result<HttpResponse, Stop> {
    let Some(opened) = opened(&visit).await?.filter(|opened| opened.key.is_some()) else { return Ok(visit.go("/your-report")) };
    let told = told_before(&visit.service, &opened).await?;
    let own = [Section::Incident, Section::Victim, Section::Suspect];
    let (mut shown, access) = told.parts.as_shown(&Facts::default(), Granted::Full, own);
    // A receipt opens nothing of how somebody can be reached.
    shown.safety = None;
    shown.additions = told.additions;
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
