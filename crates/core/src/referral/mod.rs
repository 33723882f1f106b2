//! The promise made to the person: what state a referral is in, which steps lead from one to the next, and what it shows. Pure.

mod by_hand;
mod referral;
mod shown;
mod state;

pub use by_hand::{ByHand, Ground};
pub use referral::{Moved, Referral};
pub use shown::{Shown, Terms};
pub use state::{Answer, DeclineReason, State, Step, StepFault};
