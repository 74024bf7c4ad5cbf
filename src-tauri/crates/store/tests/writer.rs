//! The store through its face: owning a directory, group commit, jobs that fail, a second opening.

use std::sync::Arc;

use domain::delivery::{Links, Status};
use domain::event::{DataSet, Event};
use domain::ids::TargetId;
use domain::plan::Planned;
use store::table::again::Turn;
use store::table::attempt::{Attempt, AttemptOutcome};
use store::table::delivery::{self, Recorded};
use store::table::{counter, event as event_table, heartbeat, memory, target, token};
use store::{OpenError, Store, StoreError, StoreOptions};

fn open(directory: &std::path::Path) -> Result<Store, OpenError> {
    Store::open(&StoreOptions {
        directory: directory.to_owned(),
    })
}

#[test]
fn a_data_directory_has_one_owner_and_is_free_again_when_that_one_is_gone() {
    let directory = tempfile::tempdir().unwrap();
    let first = open(directory.path()).unwrap();
    assert!(matches!(open(directory.path()), Err(OpenError::Held { path }) if path == directory.path()));
    drop(first);
    open(directory.path()).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_fails_or_panics_takes_back_its_own_changes_and_no_others() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path()).unwrap();
    let jobs = (0..200).map(|n| {
        let store = store.clone();
        async move {
            store
                .write(move |tx| {
                    token::insert(tx, &format!("hash{n}"), (&format!("{n}"), &[]), 0)?;
                    match n % 3 {
                        0 => Ok(n),
                        1 => Err(StoreError::Conflict { what: "on purpose" }),
                        _ => panic!("on purpose"),
                    }
                })
                .await
        }
    });
    let answers = futures_util::future::join_all(jobs).await;
    let good = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(good, 67);
    let kept = store.read(token::all).await.unwrap();
    assert_eq!(
        kept.len(),
        good,
        "what was answered Ok is there, and nothing else"
    );
    assert!(
        kept.iter()
            .all(|(_, token)| token.name.parse::<usize>().unwrap() % 3 == 0)
    );
}

#[tokio::test]
async fn what_was_answered_is_there_after_a_second_opening() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path()).unwrap();
    store.write(|tx| heartbeat::beat(tx, 7)).await.unwrap();
    store
        .write(|tx| token::insert(tx, "h", ("n", &[token::Scope::IworkRetry]), 1))
        .await
        .unwrap();
    drop(store);
    let store = open(directory.path()).unwrap();
    let tokens = store.read(token::all).await.unwrap();
    assert_eq!(tokens[0].1.scopes, [token::Scope::IworkRetry]);
}

#[tokio::test]
async fn a_store_of_a_newer_version_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    drop(open(directory.path()).unwrap());
    let file = directory.path().join("todo-relay.db");
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection.pragma_update(None, "user_version", 999).unwrap();
    drop(connection);
    let before = std::fs::read(&file).unwrap();
    assert!(matches!(
        open(directory.path()),
        Err(OpenError::Newer { found: 999, .. })
    ));
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn a_file_that_is_no_database_is_reported_and_kept() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("todo-relay.db");
    let garbage = vec![b'x'; 100_000];
    std::fs::write(&file, &garbage).unwrap();
    assert!(matches!(open(directory.path()), Err(OpenError::Sqlite { .. })));
    assert_eq!(std::fs::read(&file).unwrap(), garbage);
}

#[tokio::test]
async fn t3_an_identifier_is_given_once() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path()).unwrap();
    let config: Arc<domain::target::TargetConfig> = Arc::new(
        serde_json::from_value(serde_json::json!({
            "identifier": "portal", "name": "门户", "pushType": "ecology",
            "server": { "scheme": "http", "authority": "127.0.0.1:1" }
        }))
        .unwrap(),
    );
    let insert =
        |config: Arc<domain::target::TargetConfig>| store.write(move |tx| target::insert(tx, &config, 0));
    let first = insert(Arc::clone(&config)).await.unwrap();
    assert!(matches!(
        insert(Arc::clone(&config)).await,
        Err(StoreError::Conflict { .. })
    ));
    let same = Arc::clone(&config);
    let changed = store
        .write(move |tx| target::update(tx, first.id, &same, 1))
        .await
        .unwrap();
    assert!(changed.is_some(), "a target may keep its own identifier");
    assert_eq!(
        store
            .read(|connection| memory::count(connection, TargetId(1)))
            .await
            .unwrap(),
        0
    );
}

/// The id of the newest delivery is free again once its target is deleted.
#[tokio::test]
async fn a_late_answer_of_a_deleted_target_leaves_anothers_delivery_of_the_same_id_alone() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path()).unwrap();
    let event: Event = serde_json::from_value(serde_json::json!({
        "dataSet": "todo", "businessState": "pending", "requestId": "1", "requestName": "报销", "workflowId": "54",
        "workflowName": "报销", "workflowTypeId": "3", "nodeName": "审批", "creator": "1",
        "createdAt": "2026-11-22T09:00:00+08:00", "receiver": "2", "receivedAt": "2026-11-22T09:00:00+08:00",
        "occurredAt": "2026-11-22T09:00:00+08:00"
    }))
    .unwrap();
    let planned = Planned {
        event: 0,
        data_set: event.data_set,
        backfilled: false,
        status: Status::Pending,
        reason: None,
        verdicts: Vec::new(),
        person: event.receiver.clone(),
        mapped_receiver: Some("2".to_owned()),
        mapped_creator: None,
    };
    let (living, gone) = (TargetId(1), TargetId(2));
    let id = store
        .write(move |tx| {
            let events = [event];
            let ids = event_table::insert_all(tx, &events)?;
            let source = delivery::Source {
                events: &events,
                ids: &ids,
                now_ms: 1,
                run: None,
            };
            Ok(delivery::insert_all(tx, &[(living, &planned)], source)?[0])
        })
        .await
        .unwrap();
    let answer = move |target| Recorded {
        id,
        target,
        data_set: DataSet::Todo,
        attempt: attempt(),
        status: Some(Status::Success),
        again: None,
        run: None,
    };
    store
        .write(move |tx| delivery::record_all(tx, &[answer(gone)]))
        .await
        .unwrap();
    let due = move |connection: &rusqlite::Connection| delivery::due(connection, living, Turn::START, 10);
    let still_due = store.read(due).await.unwrap();
    assert_eq!(still_due.len(), 1, "its own answer has not come yet");
    let counts = store.read(counter::by_target).await.unwrap();
    assert_eq!((counts.len(), counts[&living].pending), (1, 1));
    store
        .write(move |tx| delivery::record_all(tx, &[answer(living)]))
        .await
        .unwrap();
    assert_eq!(store.read(due).await.unwrap().len(), 0);
    let counts = store.read(counter::by_target).await.unwrap();
    assert_eq!((counts[&living].pending, counts[&living].success), (0, 1));
}

fn attempt() -> Attempt {
    Attempt {
        number: 1,
        started_at_ms: 1,
        operation: "ReceiveRequestInfoByJson".into(),
        method: "POST".to_owned(),
        url: "http://receiver/".to_owned(),
        request_headers: Vec::new(),
        request_body: String::new(),
        links: Links::default(),
        response_status: Some(200),
        response_headers: Vec::new(),
        response_body: None,
        response_truncated: false,
        headers_ms: None,
        total_ms: 1.0,
        outcome: AttemptOutcome::Accepted,
        reason_code: None,
        reason: None,
    }
}
