//! `delivery_count`: how many deliveries there are of each target, status and data set, so that a backlog, a share
//! and the cost of a filter are known without counting rows.

use std::collections::BTreeMap;

use domain::delivery::Status;
use domain::event::DataSet;
use domain::ids::TargetId;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::Coded;
use crate::error::StoreError;

/// Changes of counts, gathered while a transaction runs and stored at its end.
#[derive(Debug, Default)]
pub(crate) struct Counts(BTreeMap<(TargetId, i64, i64), i64>);

impl Counts {
    pub(crate) fn change(&mut self, kind: (TargetId, Status, DataSet), by: i64) {
        let (target, status, data_set) = kind;
        *self
            .0
            .entry((target, status.code(), data_set.code()))
            .or_default() += by;
    }

    pub(crate) fn add(&mut self, other: Self) {
        for (key, by) in other.0 {
            *self.0.entry(key).or_default() += by;
        }
    }

    /// Cost: one statement for each kind that changed.
    pub(crate) fn store(&self, connection: &Connection) -> Result<(), StoreError> {
        let mut upsert = connection.prepare_cached(
            "INSERT INTO delivery_count (target_id, status, data_set, rows) VALUES (?1, ?2, ?3, max(?4, 0))
             ON CONFLICT (target_id, status, data_set) DO UPDATE SET rows = rows + ?4",
        )?;
        for ((target, status, data_set), by) in &self.0 {
            if *by != 0 {
                upsert.execute((target.0, status, data_set, by))?;
            }
        }
        Ok(())
    }
}

/// How many deliveries a target has, by status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusCounts {
    /// 待推送
    pub pending: u64,
    /// 成功
    pub success: u64,
    /// 失败
    pub failed: u64,
    /// 忽略
    pub ignored: u64,
    /// 未返回
    pub no_answer: u64,
    /// 已被取代
    pub superseded: u64,
}

impl StatusCounts {
    /// The count of one status.
    pub fn of(&mut self, status: Status) -> &mut u64 {
        match status {
            Status::Pending => &mut self.pending,
            Status::Success => &mut self.success,
            Status::Failed => &mut self.failed,
            Status::Ignored => &mut self.ignored,
            Status::NoAnswer => &mut self.no_answer,
            Status::Superseded => &mut self.superseded,
        }
    }
}

/// One cell of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) target: TargetId,
    pub(crate) status: Status,
    pub(crate) data_set: DataSet,
    pub(crate) rows: u64,
}

/// Every cell that is not empty. Cost: targets × statuses × data sets.
pub(crate) fn cells(connection: &Connection) -> Result<Vec<Cell>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT target_id, status, data_set, rows FROM delivery_count WHERE rows > 0")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    rows.map(|row| {
        let (target, status, data_set, rows) = row?;
        let (status, data_set) = (Status::decode(status)?, DataSet::decode(data_set)?);
        Ok(Cell {
            target: TargetId(target),
            status,
            data_set,
            rows,
        })
    })
    .collect()
}

/// The counts of every target that has deliveries. Cost: as [`cells`].
///
/// # Errors
/// When the store cannot be read.
pub fn by_target(connection: &Connection) -> Result<BTreeMap<TargetId, StatusCounts>, StoreError> {
    let mut counts: BTreeMap<TargetId, StatusCounts> = BTreeMap::new();
    for cell in cells(connection)? {
        *counts.entry(cell.target).or_default().of(cell.status) += cell.rows;
    }
    Ok(counts)
}

/// Forgets a target's counts, with its deliveries.
///
/// # Errors
/// When the store cannot be written.
pub(crate) fn delete(connection: &Connection, target: TargetId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM delivery_count WHERE target_id = ?")?
        .execute([target.0])?;
    Ok(())
}
