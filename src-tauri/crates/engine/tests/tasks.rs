//! 批量推送任务 (rows B1, B3, B4, S6): pushed in order, paused, gone on with, repeated, exported, forgotten.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in a test a surprise is a failure"
)]

mod scene;

use std::io::Read as _;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use chrono::TimeDelta;
use domain::delivery::Status;
use domain::event::DataSet;
use domain::ids::{RunId, TargetId};
use engine::{
    DeliveryFilter, Duplicates, Engine, EngineError, NewTasks, Run, RunState, Task, TaskOrder, TaskRows,
};
use scene::{Mood, PATIENCE, Receiver, await_pulse, batch, create, event, log, operator, start, target};
use serde_json::{Value, json};
use store::{Store, StoreOptions};

fn history(filter: DeliveryFilter) -> TaskOrder {
    TaskOrder {
        rows: TaskRows::History {
            filter,
            clean_with: None,
        },
        duplicates: Duplicates::AsNew,
        per_second: None,
    }
}

async fn make(engine: &Engine, target: TargetId, order: TaskOrder, start: bool) -> Run {
    let new = NewTasks {
        target_ids: vec![target],
        order,
        start,
    };
    engine.create_tasks(&operator(), new).await.unwrap().remove(0)
}

async fn until(engine: &Engine, id: RunId, wanted: impl Fn(&Task) -> bool) -> Task {
    let mut live = engine.live();
    let waiting = async {
        loop {
            let task = engine.task(id).await.unwrap();
            if wanted(&task) {
                return task;
            }
            // A pulse comes every second.
            let _ = live.recv().await;
        }
    };
    let reached = tokio::time::timeout(PATIENCE, waiting).await;
    match reached {
        Ok(task) => task,
        Err(_) => panic!("the task is {:?}", engine.task(id).await.unwrap()),
    }
}

async fn done(engine: &Engine, id: RunId) -> Task {
    until(engine, id, |task| task.run.state == RunState::Done).await
}

/// `requests` requests of a to-do and a done each, all pushed.
async fn pushed(engine: &Engine, target: TargetId, requests: usize) {
    for request in 0..requests {
        let events = vec![event(request, 7, 0), event(request, 7, 1)];
        engine
            .intake(batch(&format!("b{request}"), events))
            .await
            .unwrap();
    }
    let wanted = requests as u64 * 2;
    await_pulse(engine, target, |pulse| pulse.counts.success == wanted).await;
}

/// Which sequence numbers came for each request, in the order of arrival.
fn lanes(got: &[Value]) -> std::collections::BTreeMap<String, Vec<String>> {
    let mut lanes = std::collections::BTreeMap::<String, Vec<String>>::new();
    for message in got {
        let text = |name: &str| message[name].as_str().unwrap().to_owned();
        lanes.entry(text("flowid")).or_default().push(text("requestname"));
    }
    lanes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b3_the_history_goes_again_in_the_order_of_its_lanes_and_what_is_over_stays_over() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    pushed(&engine, id, 150).await;
    let run = make(&engine, id, history(DeliveryFilter::default()), true).await;
    let task = done(&engine, run.id).await;
    assert_eq!((task.run.tally.total, task.run.tally.looked), (300, 300));
    assert_eq!((task.run.tally.sent_again, task.outcome.success), (300, 300));
    let got = receiver.await_got(600).await;
    for (request, lane) in lanes(&got) {
        let once = ["差旅报销-0", "差旅报销-1"];
        assert_eq!(lane, once.repeat(2), "request {request}");
    }
    assert_eq!(
        log(&engine, DeliveryFilter::default()).await.len(),
        300,
        "no row is new"
    );

    // To-dos alone, whose dones were taken: they would come back, so they are left.
    let todos = DeliveryFilter {
        data_sets: vec![DataSet::Todo],
        workflow_type_ids: vec!["3".to_owned()],
        receivers: vec!["7".to_owned(), "nobody".to_owned()],
        ..DeliveryFilter::default()
    };
    let run = make(&engine, id, history(todos), true).await;
    let task = done(&engine, run.id).await;
    assert_eq!((task.run.tally.total, task.run.tally.overtaken), (150, 150));
    let others = DeliveryFilter {
        workflow_type_ids: vec!["4".to_owned()],
        ..DeliveryFilter::default()
    };
    let run = make(&engine, id, history(others), true).await;
    assert_eq!(done(&engine, run.id).await.run.tally.total, 0, "of another type");
    assert_eq!(receiver.got().len(), 600);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b3_to_dos_that_were_pushed_before_are_left_where_the_filter_is_respected() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let filtered = json!({ "specialData": { "duplicateFilter": true, "missingBackfill": false } });
    let id = create(&engine, target("a", receiver.address, &filtered)).await;
    for (name, sequence) in [("t", 0), ("d", 1)] {
        let events = (0..20).map(|request| event(request, 7, sequence)).collect();
        engine.intake(batch(name, events)).await.unwrap();
    }
    await_pulse(&engine, id, |pulse| pulse.counts.success == 40).await;
    let respected = TaskOrder {
        duplicates: Duplicates::Respected,
        ..history(DeliveryFilter::default())
    };
    let run = make(&engine, id, respected, true).await;
    let task = done(&engine, run.id).await;
    assert_eq!((task.run.tally.duplicates, task.outcome.success), (20, 20));
    let run = make(&engine, id, history(DeliveryFilter::default()), true).await;
    assert_eq!(
        done(&engine, run.id).await.outcome.success,
        40,
        "as if for the first time"
    );
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b3_the_log_of_one_target_is_pushed_to_another_by_the_rules_of_that_one() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let source = create(&engine, target("a", receiver.address, &json!({}))).await;
    pushed(&engine, source, 60).await;
    let other = Receiver::start(Mood::Accepts).await;
    let rules = json!({ "interception": { "business": { "mode": "custom", "rules": [] },
        "persons": { "mode": "all", "members": [] }, "workflows": { "mode": "all", "ids": [] },
        "workflowTypes": { "ids": [] } } });
    let new = create(&engine, target("b", other.address, &rules)).await;
    let filter = DeliveryFilter {
        target_id: Some(source),
        ..DeliveryFilter::default()
    };
    let run = make(&engine, new, history(filter), true).await;
    let task = done(&engine, run.id).await;
    assert_eq!((task.run.tally.total, task.outcome.success), (120, 120));
    for (request, lane) in lanes(&other.await_got(120).await) {
        assert_eq!(lane, ["差旅报销-0", "差旅报销-1"], "request {request}");
    }
    let own = DeliveryFilter {
        target_id: Some(new),
        text: Some("差旅".to_owned()),
        ..DeliveryFilter::default()
    };
    assert_eq!(log(&engine, own).await.len(), 120, "the log finds them");
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b1_a_task_is_paused_within_a_second_and_goes_on_where_it_was_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    pushed(&engine, id, 200).await;
    let slow = TaskOrder {
        per_second: Some(100),
        ..history(DeliveryFilter::default())
    };
    let run = make(&engine, id, slow, true).await;
    receiver.await_got(430).await;
    let began = std::time::Instant::now();
    engine.pause_task(run.id).await.unwrap();
    let paused = until(&engine, run.id, |task| {
        task.run.state == RunState::Paused && task.outcome.pending == 0
    })
    .await;
    assert!(
        began.elapsed() < std::time::Duration::from_secs(2),
        "a pulse is a second"
    );
    let at_rest = receiver.got().len();
    let looked = paused.run.tally.looked;
    assert!(looked < 400, "it was in the middle: {looked}");
    assert_eq!(paused.outcome.success, at_rest as u64 - 400);

    // At rest it stays over a restart; then it goes on, interrupted once more.
    engine.stop().await;
    drop(engine);
    let engine = start(directory.path()).await;
    let still = engine.task(run.id).await.unwrap();
    assert_eq!(
        (still.run.state, still.run.tally.looked),
        (RunState::Paused, looked)
    );
    engine.start_task(run.id).await.unwrap();
    receiver.await_got(at_rest + 40).await;
    engine.stop().await;
    drop(engine);
    let engine = start(directory.path()).await;
    engine.set_task_pace(run.id, Some(5_000)).await.unwrap();
    let task = done(&engine, run.id).await;
    assert_eq!((task.outcome.success, task.order.per_second), (400, Some(5_000)));
    for (request, lane) in lanes(&receiver.got()) {
        assert_eq!(
            lane,
            ["差旅报销-0", "差旅报销-1"].repeat(2),
            "request {request}: once, in order"
        );
    }
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b1_a_pace_limit_holds() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    pushed(&engine, id, 50).await;
    let slow = TaskOrder {
        per_second: Some(50),
        ..history(DeliveryFilter::default())
    };
    let began = std::time::Instant::now();
    let run = make(&engine, id, slow, true).await;
    receiver.await_got(200).await;
    let took = began.elapsed().as_secs_f64();
    assert!(took > 1.7, "a hundred at fifty a second came within {took} s");
    let task = done(&engine, run.id).await;
    assert_eq!((task.done, task.run.tally.looked), (100, 100));
    let over = engine.set_task_pace(run.id, None).await;
    assert!(matches!(over, Err(EngineError::Conflict { .. })), "{over:?}");
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b1_only_what_was_abnormal_is_repeated_and_a_task_is_deleted_once_it_rests() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(
        &engine,
        target(
            "a",
            receiver.address,
            &json!({ "delivery": { "timeoutMs": 1_000, "noAnswerAttempts": 1 } }),
        ),
    )
    .await;
    pushed(&engine, id, 30).await;
    let waits = make(&engine, id, history(DeliveryFilter::default()), false).await;
    assert_eq!(waits.state, RunState::Initialised);
    // What comes before somebody starts it belongs to it.
    engine.intake(batch("late", vec![event(99, 7, 0)])).await.unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.success == 61).await;
    receiver.set_mood(Mood::ChokesOn13);
    engine.start_task(waits.id).await.unwrap();
    let busy = engine.delete_target(&operator(), id).await;
    assert!(
        matches!(busy, Err(EngineError::Conflict { .. })),
        "row T1: {busy:?}"
    );
    assert!(engine.delete_task(waits.id).await.is_err());
    let again = make(&engine, id, history(DeliveryFilter::default()), false).await;
    assert!(engine.start_task(again.id).await.is_err(), "one at a time");
    engine.delete_task(again.id).await.unwrap();
    let next = make(&engine, id, history(DeliveryFilter::default()), false).await;
    assert!(next.id > again.id, "an id is never given twice");
    engine.delete_task(next.id).await.unwrap();
    let task = done(&engine, waits.id).await;
    assert_eq!(task.run.tally.total, 61);
    let abnormal = engine.abnormal_rows(waits.id, 10, None).await.unwrap().items;
    assert!(!abnormal.is_empty() && abnormal.iter().all(|row| row.request_id == "13"));
    assert_eq!(
        task.outcome.no_answer + task.outcome.failed,
        abnormal.len() as u64
    );

    receiver.set_mood(Mood::Accepts);
    let before = receiver.got().len();
    let repeated = engine.retry_task(&operator(), waits.id).await.unwrap();
    let [repeated] = repeated.as_slice() else {
        panic!("one task")
    };
    let task = done(&engine, repeated.id).await;
    assert_eq!(task.outcome.success, abnormal.len() as u64);
    assert_eq!(receiver.got().len() - before, abnormal.len());
    engine.delete_task(waits.id).await.unwrap();
    let gone = engine.task(waits.id).await;
    assert!(matches!(gone, Err(EngineError::NotFound { .. })));
    assert_eq!(
        log(&engine, DeliveryFilter::default()).await.len(),
        61,
        "the log stays"
    );
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b1_after_seven_days_tasks_that_are_over_or_were_never_started_are_gone() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    pushed(&engine, id, 5).await;
    let over = make(&engine, id, history(DeliveryFilter::default()), true).await;
    done(&engine, over.id).await;
    let never = make(&engine, id, history(DeliveryFilter::default()), false).await;
    let young = make(&engine, id, history(DeliveryFilter::default()), false).await;
    let slow = TaskOrder {
        per_second: Some(1),
        ..history(DeliveryFilter::default())
    };
    let paused = make(&engine, id, slow, true).await;
    until(&engine, paused.id, |task| task.run.tally.looked > 0).await;
    engine.pause_task(paused.id).await.unwrap();
    until(&engine, paused.id, |task| task.run.state == RunState::Paused).await;
    engine.stop().await;
    drop(engine);
    let week = TimeDelta::days(7).num_milliseconds();
    for old in [over.id, never.id, paused.id] {
        age(directory.path(), old, week).await;
    }
    let engine = start(directory.path()).await;
    let mut live = engine.live();
    let there = async |id: RunId| engine.task(id).await.is_ok();
    let waiting = async {
        while there(over.id).await || there(never.id).await {
            let _ = live.recv().await;
        }
    };
    tokio::time::timeout(PATIENCE, waiting)
        .await
        .expect("they delete themselves");
    assert!(there(young.id).await && there(paused.id).await);
    let since = Some(chrono::Utc::now() - TimeDelta::days(7));
    let shown = engine.tasks(since, 50, None).await.unwrap().items;
    let ids: Vec<RunId> = shown.iter().map(|task| task.run.id).collect();
    assert_eq!(ids, [young.id], "the list begins seven days ago");
    assert_eq!(engine.tasks(None, 50, None).await.unwrap().items.len(), 2);
    engine.stop().await;
}

async fn age(directory: &Path, run: RunId, by_ms: i64) {
    let options = StoreOptions {
        directory: directory.join("data"),
    };
    let opening = tokio::task::spawn_blocking(move || Store::open(&options));
    let store = opening.await.unwrap().unwrap();
    store
        .write(move |tx| {
            tx.connection().execute(
                "UPDATE run SET started_at_ms = started_at_ms - ?2, finished_at_ms = finished_at_ms - ?2 WHERE id = ?1",
                (run.0, by_ms),
            )?;
            Ok(())
        })
        .await
        .unwrap();
    tokio::task::spawn_blocking(move || drop(store)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_abnormal_rows_are_exported_with_types_filters_and_the_conditions() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Refuses).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    let events = (0..30).map(|request| event(request, 7, 0)).collect();
    engine.intake(batch("b", events)).await.unwrap();
    await_pulse(&engine, id, |pulse| pulse.counts.failed == 30).await;
    let run = make(&engine, id, history(DeliveryFilter::default()), true).await;
    assert_eq!(done(&engine, run.id).await.outcome.failed, 30);

    let mut bytes = Vec::new();
    let mut file = engine.export_abnormal(run.id).await.unwrap();
    file.read_to_end(&mut bytes).unwrap();
    let mut book = Xlsx::new(std::io::Cursor::new(bytes.clone())).unwrap();
    assert_eq!(book.sheet_names(), ["异常数据", "推送条件"]);
    let rows = book.worksheet_range("异常数据").unwrap();
    assert_eq!(rows.height(), 31);
    let header: Vec<String> = rows.rows().next().unwrap().iter().map(Data::to_string).collect();
    let column = |name: &str| header.iter().position(|title| title == name).unwrap();
    for row in rows.rows().skip(1) {
        assert!(matches!(row[column("日志编号")], Data::Float(_) | Data::Int(_)));
        assert!(matches!(row[column("推送次数")], Data::Float(_) | Data::Int(_)));
        assert!(matches!(row[column("触发时间")], Data::DateTime(_)));
        assert!(
            matches!(&row[column("流程ID")], Data::String(_)),
            "an id is no number"
        );
        assert_eq!(row[column("推送状态")], Data::String("失败".to_owned()));
        assert!(row[column("原因")].to_string().contains("检测接收人不存在"));
    }
    let conditions = book.worksheet_range("推送条件").unwrap();
    let cells: Vec<String> = conditions.cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(cells.contains(&"历史数据推送".to_owned()) && cells.contains(&"系统 a".to_owned()));
    // Frozen header and filters, by the part of the file that says so.
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    parts
        .by_name("xl/worksheets/sheet1.xml")
        .unwrap()
        .read_to_string(&mut sheet)
        .unwrap();
    assert!(sheet.contains(r#"state="frozen""#) && sheet.contains("<autoFilter ref=\"A1:Q31\""));
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b1_what_is_wrong_is_named_and_nothing_is_made() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    let off = create(
        &engine,
        target("b", receiver.address, &json!({ "enabled": false })),
    )
    .await;
    let now = chrono::Utc::now();
    let backwards = DeliveryFilter {
        from: Some(now),
        to: Some(now - TimeDelta::hours(1)),
        ..DeliveryFilter::default()
    };
    let cleans_with = |cleaner| TaskOrder {
        rows: TaskRows::History {
            filter: DeliveryFilter::default(),
            clean_with: Some(cleaner),
        },
        ..history(DeliveryFilter::default())
    };
    let fast = TaskOrder {
        per_second: Some(0),
        ..history(DeliveryFilter::default())
    };
    let cases = [
        (vec![], history(DeliveryFilter::default()), "/targetIds"),
        (vec![off], history(DeliveryFilter::default()), "/targetIds/0"),
        (vec![id, id], history(DeliveryFilter::default()), "/targetIds/1"),
        (vec![id], fast, "/perSecond"),
        (vec![id], history(backwards), "/rows/filter/to"),
        (vec![id], cleans_with(id), "/rows/cleanWith"),
    ];
    for (target_ids, order, path) in cases {
        let new = NewTasks {
            target_ids,
            order,
            start: true,
        };
        match engine.create_tasks(&operator(), new).await {
            Err(EngineError::Invalid(fields)) => assert_eq!(fields[0].path, path),
            other => panic!("{path}: {other:?}"),
        }
    }
    assert!(engine.tasks(None, 50, None).await.unwrap().items.is_empty());
    engine.stop().await;
}

/// A task that fails because its target is switched off says so and goes on once that is mended.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b1_a_task_that_failed_goes_on_where_it_was() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(&engine, target("a", receiver.address, &json!({}))).await;
    pushed(&engine, id, 50).await;
    let slow = TaskOrder {
        per_second: Some(50),
        ..history(DeliveryFilter::default())
    };
    let run = make(&engine, id, slow, true).await;
    receiver.await_got(120).await;
    let config = |enabled: bool| {
        let target = target("a", receiver.address, &json!({ "enabled": enabled }));
        serde_json::from_value(target).unwrap()
    };
    engine
        .update_target(&operator(), id, config(false))
        .await
        .unwrap();
    let failed = until(&engine, run.id, |task| task.run.state == RunState::Failed).await;
    assert!(failed.run.error.unwrap().contains("未启用"));
    engine.update_target(&operator(), id, config(true)).await.unwrap();
    engine.set_task_pace(run.id, None).await.unwrap();
    engine.start_task(run.id).await.unwrap();
    let task = done(&engine, run.id).await;
    assert_eq!((task.outcome.success, task.run.error), (100, None));
    assert_eq!(receiver.got().len(), 200, "nothing twice");
    let failures = log(
        &engine,
        DeliveryFilter {
            status: Some(Status::Failed),
            ..DeliveryFilter::default()
        },
    )
    .await;
    assert!(failures.is_empty());
    engine.stop().await;
}
