//! The first minute of an operator with the sandbox: to-dos arrive at every receiver, one is handled and vanishes, a
//! receiver goes down and comes back, and all of it is found again in the log (rows D3, S1 to S5, S7, F1, L1).

use ::http::Method;
use serde_json::{Value, json};

use whole_program::http::query;
use whole_program::relay::{Home, Relay};
use whole_program::until::until;

/// Those that know every person; the portal knows persons by mobile, which some lack.
const RECEIVERS: [&str; 5] = ["ecology", "landray", "e10", "esb", "wisedu"];
/// What an act at one node may end in: after so many acts a request is over at the latest.
const MOST_ACTS: usize = 30;

struct Sandbox {
    relay: Relay,
}

impl Sandbox {
    async fn get(&self, path: &str) -> Value {
        self.relay.api.get(&format!("/api/v1/sandbox{path}")).await
    }

    async fn receiver(&self, id: &str) -> Value {
        let sandbox = self.get("").await;
        let receivers = sandbox["receivers"].as_array().expect("receivers");
        let receiver = receivers.iter().find(|receiver| receiver["id"] == id);
        receiver.expect("the receiver is there").clone()
    }

    async fn set_trouble(&self, id: &str, kind: &str) {
        let path = format!("/api/v1/sandbox/receivers/{id}/trouble");
        let receiver = self
            .relay
            .api
            .put(&path, &json!({ "kind": kind }))
            .await
            .expect(200);
        assert_eq!(
            receiver["trouble"]["kind"], kind,
            "the trouble should hold when it is answered"
        );
    }

    async fn set_oa(&self, running: bool, rate: f64) {
        let settings = json!({ "running": running, "eventsPerSecond": rate });
        self.relay
            .api
            .put("/api/v1/sandbox/oa", &settings)
            .await
            .expect(200);
    }

    /// Whether a person sees a to-do of a request at a receiver.
    async fn sees(&self, receiver: &str, person: &str, request: &str) -> bool {
        let path = format!("/receivers/{receiver}/items?person={person}&list=todo");
        let items = self.get(&path).await;
        let items = items["items"].as_array().expect("items");
        items.iter().any(|item| item["requestId"] == request)
    }

    /// The target that is sent to a receiver.
    async fn target_of(&self, receiver: &str) -> u64 {
        let targets = self.relay.api.get("/api/v1/targets").await;
        let targets = targets["items"].as_array().expect("targets");
        let target = targets.iter().find(|target| target["pushType"] == receiver);
        target
            .and_then(|target| target["id"].as_u64())
            .expect("the sandbox has brought its targets")
    }

    /// Starts a request and gives its id, its title and whom it waits for.
    async fn start_request(&self) -> (String, String, Vec<String>) {
        let started = self
            .relay
            .api
            .post("/api/v1/sandbox/oa/requests", &json!({}))
            .await;
        let started = started.expect(201);
        let text = |value: &Value| value.as_str().expect("is text").to_owned();
        let persons = started["waitingFor"].as_array().expect("persons");
        let persons = persons.iter().map(|waiting| text(&waiting["person"])).collect();
        (
            text(&started["requestId"]),
            text(&started["requestName"]),
            persons,
        )
    }

    async fn act(&self, request: &str, action: &str) {
        let path = format!("/api/v1/sandbox/oa/requests/{request}/act");
        let acted = self.relay.api.post(&path, &json!({ "action": action })).await;
        acted.expect(200);
    }
}

/// Rows D3, S1 to S5, S7: with nothing done but starting it.
#[tokio::test(flavor = "multi_thread")]
async fn within_a_minute_of_the_start_to_dos_are_seen_at_every_receiver() {
    let home = Home::new();
    let relay = home.start_with(&["--sandbox"]).await;
    let sandbox = Sandbox { relay };
    for receiver in RECEIVERS.into_iter().chain(["portal"]) {
        until("somebody has a to-do at the receiver", async || {
            let persons = sandbox.get(&format!("/receivers/{receiver}/persons")).await;
            let first = persons["items"][0].clone();
            (first["todos"].as_u64() > Some(0)).then_some(())
        })
        .await;
        let state = sandbox.receiver(receiver).await;
        assert_eq!(
            state["refused"], 0,
            "the receiver should accept what it is sent: {state}"
        );
    }
    let oa = sandbox.get("").await["oa"].clone();
    assert_eq!(
        oa["batchesRefused"], 0,
        "the intake should take every batch: {oa}"
    );
}

/// Rows D3, S8: one request, step by step, at every receiver.
#[tokio::test(flavor = "multi_thread")]
async fn an_item_that_is_handled_vanishes_from_the_to_dos_at_every_receiver() {
    let home = Home::new();
    let relay = home.start_with(&["--sandbox"]).await;
    let sandbox = Sandbox { relay };
    sandbox.set_oa(false, 1.0).await;
    let mut targets = Vec::new();
    for receiver in RECEIVERS {
        targets.push(sandbox.target_of(receiver).await);
    }
    let (request, _, persons) = sandbox.start_request().await;
    let person = persons.first().expect("a request waits for somebody");
    for receiver in RECEIVERS {
        until("the to-do appears", async || {
            sandbox.sees(receiver, person, &request).await.then_some(())
        })
        .await;
    }
    let path = format!("/api/v1/sandbox/oa/requests/{request}/act");
    let act = json!({ "action": "approve", "person": person });
    sandbox.relay.api.post(&path, &act).await.expect(200);
    for receiver in RECEIVERS {
        until("the to-do vanishes", async || {
            (!sandbox.sees(receiver, person, &request).await).then_some(())
        })
        .await;
    }
    // On to its end: nobody has it among their to-dos.
    for _ in 0..MOST_ACTS {
        let open = sandbox.get("/oa/requests?limit=500").await;
        let open = open["items"].as_array().expect("requests").clone();
        if !open.iter().any(|open| open["requestId"] == request) {
            break;
        }
        sandbox.act(&request, "approve").await;
    }
    let log = format!("/api/v1/deliveries?requestId={request}&limit=200");
    let rows = until("the log tells of its end at every receiver", async || {
        let log = sandbox.relay.api.get(&log).await;
        let rows = log["items"].as_array().expect("rows").clone();
        let is_over = |target: u64| {
            let of_target = rows.iter().filter(|row| row["targetId"] == target);
            let mut data_sets = of_target.map(|row| &row["dataSet"]);
            data_sets.any(|data_set| data_set == "closed")
        };
        let is_sent = rows.iter().all(|row| row["status"] != "pending");
        (is_sent && targets.iter().copied().all(is_over)).then_some(rows)
    })
    .await;
    let of_receivers = rows
        .iter()
        .filter(|row| row["targetId"].as_u64().is_some_and(|id| targets.contains(&id)));
    for row in of_receivers {
        assert_eq!(row["status"], "success", "every step should be taken: {row}");
        let person = row["receiver"].as_str().expect("a receiver");
        for receiver in RECEIVERS {
            until("nobody has anything left to do for it", async || {
                (!sandbox.sees(receiver, person, &request).await).then_some(())
            })
            .await;
        }
    }
    let has = |data_set: &str| rows.iter().any(|row| row["dataSet"] == data_set);
    assert!(
        has("todo") && has("done") && has("closed"),
        "the log should tell its whole way: {rows:?}"
    );
}

/// Rows F1, F3, L1.
#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_goes_down_opens_its_breaker_and_gets_everything_when_it_is_back() {
    let home = Home::new();
    let relay = home.start_with(&["--sandbox"]).await;
    let sandbox = Sandbox { relay };
    let down = sandbox.target_of("ecology").await;
    let well = sandbox.target_of("landray").await;
    sandbox.set_oa(true, 20.0).await;
    sandbox.set_trouble("ecology", "down").await;
    until("the breaker opens with a backlog", async || {
        let pulse = sandbox.relay.pulse(down).await;
        let is_open = pulse["breaker"]["state"] == "open" || pulse["breaker"]["state"] == "probing";
        (is_open && pulse["counts"]["pending"].as_u64() > Some(50)).then_some(())
    })
    .await;
    let other = sandbox.relay.pulse(well).await;
    assert_eq!(
        other["breaker"]["state"], "closed",
        "the other target should not be touched: {other}"
    );
    let (request, title, persons) = sandbox.start_request().await;
    let person = persons.first().expect("a request waits for somebody");
    until("the other receiver gets its to-dos meanwhile", async || {
        sandbox.sees("landray", person, &request).await.then_some(())
    })
    .await;
    assert!(
        !sandbox.sees("ecology", person, &request).await,
        "nothing can have come to the one that is down"
    );
    sandbox.set_oa(false, 1.0).await;

    sandbox.set_trouble("ecology", "none").await;
    until("the backlog is drained and the breaker closed", async || {
        let pulse = sandbox.relay.pulse(down).await;
        (pulse["breaker"]["state"] == "closed" && pulse["counts"]["pending"] == 0).then_some(())
    })
    .await;
    until(
        "the held to-do has appeared, or was handled meanwhile",
        async || {
            let ecology = sandbox.sees("ecology", person, &request).await;
            let landray = sandbox.sees("landray", person, &request).await;
            (ecology == landray).then_some(())
        },
    )
    .await;
    let pulse = sandbox.relay.pulse(down).await;
    for lost in ["failed", "noAnswer"] {
        assert_eq!(
            pulse["counts"][lost], 0,
            "nothing should be lost by an outage: {pulse}"
        );
    }
    until("the recovery is in its row", async || {
        let openings = format!("/api/v1/breaker-openings?targetId={down}");
        let openings = sandbox.relay.api.get(&openings).await;
        openings["items"][0]["recoverTime"].is_string().then_some(())
    })
    .await;

    // Two Chinese characters of the title find it again, at both targets.
    let is_chinese = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let two: String = title.chars().filter(is_chinese).take(2).collect();
    assert_eq!(
        two.chars().count(),
        2,
        "a title should have Chinese characters: {title}"
    );
    for target in [down, well] {
        let filter = query(&[
            ("targetId", &target.to_string()),
            ("text", &two),
            ("limit", "200"),
        ]);
        let found = sandbox.relay.list("/api/v1/deliveries", &filter).await;
        let found = found.iter().any(|item| item["requestId"] == request);
        assert!(found, "{two:?} should find request {request} ({title}) again");
    }
    let refused = sandbox
        .relay
        .api
        .call(Method::GET, "/api/v1/deliveries?colour=red", None)
        .await;
    assert_eq!(
        refused.status, 400,
        "a filter that is none should be refused by name"
    );
}
