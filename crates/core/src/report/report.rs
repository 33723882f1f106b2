//! The report as it was told, every answer read and checked. It exists in memory only.

use serde::{Deserialize, Serialize};

use crate::report::{Contact, Incident, Permission, Purpose, Reporter, RiskAnswers, Suspect, Victim};
use crate::vocabulary::AgencyId;

/// A report as it was told, every answer read and checked.
///
/// It exists in memory only: what is kept of it is sealed, section by section.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(Serialize))]
#[serde(default)]
pub struct Report {
    /// BCP 47 tag of the language it was written in.
    pub language: Option<String>,
    /// Who reports.
    pub reporter: Reporter,
    /// What happened.
    pub incident: Incident,
    /// The person it happened to.
    pub victim: Victim,
    /// How somebody can be reached safely.
    pub contact: Contact,
    /// Who did it.
    pub suspect: Suspect,
    /// Risk answers: never disclosed, the level is.
    pub risk: RiskAnswers,
    /// Equality answers: never disclosed to anybody.
    pub monitoring: Monitoring,
    /// Who may be told what.
    pub permission: Permission,
    /// Organisations that a page asked about, each with its purpose, whatever the answer was. No system sends this.
    #[serde(skip)]
    pub offered: Vec<(AgencyId, Purpose)>,
}
crate::redacted!(Report);

/// Equality answers, each a code of the vocabulary by its question.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Monitoring(pub std::collections::BTreeMap<String, String>);
crate::redacted!(Monitoring);

/// What the `incident` section holds: the incident, and who told it in which language.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct IncidentSection {
    /// BCP 47 tag of the language it was written in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Who reports.
    pub reporter: Reporter,
    /// What happened.
    pub incident: Incident,
    /// Organisations that a page asked about: whoever comes back can choose again about the same. Never disclosed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offered: Vec<(AgencyId, Purpose)>,
    /// Organisations that must never be told, as it was said with the story: whoever comes back is not offered them. Never disclosed.
    #[serde(skip_serializing_if = "std::collections::BTreeSet::is_empty")]
    pub never: std::collections::BTreeSet<AgencyId>,
}
crate::redacted!(IncidentSection);
