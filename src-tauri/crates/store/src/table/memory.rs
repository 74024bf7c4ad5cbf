//! `pushed_key`: what was pushed as a to-do before (rows X1 and X2).

use std::collections::HashSet;

use domain::ids::TargetId;
use domain::plan::{DeliveryKey, MemoryChange};
use rusqlite::{Connection, OptionalExtension};

use crate::error::StoreError;
use crate::writer::Tx;

/// Those of `keys` that are remembered for a target. Cost: one look-up in the primary key for each.
///
/// # Errors
/// When the store cannot be read.
pub fn remembered(
    connection: &Connection,
    target: TargetId,
    keys: &[DeliveryKey],
) -> Result<HashSet<DeliveryKey>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT 1 FROM pushed_key WHERE target_id = ? AND request_id = ? AND person = ?")?;
    let mut found = HashSet::new();
    for key in keys {
        let hit: Option<i64> = query
            .query_row((target.0, key.request.as_str(), key.person.as_str()), |row| {
                row.get(0)
            })
            .optional()?;
        if hit.is_some() {
            found.insert(key.clone());
        }
    }
    Ok(found)
}

/// Puts changes into the table, in their order. Cost: one statement for each.
///
/// # Errors
/// When the store cannot be written.
pub fn apply(tx: &Tx<'_>, target: TargetId, changes: &[MemoryChange]) -> Result<(), StoreError> {
    let connection = tx.connection();
    let mut remember = connection.prepare_cached("INSERT OR IGNORE INTO pushed_key VALUES (?, ?, ?)")?;
    let mut forget = connection
        .prepare_cached("DELETE FROM pushed_key WHERE target_id = ? AND request_id = ? AND person = ?")?;
    for change in changes {
        let (statement, key) = match change {
            MemoryChange::Remember(key) => (&mut remember, key),
            MemoryChange::Forget(key) => (&mut forget, key),
        };
        statement.execute((target.0, key.request.as_str(), key.person.as_str()))?;
    }
    Ok(())
}

/// How many keys are remembered for a target. Cost: one pass over that target's keys; asked before a deletion only.
///
/// # Errors
/// When the store cannot be read.
pub fn count(connection: &Connection, target: TargetId) -> Result<u64, StoreError> {
    let mut query = connection.prepare_cached("SELECT count(*) FROM pushed_key WHERE target_id = ?")?;
    Ok(query.query_row([target.0], |row| row.get(0))?)
}
