//! The duplicate filter (重复数据过滤, rows X1 and X1a to X1e) by tables of cases: each case is a run of batches
//! through one target whose memory starts empty.

mod scenes;

use domain::delivery::{Stage, StageOutcome, Status};
use scenes::{FILTERED, Relay, batch, run, special};
use serde_json::json;

#[test]
fn x1_the_filter_is_off_by_default_and_then_lets_everything_through() {
    run(
        &json!({}),
        &[
            (
                "the same to-do in two batches",
                &[("todo A", "todo A"), ("todo A", "todo A")],
            ),
            (
                "a to-do and a done in one batch",
                &[("todo A, done A", "todo A, done A")],
            ),
        ],
    );
}

#[test]
fn x1_the_filter_is_for_todos_only() {
    run(
        &special(&["duplicateFilter"]),
        &[
            (
                "done, closed and deleted items pass however often they come",
                &[
                    ("todo A", "todo A"),
                    ("done A", "done A"),
                    ("done A", "done A"),
                    ("closed A", "closed A"),
                    ("closed A", "closed A"),
                    ("deleted A", "deleted A"),
                    ("deleted A", "deleted A"),
                ],
            ),
            (
                "they leave nothing in the memory",
                &[
                    ("done A, closed A, deleted A", "done A, closed A, deleted A"),
                    ("todo A", "todo A"),
                ],
            ),
        ],
    );
}

#[test]
fn x1_the_key_is_target_request_and_receiver() {
    run(
        &special(&["duplicateFilter"]),
        &[
            (
                "another request is another key",
                &[
                    ("todo A", "todo A"),
                    ("todo A@R2, todo A", "todo A@R2, todo A ignored"),
                ],
            ),
            (
                "another receiver is another key",
                &[
                    ("todo A", "todo A"),
                    ("todo B", "todo B"),
                    ("todo A, todo B", "todo A ignored, todo B ignored"),
                ],
            ),
            (
                "the business state is no part of it: copied comes after forwarded",
                &[
                    ("todo:forwarded A", "todo:forwarded A"),
                    ("todo:copied A", "todo:copied A ignored"),
                ],
            ),
        ],
    );
    // Each target has a memory of its own.
    let (mut one, mut other) = (
        Relay::new(&special(&["duplicateFilter"])),
        Relay::new(&special(&["duplicateFilter"])),
    );
    assert_eq!(one.push("todo A"), "todo A");
    assert_eq!(other.push("todo A"), "todo A");
}

#[test]
fn x1a_a_todo_pushed_before_is_ignored_with_the_reason_of_the_source_document() {
    let mut relay = Relay::new(&special(&["duplicateFilter"]));
    let first = relay.take(&batch("todo:forwarded A"));
    assert_eq!(first.deliveries[0].status, Status::Pending);
    assert_eq!(first.deliveries[0].reason, None);
    assert_eq!(relay.remembers(), ["A@R1"]);

    let again = relay.take(&batch("todo:copied A"));
    assert_eq!(again.deliveries.len(), 1, "the log gets one row");
    let row = &again.deliveries[0];
    let reason = row.reason.as_ref().expect("a reason");
    assert_eq!(row.status, Status::Ignored);
    assert_eq!(
        (reason.text.as_str(), reason.code),
        (FILTERED, "DUPLICATE_FILTER")
    );
    let last = row.verdicts.last().expect("verdicts");
    assert_eq!(
        (last.stage, last.outcome),
        (Stage::DuplicateFilter, StageOutcome::Stopped)
    );
    assert!(
        again.memory.is_empty(),
        "what was not sent changes nothing in the memory"
    );
}

#[test]
fn x1a_the_memory_is_kept_while_the_filter_is_off_so_that_it_knows_the_past_when_turned_on() {
    let mut relay = Relay::new(&json!({}));
    assert_eq!(relay.push("todo A"), "todo A");
    let mut later = Relay::new(&special(&["duplicateFilter"]));
    later.memory = relay.memory;
    assert_eq!(later.push("todo A"), "todo A ignored");
}

#[test]
fn x1b_several_todos_of_one_person_within_one_batch_are_all_sent() {
    run(
        &special(&["duplicateFilter"]),
        &[
            (
                "the person's posts, as receivers of their own",
                &[("todo A, todo A-2, todo A-3", "todo A, todo A-2, todo A-3")],
            ),
            (
                "the person's posts, as identities of one receiver",
                &[("todo A, todo A/A-2", "todo A, todo A/A-2")],
            ),
            (
                "the same post twice in different states",
                &[(
                    "todo:forwarded A, todo:copied A",
                    "todo:forwarded A, todo:copied A",
                )],
            ),
            (
                "unless the person had one before: then none of them",
                &[
                    ("todo A", "todo A"),
                    ("todo A-2, todo A-3", "todo A-2 ignored, todo A-3 ignored"),
                ],
            ),
        ],
    );
}

#[test]
fn x1c_of_a_todo_and_a_done_of_one_person_within_one_batch_only_the_todo_is_sent() {
    run(
        &special(&["duplicateFilter"]),
        &[
            ("to-do first", &[("todo A, done A", "todo A, done A ignored")]),
            ("done first", &[("done A, todo A", "done A ignored, todo A")]),
            (
                "part-time identities are one person",
                &[("done A-2, todo A-3", "done A-2 ignored, todo A-3")],
            ),
            (
                "identities of one receiver are one person",
                &[("done A/A-2, todo A", "done A/A-2 ignored, todo A")],
            ),
            (
                "all dones of the person, no to-do of the person (X1b)",
                &[(
                    "done A, todo A, done A-2, todo A-2",
                    "done A ignored, todo A, done A-2 ignored, todo A-2",
                )],
            ),
            (
                "another person's done and another request's done pass",
                &[("todo A, done B, done A@R2", "todo A, done B, done A@R2")],
            ),
            (
                "closed and deleted items are no done items",
                &[("todo A, closed A, deleted A", "todo A, closed A, deleted A")],
            ),
            (
                "in the next batch the done is alone and passes",
                &[("todo A, done A", "todo A, done A ignored"), ("done A", "done A")],
            ),
            (
                "with a to-do from an earlier batch that one stays: neither is sent",
                &[
                    ("todo A", "todo A"),
                    ("done A, todo A", "done A ignored, todo A ignored"),
                ],
            ),
        ],
    );
    let mut relay = Relay::new(&special(&["duplicateFilter"]));
    let plan = relay.take(&batch("todo A, done A"));
    let reason = plan.deliveries[1].reason.as_ref().expect("a reason");
    assert_eq!(reason.text, FILTERED);
}

#[test]
fn x1d_across_batches_a_person_keeps_one_todo_of_a_request_and_it_is_the_first() {
    run(
        &special(&["duplicateFilter"]),
        &[
            (
                "the first succeeds, all others are ignored",
                &[
                    ("todo A", "todo A"),
                    ("todo:forwarded A", "todo:forwarded A ignored"),
                    ("todo:copied A", "todo:copied A ignored"),
                    ("todo A@R2", "todo A@R2"),
                ],
            ),
            (
                "part-time identities count as their person",
                &[
                    ("todo A-2", "todo A-2"),
                    ("todo A", "todo A ignored"),
                    ("todo A/A-3", "todo A/A-3 ignored"),
                ],
            ),
        ],
    );
}

#[test]
fn x1e_read_literally_a_todo_that_comes_back_is_filtered_whatever_went_between() {
    for between in ["done A", "closed A", "deleted A"] {
        run(
            &special(&["duplicateFilter"]),
            &[(
                between,
                &[
                    ("todo A", "todo A"),
                    (between, between),
                    ("todo:returned A", "todo:returned A ignored"),
                ],
            )],
        );
    }
    run(
        &special(&["duplicateFilter"]),
        &[(
            "also when the end and the return are one batch",
            &[
                ("todo A", "todo A"),
                ("deleted A, todo A", "deleted A, todo A ignored"),
            ],
        )],
    );
}

#[test]
fn x1e_with_the_option_a_done_closed_or_deleted_item_makes_the_key_new() {
    for over in ["done", "closed", "deleted"] {
        let (of_main, of_part_time, of_another) =
            (format!("{over} A"), format!("{over} A-2"), format!("{over} B"));
        run(
            &special(&["duplicateFilter", "forgetWhenOver"]),
            &[
                (
                    over,
                    &[
                        ("todo A", "todo A"),
                        (&of_main, &of_main),
                        ("todo:returned A", "todo:returned A"),
                        ("todo:copied A", "todo:copied A ignored"),
                    ],
                ),
                (
                    "of a part-time identity",
                    &[
                        ("todo A", "todo A"),
                        (&of_part_time, &of_part_time),
                        ("todo A", "todo A"),
                    ],
                ),
                (
                    "not of another person",
                    &[
                        ("todo A", "todo A"),
                        (&of_another, &of_another),
                        ("todo A", "todo A ignored"),
                    ],
                ),
            ],
        );
    }
}

#[test]
fn x1e_with_the_option_the_key_is_new_for_what_follows_in_the_same_batch() {
    run(
        &special(&["duplicateFilter", "forgetWhenOver"]),
        &[
            (
                "taken back and given again in one act",
                &[
                    ("todo A", "todo A"),
                    ("deleted A, todo:returned A", "deleted A, todo:returned A"),
                    ("todo A", "todo A ignored"),
                ],
            ),
            (
                "not for what comes before",
                &[
                    ("todo A", "todo A"),
                    ("todo A, closed A", "todo A ignored, closed A"),
                ],
            ),
            (
                "a done that the filter keeps back (X1c) makes nothing new",
                &[
                    ("todo A", "todo A"),
                    ("done A, todo A", "done A ignored, todo A ignored"),
                ],
            ),
        ],
    );
}

#[test]
fn x1e_only_what_is_sent_makes_the_key_new() {
    // An intercepted done is not seen by the receiver, whose to-do stays; so does the memory of it.
    let mut with = special(&["duplicateFilter", "forgetWhenOver"]);
    with["interception"] = json!({ "business": {
        "mode": "custom", "rules": [ { "dataSet": "done", "states": ["silent"] } ] } });
    run(
        &with,
        &[(
            "an intercepted done",
            &[
                ("todo A", "todo A"),
                ("done:silent A", "done:silent A ignored"),
                ("todo A", "todo A ignored"),
            ],
        )],
    );
}

#[test]
fn x1e_one_person_is_the_main_account_and_an_unknown_person_is_one_of_its_own() {
    let mut relay = Relay::new(&special(&["duplicateFilter"]));
    relay.push("todo A-2, todo D-2/D, todo stranger, todo stranger-2");
    assert_eq!(
        relay.remembers(),
        ["A@R1", "D@R1", "stranger-2@R1", "stranger@R1"]
    );
}
