//! Batch pushes as a whole: what is on the OA's lists now (row B2), the history over a kill (B1, B3), and a receiver that is
//! cleaned before it gets its history again (S6).
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::{Value, json};

use whole_program::ecology::{Ecology, Mood};
use whole_program::events::{Item, batch};
use whole_program::landray::CarelessLandray;
use whole_program::relay::{Home, Relay};
use whole_program::until::until;

const STARTED: usize = 60;

async fn make(relay: &Relay, target: u64, rows: &Value, per_second: Option<u32>) -> u64 {
    let new = json!({
        "targetIds": [target], "rows": rows, "duplicates": "asNew", "perSecond": per_second, "start": true,
    });
    let made = relay.api.post("/api/v1/tasks", &new).await.expect(201);
    made[0]["id"].as_u64().unwrap()
}

async fn task(relay: &Relay, id: u64) -> Value {
    relay.api.get(&format!("/api/v1/tasks/{id}")).await
}

async fn until_state(relay: &Relay, id: u64, state: &str) -> Value {
    until(&format!("the task is {state}"), async || {
        let task = task(relay, id).await;
        (task["state"] == state).then_some(task)
    })
    .await
}

fn everything() -> Value {
    json!({ "kind": "history", "filter": {} })
}

fn real_time(conditions: &Value) -> Value {
    json!({ "kind": "realTime", "conditions": conditions })
}

/// A simulated OA at rest with some requests, and a receiver that knows nothing of them.
async fn office(home: &Home) -> Relay {
    let relay = home.start_with(&["--sandbox"]).await;
    let still = json!({ "running": false, "eventsPerSecond": 1 });
    relay.api.put("/api/v1/sandbox/oa", &still).await.expect(200);
    let sent = async || {
        relay.api.get("/api/v1/sandbox").await["oa"]["batchesSent"]
            .as_u64()
            .unwrap()
    };
    let before = sent().await;
    let mut acts = 0;
    for request in 0..STARTED {
        let started = relay.api.post("/api/v1/sandbox/oa/requests", &json!({})).await;
        let id = started.expect(201)["requestId"].as_str().unwrap().to_owned();
        acts += 1;
        if request % 3 == 0 {
            let path = format!("/api/v1/sandbox/oa/requests/{id}/act");
            relay
                .api
                .post(&path, &json!({ "action": "approve" }))
                .await
                .expect(200);
            acts += 1;
        }
    }
    until("the OA has sent it all", async || {
        (sent().await >= before + acts).then_some(())
    })
    .await;
    relay
}

async fn counted(relay: &Relay, conditions: &Value) -> (u64, u64) {
    let (mut items, mut after) = (0, Value::Null);
    loop {
        let question = json!({ "conditions": conditions, "after": after });
        let part = relay
            .api
            .post("/api/v1/oa/items/count", &question)
            .await
            .expect(200);
        assert_eq!(part["unread"], 0, "{part}");
        items += part["items"].as_u64().unwrap();
        if part["next"].is_null() {
            return (items, part["persons"].as_u64().unwrap());
        }
        after = part["next"].clone();
    }
}

/// Rows B2, O3: as many arrive as were counted, each request of a person once, in its latest state.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_on_the_lists_now_is_counted_first_and_then_pushed_in_its_latest_state() {
    let home = Home::new();
    let relay = office(&home).await;
    let peer = Ecology::start(Mood::Prompt);
    let target = relay.create_target(&peer.target("new")).await;
    let (items, persons) = counted(&relay, &json!({})).await;
    assert!(items as usize >= STARTED && persons > 100, "{items} of {persons}");
    let id = make(&relay, target, &real_time(&json!({})), None).await;
    let task = until_state(&relay, id, "done").await;
    assert_eq!(task["tally"]["looked"], persons);
    assert_eq!(
        (&task["tally"]["found"], &task["outcome"]["success"]),
        (&json!(items), &json!(items))
    );
    let arrivals: Vec<_> = peer.arrivals().into_iter().map(|(_, arrival)| arrival).collect();
    let distinct: BTreeSet<_> = arrivals.iter().map(|one| (&one.flow, &one.receiver)).collect();
    assert_eq!(arrivals.len() as u64, items);
    let directory = relay.api.get("/api/v1/directory").await;
    let part_time = |person: &&Value| !person["mainAccount"].is_null();
    assert!(
        directory["persons"]
            .as_array()
            .unwrap()
            .iter()
            .any(|person| part_time(&person))
    );
    let twice = arrivals.len() - distinct.len();
    assert!(
        twice < arrivals.len() / 4,
        "only identities of one person share a request: {twice}"
    );
    let marks: BTreeSet<_> = arrivals.iter().filter_map(|one| one.mark.as_deref()).collect();
    assert_eq!(marks, BTreeSet::from(["0", "2"]), "to-dos and dones");
    assert_eq!(peer.refusals(), Vec::<String>::new());

    // Conditions narrow it: to-dos of one person, and none of a day that is to come.
    let receiver = &arrivals
        .iter()
        .find(|one| one.mark.as_deref() == Some("0"))
        .unwrap()
        .receiver;
    let of_one = json!({ "receivers": [receiver], "dataSets": ["todo"] });
    let (few, identities) = counted(&relay, &of_one).await;
    assert!(few >= 1 && identities >= 1);
    let second = Ecology::start(Mood::Prompt);
    let narrow = relay.create_target(&second.target("narrow")).await;
    let id = make(&relay, narrow, &real_time(&of_one), None).await;
    until_state(&relay, id, "done").await;
    let got = second.arrivals();
    assert_eq!(got.len() as u64, few);
    assert!(
        got.iter()
            .all(|(_, one)| one.receiver == *receiver && one.mark.as_deref() == Some("0"))
    );
    let to_come = json!({ "createdFrom": "2999-01-01" });
    assert_eq!(counted(&relay, &to_come).await.0, 0);
}

/// Row B2: an OA that is out of reach fails the task in words; it goes on where it was, and nothing goes out twice.
#[tokio::test(flavor = "multi_thread")]
async fn a_real_time_push_goes_on_where_the_oa_failed_it() {
    let home = Home::new();
    let relay = office(&home).await;
    let (items, _) = counted(&relay, &json!({})).await;
    let peer = Ecology::start(Mood::Prompt);
    let target = relay.create_target(&peer.target("new")).await;
    let id = make(&relay, target, &real_time(&json!({})), Some(20)).await;
    peer.until("some arrive", |count| count.all > 10).await;
    let trouble = async |kind: &str| {
        let path = "/api/v1/sandbox/receivers/oa/trouble";
        relay.api.put(path, &json!({ "kind": kind })).await.expect(200);
    };
    trouble("down").await;
    let path = format!("/api/v1/tasks/{id}/pace");
    relay
        .api
        .put(&path, &json!({ "perSecond": null }))
        .await
        .expect(204);
    let failed = until_state(&relay, id, "failed").await;
    assert!(failed["error"].as_str().unwrap().contains("OA"), "{failed}");
    let unread = relay.api.get(&format!("/api/v1/tasks/{id}/unread")).await;
    assert!(
        unread["items"][0]["reason"]
            .as_str()
            .is_some_and(|why| !why.is_empty())
    );
    trouble("none").await;
    let path = format!("/api/v1/tasks/{id}/start");
    relay.api.post(&path, &json!({})).await.expect(204);
    let task = until_state(&relay, id, "done").await;
    assert_eq!(task["tally"]["unread"], 0);
    assert_eq!(
        (&task["tally"]["found"], &task["outcome"]["success"]),
        (&json!(items), &json!(items))
    );
    assert_eq!(
        peer.arrivals().len() as u64,
        items,
        "nothing twice, nothing missing"
    );
}

/// Rows B1, B3: killed in the middle, it goes on exactly where it was; every lane in its order, no row left out.
#[tokio::test(flavor = "multi_thread")]
async fn a_history_push_goes_on_after_a_kill() {
    const REQUESTS: usize = 400;
    let home = Home::new();
    let mut relay = home.start().await;
    let peer = Ecology::start(Mood::Uneven(Duration::from_millis(10)));
    let target = relay.create_target(&peer.target("a")).await;
    let names: Vec<String> = (0..REQUESTS).map(|request| request.to_string()).collect();
    for (part, requests) in names.chunks(100).enumerate() {
        let events = requests.iter().flat_map(|request| {
            ["todo", "done"].map(|data_set| {
                let item = Item {
                    data_set,
                    request,
                    receiver: "1002",
                    title: data_set,
                };
                item.event()
            })
        });
        relay.take_in(&format!("b{part}"), events.collect()).await;
    }
    relay.until_all_sent(target, REQUESTS * 2).await;
    let id = make(&relay, target, &everything(), Some(400)).await;
    for round in 1..4 {
        let wanted = REQUESTS * 2 + 180 * round;
        peer.until("it is in the middle", move |count| count.all >= wanted)
            .await;
        relay.kill().await;
        relay = home.start().await;
    }
    let path = format!("/api/v1/tasks/{id}/pace");
    relay
        .api
        .put(&path, &json!({ "perSecond": null }))
        .await
        .expect(204);
    let task = until_state(&relay, id, "done").await;
    assert_eq!(task["outcome"]["success"], REQUESTS * 2);
    let mut lanes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, arrival) in peer.arrivals() {
        lanes
            .entry(arrival.flow)
            .or_default()
            .push(arrival.title.unwrap());
    }
    let twice: usize = lanes.values().map(|lane| lane.len() - 4).sum();
    // In flight, and what came in a tenth of a second at this pace and was not on disk yet.
    assert!(
        twice <= 3 * (16 + 40),
        "more than was in flight came twice: {twice}"
    );
    for (request, mut lane) in lanes {
        lane.dedup();
        assert_eq!(lane, ["todo", "done", "todo", "done"], "request {request}");
    }
}

/// Rows S6, B3: each request is removed first, once, and pushed again in its order after that.
#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_is_cleaned_and_then_gets_its_history_again_in_one_task() {
    let home = Home::new();
    let relay = home.start().await;
    let landray = CarelessLandray::start();
    let live = relay.create_target(&landray.target("live", "pw")).await;
    let mut cleaner = landray.target("cleanup", "pw");
    cleaner["pushType"] = json!("landrayCleanup");
    cleaner["params"] = json!({ "appName": "OA", "username": "oa", "password": "pw" });
    let cleaner = relay.create_target(&cleaner).await;
    let names: Vec<String> = (0..20).map(|request| format!("r{request}")).collect();
    let events = names.iter().flat_map(|request| {
        ["todo", "done"].map(|data_set| {
            let item = Item {
                data_set,
                request,
                receiver: "1002",
                title: "清理",
            };
            item.event()
        })
    });
    let events = batch("b", events.collect());
    relay
        .api
        .post("/api/v1/intake/batches", &events)
        .await
        .expect(200);
    relay.until_all_sent(live, 40).await;
    let before = landray.calls().len();
    let rows = json!({ "kind": "history", "filter": {}, "cleanWith": cleaner });
    let id = make(&relay, live, &rows, None).await;
    let task = until_state(&relay, id, "done").await;
    assert_eq!(
        (&task["tally"]["cleaned"], &task["tally"]["uncleaned"]),
        (&json!(20), &json!(0))
    );
    assert_eq!(task["outcome"]["success"], 40);
    let calls = landray.calls().split_off(before);
    let is_removal = |call: &String| call.contains("deleteTodo>");
    let (removals, pushes) = calls.split_at(20);
    assert!(removals.iter().all(is_removal) && !pushes.iter().any(is_removal));
    assert_eq!(pushes.len(), 40);
    let log = relay
        .api
        .get(&format!("/api/v1/deliveries?targetId={cleaner}"))
        .await;
    assert_eq!(log["items"].as_array().unwrap().len(), 20);
}
