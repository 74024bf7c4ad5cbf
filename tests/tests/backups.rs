//! Backups: made while the engine pushes, checked, put back; from the command line, by the interface, once a day.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use ::http::Method;
use serde_json::{Value, json};
use tokio::process::Command;

use whole_program::ecology::{Ecology, Mood};
use whole_program::events::todo;
use whole_program::relay::{Home, Relay, program};
use whole_program::until::until;

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

    assert_eq!(restored["heldTargets"], 1);

    // What was due at the time of the backup may be over by now: a person decides.
    let relay = home.start().await;
    let hold = relay.pulse(target).await["hold"].clone();
    assert_eq!(hold["by"], "restore", "{hold}");
    let answer = relay.api.post("/api/v1/targets/release", &json!({})).await;
    answer.expect(204);
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

const BACKUPS: &str = "/api/v1/system/backups";

/// Makes a backup by the interface and waits for it; its name.
async fn back_up(relay: &Relay) -> String {
    let begun = relay.api.post(BACKUPS, &json!({})).await;
    begun.expect(202);
    newest(relay).await
}

/// The newest backup, once none is being made.
async fn newest(relay: &Relay) -> String {
    until("a backup is made", async || {
        let now = relay.api.get(BACKUPS).await;
        assert_eq!(now["failure"], Value::Null, "{now}");
        let name = now["items"][0]["name"].as_str()?;
        now["underWay"].is_null().then(|| name.to_owned())
    })
    .await
}

async fn plan(relay: &Relay, plan: &Value) -> (u16, Vec<(String, String)>) {
    let answer = relay.api.put("/api/v1/system/backup-plan", plan).await;
    (answer.status, answer.fields())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_was_chosen_in_the_console_is_put_back_at_the_next_start_and_everything_is_held() {
    let home = Home::new();
    let ecology = Ecology::start(Mood::Prompt);
    let relay = home.start().await;
    let target = relay.create_target(&ecology.target("portal")).await;
    relay.take_in("before", vec![todo("before")]).await;
    relay.until_all_sent(target, 1).await;
    let name = back_up(&relay).await;
    relay.take_in("after", vec![todo("after")]).await;
    relay.until_all_sent(target, 2).await;

    let path = format!("{BACKUPS}/{name}");
    let sound = relay.api.post(&format!("{path}/check"), &json!({})).await;
    assert_eq!(sound.expect(200)["name"], name.as_str());
    for wrong in ["backup-20200101T000000000Z", "..%2F..%2Fetc", "..", "x.part"] {
        let answer = relay
            .api
            .post(&format!("{BACKUPS}/{wrong}/restore"), &json!({}))
            .await;
        assert_eq!(answer.status, 404, "{wrong}: {}", answer.text());
    }
    let chosen = relay.api.post(&format!("{path}/restore"), &json!({})).await;
    chosen.expect(204);
    let now = relay.api.get(BACKUPS).await;
    assert_eq!(now["wanted"]["backup"]["name"], name.as_str(), "{now}");
    let kept = relay.api.call(Method::DELETE, &path, None).await;
    assert_eq!(kept.expect(409)["code"], "BACKUP_IS_WANTED");
    relay.terminate().await;

    let relay = home.start().await;
    let now = relay.api.get(BACKUPS).await;
    assert_eq!(now["wanted"], Value::Null);
    let outcome = &now["outcome"];
    assert_eq!(
        (&outcome["backup"], &outcome["error"], &outcome["held"]),
        (&json!(name), &Value::Null, &json!(1))
    );
    let counts = relay.pulse(target).await;
    assert_eq!(
        counts["counts"]["success"], 1,
        "what came after it is gone: {counts}"
    );
    assert_eq!(counts["hold"]["by"], "restore");
    relay.take_in("held", vec![todo("held")]).await;
    assert_eq!(relay.pulse(target).await["counts"]["pending"], 1);
    let trail = relay.list("/api/v1/audit", "kind=target").await;
    let released = relay.api.post("/api/v1/targets/release", &json!({})).await;
    released.expect(204);
    relay.until_all_sent(target, 2).await;
    assert_eq!(
        relay.list("/api/v1/audit", "kind=target").await.len(),
        trail.len() + 1
    );

    // One that is damaged after it was chosen leaves the store as it is.
    relay
        .api
        .post(&format!("{path}/restore"), &json!({}))
        .await
        .expect(204);
    fs::write(
        home.data().join("backups").join(&name).join("todo-relay.db"),
        b"no",
    )
    .unwrap();
    relay.terminate().await;
    let relay = home.start().await;
    let now = relay.api.get(BACKUPS).await;
    assert_eq!(now["wanted"], Value::Null);
    assert!(
        now["outcome"]["error"].as_str().unwrap().contains("not sound"),
        "{now}"
    );
    let counts = relay.pulse(target).await;
    assert_eq!(
        (&counts["counts"]["success"], &counts["hold"]),
        (&json!(2), &Value::Null)
    );
    let refused = relay.api.post(&format!("{path}/check"), &json!({})).await;
    assert_eq!(refused.expect(409)["code"], "BACKUP_NOT_SOUND");
    relay.api.call(Method::DELETE, &path, None).await.expect(204);
    assert_eq!(relay.api.get(BACKUPS).await["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_daily_backup_makes_up_for_days_that_were_missed_and_deletes_what_is_old() {
    let home = Home::new();
    let relay = home.start().await;
    let to = home.path().join("elsewhere");
    let wrong = json!({ "enabled": true, "hour": 24, "keep": 0, "directory": "relative" });
    let named = |fields: Vec<(String, String)>| fields.into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    let (status, fields) = plan(&relay, &wrong).await;
    assert_eq!(status, 400);
    assert_eq!(named(fields), ["/hour", "/keep", "/directory"]);
    let file = home.path().join("a-file");
    fs::write(&file, b"").unwrap();
    let nowhere = json!({ "enabled": true, "hour": 3, "keep": 2, "directory": file.join("below") });
    let (status, fields) = plan(&relay, &nowhere).await;
    assert_eq!((status, named(fields)), (400, vec!["/directory".to_owned()]));

    let right = json!({ "enabled": false, "hour": 3, "keep": 2, "directory": to });
    assert_eq!(plan(&relay, &right).await.0, 204);
    let mut old = Vec::new();
    for _ in 0..3 {
        old.push(back_up(&relay).await);
    }
    relay.terminate().await;
    // They were made days ago.
    for (name, day) in old.iter().zip(["01", "02", "03"]) {
        let manifest = to.join(name).join("backup.json");
        let mut said: Value = serde_json::from_slice(&fs::read(&manifest).unwrap()).unwrap();
        said["createdAt"] = json!(format!("2026-01-{day}T00:00:00Z"));
        fs::write(&manifest, said.to_string()).unwrap();
    }
    let relay = home.start().await;
    let now = relay.api.get(BACKUPS).await;
    assert_eq!(
        now["items"].as_array().unwrap().len(),
        3,
        "switched off, none is made: {now}"
    );
    let on = json!({ "enabled": true, "hour": 3, "keep": 2, "directory": to });
    assert_eq!(plan(&relay, &on).await.0, 204);
    let left = until(
        "the missed backup is made and the old ones are deleted",
        async || {
            let now = relay.api.get(BACKUPS).await;
            let items = now["items"].as_array()?.clone();
            (items.len() == 2).then_some(items)
        },
    )
    .await;
    assert!(
        !old.iter().any(|name| left[0]["name"] == name.as_str()),
        "{left:?}"
    );
    assert_eq!(left[1]["name"], old[2].as_str());
    let changes = relay.list("/api/v1/audit", "kind=backup").await;
    assert_eq!(changes.len(), 5, "two plans and three by hand: {changes:?}");
}
