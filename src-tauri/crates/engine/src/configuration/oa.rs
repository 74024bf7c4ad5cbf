//! The OA's connection in a document.

use chrono::{DateTime, Utc};
use domain::fields::FieldError;
use domain::oa::{OaConnection, TOKEN_SEED};
use serde_json::{Map, Value, json};
use store::StoreError;
use store::table::audit::ObjectKind;
use store::table::oa;

use super::apply::Writing;
use super::document::hide_secrets;
use super::prepare::{put_markers, read};
use crate::engine::Engine;
use crate::secret_params::{self, Owner};

/// A connection to be written.
#[derive(Clone)]
pub(super) struct PreparedOa {
    pub(super) before: Option<OaConnection>,
    pub(super) connection: OaConnection,
    /// Secrets that have to be written by hand.
    pub(super) missing: Vec<String>,
}

/// A connection as a document has it.
pub(super) fn exported(connection: &OaConnection) -> Value {
    let mut value = json!(connection);
    hide_secrets(value.get_mut("secrets"));
    value
}

/// The same as the table that it is there.
pub(super) fn exported_fields(connection: &OaConnection) -> Option<Map<String, Value>> {
    match exported(connection) {
        Value::Object(fields) => Some(fields),
        _ => None,
    }
}

/// Reads and checks the connection of a document.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn prepare(engine: &Engine, fields: Map<String, Value>) -> Result<PreparedOa, Vec<FieldError>> {
    let mut connection: OaConnection = read(fields)?;
    let before = engine.oa().connection;
    let keeps = before.as_ref().map(|before| &before.secrets);
    let names = [TOKEN_SEED.to_owned()];
    let missing = put_markers(("/secrets", &mut connection.secrets), &names, keeps)?;
    connection.check()?;
    Ok(PreparedOa {
        before,
        connection,
        missing,
    })
}

impl Writing<'_, '_> {
    pub(super) fn oa(&mut self, prepared: &PreparedOa) -> Result<(), StoreError> {
        let Self { tx, by, now_ms } = self;
        let PreparedOa {
            before, connection, ..
        } = prepared;
        if before.as_ref() == Some(connection) {
            return Ok(());
        }
        oa::replace(tx, connection, *now_ms)?;
        let object = ("", "OA 连接");
        let noted = match before {
            Some(before) => by.changed(ObjectKind::Oa, object, (json!(before), json!(connection))),
            None => by.created(ObjectKind::Oa, object, json!(connection)),
        };
        noted.note(tx, *now_ms)
    }
}

/// Lets an imported connection take effect.
pub(super) async fn begin(engine: &Engine, prepared: PreparedOa, now: DateTime<Utc>) {
    let none = Map::new();
    let old = prepared.before.as_ref().map_or(&none, |before| &before.secrets);
    let secrets = (old, &prepared.connection.secrets);
    secret_params::forget_others(Owner::Oa, secrets, &engine.inner.secrets).await;
    engine.put_oa(prepared.connection, now).await;
}
