//! A way to reach the person as a receipt shows it: by kind and number.

use chrono::{DateTime, Utc};
use serde::Serialize;

/// A way to reach the person, named without saying it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct KnownWay {
    /// Where it stands among all of them, from 1: by this number it is stopped.
    pub way: usize,
    /// Its kind.
    pub kind: String,
    /// Which of its kind it is, from 1.
    pub number: usize,
    /// Both in words: "E-mail 1".
    pub name: String,
    /// Whether it is used: the person called it safe, and did not stop it.
    pub safe: bool,
    /// When the person stopped it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<DateTime<Utc>>,
}
