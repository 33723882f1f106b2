//! A line in the record of something that wrote nothing else: somebody read or looked for something.

use crate::journeys::service::Service;
use crate::storage::record::audit;
use crate::storage::record::row::AuditRow;
use crate::storage::{Tx, Write};
use waymark_core::store_error::StoreError;

/// Writes the line of something that wrote nothing else.
///
/// # Errors
/// When it cannot be made durable.
pub(crate) async fn note(service: &Service, line: AuditRow) -> Result<(), StoreError> {
    service.store.write(Note(line)).await
}

/// A line stands in the record.
struct Note(AuditRow);

impl Write for Note {
    type Done = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        audit::insert(tx, vec![&self.0]).await
    }
}
