//! Events that a run brings: planned for one target as the OA's own batches are, each as a batch of its own.

use domain::delivery::Status;
use domain::event::{DataSet, Event};
use domain::ids::{DeliveryId, RunId};
use domain::plan;
use store::table::run::Tally;
use store::table::{delivery, event, memory};
use store::{StoreError, Tx};

use super::Duplicates;
use crate::registry::{ActiveTarget, Snapshot};

/// For whom, and how.
#[derive(Clone, Copy)]
pub(super) struct Planning<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) target: &'a ActiveTarget,
    pub(super) run: RunId,
    pub(super) duplicates: Duplicates,
    pub(super) now_ms: i64,
}

/// A delivery that was planned, and whether it is in line or has a result already.
pub(super) type Put = (DeliveryId, Status);

impl Planning<'_> {
    /// Takes an event in and plans it. Cost: one event and what planning makes of it, two statements for each.
    pub(super) fn put(&self, tx: &mut Tx<'_>, event: Event) -> Result<Vec<Put>, StoreError> {
        let events = [event];
        let ids = event::insert_all(tx, &events)?;
        let (target, directory) = (self.target.id(), &self.snapshot.directory);
        let is_new = self.duplicates == Duplicates::AsNew && events[0].data_set == DataSet::Todo;
        let remembered = match self.target.plan.asks_memory() && !is_new {
            true => memory::remembered(tx.connection(), target, &plan::keys(&events, directory))?,
            false => Default::default(),
        };
        let plan = plan::plan(&events, &self.target.plan, directory, &remembered);
        memory::apply(tx, target, &plan.memory)?;
        let planned: Vec<_> = plan
            .deliveries
            .iter()
            .map(|delivery| (target, delivery))
            .collect();
        let source = delivery::Source {
            events: &events,
            ids: &ids,
            now_ms: self.now_ms,
            run: Some(self.run),
        };
        let ids = delivery::insert_all(tx, &planned, source)?;
        Ok(ids
            .into_iter()
            .zip(plan.deliveries.iter().map(|delivery| delivery.status))
            .collect())
    }
}

/// Adds to what a run has done.
pub(super) fn count(tally: &mut Tally, put: &[Put]) {
    for (_, status) in put {
        match status {
            Status::Pending => tally.sent_again += 1,
            Status::Ignored => tally.intercepted += 1,
            _ => tally.failed += 1,
        }
    }
}
