//! What can be read of the engine: the log, the openings, the overview.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Utc;
use domain::ids::{DeliveryId, OpeningId, TargetId};
use store::StoreError;
use store::table::breaker::{self, Opening};
use store::table::log::{self, DeliveryDetail, DeliveryFilter, DeliveryItem};
use store::table::{Page, alert, counter, delivery, run};

use crate::answers::{IntakeRate, Overview, Pulse};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::intake;
use crate::ledger::StoredGauges;
use crate::registry::ActiveTarget;

/// Which page of the log is asked for.
#[derive(Debug, Clone, Default)]
pub struct DeliveryQuery {
    /// What the list is narrowed to.
    pub filter: DeliveryFilter,
    /// Rows of the page.
    pub limit: usize,
    /// Cursor of the page before.
    pub after: Option<String>,
}

/// Which page of the openings is asked for.
#[derive(Debug, Clone, Default)]
pub struct OpeningQuery {
    /// Of one target.
    pub target_id: Option<TargetId>,
    /// Rows of the page.
    pub limit: usize,
    /// Cursor of the page before.
    pub after: Option<String>,
}

impl Engine {
    /// One page of the push log (row L1), newest first.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a cursor that is none of ours.
    pub async fn deliveries(&self, query: DeliveryQuery) -> Result<Page<DeliveryItem>, EngineError> {
        let after = cursor(query.after.as_deref())?.map(DeliveryId);
        let (filter, limit) = (query.filter, query.limit);
        let mut page = self
            .inner
            .store
            .read(move |connection| log::page(connection, &filter, limit, after))
            .await?;
        intake::name_persons(&mut page.items, &self.inner.registry.now());
        Ok(page)
    }

    /// One row of the push log with all that is known of it (row L2).
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn delivery(&self, id: DeliveryId) -> Result<DeliveryDetail, EngineError> {
        let found = self
            .inner
            .store
            .read(move |connection| log::detail(connection, id))
            .await?;
        let mut detail = found.ok_or(EngineError::NotFound { what: "delivery" })?;
        intake::name_persons(std::slice::from_mut(&mut detail.item), &self.inner.registry.now());
        Ok(detail)
    }

    /// One page of breaker openings (row F3), newest first.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a cursor that is none of ours.
    pub async fn openings(&self, query: OpeningQuery) -> Result<Page<Opening>, EngineError> {
        let after = cursor(query.after.as_deref())?.map(OpeningId);
        let OpeningQuery { target_id, limit, .. } = query;
        Ok(self
            .inner
            .store
            .read(move |connection| breaker::page(connection, target_id, limit, after))
            .await?)
    }

    /// How the engine is doing, and how it did in the last five minutes.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn overview(&self) -> Result<Overview, EngineError> {
        Ok(Overview {
            at: Utc::now(),
            intake: self.intake_rate(),
            targets: self.pulses().await?,
            series: self.inner.ledger.points(),
        })
    }

    pub(crate) fn intake_rate(&self) -> IntakeRate {
        IntakeRate {
            events_per_second: self.inner.ledger.events_per_second(),
        }
    }

    /// Cost: the counts, and one look-up for each target that has a backlog.
    pub(crate) async fn pulses(&self) -> Result<Vec<Pulse>, StoreError> {
        let snapshot = self.inner.registry.now();
        let ids: Vec<TargetId> = snapshot.targets.keys().copied().collect();
        let (mut counts, oldest) = self
            .inner
            .store
            .read(move |connection| {
                let counts = counter::by_target(connection)?;
                let mut oldest = BTreeMap::new();
                for id in ids {
                    if counts.get(&id).is_some_and(|counts| counts.pending > 0) {
                        oldest.insert(id, delivery::oldest_due(connection, id)?);
                    }
                }
                Ok((counts, oldest))
            })
            .await?;
        let pulse = |target: &Arc<ActiveTarget>| {
            let (id, config) = (target.id(), target.config());
            let view = self.inner.ledger.target(id);
            Pulse {
                target_id: id,
                name: config.name.clone(),
                identifier: config.identifier.clone(),
                push_type: config.push_type,
                enabled: config.enabled,
                blocked: view.blocked,
                hold: target.belongings.hold.clone(),
                counts: counts.remove(&id).unwrap_or_default(),
                per_second: view.per_second,
                latency_ms: view.latency,
                in_flight: view.in_flight,
                oldest_pending_at: oldest.get(&id).copied().flatten(),
                breaker: view.breaker,
            }
        };
        Ok(snapshot.targets.values().map(pulse).collect())
    }
}

impl Engine {
    pub(crate) async fn stored_gauges(&self) -> Result<StoredGauges, StoreError> {
        let counted = self
            .inner
            .store
            .read(|connection| Ok((run::count_active(connection)?, alert::unfinished(connection)?)));
        let (active_runs, alerts_waiting) = counted.await?;
        let of_target = |pulse: Pulse| {
            let held = pulse.hold.is_some();
            (
                pulse.target_id,
                pulse.counts.pending,
                pulse.oldest_pending_at,
                held,
            )
        };
        Ok(StoredGauges {
            targets: self.pulses().await?.into_iter().map(of_target).collect(),
            active_runs,
            alerts_waiting,
        })
    }
}

pub(crate) fn cursor(text: Option<&str>) -> Result<Option<i64>, EngineError> {
    let wrong = |_| EngineError::field("/after", "INVALID_CURSOR", "is not a cursor of this list");
    text.map(|text| text.parse().map_err(wrong)).transpose()
}
