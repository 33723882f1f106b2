//! A report is kept from being destroyed (legal hold), or nothing of it goes out by itself for now (freeze); and both end, each with a
//! reason.

use waymark_core::handling::entry::Entry;
use waymark_core::handling::job::Job;
use waymark_core::handling::record::Action;
use waymark_core::report::Told;
use waymark_core::staff::Act;

use crate::journeys::case::by::Needs;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, refuse};
use crate::journeys::desk::reach::CareFault;
use crate::storage::case::report;
use crate::storage::due::due;

/// A reason that must be given.
fn given(reason: &Told) -> Result<Told, Halt<CareFault>> {
    if reason.is_blank() { refuse(CareFault::Missing(vec!["hold-reason"])) } else { Ok(reason.clone()) }
}

/// Keeps a report from being destroyed, or lets it go.
pub struct Hold {
    /// Whether it is kept from now on.
    pub held: bool,
    /// Why.
    pub reason: Told,
}

impl Step for Hold {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Hold]);
    const RECORD: Action = Action::ReportHeld;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        let (held, reason) = (self.held, given(&self.reason)?);
        if !held {
            case.records(Action::ReportLetGo);
        }
        report::hold(case.tx, case.report, held).await?;
        let entry = Entry::Held { held, reason, by: case.name() };
        Ok(case.append(&entry).await?)
    }
}

/// Lets nothing of a report go out by itself for now, or ends that.
pub struct Freeze {
    /// Whether nothing goes out from now on.
    pub frozen: bool,
    /// Why.
    pub reason: Told,
}

impl Step for Freeze {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Hold]);
    const RECORD: Action = Action::ReportFrozen;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        let (frozen, reason) = (self.frozen, given(&self.reason)?);
        let entry = Entry::Frozen { frozen, reason, by: case.name() };
        case.append(&entry).await?;
        if !frozen {
            case.records(Action::ReportThawed);
            // What the person wished meanwhile is worked out now, and what was put off leaves.
            case.due(Job::Reroute { report: case.report }).await?;
            due::go_on(case.tx, case.report, case.now).await?;
        }
        Ok(())
    }
}
