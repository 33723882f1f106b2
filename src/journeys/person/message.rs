//! A reporter writes to the team.

use std::sync::Arc;

use waymark_core::handling::message::Message;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::report::{Section, Told};
use waymark_core::vault::ReportKey;

use crate::journeys::case::by::{By, Needs};
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, take_with};
use crate::journeys::person::receipt::{LookUpFault, Opened};
use crate::journeys::service::Service;

/// Takes [`WriteMessage`].
///
/// # Errors
/// When the report was erased, or it cannot be made durable.
pub async fn write_message(service: &Arc<Service>, opened: &Opened, text: Told) -> Result<(), LookUpFault> {
    take_with(service, By::Person, opened.head.id, opened.key()?.clone(), WriteMessage(text)).await
}

/// Writes a message to the team.
pub struct WriteMessage(pub Told);

impl Step<ReportKey> for WriteMessage {
    type Done = ();
    type Fault = LookUpFault;
    const NEEDS: Needs = Needs::Person;
    const RECORD: Action = Action::MessageWritten;

    async fn run(&self, case: &mut Case<'_, '_, ReportKey>) -> Result<(), Halt<LookUpFault>> {
        let message = Message { from: "reporter".to_owned(), text: self.0.clone() };
        case.add(Section::Messages, &message).await?;
        Ok(case.needs(TaskKind::Message, false).await?)
    }
}
