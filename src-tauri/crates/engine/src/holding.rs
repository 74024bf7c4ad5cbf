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
        self.set_hold(by, id, Some(hold)).await
    }

    /// Releases a target: what was held goes out in its order. Nothing happens to one that is not held.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn release_target(&self, by: &Actor, id: TargetId) -> Result<(), EngineError> {
        self.set_hold(by, id, None).await
    }

    async fn set_hold(&self, by: &Actor, id: TargetId, hold: Option<Hold>) -> Result<(), EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let before = engine.active(id)?;
            let reason = |hold: &Option<Hold>| json!({ "hold": hold.as_ref().map(|hold| &hold.reason) });
            let noted = by.changed(
                ObjectKind::Target,
                (id, before.config().name.as_str()),
                (reason(&before.belongings.hold), reason(&hold)),
            );
            let (now_ms, kept) = (Utc::now().timestamp_millis(), hold.clone());
            let change = engine.inner.store.write(move |tx| {
                hold::put(tx, id, kept.as_ref())?;
                noted.note(tx, now_ms)
            });
            change.await?;
            engine.take_effect(Arc::new(before.held(hold, &engine.directory())));
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
