//! `run`: jobs that go over the push log (rows C1, K1, L3), each with how far it has come, so that it goes on after a
//! restart, and with what it has done.

use chrono::{DateTime, Utc};
use domain::ids::{DeliveryId, RunId, TargetId};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use super::counter::StatusCounts;
use super::delivery::time;
use super::{Coded, Page};
use crate::error::StoreError;
use crate::writer::Tx;

/// What a run does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RunKind {
    /// 补偿: failures and unanswered deliveries are sent again.
    Compensation,
    /// 定时清理: old rows are deleted.
    Cleanup,
    /// 重新推送: chosen rows are sent again.
    Repush,
    /// 删除: chosen rows are deleted.
    Deletion,
    /// 组织同步: the OA's organisation is read.
    Synchronisation,
}

/// Who began it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RunCause {
    /// Its own schedule.
    Schedule,
    /// An outside scheduler (row K2).
    Scheduler,
    /// A person.
    Person,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RunState {
    /// It gathers what it was asked to take.
    Choosing,
    /// It works.
    Running,
    /// It has come to its end.
    Done,
    /// Somebody stopped it.
    Stopped,
    /// It could not go on.
    Failed,
}

impl Coded for RunKind {
    const ALL: &'static [Self] = &[
        Self::Compensation,
        Self::Cleanup,
        Self::Repush,
        Self::Deletion,
        Self::Synchronisation,
    ];
}

impl Coded for RunCause {
    const ALL: &'static [Self] = &[Self::Schedule, Self::Scheduler, Self::Person];
}

impl Coded for RunState {
    const ALL: &'static [Self] = &[
        Self::Choosing,
        Self::Running,
        Self::Done,
        Self::Stopped,
        Self::Failed,
    ];
}

/// What a run has done so far: in deliveries, or in rows of the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tally {
    /// How many there are to look at, as far as that is known.
    pub total: u64,
    /// Looked at.
    pub looked: u64,
    /// Put in line to be sent again.
    pub sent_again: u64,
    /// Left, because a later one of the same to-do took effect; failed ones are marked as superseded.
    pub overtaken: u64,
    /// Left for now: a later one is on its way, or the answer may still come.
    pub waiting: u64,
    /// Left for good: sent again as often as is allowed.
    pub exhausted: u64,
    /// Kept back by an interception rule of now.
    pub intercepted: u64,
    /// A person has no value under the conversion rule, still.
    pub failed: u64,
    /// Deleted.
    pub deleted: u64,
    /// Left, because there was nothing to do: pending already, superseded, or gone.
    pub skipped: u64,
    /// Synchronisation: units, posts and persons that are new.
    pub added: u64,
    /// Synchronisation: those that are otherwise than before.
    pub changed: u64,
    /// Synchronisation: persons that do not work here any more (离职).
    pub left: u64,
    /// Synchronisation: those that the OA does not have any more.
    pub removed: u64,
}

/// A run as it is begun.
#[derive(Debug, Clone)]
pub struct NewRun {
    /// What it does.
    pub kind: RunKind,
    /// Of one target.
    pub target: Option<TargetId>,
    /// Who began it.
    pub cause: RunCause,
    /// The name of a token, or of the door; empty for its schedule.
    pub actor: String,
    /// Where it begins.
    pub state: RunState,
    /// What it was asked to take, JSON.
    pub choice: Option<String>,
    /// What is known of it at its beginning.
    pub tally: Tally,
}

/// One run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Run {
    /// Which run.
    pub id: RunId,
    /// What it does.
    pub kind: RunKind,
    /// Of one target; nothing for rows of any.
    pub target_id: Option<TargetId>,
    /// Who began it.
    pub cause: RunCause,
    /// The name of a token, or of the door; empty for its schedule.
    pub actor: String,
    /// How far it is.
    pub state: RunState,
    /// What it has done so far.
    pub tally: Tally,
    /// Why it could not go on, or a remark on what it did.
    pub error: Option<String>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

/// A run that has not ended, with what it needs to go on.
#[derive(Debug, Clone)]
pub struct Active {
    /// The run.
    pub run: Run,
    /// What it was asked to take, JSON.
    pub choice: Option<String>,
    /// The delivery up to which it has come.
    pub cursor: DeliveryId,
    /// The last delivery that it takes.
    pub top: DeliveryId,
}

const RUN: &str = "id, kind, target_id, cause, actor, state, tally, error, started_at_ms, finished_at_ms";

fn run(row: &Row<'_>) -> Result<Run, StoreError> {
    let tally: String = row.get(6)?;
    Ok(Run {
        id: RunId(row.get(0)?),
        kind: RunKind::decode(row.get(1)?)?,
        target_id: row.get::<_, Option<i64>>(2)?.map(TargetId),
        cause: RunCause::decode(row.get(3)?)?,
        actor: row.get(4)?,
        state: RunState::decode(row.get(5)?)?,
        tally: serde_json::from_str(&tally)?,
        error: row.get(7)?,
        started_at: time(row.get(8)?),
        finished_at: row.get::<_, Option<i64>>(9)?.map(time),
    })
}

/// Begins a run over what there is now. Cost: one statement.
///
/// # Errors
/// When the store cannot be written.
pub fn begin(tx: &Tx<'_>, new: &NewRun, now_ms: i64) -> Result<Active, StoreError> {
    let mut insert = tx.connection().prepare_cached(
        "INSERT INTO run (kind, target_id, cause, actor, state, choice, cursor, top, tally, started_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, 0, (SELECT coalesce(max(id), 0) FROM delivery), ?, ?)",
    )?;
    let id = insert.insert(rusqlite::params![
        new.kind.code(),
        new.target.map(|target| target.0),
        new.cause.code(),
        new.actor,
        new.state.code(),
        new.choice,
        serde_json::to_string(&new.tally)?,
        now_ms,
    ])?;
    by_id(tx.connection(), RunId(id))?.ok_or(StoreError::Closed)
}

fn by_id(connection: &Connection, id: RunId) -> Result<Option<Active>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {RUN}, choice, cursor, top FROM run WHERE id = ?"
    ))?;
    let mut rows = query.query([id.0])?;
    rows.next()?.map(active).transpose()
}

fn active(row: &Row<'_>) -> Result<Active, StoreError> {
    Ok(Active {
        run: run(row)?,
        choice: row.get(10)?,
        cursor: DeliveryId(row.get(11)?),
        top: DeliveryId(row.get(12)?),
    })
}

/// Runs that have not ended. Cost: one look-up each.
///
/// # Errors
/// When the store cannot be read.
pub fn unfinished(connection: &Connection) -> Result<Vec<Active>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {RUN}, choice, cursor, top FROM run INDEXED BY run_active WHERE state < 2 ORDER BY id"
    ))?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(active(row)?);
    }
    Ok(found)
}

/// Writes down how far a run has come. Cost: one statement.
///
/// # Errors
/// When the store cannot be written.
pub fn advance(tx: &Tx<'_>, run: &Active) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("UPDATE run SET state = ?2, cursor = ?3, tally = ?4 WHERE id = ?1 AND state < 2")?
        .execute((
            run.run.id.0,
            run.run.state.code(),
            run.cursor.0,
            serde_json::to_string(&run.run.tally)?,
        ))?;
    Ok(())
}

/// Ends a run. Cost: one statement.
///
/// # Errors
/// When the store cannot be written.
pub fn end(
    tx: &Tx<'_>,
    id: RunId,
    state: RunState,
    (error, now_ms): (Option<&str>, i64),
) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached(
            "UPDATE run SET state = ?2, error = ?3, finished_at_ms = ?4 WHERE id = ?1 AND state < 2",
        )?
        .execute((id.0, state.code(), error, now_ms))?;
    Ok(())
}

/// How many runs are under way. Cost: those.
///
/// # Errors
/// When the store cannot be read.
pub fn count_active(connection: &Connection) -> Result<u64, StoreError> {
    let mut query = connection.prepare_cached("SELECT count(*) FROM run WHERE state < 2")?;
    Ok(query.query_row([], |row| row.get(0))?)
}

/// When the last run of a kind for a target began, whatever came of it. Cost: one look-up.
///
/// # Errors
/// When the store cannot be read.
pub fn last_began(
    connection: &Connection,
    kind: RunKind,
    target: Option<TargetId>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT started_at_ms FROM run INDEXED BY run_target WHERE target_id IS ? AND kind = ? ORDER BY id DESC LIMIT 1",
    )?;
    let found = query
        .query_row((target.map(|target| target.0), kind.code()), |row| row.get(0))
        .optional()?;
    Ok(found.map(time))
}

/// When the last run of a kind that came to its end began. Cost: the runs since then.
///
/// # Errors
/// When the store cannot be read.
pub fn last_done(connection: &Connection, kind: RunKind) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT started_at_ms FROM run INDEXED BY run_target
         WHERE target_id IS NULL AND kind = ? AND state = ? ORDER BY id DESC LIMIT 1",
    )?;
    let found = query
        .query_row((kind.code(), RunState::Done.code()), |row| row.get(0))
        .optional()?;
    Ok(found.map(time))
}

/// Puts deliveries among those of a run. Cost: one statement each.
///
/// # Errors
/// When the store cannot be written.
pub fn take(tx: &Tx<'_>, run: RunId, ids: &[DeliveryId]) -> Result<u64, StoreError> {
    let mut insert = tx
        .connection()
        .prepare_cached("INSERT OR IGNORE INTO run_delivery VALUES (?, ?)")?;
    let mut taken = 0;
    for id in ids {
        taken += insert.execute((run.0, id.0))? as u64;
    }
    Ok(taken)
}

/// Deliveries of a run behind `after`, oldest first. Cost: a range of the key.
///
/// # Errors
/// When the store cannot be read.
pub fn chosen(
    connection: &Connection,
    run: RunId,
    after: DeliveryId,
    limit: usize,
) -> Result<Vec<DeliveryId>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT delivery_id FROM run_delivery WHERE run_id = ? AND delivery_id > ? ORDER BY delivery_id LIMIT ?",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = query.query_map((run.0, after.0, limit), |row| Ok(DeliveryId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a delivery is among those of a run. Cost: one look-up.
///
/// # Errors
/// When the store cannot be read.
pub fn is_chosen(connection: &Connection, run: RunId, id: DeliveryId) -> Result<bool, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM run_delivery WHERE run_id = ? AND delivery_id = ?)")?;
    Ok(query.query_row((run.0, id.0), |row| row.get(0))?)
}

/// What a list of runs is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct RunFilter {
    /// One kind.
    pub kind: Option<RunKind>,
    /// One target.
    pub target_id: Option<TargetId>,
}

/// One page of runs, newest first. Cost: a range of the key; what is narrowed is checked row by row, runs are few.
///
/// # Errors
/// When the store cannot be read.
pub fn page(
    connection: &Connection,
    filter: RunFilter,
    limit: usize,
    after: Option<RunId>,
) -> Result<Page<Run>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {RUN} FROM run WHERE id < ?1 AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR target_id = ?3)
         ORDER BY id DESC LIMIT ?4"
    ))?;
    let mut rows = query.query((
        after.map_or(i64::MAX, |id| id.0),
        filter.kind.map(Coded::code),
        filter.target_id.map(|target| target.0),
        i64::try_from(limit).unwrap_or(i64::MAX),
    ))?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(run(row)?);
    }
    let next = (items.len() == limit)
        .then(|| items.last().map(|last| last.id.to_string()))
        .flatten();
    Ok(Page { items, next })
}

/// One run, and what has become of the deliveries that it chose or sent again. Cost: a look-up for each of those.
///
/// # Errors
/// When the store cannot be read.
pub fn detail(connection: &Connection, id: RunId) -> Result<Option<(Run, StatusCounts)>, StoreError> {
    let Some(found) = by_id(connection, id)? else {
        return Ok(None);
    };
    let mut query = connection.prepare_cached(
        "SELECT d.status, count(*) FROM run_delivery AS r CROSS JOIN delivery AS d ON d.id = r.delivery_id
         WHERE r.run_id = ? GROUP BY d.status",
    )?;
    let mut rows = query.query([id.0])?;
    let mut outcome = StatusCounts::default();
    while let Some(row) = rows.next()? {
        *outcome.of(domain::delivery::Status::decode(row.get(0)?)?) += row.get::<_, u64>(1)?;
    }
    Ok(Some((found.run, outcome)))
}
