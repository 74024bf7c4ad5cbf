//! The main job, engine against real sockets: intake, order, results, restarts (rows O1, L1, L2, T2, S8).

#![allow(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

mod scene;

use std::collections::HashMap;
use std::task::Poll;

use domain::delivery::Status;
use domain::ids::TargetId;
use engine::{DeliveryFilter, EngineError, IntakeError};
use scene::{Mood, Receiver, await_pulse, batch, create, event, log, operator, pulse, start, target};
use serde_json::{Value, json};
use store::table::intake;
use store::{Store, StoreOptions};

/// For each lane, the sequence numbers in the order of arrival.
fn lanes(got: &[Value]) -> HashMap<(String, String), Vec<usize>> {
    let mut lanes: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for message in got {
        let text = |field: &str| message[field].as_str().unwrap().to_owned();
        let sequence = text("requestname").rsplit_once('-').unwrap().1.parse().unwrap();
        lanes
            .entry((text("flowid"), text("receiver")))
            .or_default()
            .push(sequence);
    }
    lanes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o1_every_event_reaches_the_receiver_once_and_each_lane_in_order() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    for round in 0..20 {
        let events = (0..50).map(|n| event(n % 5, n % 3, round * 50 + n)).collect();
        let receipt = engine.intake(batch(&format!("b{round}"), events)).await.unwrap();
        assert_eq!((receipt.accepted, receipt.duplicate), (50, false));
    }
    let pulse = await_pulse(&engine, id, |pulse| pulse.counts.success == 1_000).await;
    assert_eq!(pulse.counts.pending, 0);
    let got = receiver.got();
    assert_eq!(got.len(), 1_000, "nothing is sent twice while nothing fails");
    for (lane, sequences) in lanes(&got) {
        assert!(sequences.is_sorted(), "lane {lane:?} came as {sequences:?}");
    }
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o1_the_same_batch_again_does_nothing_and_a_bad_event_refuses_its_whole_batch() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    engine.intake(batch("b", vec![event(1, 1, 0)])).await.unwrap();
    let again = engine
        .intake(batch("b", vec![event(1, 1, 0), event(2, 2, 0)]))
        .await
        .unwrap();
    assert_eq!((again.accepted, again.duplicate), (1, true));
    let mut wrong = event(3, 3, 0);
    wrong["requestName"] = json!("  ");
    let refused = engine.intake(batch("c", vec![event(4, 4, 0), wrong])).await;
    let Err(IntakeError::Invalid(fields)) = refused else {
        panic!("must be refused")
    };
    assert_eq!(fields[0].path, "/events/1/requestName");
    engine.intake(batch("d", vec![event(5, 5, 0)])).await.unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.success == 2).await;
    let requests: Vec<_> = receiver
        .got()
        .iter()
        .map(|message| message["flowid"].clone())
        .collect();
    assert_eq!(requests, ["1", "5"]);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s8_a_refusal_is_a_failed_delivery_with_the_receivers_words_and_never_opens_the_breaker() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Refuses).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    engine
        .intake(batch("b", (0..100).map(|n| event(n, 1, 0)).collect()))
        .await
        .unwrap();
    let pulse = await_pulse(&engine, id, |pulse| pulse.counts.failed == 100).await;
    assert_eq!(pulse.breaker.state, domain::breaker::Phase::Closed);
    let rows = log(
        &engine,
        DeliveryFilter {
            status: Some(Status::Failed),
            ..Default::default()
        },
    )
    .await;
    assert_eq!(rows[0].reason_code.as_deref(), Some("REJECTED_DATA"));
    let detail = engine.delivery(rows[0].id).await.unwrap();
    assert_eq!(detail.attempt_log.len(), 1);
    let attempt = &detail.attempt_log[0];
    assert!(
        attempt
            .response_body
            .as_ref()
            .unwrap()
            .contains("检测接收人不存在")
    );
    assert!(attempt.request_body.contains("\"flowid\""));
    assert_eq!(attempt.response_status, Some(200));
    assert!(!detail.links.unwrap().pc.is_empty());
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t2_a_disabled_target_is_never_pushed_to_and_goes_on_when_enabled() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Hangs).await;
    let off = json!({ "enabled": false });
    let id = create(&engine, target("a", receiver.address, &off)).await;
    engine.intake(batch("b", vec![event(1, 1, 0)])).await.unwrap();
    assert_eq!(
        pulse(&engine, id).await.counts.pending,
        0,
        "nothing is planned for a disabled target"
    );

    let set = async |more: Value| {
        let config = serde_json::from_value(target("a", receiver.address, &more)).unwrap();
        engine.update_target(&operator(), id, config).await.unwrap();
    };
    set(json!({})).await;
    engine
        .intake(batch("c", vec![event(2, 1, 0), event(2, 1, 1)]))
        .await
        .unwrap();
    await_pulse(&engine, id, |pulse| pulse.in_flight == 1).await;
    set(off).await;
    receiver.set_mood(Mood::Accepts);
    await_pulse(&engine, id, |pulse| pulse.in_flight == 0).await;
    assert!(
        receiver.got().is_empty(),
        "what is due is held while the target is disabled"
    );
    set(json!({})).await;
    await_pulse(&engine, id, |pulse| pulse.counts.success == 2).await;
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_sends_what_was_due_and_nothing_twice() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let mut receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    engine
        .intake(batch("b", (0..50).map(|n| event(n, 1, 0)).collect()))
        .await
        .unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.success == 50).await;
    receiver.go_down().await;
    engine
        .intake(batch("c", (100..150).map(|n| event(n, 1, 0)).collect()))
        .await
        .unwrap();
    await_pulse(&engine, id, |pulse| pulse.breaker.since.is_some()).await;
    engine.stop().await;
    drop(engine);

    receiver.come_up().await;
    let engine = start(directory.path()).await;
    await_pulse(&engine, id, |pulse| pulse.counts.success == 100).await;
    assert_eq!(receiver.got().len(), 100);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t1_a_deleted_target_takes_its_log_along_and_leaves_the_others() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let kept = create(&engine, target("kept", receiver.address, &json!({}))).await;
    let gone = create(&engine, target("gone", receiver.address, &json!({}))).await;
    engine
        .intake(batch("b", (0..1_200).map(|n| event(n, 1, 0)).collect()))
        .await
        .unwrap();
    for id in [kept, gone] {
        await_pulse(&engine, id, |pulse| pulse.counts.success == 1_200).await;
    }
    let impact = engine.deletion_impact(gone).await.unwrap();
    assert_eq!((impact.deliveries, impact.pending), (1_200, 0));
    engine.delete_target(&operator(), gone).await.unwrap();
    assert!(matches!(engine.target(gone), Err(EngineError::NotFound { .. })));
    engine.stop().await;
    drop(engine);
    // Whatever the deletion had not done by then, the next start does.
    let engine = start(directory.path()).await;
    engine.intake(batch("c", vec![event(5_000, 1, 0)])).await.unwrap();
    await_pulse(&engine, kept, |pulse| pulse.counts.success == 1_201).await;
    let left = |id: TargetId| DeliveryFilter {
        target_id: Some(id),
        ..Default::default()
    };
    let mut live = engine.live();
    while !log(&engine, left(gone)).await.is_empty() {
        let _ = live.recv().await;
    }
    assert_eq!(log(&engine, left(kept)).await.len(), 1_201);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t8_a_secret_is_in_no_file_of_the_data_directory_and_in_no_answer() {
    const SECRET: &str = "S3cret-密码-9f2b";
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Refuses).await;
    let landray = json!({
        "pushType": "landray",
        "params": { "appName": "OA", "username": "u", "password": SECRET, "oaAddress": "http://oa.example.com",
                    "ekpUserKey": "LoginName" }
    });
    let id = create(&engine, target("ekp", receiver.address, &landray)).await;
    engine.intake(batch("b", vec![event(1, 1, 0)])).await.unwrap();
    await_pulse(&engine, id, |pulse| {
        pulse.in_flight == 0 && receiver.was_called() && pulse.counts.pending <= 1
    })
    .await;
    receiver.await_got(1).await;
    let dry = engine
        .dry_run(id, serde_json::from_value(event(2, 1, 0)).unwrap())
        .await
        .unwrap();
    assert!(
        dry.deliveries[0]
            .request
            .as_ref()
            .unwrap()
            .body
            .contains("sendTodo")
    );
    let rows = log(&engine, DeliveryFilter::default()).await;
    let detail = engine.delivery(rows[0].id).await.unwrap();
    let answers = [
        serde_json::to_string(&engine.targets()).unwrap(),
        serde_json::to_string(&dry).unwrap(),
        serde_json::to_string(&detail).unwrap(),
        format!("{engine:?} {:?}", engine.targets()),
    ];
    for answer in answers {
        assert!(!answer.contains(SECRET), "{answer}");
    }
    assert!(
        receiver.got().len() == 1 || receiver.got().iter().all(Value::is_null),
        "the peer reads SOAP as text"
    );
    engine.stop().await;
    drop(engine);
    for entry in std::fs::read_dir(directory.path().join("data")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let found = bytes
            .windows(SECRET.len())
            .any(|window| window == SECRET.as_bytes());
        assert!(!found, "the secret lies in {}", path.display());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o1_a_batch_whose_sender_goes_away_before_the_answer_is_sent_all_the_same() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    create(&engine, target("a", receiver.address, &json!({}))).await;
    let mut intake = Box::pin(engine.intake(batch("b", vec![event(1, 1, 0)])));
    let answered = std::future::poll_fn(|context| Poll::Ready(intake.as_mut().poll(context))).await;
    assert!(answered.is_pending(), "nothing is on disk yet");
    drop(intake);
    receiver.await_got(1).await;
    engine.stop().await;
}

#[tokio::test]
async fn t8_a_secret_that_is_no_text_is_refused_by_name_and_the_stored_one_stays() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let landray = |password: Value| {
        let params = json!({
            "appName": "OA", "username": "u", "password": password, "oaAddress": "http://oa.example.com",
            "ekpUserKey": "LoginName"
        });
        let more = json!({ "pushType": "landray", "params": params });
        serde_json::from_value(target("ekp", receiver.address, &more)).unwrap()
    };
    let id = engine
        .create_target(&operator(), landray(json!("first")))
        .await
        .unwrap()
        .id;
    for wrong in [
        json!(12345),
        json!(true),
        json!(["first"]),
        json!({ "set": true }),
    ] {
        let Err(EngineError::Invalid(fields)) = engine
            .update_target(&operator(), id, landray(wrong.clone()))
            .await
        else {
            panic!("{wrong} is no text")
        };
        let found: Vec<_> = fields.iter().map(|field| (&*field.path, &*field.code)).collect();
        assert_eq!(found, [("/params/password", "WRONG_TYPE")], "{wrong}");
    }
    let params = engine.target(id).unwrap().config.params;
    assert_eq!(params["password"], json!({ "secret": true, "set": true }));
    engine.stop().await;
}

/// Row O1: what batches were called is remembered for a month, not for ever.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o1_a_batch_of_long_ago_is_forgotten_and_one_of_yesterday_is_not() {
    const OLD: usize = 450;
    let directory = tempfile::tempdir().unwrap();
    start(directory.path()).await.stop().await;
    let options = StoreOptions {
        directory: directory.path().join("data"),
    };
    let (now, day) = (chrono::Utc::now().timestamp_millis(), 86_400_000);
    let store = tokio::task::spawn_blocking(move || Store::open(&options))
        .await
        .unwrap()
        .unwrap();
    let write = store.write(move |tx| {
        for n in 0..OLD {
            intake::insert(tx, &format!("old-{n}"), 1, now - 31 * day)?;
        }
        intake::insert(tx, "b", 1, now - day)
    });
    write.await.unwrap();
    tokio::task::spawn_blocking(move || drop(store)).await.unwrap();

    let engine = start(directory.path()).await;
    let again = engine.intake(batch("b", vec![event(1, 1, 0)])).await.unwrap();
    assert!(again.duplicate, "it came yesterday");
    until_taken_anew(&engine).await;
    engine.stop().await;
}

/// Hands in a batch of long ago until it counts as a new one.
async fn until_taken_anew(engine: &engine::Engine) {
    for _ in 0..10_000 {
        let last = engine
            .intake(batch("old-449", vec![event(2, 2, 0)]))
            .await
            .unwrap();
        if !last.duplicate {
            return;
        }
        tokio::task::yield_now().await;
    }
    unreachable!("a batch of a month ago is still remembered");
}
