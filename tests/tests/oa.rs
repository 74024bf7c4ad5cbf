//! The OA's own interfaces: how they are reached and tried (rows O3, W2), and its organisation being read (row O2).
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use whole_program::relay::{Home, Relay};
use whole_program::until::until;

struct Office {
    relay: Relay,
}

impl Office {
    async fn open(home: &Home) -> Self {
        let relay = home.start_with(&["--sandbox"]).await;
        Self { relay }
    }

    async fn get(&self, path: &str) -> Value {
        self.relay.api.get(path).await
    }

    async fn connection(&self) -> Value {
        self.get("/api/v1/oa").await["connection"].clone()
    }

    async fn change_connection(&self, change: impl FnOnce(&mut Value)) {
        let mut connection = self.connection().await;
        change(&mut connection);
        self.relay.api.put("/api/v1/oa", &connection).await.expect(200);
    }

    async fn check(&self, question: &Value) -> Vec<(String, String, Value)> {
        let answer = self
            .relay
            .api
            .post("/api/v1/oa/check", question)
            .await
            .expect(200);
        let steps = answer["steps"].as_array().unwrap().iter();
        let text = |step: &Value, name: &str| step[name].as_str().unwrap().to_owned();
        steps
            .map(|step| (text(step, "stage"), text(step, "state"), step["fault"].clone()))
            .collect()
    }

    /// Lets something happen in the simulated OA; gives to whom.
    async fn act(&self, action: &str) -> Value {
        let path = "/api/v1/sandbox/oa/interface";
        let acted = self.relay.api.post(path, &json!({ "action": action })).await;
        acted.expect(200)["person"].clone()
    }

    async fn interface(&self) -> Value {
        self.get("/api/v1/sandbox").await["interface"].clone()
    }

    async fn set_trouble(&self, kind: &str) {
        let path = "/api/v1/sandbox/receivers/oa/trouble";
        let setting = json!({ "kind": kind, "delayMs": 300 });
        self.relay.api.put(path, &setting).await.expect(200);
    }

    async fn begin(&self, wish: &Value) -> u64 {
        let path = "/api/v1/directory/synchronisation";
        self.relay.api.post(path, wish).await.expect(201)["id"]
            .as_u64()
            .unwrap()
    }

    async fn until_over(&self, run: u64) -> Value {
        until("the synchronisation is over", async || {
            let run = self.get(&format!("/api/v1/runs/{run}")).await;
            (run["state"] != "running").then_some(run)
        })
        .await
    }

    async fn synchronise(&self, wish: &Value) -> Value {
        let run = self.begin(wish).await;
        self.until_over(run).await
    }

    async fn person(&self, id: &Value) -> Value {
        let directory = self.get("/api/v1/directory").await;
        let persons = directory["persons"].as_array().unwrap();
        persons
            .iter()
            .find(|person| person["id"] == *id)
            .cloned()
            .unwrap_or_default()
    }
}

fn tally(run: &Value) -> [u64; 4] {
    ["added", "changed", "left", "removed"].map(|name| run["tally"][name].as_u64().unwrap())
}

/// Rows W2, O3.
#[tokio::test(flavor = "multi_thread")]
async fn a_connection_is_tried_step_by_step_and_each_failure_is_told_apart() {
    let home = Home::new();
    let office = Office::open(&home).await;
    let stages = ["register", "applyToken", "todoCount", "persons"];
    let passed: Vec<_> = stages
        .iter()
        .map(|stage| ((*stage).to_owned(), "passed".to_owned(), Value::Null))
        .collect();
    assert_eq!(office.check(&json!({})).await, passed);
    assert_eq!(office.check(&json!({})).await, passed);
    assert_eq!(
        office.interface().await["registered"],
        1,
        "an application registers once"
    );

    office.act("forgetTokens").await;
    assert_eq!(office.check(&json!({})).await, passed, "a lost token is replaced");

    office.act("replaceKeys").await;
    let steps = office.check(&json!({})).await;
    assert_eq!(
        (steps[1].1.as_str(), &steps[1].2),
        ("failed", &json!("keys")),
        "{steps:?}"
    );
    assert_eq!(steps[2].1, "skipped");
    assert_eq!(
        office.interface().await["registered"],
        1,
        "nothing registers by itself"
    );
    office
        .relay
        .api
        .post("/api/v1/oa/registration", &json!({}))
        .await
        .expect(204);
    assert_eq!(office.check(&json!({})).await, passed);

    let fails = async |change: fn(&mut Value), stage: usize, fault: &str| {
        let mut draft = office.connection().await;
        change(&mut draft);
        let steps = office.check(&json!({ "connection": draft })).await;
        let failed = steps.iter().find(|step| step.1 == "failed").unwrap();
        assert_eq!(
            (failed.0.as_str(), &failed.2),
            (stages[stage], &json!(fault)),
            "{steps:?}"
        );
    };
    fails(|draft| draft["appId"] = json!("another"), 0, "application").await;
    fails(|draft| draft["userId"] = json!("nobody"), 2, "person").await;
    fails(
        |draft| draft["secrets"]["tokenSeed"] = json!("wrong"),
        3,
        "refused",
    )
    .await;
    fails(
        |draft| draft["server"]["authority"] = json!("127.0.0.1:9"),
        0,
        "unreachable",
    )
    .await;
    fails(
        |draft| draft["hrm"]["personPath"] = json!("/nowhere"),
        3,
        "unreadable",
    )
    .await;
    office.set_trouble("htmlError").await;
    let steps = office.check(&json!({})).await;
    assert_eq!(steps[1].2, "unreadable", "{steps:?}");
}

/// Rows W2, D4: what is secret is never given back; what is wrong is named.
#[tokio::test(flavor = "multi_thread")]
async fn a_connection_is_kept_without_its_secret_and_wrong_fields_are_named() {
    let home = Home::new();
    let office = Office::open(&home).await;
    let connection = office.connection().await;
    assert_eq!(
        connection["secrets"]["tokenSeed"],
        json!({ "secret": true, "set": true })
    );
    let mut wrong = connection.clone();
    wrong["userId"] = json!("");
    wrong["clientPublicKey"] = json!("含中文");
    wrong["signOn"]["headers"]["token"] = json!("to ken");
    wrong["signOn"]["ttlSeconds"] = json!(1);
    wrong["hrm"]["pageSize"] = json!(5);
    wrong["hrm"]["personPath"] = json!("no slash");
    wrong["hrm"]["schedule"]["cron"] = json!("* *");
    wrong["workflow"]["parallel"] = json!(0);
    wrong["secrets"]["other"] = json!("x");
    let answer = office.relay.api.put("/api/v1/oa", &wrong).await;
    answer.expect(400);
    let mut named: Vec<String> = answer.fields().into_iter().map(|(path, _)| path).collect();
    named.sort();
    named.dedup();
    assert_eq!(
        named,
        [
            "/clientPublicKey",
            "/hrm/pageSize",
            "/hrm/personPath",
            "/hrm/schedule/cron",
            "/secrets/other",
            "/signOn/headers/token",
            "/signOn/refreshAheadSeconds",
            "/signOn/ttlSeconds",
            "/userId",
            "/workflow/parallel",
        ]
    );
    assert_eq!(office.connection().await, connection, "nothing of it was taken");

    office
        .change_connection(|connection| connection["secrets"]["tokenSeed"] = json!("seed-of-another-oa"))
        .await;
    let steps = office.check(&json!({})).await;
    assert_eq!(steps[3].1, "failed", "the new seed counts at once: {steps:?}");
    let trail = office.get("/api/v1/audit?kind=oa&limit=5").await.to_string();
    assert!(trail.contains("replaced"), "{trail}");
    office.relay.terminate().await;
    for (path, log) in home.logs() {
        let log = String::from_utf8_lossy(&log).into_owned();
        assert!(!log.contains("seed-of-another-oa"), "{}", path.display());
    }
}

/// Row O2.
#[tokio::test(flavor = "multi_thread")]
async fn the_organisation_is_read_as_it_is_and_then_what_has_changed() {
    let home = Home::new();
    let office = Office::open(&home).await;
    let before = office.get("/api/v1/directory").await;
    office
        .change_connection(|connection| connection["hrm"]["pageSize"] = json!(20))
        .await;
    let run = office.synchronise(&json!({ "extent": "whole" })).await;
    assert_eq!((&run["state"], tally(&run)), (&json!("done"), [0; 4]), "{run}");
    assert_eq!(run["tally"]["looked"], run["tally"]["total"], "{run}");
    assert_eq!(
        office.get("/api/v1/directory").await,
        before,
        "it is the same organisation"
    );

    let (joined, gone, moved) = (
        office.act("join").await,
        office.act("leave").await,
        office.act("transfer").await,
    );
    let before = office.person(&moved).await;
    let run = office.synchronise(&json!({ "extent": "changed" })).await;
    assert_eq!(
        (&run["state"], tally(&run)),
        (&json!("done"), [1, 1, 1, 0]),
        "{run}"
    );
    assert_eq!(run["tally"]["looked"], 3, "only what was changed is read: {run}");
    assert_eq!(office.person(&joined).await["active"], true);
    assert_eq!(office.person(&gone).await["active"], false);
    let after = office.person(&moved).await;
    assert_ne!(after["department"], before["department"]);
    assert_eq!(
        after["externalId"], before["externalId"],
        "what the OA does not tell stays"
    );
}

/// Row O2: a list that grows while it is read.
#[tokio::test(flavor = "multi_thread")]
async fn people_who_are_missed_while_the_list_moves_are_not_taken_for_gone() {
    let home = Home::new();
    let office = Office::open(&home).await;
    office
        .change_connection(|connection| connection["hrm"]["pageSize"] = json!(50))
        .await;
    let unsteady = json!({ "unsteady": true });
    office
        .relay
        .api
        .put("/api/v1/sandbox/oa/interface", &unsteady)
        .await
        .expect(200);
    let run = office.synchronise(&json!({})).await;
    assert_eq!(run["state"], "done", "{run}");
    assert_eq!(tally(&run)[3], 0, "nobody is removed: {run}");
    assert!(
        run["error"].as_str().unwrap().contains("人员"),
        "it says what it could not read: {run}"
    );
}

/// Row O2: killed in the middle, it goes on at the page where it was.
#[tokio::test(flavor = "multi_thread")]
async fn a_synchronisation_that_was_killed_goes_on_where_it_was() {
    let home = Home::new();
    let office = Office::open(&home).await;
    office
        .change_connection(|connection| connection["hrm"]["pageSize"] = json!(20))
        .await;
    let all = {
        let before = office.interface().await["door"]["received"].as_u64().unwrap();
        office.synchronise(&json!({})).await;
        office.interface().await["door"]["received"].as_u64().unwrap() - before
    };
    office.set_trouble("slow").await;
    let run = office.begin(&json!({})).await;
    let read = until("some pages are read", async || {
        let run = office.get(&format!("/api/v1/runs/{run}")).await;
        run["tally"]["looked"].as_u64().filter(|looked| *looked > 60)
    })
    .await;
    office.relay.kill().await;

    let office = Office::open(&home).await;
    let run = office.until_over(run).await;
    assert_eq!((&run["state"], tally(&run)), (&json!("done"), [0; 4]), "{run}");
    assert!(run["tally"]["looked"].as_u64().unwrap() > read);
    let rest = office.interface().await["door"]["received"].as_u64().unwrap();
    assert!(rest < all, "of {all} pages {rest} were read after the restart");
}

/// Rows O2, F2.
#[tokio::test(flavor = "multi_thread")]
async fn a_synchronisation_that_cannot_be_right_changes_nothing_and_says_why() {
    let home = Home::new();
    let office = Office::open(&home).await;
    let before = office.get("/api/v1/directory").await;

    office
        .change_connection(|connection| connection["secrets"]["tokenSeed"] = json!("wrong"))
        .await;
    let run = office.synchronise(&json!({})).await;
    assert_eq!(run["state"], "failed");
    assert!(run["error"].as_str().unwrap().contains("token校验失败"), "{run}");
    assert_eq!(office.get("/api/v1/directory").await, before);
    office.relay.terminate().await;

    // Another OA answers than the one that the people are of: most of them would be gone.
    let others = Home::new();
    let office = Office::open(&others).await;
    let persons: Vec<Value> = (0..700)
        .map(|n| json!({ "id": format!("x{n}"), "name": "某人" }))
        .collect();
    let strangers = json!({ "persons": persons });
    office
        .relay
        .api
        .put("/api/v1/directory", &strangers)
        .await
        .expect(204);
    let run = office.synchronise(&json!({})).await;
    assert_eq!(run["state"], "failed", "{run}");
    assert!(run["error"].as_str().unwrap().contains("700"), "{run}");
    assert_eq!(office.person(&json!("x1")).await["name"], "某人");
    let run = office.synchronise(&json!({ "acceptLoss": true })).await;
    assert_eq!((&run["state"], tally(&run)[3]), (&json!("done"), 700), "{run}");
}

/// Row O2: by its schedule, and not twice at once.
#[tokio::test(flavor = "multi_thread")]
async fn the_organisation_is_read_by_schedule_and_one_at_a_time() {
    let home = Home::new();
    let office = Office::open(&home).await;
    office.set_trouble("slow").await;
    let first = office.begin(&json!({})).await;
    let second = office
        .relay
        .api
        .post("/api/v1/directory/synchronisation", &json!({}))
        .await;
    assert_eq!(second.expect(409)["code"], "RUN_UNDER_WAY");
    office
        .relay
        .api
        .post(&format!("/api/v1/runs/{first}/stop"), &json!({}))
        .await
        .expect(204);
    assert_eq!(office.until_over(first).await["state"], "stopped");

    office.set_trouble("none").await;
    office
        .change_connection(|connection| {
            connection["hrm"]["schedule"] =
                json!({ "enabled": true, "cron": "* * * * * *", "extent": "changed" });
        })
        .await;
    let run = until("a synchronisation has begun by itself", async || {
        let runs = office.get("/api/v1/runs?kind=synchronisation&limit=5").await;
        let runs = runs["items"].as_array().unwrap().clone();
        runs.into_iter()
            .find(|run| run["cause"] == "schedule" && run["state"] == "done")
    })
    .await;
    assert_eq!(run["actor"], "");
}
