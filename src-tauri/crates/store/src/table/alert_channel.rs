//! `alert_channel` (row F2): by what administrators are told.

use chrono::{DateTime, Utc};
use domain::alert::{AlertKind, ChannelConfig};
use domain::ids::ChannelId;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::Coded;
use super::delivery::time;
use crate::error::StoreError;
use crate::writer::Tx;

/// A channel as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredChannel {
    /// Given by the store.
    pub id: ChannelId,
    /// What the administrator configured; markers stand for secrets.
    #[serde(flatten)]
    pub config: ChannelConfig,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

const CHANNEL: &str = "id, config, created_at_ms, updated_at_ms";

fn channel(row: &Row<'_>) -> Result<StoredChannel, StoreError> {
    Ok(StoredChannel {
        id: ChannelId(row.get(0)?),
        config: serde_json::from_str(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?,
        created_at: time(row.get(2)?),
        updated_at: time(row.get(3)?),
    })
}

/// The bits of what a channel tells; none while it is disabled.
fn tells(config: &ChannelConfig) -> i64 {
    if !config.enabled {
        return 0;
    }
    config.tells.iter().map(|kind: &AlertKind| 1 << kind.code()).sum()
}

/// Every channel, oldest first. Cost: all of them; there are a few.
///
/// # Errors
/// When the store cannot be read.
pub fn all(connection: &Connection) -> Result<Vec<StoredChannel>, StoreError> {
    let mut query = connection.prepare_cached(&format!("SELECT {CHANNEL} FROM alert_channel ORDER BY id"))?;
    let mut rows = query.query([])?;
    let mut channels = Vec::new();
    while let Some(row) = rows.next()? {
        channels.push(channel(row)?);
    }
    Ok(channels)
}

/// Puts a channel in.
///
/// # Errors
/// When the store cannot be written.
pub fn insert(tx: &Tx<'_>, config: &ChannelConfig, now_ms: i64) -> Result<StoredChannel, StoreError> {
    let id = tx
        .connection()
        .prepare_cached(
            "INSERT INTO alert_channel (name, config, tells, created_at_ms, updated_at_ms)
             VALUES (?1, ?2, ?3, ?4, ?4)",
        )?
        .insert((
            &config.name,
            serde_json::to_string(config)?,
            tells(config),
            now_ms,
        ))?;
    Ok(StoredChannel {
        id: ChannelId(id),
        config: config.clone(),
        created_at: time(now_ms),
        updated_at: time(now_ms),
    })
}

/// Changes a channel. What it has not said yet is tried at once, as it is now; one that is disabled says nothing more.
///
/// # Errors
/// When the store cannot be written.
pub fn update(tx: &Tx<'_>, id: ChannelId, config: &ChannelConfig, now_ms: i64) -> Result<(), StoreError> {
    let connection = tx.connection();
    connection
        .prepare_cached(
            "UPDATE alert_channel SET name = ?2, config = ?3, tells = ?4, updated_at_ms = ?5 WHERE id = ?1",
        )?
        .execute((
            id.0,
            &config.name,
            serde_json::to_string(config)?,
            tells(config),
            now_ms,
        ))?;
    if !config.enabled {
        return silence(tx, id, now_ms);
    }
    connection
        .prepare_cached("UPDATE alert_message SET next_try_ms = ?2 WHERE channel_id = ?1 AND state = 0")?
        .execute((id.0, now_ms))?;
    Ok(())
}

/// Deletes a channel; its messages stay in the log.
///
/// # Errors
/// When the store cannot be written.
pub fn delete(tx: &Tx<'_>, id: ChannelId, now_ms: i64) -> Result<(), StoreError> {
    silence(tx, id, now_ms)?;
    tx.connection()
        .prepare_cached("DELETE FROM alert_channel WHERE id = ?")?
        .execute([id.0])?;
    Ok(())
}

fn silence(tx: &Tx<'_>, id: ChannelId, now_ms: i64) -> Result<(), StoreError> {
    let connection = tx.connection();
    connection
        .prepare_cached("DELETE FROM alert_waiting WHERE channel_id = ?")?
        .execute([id.0])?;
    connection
        .prepare_cached(
            "UPDATE alert_message SET state = 2, next_try_ms = NULL, finished_at_ms = ?2,
               remark = coalesce(remark || '；', '') || '通道已停用或删除'
             WHERE channel_id = ?1 AND state = 0",
        )?
        .execute((id.0, now_ms))?;
    Ok(())
}
