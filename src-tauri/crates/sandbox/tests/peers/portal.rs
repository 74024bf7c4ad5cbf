//! The in-house portal, message by message.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::ground::{Answer, Ground, Outgoing, exchange, send};

const PATH: &str = "/api/tasks";
const JSON: &str = "application/json";

/// A person whose mobile is on file, by number.
fn person(ground: &Ground, number: usize) -> Value {
    let mut known = (0..)
        .map(|n| ground.person(n))
        .filter(|p| p["mobile"].is_string());
    known.nth(number).expect("that many persons with a mobile")
}

/// A message; every test changes what it is about.
fn message(ground: &Ground) -> Value {
    json!({
        "taskId": "4001-p1", "state": "pending", "title": "合同审批-赵敏", "workflow": "合同审批", "step": "法务会签",
        "owner": person(ground, 1)["mobile"], "creator": person(ground, 0)["mobile"],
        "openUrl": "http://oa.example.com/wf/4001", "mobileUrl": "", "time": 1_752_541_260,
    })
}

fn with(message: &Value, name: &str, value: Value) -> Value {
    let mut message = message.clone();
    message[name] = value;
    message
}

fn signature(secret: &str, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length");
    mac.update(body.as_bytes());
    let bytes = mac.finalize().into_bytes();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn sent(ground: &Ground, (key, signature): (&str, &str), body: &str) -> Answer {
    let message = Outgoing {
        method: "POST",
        path: PATH,
        kind: JSON,
        headers: &[("X-App-Key", key), ("X-Signature", signature)],
        body,
    };
    send(&ground.authority("custom"), &message)
        .await
        .expect("an answer")
}

/// Sends a message that is signed as it should be.
async fn push(ground: &Ground, message: &Value) -> Answer {
    let body = message.to_string();
    let signature = signature(&ground.param("custom", "secret"), &body);
    sent(ground, (&ground.param("custom", "appKey"), &signature), &body).await
}

fn code(answer: &Answer) -> (u16, Value) {
    let body = answer.json();
    assert_eq!(body["ok"], false, "{body}");
    assert!(
        body["error"]["text"]
            .as_str()
            .is_some_and(|text| !text.is_empty()),
        "{body}"
    );
    (answer.status, body["error"]["code"].clone())
}

async fn lists(ground: &Ground) -> [usize; 3] {
    let person = person(ground, 1);
    [
        ground.list("portal", &person, "todo").await.len(),
        ground.list("portal", &person, "done").await.len(),
        ground.list("portal", &person, "closed").await.len(),
    ]
}

#[tokio::test]
async fn every_state_is_taken_and_keeps_the_portals_own_id() {
    let ground = Ground::new().await;
    let message = message(&ground);
    for (state, expected) in [
        ("pending", [1, 0, 0]),
        ("done", [0, 1, 0]),
        ("pending", [1, 0, 0]),
        ("closed", [0, 0, 1]),
        ("deleted", [0, 0, 0]),
    ] {
        let answer = push(&ground, &with(&message, "state", json!(state))).await;
        assert_eq!(
            (answer.status, answer.json()),
            (200, json!({ "ok": true, "id": "T00000001" })),
            "{state}"
        );
        assert_eq!(lists(&ground).await, expected, "after {state}");
    }
    let gone = push(&ground, &with(&message, "state", json!("deleted"))).await;
    assert_eq!(code(&gone), (200, json!("UNKNOWN_TASK")));
    let next = push(&ground, &with(&message, "state", json!("done"))).await;
    assert_eq!(
        next.json(),
        json!({ "ok": true, "id": "T00000002" }),
        "an end may be the first that is heard"
    );
}

#[tokio::test]
async fn a_task_is_shown_with_everything_a_person_needs() {
    let ground = Ground::new().await;
    push(&ground, &message(&ground)).await;
    let items = ground.items("portal", &person(&ground, 1), "todo").await;
    let item = &items[0];
    for (name, value) in [
        ("requestId", json!("4001-p1")),
        ("title", json!("合同审批-赵敏")),
        ("workflowName", json!("合同审批")),
        ("nodeName", json!("法务会签")),
        ("creatorName", person(&ground, 0)["name"].clone()),
        ("link", json!("http://oa.example.com/wf/4001")),
        ("unread", json!(true)),
    ] {
        assert_eq!(item[name], value, "{name}");
    }
    let (newest, all) = ground.messages("portal").await;
    assert_eq!(
        (&newest["operation"], &newest["requestId"], &newest["person"]),
        (&json!("tasks"), &json!("4001-p1"), &person(&ground, 1)["id"])
    );
    assert!(!all.contains(&ground.param("custom", "secret")));
    let nobody = with(&message(&ground), "creator", json!(""));
    assert_eq!(push(&ground, &nobody).await.json()["ok"], true);
}

#[tokio::test]
async fn a_wrong_key_or_a_wrong_signature_is_401_in_json() {
    let ground = Ground::new().await;
    let (key, secret) = (ground.param("custom", "appKey"), ground.param("custom", "secret"));
    let body = message(&ground).to_string();
    let right = signature(&secret, &body);
    let of_another_body = signature(&secret, &format!("{body} "));
    let of_another_secret = signature("other", &body);
    for (key, signature, expected) in [
        ("other", right.as_str(), "BAD_KEY"),
        ("", right.as_str(), "BAD_KEY"),
        (key.as_str(), "", "BAD_SIGNATURE"),
        (key.as_str(), right.to_uppercase().as_str(), "BAD_SIGNATURE"),
        (key.as_str(), of_another_body.as_str(), "BAD_SIGNATURE"),
        (key.as_str(), of_another_secret.as_str(), "BAD_SIGNATURE"),
    ] {
        let answer = sent(&ground, (key, signature), &body).await;
        assert!(answer.head.contains("application/json"), "{}", answer.head);
        assert_eq!(code(&answer), (401, json!(expected)));
    }
    let bare = ground.post("custom", (PATH, JSON), &body).await;
    assert_eq!(code(&bare), (401, json!("BAD_KEY")));
    assert_eq!(lists(&ground).await, [0, 0, 0]);
    assert_eq!(sent(&ground, (&key, &right), &body).await.status, 200);
}

#[tokio::test]
async fn each_refusal_has_a_code_and_changes_nothing() {
    let ground = Ground::new().await;
    let message = message(&ground);
    for (name, value, expected) in [
        ("owner", json!("13800000000"), "UNKNOWN_OWNER"),
        ("owner", ground.person(1)["loginId"].clone(), "UNKNOWN_OWNER"),
        ("owner", json!(""), "MISSING_FIELD"),
        ("creator", json!("13800000000"), "UNKNOWN_CREATOR"),
        ("state", json!("todo"), "BAD_STATE"),
        ("state", json!(null), "MISSING_FIELD"),
        ("taskId", json!(""), "MISSING_FIELD"),
        ("title", json!(""), "MISSING_FIELD"),
        ("workflow", json!(""), "MISSING_FIELD"),
        ("step", json!(""), "MISSING_FIELD"),
        ("openUrl", json!(""), "MISSING_FIELD"),
        ("time", json!("2025-07-15"), "BAD_TIME"),
        ("time", json!("1752541260"), "BAD_TIME"),
        ("time", json!(null), "BAD_TIME"),
        ("title", json!("长".repeat(1_001)), "TOO_LONG"),
    ] {
        let answer = push(&ground, &with(&message, name, value)).await;
        assert_eq!(code(&answer), (200, json!(expected)), "{name}");
        assert_eq!(ground.messages("portal").await.0["verdict"], "refused");
    }
    assert_eq!(lists(&ground).await, [0, 0, 0]);
}

#[tokio::test]
async fn a_task_id_belongs_to_one_owner() {
    let ground = Ground::new().await;
    let message = message(&ground);
    push(&ground, &message).await;
    let other = person(&ground, 2);
    for state in ["pending", "deleted"] {
        let stolen = with(&message, "owner", other["mobile"].clone());
        let answer = push(&ground, &with(&stolen, "state", json!(state))).await;
        assert_eq!(code(&answer), (200, json!("TASK_OF_ANOTHER")));
    }
    assert_eq!(lists(&ground).await, [1, 0, 0]);
    assert!(ground.list("portal", &other, "todo").await.is_empty());
}

#[tokio::test]
async fn what_is_no_message_is_refused_where_it_is_noticed() {
    let ground = Ground::new().await;
    let key = ground.param("custom", "appKey");
    let signed = signature(&ground.param("custom", "secret"), "[1]");
    let answer = sent(&ground, (&key, &signed), "[1]").await;
    assert_eq!(code(&answer), (200, json!("NOT_JSON")));
    let message = Outgoing {
        method: "POST",
        path: PATH,
        kind: "text/plain",
        headers: &[("x-app-key", &key), ("x-signature", &signed)],
        body: "[1]",
    };
    let answer = send(&ground.authority("custom"), &message).await;
    assert_eq!(code(&answer.expect("an answer")), (200, json!("NOT_JSON")));
    for (method, path, status) in [("GET", PATH, 405), ("POST", "/api/other", 404)] {
        let answer = exchange(&ground.authority("custom"), method, (path, JSON), "").await;
        assert_eq!(answer.expect("an answer").status, status);
    }
}

#[tokio::test]
async fn every_trouble_works_and_refuse_speaks_the_protocols_own_words() {
    let ground = Ground::new().await;
    let message = message(&ground);
    ground.trouble("portal", json!({ "kind": "refuse" })).await;
    let answer = push(&ground, &message).await;
    assert_eq!(code(&answer), (200, json!("NOT_TAKING")));
    ground.trouble("portal", json!({ "kind": "garbage" })).await;
    let answer = push(&ground, &message).await;
    assert!(answer.status == 200 && std::str::from_utf8(&answer.body).is_err());
    ground.trouble("portal", json!({ "kind": "htmlError" })).await;
    assert!(push(&ground, &message).await.text().contains("<html>"));
    let (newest, _) = ground.messages("portal").await;
    assert_eq!(
        (&newest["verdict"], &newest["requestId"]),
        (&json!("trouble"), &json!("4001-p1"))
    );
    assert_eq!(lists(&ground).await, [0, 0, 0]);
    ground.trouble("portal", json!({ "kind": "cut" })).await;
    push(&ground, &message).await;
    assert_eq!(lists(&ground).await, [1, 0, 0]);
    ground.trouble("portal", json!({ "kind": "down" })).await;
    let refused = exchange(&ground.authority("custom"), "POST", (PATH, JSON), "").await;
    assert!(refused.is_err());
    ground
        .trouble("portal", json!({ "kind": "slow", "delayMs": 1 }))
        .await;
    assert_eq!(push(&ground, &message).await.json()["ok"], true);
}
