//! `token`: bearer tokens, of which only hashes are kept.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::delivery::time;
use crate::error::StoreError;
use crate::writer::Tx;

/// What a token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Scope {
    /// The console: everything under `/api/v1`.
    #[serde(rename = "console")]
    Console,
    /// Handing in event batches.
    #[serde(rename = "intake")]
    Intake,
    /// Calling iWork.
    #[serde(rename = "iwork")]
    Iwork,
    /// Retrying iWork's business callbacks by hand.
    #[serde(rename = "iwork:retry")]
    IworkRetry,
    /// The scheduler's callbacks.
    #[serde(rename = "scheduler")]
    Scheduler,
}

/// A token as it is listed: never the token itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenEntry {
    /// Given by the store.
    pub id: i64,
    /// What the operator called it.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// Every token with the SHA-256 of its text, in hex, oldest first.
///
/// # Errors
/// When the store cannot be read.
pub fn all(connection: &Connection) -> Result<Vec<(String, TokenEntry)>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT id, name, hash, scopes, created_at_ms FROM token ORDER BY id")?;
    let mut rows = query.query([])?;
    let mut tokens = Vec::new();
    while let Some(row) = rows.next()? {
        let scopes = serde_json::from_str(row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?)?;
        let entry = TokenEntry {
            id: row.get(0)?,
            name: row.get(1)?,
            scopes,
            created_at: time(row.get(4)?),
        };
        tokens.push((row.get(2)?, entry));
    }
    Ok(tokens)
}

/// Puts a token (name and scopes) in, by its hash.
///
/// # Errors
/// When the store cannot be written.
pub fn insert(
    tx: &Tx<'_>,
    hash: &str,
    token: (&str, &[Scope]),
    now_ms: i64,
) -> Result<TokenEntry, StoreError> {
    let (name, scopes) = token;
    let id = tx
        .connection()
        .prepare_cached("INSERT INTO token (name, hash, scopes, created_at_ms) VALUES (?, ?, ?, ?)")?
        .insert((name, hash, serde_json::to_string(scopes)?, now_ms))?;
    Ok(TokenEntry {
        id,
        name: name.to_owned(),
        scopes: scopes.to_vec(),
        created_at: time(now_ms),
    })
}

/// Takes a token out; tells whether there was one.
///
/// # Errors
/// When the store cannot be written.
pub fn delete(tx: &Tx<'_>, id: i64) -> Result<bool, StoreError> {
    Ok(tx
        .connection()
        .prepare_cached("DELETE FROM token WHERE id = ?")?
        .execute([id])?
        > 0)
}
