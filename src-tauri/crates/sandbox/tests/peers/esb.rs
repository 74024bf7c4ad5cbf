//! The ESB action flow, message by message (`protocols.md`, section 3).

use serde_json::{Value, json};

use crate::ground::{Answer, Ground, exchange};
use crate::sign_on::sign_on;

const TRIGGER: &str = "/papi/openapi/api/open-esb/server/webhook/trigger/";
const JSON: &str = "application/json";

/// A message; every test changes what it is about.
fn message(ground: &Ground, token: &str) -> Value {
    json!({
        "access_token": token, "dataSet": "todo", "requestId": "2001", "requestName": "用印申请-李娜",
        "workflowName": "用印申请", "nodeName": "法务审核", "creator": ground.person(0)["workCode"],
        "receiver": ground.person(1)["workCode"], "receivedAt": "2025-07-15 09:01:00",
        "pcUrl": "http://oa.example.com/wf/2001", "appUrl": "",
    })
}

fn with(message: &Value, name: &str, value: Value) -> Value {
    let mut message = message.clone();
    message[name] = value;
    message
}

fn path(ground: &Ground) -> String {
    format!("{TRIGGER}{}", ground.param("esb", "actionFlow"))
}

async fn send(ground: &Ground, message: &Value) -> Answer {
    let answer = ground
        .post("esb", (&path(ground), JSON), &message.to_string())
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer
}

async fn lists(ground: &Ground) -> [usize; 3] {
    let person = ground.person(1);
    [
        ground.list("esb", &person, "todo").await.len(),
        ground.list("esb", &person, "done").await.len(),
        ground.list("esb", &person, "closed").await.len(),
    ]
}

#[tokio::test]
async fn every_data_set_is_taken_and_shown_where_it_belongs() {
    let ground = Ground::new().await;
    let (token, _) = sign_on(&ground, "esb").await;
    let message = message(&ground, &token);
    for (data_set, words, expected) in [
        ("todo", "执行成功", [1, 0, 0]),
        ("done", "执行成功", [0, 1, 0]),
        ("todo", "执行成功", [1, 0, 0]),
        ("closed", "执行成功", [0, 0, 1]),
        ("deleted", "待办删除成功", [0, 0, 0]),
        ("deleted", "没有需要删除的待办", [0, 0, 0]),
        ("done", "执行成功", [0, 1, 0]),
    ] {
        let answer = send(&ground, &with(&message, "dataSet", json!(data_set))).await;
        assert_eq!(
            answer.json(),
            json!({ "code": "200", "msg": words }),
            "{data_set}"
        );
        assert_eq!(lists(&ground).await, expected, "after {data_set}");
    }
}

#[tokio::test]
async fn a_to_do_is_shown_with_everything_a_person_needs() {
    let ground = Ground::new().await;
    let (token, _) = sign_on(&ground, "esb").await;
    send(&ground, &message(&ground, &token)).await;
    let items = ground.items("esb", &ground.person(1), "todo").await;
    let item = &items[0];
    for (name, value) in [
        ("requestId", json!("2001")),
        ("title", json!("用印申请-李娜")),
        ("workflowName", json!("用印申请")),
        ("nodeName", json!("法务审核")),
        ("creatorName", ground.person(0)["name"].clone()),
        ("link", json!("http://oa.example.com/wf/2001")),
        ("unread", json!(true)),
    ] {
        assert_eq!(item[name], value, "{name}");
    }
    let (newest, all) = ground.messages("esb").await;
    assert_eq!(
        (&newest["operation"], &newest["requestId"], &newest["person"]),
        (&json!("trigger"), &json!("2001"), &ground.person(1)["id"])
    );
    assert!(!all.contains(&token), "a token is never shown");
}

#[tokio::test]
async fn a_deletion_needs_no_more_than_whose_item_it_is() {
    let ground = Ground::new().await;
    let (token, _) = sign_on(&ground, "esb").await;
    send(&ground, &message(&ground, &token)).await;
    let deletion = json!({
        "access_token": token, "dataSet": "deleted", "requestId": "2001", "receiver": ground.person(1)["workCode"],
    });
    assert_eq!(send(&ground, &deletion).await.json()["code"], "200");
    assert_eq!(lists(&ground).await, [0, 0, 0]);
}

#[tokio::test]
async fn each_failure_says_what_is_wrong_and_changes_nothing() {
    let ground = Ground::new().await;
    let (token, _) = sign_on(&ground, "esb").await;
    let message = message(&ground, &token);
    for (name, value, words) in [
        ("dataSet", json!("pending"), "dataSet的值pending不合法"),
        ("dataSet", json!(null), "参数dataSet不能为空"),
        ("requestId", json!(""), "参数requestId不能为空"),
        ("requestName", json!(" "), "参数requestName不能为空"),
        ("workflowName", json!(""), "参数workflowName不能为空"),
        ("nodeName", json!(""), "参数nodeName不能为空"),
        ("receivedAt", json!(""), "参数receivedAt不能为空"),
        ("pcUrl", json!(""), "参数pcUrl不能为空"),
        ("creator", json!("YZ99999"), "找不到工号为YZ99999的创建人"),
        ("receiver", json!("YZ99999"), "找不到工号为YZ99999的接收人"),
        (
            "requestName",
            json!("长".repeat(1_001)),
            "参数requestName超出长度限制",
        ),
    ] {
        let answer = send(&ground, &with(&message, name, value)).await.json();
        assert_eq!(
            answer,
            json!({ "message": { "errcode": "500", "errmsg": words } })
        );
        assert_eq!(ground.messages("esb").await.0["verdict"], "refused");
    }
    assert_eq!(lists(&ground).await, [0, 0, 0]);
}

#[tokio::test]
async fn the_key_is_read_percent_encoded_too_and_another_key_fails() {
    let ground = Ground::new().await;
    let (token, _) = sign_on(&ground, "esb").await;
    let body = message(&ground, &token).to_string();
    let encoded = path(&ground).replace('=', "%3D");
    assert_ne!(encoded, path(&ground), "the key should end in padding");
    let answer = ground.post("esb", (&encoded, JSON), &body).await;
    assert_eq!(answer.json()["code"], "200", "{}", answer.text());
    for key in ["", "b3RoZXI="] {
        let answer = ground
            .post("esb", (&format!("{TRIGGER}{key}"), JSON), &body)
            .await;
        let expected = json!({ "message": { "errcode": "500", "errmsg": "webhook不存在或未启用" } });
        assert_eq!((answer.status, answer.json()), (200, expected));
    }
}

#[tokio::test]
async fn the_token_travels_in_the_body_or_in_the_query_and_nothing_goes_without_it() {
    let ground = Ground::new().await;
    let (token, _) = sign_on(&ground, "esb").await;
    let bare = with(&message(&ground, ""), "access_token", json!(null)).to_string();
    let in_query = format!("{}?access_token={token}", path(&ground));
    let answer = ground.post("esb", (&in_query, JSON), &bare).await;
    assert_eq!(answer.json()["code"], "200", "{}", answer.text());
    let answer = ground.post("esb", (&path(&ground), JSON), &bare).await;
    assert_eq!(answer.json()["message"]["errcode"], "300001");
    for (method, kind, status) in [("GET", JSON, 405), ("POST", "text/plain", 415)] {
        let answer = exchange(&ground.authority("esb"), method, (&in_query, kind), "{}").await;
        assert_eq!(answer.expect("an answer").status, status);
    }
    let answer = ground.post("esb", (&in_query, JSON), "no JSON").await;
    assert_eq!(answer.json()["message"]["errmsg"], "请求体不是正确的JSON对象");
}

#[tokio::test]
async fn every_trouble_works_and_refuse_speaks_the_protocols_own_words() {
    let ground = Ground::new().await;
    let (token, _) = sign_on(&ground, "esb").await;
    let message = message(&ground, &token);
    ground.trouble("esb", json!({ "kind": "refuse" })).await;
    let expected = json!({ "message": { "errcode": "500", "errmsg": "动作流已停用" } });
    assert_eq!(send(&ground, &message).await.json(), expected);
    ground.trouble("esb", json!({ "kind": "garbage" })).await;
    let answer = send(&ground, &message).await;
    assert!(std::str::from_utf8(&answer.body).is_err());
    ground.trouble("esb", json!({ "kind": "htmlError" })).await;
    let body = message.to_string();
    let answer = ground.post("esb", (&path(&ground), JSON), &body).await;
    assert!(answer.text().contains("<html>"));
    let (newest, _) = ground.messages("esb").await;
    assert_eq!(
        (&newest["verdict"], &newest["requestId"]),
        (&json!("trouble"), &json!("2001"))
    );
    assert_eq!(lists(&ground).await, [0, 0, 0]);
    ground.trouble("esb", json!({ "kind": "cut" })).await;
    send(&ground, &message).await;
    assert_eq!(lists(&ground).await, [1, 0, 0]);
    ground.trouble("esb", json!({ "kind": "down" })).await;
    let refused = exchange(&ground.authority("esb"), "POST", (&path(&ground), JSON), "{}").await;
    assert!(refused.is_err());
    ground
        .trouble("esb", json!({ "kind": "slow", "delayMs": 1 }))
        .await;
    assert_eq!(send(&ground, &message).await.json()["code"], "200");
}
