//! What a child understands and wishes, written down before anybody decides over their head. Parents are never told automatically.

use std::sync::Arc;

use waymark_core::handling::child::Heard;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::record::Action;
use waymark_core::head::Head;
use waymark_core::report::Told;
use waymark_core::staff::Act;

use crate::journeys::case::handling;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::reach::CareFault;
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again;
use crate::storage::case::report;
use crate::storage::record::audit;

/// Whether a report is about a child, and what they said last.
pub struct Child {
    /// Whether the person is under 18.
    pub is_child: bool,
    /// What they said last.
    pub heard: Option<Heard>,
}
waymark_core::redacted!(Child);

/// What is known of a child's own wishes.
///
/// # Errors
/// When they may not, or it was erased.
pub async fn look(service: &Service, who: &SignedIn, head: &Head) -> Result<Child, CareFault> {
    if !who.may(Act::OpenHandling) {
        return Err(CareFault::NotAllowed);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, head.id).await?.ok_or(CareFault::Erased)?;
    let told = handling::read(service, tx, head.id, &keys).await?;
    Ok(Child { is_child: told.facts.age_band.is_under_18(), heard: told.child })
}

/// Writes down what a child understands and wishes. The newest counts; the older ones stay in the history.
///
/// # Errors
/// When they may not, something is missing, or it cannot be made durable.
pub async fn hear(service: &Arc<Service>, who: &SignedIn, head: &Head, heard: Heard) -> Result<(), CareFault> {
    if !who.may(Act::OpenHandling) || !who.may(Act::Note) {
        return Err(CareFault::NotAllowed);
    }
    let missing = heard.missing();
    if !missing.is_empty() {
        return Err(CareFault::Missing(missing));
    }
    let (report, doer) = (head.id, (who.actor(), Told::new(who.name.clone())));
    write_again(service, move |service, tx| {
        let (heard, doer) = (heard.clone(), doer.clone());
        Box::pin(async move {
            let now = service.now();
            if !report::touch(tx, report, now).await? {
                return Ok(Err(CareFault::Erased));
            }
            let Some(keys) = handling::keys(&service, tx, report).await? else { return Ok(Err(CareFault::Erased)) };
            let entry = Entry::ChildHeard { heard: Box::new(heard), by: doer.1 };
            handling::append(&service, tx, report, &keys, &entry, now).await?;
            audit::insert(tx, vec![&service.audit(&doer.0, Action::ChildHeard, Some(report), None)]).await?;
            Ok(Ok(()))
        })
    })
    .await?
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_core::handling::child::ParentMay;

    #[test]
    fn what_was_written_down_before_anybody_asked_who_was_there_still_opens_and_counts() {
        let before = serde_json::json!({"understands": "a", "wants": "b", "with": "c", "parent": "not-know"});
        let heard: Heard = serde_json::from_value(before).unwrap();
        assert!(heard.is_whole() && heard.parent == Some(ParentMay::NotKnow));
        assert_eq!(heard.missing(), ["alone"], "and is asked the next time");
    }

    #[test]
    fn half_of_it_is_not_enough_to_decide() {
        let half = Heard { wants: Told::new("x"), ..Heard::default() };
        assert!(!half.is_blank() && !half.is_whole());
        assert_eq!(half.missing(), ["understands", "alone", "with", "parent"]);
        assert!(Heard::default().is_blank());
    }
}
