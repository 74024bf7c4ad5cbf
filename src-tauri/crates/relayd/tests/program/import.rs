//! Row O1: events from a JSONL file.

use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};

use crate::process::{Place, Relay, event, program, run};

async fn import(relay: &Relay, file: &Path) -> Output {
    let mut command = program();
    command
        .arg("import")
        .arg("--file")
        .arg(file)
        .args(["--url", &relay.url])
        .arg("--token-file")
        .arg(&relay.token_file);
    run(&mut command).await
}

fn report(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("the report is JSON")
}

#[tokio::test]
async fn a_file_goes_in_once_and_its_repeat_does_nothing() {
    let place = Place::new();
    let relay = place.start(&[]).await;
    let file = place.path().join("events.jsonl");
    let mut lines: Vec<String> = (0..1_200).map(|request| event(request).to_string()).collect();
    lines.push(json!({ "batchId": "of-the-oa", "events": [event(5_000), event(5_001)] }).to_string());
    std::fs::write(&file, lines.join("\n")).expect("the file can be written");

    let first = import(&relay, &file).await;
    assert_eq!(
        first.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&first.stderr)
    );
    let expected = json!({ "event": "imported", "batches": 4, "events": 1_202, "duplicateBatches": 0, "refusedLines": 0 });
    assert_eq!(report(&first), expected);
    let again = import(&relay, &file).await;
    let expected =
        json!({ "event": "imported", "batches": 0, "events": 0, "duplicateBatches": 4, "refusedLines": 0 });
    assert_eq!(report(&again), expected, "a repeat should do nothing");
    let metrics = relay.get("/metrics").await;
    let metrics = metrics.as_str().expect("metrics are text");
    assert!(
        metrics.contains("todo_relay_events_accepted_total 1202\n"),
        "{metrics}"
    );
}

#[tokio::test]
async fn refused_lines_are_reported_by_number_and_the_rest_goes_in() {
    let place = Place::new();
    let relay = place.start(&[]).await;
    let file = place.path().join("events.jsonl");
    let mut nobody = event(2);
    nobody["receiver"] = json!("");
    let lines = [
        event(1).to_string(),
        "{".to_owned(),
        nobody.to_string(),
        event(3).to_string(),
    ];
    std::fs::write(&file, lines.join("\n")).expect("the file can be written");
    let output = import(&relay, &file).await;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        (&report(&output)["events"], &report(&output)["refusedLines"]),
        (&json!(2), &json!(2))
    );
    let said = String::from_utf8(output.stderr).expect("it says text");
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert!(
        lines[0].contains("line 2:") && lines[1].contains("line 3:") && lines[1].contains("/receiver"),
        "{said}"
    );
}

#[tokio::test]
async fn without_an_engine_or_a_good_token_it_stops_and_says_where() {
    let place = Place::new();
    let relay = place.start(&[]).await;
    let file = place.path().join("events.jsonl");
    std::fs::write(&file, event(1).to_string()).expect("the file can be written");
    let bad_token = place.path().join("bad.token");
    std::fs::write(&bad_token, "tr_nonsense").expect("the token can be written");
    let mut command = program();
    command
        .arg("import")
        .arg("--file")
        .arg(&file)
        .args(["--url", &relay.url])
        .arg("--token-file")
        .arg(&bad_token);
    let output = run(&mut command).await;
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).expect("it says text");
    assert!(said.contains("401") && said.contains("line 0"), "{said}");

    let output = run(program()
        .args(["import", "--file", "/nowhere/at/all", "--token-file"])
        .arg(&relay.token_file))
    .await;
    assert_eq!(output.status.code(), Some(1));
}
