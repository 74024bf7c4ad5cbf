//! `workflow`, `seen_person` and `business_state`: what events have named, for pickers, names and the list of persons
//! who lack a value.

use domain::catalogue::{BusinessState, Novelties, Workflow};
use domain::event::DataSet;
use domain::ids::{PersonId, WorkflowId, WorkflowTypeId};
use rusqlite::Connection;

use super::Coded;
use crate::error::StoreError;
use crate::writer::Tx;

/// All that is known. Cost: every row; read once, when the engine starts.
///
/// # Errors
/// When the store cannot be read.
pub fn all(connection: &Connection) -> Result<Novelties, StoreError> {
    let mut query = connection.prepare_cached("SELECT id, name, type_id, type_name FROM workflow")?;
    let workflows = query.query_map([], |row| {
        Ok(Workflow {
            id: WorkflowId(row.get(0)?),
            name: row.get(1)?,
            type_id: WorkflowTypeId(row.get(2)?),
            type_name: row.get(3)?,
        })
    })?;
    let workflows = workflows.collect::<Result<_, _>>()?;
    let mut query = connection.prepare_cached("SELECT person FROM seen_person")?;
    let persons = query.query_map([], |row| Ok(PersonId(row.get(0)?)))?;
    let persons = persons.collect::<Result<_, _>>()?;
    let mut query = connection.prepare_cached("SELECT data_set, code, name FROM business_state")?;
    let mut rows = query.query([])?;
    let mut states = Vec::new();
    while let Some(row) = rows.next()? {
        states.push(BusinessState {
            data_set: DataSet::decode(row.get(0)?)?,
            code: row.get(1)?,
            name: row.get(2)?,
        });
    }
    Ok(Novelties {
        workflows,
        persons,
        states,
    })
}

/// Writes novelties down. Cost: one statement each.
///
/// # Errors
/// When the store cannot be written.
pub fn put(tx: &Tx<'_>, new: &Novelties) -> Result<(), StoreError> {
    let connection = tx.connection();
    let mut workflow = connection.prepare_cached("INSERT OR REPLACE INTO workflow VALUES (?, ?, ?, ?)")?;
    for new in &new.workflows {
        workflow.execute((new.id.as_str(), &new.name, new.type_id.as_str(), &new.type_name))?;
    }
    let mut person = connection.prepare_cached("INSERT OR IGNORE INTO seen_person VALUES (?)")?;
    for new in &new.persons {
        person.execute([new.as_str()])?;
    }
    let mut state = connection.prepare_cached("INSERT OR REPLACE INTO business_state VALUES (?, ?, ?)")?;
    for new in &new.states {
        state.execute((new.data_set.code(), &new.code, &new.name))?;
    }
    Ok(())
}

/// Takes a business state out; it comes back when an event names it.
///
/// # Errors
/// When the store cannot be written.
pub fn forget_state(tx: &Tx<'_>, data_set: DataSet, code: &str) -> Result<bool, StoreError> {
    let mut delete = tx
        .connection()
        .prepare_cached("DELETE FROM business_state WHERE data_set = ? AND code = ?")?;
    Ok(delete.execute((data_set.code(), code))? > 0)
}
