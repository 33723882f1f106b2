//! What people come to do, a folder for each who acts. A write is one journey here; nothing above reaches past this room to storage.

pub mod case;
pub mod centre;
pub mod desk;
pub mod due;
pub mod organisation;
pub mod person;
pub mod placing;
pub mod record;
pub mod service;
