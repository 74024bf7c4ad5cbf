//! `run_person`: the persons whose lists a real-time push reads (row B2), each a step of its own.

use domain::ids::{PersonId, RunId};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::writer::Tx;

/// Puts persons in, each with its position. Cost: one statement each.
///
/// # Errors
/// When the store cannot be written.
pub fn choose(tx: &Tx<'_>, run: RunId, persons: &[(i64, PersonId)]) -> Result<(), StoreError> {
    let mut insert = tx
        .connection()
        .prepare_cached("INSERT OR IGNORE INTO run_person VALUES (?, ?, ?, NULL, NULL)")?;
    for (position, person) in persons {
        insert.execute((run.0, position, person.as_str()))?;
    }
    Ok(())
}

/// Persons that are not read, behind a position, with their positions. Cost: a range of the key, and those that were read
/// between.
///
/// # Errors
/// When the store cannot be read.
pub fn next(
    connection: &Connection,
    run: RunId,
    after: i64,
    limit: usize,
) -> Result<Vec<(i64, PersonId)>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT position, person FROM run_person
         WHERE run_id = ? AND position > ? AND items IS NULL AND reason IS NULL ORDER BY position LIMIT ?",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = query.query_map((run.0, after, limit), |row| {
        Ok((row.get(0)?, PersonId(row.get(1)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes what came of a person's lists: how many items there were, or why they could not be read. Cost: one statement.
///
/// # Errors
/// When the store cannot be written.
pub fn read(
    tx: &Tx<'_>,
    (run, position): (RunId, i64),
    items: u64,
    reason: Option<&str>,
) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("UPDATE run_person SET items = ?3, reason = ?4 WHERE run_id = ?1 AND position = ?2")?
        .execute((run.0, position, i64::try_from(items).unwrap_or(i64::MAX), reason))?;
    Ok(())
}

/// Forgets of whom the lists could not be read, so that they are read again; answers how many those are. Cost: those.
///
/// # Errors
/// When the store cannot be written.
pub fn forget_failures(tx: &Tx<'_>, run: RunId) -> Result<u64, StoreError> {
    let mut update = tx.connection().prepare_cached(
        "UPDATE run_person INDEXED BY run_person_unread SET items = NULL, reason = NULL
         WHERE run_id = ? AND reason IS NOT NULL",
    )?;
    Ok(update.execute([run.0])? as u64)
}

/// A person whose lists could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnreadPerson {
    /// Where in the order of the run.
    pub position: i64,
    /// Who.
    pub person: PersonId,
    /// Why.
    pub reason: String,
}

/// Persons whose lists could not be read, behind a position. Cost: a range of an index that holds only such.
///
/// # Errors
/// When the store cannot be read.
pub fn unread(
    connection: &Connection,
    run: RunId,
    after: i64,
    limit: usize,
) -> Result<Vec<UnreadPerson>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT position, person, reason FROM run_person INDEXED BY run_person_unread
         WHERE run_id = ? AND position > ? AND reason IS NOT NULL ORDER BY position LIMIT ?",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = query.query_map((run.0, after, limit), |row| {
        Ok(UnreadPerson {
            position: row.get(0)?,
            person: PersonId(row.get(1)?),
            reason: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
