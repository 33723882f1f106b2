//! The same questions on paper, in the same order, to be written on by hand and typed in later.

use actix_web::HttpResponse;

use super::super::super::body::Form;
use super::super::super::page::{Stop, Visit};
use super::super::super::pages::desk_talk::Paper;
use super::super::super::public::form::parts::Fields;
use super::super::door::Desk;
use super::super::inbox::nav;
use super::{centre, groups};
use crate::staff::Act;

/// `GET /desk/paper`
pub(in crate::web) async fn show(visit: Visit) -> Result<HttpResponse, Stop> {
    let desk = Desk::enter(visit, Act::TakeDown).await?;
    let (visit, t, blank) = (&desk.visit, desk.visit.speaker(), Form(Vec::new()));
    let fields = Fields { service: &visit.service, t, typed: &blank, faults: &[], centre: centre(&desk) };
    let operator = &visit.service.settings.operator;
    visit.show(&Paper {
        frame: visit.frame(false),
        form_token: visit.form_token(),
        nav: nav(&desk),
        groups: groups::of(&fields, t, true),
        duty_name: operator.duty_name.clone(),
        duty_phone: super::rings(operator, t),
    })
}
