//! Pages for somebody at an organisation who follows a link.

pub(super) mod link;
pub(super) mod referral;
