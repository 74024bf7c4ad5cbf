//! Intake (row O1): a batch is checked, planned and written in one transaction, and only then answered.

use std::sync::Arc;

use chrono::Utc;
use domain::delivery::Status;
use domain::event::{Batch, Event};
use domain::ids::{DeliveryId, EventId, TargetId};
use domain::plan::{self, Plan};
use store::table::log::DeliveryItem;
use store::table::{delivery, event, intake, memory};
use store::{StoreError, Tx};

use crate::answers::Receipt;
use crate::registry::{Registry, Snapshot};

/// What a batch has come to, in the table.
pub(crate) struct Taken {
    pub(crate) receipt: Receipt,
    /// For each target its new deliveries.
    pub(crate) planned: Vec<(TargetId, Vec<Status>)>,
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
    registry: &Registry,
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
            items: Vec::new(),
        });
    }
    let now_ms = Utc::now().timestamp_millis();
    intake::insert(tx, &batch.batch_id, batch.events.len(), now_ms)?;
    let ids = event::insert_all(tx, &batch.events)?;
    let snapshot = registry.now();
    let keys = plan::keys(&batch.events, &snapshot.directory);
    let source = delivery::Source {
        events: &batch.events,
        ids: &ids,
        now_ms,
    };
    let (mut planned, mut items) = (Vec::new(), Vec::new());
    for (id, target) in &snapshot.targets {
        let remembered = match target.plan.asks_memory() {
            true => memory::remembered(tx.connection(), *id, &keys)?,
            false => Default::default(),
        };
        let plan = plan::plan(&batch.events, &target.plan, &snapshot.directory, &remembered);
        if plan.deliveries.is_empty() {
            continue;
        }
        let delivery_ids = delivery::insert_all(tx, *id, &plan.deliveries, source)?;
        memory::apply(tx, *id, &plan.memory)?;
        if watched == Watched::Yes {
            let rows = Rows {
                target: *id,
                source,
                delivery_ids: &delivery_ids,
            };
            items.extend(rows.items(&plan));
        }
        planned.push((
            *id,
            plan.deliveries.iter().map(|delivery| delivery.status).collect(),
        ));
    }
    let accepted = batch.events.len() as u64;
    let receipt = Receipt {
        batch_id: batch.batch_id.clone(),
        accepted,
        duplicate: false,
    };
    Ok(Taken {
        receipt,
        planned,
        items,
    })
}

struct Rows<'a> {
    target: TargetId,
    source: delivery::Source<'a>,
    delivery_ids: &'a [DeliveryId],
}

impl Rows<'_> {
    fn items<'p>(&'p self, plan: &'p Plan) -> impl Iterator<Item = DeliveryItem> + 'p {
        let created_at = chrono::DateTime::from_timestamp_millis(self.source.now_ms).unwrap_or_default();
        plan.deliveries
            .iter()
            .zip(self.delivery_ids)
            .map(move |(delivery, id)| {
                let event: &Event = &self.source.events[delivery.event];
                let event_id: EventId = self.source.ids[delivery.event];
                DeliveryItem {
                    id: *id,
                    target_id: self.target,
                    event_id,
                    data_set: delivery.data_set,
                    business_state: event.business_state.clone(),
                    request_id: event.request_id.0.clone(),
                    request_name: event.request_name.clone(),
                    workflow_name: event.workflow_name.clone(),
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
                }
            })
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
