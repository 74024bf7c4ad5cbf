//! `person_mapping`: what a target's receiver knows a person by, while its person rule is the mapping table (row T6).

use std::collections::HashMap;

use domain::ids::{PersonId, TargetId};
use domain::target::PersonMapping;
use rusqlite::Connection;

use crate::error::StoreError;
use crate::writer::Tx;

/// Every table, by target. Cost: all rows; read once, when the engine starts.
///
/// # Errors
/// When the store cannot be read.
pub fn all(connection: &Connection) -> Result<HashMap<TargetId, HashMap<PersonId, String>>, StoreError> {
    let mut query = connection.prepare_cached("SELECT target_id, person, value FROM person_mapping")?;
    let mut rows = query.query([])?;
    let mut tables: HashMap<TargetId, HashMap<PersonId, String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let table = tables.entry(TargetId(row.get(0)?)).or_default();
        table.insert(PersonId(row.get(1)?), row.get(2)?);
    }
    Ok(tables)
}

/// The rows of one target. Cost: those rows.
///
/// # Errors
/// When the store cannot be read.
pub fn of(connection: &Connection, target: TargetId) -> Result<HashMap<PersonId, String>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT person, value FROM person_mapping WHERE target_id = ?")?;
    let rows = query.query_map([target.0], |row| Ok((PersonId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Puts rows in, each in the place of the one with its person. Cost: one statement a row.
///
/// # Errors
/// When the store cannot be written.
pub fn put(tx: &Tx<'_>, target: TargetId, rows: &[PersonMapping]) -> Result<(), StoreError> {
    let mut put = tx
        .connection()
        .prepare_cached("INSERT OR REPLACE INTO person_mapping VALUES (?, ?, ?)")?;
    for row in rows {
        put.execute((target.0, row.person.as_str(), &row.value))?;
    }
    Ok(())
}

/// Takes one row out; tells whether there was one.
///
/// # Errors
/// When the store cannot be written.
pub fn remove(tx: &Tx<'_>, target: TargetId, person: &PersonId) -> Result<bool, StoreError> {
    let mut delete = tx
        .connection()
        .prepare_cached("DELETE FROM person_mapping WHERE target_id = ? AND person = ?")?;
    Ok(delete.execute((target.0, person.as_str()))? > 0)
}

/// Takes all rows of a target out.
///
/// # Errors
/// When the store cannot be written.
pub fn clear(tx: &Tx<'_>, target: TargetId) -> Result<(), StoreError> {
    let mut delete = tx
        .connection()
        .prepare_cached("DELETE FROM person_mapping WHERE target_id = ?")?;
    delete.execute([target.0])?;
    Ok(())
}
