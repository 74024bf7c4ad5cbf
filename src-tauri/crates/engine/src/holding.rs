//! What a person does to a target's sending by hand (row F1): hold it, release it, ask now whether its receiver is back.

use std::sync::Arc;

use chrono::Utc;
use domain::fields::Complaints;
use domain::ids::TargetId;
use serde_json::json;
use store::table::audit::ObjectKind;
use store::table::hold::{self, Hold};

use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::registry::ActiveTarget;

/// Most characters of the reason of a hold.
const MOST_REASON: usize = 200;

impl Engine {
    /// Holds a target: what is out is waited for, nothing more is sent, everything is kept, over restarts too.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Invalid`] for a reason that is too long.
    pub async fn hold_target(&self, by: &Actor, id: TargetId, reason: String) -> Result<(), EngineError> {
        let mut complaints = Complaints::default();
        complaints.at_most("/reason", &reason, MOST_REASON);
        complaints.into_result().map_err(EngineError::Invalid)?;
        let hold = Hold {
            since: Utc::now(),
            by: by.name().to_owned(),
            reason,
        };
        self.set_hold(by, vec![id], Some(hold)).await
    }

    /// Releases a target: what was held goes out in its order. Nothing happens to one that is not held.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn release_target(&self, by: &Actor, id: TargetId) -> Result<(), EngineError> {
        self.set_hold(by, vec![id], None).await
    }

    /// Releases every target that is held, as after a backup was put back.
    ///
    /// # Errors
    /// When the store cannot be written; then all stay held.
    pub async fn release_targets(&self, by: &Actor) -> Result<(), EngineError> {
        let snapshot = self.inner.registry.now();
        let held = snapshot
            .targets
            .iter()
            .filter(|(_, target)| target.belongings.hold.is_some());
        self.set_hold(by, held.map(|(id, _)| *id).collect(), None).await
    }

    /// All of them or none. Cost: one row a target, in one transaction.
    async fn set_hold(&self, by: &Actor, ids: Vec<TargetId>, hold: Option<Hold>) -> Result<(), EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let reason = |hold: &Option<Hold>| json!({ "hold": hold.as_ref().map(|hold| &hold.reason) });
            let mut before = Vec::with_capacity(ids.len());
            for id in &ids {
                before.push(engine.active(*id)?);
            }
            let change = |target: &Arc<ActiveTarget>| {
                let object = (target.id(), target.config().name.as_str());
                let difference = (reason(&target.belongings.hold), reason(&hold));
                (target.id(), by.changed(ObjectKind::Target, object, difference))
            };
            let changes: Vec<_> = before.iter().map(change).collect();
            let (now_ms, kept) = (Utc::now().timestamp_millis(), hold.clone());
            let written = engine.inner.store.write(move |tx| {
                for (id, noted) in &changes {
                    hold::put(tx, *id, kept.as_ref())?;
                    noted.note(tx, now_ms)?;
                }
                Ok(())
            });
            written.await?;
            let directory = engine.directory();
            for target in before {
                engine.take_effect(Arc::new(target.held(hold.clone(), &directory)));
            }
            Ok(())
        })
        .await
    }

    /// Sends the next probe of an open breaker at once. Nothing happens while it is not open.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub fn probe_target(&self, id: TargetId) -> Result<(), EngineError> {
        self.active(id)?;
        if let Some(handle) = self.dispatchers().get(&id) {
            handle.probe();
        }
        Ok(())
    }
}
