//! Rows about those who work together: agreements, centres and asking them, published configurations, and key versions.

pub mod agreement;
pub mod asking;
pub mod centre;
pub mod configuration;
pub mod key;
