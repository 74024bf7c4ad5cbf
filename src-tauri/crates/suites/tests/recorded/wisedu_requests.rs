//! S5: what is sent to Wisedu.

use domain::event::DataSet::{self, Closed, Deleted, Done, Todo};
use domain::lanes::Footprint;
use serde_json::{Value, json};
use suites::Exchange;

use crate::items::{body, config, encode, event, shown, suite, suite_with};

/// The value of a form or a query, decoded.
fn parameter(text: &str, name: &str) -> String {
    let value = text
        .split('&')
        .find_map(|pair| pair.strip_prefix(&format!("{name}=")))
        .expect("the parameter should be there");
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        if *first == b'%' {
            let hex = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(hex, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn info(exchange: &Exchange) -> Value {
    serde_json::from_str(&parameter(body(exchange), "taskInfo")).expect("taskInfo should be JSON")
}

fn sent(changes: Value, data_set: DataSet) -> Value {
    info(&encode(&suite("wisedu", changes), &event(json!({})), data_set).unwrap())
}

#[test]
fn s5_a_to_do_is_an_inserted_task() {
    let suite = suite_with("wisedu", json!({}), &[("appSecret", "geheim-42")]);
    let exchange = encode(&suite, &event(json!({})), Todo).unwrap();
    assert_eq!(exchange.request.method(), "POST");
    assert_eq!(
        exchange.request.uri().to_string(),
        "http://127.0.0.1:9001/base/taskcenter/push"
    );
    let headers = exchange.request.headers();
    assert_eq!(
        headers["content-type"],
        "application/x-www-form-urlencoded; charset=UTF-8"
    );
    assert_eq!(
        (&headers["appid"], &headers["accesstoken"]),
        (&"app-1".parse().unwrap(), &"geheim-42".parse().unwrap())
    );
    assert!(!shown(&exchange).contains("geheim"), "{}", shown(&exchange));
    assert_eq!(parameter(body(&exchange), "appId"), "app-1");
    let pc = "http://oa.example.com/pc?id=1&x=2";
    let app = "http://oa.example.com/app?id=1";
    assert_eq!(
        info(&exchange),
        json!({ "inserttasks": [{
            "app_id": "app-1", "task_id": "100234_u002", "process_instance_id": "100234",
            "subject": "差旅报销 <A&B> \"急\"", "biz_key": "100234", "biz_domain": "差旅报销", "status": "ACTIVE",
            "priority": 3, "assignments": [{ "assign_id": "u002", "assign_name": "", "assign_dept": "" }],
            "created_by_ids": "u001", "created_by_names": "", "created_by_depts": "",
            "created_on": "2026-11-22 09:01:00",
            "form_url": pc, "form_url_view": pc, "form_mobile_url": app, "form_mobile_url_view": app,
            "node_id": "12", "node_name": "部门经理审批", "process_id": "54", "process_name": "差旅报销",
            "process_version": "", "process_instance_subject": "差旅报销 <A&B> \"急\"",
            "process_instance_status": "RUNNING", "process_instance_initiator": "",
            "process_instance_initiator_id": "u001", "process_instance_initiator_dp": "",
            "process_instance_image_url": ""
        }] })
    );
}

#[test]
fn s5_what_is_done_closed_or_deleted_updates_the_task_of_the_same_id() {
    let pc = "http://oa.example.com/pc?id=1&x=2";
    let finished = |process: &str| {
        json!({ "app_id": "app-1", "task_id": "100234_u002", "process_instance_id": "100234", "status": "COMPLETE",
            "actual_owner_id": "u002", "actual_owner_name": "", "actual_owner_dept": "",
            "end_on": "2026-11-22 09:01:00", "process_instance_status": process, "form_url": pc, "form_url_view": pc })
    };
    let mut closed = finished("COMPLETE");
    closed["process_instance_ent_date"] = json!("2026-11-22 09:01:00");
    let deleted = json!({ "app_id": "app-1", "task_id": "100234_u002", "process_instance_id": "100234", "task_delete_flag": 1 });
    for (data_set, task) in [(Done, finished("RUNNING")), (Closed, closed), (Deleted, deleted)] {
        assert_eq!(
            sent(json!({}), data_set),
            json!({ "updatetasks": [task] }),
            "{data_set:?}"
        );
    }
}

#[test]
fn s5_a_deletion_may_take_the_process_with_it_which_widens_its_footprint() {
    let whole = json!({ "protocol": { "deleteScope": "process" } });
    assert_eq!(
        sent(whole.clone(), Deleted)["updatetasks"][0]["process_delete_flag"],
        1
    );
    let standard = suite("wisedu", json!({}));
    for data_set in DataSet::ALL {
        assert_eq!(standard.footprint(data_set), Footprint::Receiver);
    }
    assert_eq!(suite("wisedu", whole).footprint(Deleted), Footprint::Request);
}

#[test]
fn s5_the_parameters_may_go_into_the_address() {
    let suite = suite(
        "wisedu",
        json!({ "protocol": { "placement": "query", "path": "/p?v=1" } }),
    );
    let exchange = encode(&suite, &event(json!({})), Todo).unwrap();
    assert_eq!(exchange.request.method(), "POST");
    assert!(body(&exchange).is_empty());
    let query = exchange.request.uri().query().unwrap();
    assert!(query.starts_with("v=1&appId=app-1&taskInfo=%7B"), "{query}");
    let task: Value = serde_json::from_str(&parameter(query, "taskInfo")).unwrap();
    assert_eq!(task["inserttasks"][0]["task_id"], "100234_u002");
    let huge = event(json!({ "requestName": "长".repeat(9_000) }));
    assert_eq!(
        encode(&suite, &huge, Todo).unwrap_err(),
        suites::EncodeFault::AddressTooLong
    );
}

#[test]
fn s5_task_ids_that_are_not_unique_and_a_missing_path_are_refused() {
    for (changes, path, code) in [
        (
            json!({ "protocol": { "taskId": "{requestId}" } }),
            "/protocol/taskId",
            "INVALID_TEMPLATE",
        ),
        (
            json!({ "protocol": { "taskId": "{receiver}" } }),
            "/protocol/taskId",
            "INVALID_TEMPLATE",
        ),
        (
            json!({ "protocol": { "taskId": "{requestId}{receiver}{node}" } }),
            "/protocol/taskId",
            "UNKNOWN_PLACEHOLDER",
        ),
        (
            json!({ "protocol": { "path": null } }),
            "/protocol/path",
            "REQUIRED",
        ),
        (
            json!({ "protocol": { "path": "" } }),
            "/protocol/path",
            "REQUIRED",
        ),
        (
            json!({ "protocol": { "priorityMap": { "urgent": "9" } } }),
            "/protocol/priorityMap/urgent",
            "INVALID_CHOICE",
        ),
    ] {
        let found = suites::Suite::check(&config("wisedu", changes.clone()), None, &|_| true).unwrap_err();
        let found: Vec<_> = found
            .iter()
            .map(|complaint| (complaint.path.as_str(), complaint.code.as_str()))
            .collect();
        assert_eq!(found, [(path, code)], "{changes}");
    }
}
