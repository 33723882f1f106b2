//! The record of who did what (the audit log): its hash chain, gaps no link can tell, and what time ends (retention).

pub mod chain;
pub mod gaps;
pub mod tend;
