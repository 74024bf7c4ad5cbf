//! Intake (row O1): a batch is checked, planned and written in one transaction, and only then answered.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::Utc;
use domain::catalogue::{Known, Novelties};
use domain::delivery::Status;
use domain::event::{Batch, Event};
use domain::ids::{DeliveryId, TargetId};
use domain::plan::{self, Planned};
use store::table::log::DeliveryItem;
use store::table::{delivery, event, intake, known, memory};
use store::{StoreError, Tx};
use tokio::sync::broadcast;

use crate::answers::{LiveEvent, Receipt};
use crate::registry::{ActiveTarget, Registry, Snapshot};

/// What a batch has come to, in the table.
pub(crate) struct Taken {
    pub(crate) receipt: Receipt,
    /// For each target its new deliveries.
    pub(crate) planned: Vec<(TargetId, Vec<Status>)>,
    /// What it named that was not known; to be known once it is on disk.
    pub(crate) new: Novelties,
    /// The new rows, when somebody watches.
    pub(crate) items: Vec<DeliveryItem>,
}

/// Whether the new rows are wanted for the live stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Watched {
    Yes,
    No,
}

/// Takes a checked batch inside the writer's transaction. Cost: for each target, one pass over the events.
pub(crate) fn take(
    tx: &mut Tx<'_>,
    batch: &Batch,
    (registry, known): (&Registry, &RwLock<Known>),
    watched: Watched,
) -> Result<Taken, StoreError> {
    if let Some(accepted) = intake::accepted_before(tx, &batch.batch_id)? {
        let receipt = Receipt {
            batch_id: batch.batch_id.clone(),
            accepted,
            duplicate: true,
        };
        return Ok(Taken {
            receipt,
            planned: Vec::new(),
            new: Novelties::default(),
            items: Vec::new(),
        });
    }
    let now_ms = Utc::now().timestamp_millis();
    intake::insert(tx, &batch.batch_id, batch.events.len(), now_ms)?;
    let ids = event::insert_all(tx, &batch.events)?;
    let new = known
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .novelties(&batch.events);
    if !new.is_empty() {
        known::put(tx, &new)?;
    }
    let snapshot = registry.now();
    let keys = plan::keys(&batch.events, &snapshot.directory);
    let source = delivery::Source {
        events: &batch.events,
        ids: &ids,
        now_ms,
        run: None,
    };
    let mut plans = Vec::with_capacity(snapshot.targets.len());
    let live = |target: &ActiveTarget| target.config().push_type.takes_live_events();
    for (id, target) in snapshot.targets.iter().filter(|(_, target)| live(target)) {
        let remembered = match target.plan.asks_memory() {
            true => memory::remembered(tx.connection(), *id, &keys)?,
            false => Default::default(),
        };
        let plan = plan::plan(&batch.events, &target.plan, &snapshot.directory, &remembered);
        if !plan.deliveries.is_empty() {
            memory::apply(tx, *id, &plan.memory)?;
            plans.push((*id, plan));
        }
    }
    let mut deliveries: Vec<(TargetId, &Planned)> = plans
        .iter()
        .flat_map(|(id, plan)| plan.deliveries.iter().map(|delivery| (*id, delivery)))
        .collect();
    // Stable: the order within a target, which is that of the lanes, stays.
    deliveries.sort_by_key(|(_, delivery)| delivery.event);
    let delivery_ids = delivery::insert_all(tx, &deliveries, source)?;
    let items = match watched {
        Watched::Yes => deliveries
            .iter()
            .zip(&delivery_ids)
            .map(|((target, delivery), id)| item(*id, *target, delivery, source))
            .collect(),
        Watched::No => Vec::new(),
    };
    let planned = plans
        .iter()
        .map(|(id, plan)| {
            (
                *id,
                plan.deliveries.iter().map(|delivery| delivery.status).collect(),
            )
        })
        .collect();
    let accepted = batch.events.len() as u64;
    let receipt = Receipt {
        batch_id: batch.batch_id.clone(),
        accepted,
        duplicate: false,
    };
    Ok(Taken {
        receipt,
        planned,
        new,
        items,
    })
}

/// The row of the log as it is when it was planned.
fn item(
    id: DeliveryId,
    target_id: TargetId,
    delivery: &Planned,
    source: delivery::Source<'_>,
) -> DeliveryItem {
    let created_at = chrono::DateTime::from_timestamp_millis(source.now_ms).unwrap_or_default();
    let event: &Event = &source.events[delivery.event];
    DeliveryItem {
        id,
        target_id,
        event_id: source.ids[delivery.event],
        data_set: delivery.data_set,
        business_state: event.business_state.clone(),
        request_id: event.request_id.0.clone(),
        request_name: event.request_name.clone(),
        workflow_name: event.workflow_name.clone(),
        workflow_type_id: event.workflow_type_id.0.clone(),
        creator: event.creator.0.clone(),
        creator_name: None,
        receiver: event.receiver.0.clone(),
        receiver_name: None,
        mapped_receiver: delivery.mapped_receiver.clone(),
        status: delivery.status,
        reason_code: delivery.reason.as_ref().map(|reason| reason.code.to_owned()),
        reason: delivery.reason.as_ref().map(|reason| reason.text.clone()),
        attempts: 0,
        created_at,
        finished_at: (delivery.status != Status::Pending).then_some(created_at),
        backfilled: delivery.backfilled,
        superseded_by: None,
    }
}

/// Rows in one message of the live stream: with the messages that a listener may be behind, what bounds its memory.
const MOST_ROWS_SHOWN: usize = 200;

/// Shows rows to whoever watches, persons named as far as the directory knows them.
pub(crate) fn show(
    live: &broadcast::Sender<Arc<LiveEvent>>,
    mut items: Vec<DeliveryItem>,
    snapshot: &Arc<Snapshot>,
) {
    name_persons(&mut items, snapshot);
    while !items.is_empty() {
        let rest = items.split_off(items.len().min(MOST_ROWS_SHOWN));
        // The last watcher may have gone meanwhile.
        let _ = live.send(Arc::new(LiveEvent::Deliveries(items)));
        items = rest;
    }
}

/// Puts names beside ids, as far as the directory knows them.
pub(crate) fn name_persons(items: &mut [DeliveryItem], snapshot: &Arc<Snapshot>) {
    for item in items {
        let name = |id: &str| {
            snapshot
                .directory
                .person(&domain::ids::PersonId::from(id))
                .map(|person| person.name.clone())
        };
        item.creator_name = name(&item.creator);
        item.receiver_name = name(&item.receiver);
    }
}
