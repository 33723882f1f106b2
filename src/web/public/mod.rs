//! Pages for anybody: the first page, guidance, the form, the receipt, and coming back.

pub(crate) mod centre_pages;
pub(crate) mod centres;
pub(crate) mod directory_page;
pub(crate) mod guidance;
pub(crate) mod guidance_pages;
pub(crate) mod home;
pub(crate) mod near_you;
