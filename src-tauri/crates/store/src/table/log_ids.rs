//! Ids of the log's rows, for whoever takes or counts all that match: a million of them in seconds.
//!
//! Where the filter names requests, persons or text, the list's own ways find few rows among many. Where it does not, rows
//! are looked at one after the other, without loading them.

use domain::ids::DeliveryId;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::Coded;
use super::log::{self, Bounds, DeliveryFilter};
use crate::error::StoreError;

/// Ids between which one look takes place: bounds its time where few rows match.
const LOOKED_AT_ONCE: i64 = 20_000;

/// Ids of one part, newest first, and where to go on. It looks at a bounded number of rows: a part may be empty while
/// there is more.
///
/// # Errors
/// When the store cannot be read.
pub fn ids(
    connection: &Connection,
    filter: &DeliveryFilter,
    limit: usize,
    after: Option<DeliveryId>,
) -> Result<(Vec<DeliveryId>, Option<DeliveryId>), StoreError> {
    let by_index = !filter.request_ids.is_empty()
        || !filter.receivers.is_empty()
        || !filter.creators.is_empty()
        || filter.text.as_deref().is_some_and(|text| !text.trim().is_empty());
    if by_index {
        let page = log::page(connection, filter, limit, after)?;
        let next = page.next.and_then(|next| next.parse().ok()).map(DeliveryId);
        return Ok((page.items.into_iter().map(|item| item.id).collect(), next));
    }
    let bounds = Bounds::new(connection, filter, after)?;
    let highest: i64 = connection
        .prepare_cached("SELECT coalesce(max(id), 0) FROM delivery")?
        .query_row([], |row| row.get(0))?;
    let below = bounds.below.min(highest.saturating_add(1));
    let from = below.saturating_sub(LOOKED_AT_ONCE).max(bounds.from).max(0);
    let (sql, values) = statement(filter, (below, from), limit);
    let mut query = connection.prepare_cached(&sql)?;
    let found = query.query_map(params_from_iter(values), |row| Ok(DeliveryId(row.get(0)?)))?;
    let found = found.collect::<Result<Vec<_>, _>>()?;
    let next = match found.last() {
        Some(last) if found.len() == limit => *last,
        _ => DeliveryId(from),
    };
    Ok((found, (next.0 > bounds.from.max(0)).then_some(next)))
}

/// A look at the rows from `from` to below `below`, newest first.
fn statement(filter: &DeliveryFilter, (below, from): (i64, i64), limit: usize) -> (String, Vec<Value>) {
    let mut values = vec![Value::Integer(below), Value::Integer(from)];
    let mut conditions = String::new();
    let mut one_of = |column: &str, wanted: Vec<Value>| {
        if !wanted.is_empty() {
            let marks = vec!["?"; wanted.len()].join(", ");
            conditions.push_str(&format!(" AND {column} IN ({marks})"));
            values.extend(wanted);
        }
    };
    let texts = |texts: &[String]| texts.iter().cloned().map(Value::Text).collect();
    one_of(
        "d.target_id",
        filter.target_id.iter().map(|id| Value::Integer(id.0)).collect(),
    );
    one_of(
        "d.status",
        filter
            .status
            .iter()
            .map(|status| Value::Integer(status.code()))
            .collect(),
    );
    let sets = filter.data_sets.iter().map(|set| Value::Integer(set.code()));
    one_of("d.data_set", sets.collect());
    one_of(
        "e.business_state",
        filter.business_state.iter().cloned().map(Value::Text).collect(),
    );
    one_of("e.workflow_type_id", texts(&filter.workflow_type_ids));
    let join = match filter.business_state.is_some() || !filter.workflow_type_ids.is_empty() {
        true => " CROSS JOIN event AS e ON e.id = d.event_id",
        false => "",
    };
    for (time, sign) in [(filter.from, ">="), (filter.to, "<")] {
        if let Some(time) = time {
            conditions.push_str(&format!(" AND d.created_at_ms {sign} ?"));
            values.push(Value::Integer(time.timestamp_millis()));
        }
    }
    values.push(Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
    let sql = format!(
        "SELECT d.id FROM delivery AS d NOT INDEXED{join} WHERE d.id < ? AND d.id >= ?{conditions} ORDER BY d.id DESC LIMIT ?"
    );
    (sql, values)
}
