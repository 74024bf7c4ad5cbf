//! `attempt`: what was sent for a delivery and what came back.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use domain::delivery::{Links, Outcome};
use domain::ids::DeliveryId;
use rusqlite::{CachedStatement, Connection};
use serde::{Deserialize, Serialize};

use super::Coded;
use super::delivery::time;
use crate::error::StoreError;
use crate::writer::Tx;

/// Attempts of one delivery that are kept: the first ones, which tell how it began, and the last ones. A delivery
/// that is a probe for a whole night would otherwise fill the disk.
const KEPT_FIRST: u32 = 5;
const KEPT_LAST: u32 = 15;
/// Bits of a key that hold the attempt's number. A probe a second would need twelve days to fill them; from then on
/// the last attempt is written over.
const NUMBER_BITS: u32 = 20;

/// Which way an attempt came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AttemptOutcome {
    /// The receiver took the item.
    Accepted,
    /// The receiver refused it.
    Rejected,
    /// Nothing readable came back.
    NoAnswer,
    /// It was not sent: a fault of ours, or a rule of ours.
    OwnFault,
}

impl Coded for AttemptOutcome {
    const ALL: &'static [Self] = &[Self::Accepted, Self::Rejected, Self::NoAnswer, Self::OwnFault];
}

impl From<&Outcome> for AttemptOutcome {
    fn from(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Accepted { .. } => Self::Accepted,
            Outcome::Rejected { .. } => Self::Rejected,
            Outcome::NoAnswer { .. } => Self::NoAnswer,
            Outcome::OwnFault { .. } => Self::OwnFault,
        }
    }
}

/// One attempt, as it is stored. Secrets are masked and bodies bounded before it comes here.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// From 1.
    pub number: u32,
    /// When it began.
    pub started_at_ms: i64,
    /// The protocol's name of what was asked.
    pub operation: Cow<'static, str>,
    /// `POST` and the like.
    pub method: String,
    /// Where it went.
    pub url: String,
    /// Header names and values.
    pub request_headers: Vec<(String, String)>,
    /// The body.
    pub request_body: String,
    /// The three addresses in it.
    pub links: Links,
    /// Nothing when no status line came.
    pub response_status: Option<u16>,
    /// Header names and values.
    pub response_headers: Vec<(String, String)>,
    /// The body.
    pub response_body: Option<String>,
    /// The body was longer.
    pub response_truncated: bool,
    /// Until status line and headers were there.
    pub headers_ms: Option<f64>,
    /// Until the end.
    pub total_ms: f64,
    /// Which way it came out.
    pub outcome: AttemptOutcome,
    /// Stable code of the reason.
    pub reason_code: Option<String>,
    /// The reason in words.
    pub reason: Option<String>,
}

/// One attempt, as the log shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttemptEntry {
    /// From 1; numbers between the first and the last ones may be missing.
    pub number: u32,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// The protocol's name of what was asked.
    pub operation: String,
    /// `POST` and the like.
    pub method: String,
    /// Where it went.
    pub url: String,
    /// Header names and values, secrets masked.
    pub request_headers: Vec<(String, String)>,
    /// The body, secrets masked.
    pub request_body: String,
    /// The status, where one came.
    pub response_status: Option<u16>,
    /// Header names and values.
    pub response_headers: Vec<(String, String)>,
    /// The body.
    pub response_body: Option<String>,
    /// The body was longer than what is kept.
    pub response_truncated: bool,
    /// Milliseconds until status line and headers were there.
    pub headers_ms: Option<f64>,
    /// Milliseconds until the end.
    pub total_ms: f64,
    /// Which way it came out.
    pub outcome: AttemptOutcome,
    /// Stable code of the reason.
    pub reason_code: Option<String>,
    /// The reason in words.
    pub reason: Option<String>,
}

impl From<Attempt> for AttemptEntry {
    /// The record of an attempt that is shown and not stored.
    fn from(attempt: Attempt) -> Self {
        Self {
            number: attempt.number,
            started_at: time(attempt.started_at_ms),
            operation: attempt.operation.into_owned(),
            method: attempt.method,
            url: attempt.url,
            request_headers: attempt.request_headers,
            request_body: attempt.request_body,
            response_status: attempt.response_status,
            response_headers: attempt.response_headers,
            response_body: attempt.response_body,
            response_truncated: attempt.response_truncated,
            headers_ms: attempt.headers_ms,
            total_ms: attempt.total_ms,
            outcome: attempt.outcome,
            reason_code: attempt.reason_code,
            reason: attempt.reason,
        }
    }
}

/// Key of an attempt. Rows are long, and only a table by row id keeps long rows whole on its pages.
fn key(id: DeliveryId, number: u32) -> i64 {
    (id.0 << NUMBER_BITS) | i64::from(number.min((1 << NUMBER_BITS) - 1))
}

/// The number in a key.
fn number_of(key: i64) -> u32 {
    (key & ((1 << NUMBER_BITS) - 1)) as u32
}

/// The keys that attempts of a delivery may have.
fn keys(id: DeliveryId) -> (i64, i64) {
    (key(id, 0), key(id, u32::MAX))
}

/// Statements that put attempts in, prepared once for many.
pub(super) struct Inserting<'c> {
    insert: CachedStatement<'c>,
    delete: CachedStatement<'c>,
}

impl<'c> Inserting<'c> {
    pub(super) fn new(connection: &'c Connection) -> Result<Self, StoreError> {
        Ok(Self {
            insert: connection.prepare_cached(
                "INSERT OR REPLACE INTO attempt (id, started_at_ms, operation, method, url, request_headers, request_body,
                   links, response_status, response_headers, response_body, response_truncated, headers_ms, total_ms,
                   outcome, reason_code, reason)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?,
            delete: connection.prepare_cached("DELETE FROM attempt WHERE id = ?")?,
        })
    }

    pub(super) fn insert(&mut self, id: DeliveryId, attempt: &Attempt) -> Result<(), StoreError> {
        self.insert.execute(rusqlite::params![
            key(id, attempt.number),
            attempt.started_at_ms,
            &*attempt.operation,
            attempt.method,
            attempt.url,
            serde_json::to_string(&attempt.request_headers)?,
            attempt.request_body,
            serde_json::to_string(&attempt.links)?,
            attempt.response_status,
            serde_json::to_string(&attempt.response_headers)?,
            attempt.response_body,
            attempt.response_truncated,
            attempt.headers_ms,
            attempt.total_ms,
            attempt.outcome.code(),
            attempt.reason_code,
            attempt.reason,
        ])?;
        if attempt.number > KEPT_FIRST + KEPT_LAST {
            self.delete.execute([key(id, attempt.number - KEPT_LAST)])?;
        }
        Ok(())
    }
}

/// Deletes the attempts of one delivery. Cost: a range of the primary key.
pub(super) fn delete_of(tx: &Tx<'_>, id: DeliveryId) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("DELETE FROM attempt WHERE id BETWEEN ? AND ?")?
        .execute(keys(id))?;
    Ok(())
}

/// The attempts of one delivery, first to last, and the addresses of the last one. Cost: a range of the primary key.
///
/// # Errors
/// When the store cannot be read.
pub fn of_delivery(
    connection: &Connection,
    id: DeliveryId,
) -> Result<(Vec<AttemptEntry>, Option<Links>), StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT id, started_at_ms, operation, method, url, request_headers, request_body, links, response_status,
                response_headers, response_body, response_truncated, headers_ms, total_ms, outcome, reason_code, reason
         FROM attempt WHERE id BETWEEN ? AND ? ORDER BY id",
    )?;
    let mut rows = query.query(keys(id))?;
    let mut entries = Vec::new();
    let mut last_links = None;
    while let Some(row) = rows.next()? {
        let pairs = |n: usize| -> Result<Vec<(String, String)>, StoreError> {
            Ok(serde_json::from_str(
                row.get_ref(n)?.as_str().map_err(rusqlite::Error::from)?,
            )?)
        };
        last_links = Some(serde_json::from_str(
            row.get_ref(7)?.as_str().map_err(rusqlite::Error::from)?,
        )?);
        entries.push(AttemptEntry {
            number: number_of(row.get(0)?),
            started_at: time(row.get(1)?),
            operation: row.get(2)?,
            method: row.get(3)?,
            url: row.get(4)?,
            request_headers: pairs(5)?,
            request_body: row.get(6)?,
            response_status: row.get(8)?,
            response_headers: pairs(9)?,
            response_body: row.get(10)?,
            response_truncated: row.get(11)?,
            headers_ms: row.get(12)?,
            total_ms: row.get(13)?,
            outcome: AttemptOutcome::decode(row.get(14)?)?,
            reason_code: row.get(15)?,
            reason: row.get(16)?,
        });
    }
    Ok((entries, last_links))
}
