//! Where: areas, and the gazetteer that knows which district a postcode lies in and what contains the district.

mod area;
mod configured;
mod gazetteer;
pub mod import;
mod index;
mod postcode;
mod search;

pub use area::{AreaCode, Level};
pub use gazetteer::{Area, District, Gazetteer, Source, Whereabouts};
pub use index::{Edition, IndexFault, file_in};
pub use postcode::Postcode;
pub use search::Found;
