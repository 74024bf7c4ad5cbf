//! The simulated OA: requests walk through their nodes, and every act is posted to the intake as one batch of events.
//!
//! How: one task walks — whenever the pace allows it rolls the next act and puts its batch into the outbox; a few
//! tasks carry batches to the intake over HTTP. Guarantees: no batch is lost while the process lives, whatever the
//! intake answers, unless the intake calls it wrong (then it is counted and the reason shown); batches of one request
//! arrive in their order; the walk pauses while too much is unsent.

mod event;
mod interface;
mod outbox;
mod pace;
mod post;
mod request;
mod templates;
#[cfg(test)]
mod tests;
mod world;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, FixedOffset};
use tokio::sync::Notify;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use self::outbox::{Outbox, Parcel};
use self::pace::Pace;
use self::post::{Intake, Posted, Postman};
use self::request::Request;
use self::world::{Caused, World};
use crate::clock::{china_now, rfc3339};
use crate::organisation::{Organisation, PersonIndex};

pub(crate) use self::interface::{Change, ChangeRefused, GateCounts, Interface};
pub(crate) use self::pace::RATES;
pub(crate) use self::request::Act;
pub(crate) use self::templates::{TEMPLATES, Template};
pub(crate) use self::world::ActRefused;

/// Batches in flight at once.
const CARRIERS: usize = 8;
/// Pace at the start, in events a second.
const FIRST_RATE: f64 = 2.0;
/// First and longest wait before a batch is tried again.
const FIRST_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// What the control face shows of the OA.
#[derive(Debug, Clone)]
pub(crate) struct OaStatus {
    pub(crate) running: bool,
    pub(crate) rate: f64,
    pub(crate) events_sent: u64,
    pub(crate) batches_sent: u64,
    pub(crate) batches_refused: u64,
    pub(crate) last_error: Option<String>,
    pub(crate) open_requests: usize,
    pub(crate) finished_requests: u64,
}

/// A person that a request waits for.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    pub(crate) person: Arc<str>,
    pub(crate) name: Arc<str>,
}

/// What the control face shows of an open request.
#[derive(Debug, Clone)]
pub(crate) struct OpenRequest {
    pub(crate) id: u64,
    pub(crate) title: Arc<str>,
    pub(crate) workflow: &'static str,
    pub(crate) node: &'static str,
    pub(crate) creator: Arc<str>,
    pub(crate) creator_name: Arc<str>,
    pub(crate) waiting_for: Vec<Waiting>,
    pub(crate) created_at: String,
}

/// A request on the list of one person.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) request: u64,
    pub(crate) title: Arc<str>,
    pub(crate) template: &'static Template,
    pub(crate) node_id: String,
    pub(crate) node_name: &'static str,
    pub(crate) creator: Arc<str>,
    pub(crate) creator_name: Arc<str>,
    pub(crate) created_at: DateTime<FixedOffset>,
    pub(crate) received_at: DateTime<FixedOffset>,
    pub(crate) operated_at: DateTime<FixedOffset>,
}

/// Why an operator's wish is refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OaRefusal {
    #[error("too many batches wait for the intake")]
    Backlog,
    #[error("too many requests are open")]
    TooManyOpen,
    #[error(transparent)]
    Act(#[from] ActRefused),
}

struct State {
    world: World,
    outbox: Outbox,
    pace: Pace,
    running: bool,
    intake: Option<Intake>,
    batches_made: u64,
    events_sent: u64,
    batches_sent: u64,
    batches_refused: u64,
    /// Why the last try failed; forgotten when a batch gets through.
    trouble: Option<String>,
    /// Why the last refused batch was refused.
    refused: Option<String>,
}

struct Inner {
    /// Makes batch ids differ between runs.
    run: String,
    state: Mutex<State>,
    /// Wakes the walk: a new pace, a connection, room in the outbox.
    walk: Notify,
    /// Wakes a carrier: a batch may leave.
    carry: Notify,
    /// Wakes carriers that wait before another try: there is a new connection.
    connected: Notify,
    stop: CancellationToken,
}

/// The OA; cheap to clone.
#[derive(Clone)]
pub(crate) struct Oa(Arc<Inner>);

impl Oa {
    /// Makes the OA and starts its tasks; it does nothing until [`Self::connect`].
    pub(crate) fn start(
        organisation: Arc<Organisation>,
        seed: u64,
        (tasks, stop): (&TaskTracker, CancellationToken),
    ) -> Self {
        let oa = Self::new(organisation, seed, stop);
        let postman = Postman::new();
        let walker = oa.clone();
        tasks.spawn(async move { walker.0.stop.run_until_cancelled(walker.walk()).await });
        for _ in 0..CARRIERS {
            let (carrier, postman) = (oa.clone(), postman.clone());
            tasks.spawn(async move { carrier.0.stop.run_until_cancelled(carrier.carry(postman)).await });
        }
        oa
    }

    fn new(organisation: Arc<Organisation>, seed: u64, stop: CancellationToken) -> Self {
        let now = china_now();
        let nonce = getrandom::u32().unwrap_or_else(|_| std::process::id());
        Self(Arc::new(Inner {
            run: format!("sandbox-{}-{nonce:08x}", now.format("%Y%m%d%H%M%S")),
            state: Mutex::new(State {
                world: World::new(organisation, seed, now),
                outbox: Outbox::default(),
                pace: Pace::new(FIRST_RATE, Instant::now()),
                running: true,
                intake: None,
                batches_made: 0,
                events_sent: 0,
                batches_sent: 0,
                batches_refused: 0,
                trouble: None,
                refused: None,
            }),
            walk: Notify::new(),
            carry: Notify::new(),
            connected: Notify::new(),
            stop,
        }))
    }

    /// From now on batches go to this intake.
    pub(crate) fn connect(&self, base_url: &str, token: &str) {
        match Intake::new(base_url, token) {
            Ok(intake) => {
                let mut state = self.state();
                state.intake = Some(intake);
                state.pace.resume(Instant::now());
            }
            Err(error) => self.state().trouble = Some(error.to_string()),
        }
        self.0.walk.notify_one();
        self.0.connected.notify_waiters();
    }

    pub(crate) fn status(&self) -> OaStatus {
        let state = self.state();
        OaStatus {
            running: state.running,
            rate: state.pace.rate(),
            events_sent: state.events_sent,
            batches_sent: state.batches_sent,
            batches_refused: state.batches_refused,
            last_error: state.trouble.clone().or_else(|| state.refused.clone()),
            open_requests: state.world.open_count(),
            finished_requests: state.world.finished_count(),
        }
    }

    /// Lets the OA walk or stand, at this pace.
    pub(crate) fn set(&self, running: bool, rate: f64) {
        {
            let mut state = self.state();
            let now = Instant::now();
            state.pace.set_rate(rate, now);
            if running && !state.running {
                state.pace.resume(now);
            }
            state.running = running;
        }
        self.0.walk.notify_one();
    }

    /// Starts a request by hand.
    pub(crate) fn begin(
        &self,
        template: Option<&'static Template>,
        creator: Option<usize>,
    ) -> Result<OpenRequest, OaRefusal> {
        let mut state = self.state();
        if state.outbox.is_full() {
            return Err(OaRefusal::Backlog);
        }
        let caused = state
            .world
            .start(template, creator, china_now())
            .ok_or(OaRefusal::TooManyOpen)?;
        let id = caused.request;
        let shown = state
            .world
            .request(id)
            .map(|request| shown(request, state.world.organisation()));
        self.send(&mut state, &caused);
        shown.ok_or(OaRefusal::Act(ActRefused::Unknown))
    }

    /// Does an act by hand; answers how many events it caused.
    pub(crate) fn act(&self, id: u64, act: Act, person: Option<usize>) -> Result<u32, OaRefusal> {
        let mut state = self.state();
        if state.outbox.is_full() {
            return Err(OaRefusal::Backlog);
        }
        let caused = state.world.act(id, (act, person), china_now())?;
        Ok(self.send(&mut state, &caused))
    }

    /// Open requests, newest first.
    pub(crate) fn newest(&self, limit: usize) -> Vec<OpenRequest> {
        let state = self.state();
        let organisation = state.world.organisation();
        state
            .world
            .newest(limit)
            .into_iter()
            .map(|request| shown(request, organisation))
            .collect()
    }

    /// Open requests in which a person has something to do, or has handled all there was; newest first.
    pub(crate) fn listed(&self, person: PersonIndex, waiting: bool) -> Vec<Listed> {
        let state = self.state();
        let organisation = state.world.organisation();
        let requests = state.world.newest(usize::MAX).into_iter();
        requests
            .filter_map(|request| request.listed(person, waiting, organisation))
            .collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts what an act caused into the outbox.
    fn send(&self, state: &mut State, caused: &Caused) -> u32 {
        state.batches_made += 1;
        let batch_id = format!("{}-{:06}", self.0.run, state.batches_made);
        let batch = event::Batch {
            batch_id: &batch_id,
            events: &caused.events,
        };
        let body = serde_json::to_vec(&batch).expect("a batch holds nothing that JSON cannot hold");
        let events = u32::try_from(caused.events.len()).unwrap_or(u32::MAX);
        state.outbox.put(Parcel {
            request: caused.request,
            events,
            body: Bytes::from(body),
        });
        self.0.carry.notify_one();
        events
    }

    async fn walk(&self) {
        loop {
            let woken = self.0.walk.notified();
            match self.step() {
                Step::Again => {}
                Step::At(when) => {
                    tokio::select! {
                        () = woken => {}
                        () = tokio::time::sleep_until(when) => {}
                    }
                }
                Step::WhenWoken => woken.await,
            }
        }
    }

    /// One turn of the walk.
    fn step(&self) -> Step {
        let mut guard = self.state();
        let state = &mut *guard;
        if !state.running || state.intake.is_none() || state.outbox.is_full() {
            return Step::WhenWoken;
        }
        let now = Instant::now();
        if let Some(when) = state.pace.next(now) {
            return Step::At(when);
        }
        let (rate, outbox) = (state.pace.rate(), &state.outbox);
        let caused = state
            .world
            .advance(rate, &|request| outbox.is_busy(request), china_now());
        match caused {
            Some(caused) if !caused.events.is_empty() => {
                let events = self.send(state, &caused);
                state.pace.spend(events);
                Step::Again
            }
            // Nothing could be done just now, which is rare; it is rolled again a moment later.
            _ => Step::At(now + Duration::from_millis(5)),
        }
    }

    async fn carry(&self, postman: Postman) {
        loop {
            let parcel = loop {
                let woken = self.0.carry.notified();
                let taken = self.state().outbox.take();
                match taken {
                    Some(parcel) => break parcel,
                    None => woken.await,
                }
            };
            // A woken carrier takes one batch only: it wakes the next for whatever else is ready.
            self.0.carry.notify_one();
            let refused = self.deliver(&postman, &parcel).await;
            let full = {
                let mut state = self.state();
                match refused {
                    Some(why) => {
                        state.batches_refused += 1;
                        state.refused = Some(why);
                    }
                    None => {
                        state.trouble = None;
                        state.batches_sent += 1;
                        state.events_sent += u64::from(parcel.events);
                    }
                }
                let full = state.outbox.is_full();
                state.outbox.settle(parcel.request);
                full
            };
            if full {
                self.0.walk.notify_one();
            }
        }
    }

    /// Tries until the intake has taken or refused the batch; answers why it was refused.
    async fn deliver(&self, postman: &Postman, parcel: &Parcel) -> Option<String> {
        let mut wait = FIRST_WAIT;
        loop {
            let reconnected = self.0.connected.notified();
            let intake = self.state().intake.clone();
            let Some(intake) = intake else {
                reconnected.await;
                continue;
            };
            match postman.post(&intake, parcel.body.clone()).await {
                Posted::Taken => return None,
                Posted::Refused(why) => {
                    tracing::warn!(
                        request = parcel.request,
                        why,
                        "the intake refused a batch of the simulated OA"
                    );
                    return Some(why);
                }
                Posted::Later { after, why } => {
                    self.state().trouble = Some(why);
                    let pause = after.unwrap_or(wait).min(LONGEST_WAIT);
                    wait = (wait * 2).min(LONGEST_WAIT);
                    tokio::select! {
                        () = reconnected => {}
                        () = tokio::time::sleep(pause) => {}
                    }
                }
            }
        }
    }
}

enum Step {
    Again,
    At(Instant),
    WhenWoken,
}

fn shown(request: &Request, organisation: &Organisation) -> OpenRequest {
    let waiting = |index| {
        let identity = organisation.person(index);
        let person = organisation.person(identity.main);
        Waiting {
            person: Arc::clone(&person.id),
            name: Arc::clone(&person.name),
        }
    };
    let creator = organisation.person(request.creator);
    OpenRequest {
        id: request.id,
        title: Arc::clone(&request.title),
        workflow: request.template.name,
        node: request.node_name(),
        creator: Arc::clone(&creator.id),
        creator_name: Arc::clone(&creator.name),
        waiting_for: request.waiting().into_iter().map(waiting).collect(),
        created_at: rfc3339(&request.created_at),
    }
}
