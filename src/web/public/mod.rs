//! Pages for anybody: the first page, guidance, the form, the receipt, and coming back.

pub(super) mod form;
mod form_fields;
pub(super) mod guidance;
pub(super) mod home;
pub(super) mod receipt;
pub(super) mod your_report;
