//! The circuit breaker (熔断, row F1): when sending to a target stops because its receiver is down, and how it starts
//! again.
//!
//! ```mermaid
#![doc = include_str!("breaker.mmd")]
//! ```
//!
//! Only network failures ([`NoAnswerCause::is_network_failure`](crate::delivery::NoAnswerCause::is_network_failure))
//! count; a refusal shows that the receiver is alive. While the breaker is open nothing is sent and everything is
//! held; now and then one held delivery goes out as a probe. Its first answer is the recovery: the backlog then
//! drains with one delivery in flight, then two, four and so on, up to the target's own concurrency.
//!
//! Pure: times are durations since a fixed start, from a clock that does not jump.

use std::collections::VecDeque;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Failures in a row that open a breaker.
pub const FAILURES_IN_A_ROW: u32 = 3;
/// The window over which the share of failures is taken.
const WINDOW: Duration = Duration::from_secs(10);
/// Fewest answers in the window for its share to count.
const LEAST_ANSWERS: u32 = 20;
/// Wait before the first probe; it doubles with each probe that fails.
const FIRST_PROBE: Duration = Duration::from_millis(500);
/// Longest wait between probes: a receiver that is up again is noticed within it.
const LONGEST_WAIT: Duration = Duration::from_secs(4);

/// Which part of its life a breaker is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Phase {
    /// All is well.
    Closed,
    /// 熔断: nothing is sent.
    Open,
    /// One held delivery is out to see whether the receiver is back.
    Probing,
    /// 恢复中: the receiver is back, the backlog goes out with growing width.
    Draining,
}

/// What makes a breaker move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trigger {
    /// Network failures in a row, or half of the answers in the window.
    TooManyFailures,
    /// The wait before the next probe is over.
    ProbeDue,
    /// The receiver answered.
    Answer,
    /// A network failure that is not yet one too many.
    Failure,
    /// The width has grown to the target's concurrency, or there is nothing left to drain.
    FullWidth,
}

/// The table that the code runs: every move a breaker can make. What is not here does not happen.
pub const MOVES: [(Phase, Trigger, Phase); 6] = [
    (Phase::Closed, Trigger::TooManyFailures, Phase::Open),
    (Phase::Open, Trigger::ProbeDue, Phase::Probing),
    (Phase::Probing, Trigger::Failure, Phase::Open),
    (Phase::Probing, Trigger::Answer, Phase::Draining),
    (Phase::Draining, Trigger::FullWidth, Phase::Closed),
    (Phase::Draining, Trigger::TooManyFailures, Phase::Open),
];

/// How many deliveries may be in flight now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowance {
    /// As many as the target's concurrency, or fewer while draining.
    Width(u32),
    /// None before this time.
    NotBefore(Duration),
    /// None until the probe that is out has come back.
    AwaitProbe,
}

/// Why a breaker opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// So many failures in a row.
    InARow(u32),
    /// So many of so many answers within ten seconds failed.
    Share {
        /// Network failures.
        failures: u32,
        /// All that came back, failures too.
        answers: u32,
    },
}

/// What the world should hear of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The breaker opened.
    Opened(Why),
    /// The receiver is back.
    Recovered,
}

/// One target's breaker.
#[derive(Debug, Clone)]
pub struct Breaker {
    phase: Phase,
    concurrency: u32,
    failures_in_a_row: u32,
    answers: VecDeque<Second>,
    failed_probes: u32,
    probe_at: Duration,
    width: u32,
    answers_at_width: u32,
}

/// What one second of the window saw.
#[derive(Debug, Clone, Copy)]
struct Second {
    at: u64,
    answers: u32,
    failures: u32,
}

impl Breaker {
    /// A closed breaker of a target that takes `concurrency` deliveries at once.
    pub fn new(concurrency: u32) -> Self {
        Self {
            phase: Phase::Closed,
            concurrency: concurrency.max(1),
            failures_in_a_row: 0,
            answers: VecDeque::new(),
            failed_probes: 0,
            probe_at: Duration::ZERO,
            width: 1,
            answers_at_width: 0,
        }
    }

    /// A breaker as it was when the program ended. One that was open probes at once; one that was draining begins to
    /// drain anew.
    pub fn restored(phase: Phase, concurrency: u32, now: Duration) -> Self {
        let phase = if phase == Phase::Probing {
            Phase::Open
        } else {
            phase
        };
        Self {
            phase,
            probe_at: now,
            ..Self::new(concurrency)
        }
    }

    /// The target's concurrency has been changed.
    pub fn set_concurrency(&mut self, concurrency: u32) {
        self.concurrency = concurrency.max(1);
    }

    /// Which part of its life it is in.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// When the next probe is due, while the breaker is open.
    pub fn probe_at(&self) -> Option<Duration> {
        (self.phase == Phase::Open).then_some(self.probe_at)
    }

    /// How many deliveries may be in flight now. An open breaker whose wait is over begins to probe by this call: the
    /// caller sends one.
    pub fn allowance(&mut self, now: Duration) -> Allowance {
        match self.phase {
            Phase::Closed => Allowance::Width(self.concurrency),
            Phase::Draining => Allowance::Width(self.width.min(self.concurrency)),
            Phase::Probing => Allowance::AwaitProbe,
            Phase::Open if now < self.probe_at => Allowance::NotBefore(self.probe_at),
            Phase::Open => {
                self.go(Trigger::ProbeDue);
                Allowance::Width(1)
            }
        }
    }

    /// The probe that [`Breaker::allowance`] asked for could not be sent (nothing to send); it is due again at once.
    pub fn probe_not_sent(&mut self) {
        if self.phase == Phase::Probing {
            self.phase = Phase::Open;
        }
    }

    /// A person wants to know now whether the receiver is back: the next probe is due at once.
    pub fn probe_now(&mut self, now: Duration) {
        if self.phase == Phase::Open {
            self.probe_at = now;
        }
    }

    /// The receiver answered, be it with a refusal.
    pub fn answered(&mut self, now: Duration) -> Option<Change> {
        self.failures_in_a_row = 0;
        match self.phase {
            Phase::Closed => self.count(now, false),
            // An answer to something sent before the opening; the probe decides.
            Phase::Open => {}
            Phase::Probing => {
                self.go(Trigger::Answer);
                (self.width, self.answers_at_width, self.failed_probes) = (1, 0, 0);
                self.answers.clear();
                return Some(Change::Recovered);
            }
            Phase::Draining => {
                self.answers_at_width += 1;
                if self.answers_at_width >= self.width {
                    self.answers_at_width = 0;
                    self.width = self.width.saturating_mul(2);
                    if self.width >= self.concurrency {
                        self.go(Trigger::FullWidth);
                    }
                }
            }
        }
        None
    }

    /// The backlog is empty: what is left to drain will never fill the width, so the breaker closes.
    pub fn drained(&mut self) {
        if self.phase == Phase::Draining {
            self.go(Trigger::FullWidth);
        }
    }

    /// A network failure.
    pub fn failed(&mut self, now: Duration) -> Option<Change> {
        self.failures_in_a_row += 1;
        let in_a_row = self.failures_in_a_row >= FAILURES_IN_A_ROW;
        match self.phase {
            Phase::Open => None,
            Phase::Probing => {
                self.failed_probes = self.failed_probes.saturating_add(1);
                self.go(Trigger::Failure);
                self.probe_at = now + wait_after(self.failed_probes);
                None
            }
            Phase::Draining => {
                (self.width, self.answers_at_width) = (1, 0);
                in_a_row.then(|| self.open(now, Why::InARow(self.failures_in_a_row)))
            }
            Phase::Closed => {
                self.count(now, true);
                let why = match in_a_row {
                    true => Some(Why::InARow(self.failures_in_a_row)),
                    false => self.half_fail(),
                };
                why.map(|why| self.open(now, why))
            }
        }
    }

    fn open(&mut self, now: Duration, why: Why) -> Change {
        self.go(Trigger::TooManyFailures);
        self.failed_probes = 0;
        self.probe_at = now + FIRST_PROBE;
        self.answers.clear();
        Change::Opened(why)
    }

    fn go(&mut self, trigger: Trigger) {
        let to = MOVES
            .iter()
            .find(|(from, by, _)| *from == self.phase && *by == trigger);
        self.phase = to
            .expect("every call of go is a row of the table; a test walks them all")
            .2;
    }

    fn count(&mut self, now: Duration, failure: bool) {
        let at = now.as_secs();
        while self
            .answers
            .front()
            .is_some_and(|second| second.at + WINDOW.as_secs() <= at)
        {
            self.answers.pop_front();
        }
        if self.answers.back().is_none_or(|second| second.at != at) {
            self.answers.push_back(Second {
                at,
                answers: 0,
                failures: 0,
            });
        }
        if let Some(second) = self.answers.back_mut() {
            second.answers += 1;
            second.failures += u32::from(failure);
        }
    }

    fn half_fail(&self) -> Option<Why> {
        let (answers, failures) = self.answers.iter().fold((0, 0), |(answers, failures), second| {
            (answers + second.answers, failures + second.failures)
        });
        (answers >= LEAST_ANSWERS && failures * 2 >= answers).then_some(Why::Share { failures, answers })
    }
}

fn wait_after(failed_probes: u32) -> Duration {
    FIRST_PROBE
        .saturating_mul(1 << failed_probes.min(8))
        .min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    const START: Duration = Duration::from_secs(100);

    fn opened() -> Breaker {
        let mut breaker = Breaker::new(16);
        for _ in 1..FAILURES_IN_A_ROW {
            assert_eq!(breaker.failed(START), None);
        }
        assert_eq!(
            breaker.failed(START),
            Some(Change::Opened(Why::InARow(FAILURES_IN_A_ROW)))
        );
        breaker
    }

    #[test]
    fn f1_failures_in_a_row_open_it_and_nothing_is_sent() {
        let mut breaker = opened();
        assert_eq!(
            breaker.allowance(START),
            Allowance::NotBefore(START + FIRST_PROBE)
        );
    }

    #[test]
    fn f1_a_probe_that_a_person_asks_for_goes_out_at_once_and_one_at_a_time() {
        let mut breaker = opened();
        breaker.probe_now(START);
        assert_eq!(breaker.allowance(START), Allowance::Width(1));
        breaker.probe_now(START);
        assert_eq!(breaker.allowance(START), Allowance::AwaitProbe);
        let mut closed = Breaker::new(16);
        closed.probe_now(START);
        assert_eq!(closed.phase(), Phase::Closed);
    }

    #[test]
    fn f1_half_of_the_answers_failing_opens_it_even_when_never_three_in_a_row() {
        let mut breaker = Breaker::new(16);
        let mut why = None;
        for n in 0..40_u32 {
            let now = START + Duration::from_millis(u64::from(n) * 10);
            let change = if n % 2 == 0 {
                breaker.failed(now)
            } else {
                breaker.answered(now)
            };
            if let (None, Some(Change::Opened(first))) = (why, change) {
                why = Some(first);
            }
        }
        let half = Why::Share {
            failures: 11,
            answers: 21,
        };
        assert_eq!(why, Some(half), "it says how many of how many");
    }

    #[test]
    fn f1_refusals_never_open_it() {
        let mut breaker = Breaker::new(16);
        for n in 0..10_000 {
            assert_eq!(breaker.answered(START + Duration::from_millis(n)), None);
        }
        assert_eq!(breaker.phase(), Phase::Closed);
    }

    #[test]
    fn f1_one_probe_at_a_time_and_waits_that_grow_to_a_bound() {
        let mut breaker = opened();
        let mut now = START + FIRST_PROBE;
        for _ in 0..20 {
            assert_eq!(breaker.allowance(now), Allowance::Width(1));
            assert_eq!(breaker.allowance(now), Allowance::AwaitProbe);
            assert_eq!(breaker.failed(now), None);
            let Allowance::NotBefore(next) = breaker.allowance(now) else {
                panic!("must wait")
            };
            assert!(next - now <= LONGEST_WAIT);
            now = next;
        }
    }

    #[test]
    fn f1_after_recovery_the_width_doubles_up_to_the_concurrency() {
        let mut breaker = opened();
        let now = START + FIRST_PROBE;
        breaker.allowance(now);
        assert_eq!(breaker.answered(now), Some(Change::Recovered));
        let mut widths = Vec::new();
        while let Allowance::Width(width) = breaker.allowance(now)
            && breaker.phase() == Phase::Draining
        {
            widths.push(width);
            for _ in 0..width {
                breaker.answered(now);
            }
        }
        assert_eq!(widths, [1, 2, 4, 8]);
        assert_eq!(breaker.phase(), Phase::Closed);
    }

    #[test]
    fn f1_a_restart_probes_at_once_and_drains_anew() {
        for phase in [Phase::Open, Phase::Probing] {
            let mut breaker = Breaker::restored(phase, 16, START);
            assert_eq!(breaker.allowance(START), Allowance::Width(1));
        }
        assert_eq!(
            Breaker::restored(Phase::Draining, 16, START).allowance(START),
            Allowance::Width(1)
        );
        assert_eq!(
            Breaker::restored(Phase::Closed, 16, START).allowance(START),
            Allowance::Width(16)
        );
    }

    proptest! {
        /// Openings and recoveries pair up, the width never passes the concurrency, and only one probe is out.
        #[test]
        fn f1_every_walk_keeps_to_the_rules(concurrency in 1..64u32, steps in prop::collection::vec((0..3u8, 0..3_000u64), 1..400)) {
            let mut breaker = Breaker::new(concurrency);
            let mut now = START;
            let mut is_down = false;
            for (step, millis) in steps {
                now += Duration::from_millis(millis);
                let change = match step {
                    0 => breaker.answered(now),
                    1 => breaker.failed(now),
                    _ => {
                        if let Allowance::Width(width) = breaker.allowance(now) {
                            prop_assert!(width <= concurrency);
                        }
                        None
                    }
                };
                match change {
                    Some(Change::Opened(_)) => { prop_assert!(!is_down); is_down = true; }
                    Some(Change::Recovered) => { prop_assert!(is_down); is_down = false; }
                    None => {}
                }
                let held = matches!(breaker.phase(), Phase::Open | Phase::Probing);
                prop_assert_eq!(held, is_down);
            }
        }
    }

    #[test]
    fn the_picture_shows_the_table() {
        let word = |phase: Phase| format!("{phase:?}");
        let drawn: BTreeSet<String> = include_str!("breaker.mmd")
            .lines()
            .filter_map(|line| line.trim().split_once(" --> "))
            .filter(|(from, _)| *from != "[*]")
            .map(|(from, rest)| format!("{from} --> {rest}"))
            .collect();
        let table: BTreeSet<String> = MOVES
            .iter()
            .map(|(from, by, to)| format!("{} --> {}: {by:?}", word(*from), word(*to)))
            .collect();
        assert_eq!(drawn, table);
    }
}
