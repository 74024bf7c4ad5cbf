//! Dry run (row T9): what would happen to an event at a target, by the very code of a push, sending nothing.

use chrono::{Local, Utc};
use domain::delivery::{Links, Reason, Status, Verdict};
use domain::event::{DataSet, Event};
use domain::ids::{DeliveryId, EventId, TargetId};
use domain::plan::{self, DeliveryKey, Planned};
use domain::target::TargetConfig;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use store::table::again::Turn;
use store::table::delivery::Due;
use suites::Token;

use crate::push::{self, Finish, Moment};
use crate::registry::{ActiveTarget, Sender, Snapshot};

/// What would happen to an event at a target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DryRun {
    /// In the order in which they would be sent.
    pub deliveries: Vec<DryRunDelivery>,
}

/// One delivery as it would be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DryRunDelivery {
    /// As it would be sent.
    pub data_set: DataSet,
    /// A to-do that would be sent because the OA never sent one.
    pub backfilled: bool,
    /// `pending` when it would be sent.
    pub status: Status,
    /// Stable code of the reason why not.
    pub reason_code: Option<String>,
    /// The reason in words.
    pub reason: Option<String>,
    /// What each stage says.
    pub verdicts: Vec<Verdict>,
    /// What the receiving system knows the receiver by.
    pub mapped_receiver: Option<String>,
    /// What the receiving system knows the creator by.
    pub mapped_creator: Option<String>,
    /// The three addresses.
    pub links: Option<Links>,
    /// The request that would go out, secrets masked.
    pub request: Option<DryRunRequest>,
}

/// A request that would go out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DryRunRequest {
    /// `POST` and the like.
    pub method: String,
    /// Where it would go.
    pub url: String,
    /// Names and values, secrets masked.
    pub headers: Vec<(String, String)>,
    /// The body, secrets masked.
    pub body: String,
}

/// Plans one event as if the target were enabled.
pub(crate) fn run(
    event: &Event,
    target: &ActiveTarget,
    snapshot: &Snapshot,
    remembered: &HashSet<DeliveryKey>,
) -> DryRun {
    let plan = plan::plan(
        std::slice::from_ref(event),
        &target.plan,
        &snapshot.directory,
        remembered,
    );
    let deliveries = plan
        .deliveries
        .into_iter()
        .map(|planned| delivery(planned, event, target, snapshot))
        .collect();
    DryRun { deliveries }
}

/// The configuration that a dry run plans with: switched on, whatever the switch says.
pub(crate) fn enabled(config: &TargetConfig) -> TargetConfig {
    TargetConfig {
        enabled: true,
        ..config.clone()
    }
}

fn delivery(planned: Planned, event: &Event, target: &ActiveTarget, snapshot: &Snapshot) -> DryRunDelivery {
    let mut result = DryRunDelivery {
        data_set: planned.data_set,
        backfilled: planned.backfilled,
        status: planned.status,
        reason_code: planned.reason.as_ref().map(|reason| reason.code.to_owned()),
        reason: planned.reason.map(|reason| reason.text),
        verdicts: planned.verdicts,
        mapped_receiver: planned.mapped_receiver,
        mapped_creator: planned.mapped_creator,
        links: None,
        request: None,
    };
    let (Status::Pending, Some(receiver)) = (result.status, result.mapped_receiver.clone()) else {
        return result;
    };
    let due = Due {
        id: DeliveryId(0),
        event_id: EventId(0),
        data_set: result.data_set,
        backfilled: result.backfilled,
        person: planned.person,
        mapped_receiver: receiver,
        mapped_creator: result.mapped_creator.clone(),
        attempts: 0,
        place: Turn::START,
        is_again: false,
        run: None,
        created_at: Utc::now(),
        event: event.clone(),
    };
    match &target.sender {
        Ok(sender) => encode(&mut result, sender, &due, (snapshot, target.id())),
        Err(why) => fail(&mut result, why.clone()),
    }
    result
}

fn encode(
    result: &mut DryRunDelivery,
    sender: &Sender,
    due: &Due,
    (snapshot, target): (&Snapshot, TargetId),
) {
    let moment = Moment {
        target,
        snapshot,
        now: Local::now().fixed_offset(),
    };
    let links = push::links(&sender.suite, due, &moment);
    // No receiver is asked for a token; what stands in its place is masked like the real one.
    let token = sender
        .suite
        .sign_on()
        .map(|_| Token::new("token-of-the-sign-on".to_owned()));
    let finish = Finish {
        links: &links,
        token: token.as_ref(),
        now: moment.now,
    };
    match push::encode(&sender.suite, due, &finish) {
        Ok(exchange) => {
            result.request = Some(DryRunRequest {
                method: exchange.request.method().to_string(),
                url: exchange.shown_url,
                headers: exchange.shown_headers,
                body: String::from_utf8_lossy(&exchange.shown_body).into_owned(),
            });
        }
        Err(fault) => fail(result, fault.to_string()),
    }
    result.links = Some(links);
}

fn fail(result: &mut DryRunDelivery, detail: String) {
    let reason = Reason::of_outcome(&domain::delivery::Outcome::OwnFault { detail });
    result.status = Status::Failed;
    result.reason_code = reason.as_ref().map(|reason| reason.code.to_owned());
    result.reason = reason.map(|reason| reason.text);
}
