//! Putting an answer where it belongs in the JSON of a report.

use serde_json::{Map, Value as Json};

/// Puts a value at a pointer, making what lies on the way.
pub(crate) fn put(report: &mut Json, pointer: &str, value: Json) {
    let mut at = report;
    for step in pointer.trim_start_matches('/').split('/') {
        if !at.is_object() {
            *at = Json::Object(Map::new());
        }
        at = &mut at[step];
    }
    *at = value;
}
