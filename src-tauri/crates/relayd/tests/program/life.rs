//! From the ready line to the end.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use crate::process::{Place, run};

/// Row H1.
#[tokio::test]
async fn it_says_one_ready_line_answers_and_ends_with_0_on_either_signal() {
    let place = Place::new();
    let mut tokens = Vec::new();
    for signal in ["TERM", "INT"] {
        let relay = place.start(&[]).await;
        assert_eq!(relay.ready["event"], "ready");
        assert!(
            relay.url.starts_with("http://127.0.0.1:") && !relay.url.ends_with(":0"),
            "{}",
            relay.url
        );
        let mode = std::fs::metadata(&relay.token_file)
            .expect("the token file is there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "the token file should be its owner's alone");
        let data = std::fs::metadata(place.data())
            .expect("the data directory is there")
            .permissions()
            .mode();
        assert_eq!(data & 0o077, 0, "the data directory should be its owner's alone");
        assert_eq!(relay.get("/healthz").await["state"], "running");
        assert_eq!(
            relay.get("/api/v1/system").await["dataDirectory"],
            place.data().display().to_string()
        );
        tokens.push(relay.token.clone());
        relay.signal(signal);
        let (code, more) = relay.end().await;
        assert_eq!(code, Some(0), "{signal}");
        assert!(
            more.is_empty(),
            "standard output should carry the ready line only: {more:?}"
        );
    }
    assert_eq!(
        tokens[0], tokens[1],
        "the administrator's token should stay the same"
    );
}

#[tokio::test]
async fn an_open_stream_does_not_hold_up_the_end() {
    let place = Place::new();
    let relay = place.start(&[]).await;
    let stream = relay
        .http
        .get(format!("{}/api/v1/live", relay.url))
        .bearer_auth(&relay.token)
        .send()
        .await;
    let mut stream = stream.expect("the stream opens");
    assert_eq!(stream.status(), 200);
    relay.signal("TERM");
    while let Ok(Some(_)) = stream.chunk().await {}
    assert_eq!(relay.end().await.0, Some(0));
}

#[tokio::test]
async fn a_second_engine_on_the_same_data_is_refused_by_name_with_3() {
    let place = Place::new();
    let first = place.start(&[]).await;
    let output = run(place.command().env("TODO_RELAY_LOG", "off")).await;
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).expect("it says text");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.contains(&place.data().display().to_string()),
        "the directory should be named: {said}"
    );
    assert!(output.stdout.is_empty(), "it should never say that it is ready");
    assert_eq!(
        first.get("/healthz").await["state"],
        "running",
        "the first engine should go on"
    );
}

/// Row H2.
#[tokio::test]
async fn the_log_is_one_json_document_a_line_when_asked_for() {
    let place = Place::new();
    let relay = place.start(&["--log-format", "json"]).await;
    relay.signal("TERM");
    relay.end().await;
    let log = place.log();
    assert!(!log.is_empty(), "something should have been logged");
    for line in log.lines() {
        let entry: Value = serde_json::from_str(line).expect("each line is a JSON document");
        assert!(
            entry["timestamp"].is_string() && entry["level"].is_string(),
            "{entry}"
        );
    }
    assert!(!log.contains("tr_"), "no token should be in the log");
}

#[tokio::test]
async fn a_foreign_host_is_refused_and_a_named_one_is_not() {
    let place = Place::new();
    let relay = place.start(&[]).await;
    let port = relay.url.rsplit(':').next().expect("a port").to_owned();
    for (host, expected) in [
        (format!("localhost:{port}"), 200),
        ("evil.example".to_owned(), 403),
    ] {
        let answer = relay
            .http
            .get(format!("{}/healthz", relay.url))
            .header("host", &host)
            .send()
            .await;
        assert_eq!(answer.expect("it answers").status(), expected, "{host}");
    }
}
