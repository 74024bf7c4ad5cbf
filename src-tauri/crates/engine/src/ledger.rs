//! Figures of what the engine does, kept in memory: rates, latencies, in flight. What must outlive the program is in
//! the store; these begin anew with each start.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use domain::breaker::Phase;
use domain::delivery::Status;
use domain::ids::TargetId;
use hdrhistogram::Histogram;
use serde::Serialize;
use store::WriterFigures;

use crate::answers::{BreakerView, Latency, Point};

/// Points that are kept: five minutes.
const MOST_POINTS: usize = 300;
/// Seconds over which rates are taken.
const RATE_SECONDS: usize = 10;
/// A latency above this counts as this; a backlog that waited for hours would need a histogram of megabytes.
const LONGEST_MS: u64 = 3_600_000;

/// All figures.
#[derive(Debug)]
pub(crate) struct Ledger {
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    second: Second,
    points: VecDeque<Point>,
    targets: HashMap<TargetId, TargetFigures>,
    accepted_total: u64,
    batches_total: u64,
    batches_refused_total: u64,
}

#[derive(Debug)]
struct Second {
    accepted: u64,
    results: Results,
    latency: Histogram<u32>,
}

/// Upper bounds of the buckets of [`Distribution`], in milliseconds; the last bucket has none.
pub const LATENCY_BOUNDS_MS: [u64; 12] = [
    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000, 60_000, 600_000,
];

/// How long something took, since the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Distribution {
    /// How many fell between the bound before and this one; the last is beyond all bounds.
    pub buckets: [u64; LATENCY_BOUNDS_MS.len() + 1],
    /// All together, in milliseconds.
    pub sum_ms: u64,
}

impl Distribution {
    fn add(&mut self, millis: u64) {
        let at = LATENCY_BOUNDS_MS.partition_point(|bound| *bound < millis);
        self.buckets[at] += 1;
        self.sum_ms = self.sum_ms.saturating_add(millis);
    }
}

/// Counts by kind of result.
#[derive(Debug, Clone, Copy, Default)]
struct Results {
    success: u64,
    failed: u64,
    ignored: u64,
    no_answer: u64,
}

impl Results {
    fn add(&mut self, status: Status) {
        match status {
            Status::Success => self.success += 1,
            Status::Failed => self.failed += 1,
            Status::Ignored => self.ignored += 1,
            Status::NoAnswer => self.no_answer += 1,
            Status::Pending | Status::Superseded => {}
        }
    }

    fn sent(&self) -> u64 {
        self.success + self.failed + self.no_answer
    }
}

#[derive(Debug)]
struct TargetFigures {
    now: Results,
    total: Results,
    planned_total: u64,
    latency_total: Distribution,
    attempts_total: u64,
    recent: VecDeque<u64>,
    latency: [Histogram<u32>; 2],
    in_flight: u32,
    breaker: BreakerView,
    openings_total: u64,
    blocked: Option<String>,
}

fn histogram() -> Histogram<u32> {
    Histogram::new_with_bounds(1, LONGEST_MS, 2).expect("the bounds are constants that the library takes")
}

impl Default for TargetFigures {
    fn default() -> Self {
        Self {
            now: Results::default(),
            total: Results::default(),
            planned_total: 0,
            latency_total: Distribution::default(),
            attempts_total: 0,
            recent: VecDeque::new(),
            latency: [histogram(), histogram()],
            in_flight: 0,
            breaker: BreakerView {
                state: Phase::Closed,
                since: None,
                cause: None,
                next_probe_at: None,
            },
            openings_total: 0,
            blocked: None,
        }
    }
}

/// What the figures say of one target.
#[derive(Debug, Clone)]
pub(crate) struct TargetView {
    pub(crate) per_second: f64,
    pub(crate) latency: Option<Latency>,
    pub(crate) in_flight: u32,
    pub(crate) breaker: BreakerView,
    pub(crate) blocked: Option<String>,
}

impl Ledger {
    pub(crate) fn new() -> Self {
        let second = Second {
            accepted: 0,
            results: Results::default(),
            latency: histogram(),
        };
        let inner = Inner {
            second,
            points: VecDeque::with_capacity(MOST_POINTS),
            targets: HashMap::new(),
            accepted_total: 0,
            batches_total: 0,
            batches_refused_total: 0,
        };
        Self {
            inner: Mutex::new(inner),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A batch was taken in.
    pub(crate) fn taken(&self, events: u64) {
        let mut inner = self.lock();
        inner.second.accepted += events;
        inner.accepted_total += events;
        inner.batches_total += 1;
    }

    /// A batch was refused.
    pub(crate) fn refused(&self) {
        self.lock().batches_refused_total += 1;
    }

    /// Deliveries were planned; those that are over already were kept back, or could not be made ready.
    pub(crate) fn planned(&self, target: TargetId, statuses: impl Iterator<Item = Status>) {
        let mut inner = self.lock();
        let inner = &mut *inner;
        let figures = inner.targets.entry(target).or_default();
        for status in statuses {
            inner.second.results.add(status);
            figures.now.add(status);
            figures.total.add(status);
            figures.planned_total += 1;
        }
    }

    /// Results are on disk: each with its status, where it is final, and the milliseconds since planning, where it was
    /// sent for the first time.
    pub(crate) fn recorded(&self, results: impl Iterator<Item = (TargetId, Option<Status>, Option<u64>)>) {
        let mut inner = self.lock();
        let inner = &mut *inner;
        for (target, status, millis) in results {
            let figures = inner.targets.entry(target).or_default();
            figures.attempts_total += 1;
            let Some(status) = status else { continue };
            inner.second.results.add(status);
            figures.now.add(status);
            figures.total.add(status);
            let Some(millis) = millis else { continue };
            figures.latency_total.add(millis);
            let millis = millis.clamp(1, LONGEST_MS);
            inner.second.latency.saturating_record(millis);
            figures.latency[0].saturating_record(millis);
        }
    }

    pub(crate) fn in_flight(&self, target: TargetId, count: usize) {
        self.lock().targets.entry(target).or_default().in_flight = u32::try_from(count).unwrap_or(u32::MAX);
    }

    pub(crate) fn breaker(&self, target: TargetId, view: BreakerView) {
        self.lock().targets.entry(target).or_default().breaker = view;
    }

    /// A breaker's opening is on disk.
    pub(crate) fn opened(&self, target: TargetId) {
        self.lock().targets.entry(target).or_default().openings_total += 1;
    }

    pub(crate) fn blocked(&self, target: TargetId, why: Option<String>) {
        self.lock().targets.entry(target).or_default().blocked = why;
    }

    /// How many targets there are figures of.
    pub(crate) fn targets(&self) -> usize {
        self.lock().targets.len()
    }

    pub(crate) fn forget(&self, target: TargetId) {
        self.lock().targets.remove(&target);
    }

    /// Closes the running second and gives its point. Called once a second. Cost: the number of targets.
    pub(crate) fn tick(&self, at: DateTime<Utc>) -> Point {
        let mut inner = self.lock();
        let inner = &mut *inner;
        let second = &mut inner.second;
        let quantile =
            |q: f64| (!second.latency.is_empty()).then(|| second.latency.value_at_quantile(q) as f64);
        let point = Point {
            at,
            accepted: second.accepted,
            success: second.results.success,
            failed: second.results.failed,
            ignored: second.results.ignored,
            no_answer: second.results.no_answer,
            p50_ms: quantile(0.5),
            p99_ms: quantile(0.99),
        };
        second.accepted = 0;
        second.results = Results::default();
        second.latency.reset();
        if inner.points.len() == MOST_POINTS {
            inner.points.pop_front();
        }
        inner.points.push_back(point);
        let turn = at.timestamp() % 30 == 0;
        for figures in inner.targets.values_mut() {
            if figures.recent.len() == RATE_SECONDS {
                figures.recent.pop_front();
            }
            figures.recent.push_back(figures.now.sent());
            figures.now = Results::default();
            if turn {
                figures.latency.swap(0, 1);
                figures.latency[0].reset();
            }
        }
        point
    }

    pub(crate) fn points(&self) -> Vec<Point> {
        self.lock().points.iter().copied().collect()
    }

    pub(crate) fn events_per_second(&self) -> f64 {
        let inner = self.lock();
        let recent = inner.points.iter().rev().take(RATE_SECONDS);
        let (seconds, events) = recent.fold((0_u32, 0), |(n, sum), point| (n + 1, sum + point.accepted));
        if seconds == 0 {
            0.0
        } else {
            events as f64 / f64::from(seconds)
        }
    }

    pub(crate) fn target(&self, target: TargetId) -> TargetView {
        let mut inner = self.lock();
        let figures = inner.targets.entry(target).or_default();
        let sum: u64 = figures.recent.iter().sum();
        let seconds = figures.recent.len().max(1);
        let mut latency = figures.latency[0].clone();
        // Both have the same bounds.
        let _ = latency.add(&figures.latency[1]);
        let quantiles = Latency {
            p50: latency.value_at_quantile(0.5) as f64,
            p99: latency.value_at_quantile(0.99) as f64,
        };
        TargetView {
            per_second: sum as f64 / seconds as f64,
            latency: (!latency.is_empty()).then_some(quantiles),
            in_flight: figures.in_flight,
            breaker: figures.breaker.clone(),
            blocked: figures.blocked.clone(),
        }
    }

    pub(crate) fn metrics(&self) -> MetricsSnapshot {
        let inner = self.lock();
        let mut targets: Vec<TargetMetrics> = inner
            .targets
            .iter()
            .map(|(id, figures)| TargetMetrics {
                target_id: *id,
                success: figures.total.success,
                failed: figures.total.failed,
                ignored: figures.total.ignored,
                no_answer: figures.total.no_answer,
                attempts: figures.attempts_total,
                planned: figures.planned_total,
                latency: figures.latency_total,
                in_flight: figures.in_flight,
                breaker_open: matches!(figures.breaker.state, Phase::Open | Phase::Probing),
                breaker_openings: figures.openings_total,
            })
            .collect();
        targets.sort_unstable_by_key(|target| target.target_id);
        MetricsSnapshot {
            events_accepted: inner.accepted_total,
            batches_accepted: inner.batches_total,
            batches_refused: inner.batches_refused_total,
            targets,
        }
    }
}

/// Where things stand now, stage by stage, for `/metrics`.
#[derive(Debug, Clone, PartialEq)]
pub struct Gauges {
    /// Events that are on their way to the disk.
    pub intake_waiting: u64,
    /// Results that are on their way to the disk.
    pub recorder_waiting: u64,
    /// The writer of the store.
    pub writer: WriterFigures,
    /// Size of the database, in bytes.
    pub store_bytes: u64,
    /// Size of its write-ahead log, in bytes.
    pub wal_bytes: u64,
    /// Messages of alert channels that were taken, since the start.
    pub alerts_sent: u64,
    /// Tries of such messages that failed, since the start.
    pub alert_tries_failed: u64,
    /// What only the store knows; nothing while it cannot be read.
    pub stored: Option<StoredGauges>,
}

/// What only the store knows.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredGauges {
    /// Of each target: which, deliveries that wait, when the oldest of them was planned, whether a person holds it.
    pub targets: Vec<(TargetId, u64, Option<DateTime<Utc>>, bool)>,
    /// Runs over the log that are under way.
    pub active_runs: u64,
    /// Messages of alert channels that are not taken yet.
    pub alerts_waiting: u64,
}

/// Figures since the start, for `/metrics`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MetricsSnapshot {
    /// Events taken in.
    pub events_accepted: u64,
    /// Batches taken in, duplicates not counted.
    pub batches_accepted: u64,
    /// Batches refused for whatever reason.
    pub batches_refused: u64,
    /// By target.
    pub targets: Vec<TargetMetrics>,
}

/// Figures of one target since the start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TargetMetrics {
    /// Which target.
    pub target_id: TargetId,
    /// Final results: success.
    pub success: u64,
    /// Final results: failed.
    pub failed: u64,
    /// Kept back by planning.
    pub ignored: u64,
    /// Final results: no answer.
    pub no_answer: u64,
    /// Requests made, repeated ones too.
    pub attempts: u64,
    /// Deliveries planned.
    pub planned: u64,
    /// From planning to the final result of what was sent for the first time.
    pub latency: Distribution,
    /// Requests that are out.
    pub in_flight: u32,
    /// Whether deliveries are held.
    pub breaker_open: bool,
    /// How often the breaker opened.
    pub breaker_openings: u64,
}
