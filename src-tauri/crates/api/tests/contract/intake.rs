//! Row O1: batches over HTTP.

use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode};
use futures_util::stream;
use serde_json::json;

use crate::world::{World, ask, batch};

const BATCHES: &str = "/api/v1/intake/batches";

#[tokio::test]
async fn a_batch_is_taken_once_and_the_same_id_again_does_nothing() {
    let world = World::new().await;
    let first = world.post(BATCHES, &batch("b-1", 3)).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.text);
    assert_eq!(
        first.json(),
        json!({ "batchId": "b-1", "accepted": 3, "duplicate": false })
    );
    let again = world.post(BATCHES, &batch("b-1", 5)).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(again.json()["duplicate"], true, "the same id should do nothing");
}

#[tokio::test]
async fn one_bad_event_is_named_and_nothing_of_the_batch_is_taken() {
    let world = World::new().await;
    world.post("/api/v1/targets", &enabled("portal")).await;
    let mut bad = batch("b-2", 3);
    bad["events"][1]["receiver"] = json!("");
    bad["events"][2]["requestId"] = json!(" ");
    let answer = world.post(BATCHES, &bad).await;
    assert_eq!(
        answer.fields(),
        ["/events/1/receiver REQUIRED", "/events/2/requestId REQUIRED"]
    );
    let log = world.get("/api/v1/deliveries").await.json();
    assert_eq!(log["items"], json!([]), "nothing should have been taken");
    let good = world.post(BATCHES, &batch("b-2", 3)).await;
    assert_eq!(
        good.json()["duplicate"],
        false,
        "the refused batch should not be remembered"
    );
}

fn enabled(identifier: &str) -> serde_json::Value {
    let mut target = crate::world::target(identifier);
    target["enabled"] = json!(true);
    target
}

#[tokio::test]
async fn an_empty_batch_and_one_with_too_many_events_are_refused_by_name() {
    let world = World::new().await;
    assert_eq!(
        world.post(BATCHES, &batch("b-3", 0)).await.fields(),
        ["/events REQUIRED"]
    );
    assert_eq!(
        world.post(BATCHES, &batch("b-3", 5_001)).await.fields(),
        ["/events TOO_MANY"]
    );
    assert_eq!(
        world.post(BATCHES, &batch("b-3", 5_000)).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_body_beyond_eight_mebibytes_is_cut_while_it_is_read() {
    let world = World::new().await;
    let piece = Bytes::from(vec![b' '; 64 * 1024]);
    // No length is declared and the stream never ends: only counting while reading can answer.
    let endless = stream::repeat_with(move || Ok::<_, std::io::Error>(piece.clone()));
    let answer = ask(Method::POST, BATCHES)
        .text(Body::from_stream(endless))
        .header("content-type", "application/json")
        .of(&world.inside)
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.problem(), "TOO_LARGE");

    let declared = ask(Method::POST, BATCHES)
        .header("content-length", "9000000")
        .header("content-type", "application/json")
        .of(&world.inside)
        .await;
    assert_eq!(
        declared.status,
        StatusCode::PAYLOAD_TOO_LARGE,
        "a declared length should be believed at once"
    );
}

#[tokio::test]
async fn a_body_of_another_type_is_refused() {
    let world = World::new().await;
    for kind in ["text/plain", "application/xml", "application/jsonp", ""] {
        let answer = ask(Method::POST, BATCHES)
            .header("content-type", kind)
            .text("{}")
            .of(&world.inside)
            .await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind}");
        assert_eq!(answer.problem(), "UNSUPPORTED_MEDIA_TYPE");
    }
    let charset = ask(Method::POST, BATCHES)
        .header("content-type", "Application/JSON; charset=utf-8")
        .text(batch("b-4", 1).to_string())
        .of(&world.inside)
        .await;
    assert_eq!(
        charset.status,
        StatusCode::OK,
        "a charset beside the type should be allowed"
    );
}

#[tokio::test]
async fn a_stopping_engine_turns_senders_away_and_says_when_to_come_again() {
    let world = World::new().await;
    world.engine.stop().await;
    let answer = world.post(BATCHES, &batch("b-5", 1)).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        !answer.header("retry-after").is_empty(),
        "it should be said when to come again"
    );
    answer.problem();
    let ready = world.get("/readyz").await;
    assert_eq!(
        (ready.status, ready.problem().as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "STOPPING")
    );
    assert_eq!(
        world.get("/healthz").await.status,
        StatusCode::OK,
        "the process still answers"
    );
}

#[tokio::test]
async fn more_bodies_than_there_is_memory_for_are_turned_away_for_the_moment() {
    let world = World::new().await;
    let slow = || {
        // Eight mebibytes that never come to an end.
        let whole = Bytes::from(vec![b' '; 8 * 1024 * 1024 - 1]);
        let first = stream::iter([Ok::<_, std::io::Error>(whole)]);
        let body = Body::from_stream(futures_util::StreamExt::chain(first, stream::pending()));
        let router = world.inside.clone();
        async move {
            ask(Method::POST, BATCHES)
                .text(body)
                .header("content-type", "application/json")
                .of(&router)
                .await
        }
    };
    let mut held = tokio::task::JoinSet::new();
    for _ in 0..7 {
        held.spawn(slow());
    }
    // Six fit into 48 MiB; whichever comes as the seventh is the first to be answered.
    let answer = held
        .join_next()
        .await
        .expect("one is answered")
        .expect("no panic");
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.problem(), "BUSY");
    assert!(
        !answer.header("retry-after").is_empty(),
        "it should be said when to come again"
    );
}
