//! A lost receipt: somebody at the desk makes sure that it is the person who told, by a way that was called safe, and makes a new one. The
//! old one opens nothing from that moment on, and a word of one's own ends with it.

use std::sync::Arc;

use waymark_core::handling::entry::Entry;
use waymark_core::handling::record::Action;
use waymark_core::handling::wish::{Ways, Wished};
use waymark_core::head::Head;
use waymark_core::report::{Contact, Recognised, Section, Told};
use waymark_core::staff::Act;
use waymark_core::vault::Receipt;

use crate::journeys::case::by::Needs;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Refused, Step, refuse, take};
use crate::journeys::case::{handling, tell, wishes};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::reach::CareFault;
use crate::journeys::service::Service;
use crate::storage::case::{reopen, report};
use waymark_core::store_error::StoreError;

/// How the person can be reached, of a report that was opened.
///
/// # Errors
/// When they may not, or the report was erased.
pub async fn contact(service: &Service, who: &SignedIn, head: &Head) -> Result<Contact, CareFault> {
    if !who.may(Act::Renew) {
        return Err(CareFault::NotAllowed);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, head.id).await?.ok_or(CareFault::Erased)?;
    Ok(wishes::contact(service, tx, head.id, &keys).await?)
}

/// Why no new receipt was made.
#[derive(Debug, thiserror::Error)]
pub enum RenewFault {
    /// What must be mended: ids of fields, all at once.
    #[error("something is missing")]
    Faulty(Vec<&'static str>),
    /// They may not, it was erased, or the database did not answer.
    #[error(transparent)]
    Care(#[from] CareFault),
}

impl From<StoreError> for RenewFault {
    fn from(error: StoreError) -> Self {
        Self::Care(error.into())
    }
}

impl From<Refused> for RenewFault {
    fn from(refused: Refused) -> Self {
        Self::Care(refused.into())
    }
}

/// What somebody says who makes a new receipt.
#[derive(Clone, Default)]
pub struct Renewing {
    /// How the person was recognised.
    pub how: Option<Recognised>,
    /// In which words, when in another way.
    pub words: Told,
    /// Whether they are sure, and know that the old one ends.
    pub sure: bool,
}
waymark_core::redacted!(Renewing);

impl Renewing {
    fn faults(&self, contact: &Contact) -> Vec<&'static str> {
        let how = self.how.is_none_or(|how| !how.is_possible(contact));
        let words = self.how == Some(Recognised::Other) && self.words.is_blank();
        [("how", how), ("words", words), ("sure", !self.sure)]
            .into_iter()
            .filter(|(_, faulty)| *faulty)
            .map(|(id, _)| id)
            .collect()
    }
}

/// Takes [`RenewReceipt`].
///
/// # Errors
/// As the step says.
pub async fn renew(service: &Arc<Service>, who: &SignedIn, head: &Head, renewing: Renewing) -> Result<Receipt, RenewFault> {
    take(service, who.by(), head.id, RenewReceipt(renewing)).await
}

/// Makes a new receipt. It is given back once, and kept nowhere.
pub struct RenewReceipt(pub Renewing);

impl Step for RenewReceipt {
    type Done = Receipt;
    type Fault = RenewFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Renew]);
    const RECORD: Action = Action::ReceiptRenewed;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<Receipt, Halt<RenewFault>> {
        let (service, report) = (case.service, case.report);
        let faults = self.0.faults(&wishes::contact(service, case.tx, report, &case.keys).await?);
        let (Some(how), true) = (self.0.how, faults.is_empty()) else { return refuse(RenewFault::Faulty(faults)) };
        let receipt = Receipt::fresh(&**service.vault.randomness());
        if !reopen::renew(case.tx, report, &service.vault.lookup(&receipt), case.now).await? {
            return refuse(CareFault::Erased.into());
        }
        let sealed = service.vault.wrap_for_receipt(report, case.keys.report(), &receipt, None)?;
        report::rewrap_receipt(case.tx, report, &sealed).await?;
        let entry = Entry::ReceiptRenewed { how, words: self.0.words.clone(), by: case.name() };
        case.append(&entry).await?;
        // Whoever had it before learns of it by their own safe address: if it was somebody else who asked, they know.
        tell::at_once(service, case.tx, report, case.now).await?;
        Ok(receipt)
    }
}

/// A way to reach the person that they stopped is used again. Only somebody who may make a new receipt says so: whoever found the old one
/// must not get it back by asking.
pub struct UseAgain {
    /// Which, by where it stands in the report.
    pub way: usize,
    /// How they know that it is the person who asks.
    pub reason: Told,
}

impl Step for UseAgain {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Renew]);
    const RECORD: Action = Action::ContactUsedAgain;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        if self.reason.is_blank() {
            return refuse(CareFault::Missing(vec!["way-reason"]));
        }
        let mut contact = wishes::contact(case.service, case.tx, case.report, &case.keys).await?;
        let way = contact.ways().into_iter().find(|way| way.place == self.way);
        let Some(way) = way.filter(|_| contact.stop(self.way, None)) else {
            case.changes_nothing();
            return Ok(());
        };
        case.add(Section::Wishes, &Wished::Ways(Ways { stopped: Vec::new(), again: vec![way.place] })).await?;
        let entry = Entry::WayUsedAgain { kind: way.kind, number: way.number, reason: self.reason.clone(), by: case.name() };
        case.append(&entry).await?;
        Ok(tell::at_once(case.service, case.tx, case.report, case.now).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_named_at_once() {
        assert_eq!(Renewing::default().faults(&Contact::default()), ["how", "sure"]);
        let other = Renewing { how: Some(Recognised::Other), ..Renewing::default() };
        assert_eq!(other.faults(&Contact::default()), ["words", "sure"]);
        let sure = Renewing { how: Some(Recognised::InPerson), sure: true, words: Told::new("") };
        assert!(sure.faults(&Contact::default()).is_empty());
    }
}
