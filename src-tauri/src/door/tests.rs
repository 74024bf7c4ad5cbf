//! The door against a small router of its own.

use std::sync::mpsc;

use axum::response::sse::{Event, Sse};
use axum::routing::{any, get};
use futures_util::stream;
use serde_json::{Value, json};

use super::*;

fn router() -> Router {
    let echo = any(|request: Request<Body>| async move {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.expect("the question has a body").to_bytes();
        let said = format!(
            "{} {} {} {}",
            parts.method,
            parts.uri,
            parts
                .headers
                .get("x-note")
                .and_then(|note| note.to_str().ok())
                .unwrap_or("-"),
            String::from_utf8_lossy(&body)
        );
        (StatusCode::CREATED, [("x-answer", "yes")], said)
    });
    let frames = || async {
        let frames = ["{\"中\":1}", "two\nlines"];
        let frames =
            frames.map(|data| Ok::<_, std::convert::Infallible>(Event::default().event("pulse").data(data)));
        Sse::new(stream::iter(frames))
    };
    let endless = || async { Sse::new(stream::pending::<Result<Event, std::convert::Infallible>>()) };
    Router::new()
        .route("/api/v1/echo", echo)
        .route("/api/v1/live", get(frames))
        .route("/api/v1/endless", get(endless))
        .route(
            "/api/v1/refused",
            get(|| async { (StatusCode::SERVICE_UNAVAILABLE, "no") }),
        )
}

fn question(method: &str, path: &str, body: Option<&str>) -> Question {
    Question {
        method: method.to_owned(),
        path: path.to_owned(),
        headers: vec![("x-note".to_owned(), "n1".to_owned())],
        body: body.map(str::to_owned),
        base64: None,
    }
}

#[tokio::test]
async fn the_bytes_of_a_file_go_through_and_what_is_no_base64_does_not() {
    let file = |text: &str| Question {
        base64: Some(text.to_owned()),
        ..question("POST", "/api/v1/echo", None)
    };
    let answer = reply(router(), file("UEsDBA==")).await.expect("it is answered");
    assert!(answer.body.ends_with("PK\u{3}\u{4}"), "{:?}", answer.body);
    let refused = reply(router(), file("not base64!")).await;
    assert!(matches!(refused, Err(DoorError::Undecodable(_))), "{refused:?}");
}

/// A channel, and what the page would have read from it.
fn channel() -> (Channel<String>, mpsc::Receiver<Value>) {
    let (sender, read) = mpsc::channel();
    let channel = Channel::new(move |body| {
        let message: String = body.deserialize().expect("a channel of texts carries texts");
        let frame = serde_json::from_str(&message).expect("each message is JSON");
        sender
            .send(frame)
            .map_err(|error| tauri::Error::Anyhow(error.into()))
    });
    (channel, read)
}

#[tokio::test]
async fn a_question_reaches_the_router_whole_and_the_answer_comes_back_whole() {
    let answer = reply(
        router(),
        question("PUT", "/api/v1/echo?text=%E4%B8%AD", Some("{\"a\":\"中\"}")),
    )
    .await;
    let answer = answer.expect("the router answers");
    assert_eq!(answer.status, 201);
    assert_eq!(answer.body, "PUT /api/v1/echo?text=%E4%B8%AD n1 {\"a\":\"中\"}");
    assert!(
        answer
            .headers
            .contains(&("x-answer".to_owned(), "yes".to_owned())),
        "headers come back too"
    );
}

#[tokio::test]
async fn what_is_no_http_request_is_refused_and_a_stream_is_not_read_as_an_answer() {
    let refused = reply(router(), question("PUT IT", "/api/v1/echo", None)).await;
    assert!(
        matches!(refused, Err(DoorError::Malformed(_))),
        "a wrong method has no answer: {refused:?}"
    );
    let endless = reply(router(), question("GET", "/api/v1/endless", None)).await;
    assert!(
        matches!(endless, Err(DoorError::Stream)),
        "an endless answer must not be waited for: {endless:?}"
    );
}

#[tokio::test]
async fn every_frame_of_a_stream_reaches_the_page_and_its_end_is_told() {
    let body = agreed(router(), "/api/v1/live?topics=pulse")
        .await
        .expect("the router agrees");
    let (channel, read) = channel();
    forward(body, channel, CancellationToken::new()).await;
    let frames: Vec<Value> = read.try_iter().collect();
    let expected = [
        json!({"event": "pulse", "data": "{\"中\":1}"}),
        json!({"event": "pulse", "data": "two\nlines"}),
        json!({"event": "end", "data": ""}),
    ];
    assert_eq!(frames, expected);
}

#[tokio::test]
async fn a_stopped_stream_ends_without_another_word() {
    let streams = Streams::default();
    let stop = streams.begin("stream-1".to_owned(), &CancellationToken::new());
    let body = agreed(router(), "/api/v1/endless")
        .await
        .expect("the router agrees");
    let (channel, read) = channel();
    streams.stop("stream-1");
    forward(body, channel, stop).await;
    assert_eq!(
        read.try_iter().count(),
        0,
        "the page has gone on and must not hear of this stream again"
    );
}

#[tokio::test]
async fn a_refusal_is_told_with_its_status() {
    let refused = agreed(router(), "/api/v1/refused").await;
    assert!(
        matches!(refused, Err(DoorError::Refused { status: 503, .. })),
        "got {refused:?}"
    );
}

#[test]
fn a_stream_takes_over_the_name_of_a_former_one_and_a_new_page_ends_them_all() {
    let (streams, ending) = (Streams::default(), CancellationToken::new());
    let former = streams.begin("stream-1".to_owned(), &ending);
    let later = streams.begin("stream-1".to_owned(), &ending);
    assert!(
        former.is_cancelled() && !later.is_cancelled(),
        "a name belongs to its newest stream"
    );
    let other = streams.begin("stream-2".to_owned(), &ending);
    streams.stop_all();
    assert!(
        later.is_cancelled() && other.is_cancelled(),
        "a page that is gone reads nothing"
    );
}
