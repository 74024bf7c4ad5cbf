//! Bad input over real HTTP: each wrong field is named by its JSON pointer, and nothing is taken ("What bad input gets";
//! rows O1, T3, T5, T8).

use ::http::Method;
use ::http::header::CONTENT_TYPE;
use bytes::Bytes;
use http_body_util::Full;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use whole_program::ecology::{Ecology, Mood};
use whole_program::events::{batch, todo};
use whole_program::http::{Answer, Caller};
use whole_program::relay::{Home, Relay};

const INTAKE: &str = "/api/v1/intake/batches";

/// A document with one value put in at a JSON pointer, or taken out.
fn with(document: &Value, pointer: &str, value: Option<Value>) -> Value {
    let mut document = document.clone();
    let (above, name) = pointer.rsplit_once('/').expect("a pointer begins with a slash");
    let holder = document
        .pointer_mut(above)
        .expect("the document has what holds the field");
    match (holder, value) {
        (Value::Array(items), Some(value)) => {
            let at: usize = name.parse().expect("a place in a list is a number");
            items[at] = value;
        }
        (holder, Some(value)) => holder[name] = value,
        (Value::Object(fields), None) => {
            fields.remove(name);
        }
        _ => {}
    }
    document
}

fn assert_names(answer: &Answer, expected: &[(&str, &str)], what: &str) {
    assert_eq!(
        answer.status,
        400,
        "{what}: it should be refused: {}",
        answer.text()
    );
    assert_eq!(
        answer.header("content-type"),
        "application/problem+json",
        "{what}: it should be a problem"
    );
    let problem = answer.json();
    assert_eq!(problem["code"], "INVALID_INPUT", "{what}: {problem}");
    assert_eq!(problem["status"], 400, "{what}: {problem}");
    for field in ["type", "title", "detail", "traceId"] {
        assert!(
            problem[field].as_str().is_some_and(|text| !text.is_empty()),
            "{what}: a problem has a {field}: {problem}"
        );
    }
    let named = answer.fields();
    let expected: Vec<(String, String)> = expected
        .iter()
        .map(|(path, code)| ((*path).to_owned(), (*code).to_owned()))
        .collect();
    assert_eq!(
        named, expected,
        "{what}: each wrong field should be named, and no other"
    );
}

/// An engine with a target that would be sent to at once.
async fn scene() -> (Home, Ecology, Relay) {
    let home = Home::new();
    let ecology = Ecology::start(Mood::Prompt);
    let relay = home.start().await;
    relay.create_target(&ecology.target("portal")).await;
    (home, ecology, relay)
}

async fn assert_nothing_taken(relay: &Relay, ecology: &Ecology) {
    let log = relay.api.get("/api/v1/deliveries").await;
    assert_eq!(
        log,
        json!({ "items": [], "next": null }),
        "nothing should be in the log"
    );
    // Whatever was taken would have been sent before this one, of the same lane.
    relay.take_in("good", vec![todo("1"), todo("2")]).await;
    ecology
        .until("the good batch has arrived", |count| count.all >= 2)
        .await;
    assert_eq!(ecology.count().borrow().all, 2, "nothing else should be sent");
}

/// Row O1.
#[tokio::test]
async fn each_wrong_field_of_a_batch_is_named_and_nothing_of_it_is_taken() {
    let (_home, ecology, relay) = scene().await;
    let good = batch("good", vec![todo("1"), todo("2")]);
    let long = |chars: usize| Some(Value::from("长".repeat(chars)));
    let cases: Vec<(&str, Option<Value>, &str)> = vec![
        ("/batchId", None, "REQUIRED"),
        ("/batchId", Some(json!("")), "REQUIRED"),
        ("/batchId", Some(json!(7)), "WRONG_TYPE"),
        ("/batchId", long(1_000), "TOO_LONG"),
        ("/events", None, "REQUIRED"),
        ("/events", Some(json!([])), "REQUIRED"),
        ("/events", Some(json!("none")), "WRONG_TYPE"),
        ("/more", Some(json!(1)), "UNKNOWN_FIELD"),
        ("/events/1", Some(json!(7)), "WRONG_TYPE"),
        ("/events/1/dataSet", None, "REQUIRED"),
        ("/events/1/dataSet", Some(json!("open")), "UNKNOWN_VALUE"),
        ("/events/1/businessState", None, "REQUIRED"),
        ("/events/1/businessState", Some(json!("")), "REQUIRED"),
        ("/events/1/requestId", None, "REQUIRED"),
        ("/events/1/requestId", Some(json!("  ")), "REQUIRED"),
        ("/events/1/requestId", Some(json!(100_234)), "WRONG_TYPE"),
        ("/events/1/requestId", long(1_000), "TOO_LONG"),
        ("/events/1/requestName", None, "REQUIRED"),
        ("/events/1/requestName", Some(json!("")), "REQUIRED"),
        ("/events/1/requestName", long(10_000), "TOO_LONG"),
        ("/events/1/workflowId", None, "REQUIRED"),
        ("/events/1/workflowId", Some(json!("")), "REQUIRED"),
        ("/events/1/workflowName", None, "REQUIRED"),
        ("/events/1/workflowTypeId", None, "REQUIRED"),
        ("/events/1/workflowTypeName", Some(json!("")), "REQUIRED"),
        ("/events/1/nodeName", None, "REQUIRED"),
        ("/events/1/creator", None, "REQUIRED"),
        ("/events/1/creator", Some(json!("")), "REQUIRED"),
        ("/events/1/createdAt", None, "REQUIRED"),
        ("/events/1/createdAt", Some(json!("yesterday")), "INVALID_VALUE"),
        // Without an offset it is no point in time.
        (
            "/events/1/createdAt",
            Some(json!("2026-11-22T09:00:00")),
            "INVALID_VALUE",
        ),
        ("/events/1/receiver", None, "REQUIRED"),
        ("/events/1/receiver", Some(json!("")), "REQUIRED"),
        ("/events/1/receiver", Some(json!(["1002"])), "WRONG_TYPE"),
        ("/events/1/receiverIdentity", Some(json!("")), "REQUIRED"),
        ("/events/1/receivedAt", None, "REQUIRED"),
        (
            "/events/1/receivedAt",
            Some(json!("2026-13-01T00:00:00Z")),
            "INVALID_VALUE",
        ),
        ("/events/1/viewType", Some(json!("seen")), "UNKNOWN_VALUE"),
        ("/events/1/occurredAt", None, "REQUIRED"),
        ("/events/1/colour", Some(json!("red")), "UNKNOWN_FIELD"),
    ];
    for (pointer, value, code) in cases {
        let shown: String = format!("{pointer} {value:?}").chars().take(80).collect();
        let answer = relay.intake(&with(&good, pointer, value)).await;
        assert_names(&answer, &[(pointer, code)], &shown);
    }
    let twice = with(&good, "/events/0/receiver", Some(json!("")));
    let twice = with(&twice, "/events/1/requestId", Some(json!("")));
    let answer = relay.intake(&twice).await;
    let both = [
        ("/events/0/receiver", "REQUIRED"),
        ("/events/1/requestId", "REQUIRED"),
    ];
    assert_names(&answer, &both, "two wrong fields");
    assert_nothing_taken(&relay, &ecology).await;
}

/// Row O1: the bounds of a batch.
#[tokio::test]
async fn a_batch_past_its_bounds_is_refused_whole_and_one_at_its_bounds_is_taken() {
    let (_home, _ecology, relay) = scene().await;
    let events = |count: usize| -> Vec<Value> { (0..count).map(|n| todo(&n.to_string())).collect() };
    let answer = relay.intake(&batch("many", events(5_001))).await;
    assert_names(&answer, &[("/events", "TOO_MANY")], "5,001 events");
    let mut one_bad = events(5_000);
    one_bad[4_999]["receiver"] = json!("");
    let answer = relay.intake(&batch("many", one_bad)).await;
    assert_names(
        &answer,
        &[("/events/4999/receiver", "REQUIRED")],
        "one bad of 5,000",
    );
    let log = relay.api.get("/api/v1/deliveries").await;
    assert_eq!(log["items"], json!([]), "nothing should be in the log");

    relay.take_in("many", events(5_000)).await;
    let again = relay.intake(&batch("many", events(5_000))).await.expect(200);
    assert_eq!(
        again,
        json!({ "batchId": "many", "accepted": 5_000, "duplicate": true }),
        "the same again"
    );
}

/// Writes a request byte by byte as it is and gives the status of the answer.
async fn raw(api: &Caller, head: &str, body: &[u8]) -> u16 {
    let authority = api.base().trim_start_matches("http://");
    let authorization = api.request(Method::POST, INTAKE).body(()).expect("a request");
    let token = authorization.headers()["authorization"]
        .to_str()
        .expect("a token is text");
    let head = format!(
        "POST {INTAKE} HTTP/1.1\r\nHost: {authority}\r\nAuthorization: {token}\r\n\
         Content-Type: application/json\r\n{head}\r\n\r\n"
    );
    let mut stream = TcpStream::connect(authority).await.expect("the program listens");
    stream
        .write_all(head.as_bytes())
        .await
        .expect("the head can be sent");
    stream.write_all(body).await.expect("the body can be sent");
    let mut answer = vec![0; 1_024];
    let read = tokio::time::timeout(whole_program::until::PATIENCE, stream.read(&mut answer)).await;
    let read = read
        .expect("there should be an answer")
        .expect("the answer can be read");
    let line = String::from_utf8_lossy(&answer[..read]).into_owned();
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
    status.unwrap_or_default()
}

/// Row O1.
#[tokio::test]
async fn a_body_above_eight_mebibytes_is_413_whether_it_says_so_before_or_not() {
    const MOST: usize = 8 * 1024 * 1024;
    let (_home, ecology, relay) = scene().await;
    let body = vec![b' '; MOST + 1];
    let length = format!("Content-Length: {}", body.len());
    assert_eq!(
        raw(&relay.api, &length, &body).await,
        413,
        "what is announced as too large should be refused, and the one who sends it should hear so"
    );
    let mut chunks = format!("{:x}\r\n", body.len()).into_bytes();
    chunks.extend(body);
    chunks.extend(b"\r\n0\r\n\r\n");
    let chunked = raw(&relay.api, "Transfer-Encoding: chunked", &chunks).await;
    assert_eq!(
        chunked, 413,
        "what turns out too large while it is read should be refused"
    );

    let mut padded = batch("good", vec![todo("1"), todo("2")]).to_string().into_bytes();
    padded.resize(MOST, b' ');
    let request = relay
        .api
        .request(Method::POST, INTAKE)
        .header(CONTENT_TYPE, "application/json");
    let request = request.body(Full::from(padded)).expect("a request");
    let answer = relay.api.send(request).await.expect("an answer");
    answer.expect(200);
    ecology.until("it has arrived", |count| count.all == 2).await;
}

/// Row O1.
#[tokio::test]
async fn what_is_not_json_is_refused() {
    let (_home, ecology, relay) = scene().await;
    let good = batch("good", vec![todo("1")]).to_string();
    let cases = [
        ("application/json", "", 400),
        ("application/json", "{", 400),
        ("application/json", "null", 400),
        ("application/json", "[]", 400),
        ("application/json", &format!("{good}{good}"), 400),
        ("application/json", &good[..good.len() - 1], 400),
        ("text/plain", &good, 415),
        ("application/x-www-form-urlencoded", &good, 415),
        ("", &good, 415),
    ];
    for (kind, body, status) in cases {
        let builder = relay.api.request(Method::POST, INTAKE);
        let builder = if kind.is_empty() {
            builder
        } else {
            builder.header(CONTENT_TYPE, kind)
        };
        let request = builder.body(Full::from(body.to_owned())).expect("a request");
        let answer = relay.api.send(request).await.expect("an answer");
        assert_eq!(answer.status, status, "{kind} {:.40}: {}", body, answer.text());
        let problem = answer.header("content-type") == "application/problem+json";
        assert!(problem, "{kind} {body:.40}: it should be a problem");
    }
    let not_utf8 = relay
        .api
        .request(Method::POST, INTAKE)
        .header(CONTENT_TYPE, "application/json");
    let not_utf8 = not_utf8
        .body(Full::from(Bytes::from_static(b"{\"batchId\":\"\xff\"}")))
        .expect("a request");
    let answer = relay.api.send(not_utf8).await.expect("an answer");
    assert_eq!(answer.status, 400, "not even text: {}", answer.text());
    assert_nothing_taken(&relay, &ecology).await;
}

/// Rows T3, T5, T7, T8, C1, K1.
#[tokio::test]
async fn a_target_that_cannot_work_is_refused_on_save_field_by_field() {
    let home = Home::new();
    let ecology = Ecology::start(Mood::Prompt);
    let relay = home.start().await;
    let good = ecology.target("portal");
    let landray = with(&good, "/pushType", Some(json!("landray")));
    let landray = with(&landray, "/params", Some(json!({ "appName": "oa" })));
    let cases: Vec<(Value, &[(&str, &str)])> = vec![
        (with(&good, "/identifier", None), &[("/identifier", "REQUIRED")]),
        (
            with(&good, "/identifier", Some(json!(" "))),
            &[("/identifier", "REQUIRED"), ("/identifier", "INVALID_CHARACTER")],
        ),
        (with(&good, "/name", Some(json!(""))), &[("/name", "REQUIRED")]),
        (
            with(&good, "/name", Some(json!("20261122"))),
            &[("/name", "DIGITS_ONLY")],
        ),
        (
            with(&good, "/name", Some(json!("门户<b>"))),
            &[("/name", "INVALID_CHARACTER")],
        ),
        (
            with(&good, "/pushType", Some(json!("carrierPigeon"))),
            &[("/pushType", "UNKNOWN_VALUE")],
        ),
        (with(&good, "/pushType", None), &[("/pushType", "REQUIRED")]),
        (with(&good, "/server", None), &[("/server", "REQUIRED")]),
        (
            with(&good, "/server/scheme", Some(json!("ftp"))),
            &[("/server/scheme", "UNKNOWN_VALUE")],
        ),
        (
            with(&good, "/server/authority", Some(json!(""))),
            &[("/server/authority", "REQUIRED")],
        ),
        (
            with(&good, "/server/authority", Some(json!("http://host"))),
            &[("/server/authority", "INVALID_ADDRESS")],
        ),
        (
            with(&good, "/server/authority", Some(json!("host:99999"))),
            &[("/server/authority", "INVALID_ADDRESS")],
        ),
        (
            with(&good, "/server/authority", Some(json!("a b"))),
            &[("/server/authority", "INVALID_ADDRESS")],
        ),
        (
            with(&good, "/server/authority", Some(json!("user@host"))),
            &[("/server/authority", "INVALID_ADDRESS")],
        ),
        (
            with(&good, "/server/basePath", Some(json!("ecology/"))),
            &[("/server/basePath", "INVALID_PATH")],
        ),
        (
            with(&good, "/params", Some(json!({}))),
            &[("/params/sysCode", "REQUIRED")],
        ),
        (
            with(&good, "/params/sysCode", Some(json!(7))),
            &[("/params/sysCode", "WRONG_TYPE")],
        ),
        (
            with(&good, "/params/toViewRemark", Some(json!("yes"))),
            &[("/params/toViewRemark", "WRONG_TYPE")],
        ),
        (
            with(&good, "/params/colour", Some(json!("red"))),
            &[("/params/colour", "UNKNOWN_NAME")],
        ),
        (
            with(&good, "/protocol", Some(json!({ "mode": "sideways" }))),
            &[("/protocol/mode", "INVALID_CHOICE")],
        ),
        (
            with(&good, "/delivery", Some(json!({ "concurrency": 0 }))),
            &[("/delivery/concurrency", "OUT_OF_RANGE")],
        ),
        (
            with(
                &good,
                "/delivery",
                Some(json!({ "ratePerSecond": 0, "timeoutMs": 1 })),
            ),
            &[
                ("/delivery/timeoutMs", "OUT_OF_RANGE"),
                ("/delivery/ratePerSecond", "OUT_OF_RANGE"),
            ],
        ),
        (
            with(
                &good,
                "/compensation",
                Some(json!({ "retries": 11, "waitMinutes": 31 })),
            ),
            &[
                ("/compensation/retries", "OUT_OF_RANGE"),
                ("/compensation/waitMinutes", "OUT_OF_RANGE"),
            ],
        ),
        (
            with(&good, "/cleanup", Some(json!({ "hour": 12, "keepDays": 0 }))),
            &[
                ("/cleanup/keepDays", "OUT_OF_RANGE"),
                ("/cleanup/hour", "OUT_OF_RANGE"),
            ],
        ),
        (
            with(&good, "/personKey", Some(json!("shoeSize"))),
            &[("/personKey", "UNKNOWN_VALUE")],
        ),
        (
            with(&good, "/colour", Some(json!("red"))),
            &[("/colour", "UNKNOWN_FIELD")],
        ),
        (
            landray,
            &[
                ("/params/username", "REQUIRED"),
                ("/params/password", "REQUIRED"),
                ("/params/oaAddress", "REQUIRED"),
            ],
        ),
    ];
    for (target, expected) in &cases {
        let answer = relay.api.post("/api/v1/targets", target).await;
        assert_names(&answer, expected, &target.to_string());
    }
    let targets = relay.api.get("/api/v1/targets").await;
    assert_eq!(targets["items"], json!([]), "none of them should be saved");

    let first = relay.create_target(&good).await;
    let same = relay.api.post("/api/v1/targets", &good).await;
    assert_names(&same, &[("/identifier", "NOT_UNIQUE")], "an identifier twice");
    let wrong = with(&good, "/name", Some(json!("1")));
    let path = format!("/api/v1/targets/{first}");
    let answer = relay.api.put(&path, &wrong).await;
    assert_names(&answer, &[("/name", "DIGITS_ONLY")], "a wrong change");
    let kept = relay.api.get(&path).await;
    assert_eq!(
        kept["name"], good["name"],
        "a refused change should change nothing"
    );
    let gone = relay.api.call(Method::GET, "/api/v1/targets/999", None).await;
    assert_eq!(gone.expect(404)["code"], "NOT_FOUND");
}

/// Row T7: every push type of the source document is there, one that is none is refused by name, and a custom one without
/// a class names that.
#[tokio::test]
async fn every_push_type_is_offered_and_what_is_none_is_refused_by_name() {
    let home = Home::new();
    let ecology = Ecology::start(Mood::Prompt);
    let relay = home.start().await;
    let types = relay.api.get("/api/v1/push-types").await;
    let items = types["items"].as_array().expect("a list");
    let known: Vec<&str> = items
        .iter()
        .filter_map(|item| item["pushType"].as_str())
        .collect();
    assert_eq!(
        known,
        ["ecology", "e10", "esb", "landray", "wisedu", "landrayCleanup"]
    );
    for (push_type, path, code) in [
        ("telex", "/pushType", "UNKNOWN_VALUE"),
        ("custom", "/adapter/class", "REQUIRED"),
    ] {
        let target = with(&ecology.target("portal"), "/pushType", Some(json!(push_type)));
        let answer = relay.api.post("/api/v1/targets", &target).await;
        assert_names(&answer, &[(path, code)], push_type);
    }
}
