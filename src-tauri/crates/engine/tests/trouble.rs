//! Receivers in trouble: the breaker, its backlog and its openings, giving up, and other targets' peace (rows F1, F3).

mod scene;

use std::collections::HashMap;
use std::time::Instant;

use domain::breaker::Phase;
use domain::delivery::Status;
use engine::{DeliveryFilter, OpeningQuery};
use scene::{Mood, Receiver, await_pulse, batch, create, event, log, start, target};
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_f3_a_receiver_that_is_down_opens_the_breaker_holds_everything_and_gets_it_in_order() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let mut receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    receiver.go_down().await;
    let events = (0..300).map(|n| event(n % 10, n % 2, n)).collect();
    engine.intake(batch("b", events)).await.unwrap();
    let held = await_pulse(&engine, id, |pulse| pulse.breaker.state == Phase::Open).await;
    assert_eq!(
        held.counts.pending, 300,
        "nothing is lost and nothing is given up"
    );
    assert!(held.breaker.cause.is_some() && held.oldest_pending_at.is_some());

    receiver.come_up().await;
    let done = await_pulse(&engine, id, |pulse| pulse.counts.success == 300).await;
    assert_eq!((done.counts.failed, done.counts.no_answer), (0, 0));
    let mut last: HashMap<(String, String), usize> = HashMap::new();
    for message in receiver.got() {
        let text = |field: &str| message[field].as_str().unwrap().to_owned();
        let sequence: usize = text("requestname").rsplit_once('-').unwrap().1.parse().unwrap();
        let before = last.insert((text("flowid"), text("receiver")), sequence);
        assert!(
            before.is_none_or(|before| before < sequence),
            "a lane was drained out of order"
        );
    }
    let openings = engine
        .openings(OpeningQuery {
            target_id: Some(id),
            limit: 10,
            after: None,
        })
        .await
        .unwrap();
    assert_eq!(openings.items.len(), 1, "one opening, however many probes failed");
    assert!(openings.items[0].recover_time.unwrap() > openings.items[0].create_time);
    assert!(openings.items[0].held >= 290, "{openings:?}");
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_an_open_breaker_is_still_open_after_a_restart_and_its_opening_is_the_same() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let mut receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    receiver.go_down().await;
    engine
        .intake(batch("b", (0..20).map(|n| event(n, 1, 0)).collect()))
        .await
        .unwrap();
    let before = await_pulse(&engine, id, |pulse| pulse.breaker.since.is_some()).await;
    engine.stop().await;
    drop(engine);
    let engine = start(directory.path()).await;
    let after = await_pulse(&engine, id, |pulse| pulse.breaker.since.is_some()).await;
    let (before, after) = (before.breaker.since.unwrap(), after.breaker.since.unwrap());
    assert_eq!(before.timestamp_millis(), after.timestamp_millis());
    receiver.come_up().await;
    await_pulse(&engine, id, |pulse| pulse.counts.success == 20).await;
    let openings = engine
        .openings(OpeningQuery {
            target_id: None,
            limit: 10,
            after: None,
        })
        .await
        .unwrap();
    assert_eq!(openings.items.len(), 1);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_html_error_pages_open_the_breaker_too() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Html).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    engine
        .intake(batch("b", (0..20).map(|n| event(n, 1, 0)).collect()))
        .await
        .unwrap();
    let open = await_pulse(&engine, id, |pulse| pulse.breaker.state == Phase::Open).await;
    assert_eq!(open.counts.pending, 20);
    receiver.set_mood(Mood::Accepts);
    await_pulse(&engine, id, |pulse| pulse.counts.success == 20).await;
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_a_single_item_for_a_receiver_that_is_down_is_held_and_not_given_up() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let mut receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    receiver.go_down().await;
    engine.intake(batch("b", vec![event(1, 1, 0)])).await.unwrap();
    await_pulse(&engine, id, |pulse| pulse.breaker.since.is_some()).await;
    receiver.come_up().await;
    await_pulse(&engine, id, |pulse| pulse.counts.success == 1).await;
    let rows = log(
        &engine,
        DeliveryFilter {
            status: Some(Status::NoAnswer),
            ..Default::default()
        },
    )
    .await;
    assert_eq!(rows, []);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_an_item_that_its_receiver_chokes_on_is_given_up_on_a_quiet_target_too() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::ChokesOn13).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    engine.intake(batch("b", vec![event(13, 1, 0)])).await.unwrap();
    await_pulse(&engine, id, |pulse| pulse.breaker.since.is_some()).await;
    for n in 1..=4 {
        engine
            .intake(batch(&format!("b{n}"), vec![event(100 + n, 1, 0)]))
            .await
            .unwrap();
        await_pulse(&engine, id, |pulse| pulse.counts.success == n as u64).await;
    }
    let done = await_pulse(&engine, id, |pulse| pulse.breaker.state == Phase::Closed).await;
    assert_eq!((done.counts.no_answer, done.counts.pending), (1, 0));
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receiver_that_hangs_does_not_slow_another_targets_deliveries() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let good = Receiver::start(Mood::Accepts).await;
    let hanging = Receiver::start(Mood::Hangs).await;
    let id = create(&engine, target("good", good.address, &json!({}))).await;
    let round = async |name: &str, first: usize| {
        let began = Instant::now();
        engine
            .intake(batch(
                name,
                (first..first + 500).map(|n| event(n, 1, 0)).collect(),
            ))
            .await
            .unwrap();
        let wanted = (first + 500) as u64;
        await_pulse(&engine, id, |pulse| pulse.counts.success == wanted).await;
        began.elapsed()
    };
    round("warm", 0).await;
    let alone = round("alone", 500).await;
    let patient = json!({ "delivery": { "timeoutMs": 30_000, "concurrency": 64 } });
    create(&engine, target("hanging", hanging.address, &patient)).await;
    let beside = round("beside", 1_000).await;
    assert!(
        beside < alone * 4 + std::time::Duration::from_secs(1),
        "alone {alone:?}, beside a hanging one {beside:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_a_target_that_a_person_holds_keeps_everything_over_a_restart_and_sends_it_in_order_when_released()
{
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    let other = create(&engine, target("b", receiver.address, &json!({}))).await;
    let reason = "对方今晚升级".to_owned();
    engine.hold_target(&scene::operator(), id, reason).await.unwrap();
    engine
        .intake(batch("b", (0..40).map(|n| event(1, 7, n)).collect()))
        .await
        .unwrap();
    await_pulse(&engine, other, |pulse| pulse.counts.success == 40).await;
    let held = await_pulse(&engine, id, |pulse| pulse.hold.is_some()).await;
    assert_eq!(
        (held.counts.pending, held.in_flight),
        (40, 0),
        "another target's pushes went out"
    );
    let hold = held.hold.unwrap();
    assert_eq!(
        (hold.by.as_str(), hold.reason.as_str()),
        ("operator", "对方今晚升级")
    );
    engine.stop().await;
    drop(engine);

    let engine = start(directory.path()).await;
    let held = await_pulse(&engine, id, |pulse| pulse.hold.is_some()).await;
    assert_eq!(held.counts.pending, 40, "it is held after a restart");
    // A change of its configuration does not release it.
    let config = engine
        .targets()
        .into_iter()
        .find(|one| one.id == id)
        .unwrap()
        .config;
    engine
        .update_target(&scene::operator(), id, config)
        .await
        .unwrap();
    engine.intake(batch("c", vec![event(1, 7, 40)])).await.unwrap();
    await_pulse(&engine, other, |pulse| pulse.counts.success == 41).await;
    await_pulse(&engine, id, |pulse| {
        pulse.counts.pending == 41 && pulse.hold.is_some()
    })
    .await;
    engine.release_target(&scene::operator(), id).await.unwrap();
    let released = await_pulse(&engine, id, |pulse| pulse.counts.success == 41).await;
    assert_eq!(released.hold, None);
    let got = receiver.got();
    let of_target: Vec<usize> = got[got.len() - 41..]
        .iter()
        .map(|message| {
            let title = message["requestname"].as_str().unwrap();
            title.rsplit_once('-').unwrap().1.parse().unwrap()
        })
        .collect();
    assert_eq!(of_target, (0..41).collect::<Vec<_>>());
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f1_a_probe_that_a_person_asks_for_brings_a_receiver_back_that_is_up_again() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let mut receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    receiver.go_down().await;
    engine
        .intake(batch("b", (0..5).map(|n| event(n, 7, 0)).collect()))
        .await
        .unwrap();
    // Some probes have failed: the next one is seconds away.
    let far = |pulse: &engine::Pulse| {
        let next = pulse.breaker.next_probe_at;
        next.is_some_and(|at| (at - chrono::Utc::now()).num_milliseconds() > 2_500)
    };
    await_pulse(&engine, id, far).await;
    receiver.come_up().await;
    let asked = Instant::now();
    engine.probe_target(id).unwrap();
    receiver.await_got(1).await;
    assert!(asked.elapsed().as_millis() < 2_000, "{:?}", asked.elapsed());
    await_pulse(&engine, id, |pulse| pulse.counts.success == 5).await;
    engine.stop().await;
}
