//! The risk is set anew: it goes up at once, and down with a reason.

use waymark_core::handling::entry::Entry;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::report::{RiskLevel, Told};
use waymark_core::staff::Act;

use crate::journeys::case::by::Needs;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Step, refuse};
use crate::journeys::desk::reach::CareFault;

/// Raises the risk, or lowers it with a reason. When it becomes high, somebody on duty is to look at it.
pub struct SetRisk {
    /// How high it is.
    pub level: RiskLevel,
    /// Why.
    pub reason: Told,
}

impl Step for SetRisk {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Risk]);
    const RECORD: Action = Action::RiskRaised;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<CareFault>> {
        let (level, was) = (self.level, case.handling().await?.facts.risk);
        if level < was {
            if self.reason.is_blank() {
                return refuse(CareFault::NoReason);
            }
            case.records(Action::RiskLowered);
        }
        let entry = Entry::RiskSet { level, reason: self.reason.clone(), by: case.name() };
        case.append(&entry).await?;
        if level == RiskLevel::High && was < level {
            case.needs(TaskKind::Duty, true).await?;
        }
        Ok(())
    }
}
