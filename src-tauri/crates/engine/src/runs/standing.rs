//! How far a batch push is, and what came of it, in words.

use store::table::counter::StatusCounts;
use store::table::run::{Run, RunKind, Tally};

use super::TaskOrder;

/// How many of a task's rows, or persons, are dealt with.
pub(super) fn done(run: &Run, order: &TaskOrder, outcome: StatusCounts) -> u64 {
    let tally = run.tally;
    let copies = order.source().is_some_and(|source| Some(source) != run.target_id);
    let done = match run.kind {
        RunKind::RealTimePush => tally.looked,
        // One row may have come to two deliveries.
        _ if copies => tally.looked.saturating_sub(outcome.pending),
        // Of a line that goes together, some are done with before the task comes by them.
        _ => {
            let left = tally.overtaken + tally.waiting + tally.exhausted + tally.skipped;
            let left = left + tally.duplicates + tally.uncleaned;
            left + outcome.success + outcome.failed + outcome.ignored + outcome.no_answer + outcome.superseded
        }
    };
    done.min(tally.total)
}

/// What came of a task, in words.
pub(super) fn result(outcome: StatusCounts, tally: Tally) -> String {
    let mut parts = vec![format!("成功 {}", outcome.success)];
    for (word, count) in [
        ("失败", outcome.failed),
        ("未返回", outcome.no_answer),
        ("拦截", outcome.ignored),
        ("未读取的人员", tally.unread),
    ] {
        if count > 0 {
            parts.push(format!("{word} {count}"));
        }
    }
    parts.join("，")
}

#[cfg(test)]
mod tests {
    use chrono::Utc;
    use domain::ids::{RunId, TargetId};
    use store::table::log::DeliveryFilter;
    use store::table::run::{RunCause, RunState};

    use super::*;
    use crate::runs::{Duplicates, TaskRows};

    /// Row B1: of a line that goes together some have their result before the task comes by them.
    #[test]
    fn rows_are_done_with_when_their_result_is_known_or_they_are_left() {
        let order = |source: i64| TaskOrder {
            rows: TaskRows::History {
                filter: DeliveryFilter {
                    target_id: Some(TargetId(source)),
                    ..DeliveryFilter::default()
                },
                clean_with: None,
            },
            duplicates: Duplicates::AsNew,
            per_second: None,
        };
        let run = |kind, tally| Run {
            id: RunId(1),
            kind,
            target_id: Some(TargetId(7)),
            cause: RunCause::Person,
            actor: String::new(),
            state: RunState::Running,
            tally,
            error: None,
            started_at: Utc::now(),
            finished_at: None,
        };
        let tally = Tally {
            total: 100,
            looked: 20,
            overtaken: 5,
            ..Tally::default()
        };
        let outcome = StatusCounts {
            pending: 8,
            success: 30,
            failed: 2,
            ..StatusCounts::default()
        };
        let done = |kind, source| done(&run(kind, tally), &order(source), outcome);
        assert_eq!(done(RunKind::HistoryPush, 7), 37);
        assert_eq!(done(RunKind::HistoryPush, 8), 12, "copies go one by one");
        assert_eq!(done(RunKind::RealTimePush, 7), 20, "persons");
    }
}
