//! Reconciliation: what the receiver shows beside what the log says it should show, and mending what differs.
#![allow(clippy::unwrap_used)]

use ::http::{Method, Request};
use bytes::Bytes;
use http_body_util::Full;
use serde_json::{Value, json};

use whole_program::http::Caller;
use whole_program::relay::{Home, Relay};
use whole_program::until::until;

/// The simulated OA, the simulated Landray and the program between them.
struct Scene {
    relay: Relay,
    target: u64,
    landray: Caller,
    password: String,
}

impl Scene {
    async fn new(home: &Home) -> Self {
        let relay = home.start_with(&["--sandbox"]).await;
        let oa = json!({ "running": false, "eventsPerSecond": 1.0 });
        relay.api.put("/api/v1/sandbox/oa", &oa).await.expect(200);
        let targets = relay.api.get("/api/v1/targets").await;
        let targets = targets["items"].as_array().unwrap();
        let target = targets
            .iter()
            .find(|target| target["pushType"] == "landray")
            .unwrap();
        let account = relay.api.get("/api/v1/sandbox/receivers/landray/account").await;
        let values = account["values"].as_array().unwrap();
        let password = values.iter().find(|value| value["name"] == "password").unwrap();
        let server = &target["server"];
        Self {
            target: target["id"].as_u64().unwrap(),
            landray: Caller::new(&format!("http://{}", server["authority"].as_str().unwrap())),
            password: password["value"].as_str().unwrap().to_owned(),
            relay,
        }
    }

    async fn trouble(&self, kind: &str) {
        let path = "/api/v1/sandbox/receivers/landray/trouble";
        self.relay
            .api
            .put(path, &json!({ "kind": kind }))
            .await
            .expect(200);
    }

    /// Starts a request; its id and for whom it waits.
    async fn start(&self) -> (String, String) {
        let started = self
            .relay
            .api
            .post("/api/v1/sandbox/oa/requests", &json!({}))
            .await;
        let started = started.expect(201);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (
            text(&started["requestId"]),
            text(&started["waitingFor"][0]["person"]),
        )
    }

    async fn approve(&self, request: &str, person: &str) {
        let path = format!("/api/v1/sandbox/oa/requests/{request}/act");
        let act = json!({ "action": "approve", "person": person });
        self.relay.api.post(&path, &act).await.expect(200);
    }

    /// The newest row of a request and a person once it has the status.
    async fn until_row(&self, (request, person): (&str, &str), data_set: &str, status: &str) -> Value {
        let path = format!(
            "/api/v1/deliveries?requestId={request}&receiver={person}&targetId={}",
            self.target
        );
        until("the row has its result", async || {
            let rows = self.relay.api.get(&path).await;
            let row = rows["items"][0].clone();
            (row["dataSet"] == data_set && row["status"] == status).then_some(row)
        })
        .await
    }

    async fn reconcile(&self, persons: &[&str]) -> Value {
        let path = format!("/api/v1/targets/{}/reconciliation", self.target);
        let answer = self.relay.api.post(&path, &json!({ "persons": persons })).await;
        answer.expect(200)
    }

    /// Differences of one request: the word and the delivery that mends it.
    async fn of(&self, person: &str, request: &str) -> Option<(String, Value)> {
        let found = self.reconcile(&[person]).await;
        let differences = found["differences"].as_array().unwrap();
        let one = differences.iter().find(|one| one["requestId"] == request)?;
        Some((
            one["difference"].as_str().unwrap().to_owned(),
            one["delivery"].clone(),
        ))
    }

    async fn mend(&self, deliveries: &[Value]) {
        let run = json!({ "kind": "repush", "ids": deliveries });
        let run = self.relay.api.post("/api/v1/runs", &run).await.expect(201);
        let path = format!("/api/v1/runs/{}", run["id"]);
        until("the run has ended", async || {
            let run = self.relay.api.get(&path).await;
            (run["state"] == "done" && run["outcome"]["pending"] == 0).then_some(())
        })
        .await;
    }

    /// Says something to the receiver that the program knows nothing of.
    async fn say_behind_its_back(&self, row: &Value, change: impl Fn(String) -> String) {
        let detail = self
            .relay
            .api
            .get(&format!("/api/v1/deliveries/{}", row["id"]))
            .await;
        let sent = detail["attemptLog"][0].clone();
        let body = sent["requestBody"]
            .as_str()
            .unwrap()
            .replace("******", &self.password);
        let path = sent["url"].as_str().unwrap().replace(self.landray.base(), "");
        let request = Request::post(format!("{}{path}", self.landray.base()))
            .header("content-type", "text/xml; charset=UTF-8")
            .body(Full::new(Bytes::from(change(body))))
            .unwrap();
        let answer = self.landray.send(request).await.unwrap();
        assert!(answer.text().contains("<returnState>2<"), "{}", answer.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_receiver_shows_is_compared_with_the_log_and_what_differs_is_mended() {
    let home = Home::new();
    let scene = Scene::new(&home).await;
    // One that stays right, one that never arrived, one whose end never arrived.
    let (right, person) = scene.start().await;
    let right_row = scene.until_row((&right, &person), "todo", "success").await;
    assert_eq!(scene.of(&person, &right).await, None);
    let (over, handler) = scene.start().await;
    scene.until_row((&over, &handler), "todo", "success").await;
    scene.trouble("refuse").await;
    scene.approve(&over, &handler).await;
    let over_row = scene.until_row((&over, &handler), "done", "failed").await;
    let (never, waiting) = scene.start().await;
    let never_row = scene.until_row((&never, &waiting), "todo", "failed").await;
    scene.trouble("none").await;
    let word = |word: &str, row: &Value| Some((word.to_owned(), row["id"].clone()));
    assert_eq!(scene.of(&handler, &over).await, word("leftOver", &over_row));
    assert_eq!(scene.of(&waiting, &never).await, word("missing", &never_row));

    // Everybody at once, by the log alone.
    let all = scene.reconcile(&[]).await;
    let found = all["differences"].as_array().unwrap();
    for (request, person, difference) in [(&over, &handler, "leftOver"), (&never, &waiting, "missing")] {
        let one = found
            .iter()
            .find(|one| one["requestId"] == request.as_str() && one["person"] == person.as_str())
            .unwrap();
        assert_eq!(one["difference"], difference, "{one}");
    }
    assert!(!found.iter().any(|one| one["requestId"] == right.as_str()));

    // The receiver lost one that it took, and shows one that nobody pushed.
    let lost = |body: String| {
        let (head, rest) = body.split_once("<arg0>").unwrap();
        let (item, tail) = rest.split_once("</arg0>").unwrap();
        let named = ["appName", "key", "modelId", "modelName"].map(|name| {
            let from = item.find(&format!("<{name}>")).unwrap_or_default();
            let end = format!("</{name}>");
            let to = item.find(&end).map_or(from, |at| at + end.len());
            &item[from..to]
        });
        let arg = format!("{}<optType>1</optType>", named.concat());
        format!("{head}<arg0>{arg}</arg0>{tail}").replace("sendTodo>", "deleteTodo>")
    };
    scene.say_behind_its_back(&right_row, lost).await;
    let strange = format!("<modelId>{right}</modelId>");
    scene
        .say_behind_its_back(&right_row, |body| {
            body.replace(&strange, "<modelId>4711</modelId>")
        })
        .await;
    assert_eq!(scene.of(&person, &right).await, word("missing", &right_row));
    assert_eq!(
        scene.of(&person, "4711").await,
        Some(("unknown".to_owned(), Value::Null))
    );
    let told = scene.reconcile(&[&person]).await["persons"][0].clone();
    assert!(
        told["shown"].as_u64().unwrap() <= told["inAll"].as_u64().unwrap(),
        "{told}"
    );

    let mut wrong: Vec<Value> = found.iter().map(|one| one["delivery"].clone()).collect();
    wrong.push(right_row["id"].clone());
    scene.mend(&wrong).await;
    for (person, request) in [(&person, &right), (&handler, &over), (&waiting, &never)] {
        assert_eq!(
            scene.of(person, request).await,
            None,
            "{request} should be mended"
        );
    }
    // What the same refusals did to the next handlers may have come to light only now.
    until("nothing differs any more", async || {
        let found = scene.reconcile(&[]).await["differences"].clone();
        let left: Vec<Value> = found
            .as_array()?
            .iter()
            .map(|one| one["delivery"].clone())
            .collect();
        if left.is_empty() {
            return Some(());
        }
        scene.mend(&left).await;
        None
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_does_not_answer_is_told_once_and_the_log_stands_for_it() {
    let home = Home::new();
    let scene = Scene::new(&home).await;
    let (request, person) = scene.start().await;
    scene.until_row((&request, &person), "todo", "success").await;
    scene.trouble("down").await;
    let found = scene.reconcile(&[&person, "1", "2"]).await;
    let persons = found["persons"].as_array().unwrap();
    let problems: Vec<_> = persons
        .iter()
        .map(|one| one["problem"].as_str().unwrap())
        .collect();
    assert!(problems[0].contains("无法建立连接"), "{problems:?}");
    assert!(
        problems[1..].iter().all(|problem| problem.contains("未再查询")),
        "{problems:?}"
    );
    assert!(persons.iter().all(|one| one["shown"].is_null()));
    scene.trouble("none").await;

    let path = |id: u64| format!("/api/v1/targets/{id}/reconciliation");
    let api = &scene.relay.api;
    let nowhere = api.post(&path(9_999), &json!({})).await;
    assert_eq!(nowhere.expect(404)["code"], "NOT_FOUND");
    let many: Vec<String> = (0..51).map(|n| n.to_string()).collect();
    for (body, field) in [
        (json!({ "persons": many }), "/persons"),
        (json!({ "after": "x" }), "/after"),
        (json!({ "after": "failed-x" }), "/after"),
        (json!({ "colour": "red" }), "/colour"),
    ] {
        let refused = api.call(Method::POST, &path(scene.target), Some(&body)).await;
        assert_eq!(refused.status, 400, "{body}");
        assert_eq!(refused.fields()[0].0, field, "{body}");
    }
}
