//! Time: the clock that is passed in, and the working days and hours in which organisations promise to answer.

mod clock;
mod held;
mod hours;
mod london;
mod offset;
mod promise;
mod safe_times;
mod system;

pub use clock::{Clock, SharedClock};
pub use held::HeldClock;
pub use hours::{Hours, HoursFault, WorkingCalendar, london};
pub use london::{after_quiet_hours, london_day};
pub use offset::{OffsetFault, parse_offset};
pub use promise::{Promise, PromiseFault};
pub use safe_times::{SAFE_DAYS, SAFE_TIME, SafeLine, SafeTimes, Unread, Week};
pub use system::SystemClock;
