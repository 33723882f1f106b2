//! Pages of the desk for reports that were erased: those that are kept (legal hold), and undoing an erasure.

pub(crate) mod legal_hold;
pub(crate) mod undo;
