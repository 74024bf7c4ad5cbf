//! `breaker` and `iut_send_fuse_recovery`: where breakers stand, and each of their openings (rows F1 and F3).

use chrono::{DateTime, Utc};
use domain::alert::{Alert, AlertKind};
use domain::breaker::Phase;
use domain::ids::{OpeningId, TargetId};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::delivery::time;
use super::{Page, alert};
use crate::error::StoreError;
use crate::writer::Tx;

/// A breaker that is not closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Whose.
    pub target: TargetId,
    /// Open or draining.
    pub phase: Phase,
    /// When it opened.
    pub since: DateTime<Utc>,
    /// The first failure, in words.
    pub cause: String,
    /// Its row in `iut_send_fuse_recovery`.
    pub opening: OpeningId,
}

/// One opening of a breaker, with the names of the source document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Opening {
    /// Which opening.
    pub id: OpeningId,
    /// Whose breaker.
    pub target_id: TargetId,
    /// The first failure, in words.
    pub cause: String,
    /// 熔断时间
    pub create_time: DateTime<Utc>,
    /// 熔断恢复时间; nothing while it is open.
    pub recover_time: Option<DateTime<Utc>>,
    /// How many deliveries were held when it recovered.
    pub held: u64,
}

/// Breakers that are not closed.
///
/// # Errors
/// When the store cannot be read.
pub fn standing(connection: &Connection) -> Result<Vec<Standing>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT target_id, phase, since_ms, cause, opening_id FROM breaker")?;
    let rows = query.query_map([], |row| {
        let phase: String = row.get(1)?;
        Ok(Standing {
            target: TargetId(row.get(0)?),
            phase: if phase == "open" {
                Phase::Open
            } else {
                Phase::Draining
            },
            since: time(row.get(2)?),
            cause: row.get(3)?,
            opening: OpeningId(row.get(4)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Records an opening, and tells the alert channels; nothing for a target that was deleted meanwhile.
///
/// # Errors
/// When the store cannot be written.
pub fn open(
    tx: &Tx<'_>,
    (target, name): (TargetId, &str),
    cause: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let connection = tx.connection();
    let is_there: bool = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM target WHERE id = ?)")?
        .query_row([target.0], |row| row.get(0))?;
    if !is_there {
        return Ok(());
    }
    let now_ms = at.timestamp_millis();
    let opening = connection
        .prepare_cached(
            "INSERT INTO iut_send_fuse_recovery (target_id, cause, create_time) VALUES (?, ?, ?)",
        )?
        .insert((target.0, cause, now_ms))?;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO breaker (target_id, phase, since_ms, cause, opening_id) VALUES (?, 'open', ?, ?, ?)",
        )?
        .execute((target.0, now_ms, cause, opening))?;
    let alert = Alert {
        kind: AlertKind::BreakerOpened,
        target: Some(target),
        name: name.to_owned(),
        cause: cause.to_owned(),
        held: held(connection, target)?,
        lasted: None,
        at,
    };
    alert::raise(tx, &alert, source(opening))?;
    Ok(())
}

fn source(opening: i64) -> alert::Source {
    alert::Source {
        opening: Some(OpeningId(opening)),
        run: None,
    }
}

/// How many deliveries of a target are not finished. Cost: one look-up.
fn held(connection: &Connection, target: TargetId) -> Result<u64, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT coalesce(sum(rows), 0) FROM delivery_count WHERE target_id = ? AND status = 0",
    )?;
    Ok(query.query_row([target.0], |row| row.get(0))?)
}

/// Records a recovery: the opening gets its time and how many were held, the breaker drains, the alert channels are told.
///
/// # Errors
/// When the store cannot be written.
pub fn recover(tx: &Tx<'_>, target: (TargetId, &str), at: DateTime<Utc>) -> Result<(), StoreError> {
    end_opening(tx, target, "", at)?;
    tx.connection()
        .prepare_cached("UPDATE breaker SET phase = 'draining' WHERE target_id = ?")?
        .execute([target.0.0])?;
    Ok(())
}

/// Records that the target of a breaker is deleted: who was told of an opening is told that it is over.
///
/// # Errors
/// When the store cannot be written.
pub fn delete(tx: &Tx<'_>, target: (TargetId, &str), at: DateTime<Utc>) -> Result<(), StoreError> {
    end_opening(tx, target, "应用系统已删除", at)?;
    close(tx, target.0)
}

/// Ends the opening of a breaker that is open. `why`: nothing for a receiver that is back.
fn end_opening(
    tx: &Tx<'_>,
    (target, name): (TargetId, &str),
    why: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let connection = tx.connection();
    let now_ms = at.timestamp_millis();
    let standing = connection
        .prepare_cached("SELECT opening_id, since_ms FROM breaker WHERE target_id = ? AND phase = 'open'")?
        .query_row([target.0], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })
        .optional()?;
    let Some((opening, since_ms)) = standing else {
        return Ok(());
    };
    let held = held(connection, target)?;
    connection
        .prepare_cached("UPDATE iut_send_fuse_recovery SET recover_time = ?2, held = ?3 WHERE id = ?1")?
        .execute((opening, now_ms, held))?;
    let alert = Alert {
        kind: AlertKind::BreakerRecovered,
        target: Some(target),
        name: name.to_owned(),
        cause: why.to_owned(),
        held,
        lasted: Some(u64::try_from((now_ms - since_ms) / 1_000).unwrap_or(0)),
        at,
    };
    alert::raise(tx, &alert, source(opening))?;
    Ok(())
}

/// Records that a breaker is closed.
///
/// # Errors
/// When the store cannot be written.
pub fn close(tx: &Tx<'_>, target: TargetId) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("DELETE FROM breaker WHERE target_id = ?")?
        .execute([target.0])?;
    Ok(())
}

/// One page of openings, newest first.
///
/// # Errors
/// When the store cannot be read.
pub fn page(
    connection: &Connection,
    target: Option<TargetId>,
    limit: usize,
    after: Option<OpeningId>,
) -> Result<Page<Opening>, StoreError> {
    let below = after.map_or(i64::MAX, |id| id.0);
    let limit_sql = i64::try_from(limit).unwrap_or(i64::MAX);
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Opening {
            id: OpeningId(row.get(0)?),
            target_id: TargetId(row.get(1)?),
            cause: row.get(2)?,
            create_time: time(row.get(3)?),
            recover_time: row.get::<_, Option<i64>>(4)?.map(time),
            held: row.get(5)?,
        })
    };
    let items: Vec<Opening> = match target {
        Some(target) => connection
            .prepare_cached(PAGE_OF_TARGET)?
            .query_map((target.0, below, limit_sql), read)?
            .collect::<Result<_, _>>()?,
        None => connection
            .prepare_cached(PAGE)?
            .query_map((below, limit_sql), read)?
            .collect::<Result<_, _>>()?,
    };
    let next = items.get(limit.saturating_sub(1)).map(|last| last.id.to_string());
    Ok(Page { items, next })
}

pub(crate) const PAGE: &str = "SELECT id, target_id, cause, create_time, recover_time, held
     FROM iut_send_fuse_recovery WHERE id < ? ORDER BY id DESC LIMIT ?";
pub(crate) const PAGE_OF_TARGET: &str = "SELECT id, target_id, cause, create_time, recover_time, held
     FROM iut_send_fuse_recovery WHERE target_id = ? AND id < ? ORDER BY id DESC LIMIT ?";

/// How many openings a target has had. Cost: a range of the index.
///
/// # Errors
/// When the store cannot be read.
pub fn count(connection: &Connection, target: TargetId) -> Result<u64, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT count(*) FROM iut_send_fuse_recovery WHERE target_id = ?")?;
    Ok(query
        .query_row([target.0], |row| row.get::<_, u64>(0))
        .optional()?
        .unwrap_or(0))
}
