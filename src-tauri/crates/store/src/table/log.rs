//! The lists of the push log: ten million rows page as fast as ten thousand (row L1).
//!
//! A page is found in one of these ways, chosen by what the filter names; each walks an index downwards from the key
//! where the last page ended, and looks at a bounded number of rows:
//!
//! 1. requests: a merge of their ranges;
//! 2. text, receivers, creators, alone or together: the full-text index, newest first;
//! 3. target, status, data sets, alone or together: a merge of the ranges of `delivery_facet` (and `delivery_pending`)
//!    that match; the counts say which ranges are not empty;
//! 4. nothing of these: the primary key.
//!
//! What the way does not decide is checked row by row. A page that has looked at [`MOST_LOOKED_AT`] rows, or for
//! [`LONGEST_LOOK`], ends there even when it is not full: its cursor goes on behind the last row looked at. Where way 2 meets few facet rows, way 3
//! is taken and they are compared row by row.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use domain::delivery::{Links, Status, Verdict};
use domain::event::{DataSet, Event};
use domain::ids::{DeliveryId, EventId, TargetId};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use serde::{Deserialize, Serialize};

use super::attempt::{self, AttemptEntry};
use super::counter::{self, Cell};
use super::delivery::{long_verdicts, time};
use super::{Coded, Page, event};
use crate::error::StoreError;
use crate::search::{self, Role};

/// Rows that one page may look at, and how long it may look: what bounds its time, wherever on the disk the rows lie.
pub const MOST_LOOKED_AT: usize = 20_000;
const LONGEST_LOOK: Duration = Duration::from_millis(40);
/// Rows that are counted in one page, and how long one count goes on.
const COUNTED_AT_ONCE: usize = 2_000;
const LONGEST_COUNT: Duration = Duration::from_millis(100);
/// Rows between two looks at the clock; so many are always looked at.
const ROWS_BETWEEN: usize = 256;
/// Up to this many facet rows are compared with text and persons one by one.
const FEW: u64 = 20_000;

/// What a list is narrowed to; what is not named, or names nothing, is not narrowed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryFilter {
    /// 应用系统
    pub target_id: Option<TargetId>,
    /// 推送状态
    pub status: Option<Status>,
    /// 数据集合: one of these.
    pub data_sets: Vec<DataSet>,
    /// 业务数据状态
    pub business_state: Option<String>,
    /// 流程ID: one of these.
    pub request_ids: Vec<String>,
    /// 接收人: one of these.
    pub receivers: Vec<String>,
    /// 创建人: one of these.
    pub creators: Vec<String>,
    /// 流程类型: one of these.
    pub workflow_type_ids: Vec<String>,
    /// Characters of the title or of the workflow's name; words apart by blanks must all be there.
    pub text: Option<String>,
    /// Planned at or after.
    pub from: Option<DateTime<Utc>>,
    /// Planned before.
    pub to: Option<DateTime<Utc>>,
}

/// One row of the push log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryItem {
    /// Which delivery.
    pub id: DeliveryId,
    /// Whose.
    pub target_id: TargetId,
    /// Which event it stands for.
    pub event_id: EventId,
    /// 数据集合, as it is sent.
    pub data_set: DataSet,
    /// 业务数据状态
    pub business_state: String,
    /// 流程ID
    pub request_id: String,
    /// 流程标题
    pub request_name: String,
    /// 流程名称
    pub workflow_name: String,
    /// 流程类型
    pub workflow_type_id: String,
    /// 创建人
    pub creator: String,
    /// Her name, where the directory knows her.
    pub creator_name: Option<String>,
    /// 接收人
    pub receiver: String,
    /// Her name, where the directory knows her.
    pub receiver_name: Option<String>,
    /// What the receiving system knows the receiver by.
    pub mapped_receiver: Option<String>,
    /// 推送状态
    pub status: Status,
    /// Stable code of the reason.
    pub reason_code: Option<String>,
    /// The reason in words.
    pub reason: Option<String>,
    /// Attempts so far.
    pub attempts: u32,
    /// When it was planned.
    pub created_at: DateTime<Utc>,
    /// When it got its final result.
    pub finished_at: Option<DateTime<Utc>>,
    /// A to-do that the OA never sent.
    pub backfilled: bool,
    /// The later delivery that overtook it, where it is superseded.
    pub superseded_by: Option<DeliveryId>,
}

/// One row of the push log with all that is known of it (row L2).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryDetail {
    /// The row.
    #[serde(flatten)]
    pub item: DeliveryItem,
    /// The event as it was taken in.
    pub event: Event,
    /// What each stage said.
    pub verdicts: Vec<Verdict>,
    /// The three addresses of the last attempt.
    pub links: Option<Links>,
    /// What was sent and what came back, first to last.
    pub attempt_log: Vec<AttemptEntry>,
}

const ITEM: &str =
    "d.id, d.target_id, d.event_id, d.data_set, e.business_state, d.request_id, e.request_name,
    e.workflow_name, e.creator, e.receiver, d.mapped_receiver, d.status, d.reason_code, d.reason, d.attempts,
    d.created_at_ms, d.finished_at_ms, d.backfilled, d.superseded_by, e.workflow_type_id";

fn item(row: &Row<'_>) -> Result<DeliveryItem, StoreError> {
    Ok(DeliveryItem {
        id: DeliveryId(row.get(0)?),
        target_id: TargetId(row.get(1)?),
        event_id: EventId(row.get(2)?),
        data_set: DataSet::decode(row.get(3)?)?,
        business_state: row.get(4)?,
        request_id: row.get(5)?,
        request_name: row.get(6)?,
        workflow_name: row.get(7)?,
        creator: row.get(8)?,
        creator_name: None,
        receiver: row.get(9)?,
        receiver_name: None,
        mapped_receiver: row.get(10)?,
        status: Status::decode(row.get(11)?)?,
        reason_code: row.get(12)?,
        reason: row.get(13)?,
        attempts: row.get(14)?,
        created_at: time(row.get(15)?),
        finished_at: row.get::<_, Option<i64>>(16)?.map(time),
        backfilled: row.get(17)?,
        superseded_by: row.get::<_, Option<i64>>(18)?.map(DeliveryId),
        workflow_type_id: row.get(19)?,
    })
}

impl DeliveryFilter {
    fn takes(&self, data_set: DataSet) -> bool {
        self.data_sets.is_empty() || self.data_sets.contains(&data_set)
    }

    /// Whether a row belongs to the list, by the same rules as the list itself. For the live stream.
    pub fn matches(&self, row: &DeliveryItem) -> bool {
        let one_of =
            |wanted: &[String], value: &str| wanted.is_empty() || wanted.iter().any(|one| one == value);
        self.target_id.is_none_or(|target| target == row.target_id)
            && self.status.is_none_or(|status| status == row.status)
            && self.takes(row.data_set)
            && self
                .business_state
                .as_ref()
                .is_none_or(|state| *state == row.business_state)
            && one_of(&self.request_ids, &row.request_id)
            && one_of(&self.receivers, &row.receiver)
            && one_of(&self.creators, &row.creator)
            && one_of(&self.workflow_type_ids, &row.workflow_type_id)
            && self.from.is_none_or(|from| row.created_at >= from)
            && self.to.is_none_or(|to| row.created_at < to)
            && self
                .text
                .as_ref()
                .is_none_or(|text| search::holds(&event::texts(&row.request_name, &row.workflow_name), text))
    }
}

/// One page of the log, newest first. `after` is the id that the last page ended with.
///
/// # Errors
/// When the store cannot be read.
pub fn page(
    connection: &Connection,
    filter: &DeliveryFilter,
    limit: usize,
    after: Option<DeliveryId>,
) -> Result<Page<DeliveryItem>, StoreError> {
    let bounds = Bounds::new(connection, filter, after)?;
    let way = Way::choose(connection, filter)?;
    let mut walk = way.walk(connection, filter, bounds)?;
    let mut items = Vec::new();
    let began = Instant::now();
    let mut looked_at = 0_usize;
    let mut last = None;
    let mut ended = true;
    while let Some(id) = walk.next(connection)? {
        looked_at += 1;
        last = Some(id);
        let row = load(connection, id)?;
        items.extend(row.filter(|row| filter.matches(row)));
        let is_late = looked_at.is_multiple_of(ROWS_BETWEEN) && began.elapsed() > LONGEST_LOOK;
        if items.len() == limit || looked_at == MOST_LOOKED_AT || is_late {
            ended = false;
            break;
        }
    }
    let next = if ended {
        None
    } else {
        last.map(|id| id.0.to_string())
    };
    Ok(Page { items, next })
}

/// Counts what matches after `after`, as far as a tenth of a second goes; and where to count on.
///
/// # Errors
/// When the store cannot be read.
pub fn count(
    connection: &Connection,
    filter: &DeliveryFilter,
    after: Option<DeliveryId>,
) -> Result<(u64, Option<DeliveryId>), StoreError> {
    let began = Instant::now();
    let (mut count, mut after) = (0, after);
    loop {
        let (found, next) = super::log_ids::ids(connection, filter, COUNTED_AT_ONCE, after)?;
        count += found.len() as u64;
        match next {
            Some(next) if began.elapsed() < LONGEST_COUNT => after = Some(next),
            next => return Ok((count, next)),
        }
    }
}

/// Some rows, by their ids; those that are gone are left out. Cost: a look-up each.
///
/// # Errors
/// When the store cannot be read.
pub fn some(connection: &Connection, ids: &[DeliveryId]) -> Result<Vec<DeliveryItem>, StoreError> {
    ids.iter()
        .filter_map(|id| load(connection, *id).transpose())
        .collect()
}

fn load(connection: &Connection, id: DeliveryId) -> Result<Option<DeliveryItem>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {ITEM} FROM delivery AS d JOIN event AS e ON e.id = d.event_id WHERE d.id = ?"
    ))?;
    let mut rows = query.query([id.0])?;
    rows.next()?.map(item).transpose()
}

/// One row with all that is known of it.
///
/// # Errors
/// When the store cannot be read.
pub fn detail(connection: &Connection, id: DeliveryId) -> Result<Option<DeliveryDetail>, StoreError> {
    let Some(found) = load(connection, id)? else {
        return Ok(None);
    };
    let mut query = connection.prepare_cached(&format!(
        "SELECT d.verdicts, {} FROM delivery AS d JOIN event AS e ON e.id = d.event_id WHERE d.id = ?",
        event::COLUMNS
    ))?;
    let (verdicts, event) = query.query_row([id.0], |row| {
        Ok((
            long_verdicts(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?),
            event::read(row, 1)?,
        ))
    })?;
    let (attempt_log, links) = attempt::of_delivery(connection, id)?;
    Ok(Some(DeliveryDetail {
        item: found,
        event,
        verdicts,
        links,
        attempt_log,
    }))
}

/// The ids between which a page lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// Below this one.
    pub(super) below: i64,
    /// From this one.
    pub(super) from: i64,
}

impl Bounds {
    /// Times become ids by two look-ups: ids and times grow together.
    pub(super) fn new(
        connection: &Connection,
        filter: &DeliveryFilter,
        after: Option<DeliveryId>,
    ) -> Result<Self, StoreError> {
        let first_at = |time: DateTime<Utc>| -> Result<Option<i64>, StoreError> {
            let mut query = connection.prepare_cached(FIRST_AT)?;
            Ok(query
                .query_row([time.timestamp_millis()], |row| row.get(0))
                .optional()?)
        };
        let mut below = after.map_or(i64::MAX, |id| id.0);
        if let Some(to) = filter.to {
            below = below.min(first_at(to)?.unwrap_or(i64::MAX));
        }
        let from = match filter.from {
            Some(from) => first_at(from)?.unwrap_or(i64::MAX),
            None => 0,
        };
        Ok(Self { below, from })
    }
}

const FIRST_AT: &str = "SELECT id FROM delivery INDEXED BY delivery_created WHERE created_at_ms >= ?
     ORDER BY created_at_ms, id LIMIT 1";

/// How a page is found.
#[derive(Debug, Clone, PartialEq)]
enum Way {
    /// The primary key, newest first.
    All,
    /// A merge of the ranges of requests.
    Requests(Vec<String>),
    /// A merge of facet ranges.
    Facets(Vec<(TargetId, Status, DataSet)>),
    /// The full-text index.
    Words(String),
}

const ALL: &str = "SELECT id FROM delivery WHERE id < ?1 AND id >= ?2 ORDER BY id DESC LIMIT ?3";
const BY_REQUEST: &str = "SELECT id FROM delivery INDEXED BY delivery_request
     WHERE request_id = ?4 AND id < ?1 AND id >= ?2 ORDER BY id DESC LIMIT ?3";
const BY_FACET: &str = "SELECT id FROM delivery INDEXED BY delivery_facet
     WHERE target_id = ?4 AND status = ?5 AND status <> 0 AND data_set = ?6 AND id < ?1 AND id >= ?2
     ORDER BY id DESC LIMIT ?3";
const BY_PENDING: &str = "SELECT id FROM delivery INDEXED BY delivery_pending
     WHERE target_id = ?4 AND status = 0 AND id < ?1 AND id >= ?2 ORDER BY id DESC LIMIT ?3";
const EVENTS_BY_WORDS: &str = "SELECT rowid FROM event_text
     WHERE event_text MATCH ?1 AND rowid >= ?2 AND rowid <= ?3 ORDER BY rowid DESC LIMIT ?4";
const OF_EVENT: &str = "SELECT id FROM delivery INDEXED BY delivery_event
     WHERE event_id = ?1 AND id < ?2 AND id >= ?3 ORDER BY id";
const HIGHEST_EVENT: &str = "SELECT event_id FROM delivery WHERE id < ? ORDER BY id DESC LIMIT 1";
const LOWEST_EVENT: &str = "SELECT event_id FROM delivery WHERE id >= ? ORDER BY id LIMIT 1";

impl Way {
    fn choose(connection: &Connection, filter: &DeliveryFilter) -> Result<Self, StoreError> {
        if !filter.request_ids.is_empty() {
            return Ok(Self::Requests(filter.request_ids.clone()));
        }
        let words = search::query_for(
            filter.text.as_deref().unwrap_or_default(),
            &[
                (Role::Receiver, filter.receivers.as_slice()),
                (Role::Creator, filter.creators.as_slice()),
            ],
        );
        let by_facet = filter.target_id.is_some() || filter.status.is_some() || !filter.data_sets.is_empty();
        if by_facet {
            let cells: Vec<Cell> = counter::cells(connection)?
                .into_iter()
                .filter(|cell| {
                    filter.target_id.is_none_or(|target| target == cell.target)
                        && filter.status.is_none_or(|status| status == cell.status)
                        && filter.takes(cell.data_set)
                })
                .collect();
            let rows: u64 = cells.iter().map(|cell| cell.rows).sum();
            if words.is_none() || rows <= FEW {
                let facets = cells
                    .into_iter()
                    .map(|cell| (cell.target, cell.status, cell.data_set))
                    .collect();
                return Ok(Self::Facets(facets));
            }
        }
        Ok(match words {
            Some(query) => Self::Words(query),
            None => Self::All,
        })
    }

    fn walk(
        self,
        connection: &Connection,
        filter: &DeliveryFilter,
        bounds: Bounds,
    ) -> Result<Walk, StoreError> {
        let sources = match self {
            Self::All => vec![Source::new(ALL, Vec::new())],
            Self::Requests(requests) => requests
                .into_iter()
                .map(|request| Source::new(BY_REQUEST, vec![Value::Text(request)]))
                .collect(),
            Self::Facets(facets) => facet_sources(&facets, filter),
            Self::Words(query) => {
                let event = |sql: &str, id: i64| -> Result<Option<i64>, StoreError> {
                    let mut query = connection.prepare_cached(sql)?;
                    Ok(query.query_row([id], |row| row.get(0)).optional()?)
                };
                let ends = event(LOWEST_EVENT, bounds.from)?.zip(event(HIGHEST_EVENT, bounds.below)?);
                ends.map(|(lowest, highest)| Source {
                    words: Some(Words {
                        query,
                        lowest,
                        highest,
                    }),
                    ..Source::new(OF_EVENT, Vec::new())
                })
                .into_iter()
                .collect()
            }
        };
        let sources = sources
            .into_iter()
            .map(|source| Source {
                below: bounds.below,
                ..source
            })
            .collect();
        Ok(Walk {
            sources,
            from: bounds.from,
        })
    }
}

/// Pending rows of all data sets lie in one range, so that range is taken once for each target.
fn facet_sources(facets: &[(TargetId, Status, DataSet)], filter: &DeliveryFilter) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut pending_seen = Vec::new();
    for (target, status, data_set) in facets {
        if *status == Status::Pending {
            if !pending_seen.contains(target) {
                pending_seen.push(*target);
                sources.push(Source::new(BY_PENDING, vec![Value::Integer(target.0)]));
            }
            continue;
        }
        debug_assert!(filter.takes(*data_set));
        let key = [target.0, status.code(), data_set.code()].map(Value::Integer);
        sources.push(Source::new(BY_FACET, key.to_vec()));
    }
    sources
}

/// Ids of several descending ranges as one descending list.
struct Walk {
    sources: Vec<Source>,
    from: i64,
}

/// One descending range, read in bites that grow.
struct Source {
    sql: &'static str,
    key: Vec<Value>,
    /// Where the full-text index says which events these are.
    words: Option<Words>,
    below: i64,
    /// Ids read and not yet given, lowest first.
    read: Vec<i64>,
    ended: bool,
    bite: i64,
}

/// The full-text index gives events, newest first; an event's deliveries are read together.
struct Words {
    query: String,
    /// The events that are still to come.
    lowest: i64,
    highest: i64,
}

impl Words {
    /// The next events, newest first.
    fn next(&mut self, connection: &Connection, bite: i64) -> Result<Vec<i64>, StoreError> {
        let mut query = connection.prepare_cached(EVENTS_BY_WORDS)?;
        let found = query.query_map((&self.query, self.lowest, self.highest, bite), |row| row.get(0))?;
        let events = found.collect::<Result<Vec<i64>, _>>()?;
        if let Some(last) = events.last() {
            self.highest = last - 1;
        }
        Ok(events)
    }
}

impl Source {
    fn new(sql: &'static str, key: Vec<Value>) -> Self {
        Self {
            sql,
            key,
            words: None,
            below: i64::MAX,
            read: Vec::new(),
            ended: false,
            bite: 16,
        }
    }

    fn peek(&mut self, connection: &Connection, from: i64) -> Result<Option<i64>, StoreError> {
        while self.read.is_empty() && !self.ended {
            self.fill(connection, from)?;
        }
        Ok(self.read.last().copied())
    }

    fn fill(&mut self, connection: &Connection, from: i64) -> Result<(), StoreError> {
        let mut query = connection.prepare_cached(self.sql)?;
        let found = match &mut self.words {
            Some(words) => {
                let events = words.next(connection, self.bite)?;
                for event in &events {
                    let ids = query.query_map((event, self.below, from), |row| row.get(0))?;
                    self.read.extend(ids.collect::<Result<Vec<i64>, _>>()?);
                }
                self.read.sort_unstable();
                events.len()
            }
            None => {
                let mut values = [self.below, from, self.bite].map(Value::Integer).to_vec();
                values.extend(self.key.iter().cloned());
                let ids = query.query_map(params_from_iter(values), |row| row.get(0))?;
                self.read = ids.collect::<Result<Vec<i64>, _>>()?;
                self.read.reverse();
                self.below = self.read.first().copied().unwrap_or(self.below);
                self.read.len()
            }
        };
        self.ended = (found as i64) < self.bite;
        self.bite = (self.bite * 4).min(1_024);
        Ok(())
    }
}

impl Walk {
    /// The next id. Cost: the number of ranges.
    fn next(&mut self, connection: &Connection) -> Result<Option<DeliveryId>, StoreError> {
        let mut best: Option<(i64, usize)> = None;
        for (at, source) in self.sources.iter_mut().enumerate() {
            if let Some(id) = source.peek(connection, self.from)?
                && best.is_none_or(|(highest, _)| id > highest)
            {
                best = Some((id, at));
            }
        }
        let Some((id, at)) = best else { return Ok(None) };
        self.sources[at].read.pop();
        Ok(Some(DeliveryId(id)))
    }
}

#[cfg(test)]
#[path = "log_tests.rs"]
mod tests;
