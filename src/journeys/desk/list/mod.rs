//! Several reports at once: what needs a person, finding a report, and figures of a quarter.

pub mod district;
pub mod figures;
pub mod find;
pub mod inbox;
