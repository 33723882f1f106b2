//! What a child understands and wishes, written down before anybody decides over their head. Parents are never told automatically.

use std::sync::Arc;

use waymark_core::handling::child::Heard;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::record::Action;
use waymark_core::head::Head;
use waymark_core::staff::Act;

use crate::journeys::case::by::Needs;
use crate::journeys::case::handling;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, refuse, take};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::reach::CareFault;
use crate::journeys::service::Service;

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

/// Takes [`HearChild`].
///
/// # Errors
/// As the step says.
pub async fn hear(service: &Arc<Service>, who: &SignedIn, head: &Head, heard: Heard) -> Result<(), CareFault> {
    take(service, who.by(), head.id, HearChild(heard)).await
}

/// Writes down what a child understands and wishes. The newest counts; the older ones stay in the history.
pub struct HearChild(pub Heard);

impl Step for HearChild {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = Needs::Staff(&[Act::OpenHandling, Act::Note]);
    const RECORD: Action = Action::ChildHeard;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        let missing = self.0.missing();
        if !missing.is_empty() {
            return refuse(CareFault::Missing(missing));
        }
        let entry = Entry::ChildHeard { heard: Box::new(self.0.clone()), by: case.name() };
        Ok(case.append(&entry).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_core::handling::child::ParentMay;
    use waymark_core::report::Told;

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
