//! Cleaning up (row K1): which rows of the push log are old enough to go, and giving their space back.

use domain::delivery::Status;
use domain::event::DataSet;
use domain::ids::{DeliveryId, TargetId};
use rusqlite::{Connection, OptionalExtension};

use super::Coded;
use crate::error::StoreError;
use crate::writer::Tx;

/// Results whose rows go; failed ones stay until somebody has looked at them.
pub const CLEANED: [Status; 4] = [
    Status::Success,
    Status::Ignored,
    Status::NoAnswer,
    Status::Superseded,
];

/// The newest delivery that was planned before a moment; nothing when there is none. Cost: one look-up.
///
/// # Errors
/// When the store cannot be read.
pub fn newest_before(connection: &Connection, before_ms: i64) -> Result<Option<DeliveryId>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT id FROM delivery INDEXED BY delivery_created WHERE created_at_ms < ?
         ORDER BY created_at_ms DESC, id DESC LIMIT 1",
    )?;
    let found = query.query_row([before_ms], |row| row.get(0)).optional()?;
    Ok(found.map(DeliveryId))
}

/// Rows of a target up to `top` with one of the [`CLEANED`] results, at most `limit`. Cost: a range of `delivery_facet`
/// for each result and data set.
///
/// # Errors
/// When the store cannot be read.
pub fn some(
    connection: &Connection,
    target: TargetId,
    top: DeliveryId,
    limit: usize,
) -> Result<Vec<DeliveryId>, StoreError> {
    let mut found = Vec::new();
    let mut query = connection.prepare_cached(
        "SELECT id FROM delivery INDEXED BY delivery_facet
         WHERE target_id = ? AND status = ? AND status <> 0 AND data_set = ? AND id <= ? ORDER BY id LIMIT ?",
    )?;
    for status in CLEANED {
        for data_set in DataSet::ALL {
            let room = i64::try_from(limit - found.len()).unwrap_or(i64::MAX);
            let key = (target.0, status.code(), data_set.code(), top.0, room);
            let rows = query.query_map(key, |row| Ok(DeliveryId(row.get(0)?)))?;
            found.extend(rows.collect::<Result<Vec<_>, _>>()?);
            if found.len() == limit {
                return Ok(found);
            }
        }
    }
    Ok(found)
}

/// Gives pages that are free back to the file system, at most `pages`. Nothing happens in a file that was made before
/// this was possible: its free pages are used again. Cost: bounded by `pages`.
///
/// # Errors
/// When the store cannot be written.
pub fn give_back(tx: &Tx<'_>, pages: u32) -> Result<(), StoreError> {
    let mut vacuum = tx
        .connection()
        .prepare(&format!("PRAGMA incremental_vacuum({pages})"))?;
    let mut rows = vacuum.query([])?;
    while rows.next()?.is_some() {}
    Ok(())
}
