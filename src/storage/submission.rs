//! The hot path: everything of new reports, merged into multi-row INSERTs.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;
use uuid::Uuid;
use waymark_core::report::Section;
use waymark_core::routing::{Book, Now};
use waymark_core::vault::{KeyVersion, Lookup, Reference, Sealed};
use waymark_core::vocabulary::AgreementId;

use crate::storage::outbox::OutboxRow;
use crate::storage::task::TaskRow;
use crate::storage::writer::Submit;
use crate::storage::{StoreError, Tx, on, statements};

statements! {
    LOADS = "SELECT agreement, open FROM agreement_load";
    TAKE = "UPDATE agreement_load SET open = open + $1 WHERE agreement = $2 AND open + $1 <= $3";
}

/// A new report.
#[derive(Debug, Clone)]
pub struct ReportRow {
    /// Its id.
    pub id: Uuid,
    /// Its spoken name.
    pub reference: Reference,
    /// Where its receipt finds it.
    pub lookup: Lookup,
    /// How it came in.
    pub channel: &'static str,
    /// The centre that took it.
    pub centre: Option<String>,
    /// The district.
    pub district: Option<String>,
    /// When it came in.
    pub received_at: DateTime<Utc>,
}

/// The keys of a report, wrapped for a holder.
#[derive(Debug, Clone)]
pub struct WrapRow {
    /// The report.
    pub report: Uuid,
    /// Who can open it.
    pub holder: Holder,
    /// The version of the service's key; nothing for the receipt.
    pub key_version: Option<KeyVersion>,
    /// The wrapped keys.
    pub sealed: Sealed,
}

/// Who can open a wrap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The service.
    Service,
    /// Whoever brings the receipt.
    Receipt,
}

impl Holder {
    /// Its name in the database.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Receipt => "receipt",
        }
    }
}

/// Sealed words of a report.
#[derive(Debug, Clone)]
pub struct ItemRow {
    /// The report.
    pub report: Uuid,
    /// The section.
    pub section: Section,
    /// The number within the section, from 1.
    pub number: i64,
    /// When it was added.
    pub added_at: DateTime<Utc>,
    /// The words, sealed.
    pub sealed: Sealed,
}

/// A new referral.
#[derive(Debug, Clone)]
pub struct ReferralRow {
    /// Its id.
    pub id: Uuid,
    /// The report.
    pub report: Uuid,
    /// Who gets it.
    pub agency: String,
    /// Under which agreement.
    pub agreement: String,
    /// Under which version of it.
    pub agreement_version: i64,
    /// What for.
    pub purpose: &'static str,
    /// What it may show, sealed.
    pub sealed: Sealed,
    /// When.
    pub queued_at: DateTime<Utc>,
}

/// Something wanted that nobody takes for now.
#[derive(Debug, Clone)]
pub struct UnplacedRow {
    /// The report.
    pub report: Uuid,
    /// The number within the report.
    pub number: i64,
    /// Since when.
    pub since: DateTime<Utc>,
    /// What is wanted and why it waits, sealed.
    pub sealed: Sealed,
}

/// Who did what when, without content.
#[derive(Debug, Clone)]
pub struct AuditRow {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: `reporter`, `agency:<id>`, `service`, `operator`.
    pub actor: String,
    /// What.
    pub action: &'static str,
    /// The report.
    pub report: Option<Uuid>,
    /// A referral, a request, …
    pub subject: Option<Uuid>,
    /// Why, as a sealed code.
    pub about: Option<Vec<u8>>,
}

/// The answer kept for a retry.
#[derive(Debug, Clone)]
pub struct IdempotencyRow {
    /// Under which value it is found.
    pub id: Vec<u8>,
    /// The report.
    pub report: Uuid,
    /// The answer, sealed.
    pub sealed: Sealed,
    /// Until when it is kept.
    pub expires_at: DateTime<Utc>,
}

/// Everything a submission writes.
#[derive(Debug, Clone)]
pub struct Rows {
    /// The report.
    pub report: ReportRow,
    /// Its keys.
    pub wraps: Vec<WrapRow>,
    /// Its items.
    pub items: Vec<ItemRow>,
    /// Its referrals.
    pub referrals: Vec<ReferralRow>,
    /// What waits.
    pub unplaced: Vec<UnplacedRow>,
    /// What is to be sent.
    pub outbox: Vec<OutboxRow>,
    /// What needs a person.
    pub tasks: Vec<TaskRow>,
    /// Whose case it is from the start: report, account, since when.
    pub assignments: Vec<(Uuid, Uuid, DateTime<Utc>)>,
    /// What happened.
    pub audit: Vec<AuditRow>,
    /// The answer kept for a retry.
    pub idempotency: Option<IdempotencyRow>,
}

/// A report on its way in. It is routed inside the transaction, with the open referrals that the transaction sees.
pub trait Submission: Send {
    /// The configuration it is routed by.
    fn book(&self) -> Arc<Book>;

    /// Everything it writes, when so many referrals are open. It may be asked again, with other counts. What it takes of a limited
    /// capacity it adds to `now`.
    ///
    /// # Errors
    /// When something cannot be sealed.
    fn rows(&mut self, now: &mut Now) -> Result<Rows, StoreError>;
}

/// Open referrals by agreement.
///
/// # Errors
/// When the database does not answer.
pub async fn loads(tx: &mut Tx<'_>) -> Result<Vec<(String, i64)>, StoreError> {
    Ok(on!(tx, |conn| sqlx::query_as(LOADS).fetch_all(conn).await)?)
}

/// Takes `count` places of an agreement that has `capacity`; says whether they were free.
///
/// # Errors
/// When the database does not answer.
pub async fn take(tx: &mut Tx<'_>, agreement: &AgreementId, count: u32, capacity: u32) -> Result<bool, StoreError> {
    let (count, capacity) = (i64::from(count), i64::from(capacity));
    let taken = on!(tx, |conn| sqlx::query(TAKE)
        .bind(count)
        .bind(agreement.as_str())
        .bind(capacity)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(taken == 1)
}

/// Plans and writes every submission of a batch.
pub(super) async fn insert_all(tx: &mut Tx<'_>, batch: &mut [Box<dyn Submit>]) -> Result<(), StoreError> {
    let counts = loads(tx).await?;
    let mut views: Vec<(Arc<Book>, Now)> = Vec::new();
    let mut taken: BTreeMap<AgreementId, (u32, u32)> = BTreeMap::new();
    let mut rows = Vec::with_capacity(batch.len());
    for one in batch {
        let submission = one.submission();
        let book = submission.book();
        let place = views.iter().position(|(known, _)| Arc::ptr_eq(known, &book)).unwrap_or_else(|| {
            let now = book.now(counts.iter().map(|(id, open)| (id.as_str(), *open)));
            views.push((Arc::clone(&book), now));
            views.len() - 1
        });
        let made = submission.rows(&mut views[place].1)?;
        for referral in &made.referrals {
            let id = AgreementId::from(referral.agreement.as_str());
            if let Some(capacity) = book.agreement(&id).and_then(|agreement| agreement.capacity) {
                taken.entry(id).or_insert((0, capacity)).0 += 1;
            }
        }
        rows.push(made);
    }
    // In id order, so that two batches never wait for each other; before the referrals, so that a recount waits for this batch.
    for (agreement, (count, capacity)) in &taken {
        if !take(tx, agreement, *count, *capacity).await? {
            return Err(StoreError::NoPlace);
        }
    }
    write(tx, &rows).await
}

/// The lengths an INSERT can have in rows: few enough that each is prepared once, close enough that two or three make up any number. Every
/// statement is a hop to the driver's thread and back, which under load costs more than the rows it carries.
const LENGTHS: [usize; 17] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384];

/// The number of rows of the next INSERT when so many are left.
pub(crate) fn chunk(left: usize) -> usize {
    LENGTHS.into_iter().rev().find(|length| *length <= left).unwrap_or(1)
}

macro_rules! insert {
    ($tx:expr, $head:literal, $rows:expr, |$bind:ident, $row:ident| $push:expr) => {{
        let rows: Vec<_> = $rows;
        let mut rest = &rows[..];
        while !rest.is_empty() {
            let (now, later) = rest.split_at(chunk(rest.len()));
            on!($tx, |conn| {
                let mut query = QueryBuilder::new($head);
                query.push_values(now.iter(), |mut $bind, $row| {
                    $push;
                });
                query.build().execute(&mut *conn).await.map(|_| ())
            })?;
            rest = later;
        }
    }};
}
pub(crate) use insert;

async fn write(tx: &mut Tx<'_>, all: &[Rows]) -> Result<(), StoreError> {
    insert!(
        tx,
        "INSERT INTO report (id, reference, lookup, channel, centre, district, state, held, received_at, changed_at, erase_at) ",
        all.iter().map(|rows| &rows.report).collect(),
        |b, r| b
            .push_bind(r.id)
            .push_bind(r.reference.as_str())
            .push_bind(r.lookup.as_bytes())
            .push_bind(r.channel)
            .push_bind(r.centre.as_deref())
            .push_bind(r.district.as_deref())
            .push_bind("open")
            .push_bind(false)
            .push_bind(r.received_at)
            .push_bind(r.received_at)
            .push_bind(None::<DateTime<Utc>>)
    );
    insert!(
        tx,
        "INSERT INTO wrap (report, holder, key_version, sealed) ",
        all.iter().flat_map(|rows| &rows.wraps).collect(),
        |b, r| b
            .push_bind(r.report)
            .push_bind(r.holder.id())
            .push_bind(r.key_version.map(i64::from))
            .push_bind(r.sealed.as_bytes())
    );
    insert!(
        tx,
        "INSERT INTO item (report, section, number, added_at, sealed) ",
        all.iter().flat_map(|rows| &rows.items).collect(),
        |b, r| b
            .push_bind(r.report)
            .push_bind(r.section.id())
            .push_bind(r.number)
            .push_bind(r.added_at)
            .push_bind(r.sealed.as_bytes())
    );
    write_referrals(tx, all.iter().flat_map(|rows| &rows.referrals).collect()).await?;
    write_unplaced(tx, all.iter().flat_map(|rows| &rows.unplaced).collect()).await?;
    super::outbox::insert(tx, all.iter().flat_map(|rows| &rows.outbox).collect()).await?;
    super::task::insert(tx, all.iter().flat_map(|rows| &rows.tasks).collect()).await?;
    super::task::assign_all(tx, all.iter().flat_map(|rows| &rows.assignments).collect()).await?;
    super::audit::insert(tx, all.iter().flat_map(|rows| &rows.audit).collect()).await?;
    insert!(
        tx,
        "INSERT INTO idempotency (id, report, sealed, expires_at) ",
        all.iter().filter_map(|rows| rows.idempotency.as_ref()).collect(),
        |b, r| b.push_bind(&r.id[..]).push_bind(r.report).push_bind(r.sealed.as_bytes()).push_bind(r.expires_at)
    );
    Ok(())
}

/// Writes new referrals.
///
/// # Errors
/// When the database refuses.
pub async fn write_referrals(tx: &mut Tx<'_>, rows: Vec<&ReferralRow>) -> Result<(), StoreError> {
    insert!(
        tx,
        "INSERT INTO referral (id, report, agency, agreement, agreement_version, purpose, sealed, state, link_epoch, queued_at) ",
        rows,
        |b, r| b
            .push_bind(r.id)
            .push_bind(r.report)
            .push_bind(r.agency.as_str())
            .push_bind(r.agreement.as_str())
            .push_bind(r.agreement_version)
            .push_bind(r.purpose)
            .push_bind(r.sealed.as_bytes())
            .push_bind("queued")
            .push_bind(0_i64)
            .push_bind(r.queued_at)
    );
    Ok(())
}

/// Writes what waits.
///
/// # Errors
/// When the database refuses.
pub async fn write_unplaced(tx: &mut Tx<'_>, rows: Vec<&UnplacedRow>) -> Result<(), StoreError> {
    insert!(tx, "INSERT INTO unplaced (report, number, since, sealed) ", rows, |b, r| b
        .push_bind(r.report)
        .push_bind(r.number)
        .push_bind(r.since)
        .push_bind(r.sealed.as_bytes()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_statements_of_known_lengths_carry_any_number_of_rows() {
        for total in 1..=1_792 {
            let (mut left, mut statements) = (total, 0);
            while left > 0 {
                let now = chunk(left);
                assert!(LENGTHS.contains(&now));
                left -= now;
                statements += 1;
            }
            assert!(statements <= total / LENGTHS[LENGTHS.len() - 1] + 5, "{total} rows took {statements} statements");
        }
    }
}
