//! The live stream (row L4): rows and changes appear by themselves, soon, and never too many frames.

use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::task::JoinSet;

use whole_program::ecology::{Ecology, Mood};
use whole_program::events::{batch, todo};
use whole_program::http::{Caller, Frame, Frames};
use whole_program::relay::Home;
use whole_program::until::PATIENCE;

/// What is on the way to the screen may take so long.
const SOON: Duration = Duration::from_secs(1);

/// The next frame in which a row of this request has this status.
async fn until_shown(frames: &mut Frames, request: &str, status: &str) -> (Instant, Value) {
    let wanted = async {
        while let Some(frame) = frames.next().await {
            if let Some(row) = row(&frame, request)
                && row["status"] == status
            {
                return (frame.at, row);
            }
        }
        (Instant::now(), Value::Null)
    };
    let shown = tokio::time::timeout(PATIENCE, wanted).await;
    let (at, row) = shown.expect("the row should be shown");
    assert!(
        !row.is_null(),
        "the stream should not end before the row is shown"
    );
    (at, row)
}

fn row(frame: &Frame, request: &str) -> Option<Value> {
    let items = frame.data["items"].as_array()?;
    items.iter().find(|item| item["requestId"] == request).cloned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_appears_as_pending_and_becomes_a_success_within_a_second_each() {
    let home = Home::new();
    let answers_after = Duration::from_millis(700);
    let ecology = Ecology::start(Mood::Late(answers_after));
    let relay = home.start().await;
    let target = relay.create_target(&ecology.target("portal")).await;
    let path = format!("/api/v1/live?topics=deliveries&targetId={target}");
    let mut frames = relay.api.stream(&path).await;

    relay.take_in("one", vec![todo("4711")]).await;
    let accepted = Instant::now();
    let (at, pending) = until_shown(&mut frames, "4711", "pending").await;
    assert!(
        at.saturating_duration_since(accepted) < SOON,
        "a new row should be shown soon after it is accepted"
    );
    assert!(
        pending["finishedAt"].is_null(),
        "a pending row is not finished: {pending}"
    );
    ecology.until("it has arrived", |count| count.all == 1).await;
    let answered = ecology.arrivals()[0].0 + answers_after;
    let (at, success) = until_shown(&mut frames, "4711", "success").await;
    assert!(
        at.saturating_duration_since(answered) < SOON,
        "a result should be shown soon after it is answered"
    );
    assert_eq!(
        success["id"], pending["id"],
        "it should be the same row that changed"
    );
    assert_eq!(success["attempts"], 1, "the row should be up to date: {success}");
    assert!(
        success["finishedAt"].is_string(),
        "the row should be up to date: {success}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_shows_only_what_its_filters_let_through() {
    let home = Home::new();
    let ecology = Ecology::start(Mood::Prompt);
    let relay = home.start().await;
    let target = relay.create_target(&ecology.target("portal")).await;
    let mut frames = relay
        .api
        .stream("/api/v1/live?topics=deliveries&requestId=2")
        .await;
    let events = ["1", "2", "3"].map(todo).to_vec();
    relay.take_in("three", events).await;
    relay.until_all_sent(target, 3).await;
    let frame = frames.next().await.expect("a frame should come");
    assert_eq!(
        frame.event, "deliveries",
        "only the topic that was asked for should come"
    );
    let items = frame.data["items"].as_array().expect("rows");
    assert!(
        items.iter().all(|item| item["requestId"] == "2"),
        "only what matches should come: {items:?}"
    );
}

/// Hands in 500 events a second for some seconds.
async fn flood(api: Caller, seconds: usize) {
    let mut pace = tokio::time::interval(Duration::from_millis(100));
    for number in 0..seconds * 10 {
        pace.tick().await;
        let events = (0..50).map(|n| todo(&format!("{number}-{n}"))).collect();
        let batch = batch(&format!("flood-{number}"), events);
        api.post("/api/v1/intake/batches", &batch).await.expect(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn under_five_hundred_events_a_second_frames_stay_soon_and_at_most_ten_a_second() {
    const SECONDS: usize = 6;
    let home = Home::new();
    let ecology = Ecology::start(Mood::Prompt);
    let relay = home.start().await;
    let target = relay.create_target(&ecology.target("portal")).await;
    let mut frames = relay.api.stream("/api/v1/live").await;
    let mut flooding = JoinSet::new();
    flooding.spawn(flood(relay.api.clone(), SECONDS));

    let (mut seen, mut pulses, mut rows, mut skipped) = (Vec::new(), 0, 0, 0);
    let flooded = loop {
        tokio::select! {
            frame = frames.next() => {
                let frame = frame.expect("the stream should go on");
                seen.push(frame.at);
                match frame.event.as_str() {
                    "pulse" => pulses += 1,
                    "deliveries" => {
                        let items = frame.data["items"].as_array().map_or(0, Vec::len);
                        assert!((1..=200).contains(&items), "a frame has at most 200 rows: {items}");
                        rows += items;
                        skipped += frame.data["skipped"].as_u64().unwrap_or_default();
                    }
                    _ => {}
                }
            }
            done = flooding.join_next() => break done,
        }
    };
    flooded
        .expect("there is one flood")
        .expect("every batch should be taken");
    println!(
        "{} frames, {pulses} of them pulses, {rows} rows, {skipped} skipped",
        seen.len()
    );
    for (at, first) in seen.iter().enumerate() {
        // Eleven frames with a tenth of a second between them fill one whole second; one more may have been late on
        // the way here.
        if let Some(last) = seen.get(at + 12) {
            assert!(
                last.duration_since(*first) > SOON,
                "there should be at most ten frames a second"
            );
        }
    }
    assert!(
        pulses >= SECONDS - 2,
        "the pulse should come once a second also now: {pulses}"
    );
    let gaps = seen.windows(2).map(|pair| pair[1].duration_since(pair[0]));
    let longest = gaps.max().expect("there are frames");
    assert!(
        longest < SOON,
        "there should never be nothing to see for {longest:?} while 500 events a second come"
    );

    // What comes last is shown soon, however much came before it.
    relay.take_in("last", vec![todo("last-of-all")]).await;
    let accepted = Instant::now();
    let (at, _) = until_shown(&mut frames, "last-of-all", "success").await;
    relay.until_all_sent(target, SECONDS * 500 + 1).await;
    assert!(
        at.saturating_duration_since(accepted) < SOON * 2,
        "the last row should be shown soon too"
    );
}
