//! The form: one thing per page, without scripts, kept under the visitor's own key until it is sent.

pub(crate) mod allow;
pub(crate) mod check;
mod draft;
pub(crate) mod later;
mod looks;
pub(crate) mod question;
pub(crate) mod receipt;
pub(crate) mod sent;
pub(crate) mod start;
mod tabs;
pub(crate) mod unsaved;
pub(crate) mod way;

/// What the desk uses of the form to take a report down with somebody.
pub(crate) mod parts {}
