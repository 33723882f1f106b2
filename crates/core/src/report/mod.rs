//! What was told: the report, its sections, and how it is read from what came in.

pub mod bond;
pub mod facts;
pub mod in_words;
pub mod incident;
pub mod labels;
pub mod naming;
pub mod parse;
pub mod permission;
pub mod person;
pub mod questions;
pub mod reaching;
pub mod recognised;
pub mod report;
pub mod risk;
pub mod section;
pub mod suppression;
pub mod told;
pub mod trace;

pub use bond::Bond;
pub use facts::Facts;
pub use incident::{Incident, Reporter, Role};
pub use permission::{Permission, Purpose, Value};
pub use person::{AgeBand, Contact, Suspect, Victim};
pub use recognised::Recognised;
pub use report::{IncidentSection, Monitoring, Report};
pub use risk::{RiskAnswers, RiskLevel};
pub use section::Section;
pub use told::Told;
pub use trace::{Trace, TraceKind};
