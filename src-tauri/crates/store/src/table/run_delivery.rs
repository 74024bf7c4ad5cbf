//! `run_delivery`: the deliveries that a run chose or put in line, and what came of them; and `run_count`, how many have
//! come to what.

use std::collections::BTreeMap;

use domain::delivery::Status;
use domain::event::Event;
use domain::ids::{DeliveryId, PersonId, RunId, TargetId};
use rusqlite::{Connection, OptionalExtension};

use super::counter::StatusCounts;
use super::{Coded, run_cleaning};
use crate::error::StoreError;
use crate::writer::Tx;

/// Changes of the counts, gathered while a transaction runs and stored at its end.
#[derive(Debug, Default)]
pub(crate) struct Counts(BTreeMap<(RunId, i64), i64>);

impl Counts {
    fn change(&mut self, run: RunId, status: Status, by: i64) {
        *self.0.entry((run, status.code())).or_default() += by;
    }

    pub(crate) fn add(&mut self, other: Self) {
        for (key, by) in other.0 {
            *self.0.entry(key).or_default() += by;
        }
    }

    /// Cost: one statement for each run and status that changed.
    pub(crate) fn store(&self, connection: &Connection) -> Result<(), StoreError> {
        let mut upsert = connection.prepare_cached(
            "INSERT INTO run_count (run_id, status, rows) VALUES (?1, ?2, max(?3, 0))
             ON CONFLICT (run_id, status) DO UPDATE SET rows = rows + ?3",
        )?;
        for ((run, status), by) in &self.0 {
            if *by != 0 {
                upsert.execute((run.0, status, by))?;
            }
        }
        Ok(())
    }
}

/// Puts deliveries among those that a run is to take; answers how many were new. Cost: one statement each.
///
/// # Errors
/// When the store cannot be written.
pub fn choose(tx: &Tx<'_>, run: RunId, ids: &[DeliveryId]) -> Result<u64, StoreError> {
    let mut insert = tx
        .connection()
        .prepare_cached("INSERT OR IGNORE INTO run_delivery VALUES (?, ?, NULL)")?;
    let mut taken = 0;
    for id in ids {
        taken += insert.execute((run.0, id.0))? as u64;
    }
    Ok(taken)
}

/// Deliveries that a run is to take, behind `after` and up to `top`, oldest first; some it may have put in line already.
/// Cost: a range of the key.
///
/// # Errors
/// When the store cannot be read.
pub fn chosen(
    connection: &Connection,
    run: RunId,
    (after, top): (DeliveryId, DeliveryId),
    limit: usize,
) -> Result<Vec<DeliveryId>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT delivery_id FROM run_delivery
         WHERE run_id = ? AND delivery_id > ? AND delivery_id <= ? ORDER BY delivery_id LIMIT ?",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = query.query_map((run.0, after.0, top.0, limit), |row| Ok(DeliveryId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What a run has to do with a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Nothing.
    No,
    /// It is to take it.
    Chosen,
    /// It has put it in line.
    PutInLine,
}

/// What a run has to do with a delivery. Cost: one look-up.
///
/// # Errors
/// When the store cannot be read.
pub fn taken(connection: &Connection, run: RunId, id: DeliveryId) -> Result<Taken, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT status IS NULL FROM run_delivery WHERE run_id = ? AND delivery_id = ?")?;
    let found: Option<bool> = query.query_row((run.0, id.0), |row| row.get(0)).optional()?;
    Ok(match found {
        None => Taken::No,
        Some(true) => Taken::Chosen,
        Some(false) => Taken::PutInLine,
    })
}

/// Whether a run has put an item in line for a target already. Cost: the deliveries of its request.
///
/// # Errors
/// When the store cannot be read.
pub fn has_put(
    connection: &Connection,
    run: RunId,
    event: &Event,
    target: TargetId,
) -> Result<bool, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT EXISTS (
           SELECT 1 FROM delivery AS d INDEXED BY delivery_request JOIN event AS e ON e.id = d.event_id
           WHERE d.request_id = ? AND d.run_id = ? AND d.target_id = ? AND e.receiver = ? AND e.receiver_identity IS ?)",
    )?;
    let identity = event.receiver_identity.as_ref().map(PersonId::as_str);
    let key = (
        event.request_id.as_str(),
        run.0,
        target.0,
        event.receiver.as_str(),
        identity,
    );
    Ok(query.query_row(key, |row| row.get(0))?)
}

/// Notes a delivery as put in line by a run, or, where planning stopped it, with its result. Cost: one statement.
///
/// # Errors
/// When the store cannot be written.
pub fn put_in_line(tx: &mut Tx<'_>, run: RunId, id: DeliveryId, status: Status) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached(
            "INSERT INTO run_delivery VALUES (?1, ?2, ?3) ON CONFLICT (run_id, delivery_id) DO UPDATE SET status = ?3",
        )?
        .execute((run.0, id.0, status.code()))?;
    tx.at_end.run_counts.change(run, status, 1);
    Ok(())
}

/// What came of a delivery that a run put in line; nothing is noted of a run that is gone. Cost: one statement, or two
/// for a removal.
pub(crate) fn came_of(tx: &mut Tx<'_>, run: RunId, id: DeliveryId, status: Status) -> Result<(), StoreError> {
    let changed = tx
        .connection()
        .prepare_cached(
            "UPDATE run_delivery SET status = ?3 WHERE run_id = ?1 AND delivery_id = ?2 AND status = 0",
        )?
        .execute((run.0, id.0, status.code()))?;
    if changed == 0 {
        return run_cleaning::came_of(tx, run, id, status);
    }
    let counts = &mut tx.at_end.run_counts;
    counts.change(run, Status::Pending, -1);
    counts.change(run, status, 1);
    Ok(())
}

/// What has come of the deliveries that a run put in line. Cost: a range of six rows.
///
/// # Errors
/// When the store cannot be read.
pub fn counts(connection: &Connection, run: RunId) -> Result<StatusCounts, StoreError> {
    let mut query = connection.prepare_cached("SELECT status, rows FROM run_count WHERE run_id = ?")?;
    let mut rows = query.query([run.0])?;
    let mut counts = StatusCounts::default();
    while let Some(row) = rows.next()? {
        *counts.of(Status::decode(row.get(0)?)?) += row.get::<_, u64>(1)?;
    }
    Ok(counts)
}

/// Deliveries of a run that failed or got no answer, behind `after`, oldest first. Cost: a range of an index that holds
/// only such.
///
/// # Errors
/// When the store cannot be read.
pub fn abnormal(
    connection: &Connection,
    run: RunId,
    after: DeliveryId,
    limit: usize,
) -> Result<Vec<DeliveryId>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT delivery_id FROM run_delivery INDEXED BY run_delivery_abnormal
         WHERE run_id = ? AND delivery_id > ? AND status IN (2, 4) ORDER BY delivery_id LIMIT ?",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = query.query_map((run.0, after.0, limit), |row| Ok(DeliveryId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
