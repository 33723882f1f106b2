//! Placing a report: who could help, the referrals that are made, routing again, waiting for a place, and withdrawing.

pub mod allowed;
pub(crate) mod alternative;
mod asks;
pub mod existing;
pub mod make;
pub mod preview;
pub mod reroute;
pub mod suggest;
pub mod waiting;
pub mod withdraw;
