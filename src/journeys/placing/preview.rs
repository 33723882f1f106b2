//! What would happen to a report with these facts: stores nothing.

use serde::Serialize;
use waymark_core::clock::london_day;
use waymark_core::handling::waiting::{Waiting, waiting};
use waymark_core::report::parse::Preview;
use waymark_core::routing::explain;

use crate::journeys::placing::make::{Referred, referred};
use crate::journeys::service::Service;
use crate::storage::case::load::loads;
use waymark_core::store_error::StoreError;

/// A routing, with the reason for every agreement.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Explained {
    /// Who would be told.
    pub referrals: Vec<Referred>,
    /// What nobody would take.
    pub unplaced: Vec<Waiting>,
    /// Every agreement, by id, with the first outcome that applies.
    pub considered: Vec<Outcome>,
}

/// An agreement and what would become of it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Outcome {
    /// Its id.
    pub agreement: String,
    /// One of the outcomes of the routing rules, such as `chosen` or `outranked-by:<agreement>`.
    pub outcome: String,
}

/// Routes a case with what is open now.
pub async fn preview(service: &Service, case: &Preview) -> Result<Explained, StoreError> {
    let mut conn = service.store.read().await?;
    let counts = loads(&mut conn.tx()).await?;
    drop(conn);
    let book = &service.book;
    let now = book.now(counts.iter().map(|(id, open)| (id.as_str(), *open)));
    let day = case.on.unwrap_or_else(|| london_day(service.now()));
    let (plan, considered) = explain(book, &case.facts, &case.permission.until_read(), day, &now);
    Ok(Explained {
        referrals: plan.referrals.iter().map(|planned| referred(book, planned)).collect(),
        unplaced: plan.unplaced.iter().map(waiting).collect(),
        considered: considered
            .into_iter()
            .map(|one| Outcome { agreement: book.agreement_at(one.agreement).id.to_string(), outcome: one.outcome.to_text(book) })
            .collect(),
    })
}
