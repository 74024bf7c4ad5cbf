//! `directory`: the organisation as one document, replaced as a whole; its groups and roles are in `person_list`.

use domain::directory::{DirectoryDocument, ListKind};
use rusqlite::{Connection, OptionalExtension};

use super::person_list;
use crate::error::StoreError;
use crate::writer::Tx;

/// The document with its groups and roles; an empty one before the first is put in.
///
/// # Errors
/// When the store cannot be read.
pub fn load(connection: &Connection) -> Result<DirectoryDocument, StoreError> {
    let mut query = connection.prepare_cached("SELECT document FROM directory WHERE only = 1")?;
    let text: Option<String> = query.query_row([], |row| row.get(0)).optional()?;
    let document: Option<DirectoryDocument> = text.map(|text| serde_json::from_str(&text)).transpose()?;
    Ok(DirectoryDocument {
        groups: person_list::all(connection, ListKind::Group)?,
        roles: person_list::all(connection, ListKind::Role)?,
        ..document.unwrap_or_default()
    })
}

/// Puts a document without groups and roles, as JSON, in the place of the one before.
///
/// # Errors
/// When the store cannot be written.
pub fn replace(tx: &Tx<'_>, json: &str, now_ms: i64) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("INSERT OR REPLACE INTO directory (only, document, updated_at_ms) VALUES (1, ?, ?)")?
        .execute((json, now_ms))?;
    Ok(())
}
