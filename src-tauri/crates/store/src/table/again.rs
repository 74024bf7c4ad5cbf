//! Sending again (rows C1, C2, L3): deliveries that were finished go back in line, in the order of `sent_again`.
//!
//! A place in line is a number: that of a delivery which was planned is its id × 2^28, that of one which is sent again is
//! the next after all that were ever given, and before all that will be planned. So within a target the order of places
//! is the order in which sending became due, and a dispatcher that has come to a place never misses one behind it.

use chrono::{DateTime, Utc};
use domain::delivery::Status;
use domain::event::{DataSet, Event};
use domain::ids::{DeliveryId, EventId, PersonId, RunId, TargetId};
use domain::plan::Planned;
use rusqlite::{Connection, OptionalExtension};

use super::delivery::{short_verdicts, time};
use super::{Coded, event, run_delivery};
use crate::error::StoreError;
use crate::writer::Tx;

/// Places between two deliveries that are planned one after the other.
const PLACES_BETWEEN: i64 = 1 << 28;

/// Where a delivery stands in the line of its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Turn(pub(crate) i64);

impl Turn {
    /// Before every other.
    pub const START: Self = Self(0);

    pub(crate) fn of(id: DeliveryId) -> Self {
        Self(id.0.saturating_mul(PLACES_BETWEEN))
    }

    /// The last delivery that was planned up to here.
    pub(crate) fn planned_before(self) -> i64 {
        self.0 / PLACES_BETWEEN
    }
}

/// A delivery as sending it again needs it.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Which delivery.
    pub id: DeliveryId,
    /// The event that it stands for.
    pub event: EventId,
    /// As it is sent.
    pub data_set: DataSet,
    /// A to-do that the OA never sent.
    pub backfilled: bool,
    /// What became of it.
    pub status: Status,
    /// Main account of its receiver.
    pub person: PersonId,
    /// How often compensation has sent it again.
    pub compensations: u8,
    /// When it got its result.
    pub finished_at: Option<DateTime<Utc>>,
}

const STANDING: &str = "id, event_id, data_set, backfilled, status, person, compensations, finished_at_ms";

fn standing(row: &rusqlite::Row<'_>) -> Result<Standing, StoreError> {
    Ok(Standing {
        id: DeliveryId(row.get(0)?),
        event: EventId(row.get(1)?),
        data_set: DataSet::decode(row.get(2)?)?,
        backfilled: row.get(3)?,
        status: Status::decode(row.get(4)?)?,
        person: PersonId(row.get(5)?),
        compensations: row.get(6)?,
        finished_at: row.get::<_, Option<i64>>(7)?.map(time),
    })
}

/// Whose and of which request a delivery is; nothing when it was deleted. Cost: one look-up.
///
/// # Errors
/// When the store cannot be read.
pub fn belongs_to(connection: &Connection, id: DeliveryId) -> Result<Option<(TargetId, String)>, StoreError> {
    let mut query = connection.prepare_cached("SELECT target_id, request_id FROM delivery WHERE id = ?")?;
    let found = query.query_row([id.0], |row| Ok((TargetId(row.get(0)?), row.get(1)?)));
    Ok(found.optional()?)
}

/// All deliveries of a request to a target, oldest first. Cost: the deliveries of that request to all targets.
///
/// # Errors
/// When the store cannot be read.
pub fn line(connection: &Connection, target: TargetId, request: &str) -> Result<Vec<Standing>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {STANDING} FROM delivery INDEXED BY delivery_request
         WHERE request_id = ?1 AND target_id = ?2 ORDER BY id"
    ))?;
    let mut rows = query.query((request, target.0))?;
    let mut line = Vec::new();
    while let Some(row) = rows.next()? {
        line.push(standing(row)?);
    }
    Ok(line)
}

/// The event of a delivery. Cost: one look-up.
///
/// # Errors
/// When the store cannot be read.
pub fn event_of(connection: &Connection, id: EventId) -> Result<Event, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {} FROM event AS e WHERE e.id = ?",
        event::COLUMNS
    ))?;
    Ok(query.query_row([id.0], |row| event::read(row, 0))?)
}

/// The event of a delivery, to be planned for another target; nothing when the delivery was deleted, or stands for a
/// to-do that the OA never sent. Cost: two look-ups.
///
/// # Errors
/// When the store cannot be read.
pub fn event_to_copy(connection: &Connection, id: DeliveryId) -> Result<Option<Event>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT event_id FROM delivery WHERE id = ? AND backfilled = 0")?;
    let event: Option<i64> = query.query_row([id.0], |row| row.get(0)).optional()?;
    event
        .map(|event| event_of(connection, EventId(event)))
        .transpose()
}

/// Failures of a target that compensation has not dealt with, after `after`, oldest first. Cost: a range of the key.
///
/// # Errors
/// When the store cannot be read.
pub fn due(
    connection: &Connection,
    target: TargetId,
    after: DeliveryId,
    limit: usize,
) -> Result<Vec<DeliveryId>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT delivery_id FROM compensation_due WHERE target_id = ? AND delivery_id > ? ORDER BY delivery_id LIMIT ?",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = query.query_map((target.0, after.0, limit), |row| Ok(DeliveryId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many failures of a target compensation has not dealt with. Cost: a range of the key.
///
/// # Errors
/// When the store cannot be read.
pub fn count_due(connection: &Connection, target: TargetId) -> Result<u64, StoreError> {
    let mut query = connection.prepare_cached("SELECT count(*) FROM compensation_due WHERE target_id = ?")?;
    Ok(query.query_row([target.0], |row| row.get(0))?)
}

/// Notes a failure for compensation. Cost: one statement.
pub(crate) fn note_failure(tx: &Tx<'_>, target: TargetId, id: DeliveryId) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("INSERT OR IGNORE INTO compensation_due VALUES (?, ?)")?
        .execute((target.0, id.0))?;
    Ok(())
}

/// Compensation need not look at it any more. Cost: one statement.
///
/// # Errors
/// When the store cannot be written.
pub fn dealt_with(tx: &Tx<'_>, target: TargetId, id: DeliveryId) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("DELETE FROM compensation_due WHERE target_id = ? AND delivery_id = ?")?
        .execute((target.0, id.0))?;
    Ok(())
}

/// Whose deliveries change, and which.
#[derive(Debug, Clone, Copy)]
pub struct Of<'a> {
    /// The target.
    pub target: TargetId,
    /// The delivery as it is.
    pub standing: &'a Standing,
    /// Who asks: compensation counts how often it did, a person begins anew.
    pub compensations: u8,
    /// The run that puts it in line.
    pub run: RunId,
}

/// Writes a delivery's new plan. One that is pending gets the next place in line; one that planning stops or cannot
/// make ready has a result at once. Cost: five statements.
///
/// # Errors
/// When the store cannot be written.
pub fn replace(tx: &mut Tx<'_>, of: Of<'_>, planned: &Planned, now_ms: i64) -> Result<(), StoreError> {
    let Of {
        target,
        standing,
        compensations,
        run,
    } = of;
    let connection = tx.connection();
    let is_pending = planned.status == Status::Pending;
    let place = if is_pending {
        Some(next_place(connection)?)
    } else {
        None
    };
    connection
        .prepare_cached(
            "UPDATE delivery SET status = ?2, mapped_receiver = ?3, mapped_creator = ?4, reason_code = ?5, reason = ?6,
               verdicts = ?7, place = ?8, compensations = ?9, superseded_by = NULL, finished_at_ms = ?10, run_id = ?11
             WHERE id = ?1",
        )?
        .execute(rusqlite::params![
            standing.id.0,
            planned.status.code(),
            planned.mapped_receiver,
            planned.mapped_creator,
            planned.reason.as_ref().map(|reason| reason.code),
            planned.reason.as_ref().map(|reason| reason.text.as_str()),
            short_verdicts(&planned.verdicts),
            place,
            compensations,
            (!is_pending).then_some(now_ms),
            run.0,
        ])?;
    run_delivery::put_in_line(tx, run, standing.id, planned.status)?;
    let connection = tx.connection();
    if let Some(place) = place {
        connection
            .prepare_cached("INSERT INTO sent_again VALUES (?, ?, ?)")?
            .execute((target.0, place, standing.id.0))?;
    }
    count(tx, target, standing, planned.status);
    Ok(())
}

fn next_place(connection: &Connection) -> Result<i64, StoreError> {
    let mut query = connection.prepare_cached(
        "UPDATE given SET place = 1 + max(place, delivery_id * ?1, (SELECT coalesce(max(id), 0) FROM delivery) * ?1)
         RETURNING place",
    )?;
    Ok(query.query_row([PLACES_BETWEEN], |row| row.get(0))?)
}

/// Marks a delivery as overtaken by a later one. Cost: two statements.
///
/// # Errors
/// When the store cannot be written.
pub fn supersede(
    tx: &mut Tx<'_>,
    target: TargetId,
    standing: &Standing,
    by: DeliveryId,
) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("UPDATE delivery SET status = ?2, superseded_by = ?3 WHERE id = ?1")?
        .execute((standing.id.0, Status::Superseded.code(), by.0))?;
    count(tx, target, standing, Status::Superseded);
    dealt_with(tx, target, standing.id)
}

fn count(tx: &mut Tx<'_>, target: TargetId, standing: &Standing, now: Status) {
    let counts = &mut tx.at_end.counts;
    counts.change((target, standing.status, standing.data_set), -1);
    counts.change((target, now, standing.data_set), 1);
}

/// A delivery that was sent again has its result and stands in no line. Cost: one statement.
pub(crate) fn leave_line(tx: &Tx<'_>, target: TargetId, place: Turn) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("DELETE FROM sent_again WHERE target_id = ? AND place = ?")?
        .execute((target.0, place.0))?;
    Ok(())
}
