//! What needed somebody is done (a task is closed).

use uuid::Uuid;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::report::Told;
use waymark_core::staff::Act;

use crate::journeys::case::by::Needs;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, refuse};
use crate::journeys::desk::reach::CareFault;
use crate::storage::case::task;

/// Closes a task. What is urgent only somebody on duty closes, and says why.
pub struct CloseTask {
    /// Which.
    pub task: Uuid,
    /// Why; may be blank for what is not urgent.
    pub reason: Told,
}

impl Step for CloseTask {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Note]);
    const RECORD: Action = Action::TaskDone;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        let open = task::of_report(case.tx, case.report).await?;
        let kind = open.into_iter().find(|(task, ..)| *task == self.task).map(|(_, kind, ..)| kind);
        let Some(kind) = kind.filter(|kind| closes(*kind, case.may(Act::Urgent))) else {
            return refuse(CareFault::NotAllowed);
        };
        if kind == TaskKind::Duty {
            if self.reason.is_blank() {
                return refuse(CareFault::Missing(vec!["closing"]));
            }
            case.records(Action::DutyClosed);
            let entry = Entry::DutyClosed { reason: self.reason.clone(), by: case.name() };
            case.append(&entry).await?;
        }
        task::done(case.tx, self.task, case.staff(), case.now).await?;
        Ok(())
    }
}

/// Whether a task of this kind is closed so. What somebody agreed to do is done where it can be said what came of it.
fn closes(kind: TaskKind, on_duty: bool) -> bool {
    !kind.needs_a_decision() && kind != TaskKind::Action && (kind != TaskKind::Duty || on_duty)
}
