//! `alert`, `alert_waiting` and `alert_message` (rows F2, F4): what administrators are told of, and each message of each
//! channel with what became of it. An alert is written in the transaction of what it tells of: neither is without the
//! other.

use chrono::{DateTime, Utc};
use domain::alert::{Alert, AlertKind};
use domain::ids::{AlertId, ChannelId, MessageId, OpeningId, RunId, TargetId};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use super::delivery::time;
use super::{Coded, Page};
use crate::error::StoreError;
use crate::writer::Tx;

/// Alerts in one message at most.
const MOST_ALERTS: i64 = 1_000;

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MessageState {
    /// It is due, or tried again later.
    Waiting,
    /// The channel took it.
    Sent,
    /// It was tried long enough, or its channel is gone.
    GivenUp,
}

impl Coded for MessageState {
    const ALL: &'static [Self] = &[Self::Waiting, Self::Sent, Self::GivenUp];
}

/// What a message was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Source {
    /// The opening that it tells of.
    pub opening: Option<OpeningId>,
    /// The run that it tells of.
    pub run: Option<RunId>,
}

/// One message of one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertMessage {
    /// Which one.
    pub id: MessageId,
    /// By which channel; it may be gone.
    pub channel_id: ChannelId,
    /// As it was called then.
    pub channel_name: String,
    /// What became of it.
    pub state: MessageState,
    /// One line.
    pub subject: String,
    /// Any number of lines.
    pub text: String,
    /// How many alerts it tells of.
    pub alerts: u64,
    /// Who was told at the last try, in words.
    pub recipients: String,
    /// How often it was tried.
    pub tries: u32,
    /// Why it was not taken, or not by all.
    pub remark: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it is tried again.
    pub next_try_at: Option<DateTime<Utc>>,
    /// When it was taken or given up.
    pub finished_at: Option<DateTime<Utc>>,
}

/// A message that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    /// By which channel.
    pub channel: ChannelId,
    /// As it is called.
    pub channel_name: String,
    /// One line.
    pub subject: String,
    /// Any number of lines.
    pub text: String,
    /// What it tells of.
    pub alerts: Vec<AlertId>,
}

/// What came of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Try {
    /// Where it stands now.
    pub state: MessageState,
    /// Who was told, in words.
    pub recipients: String,
    /// Why it was not taken, or not by all.
    pub remark: Option<String>,
    /// When it is tried again, while it waits.
    pub next_try_ms: Option<i64>,
}

/// What a channel has to say, and what it has said lately.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlog {
    /// The message that is not yet taken; nothing else is said before it.
    pub unfinished: Option<AlertMessage>,
    /// When the alert that has waited longest happened.
    pub oldest: Option<DateTime<Utc>>,
    /// When its messages of the last hour were made, oldest first.
    pub made: Vec<DateTime<Utc>>,
}

/// Writes an alert, and puts it before every channel that tells of its kind.
///
/// # Errors
/// When the store cannot be written.
pub fn raise(tx: &Tx<'_>, alert: &Alert, source: Source) -> Result<AlertId, StoreError> {
    let connection = tx.connection();
    let id = connection
        .prepare_cached(
            "INSERT INTO alert (kind, target_id, opening_id, run_id, name, cause, held, lasted_s, at_ms)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .insert((
            alert.kind.code(),
            alert.target.map(|target| target.0),
            source.opening.map(|opening| opening.0),
            source.run.map(|run| run.0),
            &alert.name,
            &alert.cause,
            alert.held,
            alert.lasted,
            alert.at.timestamp_millis(),
        ))?;
    connection
        .prepare_cached(
            "INSERT INTO alert_waiting (channel_id, alert_id) SELECT id, ?1 FROM alert_channel WHERE tells & ?2",
        )?
        .execute((id, 1_i64 << alert.kind.code()))?;
    Ok(AlertId(id))
}

/// What a channel has to say, and what it has said within the last hour. Cost: those messages; the first of the others.
///
/// # Errors
/// When the store cannot be read.
pub fn backlog(connection: &Connection, channel: ChannelId, now_ms: i64) -> Result<Backlog, StoreError> {
    let unfinished = connection
        .prepare_cached(&format!(
            "SELECT {MESSAGE} FROM alert_message WHERE channel_id = ? AND state = 0 ORDER BY id LIMIT 1"
        ))?
        .query_row([channel.0], |row| Ok(message(row)))
        .optional()?
        .transpose()?;
    let oldest = connection
        .prepare_cached(
            "SELECT at_ms FROM alert_waiting JOIN alert ON alert.id = alert_id
             WHERE channel_id = ? ORDER BY alert_id LIMIT 1",
        )?
        .query_row([channel.0], |row| row.get(0))
        .optional()?;
    let mut made: Vec<DateTime<Utc>> = Vec::new();
    let mut query = connection
        .prepare_cached("SELECT created_at_ms FROM alert_message WHERE channel_id = ? ORDER BY id DESC")?;
    let mut rows = query.query([channel.0])?;
    while let Some(row) = rows.next()? {
        let at: i64 = row.get(0)?;
        if at < now_ms - 3_600_000 {
            break;
        }
        made.push(time(at));
    }
    made.reverse();
    Ok(Backlog {
        unfinished,
        oldest: oldest.map(time),
        made,
    })
}

/// What waits before a channel, oldest first; at most as many as go into one message.
///
/// # Errors
/// When the store cannot be read.
pub fn waiting(connection: &Connection, channel: ChannelId) -> Result<Vec<(AlertId, Alert)>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {ALERT} FROM alert_waiting JOIN alert ON alert.id = alert_id
         WHERE channel_id = ? ORDER BY alert_id LIMIT ?"
    ))?;
    alerts(query.query((channel.0, MOST_ALERTS))?)
}

/// What a message tells of, oldest first. Cost: its alerts.
///
/// # Errors
/// When the store cannot be read.
pub fn alerts_of(connection: &Connection, message: MessageId) -> Result<Vec<Alert>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {ALERT} FROM alert_message_alert JOIN alert ON alert.id = alert_id
         WHERE message_id = ? ORDER BY alert_id"
    ))?;
    let found = alerts(query.query([message.0])?)?;
    Ok(found.into_iter().map(|(_, alert)| alert).collect())
}

const ALERT: &str = "alert.id, kind, target_id, name, cause, held, lasted_s, at_ms";

fn alerts(mut rows: rusqlite::Rows<'_>) -> Result<Vec<(AlertId, Alert)>, StoreError> {
    let mut alerts = Vec::new();
    while let Some(row) = rows.next()? {
        let alert = Alert {
            kind: AlertKind::decode(row.get(1)?)?,
            target: row.get::<_, Option<i64>>(2)?.map(TargetId),
            name: row.get(3)?,
            cause: row.get(4)?,
            held: row.get(5)?,
            lasted: row.get(6)?,
            at: time(row.get(7)?),
        };
        alerts.push((AlertId(row.get(0)?), alert));
    }
    Ok(alerts)
}

/// Makes a message; what it tells of waits no longer. It is due at once.
///
/// # Errors
/// When the store cannot be written.
pub fn make(tx: &Tx<'_>, new: &NewMessage, now_ms: i64) -> Result<MessageId, StoreError> {
    let connection = tx.connection();
    let id = connection
        .prepare_cached(
            "INSERT INTO alert_message (channel_id, channel_name, state, subject, text, alerts, recipients, tries,
               created_at_ms, next_try_ms)
             VALUES (?1, ?2, 0, ?3, ?4, ?5, '', 0, ?6, ?6)",
        )?
        .insert((
            new.channel.0,
            &new.channel_name,
            &new.subject,
            &new.text,
            i64::try_from(new.alerts.len()).unwrap_or(i64::MAX),
            now_ms,
        ))?;
    for alert in &new.alerts {
        connection
            .prepare_cached("INSERT INTO alert_message_alert (message_id, alert_id) VALUES (?, ?)")?
            .execute((id, alert.0))?;
        connection
            .prepare_cached("DELETE FROM alert_waiting WHERE channel_id = ? AND alert_id = ?")?
            .execute((new.channel.0, alert.0))?;
    }
    Ok(MessageId(id))
}

/// Forgets what waits before a channel that cannot speak here.
///
/// # Errors
/// When the store cannot be written.
pub fn drop_waiting(tx: &Tx<'_>, channel: ChannelId) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("DELETE FROM alert_waiting WHERE channel_id = ?")?
        .execute([channel.0])?;
    Ok(())
}

/// Records a try. Nothing for a message that was ended meanwhile.
///
/// # Errors
/// When the store cannot be written.
pub fn tried(tx: &Tx<'_>, id: MessageId, what: &Try, now_ms: i64) -> Result<(), StoreError> {
    let finished = (what.state != MessageState::Waiting).then_some(now_ms);
    tx.connection()
        .prepare_cached(
            "UPDATE alert_message SET state = ?2, recipients = ?3, remark = ?4, next_try_ms = ?5, finished_at_ms = ?6,
               tries = tries + 1
             WHERE id = ?1 AND state = 0",
        )?
        .execute((
            id.0,
            what.state.code(),
            &what.recipients,
            &what.remark,
            what.next_try_ms,
            finished,
        ))?;
    Ok(())
}

/// Has a message tried again at once, one that was given up too. Whether there is one that was not taken.
///
/// # Errors
/// When the store cannot be written.
pub fn try_again(tx: &Tx<'_>, id: MessageId, now_ms: i64) -> Result<bool, StoreError> {
    let changed = tx
        .connection()
        .prepare_cached(
            "UPDATE alert_message SET state = 0, next_try_ms = ?2, finished_at_ms = NULL,
               tries = CASE state WHEN 2 THEN 0 ELSE tries END
             WHERE id = ?1 AND state <> 1
               AND EXISTS (SELECT 1 FROM alert_channel WHERE alert_channel.id = channel_id AND tells <> 0)",
        )?
        .execute((id.0, now_ms))?;
    Ok(changed > 0)
}

/// What an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// One target.
    pub target: Option<TargetId>,
    /// One run.
    pub run: Option<RunId>,
}

/// What a message tells of: where a click on it leads. Cost: its alerts.
///
/// # Errors
/// When the store cannot be read.
pub fn about(connection: &Connection, id: MessageId) -> Result<Vec<About>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT DISTINCT target_id, run_id FROM alert_message_alert JOIN alert ON alert.id = alert_id
         WHERE message_id = ?",
    )?;
    let rows = query.query_map([id.0], |row| {
        Ok(About {
            target: row.get::<_, Option<i64>>(0)?.map(TargetId),
            run: row.get::<_, Option<i64>>(1)?.map(RunId),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

const MESSAGE: &str = "id, channel_id, channel_name, state, subject, text, alerts, recipients, tries, remark,
   created_at_ms, next_try_ms, finished_at_ms";

fn message(row: &Row<'_>) -> Result<AlertMessage, StoreError> {
    Ok(AlertMessage {
        id: MessageId(row.get(0)?),
        channel_id: ChannelId(row.get(1)?),
        channel_name: row.get(2)?,
        state: MessageState::decode(row.get(3)?)?,
        subject: row.get(4)?,
        text: row.get(5)?,
        alerts: row.get(6)?,
        recipients: row.get(7)?,
        tries: row.get(8)?,
        remark: row.get(9)?,
        created_at: time(row.get(10)?),
        next_try_at: row.get::<_, Option<i64>>(11)?.map(time),
        finished_at: row.get::<_, Option<i64>>(12)?.map(time),
    })
}

/// What a list of messages is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct MessageFilter {
    /// One channel.
    pub channel: Option<ChannelId>,
    /// One state.
    pub state: Option<MessageState>,
}

/// One page of messages, newest first. Cost: a range of the key or of the channel's index; the state is checked row by
/// row, messages are few.
///
/// # Errors
/// When the store cannot be read.
pub fn page(
    connection: &Connection,
    filter: MessageFilter,
    limit: usize,
    after: Option<MessageId>,
) -> Result<Page<AlertMessage>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {MESSAGE} FROM alert_message
         WHERE id < ?1 AND (?2 IS NULL OR channel_id = ?2) AND (?3 IS NULL OR state = ?3) ORDER BY id DESC LIMIT ?4"
    ))?;
    let mut rows = query.query((
        after.map_or(i64::MAX, |id| id.0),
        filter.channel.map(|channel| channel.0),
        filter.state.map(Coded::code),
        i64::try_from(limit).unwrap_or(i64::MAX),
    ))?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(message(row)?);
    }
    let next = (items.len() == limit)
        .then(|| items.last().map(|last| last.id.to_string()))
        .flatten();
    Ok(Page { items, next })
}

/// One message.
///
/// # Errors
/// When the store cannot be read.
pub fn by_id(connection: &Connection, id: MessageId) -> Result<Option<AlertMessage>, StoreError> {
    let mut query =
        connection.prepare_cached(&format!("SELECT {MESSAGE} FROM alert_message WHERE id = ?"))?;
    query
        .query_row([id.0], |row| Ok(message(row)))
        .optional()?
        .transpose()
}

/// How many messages are not taken yet. Cost: those.
///
/// # Errors
/// When the store cannot be read.
pub fn unfinished(connection: &Connection) -> Result<u64, StoreError> {
    let mut query = connection.prepare_cached("SELECT count(*) FROM alert_message WHERE state = 0")?;
    Ok(query.query_row([], |row| row.get(0))?)
}

/// The last message of a channel. Cost: one look-up.
///
/// # Errors
/// When the store cannot be read.
pub fn last(connection: &Connection, channel: ChannelId) -> Result<Option<AlertMessage>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {MESSAGE} FROM alert_message WHERE channel_id = ? ORDER BY id DESC LIMIT 1"
    ))?;
    let found = query.query_row([channel.0], |row| Ok(message(row))).optional()?;
    found.transpose()
}

/// Deletes up to `most` messages that were finished before a time, and alerts that nothing speaks of any more. Whether
/// that was all. Cost: the rows that are deleted.
///
/// # Errors
/// When the store cannot be written.
pub fn delete_old(tx: &Tx<'_>, before_ms: i64, most: usize) -> Result<bool, StoreError> {
    let connection = tx.connection();
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let deleted = connection
        .prepare_cached(
            "DELETE FROM alert_message WHERE id IN (
               SELECT id FROM alert_message WHERE created_at_ms < ?1 AND state <> 0 ORDER BY id LIMIT ?2)",
        )?
        .execute((before_ms, most))?;
    connection
        .prepare_cached(
            "DELETE FROM alert_message_alert WHERE message_id < (SELECT coalesce(min(id), 0) FROM alert_message)",
        )?
        .execute([])?;
    connection
        .prepare_cached(
            "DELETE FROM alert WHERE id IN (SELECT id FROM alert WHERE at_ms < ?1
               AND id NOT IN (SELECT alert_id FROM alert_waiting) ORDER BY id LIMIT ?2)",
        )?
        .execute((before_ms, most))?;
    Ok(i64::try_from(deleted).unwrap_or(i64::MAX) < most)
}
