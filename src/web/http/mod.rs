//! What every request passes through: headers, CSRF token, rate limits, bounded bodies, who visits, and what stops them.

pub(crate) mod address;
pub(crate) mod assets;
mod at_desk;
pub(crate) mod body;
pub(crate) mod current;
pub(crate) mod health;
pub(crate) mod limits;
pub(crate) mod problem;
pub(crate) mod qr;
pub(crate) mod refill;
pub(crate) mod safety;
pub(crate) mod slow;
pub(crate) mod stop;
mod stopped;
pub(crate) mod unsent;
pub(crate) mod visit;
