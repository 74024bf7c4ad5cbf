//! Runs over the push log (rows C1, K1, K2, L3): what begins them, what they answer, what they refuse.

use axum::http::{Method, StatusCode};
use engine::Scope;
use serde_json::{Value, json};

use crate::world::{HOST, World, ask, target};

const PUSH: &str = "/papi/intunifytodo/client_engine/job/pushRequest";
const DELETE: &str = "/papi/intunifytodo/client_engine/job/deleteRequestLog";

async fn made_target(world: &World, more: &Value) -> Value {
    let mut target = target("portal");
    for (name, value) in more.as_object().into_iter().flatten() {
        target[name] = value.clone();
    }
    let made = world.post("/api/v1/targets", &target).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    made.json()["id"].clone()
}

#[tokio::test]
async fn c1_l3_a_run_is_begun_listed_and_read_and_what_is_wrong_is_named() {
    let world = World::new().await;
    let id = made_target(&world, &Value::Null).await;
    let begun = world
        .post("/api/v1/runs", &json!({ "kind": "compensation", "targetId": id }))
        .await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text);
    let run = begun.json();
    assert_eq!(
        (&run["kind"], &run["cause"]),
        (&json!("compensation"), &json!("person"))
    );
    let read = world.get(&format!("/api/v1/runs/{}", run["id"])).await.json();
    assert_eq!(
        (&read["id"], &read["outcome"]["pending"]),
        (&run["id"], &json!(0))
    );
    let list = world.get("/api/v1/runs?kind=compensation").await.json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    assert!(list["next"].is_null());
    let none = world.get("/api/v1/runs?kind=cleanup").await.json();
    assert_eq!(none["items"], json!([]));

    let by_filter = json!({ "kind": "deletion", "filter": { "status": "failed" } });
    assert_eq!(
        world.post("/api/v1/runs", &by_filter).await.status,
        StatusCode::CREATED
    );
    for (body, wrong) in [
        (json!({ "kind": "cleanup" }), "/targetId REQUIRED"),
        (json!({ "kind": "repush" }), "/filter REQUIRED"),
        (json!({ "kind": "repush", "ids": [] }), "/ids REQUIRED"),
        (
            json!({ "kind": "repush", "ids": [1], "filter": {} }),
            "/filter REQUIRED",
        ),
        (
            json!({ "kind": "repush", "filter": { "colour": 1 } }),
            "/filter/colour UNKNOWN_FIELD",
        ),
        (json!({ "kind": "dance" }), "/kind UNKNOWN_VALUE"),
    ] {
        let refused = world.post("/api/v1/runs", &body).await;
        assert_eq!(
            (refused.status, refused.fields()),
            (StatusCode::BAD_REQUEST, vec![wrong.to_owned()]),
            "{body}"
        );
    }
    let nobody = json!({ "kind": "cleanup", "targetId": 999 });
    assert_eq!(
        world.post("/api/v1/runs", &nobody).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(world.get("/api/v1/runs/999").await.status, StatusCode::NOT_FOUND);
    let stopped = world.post("/api/v1/runs/999/stop", &Value::Null).await;
    assert_eq!(stopped.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn k2_the_scheduler_calls_with_a_scope_of_its_own_and_is_answered_in_its_shape() {
    let world = World::new().await;
    let on = json!({ "enabled": true, "compensation": { "enabled": true }, "cleanup": { "enabled": true } });
    made_target(&world, &on).await;
    let scheduler = world.token(Scope::Scheduler).await;
    let intake = world.token(Scope::Intake).await;
    let call = async |method: Method, path: &str, token: &str| {
        let asked = ask(method, path).header("host", HOST).bearer(token);
        asked.of(&world.outside).await
    };
    for (path, kind) in [(PUSH, "compensation"), (DELETE, "cleanup")] {
        let refused = call(Method::POST, path, "nobody's").await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{path}");
        let refused = call(Method::POST, path, &intake).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        let called = call(Method::POST, path, &scheduler).await;
        assert_eq!(called.status, StatusCode::OK, "{}", called.text);
        let answer = called.json();
        assert_eq!((&answer["code"], &answer["msg"]), (&json!(0), &json!("")));
        let run = &answer["data"][0];
        assert_eq!((&run["kind"], &run["cause"]), (&json!(kind), &json!("scheduler")));
    }
    let look = call(Method::GET, "/api/v1/runs", &scheduler).await;
    assert_eq!(
        look.status,
        StatusCode::FORBIDDEN,
        "it may call, and nothing else"
    );
}

#[tokio::test]
async fn c1_a_schedule_shows_its_next_five_times_or_what_is_wrong_with_it() {
    let world = World::new().await;
    let ahead = world
        .get("/api/v1/schedules/next?cron=0%20*/10%20*%20*%20*%20*")
        .await
        .json();
    let next = ahead["next"].as_array().cloned().unwrap_or_default();
    assert_eq!(next.len(), 5, "{ahead}");
    let wrong = world.get("/api/v1/schedules/next?cron=soon").await;
    assert_eq!(wrong.fields(), ["/cron INVALID_CRON"]);
}

#[tokio::test]
async fn l3_what_matches_is_counted() {
    let world = World::new().await;
    let counted = world
        .post(
            "/api/v1/deliveries/count",
            &json!({ "filter": { "status": "failed" } }),
        )
        .await;
    assert_eq!(
        counted.json(),
        json!({ "count": 0, "next": null }),
        "{}",
        counted.text
    );
}
