//! The order of checks (row X3) and the gate before all of them (row T2): interception, duplicate filter, backfill,
//! person conversion, each seeing only what the one before let through.

mod scenes;

use domain::delivery::{Stage, StageOutcome};
use domain::plan::Planned;
use scenes::{FILTERED, Relay, batch, run, special};
use serde_json::{Value, json};

/// Both switches, and business interception of `silent` in each data set.
fn all_on() -> Value {
    let mut with = special(&["duplicateFilter", "missingBackfill"]);
    let rules: Vec<Value> = ["todo", "done", "closed", "deleted"]
        .iter()
        .map(|set| json!({ "dataSet": set, "states": ["silent"] }))
        .collect();
    with["interception"] = json!({ "business": { "mode": "custom", "rules": rules } });
    with
}

fn walked(planned: &Planned) -> Vec<(Stage, StageOutcome)> {
    planned
        .verdicts
        .iter()
        .map(|verdict| (verdict.stage, verdict.outcome))
        .collect()
}

#[test]
fn x3_business_interception_comes_before_the_duplicate_filter() {
    let mut relay = Relay::new(&all_on());
    assert_eq!(relay.push("todo A"), "todo A");
    let plan = relay.take(&batch("todo:silent A"));
    let row = &plan.deliveries[0];
    let reason = row.reason.as_ref().expect("a reason");
    assert_eq!(
        reason.code, "INTERCEPTED_BUSINESS",
        "both would stop it; the first names itself"
    );
    assert_ne!(reason.text, FILTERED);
    assert!(
        row.verdicts
            .iter()
            .all(|verdict| verdict.stage != Stage::DuplicateFilter),
        "a later stage does not see what was stopped"
    );
}

#[test]
fn x3_what_was_intercepted_is_neither_remembered_nor_backfilled() {
    run(
        &all_on(),
        &[
            (
                "an intercepted to-do is not remembered: the next one is the first",
                &[("todo:silent A", "todo:silent A ignored"), ("todo A", "todo A")],
            ),
            (
                "nor does it stand for a to-do when the closed item comes",
                &[
                    ("todo:silent A", "todo:silent A ignored"),
                    ("closed A", "+todo A, closed A"),
                ],
            ),
            (
                "an intercepted closed item gets no to-do",
                &[
                    ("closed:silent A", "closed:silent A ignored"),
                    ("todo A", "todo A"),
                ],
            ),
            (
                "an intercepted to-do does not filter the done beside it (X1c)",
                &[("todo:silent A, done A", "todo:silent A ignored, done A")],
            ),
            (
                "nor does it count as the batch's to-do (X2c): the closed item gets its own (X2a)",
                &[(
                    "todo:silent A, closed A",
                    "todo:silent A ignored, +todo A, closed A",
                )],
            ),
            (
                "nor does an intercepted done make a pair with a to-do (X2c)",
                &[("todo A, done:silent A", "todo A, done:silent A ignored")],
            ),
        ],
    );
}

#[test]
fn x3_with_both_switches_on_the_backfill_sees_what_the_filter_left() {
    run(
        &all_on(),
        &[
            (
                "a to-do and a done: the done is filtered (X1c), so nothing is missing (X2c)",
                &[("todo A, done A", "todo A, done A ignored")],
            ),
            (
                "a to-do that is filtered is remembered, so the closed item has its to-do",
                &[
                    ("todo A", "todo A"),
                    ("todo A, closed A", "todo A ignored, closed A"),
                ],
            ),
            (
                "a backfilled to-do is the first: the to-do that comes after it is filtered",
                &[
                    ("closed A", "+todo A, closed A"),
                    ("todo A", "todo A ignored"),
                    ("closed A", "closed A"),
                ],
            ),
            (
                "several closed items (X2b) are no matter of the filter",
                &[
                    ("closed A, closed A-2", "+todo A, closed A, +todo A-2, closed A-2"),
                    ("todo A", "todo A ignored"),
                ],
            ),
            (
                "a to-do and a closed item: the filter leaves both, one to-do goes before them",
                &[
                    ("todo A, closed A", "+todo A, todo A, closed A"),
                    ("todo A", "todo A ignored"),
                ],
            ),
        ],
    );
}

#[test]
fn x3_with_both_switches_and_forgetting_a_todo_that_comes_back_is_sent() {
    let mut with = all_on();
    with["specialData"]["forgetWhenOver"] = json!(true);
    run(
        &with,
        &[(
            "a whole life, twice",
            &[
                ("todo A", "todo A"),
                ("todo:copied A", "todo:copied A ignored"),
                ("done A", "done A"),
                ("todo:returned A", "todo:returned A"),
                ("closed A", "closed A"),
                ("closed A", "+todo A, closed A"),
            ],
        )],
    );
}

#[test]
fn x3_every_stage_leaves_its_verdict_in_the_order_of_the_stages() {
    let relay = Relay::new(&all_on());
    let plan = relay.plan(&batch("closed A, todo B, deleted A, done:silent A"));
    let before_filter = [
        (Stage::WorkflowType, StageOutcome::Passed),
        (Stage::Workflow, StageOutcome::Passed),
        (Stage::Person, StageOutcome::Passed),
        (Stage::Business, StageOutcome::Passed),
    ];
    let ends = [
        // The backfilled to-do was made by the backfill; it walks on from there.
        vec![
            (Stage::Backfill, StageOutcome::Acted),
            (Stage::PersonConversion, StageOutcome::Passed),
        ],
        vec![
            (Stage::DuplicateFilter, StageOutcome::NotApplied),
            (Stage::Backfill, StageOutcome::Acted),
            (Stage::PersonConversion, StageOutcome::Passed),
        ],
        vec![
            (Stage::DuplicateFilter, StageOutcome::Passed),
            (Stage::Backfill, StageOutcome::NotApplied),
            (Stage::PersonConversion, StageOutcome::Passed),
        ],
        vec![
            (Stage::DuplicateFilter, StageOutcome::NotApplied),
            (Stage::Backfill, StageOutcome::NotApplied),
            (Stage::PersonConversion, StageOutcome::Passed),
        ],
    ];
    assert_eq!(plan.deliveries.len(), 5);
    assert_eq!(walked(&plan.deliveries[0]), ends[0]);
    for (planned, end) in plan.deliveries[1..4].iter().zip(&ends[1..]) {
        assert_eq!(walked(planned), [before_filter.as_slice(), end].concat());
    }
    let mut stopped = before_filter.to_vec();
    stopped[3].1 = StageOutcome::Stopped;
    assert_eq!(walked(&plan.deliveries[4]), stopped);
}

#[test]
fn t2_a_disabled_target_gets_no_deliveries_and_nothing_is_remembered_for_it() {
    let mut with = all_on();
    with["enabled"] = json!(false);
    let mut relay = Relay::new(&with);
    let plan = relay.take(&batch("todo A, closed B, todo:silent A"));
    assert!(plan.deliveries.is_empty() && plan.memory.is_empty());
    assert!(relay.remembers().is_empty());
}

#[test]
fn x3_a_target_asks_for_the_memory_only_while_a_switch_reads_it() {
    for (switches, asks) in [
        (&[][..], false),
        (&["forgetWhenOver"], false),
        (&["duplicateFilter"], true),
        (&["missingBackfill"], true),
        (&["duplicateFilter", "missingBackfill"], true),
    ] {
        assert_eq!(
            Relay::new(&special(switches)).target.asks_memory(),
            asks,
            "{switches:?}"
        );
    }
}
