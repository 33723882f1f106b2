//! Passing a report on by a person: placed by hand with permission, or without it on a ground (an override).

pub mod aloud;
pub mod never;
pub mod overrule;
pub mod place;
pub mod without;
