//! The live stream, as a browser reads it.

use axum::Router;
use axum::body::{Body, BodyDataStream};
use axum::http::request::Builder;
use axum::http::{Request, StatusCode};
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::world::{HOST, World, batch, target};

struct Listener {
    body: BodyDataStream,
    held: String,
}

impl Listener {
    async fn open(world: &World, query: &str) -> Self {
        Self::of(&world.inside, Request::get(format!("/api/v1/live{query}"))).await
    }

    async fn of(router: &Router, request: Builder) -> Self {
        let request = request.body(Body::empty()).expect("the request is well formed");
        let response = router
            .clone()
            .oneshot(request)
            .await
            .expect("a router always answers");
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self {
            body: response.into_body().into_data_stream(),
            held: String::new(),
        }
    }

    /// The next frame: its name and its data; nothing at the end of the stream.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some(end) = self.held.find("\n\n") {
                let frame: String = self.held.drain(..end + 2).collect();
                let line = |name: &str| {
                    frame
                        .lines()
                        .find_map(|line| line.strip_prefix(name))
                        .map(str::trim)
                };
                let (Some(event), Some(data)) = (line("event:"), line("data:")) else {
                    continue;
                };
                return Some((
                    event.to_owned(),
                    serde_json::from_str(data).expect("the data is JSON"),
                ));
            }
            let bytes = self.body.next().await?.expect("the stream is sound");
            self.held
                .push_str(std::str::from_utf8(&bytes).expect("the stream is text"));
        }
    }
}

#[tokio::test]
async fn what_is_taken_in_is_on_the_stream_and_narrowed_to_what_is_asked_for() {
    let world = World::new().await;
    let mut portal = target("portal");
    portal["enabled"] = json!(true);
    portal["personKey"] = json!("loginId");
    world.post("/api/v1/targets", &portal).await;
    let mut all = Listener::open(&world, "?topics=deliveries").await;
    let mut one = Listener::open(&world, "?topics=deliveries&requestId=100002").await;
    world.post("/api/v1/intake/batches", &batch("b-1", 5)).await;
    let mut seen = Vec::new();
    while seen.len() < 5 {
        let (event, data) = all.next().await.expect("the stream goes on");
        assert_eq!(event, "deliveries");
        assert_eq!(data["skipped"], 0);
        seen.extend(
            data["items"]
                .as_array()
                .expect("items")
                .iter()
                .map(|item| item["requestId"].clone()),
        );
    }
    assert_eq!(
        seen,
        ["100000", "100001", "100002", "100003", "100004"],
        "the newest should be last"
    );
    let (_, data) = one.next().await.expect("the stream goes on");
    let items = data["items"].as_array().expect("items");
    assert!(
        items.iter().all(|item| item["requestId"] == "100002") && items.len() == 1,
        "{data}"
    );
}

#[tokio::test]
async fn the_pulse_comes_by_itself_and_the_stream_ends_with_the_engine() {
    let world = World::new().await;
    world.post("/api/v1/targets", &target("portal")).await;
    let mut listener = Listener::open(&world, "?topics=pulse").await;
    let (event, data) = listener.next().await.expect("the stream goes on");
    assert_eq!(event, "pulse");
    for part in ["at", "intake", "targets", "point"] {
        assert!(data.get(part).is_some(), "{part} should be there: {data}");
    }
    world.engine.stop().await;
    while listener.next().await.is_some() {}
}

#[tokio::test]
async fn a_revoked_tokens_stream_ends() {
    let world = World::new().await;
    let made = world
        .post(
            "/api/v1/tokens",
            &json!({ "name": "wall", "scopes": ["console"] }),
        )
        .await
        .json();
    let request = Request::get("/api/v1/live?topics=pulse")
        .header("host", HOST)
        .header(
            "authorization",
            format!("Bearer {}", made["token"].as_str().expect("its text")),
        );
    let mut listener = Listener::of(&world.outside, request).await;
    assert!(listener.next().await.is_some());
    let id = made["id"].as_i64().expect("its id");
    world
        .engine
        .revoke_token(&engine::Actor::named("test"), id)
        .await
        .expect("it is there");
    while listener.next().await.is_some() {}
}
