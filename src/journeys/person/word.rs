//! A reporter chooses a word that is needed with the receipt.

use std::sync::Arc;

use waymark_core::handling::record::Action;
use waymark_core::report::Told;
use waymark_core::vault::{Receipt, Sealed};

use crate::journeys::case::by::{By, Needs};
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, take_with};
use crate::journeys::person::receipt::{LookUpFault, Opened};
use crate::journeys::service::Service;
use crate::storage::case::report::rewrap_receipt;
use waymark_core::store_error::StoreError;

/// Chooses a word, then needed with the receipt.
///
/// # Errors
/// When the report was erased, or it cannot be made durable.
pub async fn choose_word(service: &Arc<Service>, opened: &Opened, receipt: &Receipt, word: &Told) -> Result<(), LookUpFault> {
    let report = opened.head.id;
    let wrap = service.vault.wrap_for_receipt(report, opened.key()?, receipt, Some(word)).map_err(StoreError::from)?;
    take_with(service, By::Person, report, (), ChooseWord { wrap }).await
}

/// Puts a word beside the receipt.
pub struct ChooseWord {
    /// The report's key, for the receipt together with the word.
    pub wrap: Sealed,
}

impl Step<()> for ChooseWord {
    type Done = ();
    type Fault = LookUpFault;
    const NEEDS: Needs = Needs::Person;
    const RECORD: Action = Action::WordChosen;

    async fn run(&self, case: &mut Case<'_, '_, ()>) -> Result<(), Halt<LookUpFault>> {
        Ok(rewrap_receipt(case.tx, case.report, &self.wrap).await?)
    }
}
