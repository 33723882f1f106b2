//! Where: areas, and the gazetteer that knows which district a postcode lies in and what contains the district.

mod area;
mod configured;
pub mod district;
mod gazetteer;
pub mod import;
pub mod imported;
mod index;
mod postcode;
mod search;

pub use area::{AreaCode, Level};
pub use district::{Area, District};
pub use gazetteer::{Gazetteer, Source, Whereabouts};
pub use index::{Edition, IndexFault, file_in};
pub use postcode::Postcode;
pub use search::Found;
