//! Dispatch: one task a target sends what is due, in lanes, within its concurrency, its pace and its breaker.
//!
//! The table is the truth. A dispatcher loads a window of what is due, in order, and keeps it in [`Lanes`]; a restart
//! loads it again. What is in flight is never written. A lane goes on only once the recorder says that the result
//! before it is on disk.
//!
//! A delivery without an answer stays at the head of its lane and is sent again after a rest. It is given up as *no
//! answer* after the configured number of such attempts, counting only those between which the receiver was seen to
//! answer something else: while a receiver is down nothing is given up, its breaker opens and everything is held.

mod health;
mod pacing;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::breaker::{Allowance, Breaker, Phase};
use domain::delivery::{Outcome, Status};
use domain::ids::DeliveryId;
use domain::lanes::{Lanes, Place};
use store::table::again::Turn;
use store::table::breaker::Standing;
use store::table::delivery::{self, Due, Recorded};
use store::table::log::DeliveryItem;
use store::{Store, StoreError};
use tokio::sync::{Notify, broadcast, mpsc, watch};
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use self::pacing::Pacing;
use crate::answers::LiveEvent;
use crate::ledger::Ledger;
use crate::push::{self, Attempted, Making};
use crate::recorder::{Done, Message, ResultMessage};
use crate::registry::{ActiveTarget, Registry};

/// Deliveries that all targets together may have loaded: what bounds the memory of a backlog.
const LOADED_BY_ALL: usize = 16_384;
/// Deliveries that one target may have loaded.
const MOST_LOADED: usize = 2_048;
const LEAST_LOADED: usize = 64;
/// Rest of a delivery without an answer; it doubles up to the longest.
const FIRST_REST: Duration = Duration::from_secs(1);
const LONGEST_REST: Duration = Duration::from_secs(30);
/// Between tries to load while the store cannot be read.
const READ_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// What a dispatcher works with.
pub(crate) struct Means {
    pub(crate) store: Store,
    pub(crate) ledger: Arc<Ledger>,
    pub(crate) registry: Arc<Registry>,
    pub(crate) live: broadcast::Sender<Arc<LiveEvent>>,
    pub(crate) recorder: mpsc::Sender<Message>,
    /// No new attempts after this.
    pub(crate) stop: CancellationToken,
}

/// How to reach a target's dispatcher.
pub(crate) struct Handle {
    wake: Arc<Notify>,
    target: watch::Sender<Arc<ActiveTarget>>,
    probe: Arc<Notify>,
    gone: CancellationToken,
}

impl Handle {
    /// There may be something new to send.
    pub(crate) fn wake(&self) {
        self.wake.notify_one();
    }

    /// A person wants to know now whether the receiver is back.
    pub(crate) fn probe(&self) {
        self.probe.notify_one();
    }

    /// The target is configured anew.
    pub(crate) fn change(&self, target: Arc<ActiveTarget>) {
        self.target.send_replace(target);
    }

    /// The target is deleted.
    pub(crate) fn end(&self) {
        self.gone.cancel();
    }
}

/// A dispatcher for a target and the handle to it; the caller runs [`Dispatcher::run`] as a task of its own.
pub(crate) fn new(
    target: Arc<ActiveTarget>,
    standing: Option<Standing>,
    means: Arc<Means>,
) -> (Handle, Dispatcher) {
    let wake = Arc::new(Notify::new());
    let probe = Arc::new(Notify::new());
    let gone = means.stop.child_token();
    let (tell, changes) = watch::channel(Arc::clone(&target));
    let (done, acks) = mpsc::unbounded_channel();
    let began = Instant::now();
    let concurrency = target.config().delivery.concurrency.into();
    let breaker = match &standing {
        Some(standing) => Breaker::restored(standing.phase, concurrency, Duration::ZERO),
        None => Breaker::new(concurrency),
    };
    let mut dispatcher = Dispatcher {
        means,
        target,
        changes,
        wake: Arc::clone(&wake),
        probe: Arc::clone(&probe),
        gone: gone.clone(),
        began,
        lanes: Lanes::default(),
        loaded: HashMap::new(),
        cursor: Turn::START,
        more: true,
        loading: JoinSet::new(),
        read_again_at: None,
        flying: JoinSet::new(),
        unrecorded: 0,
        unrecorded_moves: 0,
        done,
        acks,
        resting: BinaryHeap::new(),
        pacing: Pacing::default(),
        breaker,
        opened: standing.map(|standing| (standing.since, standing.cause)),
        answers: 0,
        reload: false,
        shown_in_flight: 0,
    };
    dispatcher.configure();
    (
        Handle {
            wake,
            target: tell,
            probe,
            gone,
        },
        dispatcher,
    )
}

type Loading = (Result<Vec<Due>, StoreError>, usize);
type Flight = (DeliveryId, Box<Attempted>);

/// A delivery in memory.
struct Loaded {
    due: Arc<Due>,
    /// Attempts without an answer that count towards giving up.
    unanswered: u32,
    /// How often the receiver had answered when the last of them failed.
    answers_seen: Option<u64>,
}

/// One target's sending.
pub(crate) struct Dispatcher {
    means: Arc<Means>,
    target: Arc<ActiveTarget>,
    changes: watch::Receiver<Arc<ActiveTarget>>,
    wake: Arc<Notify>,
    probe: Arc<Notify>,
    gone: CancellationToken,
    began: Instant,
    lanes: Lanes,
    loaded: HashMap<DeliveryId, Loaded>,
    /// Everything due up to here is loaded.
    cursor: Turn,
    /// There may be something due behind the cursor.
    more: bool,
    /// What is being loaded, at most once at a time, and how much was asked for. Sending goes on meanwhile; it is a task,
    /// so that it gives its reader back whatever this dispatcher waits for.
    loading: JoinSet<Loading>,
    read_again_at: Option<Instant>,
    /// Attempts that are out, each a task of its own: encoding and reading answers use all processors.
    flying: JoinSet<Flight>,
    /// Results handed in and not yet on disk.
    unrecorded: usize,
    /// The same for moves of the breaker; it is not shown before it is on disk.
    unrecorded_moves: usize,
    done: mpsc::UnboundedSender<Done>,
    acks: mpsc::UnboundedReceiver<Done>,
    resting: BinaryHeap<Reverse<(Instant, DeliveryId)>>,
    pacing: Pacing,
    breaker: Breaker,
    /// Since when and why the breaker is not closed.
    opened: Option<(DateTime<Utc>, String)>,
    /// How often the receiver has answered.
    answers: u64,
    /// The configuration has changed; it takes effect when nothing is out.
    reload: bool,
    shown_in_flight: usize,
}

enum Woken {
    Loaded(Result<Vec<Due>, StoreError>, usize),
    Landed(DeliveryId, Box<Attempted>),
    Recorded(Done),
    Work,
    Changed,
    Probe,
    Time,
    Ending,
}

impl Dispatcher {
    /// Sends until the engine stops or the target is deleted; what is in flight then is waited for.
    pub(crate) async fn run(mut self) {
        loop {
            let ending = self.gone.is_cancelled();
            let quiet = self.flying.is_empty() && self.unrecorded == 0 && self.unrecorded_moves == 0;
            if ending && quiet {
                if !self.means.stop.is_cancelled() {
                    self.means.ledger.forget(self.target.id());
                }
                return;
            }
            if self.reload && quiet {
                self.begin_anew();
            }
            let mut until = None;
            if !ending && !self.reload && self.may_send() {
                self.load();
                until = self.launch();
            }
            self.show_in_flight();
            match self.next(until, ending).await {
                Woken::Loaded(due, asked) => self.take_in(due, asked),
                Woken::Landed(id, attempted) => self.landed_and_others(id, attempted).await,
                Woken::Recorded(done) => self.recorded_and_others(done),
                Woken::Work => self.more = true,
                Woken::Changed => self.reload = true,
                Woken::Probe => {
                    self.breaker.probe_now(self.now());
                    self.show_breaker();
                }
                Woken::Time | Woken::Ending => {}
            }
        }
    }

    fn may_send(&self) -> bool {
        self.target.config().enabled && self.target.sender.is_ok() && self.target.belongings.hold.is_none()
    }

    async fn next(&mut self, until: Option<Instant>, ending: bool) -> Woken {
        let timer = async {
            match until {
                Some(at) => tokio::time::sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            Some(loaded) = self.loading.join_next() => {
                let (due, asked) = finished(loaded);
                Woken::Loaded(due, asked)
            }
            Some(flight) = self.flying.join_next() => {
                let (id, attempted) = finished(flight);
                Woken::Landed(id, attempted)
            }
            Some(done) = self.acks.recv() => Woken::Recorded(done),
            () = self.wake.notified() => Woken::Work,
            Ok(()) = self.changes.changed() => Woken::Changed,
            () = self.probe.notified() => Woken::Probe,
            () = timer => Woken::Time,
            () = self.gone.cancelled(), if !ending => Woken::Ending,
        }
    }

    /// Takes the new configuration and forgets what was loaded: it will be loaded again from the table.
    fn begin_anew(&mut self) {
        self.reload = false;
        self.target = Arc::clone(&self.changes.borrow_and_update());
        self.lanes = Lanes::default();
        self.loaded.clear();
        self.resting.clear();
        self.loading = JoinSet::new();
        self.cursor = Turn::START;
        self.more = true;
        self.configure();
    }

    fn configure(&mut self) {
        let delivery = self.target.config().delivery;
        self.pacing = Pacing::new(delivery.rate_per_second, self.now());
        self.breaker.set_concurrency(delivery.concurrency.into());
        self.means
            .ledger
            .blocked(self.target.id(), self.target.sender.as_ref().err().cloned());
        self.show_breaker();
    }

    fn now(&self) -> Duration {
        self.began.elapsed()
    }

    /// Begins to load what is due behind the cursor, as far as the window goes.
    fn load(&mut self) {
        let window = (LOADED_BY_ALL / self.means.ledger.targets().max(1)).clamp(LEAST_LOADED, MOST_LOADED);
        self.read_again_at = self.read_again_at.filter(|at| Instant::now() < *at);
        let waits = self.read_again_at.is_some() || !self.loading.is_empty();
        if !self.more || waits || self.lanes.len() > window / 2 {
            return;
        }
        let room = window - self.lanes.len();
        let (store, target, cursor) = (self.means.store.clone(), self.target.id(), self.cursor);
        // What comes in from now on wakes the dispatcher, and there is more again.
        self.more = false;
        self.loading.spawn(async move {
            let due = store.read(move |connection| delivery::due(connection, target, cursor, room));
            (due.await, room)
        });
    }

    fn take_in(&mut self, due: Result<Vec<Due>, StoreError>, asked: usize) {
        let due = match due {
            Ok(due) => due,
            Err(error) => {
                tracing::warn!(%error, target = %self.target.id(), "what is due could not be loaded");
                self.more = true;
                self.read_again_at = Some(Instant::now() + READ_AGAIN_AFTER);
                return;
            }
        };
        self.more |= due.len() == asked;
        let Ok(sender) = &self.target.sender else { return };
        for due in due {
            if self.loaded.contains_key(&due.id) {
                // Sent again before word came that its result is on disk; once that is here, it is loaded.
                self.more = true;
                break;
            }
            self.cursor = due.place;
            let footprint = sender.suite.footprint(due.data_set);
            let place = Place {
                request: due.event.request_id.clone(),
                person: due.person.clone(),
                footprint,
            };
            self.lanes.push(due.id, place);
            self.loaded.insert(
                due.id,
                Loaded {
                    due: Arc::new(due),
                    unanswered: 0,
                    answers_seen: None,
                },
            );
        }
    }

    /// Sends as much as may be out now; gives the time at which to look again.
    fn launch(&mut self) -> Option<Instant> {
        self.end_rests();
        let mut until = self.resting.peek().map(|Reverse((at, _))| *at);
        let mut sooner = |at: Instant| until = Some(until.map_or(at, |other: Instant| other.min(at)));
        if let Some(at) = self.read_again_at {
            sooner(at);
        }
        while self.lanes.has_ready() {
            match self.breaker.allowance(self.now()) {
                Allowance::Width(width) if self.flying.len() < width as usize => {}
                Allowance::Width(_) => {
                    self.breaker.probe_not_sent();
                    break;
                }
                Allowance::AwaitProbe => break,
                Allowance::NotBefore(at) => {
                    sooner(self.began + at);
                    break;
                }
            }
            if let Some(wait) = self.wait_for_pace() {
                self.breaker.probe_not_sent();
                sooner(Instant::now() + wait);
                break;
            }
            self.send_next();
        }
        if self.lanes.is_empty()
            && !self.more
            && self.loading.is_empty()
            && self.breaker.phase() == Phase::Draining
        {
            self.breaker.drained();
            self.note_closed();
        }
        until
    }

    fn wait_for_pace(&mut self) -> Option<Duration> {
        let now = self.now();
        let next = self.lanes.peek().and_then(|id| self.loaded.get(&id))?;
        self.pacing.wait(&next.due, now)
    }

    fn send_next(&mut self) {
        let Some(id) = self.lanes.take() else { return };
        let (Some(loaded), Ok(sender)) = (self.loaded.get_mut(&id), &self.target.sender) else {
            return;
        };
        let due = Arc::make_mut(&mut loaded.due);
        due.attempts += 1;
        let due = Arc::clone(&loaded.due);
        let making = Making {
            target: self.target.id(),
            sender: Arc::clone(sender),
            snapshot: self.means.registry.now(),
        };
        self.flying.spawn(async move {
            let attempted = push::attempt(&making, &due, due.attempts).await;
            (id, Box::new(attempted))
        });
    }

    fn end_rests(&mut self) {
        let now = Instant::now();
        while let Some(Reverse((at, id))) = self.resting.peek().copied()
            && at <= now
        {
            self.resting.pop();
            self.lanes.give_back(id);
        }
    }

    /// Takes what else has landed meanwhile, so that a busy target does not go round for each alone.
    async fn landed_and_others(&mut self, id: DeliveryId, attempted: Box<Attempted>) {
        self.landed(id, attempted).await;
        while let Some(flight) = self.flying.try_join_next() {
            let (id, attempted) = finished(flight);
            self.landed(id, attempted).await;
        }
    }

    fn recorded_and_others(&mut self, done: Done) {
        let mut next = Some(done);
        while let Some(done) = next {
            match done {
                Done::Result { id, is_final } => {
                    self.unrecorded -= 1;
                    if is_final {
                        self.lanes.finish(id);
                        self.loaded.remove(&id);
                    }
                }
                Done::Move => {
                    self.unrecorded_moves -= 1;
                    self.show_breaker();
                }
            }
            next = self.acks.try_recv().ok();
        }
    }

    async fn landed(&mut self, id: DeliveryId, attempted: Box<Attempted>) {
        let Attempted { outcome, attempt } = *attempted;
        self.judge_health(&outcome, attempt.reason.as_deref()).await;
        let status = self.final_status(id, &outcome);
        let (target, number, reason) = (self.target.id(), attempt.number, attempt.reason.as_deref());
        match status {
            Some(Status::Failed | Status::NoAnswer) => {
                tracing::info!(delivery_id = %id, target_id = %target, attempt = number, ?status, reason, "delivery did not succeed");
            }
            _ => {
                tracing::debug!(delivery_id = %id, target_id = %target, attempt = number, ?status, reason, "attempt")
            }
        }
        let Some(loaded) = self.loaded.get(&id) else {
            return;
        };
        let recorded = Recorded {
            id,
            target: self.target.id(),
            data_set: loaded.due.data_set,
            attempt,
            status,
            again: loaded.due.is_again.then_some(loaded.due.place),
            run: loaded.due.run,
        };
        let item = (self.means.live.receiver_count() > 0).then(|| item_after(&loaded.due, &recorded));
        let can_wait = pacing::is_backlog(&loaded.due);
        let planned_at = (!loaded.due.is_again).then_some(loaded.due.created_at);
        if status.is_none() {
            self.rest(id);
        }
        let message = ResultMessage {
            recorded,
            can_wait,
            planned_at,
            item,
            done: self.done.clone(),
        };
        self.unrecorded += 1;
        if self
            .means
            .recorder
            .send(Message::Result(Box::new(message)))
            .await
            .is_err()
        {
            // The recorder outlives the dispatchers; if it is gone the program is ending by force.
            self.unrecorded -= 1;
        }
    }

    /// The status that this outcome gives the delivery; nothing when it stays due.
    fn final_status(&mut self, id: DeliveryId, outcome: &Outcome) -> Option<Status> {
        match outcome {
            Outcome::NoAnswer { cause, .. } if cause.is_network_failure() => {}
            _ => return Some(outcome.status()),
        }
        let answers = self.answers;
        let most = u32::from(self.target.config().delivery.no_answer_attempts);
        let loaded = self.loaded.get_mut(&id)?;
        if loaded.answers_seen.is_none_or(|seen| seen < answers) {
            loaded.unanswered += 1;
        }
        loaded.answers_seen = Some(answers);
        let serves = matches!(self.breaker.phase(), Phase::Closed | Phase::Draining);
        let give_up = loaded.unanswered >= most && serves;
        give_up.then_some(Status::NoAnswer)
    }

    /// A delivery without an answer waits before it is sent again; while the breaker is open the breaker says when.
    fn rest(&mut self, id: DeliveryId) {
        if self.breaker.phase() == Phase::Closed {
            let unanswered = self.loaded.get(&id).map_or(1, |loaded| loaded.unanswered.max(1));
            let rest = FIRST_REST
                .saturating_mul(1 << (unanswered - 1).min(8))
                .min(LONGEST_REST);
            self.resting.push(Reverse((Instant::now() + rest, id)));
        } else {
            self.lanes.give_back(id);
        }
    }

    fn show_in_flight(&mut self) {
        if self.shown_in_flight != self.flying.len() {
            self.shown_in_flight = self.flying.len();
            self.means
                .ledger
                .in_flight(self.target.id(), self.shown_in_flight);
        }
    }
}

/// What a task gave. Nothing aborts a task that is waited for, so all that can have happened otherwise is a panic; it
/// goes on as one of the dispatcher.
fn finished<T>(task: Result<T, JoinError>) -> T {
    task.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}

/// The row of the log as it is after a result.
fn item_after(due: &Due, recorded: &Recorded) -> DeliveryItem {
    let attempt = &recorded.attempt;
    DeliveryItem {
        id: due.id,
        target_id: recorded.target,
        event_id: due.event_id,
        data_set: due.data_set,
        business_state: due.event.business_state.clone(),
        request_id: due.event.request_id.0.clone(),
        request_name: due.event.request_name.clone(),
        workflow_name: due.event.workflow_name.clone(),
        workflow_type_id: due.event.workflow_type_id.0.clone(),
        creator: due.event.creator.0.clone(),
        creator_name: None,
        receiver: due.event.receiver.0.clone(),
        receiver_name: None,
        mapped_receiver: Some(due.mapped_receiver.clone()),
        status: recorded.status.unwrap_or(Status::Pending),
        reason_code: attempt.reason_code.clone(),
        reason: attempt.reason.clone(),
        attempts: attempt.number,
        created_at: due.created_at,
        finished_at: recorded.status.is_some().then(Utc::now),
        backfilled: due.backfilled,
        superseded_by: None,
    }
}
