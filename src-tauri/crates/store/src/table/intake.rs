//! `intake_batch`: which batches were taken in.

use rusqlite::OptionalExtension;

use crate::error::StoreError;
use crate::writer::Tx;

/// How many events the batch of this id brought, when it was taken in before.
///
/// # Errors
/// When the store cannot be read.
pub fn accepted_before(tx: &Tx<'_>, batch_id: &str) -> Result<Option<u64>, StoreError> {
    let mut query = tx
        .connection()
        .prepare_cached("SELECT accepted FROM intake_batch WHERE batch_id = ?")?;
    Ok(query.query_row([batch_id], |row| row.get(0)).optional()?)
}

/// Forgets batches that were taken in before a moment, at most `limit`, the oldest first; gives how many. Cost: a range of
/// `intake_batch_received`.
///
/// # Errors
/// When the store cannot be written.
pub fn forget(tx: &Tx<'_>, before_ms: i64, limit: usize) -> Result<usize, StoreError> {
    let mut delete = tx.connection().prepare_cached(
        "DELETE FROM intake_batch WHERE batch_id IN (
           SELECT batch_id FROM intake_batch INDEXED BY intake_batch_received
           WHERE received_at_ms < ? ORDER BY received_at_ms LIMIT ?)",
    )?;
    Ok(delete.execute((before_ms, i64::try_from(limit).unwrap_or(i64::MAX)))?)
}

/// Remembers a batch.
///
/// # Errors
/// When the store cannot be written.
pub fn insert(tx: &Tx<'_>, batch_id: &str, accepted: usize, now_ms: i64) -> Result<(), StoreError> {
    let mut insert = tx
        .connection()
        .prepare_cached("INSERT INTO intake_batch VALUES (?, ?, ?)")?;
    insert.execute((batch_id, i64::try_from(accepted).unwrap_or(i64::MAX), now_ms))?;
    Ok(())
}
