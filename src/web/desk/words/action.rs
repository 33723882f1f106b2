//! An action and its day, in words.

use waymark_core::handling::action::Acted;
use waymark_core::words::Speaker;

use crate::web::desk::words::clock::rag;
use crate::web::desk::words::views::ActionView;

/// An action on the page of its report.
pub(crate) fn view(
    since: chrono::DateTime<chrono::Utc>,
    one: &Acted,
    now: chrono::DateTime<chrono::Utc>,
    t: &Speaker,
) -> ActionView {
    ActionView {
        task: one.task.to_string(),
        what: one.what.reveal().to_owned(),
        who: t.say2("action-who", "name", one.name.reveal(), "day", t.day(one.until)),
        rag: rag(one.standing(since, now), t),
    }
}
