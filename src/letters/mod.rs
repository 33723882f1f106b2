//! What we say to organisations: typed letters, each word of them a message. Mail is open to many eyes, so no letter has a field
//! for anything about a person, and no subject says more than a reference and, for a notice, the time to answer. Letters about an agreement, and to the desk, name no report at all.

mod confirm_centre;
mod letter;
mod more_to_see;
mod notice;
mod one_time_code;
mod open;
mod please_stop;
mod record_head;
mod reminder;
mod sign_in_code;
mod something_changed;
#[cfg(test)]
mod tests;
mod urgent;

pub use confirm_centre::ConfirmCentre;
pub use letter::Letter;
pub use more_to_see::MoreToSee;
pub use notice::Notice;
pub use one_time_code::OneTimeCode;
pub use open::Open;
pub use please_stop::PleaseStop;
pub use record_head::RecordHead;
pub use reminder::{About, Reminder};
pub use sign_in_code::SignInCode;
pub use something_changed::SomethingChanged;
pub use urgent::Urgent;
