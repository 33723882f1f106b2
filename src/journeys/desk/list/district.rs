//! The name of a report's district, for the lists of the desk.

use crate::journeys::service::Service;

/// The name of a district.
pub(crate) fn district_name(service: &Service, code: Option<&str>) -> Option<String> {
    let gazetteer = &service.book.gazetteer;
    gazetteer.district(code?).and_then(|code| gazetteer.name(code)).map(str::to_owned)
}
