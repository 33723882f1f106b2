//! Reading a report, and a permission by itself.

use serde_json::Value as Json;

use crate::report::parse::fault::{Fault, FaultCode};
use crate::report::parse::reading::Reading;
use crate::report::parse::walk::Walk;
use crate::report::permission::Permission;
use crate::report::questions;
use crate::report::report::Report;

/// Reads a report.
///
/// # Errors
/// Every fault of the report, in the order of its text.
pub fn report(json: &Json, reading: &Reading<'_>) -> Result<Report, Vec<Fault>> {
    let mut walk = Walk::new(reading);
    let mut clean = walk.whole(questions::REPORT, json);
    if let Some(Json::Array(methods)) = clean.get_mut("contact").and_then(|contact| contact.get_mut("methods")) {
        walk.methods(methods);
    }
    let incident = clean.get("incident");
    let has = |name: &str| incident.and_then(|i| i.get(name)).is_some();
    if !has("account") && !has("types") && !walk.faults.iter().any(|f| f.pointer == "/incident" || f.pointer.is_empty()) {
        let tried = |name: &str| walk.faults.iter().any(|f| f.pointer.starts_with(name));
        if !tried("/incident/account") && !tried("/incident/types") {
            walk.fault("/incident/account", FaultCode::Required);
        }
    }
    walk.when(incident.and_then(|i| i.get("when")));
    walk.finish::<Report>(clean)
}

/// Reads a permission by itself.
///
/// # Errors
/// Every fault.
pub fn permission(json: &Json, reading: &Reading<'_>) -> Result<Permission, Vec<Fault>> {
    let mut walk = Walk::new(reading);
    let clean = walk.whole(questions::PERMISSION, json);
    walk.finish(clean)
}
