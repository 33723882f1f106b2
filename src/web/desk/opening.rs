//! The report that a request at the desk is about: opened already, or opened now, which is a line in the audit log.

use actix_web::HttpResponse;
use waymark_core::head::Head;

use crate::journeys::desk::care::read;
use crate::journeys::desk::ending::legal_hold;
use crate::journeys::desk::reach::{self, CareFault};
use crate::web::desk::door::door::Desk;
use crate::web::http::stop::Stop;

impl From<CareFault> for Stop {
    fn from(fault: CareFault) -> Self {
        match fault {
            CareFault::Store(error) => error.into(),
            CareFault::NotAllowed => Self::Role,
            CareFault::NotInReach | CareFault::Erased | CareFault::NoReason | CareFault::Missing(_) | CareFault::Names(_) => {
                Self::NotFound
            }
        }
    }
}

/// Opens a report for whoever sits here, which is written down.
pub(crate) async fn open_by_reference(mut desk: Desk, reference: &str) -> Result<HttpResponse, Stop> {
    let found = reach::find(&desk.visit.service, &desk.who, reference).await;
    let head = match found {
        Ok(head) => head,
        Err(CareFault::NotInReach | CareFault::Erased) => {
            // One that is kept all the same opens for nobody either, and can be let go.
            let kept = legal_hold::find(&desk.visit.service, &desk.who, reference).await?;
            let to = kept.map_or("/desk?unknown".to_owned(), |kept| format!("/desk/kept?found={kept}"));
            return Ok(desk.visit.go(&to));
        }
        Err(fault) => return Err(fault.into()),
    };
    read::open(&desk.visit.service, &desk.who, &head).await?;
    desk.go_on(Some(head.id)).await?;
    Ok(desk.visit.go(&format!("/desk/reports/{}", head.reference)))
}

/// A report that somebody has open; nothing when they have to open it first.
pub(crate) async fn at_report(desk: &Desk, reference: &str) -> Result<Option<Head>, Stop> {
    let visit = &desk.visit;
    let head = reach::find(&visit.service, &desk.who, reference).await?;
    if !desk.who.has_open(head.id, visit.service.now()) {
        desk.keep_words().await?;
        return Ok(None);
    }
    Ok(Some(head))
}

/// A report that somebody sends something about. Where it was open and is so no longer, that opens it again, which is written down: nothing
/// that was typed is lost for it.
pub(crate) async fn to_work_on(desk: &mut Desk, reference: &str) -> Result<Head, Stop> {
    let (service, now) = (desk.visit.service.clone(), desk.visit.service.now());
    let head = reach::find(&service, &desk.who, reference).await?;
    if !desk.who.has_open(head.id, now) {
        read::open(&service, &desk.who, &head).await?;
        desk.go_on(Some(head.id)).await?;
    }
    Ok(head)
}
