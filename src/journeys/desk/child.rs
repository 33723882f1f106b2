//! What a child understands and wishes, written down before anybody decides over their head. Parents are never told automatically.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::super::handling::{self, Entry};
use super::super::{Service, write_again};
use super::look_after::CareFault;
use super::sitting::SignedIn;
use crate::report::Told;
use crate::staff::Act;
use crate::storage::audit;
use crate::storage::report::{self, Head};

/// Whether a parent or carer may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParentMay {
    /// The child says yes.
    Know,
    /// The child says no.
    NotKnow,
    /// Some may, and some may not: the words say who.
    Some,
    /// Nobody could ask yet.
    NotAsked,
}

impl ParentMay {
    /// Every answer with its id.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Know, "know"), (Self::NotKnow, "not-know"), (Self::Some, "some"), (Self::NotAsked, "not-asked")];

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The answer with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == id).map(|(answer, _)| answer)
    }
}

/// Whether a child could speak with nobody there whom they did not choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alone {
    /// All of the time.
    Yes,
    /// For a part of it.
    Part,
    /// Somebody was there all the time.
    No,
    /// Nobody spoke with the child yet.
    Unheard,
}

impl Alone {
    /// Every answer with its id.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Yes, "yes"), (Self::Part, "part"), (Self::No, "no"), (Self::Unheard, "unheard")];

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The answer with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == id).map(|(answer, _)| answer)
    }
}

/// What a child understands and wishes. Whoever takes a report down may not get to ask all of it: what is blank was not written down.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Heard {
    /// What they understand of what may happen.
    pub understands: Told,
    /// What they want.
    pub wants: Told,
    /// Whether they were heard alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alone: Option<Alone>,
    /// Who is with them.
    pub with: Told,
    /// Whether a parent or carer may know.
    pub parent: Option<ParentMay>,
}
crate::redacted!(Heard);

impl Heard {
    /// What is not written down, by the names of its fields.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let fields = [
            ("understands", self.understands.is_blank()),
            ("wants", self.wants.is_blank()),
            ("alone", self.alone.is_none()),
            ("with", self.with.is_blank()),
            ("parent", self.parent.is_none()),
        ];
        fields.into_iter().filter(|(_, blank)| *blank).map(|(name, _)| name).collect()
    }

    /// Whether nothing at all is written down.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.missing().len() == 5
    }

    /// Whether enough is known to decide: what was written down before anybody asked whether the child was alone counts, too.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.missing().iter().all(|name| *name == "alone")
    }
}

/// Whether a report is about a child, and what they said last.
pub struct Child {
    /// Whether the person is under 18.
    pub is_child: bool,
    /// What they said last.
    pub heard: Option<Heard>,
}
crate::redacted!(Child);

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
            audit::insert(tx, vec![&service.audit(doer.0, "child-heard", Some(report), None)]).await?;
            Ok(Ok(()))
        })
    })
    .await?
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for (answer, id) in Alone::ALL {
            assert_eq!((Alone::from_id(id), answer.id()), (Some(answer), id));
        }
    }
}
