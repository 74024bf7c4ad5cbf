//! Backups from the command line: made while the engine pushes, checked, and put back by whoever stopped it.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use serde_json::Value;
use tokio::process::Command;

use whole_program::ecology::{Ecology, Mood};
use whole_program::events::todo;
use whole_program::relay::{Home, program};

/// Runs the program with some words; its exit code, its line, and what it complained.
async fn say(words: &[&str]) -> (i32, Value, String) {
    let output = Command::new(program()).args(words).output().await.unwrap();
    let line = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    let value = serde_json::from_str(&line).unwrap_or(Value::Null);
    (output.status.code().unwrap_or(-1), value, complaint)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_taken_while_pushing_is_sound_and_brings_everything_back() {
    let home = Home::new();
    let ecology = Ecology::start(Mood::Prompt);
    let relay = home.start().await;
    let target = relay.create_target(&ecology.target("portal")).await;
    for n in 0..5 {
        let events = (0..200)
            .map(|item| todo(&format!("{}", n * 200 + item)))
            .collect();
        relay.take_in(&format!("before-{n}"), events).await;
    }
    let (data, to) = (home.data(), home.path().join("backups"));
    let (code, made, complaint) = say(&["backup", "--data", text(&data), "--to", text(&to)]).await;
    assert_eq!(code, 0, "{complaint}");
    assert_eq!(made["event"], "backedUp");
    let from = made["path"].as_str().unwrap().to_owned();
    let (code, sound, complaint) = say(&["check-backup", "--from", &from]).await;
    assert_eq!((code, &sound["backup"]), (0, &made["backup"]), "{complaint}");

    // What comes later is not in it.
    relay.take_in("after", vec![todo("after-the-backup")]).await;
    relay.until_all_sent(target, 1_001).await;
    let (code, _, complaint) = say(&["restore", "--from", &from, "--data", text(&data)]).await;
    assert_eq!(code, 3, "an engine holds the directory: {complaint}");
    relay.terminate().await;
    let (code, restored, complaint) = say(&["restore", "--from", &from, "--data", text(&data)]).await;
    assert_eq!(code, 0, "{complaint}");
    assert!(
        Path::new(restored["replacedStoreIn"].as_str().unwrap())
            .join("todo-relay.db")
            .exists()
    );

    let relay = home.start().await;
    relay.until_all_sent(target, 1_000).await;
    let rows = relay
        .list("/api/v1/deliveries", "requestId=after-the-backup")
        .await;
    assert!(rows.is_empty(), "{rows:?}");
    relay.take_in("again", vec![todo("after-restoring")]).await;
    relay.until_all_sent(target, 1_001).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_backup_is_refused_with_a_line_that_says_why() {
    let home = Home::new();
    home.start().await.terminate().await;
    let data = home.data();
    let nowhere = home.path().join("nowhere");
    let (code, _, complaint) = say(&["restore", "--from", text(&nowhere), "--data", text(&data)]).await;
    assert_eq!(code, 1);
    assert!(
        complaint.contains("is not sound") && complaint.lines().count() == 1,
        "{complaint}"
    );
    let (code, _, complaint) = say(&[
        "backup",
        "--data",
        text(&nowhere),
        "--to",
        text(&home.path().join("b")),
    ])
    .await;
    assert!(code == 1 && complaint.contains("cannot be opened"), "{complaint}");
    let (code, _, complaint) = say(&["backup"]).await;
    assert!(code == 2 && complaint.contains("--to"), "{complaint}");
    home.start().await.terminate().await;
}
