//! Pages for somebody at an organisation who follows a link.

pub(crate) mod centre_letter;
pub(crate) mod link;
pub(crate) mod referral;
