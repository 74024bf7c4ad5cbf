//! The pacing, with a clock that the test turns.

use chrono::Utc;
use domain::delivery::Status;
use domain::event::DataSet;
use domain::ids::{DeliveryId, EventId, TargetId};
use engine::{BreakerNews, DeliveryItem};
use futures_util::StreamExt as _;
use tokio::sync::broadcast;

use super::*;

fn item(id: i64) -> DeliveryItem {
    DeliveryItem {
        id: DeliveryId(id),
        target_id: TargetId(1),
        event_id: EventId(id),
        data_set: DataSet::Todo,
        business_state: "pending".to_owned(),
        request_id: id.to_string(),
        request_name: "报销".to_owned(),
        workflow_name: "报销".to_owned(),
        workflow_type_id: "3".to_owned(),
        creator: "1".to_owned(),
        creator_name: None,
        receiver: "2".to_owned(),
        receiver_name: None,
        mapped_receiver: None,
        status: Status::Pending,
        reason_code: None,
        reason: None,
        attempts: 0,
        created_at: Utc::now(),
        finished_at: None,
        backfilled: false,
        superseded_by: None,
    }
}

fn rows(ids: std::ops::Range<i64>) -> Arc<LiveEvent> {
    Arc::new(LiveEvent::Deliveries(ids.map(item).collect()))
}

fn everything() -> Wish {
    Wish {
        deliveries: Some(DeliveryFilter::default()),
        pulse: true,
        breaker: true,
    }
}

async fn next(frames: &mut (impl Stream<Item = Result<Event, Infallible>> + Unpin)) -> Event {
    match frames.next().await {
        Some(Ok(frame)) => frame,
        None => panic!("the stream should go on"),
    }
}

/// The text of a frame.
fn text(event: &Event) -> String {
    format!("{event:?}").replace("\\\"", "\"")
}

fn skipped(event: &Event) -> u64 {
    let text = text(event);
    let after = text
        .split("\"skipped\":")
        .nth(1)
        .expect("the frame says what was skipped");
    after
        .chars()
        .take_while(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .expect("a number")
}

#[tokio::test(start_paused = true)]
async fn a_flood_makes_at_most_ten_frames_a_second() {
    let (sender, news) = broadcast::channel(4_096);
    let stop = CancellationToken::new();
    let mut frames = Box::pin(frames(news, everything(), [stop, CancellationToken::new()]));
    let began = Instant::now();
    let mut count = 0;
    let mut next_id = 0;
    // Ten seconds in which something happens every millisecond.
    while began.elapsed() < Duration::from_secs(10) {
        tokio::select! {
            biased;
            frame = frames.next() => {
                assert!(frame.is_some(), "the stream should go on");
                count += 1;
            }
            () = tokio::time::sleep(Duration::from_millis(1)) => {
                sender.send(rows(next_id..next_id + 3)).expect("somebody listens");
                next_id += 3;
            }
        }
    }
    assert!((90..=101).contains(&count), "{count} frames in ten seconds");
}

#[tokio::test(start_paused = true)]
async fn a_frame_holds_the_newest_two_hundred_and_counts_the_rest() {
    let (sender, news) = broadcast::channel(16);
    let mut frames = Box::pin(frames(news, everything(), Default::default()));
    sender.send(rows(0..1_000)).expect("somebody listens");
    let frame = next(&mut frames).await;
    assert_eq!(skipped(&frame), 800);
    let text = text(&frame);
    assert!(
        text.contains("\"id\":999,") && text.contains("\"id\":800,"),
        "the newest should be there"
    );
    assert!(!text.contains("\"id\":799,"), "the oldest should have given way");
}

#[tokio::test(start_paused = true)]
async fn a_slow_reader_is_told_how_much_it_missed() {
    let (sender, news) = broadcast::channel(8);
    let mut frames = Box::pin(frames(news, everything(), Default::default()));
    for n in 0..100 {
        sender.send(rows(n..n + 1)).expect("somebody listens");
    }
    let frame = next(&mut frames).await;
    assert_eq!(
        skipped(&frame),
        92,
        "eight were still there, the rest was overwritten"
    );
}

#[tokio::test(start_paused = true)]
async fn a_row_that_changes_twice_in_a_frame_is_there_once_as_it_is_now() {
    let (sender, news) = broadcast::channel(8);
    let mut frames = Box::pin(frames(news, everything(), Default::default()));
    sender.send(rows(1..3)).expect("somebody listens");
    let changed = DeliveryItem {
        status: Status::Success,
        ..item(1)
    };
    sender
        .send(Arc::new(LiveEvent::Deliveries(vec![changed])))
        .expect("somebody listens");
    let frame = next(&mut frames).await;
    let text = text(&frame);
    assert_eq!(text.matches("\"id\":1,").count(), 1, "{text}");
    assert!(text.contains("\"status\":\"success\""), "{text}");
    assert_eq!(skipped(&frame), 0);
}

#[tokio::test(start_paused = true)]
async fn an_opening_does_not_wait_behind_a_flood_of_rows() {
    let (sender, news) = broadcast::channel(64);
    let mut frames = Box::pin(frames(news, everything(), Default::default()));
    for n in 0..40 {
        sender
            .send(rows(n * 200..(n + 1) * 200))
            .expect("somebody listens");
    }
    let opening = BreakerNews {
        target_id: TargetId(1),
        name: "门户".to_owned(),
        state: domain::breaker::Phase::Open,
        cause: None,
        at: Utc::now(),
    };
    sender
        .send(Arc::new(LiveEvent::Breaker(opening)))
        .expect("somebody listens");
    let frame = next(&mut frames).await;
    assert!(text(&frame).contains("breaker"), "rare news should come first");
}

#[tokio::test(start_paused = true)]
async fn what_nobody_asked_for_makes_no_frame_and_a_stop_ends_the_stream() {
    let (sender, news) = broadcast::channel(64);
    let stop = CancellationToken::new();
    let wish = Wish {
        deliveries: None,
        pulse: true,
        breaker: false,
    };
    let mut frames = Box::pin(frames(news, wish, [stop.clone(), CancellationToken::new()]));
    sender.send(rows(0..10)).expect("somebody listens");
    let silent = tokio::time::timeout(Duration::from_secs(5), frames.next()).await;
    assert!(silent.is_err(), "no frame should come");
    stop.cancel();
    assert!(frames.next().await.is_none(), "the stream should end");
}
