//! `delivery`: planning puts rows in, dispatch reads what is due, results change them. The lists are in
//! [`log`](super::log).

use chrono::{DateTime, Utc};
use domain::delivery::{Stage, StageOutcome, Status, Verdict};
use domain::event::{DataSet, Event};
use domain::ids::{DeliveryId, EventId, PersonId, RunId, TargetId};
use domain::plan::Planned;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Row};

use super::again::{self, Turn};
use super::attempt::{self, Attempt};
use super::{Coded, event, run_delivery};
use crate::error::StoreError;
use crate::writer::Tx;

/// A delivery that is due, with all that sending it needs.
#[derive(Debug, Clone)]
pub struct Due {
    /// Which delivery.
    pub id: DeliveryId,
    /// Which event it stands for.
    pub event_id: EventId,
    /// The data set it is sent as.
    pub data_set: DataSet,
    /// A to-do that the OA never sent.
    pub backfilled: bool,
    /// The main account of the receiver.
    pub person: PersonId,
    /// What the receiving system knows the receiver by.
    pub mapped_receiver: String,
    /// What the receiving system knows the creator by.
    pub mapped_creator: Option<String>,
    /// Attempts so far.
    pub attempts: u32,
    /// When it was planned.
    pub created_at: DateTime<Utc>,
    /// Where it stands in line.
    pub place: Turn,
    /// It was finished before and is sent again.
    pub is_again: bool,
    /// The run that put it in line; nothing for what the OA itself sent.
    pub run: Option<RunId>,
    /// The event itself.
    pub event: Event,
}

/// Puts planned deliveries in; gives the id of each. They come in the order of their events, whatever their targets, so
/// that ids grow with those of the events: the log's search relies on it. Cost: one insert each.
///
/// # Errors
/// When the store cannot be written.
pub fn insert_all(
    tx: &mut Tx<'_>,
    planned: &[(TargetId, &Planned)],
    source: Source<'_>,
) -> Result<Vec<DeliveryId>, StoreError> {
    debug_assert!(planned.is_sorted_by_key(|(_, delivery)| delivery.event));
    let mut first = id_after_deleted(tx.connection())?;
    let mut insert = tx.connection().prepare_cached(
        "INSERT INTO delivery (id, event_id, target_id, status, data_set, backfilled, request_id, person,
           mapped_receiver, mapped_creator, reason_code, reason, verdicts, created_at_ms, finished_at_ms, run_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    let mut ids = Vec::with_capacity(planned.len());
    for (target, delivery) in planned {
        let event = &source.events[delivery.event];
        let finished = (delivery.status != Status::Pending).then_some(source.now_ms);
        let id = insert.insert(rusqlite::params![
            first.take(),
            source.ids[delivery.event].0,
            target.0,
            delivery.status.code(),
            delivery.data_set.code(),
            delivery.backfilled,
            event.request_id.as_str(),
            delivery.person.as_str(),
            delivery.mapped_receiver,
            delivery.mapped_creator,
            delivery.reason.as_ref().map(|reason| reason.code),
            delivery.reason.as_ref().map(|reason| reason.text.as_str()),
            short_verdicts(&delivery.verdicts),
            source.now_ms,
            finished,
            source.run.map(|run| run.0),
        ])?;
        tx.at_end
            .counts
            .change((*target, delivery.status, delivery.data_set), 1);
        if delivery.status == Status::Failed {
            again::note_failure(tx, *target, DeliveryId(id))?;
        }
        ids.push(DeliveryId(id));
    }
    Ok(ids)
}

/// The id to go on with where the newest deliveries were deleted; nothing where the table goes on by itself. An id is
/// never given twice: a dispatcher that has come to it would not look for it again.
fn id_after_deleted(connection: &Connection) -> Result<Option<i64>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT delivery_id + 1 FROM given WHERE delivery_id > (SELECT coalesce(max(id), 0) FROM delivery)",
    )?;
    Ok(query.query_row([], |row| row.get(0)).optional()?)
}

/// The events that planned deliveries point into.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The events of the batch.
    pub events: &'a [Event],
    /// Their ids, in the same order.
    pub ids: &'a [EventId],
    /// When the batch was planned.
    pub now_ms: i64,
    /// The run that puts them in line; nothing for what the OA itself sent.
    pub run: Option<RunId>,
}

/// What a target has to send after `after`, in line. Cost: a range of `delivery_pending` and one of `sent_again`, and one
/// event each.
///
/// # Errors
/// When the store cannot be read.
pub fn due(
    connection: &Connection,
    target: TargetId,
    after: Turn,
    limit: usize,
) -> Result<Vec<Due>, StoreError> {
    let most = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut planned = connection.prepare_cached(&planned_sql())?;
    let mut again = connection.prepare_cached(&again_sql())?;
    let planned = planned.query_map((target.0, after.planned_before(), most), due_row)?;
    let again = again.query_map((target.0, after.0, most), due_row)?;
    let mut due = planned.chain(again).collect::<Result<Vec<Due>, _>>()?;
    due.sort_by_key(|due| due.place);
    due.truncate(limit);
    Ok(due)
}

fn due_row(row: &Row<'_>) -> rusqlite::Result<Due> {
    let id = DeliveryId(row.get(0)?);
    let place: Option<i64> = row.get(9)?;
    Ok(Due {
        id,
        event_id: EventId(row.get(1)?),
        data_set: DataSet::ALL
            .get(row.get::<_, usize>(2)?)
            .copied()
            .unwrap_or(DataSet::Todo),
        backfilled: row.get(3)?,
        person: PersonId(row.get(4)?),
        mapped_receiver: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
        mapped_creator: row.get(6)?,
        attempts: row.get(7)?,
        created_at: time(row.get(8)?),
        place: place.map_or(Turn::of(id), Turn),
        is_again: place.is_some(),
        run: row.get::<_, Option<i64>>(10)?.map(RunId),
        event: event::read(row, 11)?,
    })
}

const DUE: &str =
    "d.id, d.event_id, d.data_set, d.backfilled, d.person, d.mapped_receiver, d.mapped_creator, d.attempts,
    d.created_at_ms, d.place, d.run_id";

pub(crate) fn planned_sql() -> String {
    format!(
        "SELECT {DUE}, {} FROM delivery AS d INDEXED BY delivery_pending JOIN event AS e ON e.id = d.event_id
         WHERE d.target_id = ? AND d.status = 0 AND d.id > ? AND d.place IS NULL ORDER BY d.id LIMIT ?",
        event::COLUMNS
    )
}

pub(crate) fn again_sql() -> String {
    format!(
        "SELECT {DUE}, {} FROM sent_again AS a CROSS JOIN delivery AS d ON d.id = a.delivery_id
           JOIN event AS e ON e.id = d.event_id
         WHERE a.target_id = ? AND a.place > ? ORDER BY a.place LIMIT ?",
        event::COLUMNS
    )
}

/// When the oldest delivery that a target still has to send was planned. Cost: one look-up.
///
/// # Errors
/// When the store cannot be read.
pub fn oldest_due(connection: &Connection, target: TargetId) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT created_at_ms FROM delivery INDEXED BY delivery_pending
         WHERE target_id = ? AND status = 0 ORDER BY id LIMIT 1",
    )?;
    let mut rows = query.query_map([target.0], |row| row.get(0))?;
    Ok(rows.next().transpose()?.map(time))
}

/// One attempt's result, to be recorded.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Which delivery.
    pub id: DeliveryId,
    /// Whose.
    pub target: TargetId,
    /// As it was sent.
    pub data_set: DataSet,
    /// What was sent and what came back.
    pub attempt: Attempt,
    /// The final status; nothing when the delivery stays due.
    pub status: Option<Status>,
    /// Where it stands in line, where it is sent again.
    pub again: Option<Turn>,
    /// The run that put it in line.
    pub run: Option<RunId>,
}

/// Records results. A delivery that already has a final result keeps it, and one that was deleted meanwhile leaves
/// nothing: a late answer changes nothing. Cost: two statements each, and what [`finish`] says.
///
/// # Errors
/// When the store cannot be written.
pub fn record_all<'r>(
    tx: &mut Tx<'_>,
    results: impl IntoIterator<Item = &'r Recorded>,
) -> Result<(), StoreError> {
    let connection = tx.connection();
    let mut update = connection.prepare_cached(RECORD)?;
    let mut attempts = attempt::Inserting::new(connection)?;
    for result in results {
        let reason = (
            result.attempt.reason_code.as_deref(),
            result.attempt.reason.as_deref(),
        );
        if set(&mut update, result, reason)? == 0 {
            continue;
        }
        attempts.insert(result.id, &result.attempt)?;
        finish(tx, result)?;
    }
    Ok(())
}

/// Records no more of a result than its status, for one that [`record_all`] refuses by a fault of ours: a delivery that
/// is done with in memory must be done with in the table. Cost: one statement.
///
/// # Errors
/// When the store cannot be written.
pub fn settle(tx: &mut Tx<'_>, result: &Recorded) -> Result<(), StoreError> {
    let mut update = tx.connection().prepare_cached(RECORD)?;
    if set(&mut update, result, (None, None))? > 0 {
        finish(tx, result)?;
    }
    Ok(())
}

/// The target is named too: an id that a deleted target leaves free may be another's by the time a late answer comes.
const RECORD: &str =
    "UPDATE delivery SET status = ?3, reason_code = ?4, reason = ?5, attempts = ?6, finished_at_ms = ?7
     WHERE id = ?1 AND target_id = ?2 AND status = 0";

fn set(
    update: &mut CachedStatement<'_>,
    result: &Recorded,
    (reason_code, reason): (Option<&str>, Option<&str>),
) -> Result<usize, StoreError> {
    let attempt = &result.attempt;
    let finished_ms = attempt.started_at_ms + milliseconds(attempt.total_ms);
    Ok(update.execute((
        result.id.0,
        result.target.0,
        result.status.unwrap_or(Status::Pending).code(),
        reason_code,
        reason,
        attempt.number,
        result.status.map(|_| finished_ms),
    ))?)
}

/// What a final status brings with it. Cost: a statement for one that failed, one for one that was sent again, and what
/// [`run_delivery::came_of`] says for one that a run put in line.
fn finish(tx: &mut Tx<'_>, result: &Recorded) -> Result<(), StoreError> {
    let Some(status) = result.status else {
        return Ok(());
    };
    let counts = &mut tx.at_end.counts;
    counts.change((result.target, Status::Pending, result.data_set), -1);
    counts.change((result.target, status, result.data_set), 1);
    if matches!(status, Status::Failed | Status::NoAnswer) {
        again::note_failure(tx, result.target, result.id)?;
    }
    if let Some(run) = result.run {
        run_delivery::came_of(tx, run, result.id, status)?;
    }
    match result.again {
        Some(place) => again::leave_line(tx, result.target, place),
        None => Ok(()),
    }
}

fn milliseconds(total: f64) -> i64 {
    // Attempts last seconds, so the value is far inside the range.
    total.max(0.0).round() as i64
}

/// Deletes a part of what belongs to a target; tells whether there is more. Cost: bounded by `limit`.
///
/// # Errors
/// When the store cannot be written.
pub fn delete_some(tx: &mut Tx<'_>, target: TargetId, limit: usize) -> Result<More, StoreError> {
    let connection = tx.connection();
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut ids: Vec<DeliveryId> = Vec::new();
    for sql in [
        "SELECT id FROM delivery INDEXED BY delivery_pending WHERE target_id = ? AND status = 0 LIMIT ?",
        "SELECT id FROM delivery INDEXED BY delivery_facet WHERE target_id = ? AND status <> 0 LIMIT ?",
    ] {
        let room = limit - i64::try_from(ids.len()).unwrap_or(limit);
        let mut query = connection.prepare_cached(sql)?;
        let found = query.query_map((target.0, room), |row| Ok(DeliveryId(row.get(0)?)))?;
        ids.extend(found.collect::<Result<Vec<_>, _>>()?);
    }
    delete_rows(tx, &ids)?;
    if ids.len() as i64 == limit {
        return Ok(More::Yes);
    }
    for table in ["sent_again", "compensation_due"] {
        connection.execute(&format!("DELETE FROM {table} WHERE target_id = ?"), [target.0])?;
    }
    Ok(More::No)
}

/// Deletes finished deliveries of any age (rows K1, L3): those of `ids` that have a result and were planned before
/// `planned_before_ms`. Answers how many those were. Cost: nine statements each.
///
/// # Errors
/// When the store cannot be written.
pub fn delete_finished(
    tx: &mut Tx<'_>,
    ids: &[DeliveryId],
    planned_before_ms: i64,
) -> Result<u64, StoreError> {
    let mut gone = Vec::with_capacity(ids.len());
    {
        let mut query = tx.connection().prepare_cached(
            "SELECT target_id, status, data_set FROM delivery WHERE id = ? AND status <> 0 AND created_at_ms < ?",
        )?;
        for id in ids {
            let found: Option<(i64, i64, i64)> = query
                .query_row((id.0, planned_before_ms), |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })
                .optional()?;
            let Some((target, status, data_set)) = found else {
                continue;
            };
            let target = TargetId(target);
            let cell = (target, Status::decode(status)?, DataSet::decode(data_set)?);
            tx.at_end.counts.change(cell, -1);
            again::dealt_with(tx, target, *id)?;
            gone.push(*id);
        }
    }
    delete_rows(tx, &gone)?;
    Ok(gone.len() as u64)
}

fn delete_rows(tx: &mut Tx<'_>, ids: &[DeliveryId]) -> Result<(), StoreError> {
    let connection = tx.connection();
    let Some(highest) = ids.iter().max() else {
        return Ok(());
    };
    connection
        .prepare_cached("UPDATE given SET delivery_id = max(delivery_id, ?)")?
        .execute([highest.0])?;
    for id in ids {
        attempt::delete_of(tx, *id)?;
        let event: i64 = connection
            .prepare_cached("DELETE FROM delivery WHERE id = ? RETURNING event_id")?
            .query_row([id.0], |row| row.get(0))?;
        let orphan: bool = connection
            .prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM delivery WHERE event_id = ?)")?
            .query_row([event], |row| row.get(0))?;
        if orphan {
            connection
                .prepare_cached("DELETE FROM event_text WHERE rowid = ?")?
                .execute([event])?;
            connection
                .prepare_cached("DELETE FROM event WHERE id = ?")?
                .execute([event])?;
        }
    }
    Ok(())
}

/// Whether a step left something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// Call again.
    Yes,
    /// All is done.
    No,
}

pub(crate) fn time(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or_default()
}

const STAGES: [(Stage, char); 7] = [
    (Stage::WorkflowType, 't'),
    (Stage::Workflow, 'w'),
    (Stage::Person, 'p'),
    (Stage::Business, 'b'),
    (Stage::DuplicateFilter, 'd'),
    (Stage::Backfill, 'f'),
    (Stage::PersonConversion, 'c'),
];
const OUTCOMES: [(StageOutcome, char); 4] = [
    (StageOutcome::Passed, '+'),
    (StageOutcome::Stopped, '-'),
    (StageOutcome::Acted, '!'),
    (StageOutcome::NotApplied, '.'),
];

/// Verdicts in a few bytes: stage and outcome as one character each, details between brackets that they cannot hold.
pub(crate) fn short_verdicts(verdicts: &[Verdict]) -> String {
    let mut out = String::with_capacity(verdicts.len() * 2);
    for verdict in verdicts {
        out.extend(
            STAGES
                .iter()
                .find(|(stage, _)| *stage == verdict.stage)
                .map(|(_, c)| *c),
        );
        out.extend(
            OUTCOMES
                .iter()
                .find(|(outcome, _)| *outcome == verdict.outcome)
                .map(|(_, c)| *c),
        );
        if let Some(detail) = &verdict.detail {
            out.push('\u{2}');
            out.extend(detail.chars().filter(|c| !c.is_control()));
            out.push('\u{3}');
        }
    }
    out
}

/// The other way round; what cannot be read is left out.
pub(crate) fn long_verdicts(short: &str) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = Vec::new();
    let mut chars = short.chars();
    while let Some(first) = chars.next() {
        if first == '\u{2}' {
            let detail: String = chars.by_ref().take_while(|c| *c != '\u{3}').collect();
            if let Some(last) = verdicts.last_mut() {
                last.detail = Some(detail);
            }
            continue;
        }
        let stage = STAGES.iter().find(|(_, c)| *c == first).map(|(stage, _)| *stage);
        let second = chars.next();
        let outcome = OUTCOMES
            .iter()
            .find(|(_, c)| Some(*c) == second)
            .map(|(outcome, _)| *outcome);
        if let (Some(stage), Some(outcome)) = (stage, outcome) {
            verdicts.push(Verdict {
                stage,
                outcome,
                detail: None,
            });
        }
    }
    verdicts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_survive_their_short_form() {
        let verdicts: Vec<Verdict> = STAGES
            .iter()
            .flat_map(|(stage, _)| OUTCOMES.iter().map(|(outcome, _)| (*stage, *outcome)))
            .enumerate()
            .map(|(n, (stage, outcome))| Verdict {
                stage,
                outcome,
                detail: (n % 2 == 0).then(|| format!("黑名单 部门 {n}+-t")),
            })
            .collect();
        assert_eq!(long_verdicts(&short_verdicts(&verdicts)), verdicts);
    }
}
