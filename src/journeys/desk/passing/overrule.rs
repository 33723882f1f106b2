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
use waymark_core::referral::{ByHand, Ground, Terms};
use waymark_core::report::permission::Granted;
use waymark_core::report::{Purpose, Section, Told};
use waymark_core::routing::{Agreement, Planned};
use waymark_core::staff::Act;
use waymark_core::vault::{Place, ReportKeys};
use waymark_core::vocabulary::AgreementId;

use crate::journeys::case::terms::terms;
use crate::journeys::case::{handling, questions, tell};
use crate::journeys::desk::door::sitting::SignedIn;
use crate::journeys::placing::make::{Origin, notices, referrals};
use crate::journeys::placing::withdraw::withdraw;
use crate::journeys::service::Service;
use crate::journeys::service::write::write_again_boxed;
use crate::storage::case::load::take;
use crate::storage::case::referral::{of_report, show};
use crate::storage::case::submission::write_referrals;
use crate::storage::case::{report, task};
use crate::storage::due::due;
use crate::storage::record::audit;
use crate::storage::{StoreError, Tx};

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

/// An agreement that something may pass under today.
fn in_force<'a>(service: &'a Service, agreement: &AgreementId) -> Option<&'a Agreement> {
    let serving = service.book.serving(london_day(service.now()));
    serving.agreement(agreement).filter(|agreement| agreement.purpose != Purpose::Inform)
}

/// What may pass at most: what the agreement discloses, or coded answers alone.
fn most(agreement: &Agreement) -> Vec<Section> {
    std::iter::once(Section::Summary).chain(agreement.discloses.iter().copied()).collect()
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

/// A step of somebody at the desk.
enum Step {
    Ask(Wanted),
    Decide { task: Uuid, approve: bool, reason: Told },
    Told(Uuid),
}

/// Asks to pass a report on without permission. It waits for a second person – or, when it cannot wait, passes now and a second person
/// looks at it on the next working day.
///
/// # Errors
/// When they may not, something is missing, or it cannot be made durable.
pub async fn ask(service: &Arc<Service>, who: &SignedIn, head: &Head, wanted: Wanted) -> Result<(), OverruleFault> {
    if !who.may(if wanted.urgent { Act::Approve } else { Act::Overrule }) {
        return Err(OverruleFault::NotAllowed);
    }
    let blank = [("reason", wanted.reason.is_blank()), ("sections", wanted.sections.is_empty())];
    let untold = ("not-told", !wanted.told && wanted.not_told.is_blank());
    if let Some((field, _)) = blank.into_iter().chain([untold]).find(|(_, missing)| *missing) {
        return Err(OverruleFault::Missing(field));
    }
    run(service, who, head, Step::Ask(wanted)).await
}

/// A second person approves or refuses; of what passed at once they say whether it was right. When it was not, the organisation is asked
/// to stop.
///
/// # Errors
/// When they may not, asked themselves, give no reason, or it was decided before.
pub async fn decide(
    service: &Arc<Service>,
    who: &SignedIn,
    head: &Head,
    task: Uuid,
    approve: bool,
    reason: Told,
) -> Result<(), OverruleFault> {
    if !who.may(Act::Approve) {
        return Err(OverruleFault::NotAllowed);
    }
    if reason.is_blank() {
        return Err(OverruleFault::Missing("decision"));
    }
    run(service, who, head, Step::Decide { task, approve, reason }).await
}

/// The person was told of a referral: from now on they see it.
///
/// # Errors
/// When they may not, or there is none that they do not know of.
pub async fn person_told(service: &Arc<Service>, who: &SignedIn, head: &Head, referral: Uuid) -> Result<(), OverruleFault> {
    if !who.may(Act::Overrule) {
        return Err(OverruleFault::NotAllowed);
    }
    run(service, who, head, Step::Told(referral)).await
}

async fn run(service: &Arc<Service>, who: &SignedIn, head: &Head, step: Step) -> Result<(), OverruleFault> {
    let (report, step, doer) = (head.id, Arc::new(step), (who.id, who.actor(), who.name.clone()));
    let done = write_again_boxed(service, move |service, tx| {
        let (step, doer) = (Arc::clone(&step), doer.clone());
        Box::pin(async move {
            let now = service.now();
            if !report::touch(tx, report, now).await? {
                return Ok(Err(OverruleFault::Erased));
            }
            let Some(keys) = handling::keys(&service, tx, report).await? else { return Ok(Err(OverruleFault::Erased)) };
            let doing = Doing { service: &service, report, keys, now, by: doer.0, name: Told::new(doer.2) };
            let done = match &*step {
                Step::Ask(wanted) => doing.ask(tx, wanted).await?,
                Step::Decide { task, approve, reason } => doing.decide(tx, *task, *approve, reason).await?,
                Step::Told(referral) => doing.told(tx, *referral).await?,
            };
            let (action, subject, ground) = match done {
                Ok(done) => done,
                Err(fault) => return Ok(Err(fault)),
            };
            let mut audited = service.audit(&doer.1, action, Some(report), subject);
            if let Some(ground) = ground {
                audited = service.because(audited, &format!("ground:{}", ground.id()))?;
            }
            audit::insert(tx, vec![&audited]).await?;
            Ok(Ok(()))
        })
    })
    .await?;
    service.ring();
    done
}

/// What was done, for the record, to which referral or task, and on which ground.
type Done = Result<(Action, Option<Uuid>, Option<Ground>), OverruleFault>;

struct Doing<'a> {
    service: &'a Arc<Service>,
    report: Uuid,
    keys: ReportKeys,
    now: DateTime<Utc>,
    by: Uuid,
    name: Told,
}

impl Doing<'_> {
    async fn append(&self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
        handling::append(self.service, tx, self.report, &self.keys, entry, self.now).await
    }

    async fn ask(&self, tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Done, StoreError> {
        let told = handling::read(self.service, tx, self.report, &self.keys).await?;
        // Nobody decides over a child's head before they were heard, unless it cannot wait for that.
        if told.facts.age_band.is_under_18() && !told.child.as_ref().is_some_and(Heard::is_whole) && !wanted.urgent {
            return Ok(Err(OverruleFault::Missing("child")));
        }
        let live = live(self.service, tx, self.report, &self.keys).await?;
        let target = targets(self.service, &told, &live).into_iter().find(|target| target.agreement == wanted.agreement);
        if !target.is_some_and(|target| wanted.sections.iter().all(|section| target.sections.contains(section))) {
            return Ok(Err(OverruleFault::NotOffered));
        }
        let urgent = wanted.urgent;
        let kind = if urgent { TaskKind::OverrideReview } else { TaskKind::Override };
        let waits = self.service.task(self.report, kind, true, None);
        task::insert(tx, vec![&waits]).await?;
        let mut referral = None;
        if wanted.urgent {
            referral = self.pass_on(tx, wanted).await?;
            let day = self.service.book.calendar.next_working_day(london_day(self.now));
            let evening = NaiveTime::from_hms_opt(17, 0, 0).unwrap_or_default();
            task::due(tx, waits.id, london(day.and_time(evening))).await?;
        }
        let wanted = Wanted { heard: told.child.clone(), ..wanted.clone() };
        let ground = wanted.ground;
        let asking = Asking { task: waits.id, wanted, referral, by: self.name.clone(), by_id: self.by };
        self.append(tx, &Entry::OverrideAsked { asking: Box::new(asking) }).await?;
        let action = if urgent { Action::OverrideAtOnce } else { Action::OverrideAsked };
        Ok(Ok((action, referral.or(Some(waits.id)), Some(ground))))
    }

    /// Makes the referral: exactly the sections that were chosen, whatever places are free.
    async fn pass_on(&self, tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Option<Uuid>, StoreError> {
        let service = self.service;
        let Some(agreement) = in_force(service, &wanted.agreement) else { return Ok(None) };
        let most = most(agreement);
        let (true, Some(place)) =
            (wanted.sections.iter().all(|section| most.contains(section)), service.book.place(&agreement.id))
        else {
            return Ok(None);
        };
        if agreement.capacity.is_some() {
            take(tx, &agreement.id, 1, u32::MAX).await?;
        }
        let sections = wanted.sections.iter().copied().collect();
        let planned = Planned { agreement: place, purpose: agreement.purpose, granted: Granted::Full, sections };
        let by_hand = Some(ByHand::Overruled { ground: wanted.ground, told: wanted.told });
        let from = Origin { report: self.report, keys: &self.keys, asked: None, at: self.now, by_hand };
        let made = referrals(service, &from, &[planned], &mut service.book.now([]))?;
        write_referrals(tx, made.iter().collect()).await?;
        due::insert(tx, notices(service, &made, self.now).iter().collect()).await?;
        Ok(made.first().map(|row| row.id))
    }

    async fn decide(&self, tx: &mut Tx<'_>, task: Uuid, approve: bool, reason: &Told) -> Result<Done, StoreError> {
        let pending = pending(self.service, tx, self.report, &self.keys).await?;
        let Some((asking, _)) = pending.into_iter().find(|(asking, _)| asking.task == task) else {
            return Ok(Err(OverruleFault::Over));
        };
        if asking.by_id == self.by {
            return Ok(Err(OverruleFault::Own));
        }
        let mut referral = asking.referral;
        let action = match (asking.wanted.urgent, approve) {
            (false, true) => {
                referral = self.pass_on(tx, &asking.wanted).await?;
                if referral.is_none() {
                    return Ok(Err(OverruleFault::NotOffered));
                }
                Action::OverrideApproved
            }
            (false, false) => Action::OverrideRefused,
            (true, true) => Action::OverrideUpheld,
            (true, false) => {
                let all = of_report(tx, self.report).await?;
                if let Some(one) = all.into_iter().find(|one| Some(one.id) == referral) {
                    withdraw(self.service, tx, one.clone(), self.now).await?;
                    tell::of_referral(self.service, tx, &self.keys, &one, self.now).await?;
                    questions::over(self.service, tx, self.report, &self.keys, self.now).await?;
                }
                Action::OverrideStopped
            }
        };
        if !task::done(tx, task, self.by, self.now).await? {
            // Nothing of a decision that came too late may stay.
            return Err(StoreError::Conflict);
        }
        let (reason, by) = (reason.clone(), self.name.clone());
        self.append(tx, &Entry::OverrideDecided { task, approved: approve, referral, reason, by }).await?;
        Ok(Ok((action, referral.or(Some(task)), Some(asking.wanted.ground))))
    }

    async fn told(&self, tx: &mut Tx<'_>, id: Uuid) -> Result<Done, StoreError> {
        let live = live(self.service, tx, self.report, &self.keys).await?;
        let untold = live.into_iter().find(|(one, terms)| one.id == id && !terms.is_for_their_eyes());
        let Some((referral, mut terms)) = untold else { return Ok(Err(OverruleFault::Over)) };
        if let Some(ByHand::Overruled { told, .. }) = &mut terms.by_hand {
            *told = true;
        }
        let sealed = self.service.vault.seal(&self.keys, &Place::referral(self.report, id), &terms)?;
        if !show(tx, id, &referral.terms, &sealed).await? {
            return Err(StoreError::Conflict);
        }
        self.append(tx, &Entry::PersonTold { referral: id, by: self.name.clone() }).await?;
        Ok(Ok((Action::PersonTold, Some(id), None)))
    }
}
