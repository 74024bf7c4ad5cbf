//! What is set for the whole installation, and the trail of who changed what (row D4).

use chrono::Utc;
use domain::installation::Installation;
use serde_json::json;
use store::table::audit::{self, AuditEntry, AuditFilter, ObjectKind};
use store::table::{Page, setting};

use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;

impl Engine {
    /// What is set for the installation.
    pub fn installation(&self) -> Installation {
        Installation::clone(&self.inner.registry.now().installation)
    }

    /// Changes what is set for the installation.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field; e-Bridge that a push address uses cannot be taken away.
    pub async fn replace_installation(&self, by: &Actor, new: Installation) -> Result<(), EngineError> {
        new.check().map_err(EngineError::Invalid)?;
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let snapshot = engine.inner.registry.now();
            if let Some(user) = snapshot.addresses.all().iter().find(|stored| {
                stored.address.check(&new).is_err() && stored.address.check(&snapshot.installation).is_ok()
            }) {
                let message = format!("is used by the push address {}", user.address.name);
                return Err(EngineError::field("/eBridge", "IN_USE", &message));
            }
            let before = json!(&*snapshot.installation);
            let noted = by.changed(ObjectKind::Settings, ("", "系统设置"), (before, json!(new)));
            let now_ms = Utc::now().timestamp_millis();
            let stored = new.clone();
            let change = engine.inner.store.write(move |tx| {
                setting::replace(tx, &stored, now_ms)?;
                noted.note(tx, now_ms)
            });
            change.await?;
            engine.inner.registry.put_installation(new);
            Ok(())
        })
        .await
    }

    /// One page of the audit trail, newest first.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a cursor that is none of ours.
    pub async fn audit(
        &self,
        filter: AuditFilter,
        limit: usize,
        after: Option<String>,
    ) -> Result<Page<AuditEntry>, EngineError> {
        let after = crate::reading::cursor(after.as_deref())?;
        if filter.object_id.is_some() && filter.kind.is_none() {
            return Err(EngineError::field(
                "/kind",
                "REQUIRED",
                "is needed beside objectId",
            ));
        }
        let page = self
            .inner
            .store
            .read(move |connection| audit::page(connection, &filter, limit, after));
        Ok(page.await?)
    }
}
