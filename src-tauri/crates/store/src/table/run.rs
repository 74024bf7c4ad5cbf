//! `run`: jobs that take their time (rows C1, K1, L3, O2, B1), each with how far it has come, so that it goes on after a
//! restart, and with what it has done. The deliveries of a run are in [`run_delivery`].

use chrono::{DateTime, Utc};
use domain::ids::{DeliveryId, RunId, TargetId};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use super::counter::StatusCounts;
use super::delivery::time;
use super::{Coded, Page, run_delivery};
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
    /// 历史数据推送: rows of the log are pushed again, to their own target or to another.
    HistoryPush,
    /// 实时数据推送: what is on the OA's lists now is pushed.
    RealTimePush,
}

impl RunKind {
    /// Whether it is a batch push (批量推送任务): a person begins, pauses, takes up again and deletes it.
    pub const fn is_task(self) -> bool {
        matches!(self, Self::HistoryPush | Self::RealTimePush)
    }
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
    /// 初始化: nobody has started it yet.
    Initialised,
    /// Somebody paused it.
    Paused,
    /// It removes from the receiver what it is going to push.
    Cleaning,
}

impl RunState {
    /// Whether it works.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Choosing | Self::Running | Self::Cleaning)
    }
}

/// The states in which a run works.
const ACTIVE: &str = "state IN (0, 1, 7)";

impl Coded for RunKind {
    const ALL: &'static [Self] = &[
        Self::Compensation,
        Self::Cleanup,
        Self::Repush,
        Self::Deletion,
        Self::Synchronisation,
        Self::HistoryPush,
        Self::RealTimePush,
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
        Self::Initialised,
        Self::Paused,
        Self::Cleaning,
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
    /// History push: to-dos that were pushed before, and left.
    pub duplicates: u64,
    /// History push: requests that were removed from the receiver before.
    pub cleaned: u64,
    /// History push: rows of requests that could not be removed, and were left.
    pub uncleaned: u64,
    /// Real-time push: items on the lists that were read.
    pub found: u64,
    /// Real-time push: persons whose lists could not be read.
    pub unread: u64,
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

/// A run with what it needs to go on.
#[derive(Debug, Clone)]
pub struct Active {
    /// The run.
    pub run: Run,
    /// What it was asked to take, JSON.
    pub choice: Option<String>,
    /// The delivery up to which it has come; of a real-time push, the position of the person.
    pub cursor: DeliveryId,
    /// The last delivery that it takes.
    pub top: DeliveryId,
    /// The state in which it goes on, where it rests or has failed.
    pub resumes: Option<RunState>,
}

const RUN: &str = "id, kind, target_id, cause, actor, state, tally, error, started_at_ms, finished_at_ms";
const TO_GO_ON: &str = "choice, cursor, top, resumes";

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
        "INSERT INTO run (kind, target_id, cause, actor, state, choice, cursor, top, tally, started_at_ms, resumes)
         VALUES (?, ?, ?, ?, ?, ?, 0, (SELECT coalesce(max(id), 0) FROM delivery), ?, ?, ?)",
    )?;
    let resumes = (new.state == RunState::Initialised).then(|| RunState::Choosing.code());
    let id = insert.insert(rusqlite::params![
        new.kind.code(),
        new.target.map(|target| target.0),
        new.cause.code(),
        new.actor,
        new.state.code(),
        new.choice,
        serde_json::to_string(&new.tally)?,
        now_ms,
        resumes,
    ])?;
    by_id(tx.connection(), RunId(id))?.ok_or(StoreError::Closed)
}

/// One run with what it needs to go on. Cost: one look-up.
///
/// # Errors
/// When the store cannot be read.
pub fn by_id(connection: &Connection, id: RunId) -> Result<Option<Active>, StoreError> {
    let mut query = connection.prepare_cached(&format!("SELECT {RUN}, {TO_GO_ON} FROM run WHERE id = ?"))?;
    let mut rows = query.query([id.0])?;
    rows.next()?.map(active).transpose()
}

fn active(row: &Row<'_>) -> Result<Active, StoreError> {
    Ok(Active {
        run: run(row)?,
        choice: row.get(10)?,
        cursor: DeliveryId(row.get(11)?),
        top: DeliveryId(row.get(12)?),
        resumes: row.get::<_, Option<i64>>(13)?.map(RunState::decode).transpose()?,
    })
}

/// Runs that have not ended. Cost: one look-up each.
///
/// # Errors
/// When the store cannot be read.
pub fn unfinished(connection: &Connection) -> Result<Vec<Active>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {RUN}, {TO_GO_ON} FROM run INDEXED BY run_active WHERE {ACTIVE} ORDER BY id"
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
        .prepare_cached(&format!(
            "UPDATE run SET state = ?2, cursor = ?3, tally = ?4 WHERE id = ?1 AND {ACTIVE}"
        ))?
        .execute((
            run.run.id.0,
            run.run.state.code(),
            run.cursor.0,
            serde_json::to_string(&run.run.tally)?,
        ))?;
    Ok(())
}

/// Ends a run; one that failed keeps in mind where it was. Cost: one statement.
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
        .prepare_cached(&format!(
            "UPDATE run SET resumes = state, state = ?2, error = ?3, finished_at_ms = ?4 WHERE id = ?1 AND {ACTIVE}"
        ))?
        .execute((id.0, state.code(), error, now_ms))?;
    Ok(())
}

/// Lets a run rest where it is. Cost: one statement.
///
/// # Errors
/// When the store cannot be written.
pub fn pause(tx: &Tx<'_>, id: RunId) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached(&format!(
            "UPDATE run SET resumes = state, state = ?2 WHERE id = ?1 AND {ACTIVE}"
        ))?
        .execute((id.0, RunState::Paused.code()))?;
    Ok(())
}

/// Lets a run that rests, or has failed, go on where it was; nothing when there is no such run. One that nobody had
/// started takes what there is from now on. Cost: two statements.
///
/// # Errors
/// When the store cannot be written.
pub fn take_up(tx: &Tx<'_>, id: RunId, now_ms: i64) -> Result<Option<Active>, StoreError> {
    let changed = tx
        .connection()
        .prepare_cached(
            "UPDATE run SET
               top = iif(state = ?2, (SELECT coalesce(max(id), 0) FROM delivery), top),
               started_at_ms = iif(state = ?2, ?3, started_at_ms),
               state = resumes, resumes = NULL, error = NULL, finished_at_ms = NULL
             WHERE id = ?1 AND state IN (?2, ?4, ?5) AND resumes IS NOT NULL",
        )?
        .execute((
            id.0,
            RunState::Initialised.code(),
            now_ms,
            RunState::Paused.code(),
            RunState::Failed.code(),
        ))?;
    match changed {
        0 => Ok(None),
        _ => by_id(tx.connection(), id),
    }
}

/// Changes what a run was asked for. Cost: one statement.
///
/// # Errors
/// When the store cannot be written.
pub fn set_choice(tx: &Tx<'_>, id: RunId, choice: &str) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("UPDATE run SET choice = ?2 WHERE id = ?1")?
        .execute((id.0, choice))?;
    Ok(())
}

/// Deletes a run that does not work; what belongs to it goes step by step, see [`forget_some`]. Tells whether there was
/// one. Cost: two statements.
///
/// # Errors
/// When the store cannot be written.
pub fn delete(tx: &Tx<'_>, id: RunId) -> Result<bool, StoreError> {
    let deleted = tx
        .connection()
        .prepare_cached(&format!("DELETE FROM run WHERE id = ? AND NOT {ACTIVE}"))?
        .execute([id.0])?;
    if deleted > 0 {
        tx.connection()
            .prepare_cached("INSERT OR IGNORE INTO run_gone VALUES (?)")?
            .execute([id.0])?;
    }
    Ok(deleted > 0)
}

/// Batch pushes that were never started or came to their end, and began before `before_ms`: they delete themselves (row
/// B1). Answers how many were deleted. Cost: a pass over the runs, which are few, and two statements each.
///
/// # Errors
/// When the store cannot be written.
pub fn delete_old_tasks(tx: &Tx<'_>, before_ms: i64) -> Result<usize, StoreError> {
    let mut query = tx.connection().prepare_cached(
        "SELECT id FROM run WHERE kind IN (?, ?) AND state IN (?, ?) AND coalesce(finished_at_ms, started_at_ms) < ?",
    )?;
    let ids = query
        .query_map(
            (
                RunKind::HistoryPush.code(),
                RunKind::RealTimePush.code(),
                RunState::Initialised.code(),
                RunState::Done.code(),
                before_ms,
            ),
            |row| Ok(RunId(row.get(0)?)),
        )?
        .collect::<Result<Vec<_>, _>>()?;
    for id in &ids {
        delete(tx, *id)?;
    }
    Ok(ids.len())
}

/// Deletes up to `limit` rows of each kind that belong to runs that were deleted; tells whether there may be more.
///
/// # Errors
/// When the store cannot be written.
pub fn forget_some(tx: &Tx<'_>, limit: usize) -> Result<bool, StoreError> {
    let connection = tx.connection();
    let gone: Option<i64> = connection
        .prepare_cached("SELECT run_id FROM run_gone LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let Some(gone) = gone else { return Ok(false) };
    let mut deleted = 0;
    for (table, key) in [
        ("run_delivery", "delivery_id"),
        ("run_cleaning", "request_id"),
        ("run_person", "position"),
        ("run_count", "status"),
    ] {
        deleted += connection
            .prepare_cached(&format!(
                "DELETE FROM {table} WHERE run_id = ?1 AND {key} IN (SELECT {key} FROM {table} WHERE run_id = ?1 LIMIT ?2)"
            ))?
            .execute((gone, i64::try_from(limit).unwrap_or(i64::MAX)))?;
    }
    if deleted == 0 {
        connection
            .prepare_cached("DELETE FROM run_gone WHERE run_id = ?")?
            .execute([gone])?;
    }
    Ok(true)
}

/// How many runs are under way. Cost: those.
///
/// # Errors
/// When the store cannot be read.
pub fn count_active(connection: &Connection) -> Result<u64, StoreError> {
    let mut query = connection.prepare_cached(&format!("SELECT count(*) FROM run WHERE {ACTIVE}"))?;
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

/// What a list of runs is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct RunFilter {
    /// One kind.
    pub kind: Option<RunKind>,
    /// One target.
    pub target_id: Option<TargetId>,
    /// Batch pushes only, or all others.
    pub tasks: Option<bool>,
    /// Begun at or after, or not over yet.
    pub since: Option<DateTime<Utc>>,
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
) -> Result<Page<Active>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {RUN}, {TO_GO_ON} FROM run WHERE id < ?1 AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR target_id = ?3)
           AND (?5 IS NULL OR (kind IN (5, 6)) = ?5) AND (?6 IS NULL OR started_at_ms >= ?6 OR {ACTIVE})
         ORDER BY id DESC LIMIT ?4"
    ))?;
    let mut rows = query.query((
        after.map_or(i64::MAX, |id| id.0),
        filter.kind.map(Coded::code),
        filter.target_id.map(|target| target.0),
        i64::try_from(limit).unwrap_or(i64::MAX),
        filter.tasks,
        filter.since.map(|since| since.timestamp_millis()),
    ))?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(active(row)?);
    }
    let next = (items.len() == limit)
        .then(|| items.last().map(|last| last.run.id.to_string()))
        .flatten();
    Ok(Page { items, next })
}

/// One run, and what has come of the deliveries that it put in line. Cost: two look-ups.
///
/// # Errors
/// When the store cannot be read.
pub fn detail(connection: &Connection, id: RunId) -> Result<Option<(Active, StatusCounts)>, StoreError> {
    let Some(found) = by_id(connection, id)? else {
        return Ok(None);
    };
    Ok(Some((found, run_delivery::counts(connection, id)?)))
}
