//! `hold`: targets that a person holds (row F1): nothing is sent, everything is kept, until she releases them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::ids::TargetId;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::delivery::time;
use crate::error::StoreError;
use crate::writer::Tx;

/// A hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hold {
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who holds it: the name of a token, or of the door.
    pub by: String,
    /// Why, as she said; may be empty.
    pub reason: String,
}

/// Every hold. Cost: one pass.
///
/// # Errors
/// When the store cannot be read.
pub fn all(connection: &Connection) -> Result<HashMap<TargetId, Hold>, StoreError> {
    let mut query = connection.prepare_cached("SELECT target_id, since_ms, actor, reason FROM hold")?;
    let rows = query.query_map([], |row| {
        let hold = Hold {
            since: time(row.get(1)?),
            by: row.get(2)?,
            reason: row.get(3)?,
        };
        Ok((TargetId(row.get(0)?), hold))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Holds every target that is not held yet; how many those are. Cost: one row a target.
pub(crate) fn put_everywhere(connection: &Connection, hold: &Hold) -> Result<usize, rusqlite::Error> {
    connection.execute(
        "INSERT OR IGNORE INTO hold SELECT id, ?, ?, ? FROM target",
        (hold.since.timestamp_millis(), &hold.by, &hold.reason),
    )
}

/// Holds a target, or releases it.
///
/// # Errors
/// When the store cannot be written.
pub fn put(tx: &Tx<'_>, target: TargetId, hold: Option<&Hold>) -> Result<(), StoreError> {
    let connection = tx.connection();
    match hold {
        Some(hold) => connection
            .prepare_cached("INSERT OR REPLACE INTO hold VALUES (?, ?, ?, ?)")?
            .execute((target.0, hold.since.timestamp_millis(), &hold.by, &hold.reason))?,
        None => connection
            .prepare_cached("DELETE FROM hold WHERE target_id = ?")?
            .execute([target.0])?,
    };
    Ok(())
}
