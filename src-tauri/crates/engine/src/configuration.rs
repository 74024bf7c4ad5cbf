//! Configuration export and import (row D4): targets with their mapping tables, push addresses, alert channels, adapters,
//! the OA's connection and the settings of the installation, as one TOML document that people read and compare.
//!
//! * No secret is in it. A secret that is set stands as `"(secret)"`, and [`Comparison::missing_secrets`] names those
//!   that the installation does not have.
//! * Things are matched by what people call them: targets by identifier, push addresses and alert channels by name,
//!   adapters by class and version. What the document does not name stays as it is.
//! * All or nothing: everything is checked first, and written in one transaction. Targets that come new without a
//!   secret that they need are made disabled, and so are alert channels.

mod apply;
mod channels;
mod difference;
mod document;
mod oa;
mod prepare;

use domain::installation::Installation;
use serde::{Deserialize, Serialize};

use self::document::{Document, DocumentAdapter, exported, exported_address, without_nulls};
use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;

pub use difference::{Compared, Difference, FieldDifference};

/// First line of a document, for whoever opens it.
const HEAD: &str = "# Todo Relay 配置 / configuration. 不含密钥 / holds no secrets.\n\n";

/// A document, compared with what is there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comparison {
    /// Everything that the document names, in its order.
    pub things: Vec<Compared>,
    /// Secrets to be written by hand afterwards, as `identifier/parameter`; their targets and channels come disabled.
    pub missing_secrets: Vec<String>,
    /// Whether it was done.
    pub applied: bool,
}

impl Engine {
    /// Everything that is configured, as one TOML document without secrets.
    ///
    /// # Errors
    /// When the adapters' files cannot be read.
    pub async fn export_configuration(&self) -> Result<String, EngineError> {
        let snapshot = self.inner.registry.now();
        let sources = self.adapter_sources().await?.into_iter();
        let adapters = sources.map(|((class, version), source)| DocumentAdapter {
            class,
            version,
            source: source.to_string(),
        });
        let document = Document {
            version: 1,
            settings: Some(Installation::clone(&snapshot.installation)),
            oa: self.oa().connection.as_ref().and_then(oa::exported_fields),
            adapters: adapters.collect(),
            targets: snapshot.targets.values().map(|target| exported(target)).collect(),
            push_addresses: snapshot
                .addresses
                .all()
                .iter()
                .map(|stored| exported_address(&stored.address, &snapshot))
                .collect(),
            alert_channels: self
                .stored_channels()
                .iter()
                .map(|stored| channels::exported(&stored.config))
                .collect(),
        };
        // TOML has no null: what is nothing is left out.
        let mut value = serde_json::to_value(document).map_err(internal)?;
        without_nulls(&mut value);
        let text = toml::to_string_pretty(&value).map_err(internal)?;
        Ok(format!("{HEAD}{text}"))
    }

    /// Compares a document with what is there; nothing is changed.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names what is wrong with the document.
    pub async fn compare_configuration(&self, text: String) -> Result<Comparison, EngineError> {
        Ok(prepare::prepare(self, &text).await?.comparison)
    }

    /// Makes what is there as a document says: all of it or nothing.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names what is wrong with the document; nothing was changed.
    pub async fn import_configuration(&self, by: &Actor, text: String) -> Result<Comparison, EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let prepared = prepare::prepare(&engine, &text).await?;
            apply::apply(&engine, &by, prepared).await
        })
        .await
    }
}

fn internal(error: impl std::fmt::Display) -> EngineError {
    EngineError::Internal {
        detail: error.to_string(),
    }
}
