//! Reading what somebody sends after a report: a message, a word of their own, an addition.

use serde::Deserialize;
use serde_json::Value as Json;

use crate::report::parse::fault::Fault;
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

fn one_text(json: &Json, table: &'static [Question], name: &str, reading: &Reading<'_>) -> Result<Told, Vec<Fault>> {
    let mut walk = Walk::new(reading);
    let clean = walk.whole(table, json);
    walk.require(&clean, name);
    let text = clean.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
    if walk.faults.is_empty() { Ok(Told::new(text)) } else { Err(walk.faults) }
}
