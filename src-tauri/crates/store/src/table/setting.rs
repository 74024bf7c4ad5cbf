//! `setting`: what is set for the whole installation.

use domain::installation::Installation;
use rusqlite::{Connection, OptionalExtension};

use crate::error::StoreError;
use crate::writer::Tx;

/// The settings; the defaults before they are first changed.
///
/// # Errors
/// When the store cannot be read.
pub fn load(connection: &Connection) -> Result<Installation, StoreError> {
    let mut query = connection.prepare_cached("SELECT document FROM setting WHERE only = 1")?;
    let text: Option<String> = query.query_row([], |row| row.get(0)).optional()?;
    Ok(text
        .map(|text| serde_json::from_str(&text))
        .transpose()?
        .unwrap_or_default())
}

/// Puts settings in the place of those before.
///
/// # Errors
/// When the store cannot be written.
pub fn replace(tx: &Tx<'_>, installation: &Installation, now_ms: i64) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("INSERT OR REPLACE INTO setting (only, document, updated_at_ms) VALUES (1, ?, ?)")?
        .execute((serde_json::to_string(installation)?, now_ms))?;
    Ok(())
}
