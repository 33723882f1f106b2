//! What is done when it is due (the scheduler's work): letters leave, mail that came in is taken in.

pub mod agreement_ends;
pub mod come_in;
pub mod deliver;
pub mod delivered;
pub mod queue;
pub mod send;
