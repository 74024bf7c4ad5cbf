//! Shapes that callers rely on.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::world::{World, batch, target};

fn has(document: &Value, parts: &[&str]) {
    for part in parts {
        assert!(document.get(part).is_some(), "{part} should be there: {document}");
    }
}

#[tokio::test]
async fn a_delivery_has_the_contracts_parts_and_the_list_pages_by_key() {
    let world = World::new().await;
    // Nobody listens there: the deliveries stay as they are long enough to be looked at.
    let mut portal = target("portal");
    portal["enabled"] = json!(true);
    portal["personKey"] = json!("loginId");
    assert_eq!(
        world.post("/api/v1/targets", &portal).await.status,
        StatusCode::CREATED
    );
    let taken = world.post("/api/v1/intake/batches", &batch("b-1", 5)).await;
    assert_eq!(taken.json()["accepted"], 5);

    let mut path = "/api/v1/deliveries?limit=2".to_owned();
    let mut ids = Vec::new();
    loop {
        let page = world.get(&path).await.json();
        for item in page["items"].as_array().expect("items") {
            has(
                item,
                &[
                    "id",
                    "targetId",
                    "eventId",
                    "dataSet",
                    "businessState",
                    "requestId",
                    "requestName",
                    "workflowName",
                    "creator",
                    "creatorName",
                    "receiver",
                    "receiverName",
                    "mappedReceiver",
                    "status",
                    "reasonCode",
                    "reason",
                    "attempts",
                    "createdAt",
                    "finishedAt",
                    "backfilled",
                ],
            );
            ids.push(item["id"].as_i64().expect("a number"));
        }
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/deliveries?limit=2&after={next}");
    }
    assert_eq!(ids.len(), 5, "every delivery should be on one page: {ids:?}");
    assert!(
        ids.is_sorted_by(|one, other| one > other),
        "the newest should come first: {ids:?}"
    );

    let detail = world.get(&format!("/api/v1/deliveries/{}", ids[0])).await.json();
    has(&detail, &["id", "event", "verdicts", "links", "attemptLog"]);
    assert_eq!(
        detail["event"]["receiverIdentity"], "1002-2",
        "the event should be as it was taken in"
    );
    // The directory is empty, so nobody can be converted.
    assert_eq!(detail["reasonCode"], "PERSON_WITHOUT_VALUE");

    let found = world
        .get("/api/v1/deliveries?text=%E6%8A%A5%E9%94%80&status=failed")
        .await
        .json();
    assert_eq!(
        found["items"].as_array().map(Vec::len),
        Some(5),
        "two Chinese characters should be found"
    );
    let none = world.get("/api/v1/deliveries?status=success").await.json();
    assert_eq!(none["items"], json!([]));
}

#[tokio::test]
async fn a_target_can_be_made_read_changed_and_deleted() {
    let world = World::new().await;
    let made = world.post("/api/v1/targets", &target("portal")).await.json();
    has(
        &made,
        &[
            "id",
            "createdAt",
            "updatedAt",
            "identifier",
            "name",
            "enabled",
            "organization",
            "pushType",
            "server",
            "personKey",
            "params",
            "specialData",
            "interception",
            "compensation",
            "cleanup",
            "delivery",
        ],
    );
    let path = format!("/api/v1/targets/{}", made["id"]);
    assert_eq!(world.get(&path).await.json(), made);
    let mut config = target("portal");
    config["name"] = json!("新门户");
    assert_eq!(world.put(&path, &config).await.json()["name"], "新门户");
    let impact = world.get(&format!("{path}/deletion-impact")).await.json();
    assert_eq!(
        impact,
        json!({ "deliveries": 0, "pending": 0, "rememberedKeys": 0, "openings": 0, "mappingRows": 0, "pushAddresses": [] })
    );
    let gone = crate::world::ask(axum::http::Method::DELETE, &path)
        .of(&world.inside)
        .await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(world.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn system_overview_catalogue_and_directory_have_their_parts() {
    let world = World::new().await;
    world.post("/api/v1/targets", &target("portal")).await;
    let system = world.get("/api/v1/system").await.json();
    has(
        &system,
        &[
            "version",
            "startedAt",
            "engine",
            "secretStore",
            "sandbox",
            "dataDirectory",
            "decentralised",
        ],
    );
    assert_eq!(system["engine"], json!({ "state": "running", "detail": null }));
    assert_eq!(system["secretStore"]["kind"], "encryptedFile");
    assert_eq!(system["secretStore"]["unlockedBy"], "keyFile");
    assert_eq!(system["sandbox"], false);

    let overview = world.get("/api/v1/overview").await.json();
    has(&overview, &["at", "intake", "targets", "series"]);
    let pulse = &overview["targets"][0];
    has(
        pulse,
        &[
            "targetId",
            "name",
            "identifier",
            "pushType",
            "enabled",
            "counts",
            "perSecond",
            "latencyMs",
            "inFlight",
            "oldestPendingAt",
            "breaker",
        ],
    );
    assert_eq!(pulse["breaker"]["state"], "closed");

    let catalogue = world.get("/api/v1/push-types").await.json();
    let types: Vec<_> = catalogue["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| &item["pushType"])
        .collect();
    assert_eq!(
        types,
        ["ecology", "e10", "esb", "landray", "wisedu", "landrayCleanup"]
    );
    has(
        &catalogue["items"][0],
        &[
            "name",
            "description",
            "implementationClass",
            "defaultScheme",
            "params",
            "protocol",
        ],
    );
    has(
        &catalogue["items"][0]["params"][0],
        &[
            "name", "label", "help", "kind", "secret", "required", "choices", "default",
        ],
    );

    let document = json!({
        "subsidiaries": [{ "id": "1", "name": "总部", "parent": null }],
        "departments": [{ "id": "12", "name": "财务部", "subsidiary": "1", "parent": null }],
        "posts": [{ "id": "7", "name": "会计" }],
        "persons": [{
            "id": "1001", "name": "张三", "loginId": "zhangsan", "workCode": "E001", "mobile": "13800000000",
            "email": "zs@example.com", "certificateNo": null, "externalId": null, "department": "12",
            "subsidiary": "1", "post": "7", "mainAccount": null, "active": true
        }],
        "groups": [{ "id": "g1", "name": "管理员", "persons": ["1001"] }],
        "roles": [{ "id": "r1", "name": "财务主管", "persons": ["1001"] }]
    });
    assert_eq!(
        world.put("/api/v1/directory", &document).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        world.get("/api/v1/directory").await.json(),
        document,
        "it should come back as it was put in"
    );
    let persons = world.get("/api/v1/persons?text=%E5%BC%A0").await.json();
    let expected = json!([
        { "id": "1001", "name": "张三", "loginId": "zhangsan", "department": "财务部", "mainAccount": null }
    ]);
    assert_eq!(persons, json!({ "items": expected, "next": null }));
    assert_eq!(
        world.get("/api/v1/breaker-openings").await.json(),
        json!({ "items": [], "next": null })
    );
}

/// Row H2.
#[tokio::test]
async fn metrics_count_what_was_taken_and_what_was_refused() {
    let world = World::new().await;
    world.post("/api/v1/targets", &target("portal")).await;
    world.post("/api/v1/intake/batches", &batch("b-1", 4)).await;
    world.post("/api/v1/intake/batches", &batch("b-2", 0)).await;
    let metrics = world.get("/metrics").await;
    assert!(
        metrics
            .header("content-type")
            .starts_with("text/plain; version=0.0.4")
    );
    for line in [
        "todo_relay_up 1",
        "todo_relay_events_accepted_total 4",
        "todo_relay_batches_accepted_total 1",
        "todo_relay_batches_refused_total 1",
    ] {
        assert!(
            metrics.text.lines().any(|found| found == line),
            "{line} should be there:\n{}",
            metrics.text
        );
    }
}

#[tokio::test]
async fn a_connection_test_says_step_by_step_how_far_it_came() {
    let world = World::new().await;
    // A port that was free a moment ago: nobody listens there.
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .expect("a port")
        .local_addr()
        .expect("its address");
    let test = json!({ "server": { "scheme": "http", "authority": free.to_string() } });
    let answer = world.post("/api/v1/connection-tests", &test).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let steps = answer.json()["steps"].clone();
    let words: Vec<_> = steps
        .as_array()
        .expect("steps")
        .iter()
        .map(|step| (&step["step"], &step["outcome"]))
        .collect();
    assert_eq!(words[1], (&json!("tcp"), &json!("failed")), "{steps}");
    assert_eq!(words.len(), 5, "{steps}");
}
