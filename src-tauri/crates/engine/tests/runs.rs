//! Runs over the push log: compensation (rows C1, C2), clean-up (K1), the scheduler's calls (K2), re-push and deletion
//! (L3).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in a test a surprise is a failure"
)]

mod scene;

use chrono::Utc;
use domain::delivery::Status;
use domain::ids::{DeliveryId, RunId, TargetId};
use engine::{
    Choice, DeliveryFilter, DeliveryItem, Engine, EngineError, RunCause, RunDetail, RunKind, RunState,
};
use scene::{Mood, PATIENCE, Receiver, await_pulse, batch, create, event, log, operator, start, target};
use serde_json::{Value, json};
use store::table::run::{self, NewRun, Tally};
use store::table::synchronised::{self, PageAt, ReadRow};
use store::{Store, StoreOptions};

/// Waits until a run has ended.
async fn ended(engine: &Engine, id: RunId) -> RunDetail {
    let mut live = engine.live();
    tokio::time::timeout(PATIENCE, async {
        loop {
            let detail = engine.run(id).await.unwrap();
            if detail.run.finished_at.is_some() {
                return detail;
            }
            // A pulse comes every second.
            let _ = live.recv().await;
        }
    })
    .await
    .expect("the run should end")
}

async fn job(engine: &Engine, kind: RunKind, target: TargetId) -> RunDetail {
    let run = engine
        .begin_job((&operator(), RunCause::Person), kind, target)
        .await
        .unwrap();
    ended(engine, run.id).await
}

async fn chosen(engine: &Engine, kind: RunKind, choice: Choice) -> RunDetail {
    let run = engine.begin_choice(&operator(), kind, choice).await.unwrap();
    ended(engine, run.id).await
}

fn with_status(status: Status) -> DeliveryFilter {
    DeliveryFilter {
        status: Some(status),
        ..DeliveryFilter::default()
    }
}

async fn status_of(engine: &Engine, id: DeliveryId) -> DeliveryItem {
    engine.delivery(id).await.unwrap().item
}

/// Titles in the order of arrival.
fn titles(got: &[Value]) -> Vec<String> {
    let title = |message: &Value| message["requestname"].as_str().unwrap().to_owned();
    got.iter().map(title).collect()
}

fn compensated(retries: u8) -> Value {
    json!({ "compensation": { "enabled": true, "cron": "0 0 0 1 1 *", "retries": retries, "waitMinutes": 1 } })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c1_failures_are_sent_again_in_their_order_as_often_as_is_set_and_then_left() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Refuses).await;
    let id = create(&engine, target("a", receiver.address, &compensated(2))).await;
    // A to-do and its done, refused both.
    let events = vec![event(1, 7, 0), event(1, 7, 1)];
    engine.intake(batch("b", events)).await.unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.failed == 2).await;

    let first = job(&engine, RunKind::Compensation, id).await;
    assert_eq!((first.run.tally.total, first.run.tally.sent_again), (2, 2));
    await_pulse(&engine, id, |pulse| pulse.counts.failed == 2).await;
    receiver.await_got(4).await;
    await_pulse(&engine, id, |pulse| pulse.counts.failed == 2).await;
    receiver.set_mood(Mood::Accepts);
    let second = job(&engine, RunKind::Compensation, id).await;
    assert_eq!(second.run.tally.sent_again, 2);
    await_pulse(&engine, id, |pulse| pulse.counts.success == 2).await;
    assert_eq!(
        titles(&receiver.got()),
        ["差旅报销-0", "差旅报销-1"].repeat(3),
        "each time the to-do went before its done"
    );
    assert_eq!(
        ended(&engine, second.run.id).await.outcome.success,
        2,
        "what came of it is told"
    );

    // Refused again and again: after two times they are left.
    receiver.set_mood(Mood::Refuses);
    engine.intake(batch("c", vec![event(2, 7, 0)])).await.unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.failed == 1).await;
    for count in [8, 9] {
        assert_eq!(
            job(&engine, RunKind::Compensation, id).await.run.tally.sent_again,
            1
        );
        receiver.await_got(count).await;
        await_pulse(&engine, id, |pulse| pulse.counts.failed == 1).await;
    }
    let left = job(&engine, RunKind::Compensation, id).await.run.tally;
    assert_eq!((left.sent_again, left.exhausted), (0, 1));
    let nothing = job(&engine, RunKind::Compensation, id).await.run.tally;
    assert_eq!(nothing, Tally::default(), "it is not looked at any more");
    assert_eq!(receiver.got().len(), 9);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c2_what_a_later_success_overtook_is_superseded_and_never_comes_back() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Refuses).await;
    let id = create(&engine, target("a", receiver.address, &compensated(10))).await;
    engine
        .intake(batch("b", vec![event(1, 7, 0), event(2, 7, 0)]))
        .await
        .unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.failed == 2).await;
    receiver.set_mood(Mood::Accepts);
    engine.intake(batch("c", vec![event(1, 7, 1)])).await.unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.success == 1).await;

    let tally = job(&engine, RunKind::Compensation, id).await.run.tally;
    assert_eq!((tally.overtaken, tally.sent_again), (1, 1));
    await_pulse(&engine, id, |pulse| pulse.counts.success == 2).await;
    let superseded = log(&engine, with_status(Status::Superseded)).await;
    let by = superseded[0].superseded_by.unwrap();
    assert_eq!(superseded.len(), 1);
    assert_eq!(
        titles(&receiver.got()).last().unwrap(),
        "差旅报销-0",
        "of the other request"
    );
    assert_eq!(
        status_of(&engine, by).await.request_id,
        "1",
        "and it says what overtook it"
    );
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c1_an_unanswered_delivery_waits_before_it_is_sent_again() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::ChokesOn13).await;
    let mut more = compensated(3);
    more["delivery"] = json!({ "timeoutMs": 1_000, "connectTimeoutMs": 1_000, "noAnswerAttempts": 1 });
    let id = create(&engine, target("a", receiver.address, &more)).await;
    engine.intake(batch("b", vec![event(13, 7, 0)])).await.unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.no_answer == 1).await;
    let tally = job(&engine, RunKind::Compensation, id).await.run.tally;
    assert_eq!((tally.waiting, tally.sent_again), (1, 0));

    engine.stop().await;
    drop(engine);
    age(directory.path(), "finished_at_ms", 61_000).await;
    let engine = start(directory.path()).await;
    receiver.set_mood(Mood::Accepts);
    let tally = job(&engine, RunKind::Compensation, id).await.run.tally;
    assert_eq!((tally.waiting, tally.sent_again), (0, 1));
    await_pulse(&engine, id, |pulse| pulse.counts.success == 1).await;
    engine.stop().await;
}

/// The store, while no engine runs.
async fn open(directory: &std::path::Path) -> Store {
    let options = StoreOptions {
        directory: directory.join("data"),
    };
    let opening = tokio::task::spawn_blocking(move || Store::open(&options));
    opening.await.unwrap().unwrap()
}

async fn close(store: Store) {
    tokio::task::spawn_blocking(move || drop(store)).await.unwrap();
}

/// Row O2: what a synchronisation has read of people is not left behind, however it ends.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o2_a_synchronisation_that_fails_leaves_nothing_that_it_has_read() {
    let directory = tempfile::tempdir().unwrap();
    start(directory.path()).await.stop().await;
    let store = open(directory.path()).await;
    let new = NewRun {
        kind: RunKind::Synchronisation,
        target: None,
        cause: RunCause::Person,
        actor: "anna".to_owned(),
        state: RunState::Running,
        choice: Some(r#"{"extent":"whole","acceptLoss":false,"since":null,"pageSize":20}"#.to_owned()),
        tally: Tally::default(),
    };
    let at = PageAt {
        part: 5,
        pass: 1,
        page: 1,
    };
    let row = ReadRow {
        id: "1".to_owned(),
        document: "{}".to_owned(),
    };
    let written = store.write(move |tx| {
        let begun = run::begin(tx, &new, Utc::now().timestamp_millis())?;
        synchronised::put_page(tx, (begun.run.id, at), (40, 20), &[row])?;
        Ok(begun.run.id)
    });
    let id = written.await.unwrap();
    close(store).await;

    // There is no connection to the OA.
    let engine = start(directory.path()).await;
    assert_eq!(ended(&engine, id).await.run.state, RunState::Failed);
    engine.stop().await;
    drop(engine);
    let store = open(directory.path()).await;
    let left = store.read(move |connection| {
        let pages = synchronised::reached(connection, id)?;
        Ok((pages, synchronised::rows(connection, id, 5)?))
    });
    assert_eq!(left.await.unwrap(), (Vec::new(), Vec::new()));
    close(store).await;
}

/// Makes all that is there older, while no engine runs.
async fn age(directory: &std::path::Path, column: &'static str, by_ms: i64) {
    let store = open(directory).await;
    let aged = store.write(move |tx| {
        let sql = format!("UPDATE delivery SET {column} = {column} - {by_ms}");
        Ok(tx.connection().execute(&sql, [])?)
    });
    aged.await.unwrap();
    close(store).await;
}

const DAY_MS: i64 = 24 * 3_600 * 1_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn k1_old_rows_go_failed_ones_and_young_ones_stay_and_ids_are_not_given_twice() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let more = json!({ "cleanup": { "enabled": true, "hour": 2, "keepDays": 3 },
        "interception": { "persons": { "mode": "deny", "members": [{ "kind": "person", "id": "9" }] } } });
    let id = create(&engine, target("a", receiver.address, &more)).await;
    let other = create(&engine, target("b", receiver.address, &json!({}))).await;
    let accepted = (0..300).map(|n| event(n, 7, 0)).collect();
    engine.intake(batch("a", accepted)).await.unwrap();
    engine.intake(batch("b", vec![event(1, 9, 0)])).await.unwrap();
    await_pulse(&engine, id, |pulse| {
        pulse.counts.success == 300 && pulse.counts.ignored == 1
    })
    .await;
    await_pulse(&engine, other, |pulse| pulse.counts.success == 301).await;
    receiver.set_mood(Mood::Refuses);
    engine.intake(batch("c", vec![event(900, 7, 0)])).await.unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.failed == 1).await;
    await_pulse(&engine, other, |pulse| pulse.counts.failed == 1).await;
    engine.stop().await;
    drop(engine);
    age(directory.path(), "created_at_ms", 4 * DAY_MS).await;

    let engine = start(directory.path()).await;
    receiver.set_mood(Mood::Accepts);
    engine.intake(batch("d", vec![event(901, 7, 0)])).await.unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.success == 301).await;
    let cleaned = job(&engine, RunKind::Cleanup, id).await;
    assert_eq!(
        (cleaned.run.state, cleaned.run.tally.deleted),
        (RunState::Done, 301)
    );
    let pulse = await_pulse(&engine, id, |pulse| pulse.counts.success == 1).await;
    assert_eq!(
        (pulse.counts.failed, pulse.counts.ignored),
        (1, 0),
        "{:?}",
        pulse.counts
    );
    let untouched = await_pulse(&engine, other, |pulse| pulse.counts.success == 302).await;
    assert_eq!(untouched.counts.failed, 1, "nothing of another target");
    let text = DeliveryFilter {
        text: Some("差旅".to_owned()),
        target_id: Some(id),
        ..DeliveryFilter::default()
    };
    assert_eq!(log(&engine, text).await.len(), 2, "what is gone is not found");

    // The newest rows of all are deleted; the next to come is sent all the same.
    let all = Choice::Matching {
        filter: DeliveryFilter::default(),
    };
    let highest = log(&engine, DeliveryFilter::default()).await[0].id;
    chosen(&engine, RunKind::Deletion, all).await;
    engine.intake(batch("e", vec![event(902, 7, 0)])).await.unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.success == 1).await;
    assert!(
        log(&engine, DeliveryFilter::default())
            .await
            .iter()
            .all(|row| row.id > highest)
    );
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn l3_all_that_match_are_sent_again_in_their_order_and_what_is_over_stays_over() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    let events = (0..400).map(|n| event(n / 4, 7, n)).collect();
    engine.intake(batch("b", events)).await.unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.success == 400).await;
    let counted = engine
        .count_deliveries(with_status(Status::Success), None)
        .await
        .unwrap();
    assert_eq!((counted.count, counted.next), (400, None));

    let all = Choice::Matching {
        filter: with_status(Status::Success),
    };
    let repushed = chosen(&engine, RunKind::Repush, all).await;
    assert_eq!(
        (repushed.run.tally.total, repushed.run.tally.sent_again),
        (400, 400)
    );
    assert_eq!(repushed.run.tally.skipped, 0, "{:?}", repushed.run.tally);
    let got = receiver.await_got(800).await;
    for request in 0..100 {
        let flow = request.to_string();
        let own: Vec<Value> = got[400..]
            .iter()
            .filter(|one| one["flowid"] == flow.as_str())
            .cloned()
            .collect();
        let wanted: Vec<String> = (0..4).map(|n| format!("差旅报销-{}", request * 4 + n)).collect();
        assert_eq!(titles(&own), wanted, "request {request}");
    }
    await_pulse(&engine, id, |pulse| pulse.counts.success == 400).await;

    // A to-do alone, whose done was taken: it would come back, so it is left.
    let rows = log(
        &engine,
        DeliveryFilter {
            request_ids: vec!["0".to_owned()],
            ..DeliveryFilter::default()
        },
    )
    .await;
    let first = rows.last().unwrap();
    let left = chosen(&engine, RunKind::Repush, Choice::Rows { ids: vec![first.id] }).await;
    assert_eq!((left.run.tally.overtaken, left.run.tally.sent_again), (1, 0));
    assert_eq!(
        status_of(&engine, first.id).await.status,
        Status::Success,
        "it was a success and stays one"
    );
    assert_eq!(receiver.got().len(), 800);
    for (ids, code) in [(vec![], "REQUIRED"), (vec![first.id; 1_001], "TOO_MANY")] {
        let refused = engine
            .begin_choice(&operator(), RunKind::Repush, Choice::Rows { ids })
            .await;
        let Err(EngineError::Invalid(fields)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!((fields[0].path.as_str(), fields[0].code.as_str()), ("/ids", code));
    }
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn l3_a_deletion_leaves_what_is_still_to_be_sent() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let mut receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    engine
        .intake(batch("a", vec![event(1, 7, 0), event(2, 7, 0)]))
        .await
        .unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.success == 2).await;
    receiver.go_down().await;
    engine.intake(batch("b", vec![event(3, 7, 0)])).await.unwrap();
    let all = Choice::Matching {
        filter: DeliveryFilter::default(),
    };
    let tally = chosen(&engine, RunKind::Deletion, all).await.run.tally;
    assert_eq!((tally.deleted, tally.skipped), (2, 1));
    receiver.come_up().await;
    await_pulse(&engine, id, |pulse| pulse.counts.success == 1).await;
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c1_a_run_that_the_programs_end_interrupted_goes_on_at_the_next_start() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Refuses).await;
    let id = create(&engine, target("a", receiver.address, &compensated(2))).await;
    engine
        .intake(batch("b", (0..150).map(|n| event(n, 7, 0)).collect()))
        .await
        .unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.failed == 150).await;
    engine.stop().await;
    drop(engine);
    let store = open(directory.path()).await;
    let new = NewRun {
        kind: RunKind::Compensation,
        target: Some(id),
        cause: RunCause::Schedule,
        actor: String::new(),
        state: RunState::Running,
        choice: None,
        tally: Tally::default(),
    };
    let begun = store
        .write(move |tx| run::begin(tx, &new, Utc::now().timestamp_millis()))
        .await
        .unwrap();
    close(store).await;

    receiver.set_mood(Mood::Accepts);
    let engine = start(directory.path()).await;
    let detail = ended(&engine, begun.run.id).await;
    assert_eq!(
        (detail.run.state, detail.run.tally.sent_again),
        (RunState::Done, 150)
    );
    await_pulse(&engine, id, |pulse| pulse.counts.success == 150).await;
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn k2_a_scheduler_begins_what_is_switched_on_and_nothing_else() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let on = create(&engine, target("on", receiver.address, &compensated(2))).await;
    create(&engine, target("off", receiver.address, &json!({}))).await;
    let mut disabled = compensated(2);
    disabled["enabled"] = json!(false);
    create(&engine, target("disabled", receiver.address, &disabled)).await;
    let begun = engine
        .begin_jobs(&operator(), RunKind::Compensation)
        .await
        .unwrap();
    assert_eq!(
        begun.iter().map(|run| run.target_id).collect::<Vec<_>>(),
        [Some(on)]
    );
    assert_eq!(
        (begun[0].cause, begun[0].actor.as_str()),
        (RunCause::Scheduler, "operator")
    );
    ended(&engine, begun[0].id).await;
    assert!(
        engine
            .begin_jobs(&operator(), RunKind::Cleanup)
            .await
            .unwrap()
            .is_empty()
    );
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c1_the_schedule_begins_runs_by_itself() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Refuses).await;
    let mut more = compensated(5);
    more["compensation"]["cron"] = json!("* * * * * *");
    let id = create(&engine, target("a", receiver.address, &more)).await;
    engine.intake(batch("b", vec![event(1, 7, 0)])).await.unwrap();
    receiver.await_got(2).await;
    receiver.set_mood(Mood::Accepts);
    await_pulse(&engine, id, |pulse| pulse.counts.success == 1).await;
    let page = engine.runs(Default::default(), 10, None).await.unwrap();
    assert!(
        page.items
            .iter()
            .all(|run| run.cause == RunCause::Schedule && run.target_id == Some(id))
    );
    engine.stop().await;
}
