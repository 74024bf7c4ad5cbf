//! Makes a large log, by the store's own statements, while no engine owns the directory.

use std::path::Path;

use anyhow::Result;
use domain::delivery::{Reason, Stage, StageOutcome, Status, Verdict};
use domain::event::{DataSet, Event};
use domain::ids::TargetId;
use domain::plan::Planned;
use store::table::delivery::{self, Source};
use store::table::event as event_table;
use store::{Store, StoreOptions};

use crate::load;
use crate::relay::data_of;

/// Rows of one job.
const AT_ONCE: usize = 5_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Everything is still to be sent.
    Pending,
    /// A log as years leave it: mostly successes, some of everything else.
    Finished,
}

/// Puts `rows` deliveries of target 1 into the store of a program that was started below `directory`; their requests are
/// numbered from `number`.
pub(crate) async fn log(directory: &Path, (number, rows): (usize, usize), kind: Kind) -> Result<()> {
    let store = Store::open(&StoreOptions {
        directory: data_of(directory),
    })?;
    let began_ms = 1_760_000_000_000_i64;
    for first in (0..rows).step_by(AT_ONCE) {
        let count = AT_ONCE.min(rows - first);
        store
            .write(move |tx| {
                let events: Vec<Event> = (first..first + count)
                    .map(|at| {
                        let event = serde_json::from_value(load::event(number + at))?;
                        Ok(Event {
                            data_set: data_set(at, kind),
                            ..event
                        })
                    })
                    .collect::<Result<_, store::StoreError>>()?;
                let ids = event_table::insert_all(tx, &events)?;
                let planned: Vec<Planned> = events
                    .iter()
                    .enumerate()
                    .map(|(at, event)| planned(at, first + at, event, kind))
                    .collect();
                let now_ms = began_ms + first as i64;
                let source = Source {
                    events: &events,
                    ids: &ids,
                    now_ms,
                    run: None,
                };
                let planned: Vec<_> = planned.iter().map(|delivery| (TargetId(1), delivery)).collect();
                delivery::insert_all(tx, &planned, source).map(|_| ())
            })
            .await?;
    }
    Ok(())
}

fn data_set(number: usize, kind: Kind) -> DataSet {
    match kind {
        Kind::Pending => DataSet::Todo,
        Kind::Finished => DataSet::ALL[(number / 4) % 4],
    }
}

fn status(number: usize, kind: Kind) -> Status {
    match (kind, number % 1_000) {
        (Kind::Pending, _) => Status::Pending,
        (_, 0) if number.is_multiple_of(1_000_000) => Status::Superseded,
        (_, 0..20) => Status::Failed,
        (_, 20..40) => Status::NoAnswer,
        (_, 40..90) => Status::Ignored,
        _ => Status::Success,
    }
}

fn planned(at: usize, number: usize, event: &Event, kind: Kind) -> Planned {
    let status = status(number, kind);
    let passed = |stage| Verdict {
        stage,
        outcome: StageOutcome::Passed,
        detail: None,
    };
    Planned {
        event: at,
        data_set: event.data_set,
        backfilled: false,
        status,
        reason: (status == Status::Ignored).then(Reason::duplicate),
        verdicts: [
            Stage::WorkflowType,
            Stage::Workflow,
            Stage::Person,
            Stage::Business,
        ]
        .map(passed)
        .to_vec(),
        person: event.receiver.clone(),
        mapped_receiver: Some(event.receiver.0.clone()),
        mapped_creator: Some(event.creator.0.clone()),
    }
}
