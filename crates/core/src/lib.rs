//! What Waymark knows without a server: what was told, who should hear of it, the promise, what became of it, the words, and sealing.
//! Nothing here knows a database, a web server, a mail server or a runtime; `Cargo.toml` holds that.

pub mod clock;
pub mod config;
pub mod handling;
pub mod head;
pub mod ids;
pub mod labels;
pub mod places;
mod redacted;
pub mod referral;
pub mod report;
pub mod routing;
pub mod staff;
pub mod store_error;
pub mod tidy;
#[cfg(test)]
mod typed_test;
pub mod vault;
pub mod vocabulary;
pub mod words;

/// The repository, where tests find the shipped configuration and their data.
#[cfg(test)]
pub(crate) fn repository() -> std::path::PathBuf {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}
