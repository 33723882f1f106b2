//! What the reporter told, shown back only when they ask. Where they can be reached is never shown.

use actix_web::HttpResponse;

use super::super::super::page::{Stop, Visit};
use super::super::super::pages::public::YourStory;
use super::super::super::sections;
use super::opened;
use crate::journeys::look_up::told_before;
use crate::report::Section;
use crate::report::permission::Granted;

/// `GET /your-report/story`
pub(in crate::web) async fn story(visit: Visit) -> Result<HttpResponse, Stop> {
    let Some(opened) = opened(&visit).await?.filter(|opened| opened.key.is_some()) else { return Ok(visit.go("/your-report")) };
    let told = told_before(&visit.service, &opened).await.map_err(|fault| visit.stop(fault))?;
    let own = [Section::Incident, Section::Victim, Section::Suspect];
    let (mut shown, access) = told.parts.as_shown(&Default::default(), Granted::Full, own);
    shown.additions = told.additions;
    let sections = sections::of(&shown, access.as_ref(), &visit.service.book, visit.speaker());
    visit.show(&YourStory { frame: visit.frame(true), reference: opened.head.reference.to_string(), sections })
}
