//! `push_address` and `push_address_binding` (rows A1 to A3).

use chrono::{DateTime, Utc};
use domain::address::{Binding, PushAddress};
use domain::ids::{AddressId, TargetId};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::delivery::time;
use crate::error::StoreError;
use crate::writer::Tx;

/// A push address as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredAddress {
    /// Given by the store.
    pub id: AddressId,
    /// What the operator configured.
    #[serde(flatten)]
    pub address: PushAddress,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// Every push address, oldest first. Cost: all of them; there are as many as targets have ways in.
///
/// # Errors
/// When the store cannot be read.
pub fn all(connection: &Connection) -> Result<Vec<StoredAddress>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT id, config, created_at_ms, updated_at_ms FROM push_address ORDER BY id")?;
    let mut rows = query.query([])?;
    let mut addresses = Vec::new();
    while let Some(row) = rows.next()? {
        addresses.push(StoredAddress {
            id: AddressId(row.get(0)?),
            address: serde_json::from_str(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?,
            created_at: time(row.get(2)?),
            updated_at: time(row.get(3)?),
        });
    }
    let mut query = connection.prepare_cached(
        "SELECT address_id, target_id, pc, app, adaptive FROM push_address_binding ORDER BY address_id, place",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let id = AddressId(row.get(0)?);
        let binding = Binding {
            target: TargetId(row.get(1)?),
            pc: row.get(2)?,
            app: row.get(3)?,
            adaptive: row.get(4)?,
        };
        if let Ok(at) = addresses.binary_search_by_key(&id, |stored| stored.id) {
            addresses[at].address.bindings.push(binding);
        }
    }
    Ok(addresses)
}

fn without_bindings(address: &PushAddress) -> Result<String, StoreError> {
    let bare = PushAddress {
        bindings: Vec::new(),
        ..address.clone()
    };
    Ok(serde_json::to_string(&bare)?)
}

/// Puts an address in with its bindings. That no other holds a target's address is for the caller to see to; the
/// table refuses it.
///
/// # Errors
/// When the store cannot be written.
pub fn insert(tx: &Tx<'_>, address: &PushAddress, now_ms: i64) -> Result<StoredAddress, StoreError> {
    let id = tx
        .connection()
        .prepare_cached(
            "INSERT INTO push_address (name, config, created_at_ms, updated_at_ms) VALUES (?1, ?2, ?3, ?3)",
        )?
        .insert((&address.name, without_bindings(address)?, now_ms))?;
    let id = AddressId(id);
    bind(tx, id, &address.bindings)?;
    Ok(StoredAddress {
        id,
        address: address.clone(),
        created_at: time(now_ms),
        updated_at: time(now_ms),
    })
}

/// Changes an address and its bindings.
///
/// # Errors
/// When the store cannot be written.
pub fn update(tx: &Tx<'_>, id: AddressId, address: &PushAddress, now_ms: i64) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("UPDATE push_address SET name = ?2, config = ?3, updated_at_ms = ?4 WHERE id = ?1")?
        .execute((id.0, &address.name, without_bindings(address)?, now_ms))?;
    unbind(tx, id)?;
    bind(tx, id, &address.bindings)
}

/// Deletes an address and its bindings.
///
/// # Errors
/// When the store cannot be written.
pub fn delete(tx: &Tx<'_>, id: AddressId) -> Result<(), StoreError> {
    unbind(tx, id)?;
    tx.connection()
        .prepare_cached("DELETE FROM push_address WHERE id = ?")?
        .execute([id.0])?;
    Ok(())
}

/// Takes the bindings of a target out of every address.
///
/// # Errors
/// When the store cannot be written.
pub fn unbind_target(tx: &Tx<'_>, target: TargetId) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("DELETE FROM push_address_binding WHERE target_id = ?")?
        .execute([target.0])?;
    Ok(())
}

/// Takes every binding of an address out, so that several addresses can exchange theirs.
///
/// # Errors
/// When the store cannot be written.
pub fn unbind(tx: &Tx<'_>, id: AddressId) -> Result<(), StoreError> {
    tx.connection()
        .prepare_cached("DELETE FROM push_address_binding WHERE address_id = ?")?
        .execute([id.0])?;
    Ok(())
}

fn bind(tx: &Tx<'_>, id: AddressId, bindings: &[Binding]) -> Result<(), StoreError> {
    let mut insert = tx
        .connection()
        .prepare_cached("INSERT INTO push_address_binding VALUES (?, ?, ?, ?, ?, ?)")?;
    for (place, binding) in bindings.iter().enumerate() {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        insert.execute((
            id.0,
            place,
            binding.target.0,
            binding.pc,
            binding.app,
            binding.adaptive,
        ))?;
    }
    Ok(())
}
