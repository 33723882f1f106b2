//! Reading what came in: a walk along the question table that finds every fault at once.

mod contact;
mod fault;
mod follow_up;
mod preview;
pub mod reading;
mod report;
mod walk;

pub use contact::{fault as fault_of_way, is_email, is_whole_phone};
pub use fault::{Fault, FaultCode};
pub use follow_up::{Addition, addition, message, own_word, stop};
pub use preview::{Preview, preview};
pub use report::{permission, report};
