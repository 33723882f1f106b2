//! Where: areas, and the gazetteer that knows which district a postcode lies in and what contains the district.

mod area;
mod gazetteer;
mod postcode;

pub use area::{AreaCode, Level};
pub use gazetteer::{Area, District, Gazetteer};
pub use postcode::Postcode;
