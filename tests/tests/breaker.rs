//! The breaker over a kill, seen from outside (rows F1, F3).

use serde_json::Value;

use whole_program::ecology::{Ecology, Mood};
use whole_program::events::{Item, batch};
use whole_program::relay::{Home, Relay};
use whole_program::until::until;

const REQUESTS: usize = 60;
const STATES: [&str; 4] = ["todo", "done", "todo", "closed"];

fn title(request: usize, number: usize) -> String {
    format!("采购申请 {request} #{number}")
}

/// Rows F1, F3: the state and the backlog outlive a kill; the opening is one row.
#[tokio::test(flavor = "multi_thread")]
async fn an_open_breaker_outlives_a_kill_and_drains_its_backlog_in_order() {
    let home = Home::new();
    let mut ecology = Ecology::start(Mood::Prompt);
    let relay = home.start().await;
    let target = relay.create_target(&ecology.target("portal")).await;
    ecology.peer().go_down().await;

    let mut events = Vec::new();
    for (number, data_set) in STATES.iter().enumerate() {
        events.extend((0..REQUESTS).map(|request| {
            Item {
                data_set,
                request: &request.to_string(),
                receiver: "1002",
                title: &title(request, number),
            }
            .event()
        }));
    }
    let all = events.len();
    let answer = relay.intake(&batch("backlog", events)).await;
    answer.expect(200);
    until("the breaker opens", async || {
        is_open(&relay.pulse(target).await).then_some(())
    })
    .await;
    let held = relay.pulse(target).await;
    assert_eq!(
        held["counts"]["pending"], all,
        "everything should be held: {held}"
    );
    let before = until("the opening is a row", async || opening(&relay).await).await;
    assert_eq!(
        before["targetId"], target,
        "the row should name the target: {before}"
    );
    assert!(
        before["recoverTime"].is_null(),
        "it should not be over yet: {before}"
    );
    relay.kill().await;

    let relay = home.start().await;
    let pulse = relay.pulse(target).await;
    assert!(
        is_open(&pulse),
        "the breaker should still be open after a restart: {pulse}"
    );
    assert_eq!(
        pulse["counts"]["pending"], all,
        "the backlog should still be held: {pulse}"
    );
    assert_eq!(
        ecology.count().borrow().all,
        0,
        "nothing can have arrived while it was down"
    );

    ecology.peer().come_up();
    relay.until_all_sent(target, all).await;
    until("the breaker closes", async || {
        (relay.pulse(target).await["breaker"]["state"] == "closed").then_some(())
    })
    .await;
    for request in 0..REQUESTS {
        let flow = request.to_string();
        let came: Vec<String> = ecology
            .arrivals()
            .into_iter()
            .filter_map(|(_, arrival)| if arrival.flow == flow { arrival.title } else { None })
            .collect();
        let expected: Vec<String> = (0..STATES.len()).map(|number| title(request, number)).collect();
        assert_eq!(
            came, expected,
            "the backlog should drain in order, each item once"
        );
    }
    until("the recovery is in its row", async || {
        let opening = opening(&relay).await?;
        opening["recoverTime"].is_string().then_some(())
    })
    .await;
    let openings = relay.api.get("/api/v1/breaker-openings").await;
    let rows = openings["items"].as_array().expect("a list");
    assert_eq!(rows.len(), 1, "one opening is one row: {openings}");
    assert_eq!(
        rows[0]["id"], before["id"],
        "it should be the row of before the kill"
    );
    assert_eq!(
        rows[0]["createTime"], before["createTime"],
        "when it opened should not change"
    );
    assert_eq!(
        rows[0]["held"], all,
        "it should say how many were held: {openings}"
    );
    assert!(
        rows[0]["cause"].as_str().is_some_and(|cause| !cause.is_empty()),
        "it should say why: {openings}"
    );
}

/// The newest opening.
async fn opening(relay: &Relay) -> Option<Value> {
    let openings = relay.api.get("/api/v1/breaker-openings").await;
    let opening = openings["items"][0].clone();
    opening.is_object().then_some(opening)
}

fn is_open(pulse: &Value) -> bool {
    let state = &pulse["breaker"]["state"];
    state == "open" || state == "probing"
}
