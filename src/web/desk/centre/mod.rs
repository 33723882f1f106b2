//! Pages of the desk for centres: what the public reads of one, its code and keys, and a poster for its wall.

pub(crate) mod centres;
pub(crate) mod keys;
pub(crate) mod poster;
