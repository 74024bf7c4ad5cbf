//! The push log as a caller reads it (rows L1, L2): lists by key, filters, and the whole story of one delivery.

use std::collections::BTreeSet;
use std::time::Duration;

use ::http::Method;
use serde_json::{Value, json};

use whole_program::ecology::{Ecology, Mood};
use whole_program::events::{Item, todo};
use whole_program::http::query;
use whole_program::peer::{Peer, Reply};
use whole_program::relay::{Home, Relay};
use whole_program::until::until;

const LOG: &str = "/api/v1/deliveries";

/// Names and values of a query.
type Filter<'a> = Vec<(&'a str, &'a str)>;

fn ids(items: &[Value]) -> Vec<u64> {
    items.iter().filter_map(|item| item["id"].as_u64()).collect()
}

/// Row L1: pages by key do not slip when new rows come in between.
#[tokio::test(flavor = "multi_thread")]
async fn pages_are_newest_first_and_neither_repeat_nor_lose_a_row_while_new_ones_come() {
    let home = Home::new();
    let ecology = Ecology::start(Mood::Prompt);
    let relay = home.start().await;
    let target = relay.create_target(&ecology.target("portal")).await;
    let events = |first: usize, count: usize| {
        let numbers = first..first + count;
        numbers.map(|n| todo(&n.to_string())).collect()
    };
    relay.take_in("old", events(0, 95)).await;
    relay.until_all_sent(target, 95).await;

    let (mut seen, mut after, mut page_number) = (Vec::new(), String::new(), 0);
    loop {
        let page = relay.api.get(&format!("{LOG}?limit=10{after}")).await;
        let items = page["items"].as_array().expect("rows");
        assert!(
            items.len() <= 10,
            "a page should have no more than was asked for: {}",
            items.len()
        );
        seen.extend(ids(items));
        page_number += 1;
        relay
            .take_in(&format!("new-{page_number}"), events(page_number * 1_000, 3))
            .await;
        match page["next"].as_str() {
            Some(next) => after = format!("&{}", query(&[("after", next)])),
            None => break,
        }
    }
    assert_eq!(seen.len(), 95, "each row of before should be seen once: {seen:?}");
    assert!(
        seen.windows(2).all(|pair| pair[0] > pair[1]),
        "the newest should come first: {seen:?}"
    );

    for (bad, path) in [
        ("after=nonsense", "/after"),
        ("limit=0", "/limit"),
        ("limit=201", "/limit"),
        ("status=lost", "/status"),
        ("from=yesterday", "/from"),
        ("colour=red", "/colour"),
    ] {
        let answer = relay.api.call(Method::GET, &format!("{LOG}?{bad}"), None).await;
        assert_eq!(answer.status, 400, "{bad} should be refused: {}", answer.text());
        let fields = answer.fields();
        assert!(
            fields.iter().any(|(named, _)| named == path),
            "{bad} should be named: {fields:?}"
        );
    }
}

/// Requests that a filter finds, without repeats.
async fn found(relay: &Relay, filter: &[(&str, &str)]) -> BTreeSet<String> {
    let items = relay.list(LOG, &query(filter)).await;
    let requests = items.iter().filter_map(|item| item["requestId"].as_str());
    requests.map(str::to_owned).collect()
}

/// Row L1.
#[tokio::test(flavor = "multi_thread")]
async fn each_filter_finds_what_matches_and_nothing_else() {
    let home = Home::new();
    let ecology = Ecology::start(Mood::Prompt);
    let relay = home.start().await;
    let target = relay.create_target(&ecology.target("portal")).await;
    let mut config = ecology.target("other");
    config["interception"] = json!({ "workflows": { "mode": "deny", "ids": ["54"] } });
    let other = relay.create_target(&config).await;

    let item = |data_set, request, receiver, title| {
        Item {
            data_set,
            request,
            receiver,
            title,
        }
        .event()
    };
    relay
        .take_in(
            "first",
            vec![
                item("todo", "100", "1002", "用印审批-华东分公司-合同"),
                item("done", "101", "1003", "采购申请-笔记本电脑"),
            ],
        )
        .await;
    relay.until_all_sent(target, 2).await;
    let items = relay
        .list(LOG, &query(&[("requestId", "101"), ("limit", "1")]))
        .await;
    let between = items[0]["createdAt"].as_str().expect("a time").to_owned();
    // Times of the log are whole milliseconds: the second batch comes in a later one.
    until("a later millisecond", async || {
        let now = relay.api.get("/api/v1/overview").await["at"].clone();
        (now.as_str() > Some(&between)).then_some(())
    })
    .await;
    relay
        .take_in(
            "second",
            vec![
                item("closed", "102", "1002", "100% 出勤_报告"),
                item("todo", "103", "1004", "Annual Leave 年假"),
            ],
        )
        .await;
    relay.until_all_sent(target, 4).await;

    let all = ["100", "101", "102", "103"];
    let (target, other) = (target.to_string(), other.to_string());
    let cases: Vec<(Filter<'_>, &[&str])> = vec![
        (vec![], &all),
        (vec![("status", "success")], &all),
        (vec![("status", "ignored"), ("targetId", &other)], &all),
        (vec![("status", "failed")], &[]),
        (vec![("status", "success"), ("targetId", &other)], &[]),
        (vec![("targetId", &target), ("dataSet", "todo")], &["100", "103"]),
        (vec![("dataSet", "closed")], &["102"]),
        (vec![("dataSet", "deleted")], &[]),
        (vec![("businessState", "pending")], &["100", "103"]),
        (vec![("requestId", "101")], &["101"]),
        (vec![("requestId", "10")], &[]),
        (vec![("receiver", "1002")], &["100", "102"]),
        (vec![("creator", "1001"), ("receiver", "1003")], &["101"]),
        (vec![("creator", "1002")], &[]),
        // One, two and more Chinese characters, parts of words, and what SQL would take for a pattern.
        (vec![("text", "印")], &["100"]),
        (vec![("text", "华东")], &["100"]),
        (vec![("text", "笔记本")], &["101"]),
        (vec![("text", "审批 合同")], &["100"]),
        (vec![("text", "合同 采购")], &[]),
        (vec![("text", "leave")], &["103"]),
        (vec![("text", "0%")], &["102"]),
        (vec![("text", "_报")], &["102"]),
        // One sign is as good as another.
        (vec![("text", "0\"")], &["102"]),
        (vec![("text", "批*华")], &["100"]),
        // The workflow's name is text too.
        (vec![("text", "差旅报销")], &all),
        (vec![("text", "年假"), ("dataSet", "todo")], &["103"]),
        (vec![("text", "年假"), ("dataSet", "done")], &[]),
        (vec![("from", "2020-01-01T00:00:00+08:00")], &all),
        (vec![("to", "2020-01-01T00:00:00Z")], &[]),
        (vec![("to", &between)], &[]),
    ];
    for (filter, expected) in cases {
        let expected: BTreeSet<String> = expected.iter().map(|&request| request.to_owned()).collect();
        assert_eq!(
            found(&relay, &filter).await,
            expected,
            "{filter:?} should find just what matches"
        );
    }
    let later = found(&relay, &[("from", &between), ("text", "年假")]).await;
    assert_eq!(
        later,
        BTreeSet::from(["103".to_owned()]),
        "what came later should be found from there on"
    );
}

/// Row L2.
#[tokio::test(flavor = "multi_thread")]
async fn the_detail_tells_the_event_the_verdicts_the_addresses_and_every_attempt() {
    let home = Home::new();
    let mut ecology = Ecology::start(Mood::Prompt);
    let relay = home.start().await;
    let mut config = ecology.target("portal");
    config["params"]["sysCode"] = json!("ELSE");
    let stranger = relay.create_target(&config).await;
    let target = relay.create_target(&ecology.target("good")).await;
    ecology.peer().go_down().await;
    let event = todo("4711");
    relay.take_in("one", vec![event.clone()]).await;
    until("it has been tried in vain", async || {
        let items = relay.list(LOG, &format!("targetId={target}")).await;
        (items[0]["attempts"].as_u64() >= Some(1)).then_some(())
    })
    .await;
    ecology.peer().come_up();
    ecology.set_mood(Mood::Late(Duration::from_millis(50)));
    relay.until_all_sent(target, 1).await;

    let items = relay.list(LOG, &format!("targetId={target}")).await;
    let detail = relay.api.get(&format!("{LOG}/{}", items[0]["id"])).await;
    assert_eq!(
        detail["event"], event,
        "the event should be told as it was handed in"
    );
    assert!(
        detail["verdicts"]
            .as_array()
            .is_some_and(|verdicts| verdicts.len() >= 4),
        "every stage should have its verdict: {detail}"
    );
    for link in ["pc", "app", "adaptive"] {
        assert!(
            detail["links"][link]
                .as_str()
                .is_some_and(|link| link.contains("4711")),
            "the {link} address should be told: {detail}"
        );
    }
    let attempts = detail["attemptLog"].as_array().expect("attempts");
    assert!(
        attempts.len() >= 2,
        "both the failure and the success should be there: {detail}"
    );
    let (first, last) = (&attempts[0], &attempts[attempts.len() - 1]);
    assert_eq!(
        (&first["number"], &first["outcome"]),
        (&json!(1), &json!("noAnswer")),
        "{first}"
    );
    assert!(
        first["responseStatus"].is_null() && first["reason"].is_string(),
        "{first}"
    );
    assert_eq!(
        (&last["outcome"], &last["responseStatus"]),
        (&json!("accepted"), &json!(200)),
        "{last}"
    );
    let sent: Value = serde_json::from_str(last["requestBody"].as_str().unwrap_or_default())
        .expect("the request is shown as it went out");
    assert_eq!(
        (&sent["flowid"], &sent["receiver"]),
        (&json!("4711"), &json!("1002")),
        "{last}"
    );
    assert!(
        last["responseBody"]
            .as_str()
            .is_some_and(|body| body.contains("operResult")),
        "the answer should be shown: {last}"
    );
    assert!(
        last["totalMs"].as_f64() >= Some(50.0),
        "the time should be told: {last}"
    );

    // The receiver does not know the other target's system code: a refusal in a 200 is a failure with its words.
    let items = until("it has its result", async || {
        let items = relay.list(LOG, &format!("targetId={stranger}")).await;
        (items[0]["status"] != "pending").then_some(items)
    })
    .await;
    assert_eq!(
        items[0]["status"], "failed",
        "success is judged by the body: {items:?}"
    );
    let reason = items[0]["reason"].as_str().unwrap_or_default();
    assert!(
        reason.contains("未注册"),
        "the receiver's own words should be the reason: {reason}"
    );
    let pulse = relay.pulse(stranger).await;
    assert_eq!(
        pulse["breaker"]["state"], "closed",
        "a refusal should never open a breaker: {pulse}"
    );
    let missing = relay.api.call(Method::GET, &format!("{LOG}/999999"), None).await;
    assert_eq!(missing.status, 404);
}

/// Row H2: one id leads from the row to the request that the receiver got, and to the line in the log.
#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_has_one_id_in_the_row_in_the_request_and_in_the_log() {
    let home = Home::new();
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let refuses = Peer::start(move |call| {
        let id = call.headers.get("x-todo-relay-delivery");
        let id = id.and_then(|id| id.to_str().ok()).unwrap_or("none").to_owned();
        let _ = tell.send(id);
        Reply::Content {
            kind: "application/json",
            body: json!({ "operResult": "0", "message": "refused" })
                .to_string()
                .into(),
            after: Duration::ZERO,
        }
    });
    let relay = home.start().await;
    relay
        .create_target(&json!({
            "identifier": "portal", "name": "门户", "enabled": true, "pushType": "ecology",
            "server": { "scheme": "http", "authority": refuses.authority(), "basePath": "" },
            "params": { "sysCode": "OA1" },
        }))
        .await;
    relay.take_in("one", vec![todo("1")]).await;
    let row = until("the row is failed", async || {
        let rows = relay.list(LOG, "status=failed").await;
        rows.into_iter().next()
    })
    .await;
    let id = row["id"].to_string();
    assert_eq!(told.recv().await.as_deref(), Some(id.as_str()));
    let line = format!("delivery_id={id}");
    assert!(
        relay.stderr().lines().any(|found| found.contains(&line)),
        "{line} should be in the log: {}",
        relay.stderr()
    );
    let diagnostics = relay.api.get("/api/v1/system/diagnostics").await;
    let log = diagnostics["log"].as_array().expect("the last lines of the log");
    assert!(
        log.iter()
            .any(|found| found.as_str().is_some_and(|found| found.contains(&line))),
        "{diagnostics}"
    );
    assert!(
        diagnostics["configuration"]
            .as_str()
            .is_some_and(|text| text.contains("portal"))
    );
}
