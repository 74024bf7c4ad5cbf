//! Row D3: the sandbox comes up with the engine, and what the operator has changed stays.

use serde_json::{Value, json};

use crate::process::Place;

fn by_identifier(targets: &Value) -> Vec<Value> {
    let mut items = targets["items"].as_array().expect("items").clone();
    items.sort_by_key(|target| target["identifier"].to_string());
    items
}

#[tokio::test]
async fn to_dos_arrive_at_both_receivers_and_a_restart_keeps_what_was_changed() {
    let place = Place::new();
    let relay = place.start(&["--sandbox"]).await;
    assert_eq!(relay.get("/api/v1/system").await["sandbox"], true);
    let both = |status: &Value| {
        let receivers = status["receivers"].as_array().cloned().unwrap_or_default();
        receivers.len() == 6
            && receivers
                .iter()
                .all(|receiver| receiver["accepted"].as_u64() > Some(0))
    };
    relay.until("/api/v1/sandbox", both).await;
    let delivered = |log: &Value| log["items"].as_array().is_some_and(|items| items.len() >= 6);
    relay.until("/api/v1/deliveries?status=success", delivered).await;

    let first = by_identifier(&relay.get("/api/v1/targets").await);
    let id = first[0]["id"].clone();
    let mut changed = first[0].clone();
    for own in ["id", "createdAt", "updatedAt"] {
        changed
            .as_object_mut()
            .expect("a target is an object")
            .remove(own);
    }
    changed["name"] = json!("改过的名字");
    changed["enabled"] = json!(false);
    relay.put(&format!("/api/v1/targets/{id}"), &changed).await;
    relay.signal("TERM");
    assert_eq!(relay.end().await.0, Some(0));

    let relay = place.start(&["--sandbox"]).await;
    let second = by_identifier(&relay.get("/api/v1/targets").await);
    assert_eq!(second.len(), 6, "no target should be made twice");
    assert_eq!(
        (&second[0]["name"], &second[0]["enabled"]),
        (&json!("改过的名字"), &json!(false))
    );
    let receivers = relay.get("/api/v1/sandbox").await["receivers"].clone();
    for target in &second {
        let authority = target["server"]["authority"].as_str().expect("an address");
        let known = receivers.as_array().expect("receivers").iter();
        let addresses: Vec<_> = known.map(|receiver| receiver["address"].to_string()).collect();
        assert!(
            addresses.iter().any(|address| address.contains(authority)),
            "{authority} of {addresses:?}"
        );
    }
    let tokens = relay.get("/api/v1/tokens").await;
    assert_eq!(
        tokens["items"].as_array().map(Vec::len),
        Some(2),
        "tokens should not pile up: {tokens}"
    );
}

#[tokio::test]
async fn a_refusal_of_the_sandbox_is_a_problem_like_any_other() {
    let place = Place::new();
    let relay = place.start(&["--sandbox"]).await;
    let wrong = relay
        .put(
            "/api/v1/sandbox/oa",
            &json!({ "running": true, "eventsPerSecond": 9_000 }),
        )
        .await;
    assert_eq!(
        (&wrong["status"], &wrong["code"]),
        (&json!(400), &json!("INVALID_INPUT")),
        "{wrong}"
    );
    assert!(
        wrong["traceId"].as_str().is_some_and(|id| !id.is_empty()),
        "{wrong}"
    );
    let unknown = relay
        .put(
            "/api/v1/sandbox/receivers/none/trouble",
            &json!({ "kind": "none" }),
        )
        .await;
    assert_eq!(unknown["status"], 404, "{unknown}");
    assert!(unknown["traceId"].is_string(), "{unknown}");
}
