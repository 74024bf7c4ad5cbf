//! Suites against the simulated receivers, whole program: one sign-on shared by all lanes, tokens that die and tokens
//! that run out, the clean-up of what Landray was sent before, an adapter tried on the simulated portal, and a
//! configuration carried over (rows S2, S3, S6, S7, T5, D4).

use serde_json::{Value, json};

use whole_program::events::{Item, batch, todo};
use whole_program::landray::CarelessLandray;
use whole_program::relay::{Home, Relay};
use whole_program::until::until;

const PASSWORD: &str = "s3cret-ekp-password";

async fn receiver(relay: &Relay, id: &str) -> Value {
    let sandbox = relay.api.get("/api/v1/sandbox").await;
    let receivers = sandbox["receivers"].as_array().expect("receivers");
    let found = receivers.iter().find(|receiver| receiver["id"] == id);
    found.expect("the receiver is there").clone()
}

async fn target_of(relay: &Relay, push_type: &str) -> Value {
    let targets = relay.api.get("/api/v1/targets").await;
    let targets = targets["items"].as_array().expect("targets");
    let found = targets.iter().find(|target| target["pushType"] == push_type);
    found.expect("the sandbox has brought it").clone()
}

async fn set_oa(relay: &Relay, running: bool, rate: f64) {
    let settings = json!({ "running": running, "eventsPerSecond": rate });
    relay.api.put("/api/v1/sandbox/oa", &settings).await.expect(200);
}

async fn success(relay: &Relay, target: &Value) -> u64 {
    let pulse = relay.pulse(target["id"].as_u64().expect("an id")).await;
    pulse["counts"]["success"].as_u64().unwrap_or(0)
}

/// Rows S2, S3: every lane finds the same new token, and nothing fails meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn when_every_token_dies_at_once_all_lanes_share_one_new_sign_on() {
    let home = Home::new();
    let relay = home.start_with(&["--sandbox"]).await;
    set_oa(&relay, true, 60.0).await;
    for (id, push_type) in [("e10", "e10"), ("esb", "esb")] {
        let target = target_of(&relay, push_type).await;
        until("it is in full swing", async || {
            (success(&relay, &target).await > 30).then_some(())
        })
        .await;
        let before = receiver(&relay, id).await["signOns"].clone();
        assert_eq!(
            before["issued"], 1,
            "all that went before had one token: {before}"
        );
        let path = format!("/api/v1/sandbox/receivers/{id}/forget-sign-ons");
        relay.api.post(&path, &json!({})).await.expect(200);
        let sent = success(&relay, &target).await;
        until("it goes on", async || {
            (success(&relay, &target).await > sent + 60).then_some(())
        })
        .await;
        let after = receiver(&relay, id).await["signOns"].clone();
        assert!(
            after["turnedAway"].as_u64() > Some(0),
            "the dead token was used: {after}"
        );
        assert_eq!(after["issued"], 2, "one sign-on for all lanes: {after}");
        let pulse = relay.pulse(target["id"].as_u64().expect("an id")).await;
        for lost in ["failed", "noAnswer"] {
            assert_eq!(pulse["counts"][lost], 0, "nothing fails for a token: {pulse}");
        }
    }
}

/// Row S2: a token is refreshed ahead of its end.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_refreshed_before_it_runs_out_so_that_none_is_turned_away() {
    let home = Home::new();
    let relay = home.start_with(&["--sandbox"]).await;
    set_oa(&relay, true, 40.0).await;
    // A token that was never given cannot be forgotten.
    until("the first token is in use", async || {
        let sign_ons = receiver(&relay, "e10").await["signOns"].clone();
        (sign_ons["issued"].as_u64() >= Some(1)).then_some(())
    })
    .await;
    let short = json!({ "kind": "none", "tokenSeconds": 4 });
    relay
        .api
        .put("/api/v1/sandbox/receivers/e10/trouble", &short)
        .await
        .expect(200);
    relay
        .api
        .post("/api/v1/sandbox/receivers/e10/forget-sign-ons", &json!({}))
        .await
        .expect(200);
    let issued = until("the short-lived token is in use", async || {
        let sign_ons = receiver(&relay, "e10").await["signOns"].clone();
        (sign_ons["issued"].as_u64() >= Some(2)).then_some(sign_ons)
    })
    .await;
    let after = until("it was refreshed twice", async || {
        let sign_ons = receiver(&relay, "e10").await["signOns"].clone();
        let refreshed = |of: &Value| of["refreshed"].as_u64().unwrap_or(0);
        (refreshed(&sign_ons) >= refreshed(&issued) + 2).then_some(sign_ons)
    })
    .await;
    assert_eq!(
        after["turnedAway"], issued["turnedAway"],
        "no item met a dead token: {after}"
    );
    assert_eq!(
        after["authorized"], issued["authorized"],
        "a refresh needs no new code: {after}"
    );
}

/// Row S6: it deletes what an earlier version pushed, whole requests, and never sees what happens now: a live to-do that
/// it deleted would be lost.
#[tokio::test(flavor = "multi_thread")]
async fn the_landray_clean_up_would_delete_whole_requests_and_takes_no_live_item() {
    let home = Home::new();
    let relay = home.start().await;
    let landray = CarelessLandray::start();
    let live = landray.target("live", PASSWORD);
    let live = relay.create_target(&live).await;
    let mut target = landray.target("cleanup", PASSWORD);
    target["pushType"] = json!("landrayCleanup");
    target["params"] = json!({ "appName": "OA", "username": "oa", "password": PASSWORD });
    let cleanup = relay.create_target(&target).await;
    let events = ["todo", "done", "closed", "deleted"].map(|data_set| {
        let item = Item {
            data_set,
            request: data_set,
            receiver: "1002",
            title: "清理",
        };
        item.event()
    });
    let batch = batch("clean", events.to_vec());
    relay.api.post("/api/v1/intake/batches", &batch).await.expect(200);
    until("the live target has everything", async || {
        (relay.pulse(live).await["counts"]["success"] == 4).then_some(())
    })
    .await;
    let log = relay
        .api
        .get(&format!("/api/v1/deliveries?targetId={cleanup}"))
        .await;
    assert_eq!(
        log["items"],
        json!([]),
        "nothing live is planned for the clean-up"
    );
    for event in &events {
        let run = relay
            .api
            .post(&format!("/api/v1/targets/{cleanup}/dry-run"), event)
            .await
            .expect(200);
        let body = run["deliveries"][0]["request"]["body"]
            .as_str()
            .expect("a request");
        assert!(
            body.contains("deleteTodo>")
                && body.contains("<optType>1</optType>")
                && !body.contains("<targets>"),
            "the whole to-do would be deleted: {body}"
        );
    }
    let types = relay.api.get("/api/v1/push-types").await;
    let types = types["items"].as_array().expect("types");
    let cleanup = types
        .iter()
        .find(|spec| spec["pushType"] == "landrayCleanup")
        .expect("it is offered");
    assert_eq!(
        cleanup["implementationClass"],
        "com.weaver.intunifytodo.client.engine.push.request.interfaces.WPushRemoveLanLingToSOAP"
    );
    assert!(
        cleanup["description"]["zh"]
            .as_str()
            .is_some_and(|text| text.contains("历史数据推送")),
        "{cleanup}"
    );
}

/// Rows S7, T5: a script is tried on the simulated portal, its secret never shown; and each sign-on is tried.
#[tokio::test(flavor = "multi_thread")]
async fn an_adapter_is_tried_on_the_simulated_portal_and_connections_end_with_the_sign_on() {
    let home = Home::new();
    let relay = home.start_with(&["--sandbox"]).await;
    set_oa(&relay, false, 1.0).await;
    let portal = target_of(&relay, "custom").await;
    let examples = relay.api.get("/api/v1/adapter-examples").await;
    let event = todo("900005");
    let directory = relay.api.get("/api/v1/directory").await;
    let persons = directory["persons"].as_array().expect("persons");
    let mobile = persons
        .iter()
        .find_map(|person| person["mobile"].as_str())
        .expect("somebody has one");
    let mut trial = json!({
        "source": examples["items"][0]["source"], "params": portal["params"], "targetId": portal["id"],
        "event": event, "receiver": mobile
    });
    let tried = relay.api.post("/api/v1/adapters/try", &trial).await.expect(200);
    assert_eq!(tried["outcome"], "accepted", "{tried}");
    assert!(
        tried["requestBody"]
            .as_str()
            .is_some_and(|body| body.contains(mobile)),
        "{tried}"
    );
    trial["receiver"] = json!("00000000000");
    let refused = relay.api.post("/api/v1/adapters/try", &trial).await.expect(200);
    assert_eq!(
        (&refused["outcome"], &refused["reasonCode"]),
        (&json!("rejected"), &json!("REJECTED_DATA")),
        "{refused}"
    );
    let log = relay
        .api
        .get(&format!("/api/v1/deliveries?targetId={}", portal["id"]))
        .await;
    let is_trial =
        |row: &Value| row["requestId"] == event["requestId"] && row["requestName"] == event["requestName"];
    assert!(
        !log["items"].as_array().expect("rows").iter().any(is_trial),
        "a trial leaves no row"
    );

    for push_type in ["e10", "esb"] {
        let target = target_of(&relay, push_type).await;
        let test = json!({
            "server": target["server"], "pushType": push_type, "params": target["params"],
            "protocol": target["protocol"], "targetId": target["id"]
        });
        let report = relay
            .api
            .post("/api/v1/connection-tests", &test)
            .await
            .expect(200);
        assert_eq!(report["steps"][4]["outcome"], "ok", "{report}");
        let mut wrong = test.clone();
        wrong["params"]["app_key"] = json!("another");
        let report = relay
            .api
            .post("/api/v1/connection-tests", &wrong)
            .await
            .expect(200);
        assert_eq!(
            (&report["steps"][3]["outcome"], &report["steps"][4]["outcome"]),
            (&json!("ok"), &json!("failed")),
            "{report}"
        );
    }
}
