//! `run_cleaning`: requests that a history push removes from the receiver before it pushes them again (row S6).

use domain::delivery::Status;
use domain::ids::{DeliveryId, RunId};
use rusqlite::{Connection, OptionalExtension};

use super::Coded;
use crate::error::StoreError;
use crate::writer::Tx;

/// What has become of a removal; nothing when the run has not begun one. Cost: one look-up.
///
/// # Errors
/// When the store cannot be read.
pub fn of(connection: &Connection, run: RunId, request: &str) -> Result<Option<Status>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT status FROM run_cleaning WHERE run_id = ? AND request_id = ?")?;
    let found: Option<i64> = query.query_row((run.0, request), |row| row.get(0)).optional()?;
    found.map(Status::decode).transpose()
}

/// Notes a removal as begun, or, where planning stopped it, with its result. Cost: one statement.
///
/// # Errors
/// When the store cannot be written.
pub fn begun(
    tx: &Tx<'_>,
    (run, request): (RunId, &str),
    removal: DeliveryId,
    status: Status,
) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("INSERT OR IGNORE INTO run_cleaning VALUES (?, ?, ?, ?)")?
        .execute((run.0, request, removal.0, status.code()))?;
    Ok(())
}

/// What came of a removal. Cost: one statement.
pub(crate) fn came_of(
    tx: &Tx<'_>,
    run: RunId,
    removal: DeliveryId,
    status: Status,
) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("UPDATE run_cleaning SET status = ?3 WHERE run_id = ?1 AND delivery_id = ?2")?
        .execute((run.0, removal.0, status.code()))?;
    Ok(())
}

/// How many removals of a run are in line, counted up to `most`. Cost: those.
///
/// # Errors
/// When the store cannot be read.
pub fn in_line(connection: &Connection, run: RunId, most: usize) -> Result<usize, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT count(*) FROM
           (SELECT 1 FROM run_cleaning INDEXED BY run_cleaning_in_line WHERE run_id = ? AND status = 0 LIMIT ?)",
    )?;
    Ok(query.query_row((run.0, i64::try_from(most).unwrap_or(i64::MAX)), |row| row.get(0))?)
}
