//! Importing the country: the postcode file of the Office for National Statistics becomes the index, or nothing changes and every fault
//! is named. The file is the ONS Postcode Directory or the National Statistics Postcode Lookup, of any edition, as it was downloaded.

mod columns;
pub mod fault;
mod gaps;
mod import;
mod names;
mod reading;
mod rows;
#[cfg(test)]
mod tests;

pub use import::Import;
