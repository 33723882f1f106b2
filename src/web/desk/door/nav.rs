//! Fills in what stands above every page of the desk (the navigation), by what whoever sits here may do.

use waymark_core::staff::Act;

use crate::web::desk::door::door::Desk;
use crate::web::desk::door::nav_view::Nav;

/// What stands above every page of the desk.
pub(crate) fn nav(desk: &Desk) -> Nav {
    let t = desk.visit.speaker();
    Nav {
        name: desk.who.name.clone(),
        role: t.label(desk.who.role),
        figures: desk.who.may(Act::Statistics),
        people: desk.who.may(Act::Staff),
        take_down: desk.who.may(Act::TakeDown),
        inbox: desk.who.may(Act::Inbox),
        record: desk.who.may(Act::Audit),
        mail: desk.who.may(Act::Mail),
        shared: desk.who.sitting.shared,
    }
}
