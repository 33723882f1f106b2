//! A report opened and read at the desk: opening it is a line in the audit log, and what is shown depends on the role.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use waymark_core::handling::action::Acted;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::fold;
use waymark_core::handling::message::{self, Message};
use waymark_core::handling::question::{Question, questions};
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::handling::urgency::Urgency;
use waymark_core::handling::waiting::Waiting;
use waymark_core::head::Head;
use waymark_core::report::{Section, Told};
use waymark_core::staff::Act;
use waymark_core::vault::Place;
use waymark_core::vocabulary::AgencyId;
use waymark_core::words::Speaker;

use crate::journeys::case::by::Needs;
use crate::journeys::case::held_by::{HeldBy, ShownMessage, held_by};
use crate::journeys::case::parts::{Addition, Parts};
use crate::journeys::case::step::{Halt, Step, take_with};
use crate::journeys::case::terms::terms;
use crate::journeys::case::timeline::timelines;
use crate::journeys::case::{handling, open};
use crate::journeys::desk::care::people;
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::list::inbox::{Reason, reasons_of};
use crate::journeys::desk::reach::CareFault;
use crate::journeys::placing::make::unplaced_place;
use crate::journeys::service::Service;
use crate::storage::case::referral::of_report;
use crate::storage::case::report::{self, items};
use crate::storage::case::task;

/// A report as somebody at the desk sees it.
pub struct Case {
    /// Its readable columns.
    pub head: Head,
    /// What was told.
    pub parts: Parts,
    /// Additions, the oldest first.
    pub additions: Vec<Addition>,
    /// Messages both ways, the oldest first.
    pub messages: Vec<ShownMessage>,
    /// Who was told.
    pub referrals: Vec<HeldBy>,
    /// What each of them asked, in the same order; nothing for a role that may not open `handling`.
    pub questions: Vec<Vec<Question>>,
    /// What nobody takes for now.
    pub unplaced: Vec<Waiting>,
    /// How urgent it is, and why.
    pub urgency: Urgency,
    /// The account without what names a person, once it was released.
    pub released: Option<Told>,
    /// `handling`, the oldest first; nothing for a role that may not open it.
    pub handling: Option<Vec<(DateTime<Utc>, Entry)>>,
    /// What needs a person.
    pub tasks: Vec<Reason>,
    /// Whether its erasure was undone, and nothing goes out by itself.
    pub rests: bool,
    /// Whether somebody lets nothing go out by itself for now.
    pub frozen: bool,
    /// What somebody agreed to do, with since when: all of it, or one's own for a role that may not open `handling`.
    pub actions: Vec<(DateTime<Utc>, Acted)>,
    /// Whose case it is.
    pub cases: Vec<Told>,
    /// Who must never be told, as it stands now.
    pub never: BTreeSet<AgencyId>,
    /// Whether the person is under 18.
    pub is_child: bool,
    /// Whether a person may say to which district it belongs.
    pub lacks_area: bool,
}
waymark_core::redacted!(Case);

/// Which sections somebody reads who opens a report, as a code.
fn shown(whole: bool) -> String {
    let whole = whole.then_some("handling");
    let all = [Section::Incident, Section::Victim, Section::Contact, Section::Suspect, Section::Messages];
    let ids: Vec<&str> = all.iter().map(|section| section.id()).chain(whole).collect();
    format!("sections:{}", ids.join(","))
}

/// Takes [`OpenReport`].
///
/// # Errors
/// As the step says.
pub async fn open(service: &Arc<Service>, who: &SignedIn, head: &Head) -> Result<(), CareFault> {
    take_with(service, who.by(), head.id, (), OpenReport).await
}

/// Somebody opens a report. It is then theirs to read for a while.
pub struct OpenReport;

impl Step<()> for OpenReport {
    type Done = ();
    type Fault = CareFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Open]);
    const RECORD: Action = Action::ReportOpened;

    async fn run(&self, case: &mut open::Case<'_, '_, ()>) -> Result<(), Halt<CareFault>> {
        let whole = case.may(Act::OpenHandling);
        if whole {
            case.records(Action::ReportOpenedWhole);
        }
        case.because(shown(whole));
        // Only somebody on duty looks at what is urgent for the service: a centre that opens its own report calls off nobody.
        if case.may(Act::Urgent) {
            task::seen(case.tx, case.report, case.now).await?;
        }
        Ok(case.done(TaskKind::New).await?)
    }
}

/// Reads a report that was opened.
///
/// # Errors
/// When it was erased, or does not open.
pub async fn read(service: &Service, who: &SignedIn, head: Head, speaker: &Speaker) -> Result<Case, CareFault> {
    let people = people::people(service, who, &head).await?;
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let id = head.id;
    let keys = handling::keys(service, tx, id).await?.ok_or(CareFault::Erased)?;
    let told = handling::read(service, tx, id, &keys).await?;
    let parts = Parts::opened(service, tx, &head, &keys).await?;
    let (mut additions, mut messages) = (Vec::new(), Vec::new());
    for item in items(tx, id, Section::Incident, i64::MAX).await?.iter().filter(|item| item.number > 1) {
        let added: message::Added = service.vault.open(&keys, &Place::item(id, Section::Incident, item.number), &item.sealed)?;
        additions.push(Addition { at: item.added_at, text: added.addition });
    }
    for item in items(tx, id, Section::Messages, i64::MAX).await? {
        let message: Message = service.vault.open(&keys, &Place::item(id, Section::Messages, item.number), &item.sealed)?;
        messages.push(ShownMessage { from: message.from, at: item.added_at, text: message.text });
    }
    let mut unplaced = Vec::new();
    for entry in report::unplaced(tx, id).await? {
        unplaced.push(service.vault.open(&keys, &unplaced_place(id, entry.number), &entry.sealed)?);
    }
    let all = of_report(tx, id).await?;
    let lines = timelines(tx, &all.iter().collect::<Vec<_>>(), &unplaced, service.now()).await?;
    let ids: Vec<_> = all.iter().map(|referral| referral.id).collect();
    let mut referrals = Vec::with_capacity(all.len());
    for (referral, (line, answer)) in all.iter().zip(lines) {
        let terms = terms(service, &keys, referral)?;
        referrals.push(held_by(service, referral, Some(terms), (&line, answer), speaker));
    }
    let tasks = reasons_of(tx, who, &[id], service.now()).await?.remove(&id).unwrap_or_default();
    let entries = handling::entries(service, tx, id, &keys).await?;
    let sees_all = who.may(Act::OpenHandling);
    let asked = if sees_all { questions(&entries) } else { Vec::new() };
    let of = |id: Uuid| asked.iter().filter(|question| question.referral == id).cloned().collect();
    let questions = ids.into_iter().map(of).collect();
    let mut actions = fold::open(&entries);
    actions.retain(|(_, one)| sees_all || one.owner == who.id || one.by_id == who.id);
    let cases = people.into_iter().filter(|one| one.case).map(|one| one.name).collect();
    let (is_child, lacks_area) = (told.facts.age_band.is_under_18(), told.facts.district.is_none() || told.area_given);
    let (urgency, released, handling) = (told.urgency, told.released, sees_all.then_some(entries));
    let never = told.permission.never;
    Ok(Case {
        head,
        parts,
        additions,
        messages,
        referrals,
        questions,
        unplaced,
        urgency,
        released,
        handling,
        tasks,
        actions,
        cases,
        never,
        is_child,
        lacks_area,
        rests: told.rests,
        frozen: told.frozen,
    })
}
