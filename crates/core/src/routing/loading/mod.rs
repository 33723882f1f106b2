//! Reading the configuration: one pass finds every fault and lays out the book.

mod agencies;
mod agreements;
mod centres;
mod folder;
pub(super) mod found;
mod loaded;
mod pages;
mod public;
