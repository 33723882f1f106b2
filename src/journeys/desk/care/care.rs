//! What somebody does to a report that is open before them, as its page asks for it: each is a step in a file of its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use uuid::Uuid;
use waymark_core::head::Head;
use waymark_core::report::{RiskLevel, Told};

use crate::journeys::case::step::take;
use crate::journeys::desk::care::answer::{AddNote, AnswerReporter};
use crate::journeys::desk::care::close::CloseTask;
use crate::journeys::desk::care::hold::{Freeze, Hold};
use crate::journeys::desk::care::release::Release;
use crate::journeys::desk::care::renew::UseAgain;
use crate::journeys::desk::care::risk::SetRisk;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::reach::CareFault;
use crate::journeys::service::Service;

/// Something done to a report that was opened.
pub enum Care {
    /// Answers the reporter.
    Answer(Told),
    /// Adds a note, which neither the reporter nor any organisation sees.
    Note(Told),
    /// Raises the risk, or lowers it with a reason.
    Risk(RiskLevel, Told),
    /// Keeps it from being destroyed, or lets it go.
    Hold(bool, Told),
    /// Lets nothing go out by itself for now, or ends that.
    Freeze(bool, Told),
    /// Writes the account that goes without a name; with the marks of words that somebody looked at, and that name nobody.
    Release(Told, BTreeSet<String>),
    /// Uses a way to reach the person again that they stopped.
    UseAgain(usize, Told),
    /// A task is done; one that somebody on duty must look at at once, with a reason.
    Done(Uuid, Told),
}
waymark_core::redacted!(Care);

/// Takes the step.
///
/// # Errors
/// As the step says.
pub async fn care(service: &Arc<Service>, who: &SignedIn, head: &Head, care: Care) -> Result<(), CareFault> {
    let (by, report) = (who.by(), head.id);
    match care {
        Care::Answer(text) => take(service, by, report, AnswerReporter(text)).await,
        Care::Note(text) => take(service, by, report, AddNote(text)).await,
        Care::Risk(level, reason) => take(service, by, report, SetRisk { level, reason }).await,
        Care::Hold(held, reason) => take(service, by, report, Hold { held, reason }).await,
        Care::Freeze(frozen, reason) => take(service, by, report, Freeze { frozen, reason }).await,
        Care::Release(account, marks) => take(service, by, report, Release { account, marks }).await,
        Care::UseAgain(way, reason) => take(service, by, report, UseAgain { way, reason }).await,
        Care::Done(task, reason) => take(service, by, report, CloseTask { task, reason }).await,
    }
}
