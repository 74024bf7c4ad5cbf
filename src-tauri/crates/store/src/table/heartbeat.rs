//! `heartbeat`: one row, written to find out whether the store can be written again.

use crate::error::StoreError;
use crate::writer::Tx;

/// Writes the row.
///
/// # Errors
/// When the store cannot be written.
pub fn beat(tx: &Tx<'_>, now_ms: i64) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("INSERT OR REPLACE INTO heartbeat (only, at_ms) VALUES (1, ?)")?
        .execute([now_ms])?;
    Ok(())
}
