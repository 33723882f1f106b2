//! The frame of the desk's pages: it holds what stands above them (the navigation), by what whoever sits here may do.

use waymark_core::staff::Act;

use crate::journeys::desk::door::sitting::IDLE_SHARED;
use crate::web::desk::door::door::Desk;
use crate::web::parts::frame::Frame;
use crate::web::parts::nav::Nav;

impl Desk {
    /// The frame of a page of the desk, with its token and its navigation.
    pub(crate) fn frame(&self) -> Frame {
        let (who, t) = (&self.who, self.visit.speaker());
        let nav = Nav {
            name: who.name.clone(),
            role: t.label(who.role),
            figures: who.may(Act::Statistics),
            people: who.may(Act::Staff),
            take_down: who.may(Act::TakeDown),
            inbox: who.may(Act::Inbox),
            record: who.may(Act::Audit),
            mail: who.may(Act::Mail),
            quiet: who.sitting.shared.then(|| IDLE_SHARED.num_seconds()),
        };
        Frame { nav: Some(nav), ..self.visit.form_frame(false) }
    }
}
