//! What somebody at the desk writes: an answer that the reporter reads, or a note for the team alone.

use waymark_core::handling::entry::Entry;
use waymark_core::handling::message::Message;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::report::{Section, Told};
use waymark_core::staff::Act;

use crate::journeys::case::by::Needs;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, refuse};
use crate::journeys::desk::reach::CareFault;

/// Answers the reporter.
pub struct AnswerReporter(pub Told);

impl Step for AnswerReporter {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Answer]);
    const RECORD: Action = Action::ReporterAnswered;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        if self.0.is_blank() {
            return refuse(CareFault::Missing(vec!["answer"]));
        }
        let message = Message { from: "team".to_owned(), text: self.0.clone() };
        case.add(Section::Messages, &message).await?;
        case.done(TaskKind::Message).await?;
        Ok(case.tell().await?)
    }
}

/// Adds a note, which neither the reporter nor any organisation sees.
pub struct AddNote(pub Told);

impl Step for AddNote {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Note]);
    const RECORD: Action = Action::NoteAdded;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        if self.0.is_blank() {
            return refuse(CareFault::Missing(vec!["note"]));
        }
        let entry = Entry::Noted { text: self.0.clone(), by: case.name() };
        Ok(case.append(&entry).await?)
    }
}
