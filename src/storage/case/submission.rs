//! The hot path: everything of new reports, merged into multi-row INSERTs.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use waymark_core::routing::{Book, Now};
use waymark_core::vocabulary::AgreementId;

use crate::storage::Tx;
use crate::storage::case::batch::Submission;
use crate::storage::case::load::{loads, take};
use crate::storage::case::rows::{ReferralRow, Rows, UnplacedRow};
use crate::storage::case::task;
use crate::storage::due::due;
use crate::storage::engine::insert::insert;
use crate::storage::engine::writer::Submit;
use crate::storage::record::audit;
use waymark_core::store_error::StoreError;

/// Plans and writes every submission of a batch.
pub(crate) async fn insert_all(tx: &mut Tx<'_>, batch: &mut [Box<dyn Submit<dyn Submission>>]) -> Result<(), StoreError> {
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
    due::insert(tx, all.iter().flat_map(|rows| &rows.due).collect()).await?;
    task::insert(tx, all.iter().flat_map(|rows| &rows.tasks).collect()).await?;
    task::assign_all(tx, all.iter().flat_map(|rows| &rows.assignments).collect()).await?;
    audit::insert(tx, all.iter().flat_map(|rows| &rows.audit).collect()).await?;
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

    use crate::storage::engine::insert::{LENGTHS, chunk};

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
