//! The way through the form: a receipt that is not saved comes first, then the answers; and where the way back leads.

use actix_web::HttpResponse;

use crate::web::asking::steps::{self, ALLOW, CHECK, Course, address};
use crate::web::form::draft::Draft;
use crate::web::form::sent::already;
use crate::web::form::unsaved::Unsaved;
use crate::web::http::body::Form;
use crate::web::http::stop::Stop;
use crate::web::http::visit::Visit;

/// A receipt that is not saved yet comes before anything else: it is shown only there.
pub(crate) async fn unsaved_receipt(visit: &Visit) -> Result<Option<HttpResponse>, Stop> {
    Ok(Unsaved::find(visit).await?.map(|_| visit.go("/report/receipt")))
}

/// The answers to show on a page, or where the visitor goes instead.
pub(crate) async fn answers_for(visit: &Visit, first: bool) -> Result<Result<Draft, HttpResponse>, Stop> {
    match Draft::find(visit).await? {
        Some(draft) if draft.rests(visit.service.now()) => Ok(Err(visit.go("/report"))),
        Some(draft) => Ok(Ok(draft)),
        None => match unsaved_receipt(visit).await? {
            Some(receipt) => Ok(Err(receipt)),
            None if first => Ok(Ok(Draft::new(visit))),
            None => Ok(Err(visit.go("/report?over"))),
        },
    }
}

/// The answers that a page belongs to which was sent just now, or where the visitor goes instead.
pub(crate) async fn whose(visit: &Visit, sent: &Form) -> Result<Result<Draft, HttpResponse>, Stop> {
    let draft = Draft::find(visit).await?;
    if draft.is_none()
        && let Some(receipt) = unsaved_receipt(visit).await?
    {
        return Ok(Err(receipt));
    }
    Ok(match (already(visit, sent, draft.as_ref()).await?, draft) {
        (Some(already), _) => Err(already),
        (None, Some(draft)) => Ok(draft),
        (None, None) => Err(visit.go("/report?over")),
    })
}

pub(crate) fn back(visit: &Visit, step: &str, draft: &Draft, course: Course) -> String {
    match course {
        Course::FromCheck => return address(CHECK, Course::On),
        Course::FromAllow => return address(ALLOW, Course::On),
        Course::On | Course::Ending => {}
    }
    let form = draft.form();
    let prompted = steps::may_be_about_an_organisation(&form);
    let before = steps::before(step, &form, &visit.service.book.vocabulary, prompted, &draft.passed);
    // From the page of permission, whoever finished early goes back on the short way.
    let course = if step == ALLOW { Course::Ending } else { course };
    before.map_or_else(|| "/report".to_owned(), |to| address(to, steps::course_back(to, course, &draft.passed)))
}
