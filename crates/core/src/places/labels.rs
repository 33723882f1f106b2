//! The families of messages that say what lies beyond England and Wales.

use crate::places::beyond::Beyond;
use crate::words::Family;
use crate::{families, labelled};

families! {
    BEYOND = Family::of("beyond", &Beyond::IDS);
    BEYOND_WHO = BEYOND.with("who");
}

labelled! {
    Beyond, BEYOND;
}
