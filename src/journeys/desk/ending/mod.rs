//! Reports that were erased: those that are kept because the law asks for it (legal hold), and erasures that are undone.

pub mod legal_hold;
pub mod undo;
