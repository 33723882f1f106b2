//! A district and what contains it, and an area wider than a district.

use crate::places::area::AreaCode;

/// A district and what contains it.
#[derive(Debug, Clone)]
pub struct District {
    /// Its current code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// Its Welsh name, if it has one.
    pub name_cy: Option<String>,
    /// Itself and every area that contains it, narrowest first.
    pub areas: Vec<AreaCode>,
}

/// An area wider than a district.
#[derive(Debug, Clone)]
pub struct Area {
    /// Its code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// Its Welsh name, if it has one.
    pub name_cy: Option<String>,
}
