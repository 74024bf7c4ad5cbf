//! What an operator sets changes what the program does (rows T2, T6, T9, X1, X2, I1 to I4, and the pace of a target),
//! seen from outside alone.

use std::time::Duration;

use ::http::Method;
use serde_json::{Value, json};

use whole_program::ecology::{Arrival, Ecology, Mood};
use whole_program::events::{Item, todo};
use whole_program::relay::{Home, Relay};
use whole_program::until::until;

struct Scene {
    home: Home,
    ecology: Ecology,
    relay: Relay,
    target: u64,
}

impl Scene {
    /// An engine with one target, some of its settings put in.
    async fn with(settings: Value) -> Self {
        let home = Home::new();
        let ecology = Ecology::start(Mood::Prompt);
        let relay = home.start().await;
        let mut config = ecology.target("portal");
        for (name, value) in settings.as_object().into_iter().flatten() {
            config[name] = value.clone();
        }
        let target = relay.create_target(&config).await;
        Self {
            home,
            ecology,
            relay,
            target,
        }
    }

    fn arrivals(&self) -> Vec<Arrival> {
        let arrivals = self.ecology.arrivals();
        arrivals.into_iter().map(|(_, arrival)| arrival).collect()
    }

    /// The log, oldest first: data set, request, status, and whether it is backfilled.
    async fn log(&self) -> Vec<(String, String, String, bool)> {
        until("everything has its result", async || {
            (self.relay.pulse(self.target).await["counts"]["pending"] == 0).then_some(())
        })
        .await;
        let mut items = self.relay.list("/api/v1/deliveries", "").await;
        items.reverse();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let row = |item: &Value| {
            (
                text(&item["dataSet"]),
                text(&item["requestId"]),
                text(&item["status"]),
                item["backfilled"] == true,
            )
        };
        items.iter().map(row).collect()
    }

    async fn change(&self, change: impl FnOnce(&mut Value)) {
        let path = format!("/api/v1/targets/{}", self.target);
        let mut config = self.relay.api.get(&path).await;
        for stamp in ["id", "createdAt", "updatedAt"] {
            config.as_object_mut().expect("an object").remove(stamp);
        }
        change(&mut config);
        self.relay.api.put(&path, &config).await.expect(200);
    }
}

fn item(data_set: &str, request: &str, receiver: &str) -> Value {
    let title = format!("请假申请 {request}");
    Item {
        data_set,
        request,
        receiver,
        title: &title,
    }
    .event()
}

fn row(data_set: &str, request: &str, status: &str, backfilled: bool) -> (String, String, String, bool) {
    (
        data_set.to_owned(),
        request.to_owned(),
        status.to_owned(),
        backfilled,
    )
}

/// Row T2.
#[tokio::test]
async fn a_disabled_target_is_never_pushed_to() {
    let scene = Scene::with(json!({ "enabled": false })).await;
    scene.relay.take_in("off", vec![todo("1")]).await;
    assert_eq!(scene.log().await, [], "nothing should be planned for it");
    scene.change(|config| config["enabled"] = json!(true)).await;
    scene.relay.take_in("on", vec![todo("2")]).await;
    scene.relay.until_all_sent(scene.target, 1).await;
    let flows: Vec<String> = scene.arrivals().into_iter().map(|arrival| arrival.flow).collect();
    assert_eq!(
        flows,
        ["2"],
        "only what came while it was on should have been sent"
    );
    let bare = json!({
        "identifier": "bare", "name": "新系统", "pushType": "ecology", "params": { "sysCode": "OA1" },
        "server": { "scheme": "http", "authority": "127.0.0.1:9", "basePath": "" },
    });
    let created = scene.relay.api.post("/api/v1/targets", &bare).await.expect(201);
    assert_eq!(created["enabled"], false, "a new target should be off: {created}");
}

/// Rows X1a, X1d.
#[tokio::test]
async fn the_duplicate_filter_sends_the_first_to_do_of_a_person_only() {
    let scene = Scene::with(json!({ "specialData": { "duplicateFilter": true } })).await;
    scene.relay.take_in("a", vec![item("todo", "1", "1002")]).await;
    scene
        .relay
        .take_in("b", vec![item("todo", "1", "1002"), item("todo", "1", "1003")])
        .await;
    let expected = [
        row("todo", "1", "success", false),
        row("todo", "1", "ignored", false),
        row("todo", "1", "success", false),
    ];
    assert_eq!(scene.log().await, expected);
    assert_eq!(
        scene.arrivals().len(),
        2,
        "what is ignored should not be sent: {:?}",
        scene.arrivals()
    );
    let items = scene.relay.list("/api/v1/deliveries", "status=ignored").await;
    assert_eq!(
        items[0]["reason"], "特殊数据处理-重复数据过滤",
        "the log should say why: {items:?}"
    );
}

/// Row X2a.
#[tokio::test]
async fn the_backfill_sends_the_missing_to_do_before_the_closed_item() {
    let scene = Scene::with(json!({ "specialData": { "missingBackfill": true } })).await;
    scene.relay.take_in("a", vec![item("closed", "1", "1002")]).await;
    scene.relay.take_in("b", vec![item("todo", "2", "1002")]).await;
    scene.relay.take_in("c", vec![item("closed", "2", "1002")]).await;
    let expected = [
        row("todo", "1", "success", true),
        row("closed", "1", "success", false),
        row("todo", "2", "success", false),
        row("closed", "2", "success", false),
    ];
    assert_eq!(scene.log().await, expected);
    for request in ["1", "2"] {
        let arrivals = scene.arrivals().into_iter();
        let of_request = arrivals.filter(|arrival| arrival.flow == request);
        let marks: Vec<Option<String>> = of_request.map(|arrival| arrival.mark).collect();
        let expected = ["0", "4"].map(|mark| Some(mark.to_owned()));
        assert_eq!(
            marks, expected,
            "the receiver should see the to-do before its end"
        );
    }
}

fn directory() -> Value {
    let person = |id: &str, login: &str, main: Value| {
        json!({
            "id": id, "name": format!("张{id}"), "loginId": login, "workCode": format!("E{id}"), "mobile": null,
            "email": null, "certificateNo": null, "externalId": null, "department": "12", "subsidiary": "1",
            "post": "7", "mainAccount": main, "active": true,
        })
    };
    json!({
        "subsidiaries": [ { "id": "1", "name": "总部", "parent": null } ],
        "departments": [
            { "id": "12", "name": "财务部", "subsidiary": "1", "parent": null },
            { "id": "13", "name": "会计科", "subsidiary": "1", "parent": "12" },
        ],
        "posts": [ { "id": "7", "name": "会计" } ],
        "persons": [
            person("1001", "zhangsan", Value::Null), person("1002", "lisi", Value::Null),
            person("1003", "wangwu", Value::Null),
        ],
        "groups": [ { "id": "g1", "name": "管理员", "persons": [ "1003" ] } ],
        "roles": [ { "id": "r1", "name": "财务主管", "persons": [ "1001" ] } ],
    })
}

async fn write_directory(relay: &Relay) {
    let written = relay.api.put("/api/v1/directory", &directory()).await;
    assert!(
        (200..300).contains(&written.status),
        "the directory should be taken: {}",
        written.text()
    );
}

/// Row T6, and the directory's own contract.
#[tokio::test]
async fn persons_are_converted_by_the_directory_and_one_without_a_value_fails_unsent() {
    let scene = Scene::with(json!({ "personKey": "loginId" })).await;
    let path = "/api/v1/directory";
    write_directory(&scene.relay).await;
    assert_eq!(
        scene.relay.api.get(path).await,
        directory(),
        "the directory should be read as it was written"
    );
    let mut wrong = directory();
    wrong["persons"][1]["department"] = json!("99");
    let answer = scene.relay.api.put(path, &wrong).await;
    assert_eq!(
        answer.status,
        400,
        "a department that is not there should be refused: {}",
        answer.text()
    );
    assert_eq!(
        scene.relay.api.get(path).await,
        directory(),
        "a refused one should change nothing"
    );

    scene
        .relay
        .take_in("a", vec![item("todo", "1", "1002"), item("todo", "2", "4242")])
        .await;
    let expected = [
        row("todo", "1", "success", false),
        row("todo", "2", "failed", false),
    ];
    assert_eq!(scene.log().await, expected);
    let receivers: Vec<String> = scene
        .arrivals()
        .into_iter()
        .map(|arrival| arrival.receiver)
        .collect();
    assert_eq!(
        receivers,
        ["lisi"],
        "the receiver should see the login name, and never an empty one"
    );
    let failed = scene.relay.list("/api/v1/deliveries", "status=failed").await;
    assert!(
        failed[0]["reason"].is_string() && failed[0]["mappedReceiver"].is_null(),
        "it should say so: {failed:?}"
    );
    let named = scene.relay.list("/api/v1/deliveries", "status=success").await;
    assert_eq!(
        named[0]["receiverName"], "张1002",
        "the log should name the person: {named:?}"
    );
}

/// Rows I1 to I5.
#[tokio::test]
async fn what_is_intercepted_is_not_sent_and_the_log_says_by_which_rule() {
    let rules = [
        json!({ "persons": { "mode": "deny", "members": [ { "kind": "person", "id": "1002" } ] } }),
        json!({ "persons": { "mode": "allow", "members": [ { "kind": "group", "id": "g1" } ] } }),
        json!({ "workflows": { "mode": "deny", "ids": ["54"] } }),
        json!({ "workflows": { "mode": "allow", "ids": ["55"] } }),
        json!({ "business": { "mode": "custom", "rules": [ { "dataSet": "todo", "states": ["pending"] } ] } }),
        json!({ "workflowTypes": { "ids": ["3"] } }),
    ];
    let scene = Scene::with(json!({})).await;
    write_directory(&scene.relay).await;
    for (number, rule) in rules.iter().enumerate() {
        scene.change(|config| config["interception"] = rule.clone()).await;
        let request = number.to_string();
        scene
            .relay
            .take_in(&request, vec![item("todo", &request, "1002")])
            .await;
        let log = scene.log().await;
        assert_eq!(
            log.last(),
            Some(&row("todo", &request, "ignored", false)),
            "{rule} should keep it back"
        );
        let rows = scene
            .relay
            .list("/api/v1/deliveries", &format!("requestId={request}"))
            .await;
        assert!(
            rows[0]["reason"].is_string(),
            "the log should say by which rule: {rows:?}"
        );
    }
    assert_eq!(scene.arrivals(), [], "what is intercepted should never be sent");
    scene.change(|config| config["interception"] = json!({})).await;
    scene
        .relay
        .take_in("free", vec![item("todo", "free", "1002")])
        .await;
    scene.relay.until_all_sent(scene.target, 1).await;
}

/// Row T9.
#[tokio::test]
async fn a_dry_run_tells_the_exact_request_and_sends_and_remembers_nothing() {
    let scene = Scene::with(json!({ "specialData": { "duplicateFilter": true } })).await;
    let path = format!("/api/v1/targets/{}/dry-run", scene.target);
    for _ in 0..2 {
        let dry = scene.relay.api.post(&path, &todo("1")).await.expect(200);
        let delivery = &dry["deliveries"][0];
        assert_eq!(
            delivery["status"], "pending",
            "it should be sent, also the second time: {dry}"
        );
        let body = delivery["request"]["body"].as_str().unwrap_or_default();
        let body: Value = serde_json::from_str(body).expect("the exact request is JSON");
        assert_eq!(body["flowid"], "1", "{dry}");
        let url = delivery["request"]["url"].as_str().unwrap_or_default();
        assert!(url.ends_with("/rest/ofs/ReceiveRequestInfoByJson"), "{dry}");
    }
    assert_eq!(scene.log().await, [], "a dry run should not be in the log");
    let answer = scene.relay.api.post(&path, &json!({ "dataSet": "todo" })).await;
    assert_eq!(answer.status, 400, "a wrong event should be refused");
    scene.relay.take_in("real", vec![todo("1")]).await;
    scene.relay.until_all_sent(scene.target, 1).await;
    assert_eq!(
        scene.arrivals().len(),
        1,
        "only the real one should have been sent"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_concurrency_bounds_what_is_in_flight() {
    let scene = Scene::with(json!({ "delivery": { "concurrency": 3, "timeoutMs": 60_000 } })).await;
    scene.ecology.set_mood(Mood::Hangs);
    let events = (0..20).map(|n| todo(&n.to_string())).collect();
    scene.relay.take_in("many", events).await;
    scene
        .ecology
        .until("three are there", |count| count.all >= 3)
        .await;
    until("the engine shows them", async || {
        (scene.relay.pulse(scene.target).await["inFlight"] == 3).then_some(())
    })
    .await;
    assert_eq!(
        scene.arrivals().len(),
        3,
        "no more should go out while none has come back"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rate_bounds_what_goes_out_in_a_second() {
    const RATE: usize = 40;
    const EVENTS: usize = 100;
    let scene = Scene::with(json!({ "delivery": { "ratePerSecond": RATE } })).await;
    let events = (0..EVENTS).map(|n| todo(&n.to_string())).collect();
    scene.relay.take_in("many", events).await;
    scene.relay.until_all_sent(scene.target, EVENTS).await;
    let arrivals = scene.ecology.arrivals();
    let took = arrivals[EVENTS - 1].0.duration_since(arrivals[0].0);
    // A tenth of a second's worth may go at once at the beginning.
    let least = Duration::from_secs_f64((EVENTS - RATE / 10 - 1) as f64 / RATE as f64 * 0.95);
    assert!(
        took >= least,
        "{EVENTS} at {RATE} a second should take {least:?}, not {took:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_limit_and_the_number_of_attempts_end_what_gets_no_answer() {
    let delivery = json!({ "timeoutMs": 200, "connectTimeoutMs": 200, "noAnswerAttempts": 1 });
    let scene = Scene::with(json!({ "delivery": delivery })).await;
    scene.ecology.set_mood(Mood::Hangs);
    scene.relay.take_in("one", vec![todo("1")]).await;
    assert_eq!(scene.log().await, [row("todo", "1", "noAnswer", false)]);
    assert_eq!(scene.arrivals().len(), 1, "it should have been tried once");
}

/// Rows T1, T5.
#[tokio::test]
async fn a_target_goes_with_what_belongs_to_it_and_its_address_can_be_tried_before() {
    let scene = Scene::with(json!({})).await;
    let address = scene.relay.api.get("/api/v1/targets").await["items"][0]["server"].clone();
    let test = json!({ "server": address });
    let report = scene
        .relay
        .api
        .post("/api/v1/connection-tests", &test)
        .await
        .expect(200);
    let steps: Vec<&Value> = report["steps"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|step| &step["step"])
        .collect();
    assert_eq!(
        steps,
        ["dns", "tcp", "tls", "http", "signOn"],
        "each step should be told: {report}"
    );
    let refused = json!({ "server": { "scheme": "http", "authority": "127.0.0.1:1", "basePath": "" } });
    let report = scene
        .relay
        .api
        .post("/api/v1/connection-tests", &refused)
        .await
        .expect(200);
    assert_eq!(
        report["steps"][1]["outcome"], "failed",
        "a closed port should be told apart: {report}"
    );

    scene.relay.take_in("one", vec![todo("1"), todo("2")]).await;
    scene.relay.until_all_sent(scene.target, 2).await;
    let path = format!("/api/v1/targets/{}", scene.target);
    let impact = scene.relay.api.get(&format!("{path}/deletion-impact")).await;
    assert_eq!(
        impact["deliveries"], 2,
        "the count should be told first: {impact}"
    );
    let deleted = scene.relay.api.call(Method::DELETE, &path, None).await;
    assert_eq!(deleted.status, 204, "{}", deleted.text());
    let gone = scene.relay.api.call(Method::GET, &path, None).await;
    assert_eq!(gone.status, 404);
    until_log_is_empty(&scene.relay).await;
}

/// What belongs to a deleted target goes in small steps, so that pushing never stalls.
async fn until_log_is_empty(relay: &Relay) {
    until("what belonged to the target is gone with it", async || {
        let log = relay.list("/api/v1/deliveries", "").await;
        log.is_empty().then_some(())
    })
    .await;
}

/// Row T1.
#[tokio::test(flavor = "multi_thread")]
async fn a_target_can_be_deleted_while_its_items_are_on_their_way() {
    let scene = Scene::with(json!({})).await;
    scene.ecology.set_mood(Mood::Late(Duration::from_millis(400)));
    let events = (0..100).map(|n| todo(&n.to_string())).collect();
    scene.relay.take_in("many", events).await;
    scene
        .ecology
        .until("some are on their way", |count| count.all >= 16)
        .await;
    let path = format!("/api/v1/targets/{}", scene.target);
    let deleted = scene.relay.api.call(Method::DELETE, &path, None).await;
    assert_eq!(deleted.status, 204, "{}", deleted.text());
    until_log_is_empty(&scene.relay).await;
    let sent = scene.arrivals().len();
    let Scene {
        home, ecology, relay, ..
    } = scene;
    // Ending waits for what is in flight: its results come after the deletion.
    let ended = relay.terminate().await;
    assert!(ended.status.success(), "it should end well: {ended:?}");
    assert_eq!(
        ecology.count().borrow().all,
        sent,
        "nothing more should go out after the deletion"
    );
    let relay = home.start().await;
    until_log_is_empty(&relay).await;
    let target = relay.create_target(&ecology.target("portal")).await;
    relay.take_in("new", vec![todo("new")]).await;
    relay.until_all_sent(target, 1).await;
}
