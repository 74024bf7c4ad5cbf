//! `event` and its text index.

use chrono::{DateTime, FixedOffset};
use domain::event::{DataSet, Event, ViewType};
use domain::ids::{EventId, PersonId, RequestId, WorkflowId, WorkflowTypeId};
use rusqlite::types::Type;
use rusqlite::{Connection, Row};

use super::Coded;
use crate::error::StoreError;
use crate::search::{self, Role};
use crate::writer::Tx;

/// The columns of an event as `e`, in the order that [`read`] takes them.
pub(crate) const COLUMNS: &str = "e.data_set, e.business_state, e.request_id, e.request_name, e.workflow_id, \
     e.workflow_name, e.workflow_type_id, e.workflow_type_name, e.node_id, e.node_name, e.creator, e.created_at, \
     e.receiver, e.receiver_identity, e.received_at, e.view_type, e.occurred_at";

/// Puts events in, in their order; gives the id of each. Their words are indexed at the end of the writer's group. Cost:
/// two inserts an event.
///
/// # Errors
/// When the store cannot be written.
pub fn insert_all(tx: &mut Tx<'_>, events: &[Event]) -> Result<Vec<EventId>, StoreError> {
    let connection = tx.connection();
    let mut insert = connection.prepare_cached(
        "INSERT INTO event (data_set, business_state, request_id, request_name, workflow_id, workflow_name,
           workflow_type_id, workflow_type_name, node_id, node_name, creator, created_at, receiver,
           receiver_identity, received_at, view_type, occurred_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    let mut ids = Vec::with_capacity(events.len());
    for event in events {
        let id = insert.insert(rusqlite::params![
            event.data_set.code(),
            event.business_state,
            event.request_id.as_str(),
            event.request_name,
            event.workflow_id.as_str(),
            event.workflow_name,
            event.workflow_type_id.as_str(),
            event.workflow_type_name,
            event.node_id,
            event.node_name,
            event.creator.as_str(),
            event.created_at.to_rfc3339(),
            event.receiver.as_str(),
            event.receiver_identity.as_ref().map(PersonId::as_str),
            event.received_at.to_rfc3339(),
            event.view_type.map(|view| i64::from(view == ViewType::Read)),
            event.occurred_at.to_rfc3339(),
        ])?;
        let persons = [
            (Role::Receiver, event.receiver.as_str()),
            (Role::Creator, event.creator.as_str()),
        ];
        let words = search::words_of(&texts(&event.request_name, &event.workflow_name), &persons);
        tx.at_end.words.0.push((EventId(id), words));
        ids.push(EventId(id));
    }
    Ok(ids)
}

/// Words of events to be indexed, gathered while a transaction runs and stored at its end: the index writes what it has
/// to disk at every savepoint, so within a job each batch would make a small piece of it.
#[derive(Debug, Default)]
pub(crate) struct Words(Vec<(EventId, String)>);

impl Words {
    pub(crate) fn add(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Cost: one insert for each event.
    pub(crate) fn store(&self, connection: &Connection) -> Result<(), StoreError> {
        let mut index = connection.prepare_cached("INSERT INTO event_text (rowid, words) VALUES (?, ?)")?;
        for (id, words) in &self.0 {
            index.execute((id.0, words))?;
        }
        Ok(())
    }
}

/// What the text search looks into. A title mostly begins with the workflow's name; it is not indexed twice.
pub(crate) fn texts<'a>(request_name: &'a str, workflow_name: &'a str) -> Vec<&'a str> {
    if request_name.contains(workflow_name) {
        vec![request_name]
    } else {
        vec![request_name, workflow_name]
    }
}

/// Reads an event whose columns begin at `at`.
pub(crate) fn read(row: &Row<'_>, at: usize) -> rusqlite::Result<Event> {
    let unreadable = |n: usize, error: Box<dyn std::error::Error + Send + Sync>, of: Type| {
        rusqlite::Error::FromSqlConversionFailure(at + n, of, error)
    };
    let time = |n: usize| -> rusqlite::Result<DateTime<FixedOffset>> {
        let text = row.get_ref(at + n)?.as_str()?;
        DateTime::parse_from_rfc3339(text).map_err(|error| unreadable(n, Box::new(error), Type::Text))
    };
    let text = |n: usize| row.get::<_, String>(at + n);
    let maybe = |n: usize| row.get::<_, Option<String>>(at + n);
    Ok(Event {
        data_set: DataSet::decode(row.get(at)?)
            .map_err(|error| unreadable(0, Box::new(error), Type::Integer))?,
        business_state: text(1)?,
        request_id: RequestId(text(2)?),
        request_name: text(3)?,
        workflow_id: WorkflowId(text(4)?),
        workflow_name: text(5)?,
        workflow_type_id: WorkflowTypeId(text(6)?),
        workflow_type_name: maybe(7)?,
        node_id: maybe(8)?,
        node_name: text(9)?,
        creator: PersonId(text(10)?),
        created_at: time(11)?,
        receiver: PersonId(text(12)?),
        receiver_identity: maybe(13)?.map(PersonId),
        received_at: time(14)?,
        view_type: row
            .get::<_, Option<bool>>(at + 15)?
            .map(|read| if read { ViewType::Read } else { ViewType::Unread }),
        occurred_at: time(16)?,
    })
}
