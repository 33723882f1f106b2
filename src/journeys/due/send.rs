//! What a job asks for when it is due: a letter or none, checked again against what changed since it was written.

use std::sync::Arc;

use chrono::Duration;
use uuid::Uuid;
use waymark_core::handling::job::Job;
use waymark_core::handling::record::Action;
use waymark_core::referral::{State, Step};

use crate::journeys::case;
use crate::journeys::case::by::{By, Needs};
use crate::journeys::case::letter::Turn;
use crate::journeys::case::open::Case;
use crate::journeys::case::step::{Halt, NotTaken, take_with};
use crate::journeys::case::{handling, terms};
use crate::journeys::centre::confirmations;
use crate::journeys::desk::door::by_letter;
use crate::journeys::desk::duty::call;
use crate::journeys::due::agreement_ends;
use crate::journeys::organisation::letters::{more_to_see, notice, one_time_code, please_stop};
use crate::journeys::person::something_changed;
use crate::journeys::placing::allowed::allowed;
use crate::journeys::placing::reroute;
use crate::journeys::service::Service;
use crate::post::mail::Mail;
use crate::storage::case::referral;
use crate::storage::case::report::by_id;
use crate::storage::case::undelivered;
use crate::storage::due::due::{self, Claimed};
use crate::storage::people::code;
use waymark_core::head::ReportState;
use waymark_core::referral::Referral;
use waymark_core::store_error::StoreError;

/// How long what is due for a report that somebody froze is put off, again and again, until they let it go on.
const FROZEN: Duration = Duration::hours(6);

/// What the row asks for, checking again what may have changed since it was written.
pub(crate) async fn turn(service: &Arc<Service>, row: &Claimed) -> Result<Turn, StoreError> {
    match &row.job {
        Job::Reroute { report } => {
            reroute::reroute(service, *report).await?;
            Ok(Turn::Done)
        }
        Job::SomethingChanged { report } if is_frozen(service, *report).await? => Ok(Turn::Later(service.now() + FROZEN)),
        Job::SomethingChanged { report } => something_changed::something_changed(service, *report, row.id).await,
        Job::Notice { referral }
        | Job::MoreToSee { referral }
        | Job::PleaseStop { referral }
        | Job::OneTimeCode { referral, .. } => of_referral(service, &row.job, *referral).await,
        Job::AgreementEnds { agreement, version, ending, day, to } => {
            Ok(told(agreement_ends::mail(service, (agreement, *version), (*ending, *day), *to)?))
        }
        Job::CentreAsked { centre, round, letter, day } => {
            Ok(told(confirmations::mail(service, &row.job, (centre, *round, *letter), *day).await?))
        }
        Job::SignIn { request, .. } => Ok(told(by_letter::mail(service, &row.job, *request).await?)),
        Job::Urgent { day, .. } | Job::Late { day, .. } | Job::MorningList { day } | Job::RecordHead { day } => {
            Ok(told(call::mail(service, &row.job, *day).await?))
        }
    }
}

fn told(letter: Result<Mail, &'static str>) -> Turn {
    match letter {
        Ok(mail) => Turn::Tell(Box::new(mail)),
        Err(why) => Turn::Drop(why),
    }
}

async fn of_referral(service: &Arc<Service>, job: &Job, id: Uuid) -> Result<Turn, StoreError> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let Some(referral) = referral::by_id(tx, id).await? else { return Ok(Turn::Drop("no-referral")) };
    let Some(head) = by_id(tx, referral.report).await? else { return Ok(Turn::Drop("no-report")) };
    let agency = service.book.agency(referral.agency.as_str());
    if matches!(job, Job::PleaseStop { .. }) {
        return Ok(match agency {
            Some(agency) => please_stop(service, &head, referral, agency),
            None => Turn::GiveUp("agency-not-configured"),
        });
    }
    if head.state != ReportState::Open || !referral.state.is_live() {
        return Ok(Turn::Drop("over"));
    }
    let Some(keys) = handling::keys(service, tx, head.id).await? else { return Ok(Turn::Drop("no-keys")) };
    let told = handling::read(service, tx, head.id, &keys).await?;
    let request = match job {
        Job::OneTimeCode { request, .. } => code::by_id(tx, *request).await?,
        _ => None,
    };
    let terms = terms::terms(service, &keys, &referral)?;
    drop(conn);
    // What a person decided since leaves all the same, and so does a code that somebody waits for.
    if told.frozen && terms.by_hand.is_none() && !job.kind().is_waited_for() {
        return Ok(Turn::Later(service.now() + FROZEN));
    }
    let (Some(agreement), Some(agency)) = (allowed(service, &referral, &terms, &told), agency) else {
        return not_allowed(service, referral, terms.is_for_their_eyes()).await;
    };
    match (job, request) {
        (Job::Notice { .. }, _) if !matches!(referral.state, State::Queued | State::Undeliverable | State::Bounced) => {
            Ok(Turn::Drop("sent-before"))
        }
        (Job::Notice { .. }, _) => notice(service, &head, referral, agency, agreement.promise(told.facts.calls_duty()), &told),
        (Job::MoreToSee { .. }, _) => more_to_see(service, &head, referral, agency),
        (Job::OneTimeCode { .. }, Some(request)) => one_time_code(service, &head, referral, agency, &request),
        _ => Ok(Turn::Drop("no-request")),
    }
}

/// Whether somebody at the desk lets nothing go out by itself for this report.
async fn is_frozen(service: &Service, report: Uuid) -> Result<bool, StoreError> {
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let Some(keys) = handling::keys(service, tx, report).await? else { return Ok(false) };
    Ok(handling::read(service, tx, report, &keys).await?.frozen)
}

/// The agreement ended, the agency was suspended or permission lapsed: the referral ends, and the report is routed again.
async fn not_allowed(service: &Arc<Service>, referral: Referral, seen: bool) -> Result<Turn, StoreError> {
    match take_with(service, By::Service, referral.report, (), EndReferral { referral, seen }).await {
        // Of a report that was erased everything was withdrawn.
        Ok(()) | Err(NotTaken::Refused(_)) => Ok(Turn::Drop("not-allowed")),
        Err(NotTaken::Store(error)) => Err(error),
    }
}

/// A referral ends that may not be seen any more.
struct EndReferral {
    referral: Referral,
    /// Whether the person sees that it was there.
    seen: bool,
}

impl case::step::Step<()> for EndReferral {
    type Done = ();
    type Fault = NotTaken;
    const NEEDS: Needs = Needs::Service;
    const RECORD: Action = Action::ReferralNoLongerAllowed;

    async fn run(&self, case: &mut Case<'_, '_, ()>) -> Result<(), Halt<NotTaken>> {
        case.is_about(Some(self.referral.id));
        let mut ended = self.referral.clone();
        let ends = match ended.take(Step::Replace, case.now) {
            Ok(moved) => referral::step(case.tx, &ended, moved).await?,
            Err(_) => false,
        };
        if !ends {
            // Somebody was quicker.
            case.changes_nothing();
            return Ok(());
        }
        case.due(Job::Reroute { report: case.report }).await?;
        due::needless(case.tx, ended.id, case.now).await?;
        undelivered::none_undelivered(case.tx, case.report, case.now).await?;
        if self.seen {
            case.tell().await?;
        }
        Ok(())
    }
}
