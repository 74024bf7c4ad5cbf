//! `person_list`: groups (群组) and roles (角色), which are kept here and not synchronised (row O2).

use domain::directory::{ListKind, PersonList};
use domain::ids::PersonId;
use rusqlite::{Connection, Row};

use super::Coded;
use crate::error::StoreError;
use crate::writer::Tx;

impl Coded for ListKind {
    const ALL: &'static [Self] = &[Self::Group, Self::Role];
}

/// All lists of a kind, in their order.
///
/// # Errors
/// When the store cannot be read.
pub fn all(connection: &Connection, kind: ListKind) -> Result<Vec<PersonList>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT id, name, persons FROM person_list WHERE kind = ? ORDER BY place")?;
    let mut rows = query.query([kind.code()])?;
    let mut lists = Vec::new();
    while let Some(row) = rows.next()? {
        lists.push(read(row)?);
    }
    Ok(lists)
}

fn read(row: &Row<'_>) -> Result<PersonList, StoreError> {
    let persons: Vec<PersonId> =
        serde_json::from_str(row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?)?;
    Ok(PersonList {
        id: row.get(0)?,
        name: row.get(1)?,
        persons,
    })
}

/// Puts a list in, or in the place of the one with its id.
///
/// # Errors
/// When the store cannot be written.
pub fn put(tx: &Tx<'_>, kind: ListKind, list: &PersonList) -> Result<(), StoreError> {
    let mut put = tx.connection().prepare_cached(
        "INSERT INTO person_list (kind, id, name, persons) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (kind, id) DO UPDATE SET name = ?3, persons = ?4",
    )?;
    put.execute((
        kind.code(),
        &list.id,
        &list.name,
        serde_json::to_string(&list.persons)?,
    ))?;
    Ok(())
}

/// Takes a list out; tells whether there was one.
///
/// # Errors
/// When the store cannot be written.
pub fn remove(tx: &Tx<'_>, kind: ListKind, id: &str) -> Result<bool, StoreError> {
    let mut delete = tx
        .connection()
        .prepare_cached("DELETE FROM person_list WHERE kind = ? AND id = ?")?;
    Ok(delete.execute((kind.code(), id))? > 0)
}

/// Puts lists in the place of all that were there. Cost: one statement a list.
///
/// # Errors
/// When the store cannot be written.
pub fn replace_all(tx: &Tx<'_>, groups: &[PersonList], roles: &[PersonList]) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("DELETE FROM person_list")?
        .execute([])?;
    for (kind, lists) in [(ListKind::Group, groups), (ListKind::Role, roles)] {
        for list in lists {
            put(tx, kind, list)?;
        }
    }
    Ok(())
}
