//! Interception decisions with 100,000 persons and 10,000 members in a list (rows I1 to I5), in process: the very
//! function that planning calls, a verdict for every tab.

use std::time::Instant;

use anyhow::Result;
use domain::event::Event;
use domain::interception::Interception;
use serde_json::{Value, json};

use crate::organisation;
use crate::{round, rounds};

const EVENTS: usize = 100_000;
const ROUNDS: usize = 5;

pub(crate) fn measure() -> Result<Value> {
    let directory = organisation::compiled()?;
    let rules = serde_json::from_value(organisation::rules())?;
    let began = Instant::now();
    let compiled = Interception::new(&rules, &directory);
    let compile_ms = began.elapsed().as_secs_f64() * 1_000.0;
    let events: Vec<Event> = (0..EVENTS).map(event).collect::<Result<_, _>>()?;
    let mut micros = Vec::new();
    let mut stopped = 0;
    for _ in 0..ROUNDS {
        let began = Instant::now();
        stopped = events
            .iter()
            .filter(|event| {
                let mut verdicts = Vec::with_capacity(4);
                compiled.decide(event, &directory, &mut verdicts).is_some()
            })
            .count();
        micros.push(began.elapsed().as_secs_f64() * 1e6 / EVENTS as f64);
    }
    Ok(json!({
        "persons": organisation::PERSONS,
        "members": rules_members(),
        "compileMs": round(compile_ms),
        "microsPerDecision": rounds(micros),
        "stoppedOfEvents": format!("{stopped} of {EVENTS}"),
    }))
}

fn rules_members() -> usize {
    organisation::rules()["persons"]["members"]
        .as_array()
        .map_or(0, Vec::len)
}

fn event(n: usize) -> Result<Event, serde_json::Error> {
    serde_json::from_value(json!({
        "dataSet": "todo", "businessState": "pending", "requestId": n.to_string(), "requestName": "差旅报销",
        "workflowId": (n % 5_000 + 1_000).to_string(), "workflowName": "差旅报销", "workflowTypeId": format!("t{}", n % 40),
        "nodeName": "审批", "creator": "p1", "createdAt": "2026-11-22T09:00:00+08:00",
        "receiver": format!("p{}", n * 13 % organisation::PERSONS), "receivedAt": "2026-11-22T09:01:00+08:00",
        "occurredAt": "2026-11-22T09:01:00+08:00"
    }))
}
