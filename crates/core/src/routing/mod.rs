//! Who should hear of it: organisations, the agreements they signed, and the rules that choose among them. Pure and deterministic.

pub mod agency;
pub mod agreement;
pub mod because;
pub mod book;
pub mod centre;
pub mod choice;
pub mod coverage;
pub mod directory;
pub mod disclosure;
#[cfg(test)]
pub(crate) mod examples;
#[cfg(test)]
mod faults_test;
mod loading;
pub mod plan;
pub mod reasons;
#[cfg(test)]
mod rules_test;
pub mod serving;
mod warnings;
pub mod writing;

pub use agency::{Agency, Delivery, Kind, Public, PublicService};
pub use agreement::{Agreement, Mode, When};
pub use book::{Book, Now};
pub use centre::{Centre, Centres};
pub use choice::Edge;
pub use plan::{Considered, Outcome, Plan, Planned, Reason, Unplaced, explain, proposed, proposed_to_wait, route};
pub use serving::Serving;
