//! Where a report stands whose receipt is still on the screen: worked out as the own page does, from what anybody who knows the reference may
//! read, so that both say the same.

use waymark_core::referral::{Headline, Timeline};
use waymark_core::vault::Reference;
use waymark_core::words::Speaker;

use crate::journeys::case::timeline::{HappenedView, NextView, happened, headline, next, timelines};
use crate::journeys::person::submit::Receipted;
use crate::journeys::placing::waiting::PATIENCE;
use crate::journeys::service::Service;
use crate::storage::case::referral::of_report;
use crate::storage::case::report::by_reference;
use waymark_core::store_error::StoreError;

/// Where a report stands.
#[derive(Default)]
pub struct Stands {
    /// In whole sentences.
    pub headline: String,
    /// What happened at each organisation, and what comes next, in the order of the receipt. Nothing for one that was erased meanwhile.
    pub each: Vec<Option<(Vec<HappenedView>, NextView)>>,
}

/// Where the report of this receipt stands now.
///
/// # Errors
/// When the database does not answer.
pub async fn stands(service: &Service, receipted: &Receipted, speaker: &Speaker) -> Result<Stands, StoreError> {
    let Some(reference) = Reference::parse(&receipted.reference) else { return Ok(Stands::default()) };
    let mut conn = service.store.read().await?;
    let tx = &mut conn.tx();
    let Some(head) = by_reference(tx, &reference).await? else { return Ok(Stands::default()) };
    let all = of_report(tx, head.id).await?;
    // What was made since – by hand, or without permission – is on their own page, for whoever may open it.
    let theirs = receipted.referrals.iter().map(|told| {
        all.iter().find(|one| {
            one.agency.as_str() == told.agency && one.purpose.id() == told.purpose && one.agreement.as_str() == told.agreement
        })
    });
    let theirs: Vec<_> = theirs.collect();
    let known: Vec<_> = theirs.iter().flatten().copied().collect();
    let lines = timelines(tx, &known, &receipted.unplaced, service.now()).await?;
    let named: Vec<(&str, &Timeline)> = known.iter().zip(&lines).map(|(one, (line, _))| (one.agency.as_str(), line)).collect();
    let waits: Vec<_> = receipted.unplaced.iter().map(|waiting| waiting.as_wait(head.received_at, PATIENCE)).collect();
    let said = headline(&Headline::of(&named, &waits), speaker).join(" ");
    let mut lines = lines.iter().map(|(line, _)| line);
    let in_words = |line: &Timeline| (line.events.iter().map(|event| happened(event, speaker)).collect(), next(line, speaker));
    let each = theirs.iter().map(|one| one.and_then(|_| lines.next()).map(in_words)).collect();
    Ok(Stands { headline: said, each })
}
