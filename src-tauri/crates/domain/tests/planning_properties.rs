//! What holds of planning whatever the target, the batches and the past are (rows X1 to X3, I5, T2, T6): properties
//! over arbitrary targets and runs of batches about few persons and requests, so that keys meet often.

mod scenes;

use std::collections::{HashMap, HashSet};

use domain::delivery::{Stage, StageOutcome, Status};
use domain::event::{DataSet, Event};
use domain::ids::{TargetId, WorkflowId, WorkflowTypeId};
use domain::plan::{CreatorNeed, DeliveryKey, MemoryChange, Plan, Planned, TargetPlan, keys, plan};
use proptest::prelude::*;
use scenes::{Relay, batch, event, target};
use serde_json::{Value, json};

/// An event about few persons and requests. `D` and `stranger` have no login name; `A`, `A-2` and `A-3` are one.
fn any_event() -> impl Strategy<Value = Event> {
    let receivers = vec!["A", "A-2", "A/A-3", "B", "D", "D-2", "E", "E-2", "stranger"];
    (
        prop::sample::select(DataSet::ALL.to_vec()),
        prop::sample::select(vec!["pending", "pending", "forwarded", "copied"]),
        prop::sample::select(receivers),
        prop::sample::select(vec!["R1", "R1", "R2"]),
        prop::sample::select(vec!["54", "54", "55"]),
        prop::sample::select(vec!["3", "3", "4"]),
    )
        .prop_map(
            |(data_set, state, receiver, request, workflow, workflow_type)| Event {
                workflow_id: WorkflowId::from(workflow),
                workflow_type_id: WorkflowTypeId::from(workflow_type),
                ..event(&format!("{}:{state} {receiver}@{request}", data_set.as_str()))
            },
        )
}

fn any_batch() -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec(any_event(), 1..10)
}

fn any_batches() -> impl Strategy<Value = Vec<Vec<Event>>> {
    prop::collection::vec(any_batch(), 1..6)
}

prop_compose! {
    fn any_interception()(
        states in prop::sample::subsequence(vec!["pending", "forwarded", "copied"], 0..=2),
        data_set in prop::sample::select(vec!["todo", "done", "closed", "deleted"]),
        mode in prop::sample::select(vec!["all", "allow", "deny"]),
        members in prop::sample::subsequence(vec![
            json!({ "kind": "person", "id": "B" }),
            json!({ "kind": "person", "id": "A-2" }),
            json!({ "kind": "department", "id": "10", "includeBelow": true }),
            json!({ "kind": "subsidiary", "id": "2", "includeBelow": true }),
            json!({ "kind": "group", "id": "g1" }),
        ], 0..=3),
        workflows in prop::sample::subsequence(vec!["55"], 0..=1),
        types in prop::sample::subsequence(vec!["4"], 0..=1),
    ) -> Value {
        json!({
            "business": { "mode": "custom", "rules": [{ "dataSet": data_set, "states": states }] },
            "persons": { "mode": mode, "members": members },
            "workflows": { "mode": "deny", "ids": workflows },
            "workflowTypes": { "ids": types },
        })
    }
}

#[derive(Debug, Clone, Copy)]
struct Switches {
    filter: bool,
    backfill: bool,
    forget: bool,
}

fn any_switches() -> impl Strategy<Value = Switches> {
    any::<(bool, bool, bool)>().prop_map(|(filter, backfill, forget)| Switches {
        filter,
        backfill,
        forget,
    })
}

/// The configuration of a target, with its switches.
fn any_target(switches: impl Strategy<Value = Switches>) -> impl Strategy<Value = Value> {
    (
        switches,
        any_interception(),
        prop::sample::select(vec!["userId", "userId", "loginId"]),
    )
        .prop_map(|(switches, interception, key)| {
            json!({
                "personKey": key,
                "interception": interception,
                "specialData": {
                    "duplicateFilter": switches.filter,
                    "missingBackfill": switches.backfill,
                    "forgetWhenOver": switches.forget,
                },
            })
        })
}

/// A relay that has gone through all batches but the last, and the last one.
fn before_the_last(with: &Value, batches: &[Vec<Event>]) -> (Relay, Vec<Event>) {
    let mut relay = Relay::new(with);
    let (last, past) = batches.split_last().expect("at least one batch");
    for events in past {
        relay.take(events);
    }
    (relay, last.clone())
}

fn is_intercepted(planned: &Planned) -> bool {
    planned
        .reason
        .as_ref()
        .is_some_and(|reason| reason.code.starts_with("INTERCEPTED_"))
}

fn key_of(relay: &Relay, event: &Event) -> DeliveryKey {
    keys(std::slice::from_ref(event), &relay.directory).remove(0)
}

/// A plan with the places of its events renamed.
fn moved(plan: &Plan, place: impl Fn(usize) -> usize) -> Plan {
    let deliveries = plan.deliveries.iter().map(|planned| Planned {
        event: place(planned.event),
        ..planned.clone()
    });
    Plan {
        deliveries: deliveries.collect(),
        memory: plan.memory.clone(),
    }
}

proptest! {
    #[test]
    fn x3_what_was_intercepted_might_as_well_not_have_come(
        with in any_target(any_switches()),
        batches in any_batches(),
    ) {
        let (relay, events) = before_the_last(&with, &batches);
        let whole = relay.plan(&events);
        let intercepted: HashSet<usize> = whole
            .deliveries
            .iter()
            .filter(|planned| is_intercepted(planned))
            .map(|planned| planned.event)
            .collect();
        for planned in &whole.deliveries {
            prop_assert!(
                !(planned.backfilled && intercepted.contains(&planned.event)),
                "nothing is backfilled for what was intercepted"
            );
        }
        // Without them the rest is planned the same way and the memory changes the same way.
        let left: Vec<usize> = (0..events.len()).filter(|n| !intercepted.contains(n)).collect();
        let rest: Vec<Event> = left.iter().map(|n| events[*n].clone()).collect();
        let without = moved(&relay.plan(&rest), |place| left[place]);
        let mut expected = whole;
        expected.deliveries.retain(|planned| !is_intercepted(planned));
        prop_assert_eq!(without, expected);
    }

    #[test]
    fn x3_only_a_todo_that_goes_out_is_remembered_and_only_what_goes_out_makes_a_key_new(
        with in any_target(any_switches()),
        batches in any_batches(),
    ) {
        let (relay, events) = before_the_last(&with, &batches);
        let plan = relay.plan(&events);
        let forgets = with["specialData"]["forgetWhenOver"] == json!(true);
        let expected: Vec<MemoryChange> = plan
            .deliveries
            .iter()
            .filter(|planned| planned.status == Status::Pending)
            .filter_map(|planned| {
                let key = key_of(&relay, &events[planned.event]);
                match planned.data_set {
                    DataSet::Todo => Some(MemoryChange::Remember(key)),
                    _ => forgets.then_some(MemoryChange::Forget(key)),
                }
            })
            .collect();
        prop_assert_eq!(plan.memory, expected);
    }

    #[test]
    fn planning_the_same_batch_twice_with_the_same_memory_gives_the_same_result(
        with in any_target(any_switches()),
        batches in any_batches(),
    ) {
        let (relay, events) = before_the_last(&with, &batches);
        let first = relay.plan(&events);
        prop_assert_eq!(&relay.plan(&events), &first);
        // Nor does it depend on anything but the configuration, the directory and the memory.
        let mut anew = Relay::new(&with);
        anew.memory.clone_from(&relay.memory);
        prop_assert_eq!(&anew.plan(&events), &first);
        // The whole memory and what the batch asks about are the same to it.
        let with_all = plan(&events, &relay.target, &relay.directory, &relay.memory);
        prop_assert_eq!(&with_all, &first);
    }

    #[test]
    fn no_event_is_lost_every_one_has_exactly_one_delivery_of_its_own_in_the_order_of_the_batch(
        with in any_target(any_switches()),
        batches in any_batches(),
    ) {
        let (relay, events) = before_the_last(&with, &batches);
        let plan = relay.plan(&events);
        let own: Vec<(usize, DataSet)> = plan
            .deliveries
            .iter()
            .filter(|planned| !planned.backfilled)
            .map(|planned| (planned.event, planned.data_set))
            .collect();
        let expected: Vec<(usize, DataSet)> =
            events.iter().enumerate().map(|(n, event)| (n, event.data_set)).collect();
        prop_assert_eq!(own, expected);
        // A delivery's id grows with its event's, backfilled ones included.
        prop_assert!(plan.deliveries.is_sorted_by_key(|planned| planned.event));
    }

    #[test]
    fn each_key_is_planned_as_if_it_had_come_alone(
        with in any_target(any_switches()),
        batches in any_batches(),
    ) {
        let (relay, events) = before_the_last(&with, &batches);
        let whole = relay.plan(&events);
        for key in keys(&events, &relay.directory) {
            let places: Vec<usize> =
                (0..events.len()).filter(|n| key_of(&relay, &events[*n]) == key).collect();
            let own: Vec<Event> = places.iter().map(|n| events[*n].clone()).collect();
            let alone = moved(&relay.plan(&own), |place| places[place]);
            let among: Vec<Planned> = whole
                .deliveries
                .iter()
                .filter(|planned| places.contains(&planned.event))
                .cloned()
                .collect();
            prop_assert_eq!(alone.deliveries, among);
        }
    }

    #[test]
    fn x1d_with_the_filter_on_all_todos_of_a_key_go_out_in_one_batch(
        with in any_target(any::<bool>().prop_map(|backfill| Switches { filter: true, backfill, forget: false })),
        batches in any_batches(),
    ) {
        let mut relay = Relay::new(&with);
        let mut first_batch: HashMap<DeliveryKey, usize> = HashMap::new();
        for (n, events) in batches.iter().enumerate() {
            let plan = relay.take(events);
            let mut sent: HashMap<DeliveryKey, (usize, usize)> = HashMap::new();
            for planned in plan.deliveries.iter().filter(|planned| planned.status == Status::Pending) {
                let key = key_of(&relay, &events[planned.event]);
                let (own, backfilled) = sent.entry(key.clone()).or_default();
                match (planned.data_set, planned.backfilled) {
                    (DataSet::Todo, false) => *own += 1,
                    (DataSet::Todo, true) => *backfilled += 1,
                    _ => continue,
                }
                let first = *first_batch.entry(key).or_insert(n);
                prop_assert_eq!(first, n, "a to-do went out in an earlier batch");
            }
            for (key, (own, backfilled)) in sent {
                let held = |data_set| {
                    let of_key = events.iter().filter(|event| key_of(&relay, event) == key);
                    of_key.filter(|event| event.data_set == data_set).count()
                };
                prop_assert!(own <= held(DataSet::Todo), "no more to-dos than the batch held");
                prop_assert!(backfilled <= held(DataSet::Closed), "no more backfilled than closed items");
            }
        }
    }

    #[test]
    fn x1_the_filter_stops_nothing_but_todos_of_known_keys_and_dones_beside_a_todo(
        with in any_target(any_switches()),
        batches in any_batches(),
    ) {
        let (relay, events) = before_the_last(&with, &batches);
        let plan = relay.plan(&events);
        let filters = with["specialData"]["duplicateFilter"] == json!(true);
        let has_todo = |key: &DeliveryKey| {
            let mut todos = plan.deliveries.iter().filter(|p| p.data_set == DataSet::Todo && !is_intercepted(p));
            todos.any(|planned| key_of(&relay, &events[planned.event]) == *key)
        };
        for planned in &plan.deliveries {
            let is_filtered = planned.reason.as_ref().is_some_and(|reason| reason.code == "DUPLICATE_FILTER");
            if !is_filtered {
                continue;
            }
            let key = key_of(&relay, &events[planned.event]);
            prop_assert!(filters && !planned.backfilled);
            match planned.data_set {
                DataSet::Todo => prop_assert!(relay.memory.contains(&key)),
                DataSet::Done => prop_assert!(has_todo(&key), "X1c: a to-do stays for the done that goes"),
                other => prop_assert!(false, "{other:?} is no matter of the filter"),
            }
        }
    }

    #[test]
    fn x2_a_backfilled_todo_stands_before_what_it_was_made_for_and_never_after_the_person_was_done(
        with in any_target(any_switches()),
        batches in any_batches(),
    ) {
        let (relay, events) = before_the_last(&with, &batches);
        let plan = relay.plan(&events);
        let is_on = with["specialData"]["missingBackfill"] == json!(true);
        for (at, todo) in plan.deliveries.iter().enumerate().filter(|(_, planned)| planned.backfilled) {
            let key = key_of(&relay, &events[todo.event]);
            prop_assert!(is_on && todo.data_set == DataSet::Todo);
            prop_assert!(!relay.memory.contains(&key), "no to-do was missing");
            let next = &plan.deliveries[at + 1];
            prop_assert_eq!((next.event, next.backfilled), (todo.event, false), "it stands right before its item");
            prop_assert!(next.status != Status::Ignored, "and that item goes out with it");
            let acted = (Stage::Backfill, StageOutcome::Acted);
            prop_assert!(next.verdicts.iter().any(|verdict| (verdict.stage, verdict.outcome) == acted));
            // Before it the receiver saw nothing of the key but deletions, or closed items with to-dos of their own.
            let of_key = |planned: &&Planned| {
                planned.status != Status::Ignored && key_of(&relay, &events[planned.event]) == key
            };
            let before: Vec<&Planned> = plan.deliveries[..at].iter().filter(of_key).collect();
            let is_first = before.iter().all(|planned| planned.data_set == DataSet::Deleted);
            let is_further = next.data_set == DataSet::Closed && before.iter().any(|planned| planned.backfilled);
            prop_assert!(is_first || is_further, "{:?}", before);
            if plan.deliveries.iter().filter(of_key).any(|p| p.data_set == DataSet::Todo && !p.backfilled) {
                prop_assert!(before.is_empty(), "X2c: one to-do before all that the batch holds of the key");
            }
        }
    }

    #[test]
    fn x2_with_backfill_on_no_closed_item_goes_out_before_a_todo_of_its_key(
        with in any_target(any_switches().prop_map(|switches| Switches { backfill: true, forget: false, ..switches })),
        batches in any_batches(),
    ) {
        let mut relay = Relay::new(&with);
        let mut told: HashSet<DeliveryKey> = HashSet::new();
        for events in &batches {
            for planned in relay.take(events).deliveries {
                let key = key_of(&relay, &events[planned.event]);
                match (planned.status, planned.data_set) {
                    (Status::Pending, DataSet::Todo) => { told.insert(key); }
                    (Status::Pending, DataSet::Closed) => prop_assert!(told.contains(&key)),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn x2b_with_no_todo_about_there_are_as_many_backfilled_todos_as_closed_items(
        events in any_batch(),
    ) {
        let events: Vec<Event> =
            events.into_iter().filter(|event| event.data_set != DataSet::Todo).collect();
        let relay = Relay::new(&scenes::special(&["missingBackfill"]));
        let plan = relay.plan(&events);
        for key in keys(&events, &relay.directory) {
            let count = |wanted: &dyn Fn(&Planned) -> bool| {
                let of_key = plan.deliveries.iter().filter(|p| key_of(&relay, &events[p.event]) == key);
                of_key.filter(|planned| wanted(planned)).count()
            };
            prop_assert_eq!(
                count(&|planned| planned.backfilled),
                count(&|planned| planned.data_set == DataSet::Closed)
            );
        }
    }

    #[test]
    fn x1_x2_both_off_by_default_the_past_does_not_matter(
        with in any_target(any::<bool>().prop_map(|forget| Switches { filter: false, backfill: false, forget })),
        batches in any_batches(),
    ) {
        let (relay, events) = before_the_last(&with, &batches);
        prop_assert!(!relay.target.asks_memory());
        let with_past = relay.plan(&events);
        let without = plan(&events, &relay.target, &relay.directory, &HashSet::new());
        prop_assert_eq!(&with_past, &without);
        prop_assert_eq!(with_past.deliveries.len(), events.len());
    }

    #[test]
    fn t2_a_disabled_target_gets_nothing_whatever_comes(
        with in any_target(any_switches()),
        events in any_batch(),
    ) {
        let mut with = with;
        with["enabled"] = json!(false);
        let plan = Relay::new(&with).plan(&events);
        prop_assert_eq!(plan, Plan::default());
    }

    #[test]
    fn t6_what_is_pending_has_somebody_to_go_to_and_what_is_not_says_why(
        with in any_target(any_switches()),
        batches in any_batches(),
    ) {
        let (relay, events) = before_the_last(&with, &batches);
        for planned in relay.plan(&events).deliveries {
            let has_receiver = planned.mapped_receiver.as_deref().is_some_and(|value| !value.trim().is_empty());
            match planned.status {
                Status::Pending => prop_assert!(has_receiver && planned.reason.is_none()),
                Status::Ignored => prop_assert!(!has_receiver && planned.reason.is_some()),
                Status::Failed => prop_assert_eq!(
                    planned.reason.map(|reason| reason.code), Some("PERSON_WITHOUT_VALUE")
                ),
                other => prop_assert!(false, "planning never makes a delivery {other:?}"),
            }
            let stages: Vec<Stage> = planned.verdicts.iter().map(|verdict| verdict.stage).collect();
            prop_assert!(stages.is_sorted() && !stages.is_empty(), "{:?}", stages);
            let stops = planned.verdicts.iter().filter(|verdict| verdict.outcome == StageOutcome::Stopped);
            prop_assert_eq!(stops.count(), usize::from(planned.status != Status::Pending));
        }
    }
}

#[test]
fn the_keys_of_a_batch_are_each_named_once_in_their_order() {
    let relay = Relay::new(&json!({}));
    let events = batch("todo B, done A-2, closed A/A-3, todo A@R2, todo B, todo stranger");
    let named: Vec<String> = keys(&events, &relay.directory)
        .iter()
        .map(|key| format!("{}@{}", key.person, key.request))
        .collect();
    assert_eq!(named, ["B@R1", "A@R1", "A@R2", "stranger@R1"]);
}

#[test]
fn a_full_batch_about_one_key_is_planned_in_one_walk() {
    // Were any stage to look at all pairs, 5,000 events of one key would be 25 million steps each.
    let config = target(&scenes::special(&[
        "duplicateFilter",
        "missingBackfill",
        "forgetWhenOver",
    ]));
    let directory = scenes::directory();
    let target = TargetPlan::new(TargetId(1), &config, CreatorNeed::Required.into(), &directory);
    let events: Vec<Event> = (0..5_000).map(|_| event("closed A")).collect();
    let plan = plan(&events, &target, &directory, &HashSet::new());
    assert_eq!(plan.deliveries.len(), 10_000);
    assert_eq!(plan.memory.len(), 10_000);
}
