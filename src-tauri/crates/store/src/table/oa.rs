//! `oa`: how the OA's own interfaces are reached (rows O2, O3).

use chrono::{DateTime, Utc};
use domain::oa::OaConnection;
use rusqlite::{Connection, OptionalExtension};

use super::delivery::time;
use crate::error::StoreError;
use crate::writer::Tx;

/// The connection and when it was written; nothing before it is first configured. Cost: one look-up.
///
/// # Errors
/// When the store cannot be read.
pub fn load(connection: &Connection) -> Result<Option<(OaConnection, DateTime<Utc>)>, StoreError> {
    let mut query = connection.prepare_cached("SELECT document, updated_at_ms FROM oa WHERE only = 1")?;
    let row: Option<(String, i64)> = query
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let read = |(text, at): (String, i64)| Ok((serde_json::from_str(&text)?, time(at)));
    row.map(read).transpose()
}

/// Puts a connection in the place of the one before. Cost: one statement.
///
/// # Errors
/// When the store cannot be written.
pub fn replace(tx: &Tx<'_>, oa: &OaConnection, now_ms: i64) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("INSERT OR REPLACE INTO oa (only, document, updated_at_ms) VALUES (1, ?, ?)")?
        .execute((serde_json::to_string(oa)?, now_ms))?;
    Ok(())
}
