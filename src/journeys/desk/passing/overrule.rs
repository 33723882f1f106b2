//! A report passes without permission: on one of five grounds, as little as possible, to one organisation, and never by one person alone.
//! Nothing here happens by itself.

use std::sync::Arc;

use chrono::{DateTime, NaiveTime, Utc};
use uuid::Uuid;
use waymark_core::clock::{london, london_day};
use waymark_core::handling::asking::{Asking, Wanted};
use waymark_core::handling::child::Heard;
use waymark_core::handling::entry::Entry;
use waymark_core::handling::fold::Handling;
use waymark_core::handling::record::Action;
use waymark_core::handling::task::TaskKind;
use waymark_core::head::Head;
use waymark_core::places::AreaCode;
use waymark_core::referral::Referral;
use waymark_core::referral::{ByHand, Terms};
use waymark_core::report::permission::Granted;
use waymark_core::report::{Section, Told};
use waymark_core::routing::Agreement;
use waymark_core::staff::Act;
use waymark_core::vault::{Place, ReportKeys};
use waymark_core::vocabulary::AgreementId;

use crate::journeys::case::by::Needs;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, Refused, Step, refuse, take};
use crate::journeys::case::terms::terms;
use crate::journeys::case::{handling, questions};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::desk::passing::without::{in_force, most, pass_on};
use crate::journeys::placing::withdraw::withdraw;
use crate::journeys::service::Service;
use crate::storage::Tx;
use crate::storage::case::referral::{of_report, show};
use crate::storage::case::task;
use waymark_core::store_error::StoreError;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum OverruleFault {
    /// Somebody of this role may not.
    #[error("this role may not do it")]
    NotAllowed,
    /// It was erased.
    #[error("the report was erased")]
    Erased,
    /// Something that must be said is missing: the name of the field.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// The agreement is not in force, or does not disclose what was chosen.
    #[error("the agreement does not reach that far")]
    NotOffered,
    /// Whoever asked cannot approve it.
    #[error("a second person decides")]
    Own,
    /// It was decided before.
    #[error("it was decided before")]
    Over,
    /// The database did not answer.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl From<Refused> for OverruleFault {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotAllowed => Self::NotAllowed,
            Refused::Erased => Self::Erased,
        }
    }
}

/// An agreement that a report could pass under.
pub struct Target {
    /// The agreement.
    pub agreement: AgreementId,
    /// The most that may pass.
    pub sections: Vec<Section>,
    /// Whether the person named it among those that must never be told.
    pub never: bool,
    /// Whether it serves the place the report belongs to; all do when nobody knows the place.
    pub near: bool,
}

/// What waits for a second person.
pub struct Pending {
    /// What was asked for.
    pub asking: Asking,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether whoever looks asked for it.
    pub own: bool,
    /// Whether the person named the organisation among those that must never be told.
    pub never: bool,
    /// What the person allows it now; nothing when they did not agree at all.
    pub granted: Option<Granted>,
}

/// Passing on without permission, as somebody at the desk sees it.
pub struct Overruling {
    /// Whom it could pass to: who serves the place first, the closest and those for people of this age before others.
    pub targets: Vec<Target>,
    /// The district the report belongs to; nothing when nobody knows.
    pub district: Option<AreaCode>,
    /// Whether the person is under 18.
    pub is_child: bool,
    /// What they understand and wish, as they said it last.
    pub heard: Option<Heard>,
    /// What waits for a second person.
    pub pending: Vec<Pending>,
    /// Referrals that the person was not told of: id and the organisation's name.
    pub untold: Vec<(Uuid, String)>,
}

fn name_of(service: &Service, agreement: &AgreementId) -> String {
    let agency = service.book.agreement(agreement).and_then(|agreement| service.book.agency(agreement.agency.as_str()));
    agency.map_or_else(|| agreement.to_string(), |agency| agency.name.clone())
}

/// What the person allows the organisation for what the agreement is for.
fn granted(told: &Handling, agreement: &Agreement) -> Option<Granted> {
    told.permission.granted(told.facts.standing(), &agreement.agency, agreement.purpose)
}

/// Agreements that the person's permission does not reach, or not fully: who serves the place comes first.
fn targets(service: &Service, told: &Handling, live: &[(Referral, Terms)]) -> Vec<Target> {
    let passed =
        |agreement: &Agreement| live.iter().any(|(one, terms)| one.agreement == agreement.id && terms.overruled().is_some());
    let known = service.book.agreements().iter().filter_map(|one| in_force(service, &one.id));
    let mut offered: Vec<&Agreement> =
        known.filter(|one| granted(told, one) != Some(Granted::Full)).filter(|agreement| !passed(agreement)).collect();
    let areas = service.book.gazetteer.areas_of(told.facts.district);
    let distance = |one: &Agreement| one.when.distance(areas);
    let other_age = |one: &Agreement| !one.when.ages.is_empty() && !one.when.ages.contains(&told.facts.age_band);
    offered.sort_by_key(|one| (distance(one).is_none(), other_age(one), distance(one)));
    let target = |agreement: &Agreement| Target {
        agreement: agreement.id.clone(),
        sections: most(agreement),
        never: told.permission.never.contains(&agreement.agency),
        near: told.facts.district.is_none() || distance(agreement).is_some(),
    };
    offered.into_iter().map(target).collect()
}

async fn live(service: &Service, tx: &mut Tx<'_>, report: Uuid, keys: &ReportKeys) -> Result<Vec<(Referral, Terms)>, StoreError> {
    let mut found = Vec::new();
    for referral in of_report(tx, report).await?.into_iter().filter(|referral| referral.state.is_live()) {
        let terms = terms(service, keys, &referral)?;
        found.push((referral, terms));
    }
    Ok(found)
}

/// What was asked for and is not decided, with when.
async fn pending(
    service: &Service,
    tx: &mut Tx<'_>,
    report: Uuid,
    keys: &ReportKeys,
) -> Result<Vec<(Asking, DateTime<Utc>)>, StoreError> {
    let mut found: Vec<(Asking, DateTime<Utc>)> = Vec::new();
    for (at, entry) in handling::entries(service, tx, report, keys).await? {
        match entry {
            Entry::OverrideAsked { asking } => found.push((*asking, at)),
            Entry::OverrideDecided { task, .. } => found.retain(|(asking, _)| asking.task != task),
            _ => {}
        }
    }
    Ok(found)
}

/// What could pass, what waits for a second person, and of what the person does not know yet.
///
/// # Errors
/// When they may not, or it was erased.
pub async fn look(service: &Service, who: &SignedIn, head: &Head) -> Result<Overruling, OverruleFault> {
    if !who.may(Act::Overrule) {
        return Err(OverruleFault::NotAllowed);
    }
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let keys = handling::keys(service, tx, head.id).await?.ok_or(OverruleFault::Erased)?;
    let told = handling::read(service, tx, head.id, &keys).await?;
    let live = live(service, tx, head.id, &keys).await?;
    let pending = pending(service, tx, head.id, &keys).await?.into_iter().map(|(asking, at)| Pending {
        own: asking.by_id == who.id,
        never: service
            .book
            .agreement(&asking.wanted.agreement)
            .is_some_and(|agreement| told.permission.never.contains(&agreement.agency)),
        granted: service.book.agreement(&asking.wanted.agreement).and_then(|agreement| granted(&told, agreement)),
        asking,
        at,
    });
    let untold = live.iter().filter(|(_, terms)| !terms.is_for_their_eyes());
    Ok(Overruling {
        targets: targets(service, &told, &live),
        district: told.facts.district,
        is_child: told.facts.age_band.is_under_18(),
        pending: pending.collect(),
        heard: told.child.clone(),
        untold: untold.map(|(one, _)| (one.id, name_of(service, &one.agreement))).collect(),
    })
}

/// Takes [`AskToOverrule`].
///
/// # Errors
/// As the step says.
pub async fn ask(service: &Arc<Service>, who: &SignedIn, head: &Head, wanted: Wanted) -> Result<(), OverruleFault> {
    take(service, who.by(), head.id, AskToOverrule(wanted)).await
}

/// Takes [`DecideOverride`].
///
/// # Errors
/// As the step says.
pub async fn decide(
    service: &Arc<Service>,
    who: &SignedIn,
    head: &Head,
    task: Uuid,
    approve: bool,
    reason: Told,
) -> Result<(), OverruleFault> {
    take(service, who.by(), head.id, DecideOverride { task, approve, reason }).await
}

/// Takes [`TellPerson`].
///
/// # Errors
/// As the step says.
pub async fn person_told(service: &Arc<Service>, who: &SignedIn, head: &Head, referral: Uuid) -> Result<(), OverruleFault> {
    take(service, who.by(), head.id, TellPerson(referral)).await
}

/// Asks to pass a report on without permission. It waits for a second person – or, when it cannot wait, passes now and a second person
/// looks at it on the next working day. What cannot wait only those may ask for who may approve.
pub struct AskToOverrule(pub Wanted);

impl AskToOverrule {
    /// The first field that must be filled in and is not.
    fn missing(&self) -> Option<&'static str> {
        let wanted = &self.0;
        let untold = !wanted.told && wanted.not_told.is_blank();
        let fields = [("reason", wanted.reason.is_blank()), ("sections", wanted.sections.is_empty()), ("not-told", untold)];
        fields.into_iter().find(|(_, missing)| *missing).map(|(field, _)| field)
    }
}

impl Step for AskToOverrule {
    type Done = ();
    type Fault = OverruleFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Overrule]);
    const RECORD: Action = Action::OverrideAsked;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<OverruleFault>> {
        let (service, wanted) = (case.service, &self.0);
        if wanted.urgent && !case.may(Act::Approve) {
            return refuse(OverruleFault::NotAllowed);
        }
        if let Some(field) = self.missing() {
            return refuse(OverruleFault::Missing(field));
        }
        let told = case.handling().await?;
        // Nobody decides over a child's head before they were heard, unless it cannot wait for that.
        if told.facts.age_band.is_under_18() && !told.child.as_ref().is_some_and(Heard::is_whole) && !wanted.urgent {
            return refuse(OverruleFault::Missing("child"));
        }
        let live = live(service, case.tx, case.report, &case.keys).await?;
        let target = targets(service, &told, &live).into_iter().find(|target| target.agreement == wanted.agreement);
        if !target.is_some_and(|target| wanted.sections.iter().all(|section| target.sections.contains(section))) {
            return refuse(OverruleFault::NotOffered);
        }
        let kind = if wanted.urgent { TaskKind::OverrideReview } else { TaskKind::Override };
        let waits = service.task(case.report, kind, true, None);
        task::insert(case.tx, vec![&waits]).await?;
        let mut referral = None;
        if wanted.urgent {
            case.records(Action::OverrideAtOnce);
            referral = pass_on(case, wanted).await?;
            let day = service.book.calendar.next_working_day(london_day(case.now));
            let evening = NaiveTime::from_hms_opt(17, 0, 0).unwrap_or_default();
            task::due(case.tx, waits.id, london(day.and_time(evening))).await?;
        }
        case.is_about(referral.or(Some(waits.id)));
        case.because(on_ground(wanted));
        let wanted = Wanted { heard: told.child, ..wanted.clone() };
        let asking = Asking { task: waits.id, wanted, referral, by: case.name(), by_id: case.staff() };
        Ok(case.append(&Entry::OverrideAsked { asking: Box::new(asking) }).await?)
    }
}

/// The ground, as the record has it.
fn on_ground(wanted: &Wanted) -> String {
    format!("ground:{}", wanted.ground.id())
}

/// A second person approves or refuses; of what passed at once they say whether it was right. When it was not, the organisation is asked
/// to stop.
pub struct DecideOverride {
    /// The task that waits for them.
    pub task: Uuid,
    /// Whether it passes, or was right to pass.
    pub approve: bool,
    /// Why.
    pub reason: Told,
}

impl Step for DecideOverride {
    type Done = ();
    type Fault = OverruleFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Approve]);
    const RECORD: Action = Action::OverrideApproved;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<OverruleFault>> {
        if self.reason.is_blank() {
            return refuse(OverruleFault::Missing("decision"));
        }
        let (task, approved) = (self.task, self.approve);
        let pending = pending(case.service, case.tx, case.report, &case.keys).await?;
        let Some((asking, _)) = pending.into_iter().find(|(asking, _)| asking.task == task) else {
            return refuse(OverruleFault::Over);
        };
        if asking.by_id == case.staff() {
            return refuse(OverruleFault::Own);
        }
        let mut referral = asking.referral;
        match (asking.wanted.urgent, approved) {
            (false, true) => {
                referral = pass_on(case, &asking.wanted).await?;
                if referral.is_none() {
                    return refuse(OverruleFault::NotOffered);
                }
            }
            (false, false) => case.records(Action::OverrideRefused),
            (true, true) => case.records(Action::OverrideUpheld),
            (true, false) => {
                case.records(Action::OverrideStopped);
                stop(case, referral).await?;
            }
        }
        if !task::done(case.tx, task, case.staff(), case.now).await? {
            // Nothing of a decision that came too late may stay.
            return Err(StoreError::Conflict.into());
        }
        case.is_about(referral.or(Some(task)));
        case.because(on_ground(&asking.wanted));
        let (reason, by) = (self.reason.clone(), case.name());
        Ok(case.append(&Entry::OverrideDecided { task, approved, referral, reason, by }).await?)
    }
}

/// Withdraws what passed at once and should not have.
async fn stop(case: &mut Case<'_, '_>, referral: Option<Uuid>) -> Result<(), StoreError> {
    let Some(one) = case.referrals().await?.into_iter().find(|one| Some(one.id) == referral) else { return Ok(()) };
    withdraw(case.service, case.tx, one.clone(), case.now).await?;
    case.tell_of(&one).await?;
    questions::over(case.service, case.tx, case.report, &case.keys, case.now).await
}

/// The person was told of a referral that they did not know of: from now on they see it.
pub struct TellPerson(pub Uuid);

impl Step for TellPerson {
    type Done = ();
    type Fault = OverruleFault;
    const NEEDS: Needs = Needs::Staff(&[Act::Overrule]);
    const RECORD: Action = Action::PersonTold;

    async fn run(&self, case: &mut Case<'_, '_>) -> Result<(), Halt<OverruleFault>> {
        let id = self.0;
        case.is_about(Some(id));
        let live = live(case.service, case.tx, case.report, &case.keys).await?;
        let untold = live.into_iter().find(|(one, terms)| one.id == id && !terms.is_for_their_eyes());
        let Some((referral, mut terms)) = untold else { return refuse(OverruleFault::Over) };
        if let Some(ByHand::Overruled { told, .. }) = &mut terms.by_hand {
            *told = true;
        }
        let sealed = case.service.vault.seal(&case.keys, &Place::referral(case.report, id), &terms)?;
        if !show(case.tx, id, &referral.terms, &sealed).await? {
            return Err(StoreError::Conflict.into());
        }
        let entry = Entry::PersonTold { referral: id, by: case.name() };
        Ok(case.append(&entry).await?)
    }
}
