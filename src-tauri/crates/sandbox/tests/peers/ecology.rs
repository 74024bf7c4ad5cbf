//! Row S1: the e-cology receiver, message by message (`protocols.md`, section 1).

use serde_json::{Map, Value, json};

use crate::ground::Ground;

const JSON: &str = "application/json";

/// A message to the centre; every test changes what it is about.
fn message(ground: &Ground) -> Map<String, Value> {
    let value = json!({
        "syscode": "sandbox-ecology", "flowid": "1001", "requestname": "差旅报销-张伟", "workflowname": "差旅报销",
        "nodename": "部门经理审批", "pcurl": "/wf/1001", "appurl": "/m/wf/1001", "isremark": "0", "viewtype": "0",
        "creator": ground.person(0)["id"], "createdatetime": "2025-07-15 09:00:00",
        "receiver": ground.person(1)["id"], "receivedatetime": "2025-07-15 09:01:00", "receivets": "1752541260000",
    });
    value.as_object().expect("an object").clone()
}

async fn send(ground: &Ground, operation: &str, message: &Map<String, Value>) -> Value {
    let body = Value::Object(message.clone()).to_string();
    let answer = ground
        .post("ecology", (&format!("/rest/ofs/{operation}"), JSON), &body)
        .await;
    assert_eq!(
        answer.status,
        200,
        "business answers come with 200: {}",
        answer.text()
    );
    answer.json()
}

fn with(message: &Map<String, Value>, changes: &[(&str, &str)]) -> Map<String, Value> {
    let mut message = message.clone();
    for (name, value) in changes {
        message.insert((*name).to_owned(), Value::from(*value));
    }
    message
}

#[tokio::test]
async fn s1_upsert_shows_a_to_do_and_answers_every_reply_field() {
    let ground = Ground::new().await;
    let message = message(&ground);
    let reply = send(&ground, "ReceiveRequestInfoByJson", &message).await;
    let expected = json!({ "syscode": "sandbox-ecology", "dataType": "WfData", "operType": "AutoNew", "operResult": "1",
        "message": "自动创建成功" });
    assert_eq!(reply, expected);
    let path = format!(
        "/receivers/ecology/items?person={}",
        ground.person(1)["id"].as_str().unwrap()
    );
    let (_, seen) = ground.call("GET", &path, None).await;
    let item = &seen["items"][0];
    assert_eq!(item["title"], "差旅报销-张伟");
    assert_eq!(
        item["link"], "http://oa.sandbox.local/wf/1001",
        "the centre joins its prefix and the path"
    );
    assert_eq!(
        (&item["unread"], &item["creatorName"]),
        (&json!(true), &ground.person(0)["name"])
    );
    let reply = send(
        &ground,
        "ReceiveRequestInfoByJson",
        &with(&message, &[("viewtype", "1")]),
    )
    .await;
    assert_eq!(
        (&reply["operResult"], &reply["message"]),
        (&json!("1"), &json!("自动更新成功"))
    );
    let (_, seen) = ground.call("GET", &path, None).await;
    assert_eq!(
        (
            seen["items"].as_array().unwrap().len(),
            &seen["items"][0]["unread"]
        ),
        (1, &json!(false))
    );
}

#[tokio::test]
async fn s1_isremark_moves_an_item_through_the_lists() {
    let ground = Ground::new().await;
    let (message, person) = (message(&ground), ground.person(1));
    for (isremark, list) in [
        ("8", "todo"),
        ("0", "todo"),
        ("2", "done"),
        ("0", "todo"),
        ("4", "closed"),
    ] {
        let reply = send(
            &ground,
            "receiveRequestInfoByJson",
            &with(&message, &[("isremark", isremark)]),
        )
        .await;
        assert_eq!(reply["operResult"], "1", "isremark {isremark}");
        for each in ["todo", "done", "closed"] {
            let expected = if each == list {
                vec!["1001".to_owned()]
            } else {
                Vec::new()
            };
            assert_eq!(
                ground.list("ecology", &person, each).await,
                expected,
                "isremark {isremark}, list {each}"
            );
        }
    }
}

#[tokio::test]
async fn s1_split_operations_and_the_case_of_their_paths() {
    let ground = Ground::new().await;
    let (mut message, person) = (message(&ground), ground.person(1));
    message.remove("isremark");
    message.remove("viewtype");
    let reply = send(&ground, "RECEIVETODOREQUESTBYJSON", &message).await;
    assert_eq!(
        (&reply["operResult"], &reply["message"]),
        (&json!("1"), &json!("自动新增待办成功"))
    );
    let reply = send(&ground, "ReceiveTodoRequestByJson", &message).await;
    assert_eq!(
        (&reply["operResult"], &reply["message"]),
        (&json!("0"), &json!("流程数据【差旅报销-张伟】已存在"))
    );
    let reply = send(&ground, "processDoneRequestByJson", &message).await;
    assert_eq!(
        (&reply["operResult"], &reply["message"]),
        (&json!("1"), &json!("自动更新已办成功"))
    );
    assert_eq!(ground.list("ecology", &person, "done").await, ["1001"]);
    let reply = send(&ground, "ProcessOverRequestByJson", &message).await;
    assert_eq!(
        (&reply["operResult"], &reply["message"]),
        (&json!("1"), &json!("自动更新办结成功"))
    );
    assert_eq!(ground.list("ecology", &person, "closed").await, ["1001"]);
    let copy = with(&message, &[("flowid", "1002")]);
    assert_eq!(
        send(&ground, "ReceiveCCRequestByJson", &copy).await["operResult"],
        "1"
    );
    assert_eq!(ground.list("ecology", &person, "todo").await, ["1002"]);
}

#[tokio::test]
async fn s1_over_closes_the_done_rows_of_the_whole_flow_and_no_to_do() {
    let ground = Ground::new().await;
    let message = message(&ground);
    for (number, isremark) in [(1, "0"), (2, "2"), (3, "0")] {
        let receiver = ground.person(number)["id"].as_str().unwrap().to_owned();
        let row = with(&message, &[("receiver", &receiver), ("isremark", isremark)]);
        assert_eq!(
            send(&ground, "ReceiveRequestInfoByJson", &row).await["operResult"],
            "1"
        );
    }
    assert_eq!(
        send(&ground, "ProcessOverRequestByJson", &message).await["operResult"],
        "1"
    );
    assert_eq!(
        ground.list("ecology", &ground.person(1), "closed").await,
        ["1001"]
    );
    assert_eq!(
        ground.list("ecology", &ground.person(2), "closed").await,
        ["1001"],
        "a done row is completed too"
    );
    assert_eq!(
        ground.list("ecology", &ground.person(3), "todo").await,
        ["1001"],
        "a to-do stays"
    );
}

#[tokio::test]
async fn s1_an_older_receivets_is_dropped_and_answered_as_success() {
    let ground = Ground::new().await;
    let message = message(&ground);
    let done = with(&message, &[("isremark", "2"), ("receivets", "1752541270000")]);
    assert_eq!(
        send(&ground, "ReceiveRequestInfoByJson", &done).await["operResult"],
        "1"
    );
    assert_eq!(
        send(&ground, "ReceiveRequestInfoByJson", &message).await["operResult"],
        "1"
    );
    assert_eq!(
        ground.list("ecology", &ground.person(1), "done").await,
        ["1001"],
        "the older to-do changes nothing"
    );
    let (_, messages) = ground.call("GET", "/receivers/ecology/messages", None).await;
    assert_eq!(messages["items"][0]["verdict"], "stale");
    let over = with(&message, &[("receivets", "1752541265000")]);
    assert_eq!(
        send(&ground, "ProcessOverRequestByJson", &over).await["operResult"],
        "1"
    );
    assert_eq!(
        ground.list("ecology", &ground.person(1), "done").await,
        ["1001"],
        "nor does the older over"
    );
}

#[tokio::test]
async fn s1_checks_come_in_the_servers_order_with_its_texts() {
    let ground = Ground::new().await;
    let message = message(&ground);
    let ladder = [
        ("syscode", "nobody", "异构系统标识【nobody】未注册"),
        ("workflowname", "", "流程类型未填写"),
        ("requestname", "", "流程标题未填写"),
        ("creator", "ghost", "流程数据【差旅报销-张伟】检测创建人不存在"),
        ("receiver", "ghost", "流程数据【差旅报销-张伟】检测接收人不存在"),
        ("isremark", "5", "流程数据【差旅报销-张伟】检测isremark不合法"),
        ("viewtype", "7", "流程数据【差旅报销-张伟】检测viewtype不合法"),
        ("flowid", "", "流程数据【差旅报销-张伟】检测flowid不合法"),
    ];
    let mut broken = message.clone();
    for (field, value, _) in &ladder {
        broken.insert((*field).to_owned(), Value::from(*value));
    }
    for (field, _, text) in &ladder {
        let reply = send(&ground, "ReceiveRequestInfoByJson", &broken).await;
        assert_eq!(
            (&reply["operResult"], &reply["message"]),
            (&json!("0"), &json!(text)),
            "wrong {field}"
        );
        broken.insert((*field).to_owned(), message[*field].clone());
    }
    assert!(
        ground.list("ecology", &ground.person(1), "todo").await.is_empty(),
        "what is refused changes nothing"
    );
    assert_eq!(
        send(&ground, "ReceiveRequestInfoByJson", &broken).await["operResult"],
        "1"
    );
}

#[tokio::test]
async fn s1_done_over_and_delete_of_what_is_not_there() {
    let ground = Ground::new().await;
    let message = message(&ground);
    for operation in ["ProcessDoneRequestByJson", "ProcessOverRequestByJson"] {
        let reply = send(
            &ground,
            operation,
            &with(&message, &[("workflowname", "没有的类型")]),
        )
        .await;
        assert_eq!(reply["message"], "流程类型【没有的类型】未注册");
    }
    assert_eq!(
        send(&ground, "ReceiveRequestInfoByJson", &message).await["operResult"],
        "1"
    );
    let reply = send(
        &ground,
        "ProcessDoneRequestByJson",
        &with(&message, &[("flowid", "9")]),
    )
    .await;
    assert_eq!(
        (&reply["operResult"], &reply["message"]),
        (&json!("0"), &json!("流程数据【差旅报销-张伟】不存在"))
    );
    let failures = [
        (
            "deleteRequestInfoByJson",
            json!({ "syscode": "", "flowid": "1001" }),
            "流程数据删除失败,syscode为空",
        ),
        (
            "deleteRequestInfoByJson",
            json!({ "syscode": "sandbox-ecology" }),
            "流程数据删除失败,flowid为空",
        ),
        (
            "deleteUserRequestInfoByJson",
            json!({ "syscode": "sandbox-ecology", "flowid": "1001" }),
            "流程数据删除失败,userid为空",
        ),
        (
            "deleteUserRequestInfoByJson",
            json!({ "syscode": "sandbox-ecology", "flowid": "1001", "userid": ground.person(5)["id"] }),
            "流程数据删除失败,流程数据不存在",
        ),
        (
            "deleteRequestInfoByJson",
            json!({ "syscode": "sandbox-ecology", "flowid": "77" }),
            "流程数据删除失败,流程数据不存在",
        ),
    ];
    for (operation, fields, text) in failures {
        let reply = send(&ground, operation, fields.as_object().unwrap()).await;
        assert_eq!(
            (&reply["operResult"], &reply["message"]),
            (&json!("0"), &json!(text))
        );
    }
    let own =
        json!({ "syscode": "sandbox-ecology", "flowid": "1001", "userid": ground.person(1)["loginId"] });
    let reply = send(&ground, "DeleteUserRequestInfoByJson", own.as_object().unwrap()).await;
    assert_eq!(
        (&reply["operResult"], &reply["message"]),
        (&json!("1"), &json!("流程数据删除成功"))
    );
    assert!(ground.list("ecology", &ground.person(1), "todo").await.is_empty());
}

#[tokio::test]
async fn s1_batches_answer_each_message() {
    let ground = Ground::new().await;
    let message = message(&ground);
    let second = with(&message, &[("flowid", "1002"), ("receiver", "ghost")]);
    let body = json!([message, second]).to_string();
    let answer = ground
        .post(
            "ecology",
            ("/rest/ofs/batchReceiveRequestInfoByJson", JSON),
            &body,
        )
        .await;
    let reply = answer.json();
    assert_eq!(
        (&reply[0]["operResult"], &reply[1]["operResult"]),
        (&json!("1"), &json!("0"))
    );
    let body = json!([{ "syscode": "sandbox-ecology", "flowid": "1001", "userid": ground.person(1)["id"] }])
        .to_string();
    let answer = ground
        .post(
            "ecology",
            ("/rest/ofs/batchDeleteUserRequestInfoByJson", JSON),
            &body,
        )
        .await;
    assert_eq!(answer.json()[0]["operResult"], "1");
}

#[tokio::test]
async fn s1_what_the_server_does_not_catch_is_an_html_page() {
    let ground = Ground::new().await;
    let message = message(&ground);
    let upsert = "/rest/ofs/ReceiveRequestInfoByJson";
    let iso = Value::Object(with(&message, &[("createdatetime", "2025-07-15T09:00:00+08:00")])).to_string();
    for body in [iso.as_str(), "{\"syscode\":", "[]"] {
        let answer = ground.post("ecology", (upsert, JSON), body).await;
        assert_eq!(answer.status, 500, "{body}");
        assert!(answer.text().starts_with("<html>"), "{}", answer.text());
    }
    let good = Value::Object(message).to_string();
    assert_eq!(
        ground.post("ecology", (upsert, "text/plain"), &good).await.status,
        415
    );
    assert_eq!(
        ground
            .post("ecology", ("/rest/ofs/ReceiveRequestInfoByXml", JSON), &good)
            .await
            .status,
        404
    );
    let large = format!("{{\"requestname\":\"{}\"}}", "x".repeat(1 << 21));
    let answer = ground
        .post("ecology", (upsert, JSON), &large[..(1 << 20) + 1])
        .await;
    assert_eq!(answer.status, 413);
}

fn envelope(operation: &str, argument: &str) -> String {
    let argument = argument.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:web=\"webservices.ofs.weaver.com.cn\"><soapenv:Body><web:{operation}><web:in0>{argument}</web:in0>\
         </web:{operation}></soapenv:Body></soapenv:Envelope>"
    )
}

#[tokio::test]
async fn s1_the_soap_twin_takes_and_answers_the_same_json() {
    let ground = Ground::new().await;
    let service = ("/services/OfsTodoDataWebService", "text/xml; charset=UTF-8");
    let message = with(&message(&ground), &[("requestname", "R&D <A>")]);
    let body = envelope("receiveRequestInfoByJson", &Value::Object(message).to_string());
    let answer = ground.post("ecology", service, &body).await;
    let text = answer.text();
    assert_eq!(answer.status, 200, "{text}");
    assert!(text.contains(
        "<ns1:receiveRequestInfoByJsonResponse xmlns:ns1=\"webservices.ofs.weaver.com.cn\"><ns1:out>"
    ));
    assert!(text.contains("&quot;operResult&quot;:&quot;1&quot;"), "{text}");
    let path = format!(
        "/receivers/ecology/items?person={}",
        ground.person(1)["id"].as_str().unwrap()
    );
    assert_eq!(
        ground.call("GET", &path, None).await.1["items"][0]["title"],
        "R&D <A>"
    );
    let delete = envelope(
        "deleteRequestInfoByJson",
        r#"{"syscode":"sandbox-ecology","flowid":"1001"}"#,
    );
    assert!(
        ground
            .post("ecology", service, &delete)
            .await
            .text()
            .contains("流程数据删除成功")
    );
    for wrong in [
        envelope("noSuchOperation", "{}"),
        envelope("receiveRequestInfoByJson", "{}").replace("web:in0", "in0"),
        envelope("receiveRequestInfoByJson", "no json"),
        "<a/>".to_owned(),
        "not xml".to_owned(),
    ] {
        let answer = ground.post("ecology", service, &wrong).await;
        assert_eq!(answer.status, 500, "{wrong}");
        assert!(answer.text().contains("<faultstring>"), "{}", answer.text());
    }
    let wsdl = ground
        .post(
            "ecology",
            ("/services/OfsTodoDataWebService?wsdl", "text/xml"),
            "",
        )
        .await
        .text();
    assert!(
        wsdl.contains("targetNamespace=\"webservices.ofs.weaver.com.cn\"")
            && wsdl.contains("deleteUserRequestInfoByJson")
    );
}

#[tokio::test]
async fn s1_a_part_time_identity_has_a_row_of_its_own_and_is_seen_by_its_main_person() {
    let ground = Ground::new().await;
    let persons = ground.directory["persons"].as_array().unwrap();
    let part_time = persons.iter().find(|p| !p["mainAccount"].is_null()).unwrap();
    let main = persons
        .iter()
        .find(|p| p["id"] == part_time["mainAccount"])
        .unwrap();
    for identity in [main, part_time] {
        let row = with(
            &message(&ground),
            &[("receiver", identity["id"].as_str().unwrap())],
        );
        assert_eq!(
            send(&ground, "ReceiveRequestInfoByJson", &row).await["message"],
            "自动创建成功"
        );
    }
    assert_eq!(ground.list("ecology", main, "todo").await, ["1001", "1001"]);
    assert_eq!(
        ground.list("ecology", part_time, "todo").await.len(),
        2,
        "either row names the same person"
    );
}
