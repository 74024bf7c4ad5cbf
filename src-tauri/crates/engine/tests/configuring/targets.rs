//! Targets: copied, tied to a part of the organisation, their connection and sign-on tried (rows T1, T4, T5).

use domain::installation::{EBridge, Installation};
use engine::TargetCopy;
use serde_json::json;
use transport::{Step, StepOutcome};

use crate::scene::{Mood, Receiver, batch, create, event, operator, start, target};
use crate::{complaints, organisation};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t1_a_copy_has_all_that_the_original_has_its_secret_too_and_is_not_enabled() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let more = json!({ "params": { "sysCode": "OA1", "apiKey": "gateway-key-42" }, "personKey": "mapping" });
    let id = create(&engine, target("a", receiver.address, &more)).await;
    for person in ["1", "7"] {
        let row = json!({ "person": person, "value": format!("u-{person}") });
        engine
            .put_mapping_row(&operator(), id, serde_json::from_value(row).unwrap())
            .await
            .unwrap();
    }
    let names = |identifier: &str, name: &str| TargetCopy {
        identifier: identifier.to_owned(),
        name: name.to_owned(),
    };
    assert_eq!(
        complaints(engine.copy_target(&operator(), id, names("a", "副本")).await),
        [("/identifier".to_owned(), "NOT_UNIQUE".to_owned())]
    );
    assert_eq!(
        complaints(engine.copy_target(&operator(), id, names("b", "123")).await),
        [("/name".to_owned(), "DIGITS_ONLY".to_owned())]
    );
    let copy = engine
        .copy_target(&operator(), id, names("b", "副本"))
        .await
        .unwrap();
    assert!(!copy.config.enabled);
    engine.delete_target(&operator(), id).await.unwrap();
    let enabled = domain::target::TargetConfig {
        enabled: true,
        ..copy.config.clone()
    };
    engine.update_target(&operator(), copy.id, enabled).await.unwrap();
    engine.intake(batch("one", vec![event(1, 7, 0)])).await.unwrap();
    assert_eq!(
        receiver.await_got(1).await[0]["receiver"],
        "u-7",
        "the mapping table was copied"
    );
    let blocked = engine.overview().await.unwrap().targets[0].blocked.clone();
    assert_eq!(blocked, None, "the secret was copied before the original went");
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t4_a_target_is_tied_to_a_unit_only_while_administration_is_decentralised() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    engine
        .replace_directory(&operator(), organisation())
        .await
        .unwrap();
    let receiver = Receiver::start(Mood::Accepts).await;
    let tied = |id: &str| {
        let more = json!({ "organization": { "kind": "department", "id": id } });
        serde_json::from_value(target("a", receiver.address, &more)).unwrap()
    };
    assert_eq!(
        complaints(engine.create_target(&operator(), tied("d1")).await),
        [("/organization".to_owned(), "NOT_DECENTRALIZED".to_owned())]
    );
    let on = Installation {
        decentralized: true,
        ..Installation::default()
    };
    engine.replace_installation(&operator(), on).await.unwrap();
    assert_eq!(
        complaints(engine.create_target(&operator(), tied("nowhere")).await),
        [("/organization/id".to_owned(), "UNKNOWN_REFERENCE".to_owned())]
    );
    let made = engine.create_target(&operator(), tied("d1")).await.unwrap();
    engine
        .replace_installation(&operator(), Installation::default())
        .await
        .unwrap();
    engine
        .update_target(&operator(), made.id, made.config)
        .await
        .expect("what was tied stays tied");
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a2_half_of_e_bridge_is_refused_and_what_a_push_address_uses_cannot_be_taken_away() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let with = |keys: EBridge| Installation {
        e_bridge: Some(keys),
        ..Installation::default()
    };
    let half = EBridge {
        agent: "905296088639315968".to_owned(),
        ..EBridge::default()
    };
    assert_eq!(
        complaints(engine.replace_installation(&operator(), with(half.clone())).await),
        [
            ("/eBridge/corp".to_owned(), "REQUIRED".to_owned()),
            ("/eBridge/tenant".to_owned(), "REQUIRED".to_owned())
        ]
    );
    let whole = EBridge {
        corp: "877800227655229441".to_owned(),
        tenant: "t4dvwhryc8".to_owned(),
        ..half
    };
    engine
        .replace_installation(&operator(), with(whole))
        .await
        .unwrap();
    let address = json!({ "name": "云桥", "parameters": [
        { "name": "wea_link_keep_ebAgentKey", "value": { "kind": "eBridge", "key": "agent" } }
    ] });
    engine
        .create_push_address(&operator(), serde_json::from_value(address).unwrap())
        .await
        .unwrap();
    assert_eq!(
        complaints(
            engine
                .replace_installation(&operator(), Installation::default())
                .await
        ),
        [("/eBridge".to_owned(), "IN_USE".to_owned())]
    );
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t5_a_connection_test_ends_with_the_sign_on_of_the_draft() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let server = json!({ "scheme": "http", "authority": receiver.address.to_string() });
    let test = |more: serde_json::Value| {
        let mut test = json!({ "server": server });
        for (name, value) in more.as_object().unwrap() {
            test[name] = value.clone();
        }
        serde_json::from_value(test).unwrap()
    };
    let last = async |more: serde_json::Value| {
        let steps = engine.test_connection(test(more)).await.unwrap();
        assert_eq!(steps.len(), 5);
        let last = steps.into_iter().next_back().unwrap();
        assert_eq!(last.step, Step::SignOn);
        last
    };
    assert_eq!(last(json!({})).await.outcome, StepOutcome::Skipped);
    let ecology = last(json!({ "pushType": "ecology", "params": { "sysCode": "OA1" } })).await;
    assert_eq!(
        ecology.outcome,
        StepOutcome::Skipped,
        "its protocol has no sign-on"
    );
    let incomplete = last(json!({ "pushType": "e10", "params": {} })).await;
    assert!(
        incomplete.outcome == StepOutcome::Skipped && incomplete.detail.contains("sysCode"),
        "{incomplete:?}"
    );
    let params = json!({ "sysCode": "OA1", "corpId": "c", "app_key": "k", "app_secret": "s3cret" });
    let refused = last(json!({ "pushType": "e10", "params": params })).await;
    assert_eq!(
        refused.outcome,
        StepOutcome::Failed,
        "an e-cology receiver gives no code: {refused:?}"
    );
    assert!(!refused.detail.contains("s3cret"));
    engine.stop().await;
}
