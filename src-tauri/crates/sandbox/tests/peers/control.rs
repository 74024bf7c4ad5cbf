//! The control operations, and the sandbox as a whole.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use axum::Json;
use axum::extract::State;
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::ground::Ground;

/// An intake that takes everything and keeps it.
#[derive(Clone, Default)]
struct Intake(Arc<(Mutex<Vec<Value>>, Notify)>);

async fn take(
    State(intake): State<Intake>,
    headers: HeaderMap,
    Json(batch): Json<Value>,
) -> (StatusCode, Json<Value>) {
    if headers
        .get("authorization")
        .is_none_or(|value| value != "Bearer secret")
    {
        return (StatusCode::UNAUTHORIZED, Json(json!({ "code": "UNAUTHORIZED" })));
    }
    let answer = json!({ "batchId": batch["batchId"], "accepted": 1, "duplicate": false });
    intake
        .0
        .0
        .lock()
        .expect("no test panics while it holds this")
        .push(batch);
    intake.0.1.notify_one();
    (StatusCode::OK, Json(answer))
}

impl Intake {
    async fn listen(&self) -> (String, tokio_util::sync::DropGuard) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("a bound port"));
        let router = axum::Router::new()
            .route("/api/v1/intake/batches", axum::routing::post(take))
            .with_state(self.clone());
        let stop = tokio_util::sync::CancellationToken::new();
        let stopped = stop.clone();
        tokio_util::task::TaskTracker::new().spawn(async move {
            axum::serve(listener, router)
                .with_graceful_shutdown(stopped.cancelled_owned())
                .await
        });
        (address, stop.drop_guard())
    }

    /// Waits until `enough` says so; answers the batches so far.
    async fn until(&self, enough: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        loop {
            let more = self.0.1.notified();
            {
                let batches = self.0.0.lock().expect("no test panics while it holds this");
                if enough(&batches) {
                    return batches.clone();
                }
            }
            more.await;
        }
    }
}

fn of<'a>(batches: &'a [Value], request: &str) -> Vec<&'a Value> {
    let events = batches
        .iter()
        .filter_map(|batch| batch["events"].as_array())
        .flatten();
    events.filter(|event| event["requestId"] == request).collect()
}

#[tokio::test]
async fn a_request_started_by_hand_is_walked_by_hand_to_its_end() {
    let (ground, intake) = (Ground::new().await, Intake::default());
    let (address, _guard) = intake.listen().await;
    let (status, oa) = ground
        .call(
            "PUT",
            "/oa",
            Some(json!({ "running": false, "eventsPerSecond": 0.1 })),
        )
        .await;
    assert_eq!(
        (status, &oa["running"], &oa["eventsPerSecond"]),
        (StatusCode::OK, &json!(false), &json!(0.1))
    );
    ground.sandbox.connect_intake(address, "secret".to_owned());
    let creator = ground.person(30);
    let wish = json!({ "workflowId": "54", "creator": creator["id"] });
    let (status, started) = ground.call("POST", "/oa/requests", Some(wish)).await;
    assert_eq!(status, StatusCode::CREATED, "{started}");
    let id = started["requestId"].as_str().unwrap().to_owned();
    let title = started["requestName"].as_str().unwrap();
    assert!(
        title.starts_with(&format!("差旅报销-{}-20", creator["name"].as_str().unwrap())),
        "{title}"
    );
    let approver = started["waitingFor"][0]["person"].clone();
    let act = format!("/oa/requests/{id}/act");
    for (body, events) in [
        (json!({ "action": "forward" }), 1),
        (json!({ "action": "copy", "person": approver }), 1),
        (json!({ "action": "return" }), 2),
        (json!({ "action": "approve", "person": creator["id"] }), 2),
    ] {
        let (status, acted) = ground.call("POST", &act, Some(body.clone())).await;
        assert_eq!(
            (status, &acted["events"]),
            (StatusCode::OK, &json!(events)),
            "{body}: {acted}"
        );
    }
    let (_, open) = ground.call("GET", "/oa/requests?limit=5", None).await;
    assert_eq!(open["items"][0]["requestId"], id.as_str());
    assert_eq!(open["items"][0]["nodeName"], "部门经理审批");
    let (status, _) = ground
        .call("POST", &act, Some(json!({ "action": "close" })))
        .await;
    assert_eq!(status, StatusCode::OK);
    let batches = intake.until(|batches| batches.len() == 6).await;
    let states: Vec<_> = of(&batches, &id)
        .iter()
        .map(|event| {
            format!(
                "{} {}",
                event["dataSet"].as_str().unwrap(),
                event["businessState"].as_str().unwrap()
            )
        })
        .collect();
    let walk = [
        "todo pending",
        "todo forwarded",
        "todo copied",
        "done returned",
        "todo returned",
        "done handled",
    ];
    assert_eq!(states[..6], walk);
    assert_eq!(states[6], "todo pending");
    assert_eq!(
        states[7..],
        ["closed archived"; 4],
        "the creator, the approver and two others are told of the end"
    );
    assert_eq!(
        ground
            .call("POST", &act, Some(json!({ "action": "approve" })))
            .await
            .1["code"],
        "REQUEST_OVER"
    );
    ground.sandbox.stop().await;
}

#[tokio::test]
async fn the_oa_walks_by_itself_once_it_is_connected() {
    let (ground, intake) = (Ground::new().await, Intake::default());
    let (address, _guard) = intake.listen().await;
    ground
        .call(
            "PUT",
            "/oa",
            Some(json!({ "running": true, "eventsPerSecond": 500 })),
        )
        .await;
    ground
        .sandbox
        .connect_intake(format!("{address}/"), "secret".to_owned());
    let batches = intake.until(|batches| batches.len() >= 300).await;
    let ids: HashSet<&str> = batches
        .iter()
        .map(|batch| batch["batchId"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), batches.len(), "batch ids are unique");
    let persons = ground.directory["persons"].as_array().unwrap();
    let known: HashSet<&str> = persons
        .iter()
        .map(|person| person["id"].as_str().unwrap())
        .collect();
    for event in batches
        .iter()
        .flat_map(|batch| batch["events"].as_array().unwrap())
    {
        for field in ["creator", "receiver"] {
            assert!(known.contains(event[field].as_str().unwrap()), "{event}");
        }
        assert!(
            event["requestId"].as_str().unwrap().parse::<u64>().is_ok(),
            "request ids are numbers"
        );
        assert!(
            event["occurredAt"].as_str().unwrap().ends_with("+08:00"),
            "{event}"
        );
    }
    for batch in &batches {
        let requests: HashSet<_> = batch["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| event["requestId"].to_string())
            .collect();
        assert_eq!(requests.len(), 1, "a batch is what one act on one request caused");
    }
    let (_, status) = ground.call("GET", "", None).await;
    assert!(
        status["oa"]["eventsSent"].as_u64().unwrap() > 300 && status["oa"]["lastError"].is_null(),
        "{status}"
    );
    assert_eq!(status["oa"]["workflows"], 16);
    ground.sandbox.stop().await;
}

#[tokio::test]
async fn a_wrong_token_is_shown_and_the_right_one_lets_everything_through() {
    let (ground, intake) = (Ground::new().await, Intake::default());
    let (address, _guard) = intake.listen().await;
    ground
        .call(
            "PUT",
            "/oa",
            Some(json!({ "running": false, "eventsPerSecond": 1 })),
        )
        .await;
    ground.sandbox.connect_intake(address.clone(), "wrong".to_owned());
    for _ in 0..20 {
        assert_eq!(
            ground.call("POST", "/oa/requests", Some(json!({}))).await.0,
            StatusCode::CREATED
        );
    }
    while ground.call("GET", "", None).await.1["oa"]["lastError"].is_null() {
        tokio::task::yield_now().await;
    }
    let (_, status) = ground.call("GET", "", None).await;
    assert!(
        status["oa"]["lastError"].as_str().unwrap().contains("401"),
        "{status}"
    );
    ground.sandbox.connect_intake(address, "secret".to_owned());
    intake.until(|batches| batches.len() == 20).await;
    while ground.call("GET", "", None).await.1["oa"]["batchesSent"] != 20 {
        tokio::task::yield_now().await;
    }
    assert!(
        ground.call("GET", "", None).await.1["oa"]["lastError"].is_null(),
        "what is over is no error any more"
    );
}

#[tokio::test]
async fn what_cannot_be_is_refused_by_name_and_changes_nothing() {
    let ground = Ground::new().await;
    let field = |path: &str, code: &str| json!([{ "path": path, "code": code }]);
    let bad = [
        (
            "PUT",
            "/oa",
            json!({ "running": true, "eventsPerSecond": 0.05 }),
            field("/eventsPerSecond", "OUT_OF_RANGE"),
        ),
        (
            "PUT",
            "/oa",
            json!({ "running": true, "eventsPerSecond": 501 }),
            field("/eventsPerSecond", "OUT_OF_RANGE"),
        ),
        (
            "POST",
            "/oa/requests",
            json!({ "workflowId": "0" }),
            field("/workflowId", "UNKNOWN"),
        ),
        (
            "POST",
            "/oa/requests",
            json!({ "creator": "0" }),
            field("/creator", "UNKNOWN"),
        ),
        (
            "PUT",
            "/receivers/ecology/trouble",
            json!({ "kind": "slow", "delayMs": 999_999 }),
            field("/delayMs", "OUT_OF_RANGE"),
        ),
    ];
    for (method, path, body, fields) in bad {
        let (status, problem) = ground.call(method, path, Some(body)).await;
        assert_eq!(
            (status, &problem["code"]),
            (StatusCode::BAD_REQUEST, &json!("INVALID_INPUT")),
            "{problem}"
        );
        for part in ["path", "code"] {
            assert_eq!(problem["fields"][0][part], fields[0][part], "{problem}");
        }
    }
    for (path, body) in [
        ("/receivers/ecology/trouble", json!({ "kind": "sleepy" })),
        ("/oa", json!({ "running": "yes" })),
        ("/oa", json!({ "running": true, "eventsPerSecond": 1, "more": 1 })),
    ] {
        let (status, problem) = ground.call("PUT", path, Some(body)).await;
        assert!(
            status.is_client_error() && problem["code"] == "INVALID_INPUT",
            "{problem}"
        );
    }
    for path in [
        "/receivers/nobody/persons",
        "/receivers/nobody/messages",
        "/receivers/nobody/items?person=1",
        "/receivers/ecology/items?person=ghost",
    ] {
        let (status, problem) = ground.call("GET", path, None).await;
        assert_eq!(
            (status, &problem["code"]),
            (StatusCode::NOT_FOUND, &json!("NOT_FOUND")),
            "{path}"
        );
    }
    let (status, _) = ground.call("GET", "/receivers/ecology/items", None).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "a list without a person");
    let (status, _) = ground
        .call("POST", "/oa/requests/1/act", Some(json!({ "action": "approve" })))
        .await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let (_, status) = ground.call("GET", "", None).await;
    assert_eq!(
        (&status["oa"]["running"], &status["oa"]["eventsPerSecond"]),
        (&json!(true), &json!(2.0))
    );
    assert_eq!(status["oa"]["openRequests"], 0);
}

#[tokio::test]
async fn persons_of_a_receiver_are_found_by_text_and_sorted_by_their_to_dos() {
    let ground = Ground::new().await;
    let (_, all) = ground.call("GET", "/receivers/ecology/persons", None).await;
    assert_eq!(all["items"].as_array().unwrap().len(), 100, "at most a hundred");
    let busy = ground.person(200);
    let body = json!({
        "syscode": "sandbox-ecology", "flowid": "5", "requestname": "t", "workflowname": "w", "nodename": "n",
        "pcurl": "/p", "isremark": "0", "creator": busy["id"], "createdatetime": "2025-07-15 09:00:00",
        "receiver": busy["loginId"], "receivedatetime": "2025-07-15 09:01:00",
    });
    let place = ("/rest/ofs/ReceiveRequestInfoByJson", "application/json");
    assert_eq!(
        ground.post("ecology", place, &body.to_string()).await.json()["operResult"],
        "1"
    );
    let (_, all) = ground.call("GET", "/receivers/ecology/persons", None).await;
    assert_eq!(
        all["items"][0],
        json!({ "person": busy["id"], "name": busy["name"], "todos": 1, "dones": 0 })
    );
    let path = format!(
        "/receivers/ecology/persons?text={}",
        busy["loginId"].as_str().unwrap()
    );
    let (_, found) = ground.call("GET", &path, None).await;
    assert_eq!(found["items"][0]["person"], busy["id"]);
}

#[tokio::test]
async fn d3_the_ready_made_targets_have_the_contracts_shape() {
    let ground = Ground::new().await;
    let targets = ground.sandbox.targets();
    let identifiers: Vec<_> = targets
        .iter()
        .map(|target| target["identifier"].as_str().unwrap())
        .collect();
    let all = [
        "sandbox-ecology",
        "sandbox-landray",
        "sandbox-e10",
        "sandbox-esb",
        "sandbox-wisedu",
        "sandbox-portal",
    ];
    assert_eq!(identifiers, all);
    for target in &targets {
        assert_eq!(target["enabled"], true);
        let name = target["name"].as_str().unwrap();
        assert!(
            name.chars()
                .all(|c| c.is_alphanumeric() || " -_./()（）·".contains(c)),
            "{name}"
        );
        let authority = target["server"]["authority"].as_str().unwrap();
        assert!(authority.starts_with("127.0.0.1:"), "{authority}");
    }
    let description = serde_json::to_value(sandbox::control_description()).unwrap();
    assert_eq!(
        description["paths"].as_object().unwrap().len(),
        11,
        "every path of the control operations"
    );
    let running = serde_json::to_value(ground.sandbox.router().split_for_parts().1).unwrap();
    assert_eq!(
        running["paths"], description["paths"],
        "the description does not depend on a running sandbox"
    );
}

#[tokio::test]
async fn stop_closes_the_ports_and_ends_every_task() {
    let ground = Ground::new().await;
    let authority = ground.authority("landray");
    ground.sandbox.stop().await;
    let error = tokio::net::TcpStream::connect(&authority).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused);
}

#[tokio::test]
async fn each_receiver_says_what_a_target_for_it_is_set_up_with() {
    let ground = Ground::new().await;
    for target in ground.sandbox.targets() {
        let authority = target["server"]["authority"].as_str().unwrap();
        let receivers = ground.call("GET", "", None).await.1["receivers"].clone();
        let receivers = receivers.as_array().unwrap();
        let here = receivers
            .iter()
            .find(|receiver| receiver["address"] == format!("http://{authority}"));
        let id = here.unwrap()["id"].as_str().unwrap();
        let path = format!("/receivers/{id}/account");
        let (_, account) = ground.call("GET", &path, None).await;
        assert_eq!(
            (&account["pushType"], &account["authority"]),
            (&target["pushType"], &target["server"]["authority"])
        );
        let values = account["values"].as_array().unwrap();
        for (name, value) in target["params"].as_object().unwrap() {
            let wanted = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            assert!(
                values.contains(&json!({ "name": name, "value": wanted })),
                "{id} should name {name}: {account}"
            );
        }
    }
}
