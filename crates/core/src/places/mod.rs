//! Where: areas, and the gazetteer that knows which district a postcode lies in and what contains the district.

mod area;
pub mod beyond;
mod configured;
pub mod district;
mod gazetteer;
pub mod import;
pub mod imported;
mod index;
pub mod labels;
mod meant;
mod postcode;
mod search;
mod towns;

pub use area::{AreaCode, Level};
pub use beyond::Beyond;
pub use district::{Area, District};
pub use gazetteer::{Gazetteer, Source, Whereabouts};
pub use index::{Edition, IndexFault, file_in};
pub use meant::{Districts, Meant};
pub use postcode::{Beginning, Postcode};
pub use search::Found;
