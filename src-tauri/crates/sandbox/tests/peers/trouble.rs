//! The trouble switches, over real sockets.

use std::time::{Duration, Instant};

use http::StatusCode;
use serde_json::{Value, json};

use crate::ground::{Answer, Ground, exchange};

fn message(ground: &Ground, flow: &str) -> String {
    json!({
        "syscode": "sandbox-ecology", "flowid": flow, "requestname": "t", "workflowname": "w", "nodename": "n",
        "pcurl": "/p", "isremark": "0", "viewtype": "0", "creator": ground.person(0)["id"],
        "createdatetime": "2025-07-15 09:00:00", "receiver": ground.person(1)["id"],
        "receivedatetime": "2025-07-15 09:01:00",
    })
    .to_string()
}

async fn send(ground: &Ground, flow: &str) -> std::io::Result<Answer> {
    let place = ("/rest/ofs/ReceiveRequestInfoByJson", "application/json");
    exchange(
        &ground.authority("ecology"),
        "POST",
        place,
        &message(ground, flow),
    )
    .await
}

async fn set(ground: &Ground, trouble: Value) {
    let kind = trouble["kind"].clone();
    let (status, receiver) = ground
        .call("PUT", "/receivers/ecology/trouble", Some(trouble))
        .await;
    assert_eq!((status, &receiver["trouble"]["kind"]), (StatusCode::OK, &kind));
}

async fn counts(ground: &Ground) -> (Value, Value, Value) {
    let receiver = ground.call("GET", "", None).await.1["receivers"][0].clone();
    (
        receiver["received"].clone(),
        receiver["accepted"].clone(),
        receiver["refused"].clone(),
    )
}

#[tokio::test]
async fn down_refuses_connections_and_the_same_port_opens_again() {
    let ground = Ground::new().await;
    let authority = ground.authority("ecology");
    let mut kept = tokio::net::TcpStream::connect(&authority).await.unwrap();
    for _ in 0..3 {
        set(&ground, json!({ "kind": "down" })).await;
        let error = send(&ground, "1").await.unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused, "{error}");
        assert_eq!(
            ground.call("GET", "", None).await.1["receivers"][0]["address"],
            format!("http://{authority}")
        );
        set(&ground, json!({ "kind": "none" })).await;
        assert_eq!(
            send(&ground, "1").await.unwrap().status,
            200,
            "open again on the same port"
        );
    }
    let mut byte = [0];
    let read = tokio::io::AsyncReadExt::read(&mut kept, &mut byte).await;
    assert!(
        matches!(read, Ok(0) | Err(_)),
        "a connection from before is closed"
    );
}

#[tokio::test]
async fn slow_answers_late_and_what_it_took_is_there() {
    let ground = Ground::new().await;
    set(&ground, json!({ "kind": "slow", "delayMs": 150 })).await;
    let start = Instant::now();
    assert_eq!(send(&ground, "1").await.unwrap().json()["operResult"], "1");
    assert!(
        start.elapsed() >= Duration::from_millis(150),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(ground.list("ecology", &ground.person(1), "todo").await, ["1"]);
}

#[tokio::test]
async fn refuse_speaks_the_protocols_own_words() {
    let ground = Ground::new().await;
    set(&ground, json!({ "kind": "refuse" })).await;
    let answer = send(&ground, "1").await.unwrap();
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.json()["message"],
        "异构系统标识【sandbox-ecology】不允许接收流程数据"
    );
    assert_eq!(answer.json()["operResult"], "0");
    assert!(ground.list("ecology", &ground.person(1), "todo").await.is_empty());
    assert_eq!(counts(&ground).await, (json!(1), json!(0), json!(1)));
    let (status, _) = ground
        .call(
            "PUT",
            "/receivers/landray/trouble",
            Some(json!({ "kind": "refuse" })),
        )
        .await;
    assert_eq!(status, StatusCode::OK);
    let header = ground.target("landray")["params"].clone();
    let body = format!(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header><a:RequestSOAPHeader \
         xmlns:a=\"http://sys.webservice.client\"><a:user>{}</a:user><a:password>{}</a:password></a:RequestSOAPHeader>\
         </s:Header><s:Body><w:getTodo xmlns:w=\"http://webservice.notify.sys.kmss.landray.com/\"/></s:Body></s:Envelope>",
        header["username"].as_str().unwrap(),
        header["password"].as_str().unwrap()
    );
    let place = ("/sys/webservice/sysNotifyTodoWebService", "text/xml");
    let text = ground.post("landray", place, &body).await.text();
    assert!(
        text.contains("<returnState>1</returnState>") && text.contains("待办服务拒绝接收该数据"),
        "{text}"
    );
}

#[tokio::test]
async fn html_error_is_a_page_with_500_and_sometimes_200() {
    let ground = Ground::new().await;
    set(&ground, json!({ "kind": "htmlError" })).await;
    let mut statuses = Vec::new();
    for _ in 0..6 {
        let answer = send(&ground, "1").await.unwrap();
        assert!(answer.text().starts_with("<!DOCTYPE html>") && answer.head.contains("text/html"));
        statuses.push(answer.status);
    }
    assert_eq!(statuses, [500, 500, 200, 500, 500, 200]);
    assert!(ground.list("ecology", &ground.person(1), "todo").await.is_empty());
}

#[tokio::test]
async fn garbage_is_200_with_bytes_of_no_format() {
    let ground = Ground::new().await;
    set(&ground, json!({ "kind": "garbage" })).await;
    let answer = send(&ground, "1").await.unwrap();
    assert_eq!(answer.status, 200);
    assert!(std::str::from_utf8(&answer.body).is_err() && !answer.body.is_empty());
    let (_, messages) = ground.call("GET", "/receivers/ecology/messages", None).await;
    let newest = &messages["items"][0];
    assert_eq!(
        (&newest["verdict"], &newest["requestId"]),
        (&json!("trouble"), &json!("1")),
        "{newest}"
    );
}

#[tokio::test]
async fn cut_takes_the_message_and_breaks_off_in_the_middle_of_the_answer() {
    let ground = Ground::new().await;
    set(&ground, json!({ "kind": "cut" })).await;
    let answer = send(&ground, "1").await.unwrap();
    let announced = answer.head.lines().find_map(|line| {
        line.to_lowercase()
            .strip_prefix("content-length: ")
            .map(str::to_owned)
    });
    let announced: usize = announced.expect("a length is announced").parse().unwrap();
    assert_eq!(answer.body.len(), announced / 2, "half of it came");
    assert_eq!(ground.list("ecology", &ground.person(1), "todo").await, ["1"]);
    set(&ground, json!({ "kind": "none" })).await;
    assert_eq!(
        send(&ground, "1").await.unwrap().json()["message"],
        "自动更新成功"
    );
    assert_eq!(counts(&ground).await, (json!(2), json!(2), json!(0)));
}
