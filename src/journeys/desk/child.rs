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

/// What a child understands and wishes.
#[derive(Clone, Serialize, Deserialize)]
pub struct Heard {
    /// What they understand of what may happen.
    pub understands: Told,
    /// What they want.
    pub wants: Told,
    /// Who is with them.
    pub with: Told,
    /// Whether a parent or carer may know.
    pub parent: ParentMay,
}
crate::redacted!(Heard);

/// What is typed, before it is whole.
#[derive(Clone, Default)]
pub struct Hearing {
    /// What they understand of what may happen.
    pub understands: Told,
    /// What they want.
    pub wants: Told,
    /// Who is with them.
    pub with: Told,
    /// Whether a parent or carer may know.
    pub parent: Option<ParentMay>,
}
crate::redacted!(Hearing);

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
pub async fn hear(service: &Arc<Service>, who: &SignedIn, head: &Head, hearing: Hearing) -> Result<(), CareFault> {
    if !who.may(Act::OpenHandling) || !who.may(Act::Note) {
        return Err(CareFault::NotAllowed);
    }
    let Hearing { understands, wants, with, parent } = hearing;
    let blank = [("understands", &understands), ("wants", &wants), ("with", &with)];
    let mut missing: Vec<&'static str> = blank.into_iter().filter(|(_, told)| told.is_blank()).map(|(name, _)| name).collect();
    let Some(parent) = parent.filter(|_| missing.is_empty()) else {
        missing.extend(parent.is_none().then_some("parent"));
        return Err(CareFault::Missing(missing));
    };
    let heard = Heard { understands, wants, with, parent };
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
