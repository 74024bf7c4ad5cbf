//! `target`: one receiving system each.

use chrono::{DateTime, Utc};
use domain::ids::TargetId;
use domain::target::TargetConfig;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::delivery::{self, More, time};
use super::{breaker, counter, hold, person_mapping, push_address};
use crate::error::StoreError;
use crate::writer::Tx;

/// A target as it is stored. Its secret parameters are markers, never values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Target {
    /// Given by the store.
    pub id: TargetId,
    /// What the operator configured.
    #[serde(flatten)]
    pub config: TargetConfig,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// The message of the conflict that a taken identifier makes.
pub const IDENTIFIER_TAKEN: &str = "the identifier is taken";

fn read(row: &Row<'_>) -> Result<Target, StoreError> {
    Ok(Target {
        id: TargetId(row.get(0)?),
        config: serde_json::from_str(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?,
        created_at: time(row.get(2)?),
        updated_at: time(row.get(3)?),
    })
}

/// Every target, oldest first.
///
/// # Errors
/// When the store cannot be read.
pub fn all(connection: &Connection) -> Result<Vec<Target>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT id, config, created_at_ms, updated_at_ms FROM target ORDER BY id")?;
    let mut rows = query.query([])?;
    let mut targets = Vec::new();
    while let Some(row) = rows.next()? {
        targets.push(read(row)?);
    }
    Ok(targets)
}

/// Puts a target in.
///
/// # Errors
/// [`IDENTIFIER_TAKEN`], or that the store cannot be written.
pub fn insert(tx: &Tx<'_>, config: &TargetConfig, now_ms: i64) -> Result<Target, StoreError> {
    check_free(tx, &config.identifier, TargetId(0))?;
    let id = tx
        .connection()
        .prepare_cached(
            "INSERT INTO target (identifier, config, created_at_ms, updated_at_ms) VALUES (?1, ?2, ?3, ?3)",
        )?
        .insert((&config.identifier, serde_json::to_string(config)?, now_ms))?;
    Ok(Target {
        id: TargetId(id),
        config: config.clone(),
        created_at: time(now_ms),
        updated_at: time(now_ms),
    })
}

/// Changes a target; nothing when there is none of this id.
///
/// # Errors
/// [`IDENTIFIER_TAKEN`], or that the store cannot be written.
pub fn update(
    tx: &Tx<'_>,
    id: TargetId,
    config: &TargetConfig,
    now_ms: i64,
) -> Result<Option<Target>, StoreError> {
    check_free(tx, &config.identifier, id)?;
    let mut update = tx.connection().prepare_cached(
        "UPDATE target SET identifier = ?2, config = ?3, updated_at_ms = ?4 WHERE id = ?1
         RETURNING id, config, created_at_ms, updated_at_ms",
    )?;
    let mut rows = update.query((id.0, &config.identifier, serde_json::to_string(config)?, now_ms))?;
    rows.next()?.map(read).transpose()
}

fn check_free(tx: &Tx<'_>, identifier: &str, own: TargetId) -> Result<(), StoreError> {
    let mut query = tx
        .connection()
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM target WHERE identifier = ? AND id <> ?)")?;
    let taken: bool = query.query_row((identifier, own.0), |row| row.get(0))?;
    if taken {
        Err(StoreError::Conflict {
            what: IDENTIFIER_TAKEN,
        })
    } else {
        Ok(())
    }
}

/// Takes a target out of the list, so that nothing is planned or sent for it any more. What belongs to it goes by
/// [`delete_belongings`]. Tells whether there was one.
///
/// # Errors
/// When the store cannot be written.
pub fn delete(tx: &Tx<'_>, (id, name): (TargetId, &str), at: DateTime<Utc>) -> Result<bool, StoreError> {
    breaker::delete(tx, (id, name), at)?;
    hold::put(tx, id, None)?;
    push_address::unbind_target(tx, id)?;
    person_mapping::clear(tx, id)?;
    Ok(tx
        .connection()
        .prepare_cached("DELETE FROM target WHERE id = ?")?
        .execute([id.0])?
        > 0)
}

/// Deletes a step's worth of what belongs to a target that is gone: its log, what it remembers, its openings.
///
/// # Errors
/// When the store cannot be written.
pub fn delete_belongings(tx: &mut Tx<'_>, id: TargetId, limit: usize) -> Result<More, StoreError> {
    if delivery::delete_some(tx, id, limit)? == More::Yes {
        return Ok(More::Yes);
    }
    let connection = tx.connection();
    let keys = connection
        .prepare_cached(
            "DELETE FROM pushed_key WHERE target_id = ?1 AND (request_id, person) IN
               (SELECT request_id, person FROM pushed_key WHERE target_id = ?1 LIMIT ?2)",
        )?
        .execute((id.0, i64::try_from(limit).unwrap_or(i64::MAX)))?;
    if keys == limit {
        return Ok(More::Yes);
    }
    connection
        .prepare_cached("DELETE FROM iut_send_fuse_recovery WHERE target_id = ?")?
        .execute([id.0])?;
    tx.at_end.counts = counter::Counts::default();
    counter::delete(tx.connection(), id)?;
    Ok(More::No)
}

/// Targets that are gone but have left something behind: a deletion that was interrupted. Cost: the counts.
///
/// # Errors
/// When the store cannot be read.
pub fn gone(connection: &Connection) -> Result<Vec<TargetId>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT DISTINCT target_id FROM delivery_count WHERE target_id NOT IN (SELECT id FROM target)",
    )?;
    let ids = query.query_map([], |row| Ok(TargetId(row.get(0)?)))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
