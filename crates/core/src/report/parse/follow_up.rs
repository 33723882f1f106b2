//! Reading what somebody sends after a report: a message, a word of their own, an addition.

use serde::Deserialize;
use serde_json::Value as Json;

use crate::report::parse::fault::{Fault, FaultCode};
use crate::report::parse::reading::Reading;
use crate::report::parse::walk::Walk;
use crate::report::questions::{self, Question};
use crate::report::told::Told;
use crate::vocabulary::AgencyId;

/// An addition to a story.
pub struct Addition {
    /// What is added.
    pub text: Told,
    /// Which organisations may see it.
    pub share_with: Vec<AgencyId>,
}

/// Reads a message to the team.
///
/// # Errors
/// Every fault.
pub fn message(json: &Json, reading: &Reading<'_>) -> Result<Told, Vec<Fault>> {
    one_text(json, questions::MESSAGE, "text", reading)
}

/// Reads a word of one's own.
///
/// # Errors
/// Every fault.
pub fn own_word(json: &Json, reading: &Reading<'_>) -> Result<Told, Vec<Fault>> {
    one_text(json, questions::OWN_WORD, "word", reading)
}

/// Reads an addition to the story.
///
/// # Errors
/// Every fault.
pub fn addition(json: &Json, reading: &Reading<'_>) -> Result<Addition, Vec<Fault>> {
    #[derive(Deserialize)]
    struct Given {
        #[serde(default)]
        text: Told,
        #[serde(default)]
        share_with: Vec<AgencyId>,
    }
    let mut walk = Walk::new(reading);
    let clean = walk.whole(questions::ADDITION, json);
    walk.require(&clean, "text");
    walk.finish::<Given>(clean).map(|given| Addition { text: given.text, share_with: given.share_with })
}

/// Reads which ways to reach somebody are no longer safe, of so many that are known: numbers from 1, as the report lists them. They come out
/// as places from 0. What `add` holds is not read here: nobody adds a way with a receipt.
///
/// # Errors
/// Every fault.
pub fn stop(json: &Json, known: usize) -> Result<Vec<usize>, Vec<Fault>> {
    let fault = |pointer: String, code: FaultCode| Fault { pointer, code };
    let Some(said) = json.as_object() else { return Err(vec![fault(String::new(), FaultCode::WrongType("object"))]) };
    let unknown = said
        .keys()
        .filter(|name| !["stop", "add"].contains(&name.as_str()))
        .map(|name| fault(format!("/{name}"), FaultCode::UnknownField));
    let mut faults: Vec<Fault> = unknown.collect();
    let mut ways = Vec::new();
    match said.get("stop") {
        Some(Json::Array(numbers)) if !numbers.is_empty() => {
            for (place, number) in numbers.iter().enumerate() {
                let pointer = format!("/stop/{place}");
                match number.as_u64().and_then(|number| usize::try_from(number).ok()) {
                    None => faults.push(fault(pointer, FaultCode::WrongType("number"))),
                    Some(number) if number == 0 || number > known => faults.push(fault(pointer, FaultCode::UnknownId)),
                    Some(number) => ways.push(number - 1),
                }
            }
        }
        None | Some(Json::Null | Json::Array(_)) => faults.push(fault("/stop".to_owned(), FaultCode::Required)),
        Some(_) => faults.push(fault("/stop".to_owned(), FaultCode::WrongType("array"))),
    }
    if faults.is_empty() { Ok(ways) } else { Err(faults) }
}

fn one_text(json: &Json, table: &'static [Question], name: &str, reading: &Reading<'_>) -> Result<Told, Vec<Fault>> {
    let mut walk = Walk::new(reading);
    let clean = walk.whole(table, json);
    walk.require(&clean, name);
    let text = clean.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
    if walk.faults.is_empty() { Ok(Told::new(text)) } else { Err(walk.faults) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ways_are_stopped_by_their_numbers_and_every_fault_is_named() {
        assert_eq!(stop(&json!({"stop": [2, 1]}), 2).ok(), Some(vec![1, 0]));
        for (said, faults) in [
            (json!([]), vec!["- wrong-type"]),
            (json!({}), vec!["/stop required"]),
            (json!({"stop": []}), vec!["/stop required"]),
            (json!({"stop": 1}), vec!["/stop wrong-type"]),
            (
                json!({"stop": [0, 3, -1, "1", 1.5, 1], "more": 1}),
                vec![
                    "/more unknown-field",
                    "/stop/0 unknown-id",
                    "/stop/1 unknown-id",
                    "/stop/2 wrong-type",
                    "/stop/3 wrong-type",
                    "/stop/4 wrong-type",
                ],
            ),
        ] {
            let found = stop(&said, 2).err().unwrap_or_default();
            let found: Vec<String> = found.iter().map(|fault| format!("{} {}", fault.pointer, fault.code.id())).collect();
            let expected: Vec<String> = faults.iter().map(|fault| fault.replace("- ", " ")).collect();
            assert_eq!(found, expected, "{said}");
        }
    }
}
