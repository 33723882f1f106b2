//! Whether and when somebody looks at what is sent now: worked out as the desk's own times are, so that the page says what happens.

use chrono::{DateTime, Utc};
use waymark_core::config::desk::Within;
use waymark_core::words::Speaker;

use crate::journeys::service::Service;

/// By when somebody on duty should have looked at what is sent at this time; nothing when it calls nobody, or nobody is named who could be called.
fn looked_at_by(service: &Service, urgent: bool, sent: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let operator = &service.settings.operator;
    let somebody = !operator.duty_email.is_empty() || !operator.coordinator().is_empty();
    (urgent && somebody).then(|| operator.desk.due(Within::Duty, &service.book.calendar, sent))
}

/// The sentence: who is called for what is urgent, and by when they should have looked; otherwise when reports are read at all. Without a time
/// it is not sent yet.
pub(crate) fn looks(service: &Service, urgent: bool, sent: Option<DateTime<Utc>>, t: &Speaker) -> String {
    let staffed = &service.settings.operator.staffed;
    let words = if sent.is_some() { "form-duty-sent" } else { "form-duty-looks" };
    match looked_at_by(service, urgent, sent.unwrap_or_else(|| service.now())) {
        Some(by) => t.say1(words, "when", t.when(by)),
        None if staffed.is_empty() => t.say("form-nobody-watches"),
        None => t.say1("form-watched", "hours", staffed.as_str()),
    }
}
