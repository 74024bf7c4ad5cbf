//! The Wisedu to-do centre, message by message (`protocols.md`, section 5).

use serde_json::{Value, json};

use crate::ground::{Answer, Ground, Outgoing, exchange, send};

const PATH: &str = "/taskcenter/push";
const FORM: &str = "application/x-www-form-urlencoded; charset=UTF-8";
const ID: &str = "3001-n1-p1";

/// A new task for the second person; every test changes what it is about.
fn new(ground: &Ground) -> Value {
    let (creator, owner) = (ground.person(0), ground.person(1));
    json!({
        "app_id": ground.param("wisedu", "appId"), "task_id": ID, "subject": "采购申请-王芳", "biz_key": "3001",
        "status": "ACTIVE", "priority": "3",
        "assignments": [{ "assign_id": owner["workCode"], "assign_name": owner["name"], "assign_dept": "" }],
        "created_by_ids": creator["workCode"], "created_by_names": creator["name"], "created_on": "2025-07-15 09:00:00",
        "form_url": "http://oa.example.com/wf/3001", "form_mobile_url": "http://oa.example.com/m/3001",
        "node_id": "n1", "node_name": "部门审批", "process_instance_id": "3001", "process_id": "61",
        "process_name": "采购申请", "process_instance_subject": "采购申请-王芳", "process_instance_status": "RUNNING",
    })
}

fn finish(ground: &Ground, process: &str) -> Value {
    json!({
        "app_id": ground.param("wisedu", "appId"), "task_id": ID, "status": "COMPLETE",
        "actual_owner_id": ground.person(1)["workCode"], "end_on": "2025-07-15 10:00:00",
        "process_instance_id": "3001", "process_instance_status": process,
    })
}

fn delete(ground: &Ground) -> Value {
    json!({
        "app_id": ground.param("wisedu", "appId"), "task_id": ID, "task_delete_flag": 1,
        "process_instance_id": "3001", "process_delete_flag": 1,
    })
}

fn with(task: &Value, name: &str, value: Value) -> Value {
    let mut task = task.clone();
    task[name] = value;
    task
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn parameters(app_id: &str, info: &Value) -> String {
    format!("appId={app_id}&taskInfo={}", encoded(&info.to_string()))
}

/// Sends a message with these values of the headers.
async fn sent(ground: &Ground, (app_id, token): (&str, &str), (path, body): (&str, &str)) -> Answer {
    let message = Outgoing {
        method: "POST",
        path,
        kind: FORM,
        headers: &[("appId", app_id), ("accessToken", token)],
        body,
    };
    send(&ground.authority("wisedu"), &message)
        .await
        .expect("an answer")
}

/// Sends what is in `taskInfo` as a form, with the right headers.
async fn push(ground: &Ground, info: &Value) -> Answer {
    let app_id = ground.param("wisedu", "appId");
    let secret = ground.param("wisedu", "appSecret");
    let body = parameters(&app_id, info);
    sent(ground, (&app_id, &secret), (PATH, &body)).await
}

async fn taken(ground: &Ground, info: &Value) {
    let answer = push(ground, info).await;
    assert_eq!(answer.json(), json!({ "push_result": "SUCCESS" }), "{info}");
}

fn failed(words: &str) -> Value {
    json!({ "push_result": "FAIL", "message": words })
}

async fn lists(ground: &Ground) -> [usize; 3] {
    let person = ground.person(1);
    [
        ground.list("wisedu", &person, "todo").await.len(),
        ground.list("wisedu", &person, "done").await.len(),
        ground.list("wisedu", &person, "closed").await.len(),
    ]
}

#[tokio::test]
async fn a_new_task_is_shown_with_everything_a_person_needs() {
    let ground = Ground::new().await;
    taken(&ground, &json!({ "inserttasks": [new(&ground)] })).await;
    let items = ground.items("wisedu", &ground.person(1), "todo").await;
    let item = &items[0];
    for (name, value) in [
        ("requestId", json!("3001")),
        ("title", json!("采购申请-王芳")),
        ("workflowName", json!("采购申请")),
        ("nodeName", json!("部门审批")),
        ("creatorName", ground.person(0)["name"].clone()),
        ("link", json!("http://oa.example.com/wf/3001")),
        ("unread", json!(true)),
    ] {
        assert_eq!(item[name], value, "{name}");
    }
    let (newest, _) = ground.messages("wisedu").await;
    assert_eq!(
        (&newest["operation"], &newest["requestId"], &newest["person"]),
        (&json!("inserttasks"), &json!("3001"), &ground.person(1)["id"])
    );
}

#[tokio::test]
async fn a_task_is_handled_its_process_ends_and_it_is_deleted() {
    let ground = Ground::new().await;
    taken(&ground, &json!({ "inserttasks": [new(&ground)] })).await;
    taken(&ground, &json!({ "inserttasks": [new(&ground)] })).await;
    assert_eq!(
        lists(&ground).await,
        [1, 0, 0],
        "the same task again takes its own place"
    );
    taken(&ground, &json!({ "updatetasks": [finish(&ground, "RUNNING")] })).await;
    assert_eq!(lists(&ground).await, [0, 1, 0]);
    taken(&ground, &json!({ "updatetasks": [finish(&ground, "COMPLETE")] })).await;
    assert_eq!(lists(&ground).await, [0, 0, 1]);
    let (newest, _) = ground.messages("wisedu").await;
    assert_eq!(
        (&newest["operation"], &newest["person"]),
        (&json!("updatetasks"), &ground.person(1)["id"])
    );
    taken(&ground, &json!({ "updatetasks": [delete(&ground)] })).await;
    assert_eq!(lists(&ground).await, [0, 0, 0]);
    let again = push(&ground, &json!({ "updatetasks": [delete(&ground)] })).await;
    assert_eq!(again.json(), failed("任务3001-n1-p1不存在"));
    let again = push(&ground, &json!({ "updatetasks": [finish(&ground, "RUNNING")] })).await;
    assert_eq!(again.json(), failed("任务3001-n1-p1不存在"));
}

#[tokio::test]
async fn parameters_stand_in_the_form_or_in_the_query() {
    let ground = Ground::new().await;
    let app_id = ground.param("wisedu", "appId");
    let secret = ground.param("wisedu", "appSecret");
    let info = json!({ "inserttasks": [new(&ground)] });
    let path = format!("{PATH}?{}", parameters(&app_id, &info));
    let answer = sent(&ground, (&app_id, &secret), (&path, "")).await;
    assert_eq!(answer.json()["push_result"], "SUCCESS", "{}", answer.text());
    assert_eq!(lists(&ground).await, [1, 0, 0]);
    let (newest, _) = ground.messages("wisedu").await;
    assert!(
        newest["request"].as_str().expect("a text").starts_with("appId="),
        "a message that stands in the query is shown as well"
    );
}

#[tokio::test]
async fn who_calls_is_checked_by_header_and_by_parameter() {
    let ground = Ground::new().await;
    let app_id = ground.param("wisedu", "appId");
    let secret = ground.param("wisedu", "appSecret");
    let info = json!({ "inserttasks": [new(&ground)] });
    let right = parameters(&app_id, &info);
    for (headers, body, words) in [
        (
            ("other", secret.as_str()),
            right.clone(),
            "appId或accessToken校验失败",
        ),
        (
            (app_id.as_str(), "other"),
            right.clone(),
            "appId或accessToken校验失败",
        ),
        ((app_id.as_str(), ""), right, "appId或accessToken校验失败"),
        (
            (app_id.as_str(), secret.as_str()),
            parameters("other", &info),
            "参数appId与请求头不一致",
        ),
    ] {
        let answer = sent(&ground, headers, (PATH, &body)).await;
        assert_eq!((answer.status, answer.json()), (200, failed(words)));
    }
    let bare = ground
        .post("wisedu", (PATH, FORM), &parameters(&app_id, &info))
        .await;
    assert_eq!(bare.json(), failed("appId或accessToken校验失败"));
    assert_eq!(lists(&ground).await, [0, 0, 0]);
    let (_, all) = ground.messages("wisedu").await;
    assert!(!all.contains(&secret), "{all}");
}

#[tokio::test]
async fn each_failure_of_a_new_task_says_what_is_wrong_and_changes_nothing() {
    let ground = Ground::new().await;
    let task = new(&ground);
    let one = |code: &str| json!({ "assign_id": code });
    for (name, value, words) in [
        ("app_id", json!("x"), "app_id x未注册"),
        ("task_id", json!(""), "缺少字段task_id"),
        ("subject", json!(""), "缺少字段subject"),
        ("form_url", json!(""), "缺少字段form_url"),
        ("node_name", json!(""), "缺少字段node_name"),
        ("process_name", json!(""), "缺少字段process_name"),
        ("process_instance_id", json!(null), "缺少字段process_instance_id"),
        ("status", json!("COMPLETE"), "任务3001-n1-p1的status须为ACTIVE"),
        ("priority", json!(7), "任务3001-n1-p1的priority不合法"),
        (
            "process_instance_status",
            json!("OPEN"),
            "任务3001-n1-p1的process_instance_status不合法",
        ),
        ("assignments", json!([]), "任务3001-n1-p1的assignments为空"),
        (
            "assignments",
            json!([{}]),
            "任务3001-n1-p1的assignments缺少assign_id",
        ),
        ("assignments", json!([one("YZ99999")]), "工号YZ99999不存在"),
        (
            "assignments",
            json!([one("YZ00001"), one("YZ00002")]),
            "任务3001-n1-p1的assignments只能有一人，task_id须按人员和环节唯一",
        ),
        (
            "subject",
            json!("长".repeat(1_001)),
            "任务3001-n1-p1的subject超出长度限制",
        ),
    ] {
        let answer = push(&ground, &json!({ "inserttasks": [with(&task, name, value)] })).await;
        assert_eq!((answer.status, answer.json()), (200, failed(words)));
        assert_eq!(ground.messages("wisedu").await.0["verdict"], "refused");
    }
    let good = with(&task, "task_id", json!("3001-n1-p2"));
    let bad = with(&task, "subject", json!(""));
    let answer = push(&ground, &json!({ "inserttasks": [good, bad] })).await;
    assert_eq!(answer.json(), failed("缺少字段subject"));
    assert_eq!(
        lists(&ground).await,
        [0, 0, 0],
        "a message is applied as a whole or not at all"
    );
}

#[tokio::test]
async fn a_task_id_belongs_to_one_person_and_step() {
    let ground = Ground::new().await;
    let task = new(&ground);
    taken(&ground, &json!({ "inserttasks": [task] })).await;
    let other = json!([{ "assign_id": ground.person(2)["workCode"] }]);
    let stolen = with(&task, "assignments", other);
    let answer = push(&ground, &json!({ "inserttasks": [stolen] })).await;
    let words = "任务3001-n1-p1已分配给其他人员，task_id须按人员和环节唯一";
    assert_eq!(answer.json(), failed(words));
    let twice = push(&ground, &json!({ "inserttasks": [task, task] })).await;
    assert_eq!(twice.json(), failed("taskInfo中task_id重复"));
    assert_eq!(lists(&ground).await, [1, 0, 0]);
    assert!(ground.list("wisedu", &ground.person(2), "todo").await.is_empty());
}

#[tokio::test]
async fn each_failure_of_an_update_says_what_is_wrong_and_changes_nothing() {
    let ground = Ground::new().await;
    taken(&ground, &json!({ "inserttasks": [new(&ground)] })).await;
    let task = finish(&ground, "RUNNING");
    for (name, value, words) in [
        ("app_id", json!("x"), "app_id x未注册"),
        ("task_id", json!(""), "缺少字段task_id"),
        ("task_id", json!("x"), "任务x不存在"),
        ("status", json!("DONE"), "任务3001-n1-p1的status须为COMPLETE"),
        (
            "process_instance_id",
            json!("9"),
            "任务3001-n1-p1的process_instance_id与原任务不一致",
        ),
        (
            "process_instance_status",
            json!("OVER"),
            "任务3001-n1-p1的process_instance_status不合法",
        ),
        ("actual_owner_id", json!("YZ99999"), "工号YZ99999不存在"),
        (
            "task_delete_flag",
            json!(2),
            "任务3001-n1-p1的task_delete_flag不合法",
        ),
    ] {
        let answer = push(&ground, &json!({ "updatetasks": [with(&task, name, value)] })).await;
        assert_eq!(answer.json(), failed(words));
    }
    assert_eq!(lists(&ground).await, [1, 0, 0]);
}

#[tokio::test]
async fn what_is_no_task_info_fails() {
    let ground = Ground::new().await;
    for (info, words) in [
        (json!([]), "taskInfo不是正确的JSON对象"),
        (json!({}), "taskInfo须包含inserttasks或updatetasks之一"),
        (json!({ "inserttasks": [] }), "inserttasks不是任务数组"),
        (json!({ "updatetasks": [1] }), "updatetasks不是任务数组"),
        (
            json!({ "inserttasks": [new(&ground)], "updatetasks": [delete(&ground)] }),
            "taskInfo须包含inserttasks或updatetasks之一",
        ),
    ] {
        assert_eq!(push(&ground, &info).await.json(), failed(words), "{info}");
    }
    let app_id = ground.param("wisedu", "appId");
    let secret = ground.param("wisedu", "appSecret");
    let body = format!("appId={app_id}");
    let answer = sent(&ground, (&app_id, &secret), (PATH, &body)).await;
    assert_eq!(answer.json(), failed("缺少参数taskInfo"));
    for (method, path, status) in [("GET", PATH, 405), ("POST", "/other", 404)] {
        let answer = exchange(&ground.authority("wisedu"), method, (path, FORM), "").await;
        assert_eq!(answer.expect("an answer").status, status);
    }
}

#[tokio::test]
async fn every_trouble_works_and_refuse_speaks_the_protocols_own_words() {
    let ground = Ground::new().await;
    let info = json!({ "inserttasks": [new(&ground)] });
    ground.trouble("wisedu", json!({ "kind": "refuse" })).await;
    assert_eq!(push(&ground, &info).await.json(), failed("任务中心暂停接收任务"));
    ground.trouble("wisedu", json!({ "kind": "garbage" })).await;
    let answer = push(&ground, &info).await;
    assert!(answer.status == 200 && std::str::from_utf8(&answer.body).is_err());
    ground.trouble("wisedu", json!({ "kind": "htmlError" })).await;
    assert!(push(&ground, &info).await.text().contains("<html>"));
    let (newest, _) = ground.messages("wisedu").await;
    assert_eq!(
        (&newest["verdict"], &newest["requestId"]),
        (&json!("trouble"), &json!("3001"))
    );
    assert_eq!(lists(&ground).await, [0, 0, 0]);
    ground.trouble("wisedu", json!({ "kind": "cut" })).await;
    push(&ground, &info).await;
    assert_eq!(lists(&ground).await, [1, 0, 0]);
    ground.trouble("wisedu", json!({ "kind": "down" })).await;
    let refused = exchange(&ground.authority("wisedu"), "POST", (PATH, FORM), "").await;
    assert!(refused.is_err());
    ground
        .trouble("wisedu", json!({ "kind": "slow", "delayMs": 1 }))
        .await;
    taken(&ground, &info).await;
}
