//! Pages for anybody: the first page, guidance, the form, the receipt, and coming back.

pub mod centre_pages;
pub(crate) mod centres;
pub mod directory_page;
pub(crate) mod guidance;
pub mod guidance_pages;
pub(crate) mod home;
pub(crate) mod near_you;
