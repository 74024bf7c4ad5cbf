//! Missing-data backfill (缺失数据补偿, rows X2 and X2a to X2d) by tables of cases: each case is a run of batches
//! through one target whose memory starts empty.

mod scenes;

use domain::delivery::{Stage, StageOutcome, Status};
use domain::event::DataSet;
use domain::plan::MemoryChange;
use scenes::{Relay, batch, run, special};
use serde_json::json;

#[test]
fn x2_backfill_is_off_by_default() {
    run(
        &json!({}),
        &[
            ("a closed item alone", &[("closed A", "closed A")]),
            ("a to-do and a done", &[("todo A, done A", "todo A, done A")]),
        ],
    );
}

#[test]
fn x2_backfill_is_for_closed_items() {
    run(
        &special(&["missingBackfill"]),
        &[
            (
                "done and deleted items alone get none",
                &[("done A", "done A"), ("deleted A", "deleted A")],
            ),
            (
                "done and deleted items together get none",
                &[("done A, deleted A", "done A, deleted A")],
            ),
            (
                "a to-do alone gets none",
                &[("todo A, todo A-2", "todo A, todo A-2")],
            ),
        ],
    );
}

#[test]
fn x2a_a_closed_item_whose_todo_was_pushed_is_sent_as_it_is() {
    run(
        &special(&["missingBackfill"]),
        &[
            (
                "the to-do came in an earlier batch",
                &[("todo A", "todo A"), ("closed A", "closed A")],
            ),
            (
                "the to-do was a part-time identity's",
                &[("todo A-2", "todo A-2"), ("closed A", "closed A")],
            ),
            (
                "the to-do was another request's",
                &[("todo A@R2", "todo A@R2"), ("closed A", "+todo A, closed A")],
            ),
            (
                "the to-do was another person's",
                &[("todo B", "todo B"), ("closed A", "+todo A, closed A")],
            ),
        ],
    );
}

#[test]
fn x2a_otherwise_the_closed_item_is_copied_as_a_todo_which_goes_first_and_is_remembered() {
    let mut relay = Relay::new(&special(&["missingBackfill"]));
    let events = batch("closed:archived A/A-2");
    let plan = relay.take(&events);
    let [todo, closed] = plan.deliveries.as_slice() else {
        panic!("a to-do and the closed item, not {:?}", plan.deliveries)
    };
    assert_eq!(
        (todo.data_set, todo.backfilled, todo.status),
        (DataSet::Todo, true, Status::Pending)
    );
    assert_eq!(
        (closed.data_set, closed.backfilled, closed.status),
        (DataSet::Closed, false, Status::Pending)
    );
    assert_eq!(
        (todo.event, closed.event),
        (0, 0),
        "the to-do is a copy of its event"
    );
    assert_eq!(todo.mapped_receiver, closed.mapped_receiver);
    assert_eq!(todo.mapped_creator, closed.mapped_creator);
    assert_eq!(todo.person, closed.person);
    let verdict = &todo.verdicts[0];
    assert_eq!(
        (verdict.stage, verdict.outcome, verdict.detail.as_deref()),
        (Stage::Backfill, StageOutcome::Acted, Some("为办结补发待办"))
    );
    assert!(matches!(plan.memory.as_slice(), [MemoryChange::Remember(_)]));
    assert_eq!(relay.remembers(), ["A@R1"]);
}

#[test]
fn x2b_several_closed_items_of_one_person_get_one_todo_each_or_none() {
    run(
        &special(&["missingBackfill"]),
        &[
            (
                "nothing remembered: one for each",
                &[("closed A, closed A-2", "+todo A, closed A, +todo A-2, closed A-2")],
            ),
            (
                "nothing remembered, three identities of one receiver",
                &[(
                    "closed A, closed A/A-2, closed A/A-3",
                    "+todo A, closed A, +todo A/A-2, closed A/A-2, +todo A/A-3, closed A/A-3",
                )],
            ),
            (
                "one remembered: none",
                &[
                    ("todo A", "todo A"),
                    ("closed A, closed A-2", "closed A, closed A-2"),
                ],
            ),
            (
                "one remembered of a part-time identity: none",
                &[
                    ("todo A-3", "todo A-3"),
                    ("closed A, closed A-2", "closed A, closed A-2"),
                ],
            ),
            (
                "each person by itself",
                &[
                    ("todo B", "todo B"),
                    ("closed A, closed B", "+todo A, closed A, closed B"),
                ],
            ),
        ],
    );
}

#[test]
fn x2b_the_first_todo_also_stands_before_the_done_items_that_lead_up_to_the_closed_one() {
    run(
        &special(&["missingBackfill"]),
        &[
            (
                "the last approver: done and closed in one act",
                &[("done A, closed A", "+todo A, done A, closed A")],
            ),
            (
                "as many to-dos as closed items",
                &[(
                    "done A, closed A, done A-2, closed A-2",
                    "+todo A, done A, closed A, done A-2, +todo A-2, closed A-2",
                )],
            ),
            (
                "a deleted item before it needs none",
                &[(
                    "deleted A, done A, closed A",
                    "deleted A, +todo A, done A, closed A",
                )],
            ),
            (
                "another person's done needs none",
                &[("done B, closed A", "done B, +todo A, closed A")],
            ),
        ],
    );
}

#[test]
fn x2c_a_todo_and_a_done_of_one_person_get_one_todo_before_the_batch_or_none() {
    run(
        &special(&["missingBackfill"]),
        &[
            ("to-do first", &[("todo A, done A", "+todo A, todo A, done A")]),
            ("done first", &[("done A, todo A", "+todo A, done A, todo A")]),
            (
                "a closed item in place of the done",
                &[("todo A, closed A", "+todo A, todo A, closed A")],
            ),
            (
                "one, however many items the batch holds",
                &[(
                    "todo A, done A-2, closed A, closed A-2, todo A-3",
                    "+todo A, todo A, done A-2, closed A, closed A-2, todo A-3",
                )],
            ),
            (
                "one remembered: the batch as it is",
                &[("todo A", "todo A"), ("done A-2, todo A", "done A-2, todo A")],
            ),
            (
                "another person's done is another matter",
                &[("todo A, done B", "todo A, done B")],
            ),
            (
                "another person's items between keep their places",
                &[("todo B, todo A, done A", "todo B, +todo A, todo A, done A")],
            ),
        ],
    );
    let relay = Relay::new(&special(&["missingBackfill"]));
    let plan = relay.plan(&batch("todo A, done A"));
    assert_eq!(
        plan.deliveries[0].verdicts[0].detail.as_deref(),
        Some("为已办补发待办")
    );
}

#[test]
fn x2d_across_batches_a_person_ends_with_one_todo_for_one_closed_item() {
    run(
        &special(&["missingBackfill"]),
        &[
            (
                "a closed item that comes again has its to-do",
                &[
                    ("closed A", "+todo A, closed A"),
                    ("closed A", "closed A"),
                    ("closed A-2", "closed A-2"),
                ],
            ),
            (
                "a to-do in one batch, the closed item in the next",
                &[
                    ("todo A", "todo A"),
                    ("done A", "done A"),
                    ("closed A", "closed A"),
                ],
            ),
        ],
    );
}

#[test]
fn x2d_with_forgetting_each_life_of_an_item_has_its_own_todo() {
    run(
        &special(&["missingBackfill", "forgetWhenOver"]),
        &[
            (
                "closed, then closed again after the key was forgotten",
                &[
                    ("closed A", "+todo A, closed A"),
                    ("closed A", "+todo A, closed A"),
                ],
            ),
            (
                "closed, then a to-do that comes back, then closed",
                &[
                    ("closed A", "+todo A, closed A"),
                    ("todo A", "todo A"),
                    ("closed A", "closed A"),
                ],
            ),
        ],
    );
    let mut relay = Relay::new(&special(&["missingBackfill", "forgetWhenOver"]));
    relay.push("closed A");
    assert!(
        relay.remembers().is_empty(),
        "the closed item came after its backfilled to-do"
    );
}

#[test]
fn x2_a_backfilled_todo_that_has_nobody_to_go_to_fails_and_is_not_remembered() {
    let mut with = special(&["missingBackfill"]);
    with["personKey"] = json!("loginId");
    let mut relay = Relay::new(&with);
    assert_eq!(relay.push("closed D"), "+todo D failed, closed D failed");
    assert!(relay.remembers().is_empty());
}
