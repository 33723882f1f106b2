//! Pages for anybody: the first page, guidance, the form, the receipt, and coming back.

pub(super) mod centres;
pub(super) mod confirm;
pub(super) mod form;
pub(super) mod guidance;
pub(super) mod home;
pub(super) mod near_you;
pub(super) mod receipt;
pub(super) mod your_report;
