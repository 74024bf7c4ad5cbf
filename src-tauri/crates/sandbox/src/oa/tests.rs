//! The walk as a whole: sane orders, the pace in virtual time, and an intake that is away.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::State as Extracted;
use axum::response::IntoResponse;
use http::StatusCode;
use proptest::prelude::{ProptestConfig, any, proptest};
use serde_json::Value;

use super::event::{BusinessState, DataSet, Event};
use super::*;

/// What is wrong with an event after those before it of the same person and request; `None` if nothing.
fn complaint(last: Option<DataSet>, event: &Event) -> Option<&'static str> {
    match (last, event.data_set) {
        (Some(DataSet::Closed | DataSet::Deleted), _) => Some("something came after the end"),
        (None | Some(DataSet::Done), DataSet::Done) => Some("a done came without a to-do"),
        (None, DataSet::Closed | DataSet::Deleted) => Some("an end came to somebody who had nothing"),
        _ => None,
    }
}

/// Walks `acts` acts; answers all events, asserting the order of each person's.
fn walk(seed: u64, acts: usize, rate: f64) -> Vec<Event> {
    let organisation = Arc::new(Organisation::of(seed));
    let mut world = World::new(organisation, seed, china_now());
    let mut last: HashMap<(String, Arc<str>), DataSet> = HashMap::new();
    let mut events = Vec::new();
    for _ in 0..acts {
        let Some(caused) = world.advance(rate, &|_| false, china_now()) else {
            continue;
        };
        let id = caused.request.to_string();
        for event in &caused.events {
            assert_eq!(event.request_id, id, "an act concerns one request");
            let key = (id.clone(), Arc::clone(&event.receiver));
            let wrong = complaint(last.get(&key).copied(), event);
            assert!(wrong.is_none(), "seed {seed}: {wrong:?}: {event:?}");
            last.insert(key, event.data_set);
        }
        let waits = world
            .request(caused.request)
            .is_none_or(|request| !request.waiting().is_empty());
        assert!(waits, "seed {seed}: an open request should wait for somebody");
        events.extend(caused.events);
    }
    events
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn for_each_person_of_a_request_the_order_is_sane(seed in any::<u64>()) {
        walk(seed, 1_500, 5.0);
    }
}

#[test]
fn a_long_walk_shows_every_state_and_keeps_itself_bounded() {
    let events = walk(4, 60_000, 500.0);
    let states: HashSet<BusinessState> = events.iter().map(|event| event.business_state).collect();
    assert_eq!(states.len(), 11, "every business state occurs: {states:?}");
    assert!(
        events.iter().any(|event| event.receiver_identity.is_some()),
        "part-time identities get work"
    );
    let receivers: HashSet<_> = events.iter().map(|event| &event.receiver).collect();
    assert!(receivers.len() > 100, "{} people take part", receivers.len());
    let todos = events
        .iter()
        .filter(|event| event.data_set == DataSet::Todo)
        .count();
    assert!(
        todos * 3 > events.len(),
        "{todos} to-dos in {} events",
        events.len()
    );
    let mut world = World::new(Arc::new(Organisation::of(4)), 4, china_now());
    for _ in 0..world::MOST_OPEN + 500 {
        world.start(None, None, china_now());
    }
    assert_eq!(
        world.open_count(),
        world::MOST_OPEN,
        "no more are started than may be open"
    );
    for _ in 0..20_000 {
        world.advance(500.0, &|_| false, china_now());
    }
    assert!(
        world.open_count() < world::MOST_OPEN,
        "when many are open they are finished first"
    );
}

#[test]
fn ids_of_requests_do_not_meet_those_of_a_later_run() {
    let organisation = Arc::new(Organisation::of(1));
    let start = china_now();
    let mut first = World::new(Arc::clone(&organisation), 1, start);
    let last = (0..200)
        .filter_map(|_| first.start(None, None, start))
        .map(|caused| caused.request)
        .max();
    let mut second = World::new(organisation, 1, start + chrono::TimeDelta::seconds(1));
    let next = second.start(None, None, start).map(|caused| caused.request);
    assert!(last < next, "200 requests in a second: {last:?}, then {next:?}");
}

#[test]
fn a_busy_request_is_left_alone() {
    let mut world = World::new(Arc::new(Organisation::of(2)), 2, china_now());
    let busy = world.start(None, None, china_now()).unwrap().request;
    for _ in 0..500 {
        let caused = world.advance(1.0, &|request| request == busy, china_now());
        assert!(
            caused.is_none_or(|caused| caused.request != busy),
            "the busy request was touched"
        );
    }
}

#[test]
fn an_event_has_the_contracts_fields() {
    let mut world = World::new(Arc::new(Organisation::of(2)), 2, china_now());
    let caused = world.start(None, None, china_now()).unwrap();
    let batch = event::Batch {
        batch_id: "b",
        events: &caused.events,
    };
    let batch = serde_json::to_value(&batch).unwrap();
    let fields: HashSet<&str> = batch["events"][0]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let known = [
        "dataSet",
        "businessState",
        "requestId",
        "requestName",
        "workflowId",
        "workflowName",
        "workflowTypeId",
        "workflowTypeName",
        "nodeId",
        "nodeName",
        "creator",
        "createdAt",
        "receiver",
        "receiverIdentity",
        "receivedAt",
        "viewType",
        "occurredAt",
    ];
    assert!(fields.iter().all(|field| known.contains(field)), "{fields:?}");
    assert!(
        known
            .iter()
            .all(|field| fields.contains(field) || *field == "receiverIdentity"),
        "{fields:?}"
    );
    assert_eq!(
        (&batch["batchId"], &batch["events"][0]["dataSet"]),
        (&Value::from("b"), &Value::from("todo"))
    );
}

/// An OA without carriers: the test takes its batches itself.
fn quiet() -> Oa {
    Oa::new(Arc::new(Organisation::of(3)), 3, CancellationToken::new())
}

/// Takes batches as fast as they come; counts their events.
async fn swallow(oa: &Oa, events: &AtomicU64) {
    loop {
        let woken = oa.0.carry.notified();
        let taken = oa.state().outbox.take();
        match taken {
            Some(parcel) => {
                events.fetch_add(u64::from(parcel.events), Ordering::Relaxed);
                oa.state().outbox.settle(parcel.request);
            }
            None => woken.await,
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_walk_keeps_its_pace_at_both_ends_and_changes_it_at_once() {
    let oa = quiet();
    oa.connect("http://127.0.0.1:9", "t");
    let events = AtomicU64::new(0);
    let script = async {
        for (rate, seconds) in [(0.1_f64, 2_000_u32), (500.0, 60), (2.0, 300), (37.5, 100)] {
            oa.set(true, rate);
            let before = events.load(Ordering::Relaxed);
            tokio::time::sleep(Duration::from_secs(u64::from(seconds))).await;
            let given = events.load(Ordering::Relaxed) - before;
            let wanted = rate * f64::from(seconds);
            let given = f64::from(u32::try_from(given).unwrap());
            assert!(
                (given - wanted).abs() <= 12.0 + wanted * 0.01,
                "{given} events at {rate}/s in {seconds} s"
            );
        }
        oa.set(false, 500.0);
        let before = events.load(Ordering::Relaxed);
        tokio::time::sleep(Duration::from_secs(600)).await;
        assert_eq!(events.load(Ordering::Relaxed), before, "nothing while it stands");
    };
    tokio::select! {
        () = oa.walk() => unreachable!("the walk has no end"),
        () = swallow(&oa, &events) => unreachable!("nor has this"),
        () = script => {}
    }
}

#[tokio::test(start_paused = true)]
async fn the_walk_pauses_while_too_much_is_unsent() {
    let oa = quiet();
    oa.connect("http://127.0.0.1:9", "t");
    oa.set(true, 500.0);
    tokio::select! {
        () = oa.walk() => unreachable!("the walk has no end"),
        () = tokio::time::sleep(Duration::from_secs(3_600)) => {}
    }
    assert!(oa.state().outbox.is_full());
    assert_eq!(
        oa.state().batches_made,
        outbox::MOST_WAITING as u64,
        "an hour without an intake costs this much"
    );
    assert!(
        matches!(oa.begin(None, None), Err(OaRefusal::Backlog)),
        "an operator is told so"
    );
}

/// An intake in every kind of trouble.
#[derive(Clone, Default)]
struct Moody(Arc<(AtomicU64, Mutex<Vec<Value>>)>);

async fn moody(Extracted(intake): Extracted<Moody>, body: Bytes) -> axum::response::Response {
    match intake.0.0.fetch_add(1, Ordering::Relaxed) {
        n if n < 30 || n % 5 == 0 => {
            (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "0")], "later").into_response()
        }
        n if n % 7 == 0 => (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "0")], "slower").into_response(),
        _ => {
            let batch: Value = serde_json::from_slice(&body).unwrap();
            intake.0.1.lock().unwrap().push(batch);
            (StatusCode::OK, "{}").into_response()
        }
    }
}

#[tokio::test]
async fn an_intake_that_is_away_loses_nothing_and_turns_no_order() {
    // Nobody listens at first: the port is taken and let go again.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    let oa = Oa::start(Arc::new(Organisation::of(6)), 6, (&tasks, stop.clone()));
    oa.set(true, 500.0);
    oa.connect(&format!("http://{address}"), "t");
    while oa.status().last_error.is_none() {
        tokio::task::yield_now().await;
    }
    assert_eq!(oa.status().batches_sent, 0);
    let intake = Moody::default();
    let router = axum::Router::new()
        .route("/api/v1/intake/batches", axum::routing::post(moody))
        .with_state(intake.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stopped = stop.clone();
    tasks.spawn(async move {
        axum::serve(listener, router)
            .with_graceful_shutdown(stopped.cancelled_owned())
            .await
            .unwrap();
    });
    oa.connect(&format!("http://{address}"), "t");
    while oa.status().batches_sent < 600 {
        tokio::task::yield_now().await;
    }
    oa.set(false, 500.0);
    while oa.state().outbox.unsettled() > 0 {
        tokio::task::yield_now().await;
    }
    let made = oa.state().batches_made;
    let batches = std::mem::take(&mut *intake.0.1.lock().unwrap());
    assert_eq!(batches.len() as u64, made, "every batch arrived once");
    let mut newest: HashMap<String, String> = HashMap::new();
    let mut ids = HashSet::new();
    for batch in &batches {
        let id = batch["batchId"].as_str().unwrap().to_owned();
        let request = batch["events"][0]["requestId"].as_str().unwrap().to_owned();
        if let Some(before) = newest.insert(request, id.clone()) {
            assert!(
                before < id,
                "a request's batches arrive in their order: {before}, {id}"
            );
        }
        assert!(ids.insert(id), "no batch twice");
    }
    assert!(newest.len() < batches.len(), "some requests had several batches");
    assert_eq!((oa.status().batches_refused, oa.status().last_error), (0, None));
    stop.cancel();
    tasks.close();
    tasks.wait().await;
}

#[tokio::test]
async fn a_refused_batch_is_counted_and_its_reason_shown() {
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    let oa = Oa::start(Arc::new(Organisation::of(6)), 6, (&tasks, stop.clone()));
    let refuse = async || (StatusCode::BAD_REQUEST, "/events/0/receiver");
    let router = axum::Router::new().route("/api/v1/intake/batches", axum::routing::post(refuse));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    oa.connect(&format!("http://{}", listener.local_addr().unwrap()), "t");
    let stopped = stop.clone();
    tasks.spawn(async move {
        axum::serve(listener, router)
            .with_graceful_shutdown(stopped.cancelled_owned())
            .await
            .unwrap();
    });
    while oa.status().batches_refused == 0 {
        tokio::task::yield_now().await;
    }
    let error = oa.status().last_error.unwrap();
    assert!(
        error.contains("400") && error.contains("/events/0/receiver"),
        "{error}"
    );
    stop.cancel();
    tasks.close();
    tasks.wait().await;
}
