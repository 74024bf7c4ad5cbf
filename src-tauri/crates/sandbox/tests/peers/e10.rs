//! The E10 receiver, message by message (`protocols.md` 2.2).

use serde_json::{Value, json};

use crate::ground::{Answer, Ground, exchange};
use crate::sign_on::sign_on;

const RECEIVE: &str = "/papi/openapi/api/open_intunifytodo/server_engine/receiveRequestInfo";
const JSON: &str = "application/json;charset=UTF-8";

/// A message; every test changes what it is about.
fn message(ground: &Ground, token: &str) -> Value {
    json!({
        "access_token": token, "syscode": "sandbox-e10", "flowid": "1001", "requestname": "差旅报销-张伟",
        "workflowname": "差旅报销", "workflowcode": "54", "nodename": "部门经理审批",
        "receivernodename": "部门经理审批", "pcurl": "/wf/1001", "appurl": "/m/wf/1001", "isremark": "0",
        "viewtype": "0", "creator": ground.person(0)["loginId"], "createdatetime": "2025-07-15 09:00:00",
        "receiver": ground.person(1)["loginId"], "receivedatetime": "2025-07-15 09:01:00",
        "receivets": 1_752_541_260_000_u64, "requestStatus": "1",
    })
}

fn with(message: &Value, changes: &[(&str, Value)]) -> Value {
    let mut message = message.clone();
    for (name, value) in changes {
        message[*name] = value.clone();
    }
    message
}

async fn raw(ground: &Ground, body: &str) -> Answer {
    ground.post("e10", (RECEIVE, JSON), body).await
}

async fn send(ground: &Ground, message: &Value) -> (String, String) {
    let answer = raw(ground, &message.to_string()).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let body = answer.json();
    assert_eq!(
        body["message"],
        json!({ "errcode": "200", "errmsg": "success" }),
        "{body}"
    );
    let text = |name: &str| body["data"][name].as_str().expect("a text").to_owned();
    (text("operResult"), text("message"))
}

async fn lists(ground: &Ground) -> [usize; 3] {
    let person = ground.person(1);
    [
        ground.list("e10", &person, "todo").await.len(),
        ground.list("e10", &person, "done").await.len(),
        ground.list("e10", &person, "closed").await.len(),
    ]
}

#[tokio::test]
async fn a_to_do_is_shown_with_everything_a_person_needs() {
    let ground = Ground::new().await;
    let (token, _) = sign_on(&ground, "e10").await;
    let message = message(&ground, &token);
    assert_eq!(
        send(&ground, &message).await,
        ("1".to_owned(), "自动创建成功".to_owned())
    );
    let items = ground.items("e10", &ground.person(1), "todo").await;
    assert_eq!(items.len(), 1);
    let item = &items[0];
    assert_eq!(
        (
            &item["requestId"],
            &item["title"],
            &item["workflowName"],
            &item["nodeName"]
        ),
        (
            &json!("1001"),
            &json!("差旅报销-张伟"),
            &json!("差旅报销"),
            &json!("部门经理审批")
        )
    );
    assert_eq!(
        (&item["link"], &item["unread"], &item["creatorName"]),
        (
            &json!("http://oa.sandbox.local/wf/1001"),
            &json!(true),
            &ground.person(0)["name"]
        )
    );
    let (newest, _) = ground.messages("e10").await;
    assert_eq!(
        (&newest["operation"], &newest["requestId"], &newest["person"]),
        (
            &json!("receiveRequestInfo"),
            &json!("1001"),
            &ground.person(1)["id"]
        )
    );
    assert_eq!(newest["verdict"], "accepted");
    assert_eq!(ground.receiver("e10").await["todosNow"], 1);
}

#[tokio::test]
async fn every_state_moves_the_item_to_its_list_and_a_deletion_takes_it_out() {
    let ground = Ground::new().await;
    let (token, _) = sign_on(&ground, "e10").await;
    let message = message(&ground, &token);
    for (remark, expected) in [
        (json!("0"), [1, 0, 0]),
        (json!("2"), [0, 1, 0]),
        (json!("8"), [1, 0, 0]),
        (json!("4"), [0, 0, 1]),
        (json!(-1), [0, 0, 0]),
        (json!("2"), [0, 1, 0]),
        (json!("-1"), [0, 0, 0]),
    ] {
        let (result, text) = send(&ground, &with(&message, &[("isremark", remark.clone())])).await;
        assert_eq!(result, "1", "{text}");
        assert_eq!(lists(&ground).await, expected, "after {remark}");
    }
    let again = send(&ground, &with(&message, &[("isremark", json!(-1))])).await;
    assert_eq!(
        again,
        ("0".to_owned(), "流程数据删除失败,流程数据不存在".to_owned())
    );
}

#[tokio::test]
async fn an_update_older_than_what_is_there_is_answered_as_success_and_dropped() {
    let ground = Ground::new().await;
    let (token, _) = sign_on(&ground, "e10").await;
    let message = message(&ground, &token);
    let at = |remark: Value, stamp: Value| with(&message, &[("isremark", remark), ("receivets", stamp)]);
    assert_eq!(send(&ground, &at(json!("2"), json!(2_000))).await.0, "1");
    for older in [
        at(json!("0"), json!(1_999)),
        at(json!("0"), json!("1999")),
        at(json!(-1), json!(1)),
    ] {
        assert_eq!(send(&ground, &older).await.0, "1");
        assert_eq!(
            lists(&ground).await,
            [0, 1, 0],
            "an older state never overtakes a newer one"
        );
        assert_eq!(ground.messages("e10").await.0["verdict"], "stale");
    }
    assert_eq!(send(&ground, &at(json!("0"), json!(2_000))).await.0, "1");
    assert_eq!(lists(&ground).await, [1, 0, 0], "of the same age is not older");
}

#[tokio::test]
async fn each_refusal_says_what_is_wrong_and_changes_nothing() {
    let ground = Ground::new().await;
    let (token, _) = sign_on(&ground, "e10").await;
    let message = message(&ground, &token);
    let title = "流程数据【差旅报销-张伟】";
    for (name, value, text) in [
        ("syscode", json!("x"), "异构系统标识【x】未注册".to_owned()),
        ("flowid", json!(""), format!("{title}flowid为空")),
        ("workflowname", json!(""), "流程类型未填写".to_owned()),
        ("requestname", json!(null), "流程标题未填写".to_owned()),
        ("nodename", json!(""), format!("{title}检测nodename不合法")),
        ("pcurl", json!(""), format!("{title}检测pcurl不合法")),
        ("creator", json!("ghost"), format!("{title}检测创建人不存在")),
        ("receiver", json!("ghost"), format!("{title}检测接收人不存在")),
        (
            "receiver",
            ground.person(1)["id"].clone(),
            format!("{title}检测接收人不存在"),
        ),
        ("isremark", json!("1"), format!("{title}检测isremark不合法")),
        ("isremark", json!(0), format!("{title}检测isremark不合法")),
        ("isremark", json!(null), format!("{title}检测isremark不合法")),
        ("viewtype", json!("2"), format!("{title}检测viewtype不合法")),
        (
            "createdatetime",
            json!("2025-07-15T09:00:00"),
            format!("{title}检测createdatetime不合法"),
        ),
        (
            "appurl",
            json!("x".repeat(2_001)),
            "保存失败,appurl超出长度限制".to_owned(),
        ),
    ] {
        let refused = send(&ground, &with(&message, &[(name, value)])).await;
        assert_eq!(refused, ("0".to_owned(), text));
        assert_eq!(ground.messages("e10").await.0["verdict"], "refused");
    }
    assert_eq!(lists(&ground).await, [0, 0, 0]);
}

#[tokio::test]
async fn the_token_travels_in_the_body_or_in_the_query_and_nothing_goes_without_it() {
    let ground = Ground::new().await;
    let (token, _) = sign_on(&ground, "e10").await;
    let bare = with(&message(&ground, &token), &[("access_token", json!(null))]).to_string();
    let path = format!("{RECEIVE}?access_token={token}");
    let answer = ground.post("e10", (&path, JSON), &bare).await.json();
    assert_eq!(answer["data"]["operResult"], "1", "{answer}");
    for path in [RECEIVE.to_owned(), format!("{RECEIVE}?access_token=sbx-at-0")] {
        let answer = ground.post("e10", (&path, JSON), &bare).await;
        let expected = json!({ "message": { "errcode": "300001", "errmsg": "access_token invalid" } });
        assert_eq!((answer.status, answer.json()), (200, expected));
    }
    let (newest, _) = ground.messages("e10").await;
    assert_eq!(
        (&newest["verdict"], &newest["requestId"]),
        (&json!("refused"), &json!("1001"))
    );
}

#[tokio::test]
async fn what_is_no_message_is_refused_where_it_is_noticed() {
    let ground = Ground::new().await;
    let (token, _) = sign_on(&ground, "e10").await;
    let authority = ground.authority("e10");
    for (method, path, kind, status) in [
        ("GET", RECEIVE, JSON, 405),
        ("POST", RECEIVE, "text/plain", 415),
        ("POST", "/papi/openapi/api/other", JSON, 404),
        ("POST", "/papi/openapi/oauth2/other", JSON, 404),
    ] {
        let answer = exchange(&authority, method, (path, kind), "{}").await;
        let answer = answer.expect("an answer");
        assert_eq!(answer.status, status, "{method} {path} {kind}");
    }
    let path = format!("{RECEIVE}?access_token={token}");
    let answer = ground.post("e10", (&path, JSON), "[1]").await.json();
    assert_eq!(
        (&answer["data"]["operResult"], &answer["data"]["message"]),
        (&json!("0"), &json!("请求参数不是正确的JSON对象"))
    );
}

#[tokio::test]
async fn every_trouble_works_and_refuse_speaks_the_protocols_own_words() {
    let ground = Ground::new().await;
    let (token, _) = sign_on(&ground, "e10").await;
    let message = message(&ground, &token);
    ground.trouble("e10", json!({ "kind": "refuse" })).await;
    let refused = send(&ground, &message).await;
    assert_eq!(
        refused,
        (
            "0".to_owned(),
            "异构系统标识【sandbox-e10】不允许接收流程数据".to_owned()
        )
    );
    ground.trouble("e10", json!({ "kind": "garbage" })).await;
    let answer = raw(&ground, &message.to_string()).await;
    assert!(answer.status == 200 && std::str::from_utf8(&answer.body).is_err());
    let (newest, _) = ground.messages("e10").await;
    assert_eq!(
        (&newest["verdict"], &newest["requestId"]),
        (&json!("trouble"), &json!("1001"))
    );
    ground.trouble("e10", json!({ "kind": "htmlError" })).await;
    assert!(raw(&ground, &message.to_string()).await.text().contains("<html>"));
    assert_eq!(lists(&ground).await, [0, 0, 0]);
    ground.trouble("e10", json!({ "kind": "cut" })).await;
    raw(&ground, &message.to_string()).await;
    assert_eq!(lists(&ground).await, [1, 0, 0]);
    ground.trouble("e10", json!({ "kind": "down" })).await;
    assert!(
        exchange(&ground.authority("e10"), "POST", (RECEIVE, JSON), "{}")
            .await
            .is_err()
    );
    ground
        .trouble("e10", json!({ "kind": "slow", "delayMs": 1 }))
        .await;
    assert_eq!(send(&ground, &message).await.1, "自动更新成功");
}
