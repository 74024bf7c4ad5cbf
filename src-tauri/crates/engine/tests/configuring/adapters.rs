//! Custom adapters (rows S7 and T7).

use domain::target::TargetConfig;
use engine::{Engine, EngineError, NewAdapter};
use serde_json::json;

use crate::complaints;
use crate::scene::{Mood, Receiver, batch, event, operator, start};

/// Speaks just enough of the e-cology receiver's JSON that the stand-in of the other tests accepts it.
const SCRIPT: &str = r#"
fn parameters() {
    [#{ name: "code", label: "系统标识", required: true }, #{ name: "key", label: "密钥", secret: true }]
}
fn encode(item, params) {
    #{ path: "/in", headers: #{ "X-Key": params.key }, body: #{ json: #{
        flowid: item.request_id, receiver: item.receiver, requestname: item.request_name, code: params.code
    } } }
}
fn classify(data_set, answer, params) {
    let said = parse_json(answer.body);
    if said != () && get(said, "operResult") == "1" { #{ result: "accepted" } }
    else { #{ result: "rejected", message: "no" } }
}
"#;

fn custom(address: std::net::SocketAddr, adapter: &serde_json::Value) -> TargetConfig {
    serde_json::from_value(json!({
        "identifier": "mine", "name": "自建门户", "enabled": true, "pushType": "custom", "adapter": adapter,
        "server": { "scheme": "http", "authority": address.to_string() },
        "params": { "code": "OA1", "key": "s3cret-key" }
    }))
    .unwrap()
}

async fn keep(engine: &Engine, class: &str, source: &str) -> u32 {
    let new = NewAdapter {
        class: class.to_owned(),
        source: source.to_owned(),
    };
    engine.create_adapter(&operator(), new).await.unwrap().version
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s7_a_target_runs_the_version_it_names_over_restarts_and_newer_versions() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    assert_eq!(keep(&engine, "acme.Portal", SCRIPT).await, 1);
    let config = custom(receiver.address, &json!({ "class": "acme.Portal" }));
    let made = engine.create_target(&operator(), config).await.unwrap();
    assert_eq!(
        made.config.adapter.as_ref().unwrap().version,
        Some(1),
        "the newest of the moment"
    );
    assert_eq!(made.config.params["key"], json!({ "secret": true, "set": true }));
    assert_eq!(
        keep(
            &engine,
            "acme.Portal",
            &SCRIPT.replace("code: params.code", "code: \"two\"")
        )
        .await,
        2
    );
    engine.intake(batch("one", vec![event(1, 7, 0)])).await.unwrap();
    assert_eq!(receiver.await_got(1).await[0]["code"], "OA1");
    engine.stop().await;
    drop(engine);
    let engine = start(directory.path()).await;
    engine.intake(batch("two", vec![event(2, 7, 0)])).await.unwrap();
    assert_eq!(
        receiver.await_got(2).await[1]["code"],
        "OA1",
        "the version is that of the target"
    );
    let newer = TargetConfig {
        adapter: Some(domain::target::AdapterRef {
            class: "acme.Portal".to_owned(),
            version: Some(2),
        }),
        ..made.config.clone()
    };
    engine.update_target(&operator(), made.id, newer).await.unwrap();
    engine.intake(batch("three", vec![event(3, 7, 0)])).await.unwrap();
    assert_eq!(receiver.await_got(3).await[2]["code"], "two");
    let in_use = engine
        .delete_adapter(&operator(), "acme.Portal".to_owned(), 2)
        .await;
    assert!(
        matches!(
            in_use,
            Err(EngineError::Conflict {
                code: "ADAPTER_IN_USE",
                ..
            })
        ),
        "{in_use:?}"
    );
    engine
        .delete_adapter(&operator(), "acme.Portal".to_owned(), 1)
        .await
        .unwrap();
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t7_a_class_that_does_not_exist_or_does_not_compile_refuses_the_save_with_line_and_column() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let refused = engine
        .create_target(
            &operator(),
            custom(receiver.address, &json!({ "class": "acme.Nobody" })),
        )
        .await;
    assert_eq!(
        complaints(refused),
        [("/adapter/class".to_owned(), "ADAPTER_NOT_FOUND".to_owned())]
    );
    // A script that was put there by hand, half done.
    let folder = directory.path().join("data/adapters/acme.Half");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("1.rhai"), format!("{SCRIPT}\nfn more( {{\n")).unwrap();
    let refused = engine
        .create_target(
            &operator(),
            custom(receiver.address, &json!({ "class": "acme.Half" })),
        )
        .await;
    let Err(EngineError::Invalid(fields)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(
        (fields[0].path.as_str(), fields[0].code.as_str()),
        ("/adapter/class", "ADAPTER_DOES_NOT_COMPILE")
    );
    assert!(
        fields[0].message.starts_with("line 16, column "),
        "{}",
        fields[0].message
    );
    let listed = engine.adapters().await.unwrap();
    assert_eq!(listed[0].versions[0].fault.as_ref().unwrap().line, Some(16));
    assert!(engine.targets().is_empty());
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s7_a_script_that_does_not_compile_and_a_bad_class_name_are_not_kept() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    for (class, source, path) in [
        ("acme.Portal", "fn encode(item, params) { #{ body: ", "/source"),
        ("acme.Portal", "", "/source"),
        ("../etc", SCRIPT, "/class"),
        ("", SCRIPT, "/class"),
    ] {
        let new = NewAdapter {
            class: class.to_owned(),
            source: source.to_owned(),
        };
        let found = complaints(engine.create_adapter(&operator(), new).await);
        assert_eq!(found[0].0, path, "{class:?}");
    }
    assert!(engine.adapters().await.unwrap().is_empty());
    assert!(
        !directory.path().join("data/adapters").exists(),
        "nothing was written"
    );
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t9_a_draft_script_is_dry_run_without_being_kept_and_its_secret_is_masked() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let question = json!({
        "target": custom(receiver.address, &json!({ "class": "draft" })),
        "adapterSource": SCRIPT, "event": event(9, 7, 0)
    });
    let run = engine
        .dry_run_draft(serde_json::from_value(question).unwrap())
        .await
        .unwrap();
    let request = run.deliveries[0].request.as_ref().unwrap();
    assert!(
        request.body.contains("\"flowid\":\"9\"") && request.url.ends_with("/in"),
        "{request:?}"
    );
    assert!(!format!("{request:?}").contains("s3cret-key"), "{request:?}");
    assert!(!receiver.was_called() && engine.adapters().await.unwrap().is_empty());
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s7_a_number_is_never_given_twice_and_one_unreadable_file_is_its_own_trouble() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    keep(&engine, "acme.Portal", SCRIPT).await;
    keep(&engine, "acme.Portal", SCRIPT).await;
    engine
        .delete_adapter(&operator(), "acme.Portal".to_owned(), 2)
        .await
        .unwrap();
    assert_eq!(keep(&engine, "acme.Portal", SCRIPT).await, 3);
    std::fs::create_dir(directory.path().join("data/adapters/acme.Portal/9.rhai")).unwrap();
    let listed = engine.adapters().await.unwrap();
    assert!(
        listed[0].versions[2].fault.is_some(),
        "the folder is no script: {listed:?}"
    );
    let wanted = json!({ "class": "acme.Portal", "version": 3 });
    engine
        .create_target(&operator(), custom(receiver.address, &wanted))
        .await
        .expect("the others can be used all the same");
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t8_a_stored_secret_is_given_to_no_other_script_and_to_no_other_server() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let other = Receiver::start(Mood::Accepts).await;
    keep(&engine, "acme.Portal", SCRIPT).await;
    let config = custom(receiver.address, &json!({ "class": "acme.Portal" }));
    let made = engine.create_target(&operator(), config).await.unwrap();
    // A script that would show the secret in pieces, which no mask can find.
    let spy = SCRIPT.replace(
        "code: params.code",
        "code: sub_text(params.key, 0, 3), more: sub_text(params.key, 3, 4)",
    );
    let question = json!({ "targetId": made.id, "adapterSource": spy, "event": event(9, 7, 0) });
    let run = engine
        .dry_run_draft(serde_json::from_value(question).unwrap())
        .await
        .unwrap();
    let body = run.deliveries[0].request.as_ref().unwrap().body.clone();
    assert!(
        !body.contains("s3c") && body.contains("\"code\":\"sec\""),
        "{body}"
    );
    let test = json!({
        "server": { "scheme": "http", "authority": other.address.to_string() }, "pushType": "e10", "targetId": made.id,
        "params": { "sysCode": "OA1", "corpId": "c", "app_key": "k", "app_secret": { "secret": true, "set": true } }
    });
    let steps = engine
        .test_connection(serde_json::from_value(test).unwrap())
        .await
        .unwrap();
    assert_eq!(
        steps[4].outcome,
        transport::StepOutcome::Skipped,
        "{:?}",
        steps[4]
    );
    engine.stop().await;
}
