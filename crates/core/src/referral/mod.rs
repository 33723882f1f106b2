//! The promise made to the person: what state a referral is in, which steps lead from one to the next, and what it shows. Pure.

mod by_hand;
mod headline;
mod referral;
mod shown;
mod state;
mod timeline;

pub use by_hand::{ByHand, Ground};
pub use headline::{Best, Headline, NextDay, Wait, WaitsFor};
pub use referral::{Moved, Referral};
pub use shown::{Shown, Terms};
pub use state::{Answer, DeclineReason, State, Step, StepFault};
pub use timeline::{Beside, Event, Happened, Next, Timeline};
