//! The program is killed one hundred times under load (rows O1, F1; "SIGKILL loses nothing").
//!
//! A poster hands in batches and repeats each until it is answered; a receiver notes every arrival in order; the program
//! is killed at moments spread over all that it does with an event. In the end nothing may be missing, no lane may have
//! been turned round, and what came twice is bounded by what was in flight or not yet on disk.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::task::JoinSet;

use whole_program::chance::Chance;
use whole_program::ecology::{Arrival, Count, Ecology, Mood};
use whole_program::events::{Item, batch};
use whole_program::http::Caller;
use whole_program::peer::Peer;
use whole_program::relay::{Home, Relay, program};
use whole_program::until::{PATIENCE, until};

/// How often it is killed, unless [`KILLS`] says otherwise.
const USUAL_KILLS: usize = 100;
/// Names another number of kills, for a longer run.
const KILLS: &str = "TODO_RELAY_KILLS";
/// As many deliveries may be in flight.
const IN_FLIGHT: usize = 16;
/// Results that may be handed in and not yet be on disk.
const UNCOMMITTED: usize = 512;
/// Events in a batch.
const IN_BATCH: usize = 20;
/// So many events may be handed in and not yet have arrived: there is always something to send, and an end to it.
const AHEAD: usize = 1_000;
/// Lanes that get events at the same time.
const OPEN_LANES: usize = 90;
/// Persons of one request.
const PERSONS: usize = 3;

fn kills() -> usize {
    let named = std::env::var(KILLS).ok().and_then(|text| text.parse().ok());
    named.unwrap_or(USUAL_KILLS)
}

/// All deliveries of one request and one person, in the OA's order.
struct Lane {
    /// Name of each state by its number in the line: what is sent as its title; a deletion has none.
    states: Vec<Option<String>>,
    target_length: usize,
}

/// The OA: what it has handed in.
struct Oa {
    chance: Chance,
    lanes: HashMap<(usize, usize), Lane>,
    open: Vec<(usize, usize)>,
    next_request: usize,
    batches: usize,
    events: usize,
}

impl Oa {
    fn new(chance: Chance) -> Self {
        Self {
            chance,
            lanes: HashMap::new(),
            open: Vec::new(),
            next_request: 0,
            batches: 0,
            events: 0,
        }
    }

    /// The next batch: events of lanes chosen by chance, some lanes more than once.
    fn next_batch(&mut self) -> serde_json::Value {
        let events = (0..IN_BATCH).map(|_| self.next_event()).collect();
        self.batches += 1;
        self.events += IN_BATCH;
        batch(&format!("kill-{}", self.batches), events)
    }

    fn next_event(&mut self) -> serde_json::Value {
        while self.open.len() < OPEN_LANES {
            for person in 0..PERSONS {
                self.open.push((self.next_request, person));
            }
            self.next_request += 1;
        }
        let at = self.chance.within(0..self.open.len());
        let (request, person) = self.open[at];
        let target_length = self.chance.within(3..12);
        let lane = self.lanes.entry((request, person)).or_insert(Lane {
            states: Vec::new(),
            target_length,
        });
        let number = lane.states.len();
        let is_last = number + 1 == lane.target_length;
        let data_set = match (is_last, number % 3) {
            (true, _) if request % 2 == 0 => "deleted",
            (true, _) => "closed",
            (false, 1) => "done",
            // A to-do that came back.
            (false, _) => "todo",
        };
        let title = format!("差旅报销 {request}/{person} #{number}");
        lane.states.push((data_set != "deleted").then(|| title.clone()));
        if is_last {
            self.open.swap_remove(at);
        }
        Item {
            data_set,
            request: &request.to_string(),
            receiver: &format!("p{person}"),
            title: &title,
        }
        .event()
    }
}

/// Where the poster is.
#[derive(Debug, Clone, Copy, Default)]
struct Progress {
    begun: usize,
    answered: usize,
    duplicates: usize,
}

struct Poster {
    oa: Oa,
    api: watch::Receiver<Option<Caller>>,
    arrived: watch::Receiver<Count>,
    enough: watch::Receiver<bool>,
    progress: watch::Sender<Progress>,
}

impl Poster {
    /// Hands in batch after batch until it is enough; gives what was handed in.
    async fn post(mut self) -> Oa {
        while !*self.enough.borrow() {
            let events = self.oa.events;
            tokio::select! {
                room = self.arrived.wait_for(|count| count.distinct + AHEAD > events) => {
                    if room.is_err() {
                        break;
                    }
                }
                _ = self.enough.changed() => continue,
            }
            let batch = self.oa.next_batch();
            self.post_until_answered(&batch).await;
        }
        self.oa
    }

    async fn post_until_answered(&mut self, batch: &serde_json::Value) {
        loop {
            let Ok(api) = self.api.wait_for(Option::is_some).await.map(|api| api.clone()) else {
                return;
            };
            let Some(api) = api else { continue };
            self.progress.send_modify(|progress| progress.begun += 1);
            let answer = api
                .try_call(http::Method::POST, "/api/v1/intake/batches", Some(batch))
                .await;
            match answer {
                Ok(answer) if answer.status == 200 => {
                    let receipt = answer.json();
                    assert_eq!(
                        receipt["accepted"], IN_BATCH,
                        "a batch is taken whole, now or before: {receipt}"
                    );
                    self.progress.send_modify(|progress| {
                        progress.answered += 1;
                        progress.duplicates += usize::from(receipt["duplicate"] == true);
                    });
                    return;
                }
                Ok(answer) => assert!(
                    answer.status == 503 || answer.status == 429,
                    "a good batch is taken or put off, not answered so: {} {}",
                    answer.status,
                    answer.text()
                ),
                // The program was killed: it is handed in again to the next one.
                Err(_) => {
                    let same = api.base().to_owned();
                    let other = self
                        .api
                        .wait_for(|api| api.as_ref().is_some_and(|api| api.base() != same));
                    if other.await.is_err() {
                        return;
                    }
                }
            }
        }
    }
}

/// What the program marks on a to-do's road, and within how many passings it is killed there.
const BOUNDARIES: [(&str, usize); 7] = [
    ("accept", 12),
    ("plan", 12),
    ("commit", 12),
    ("send", 200),
    ("answer", 200),
    ("write", 60),
    ("record", 60),
];
/// One kill in so many comes at a boundary, at each in turn; the others come by chance.
const AT_BOUNDARY: usize = 3;

/// When a kill comes.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// Exactly where the road has a mark, for so many times passed.
    Boundary(&'static str, usize),
    /// After so many more arrivals: while sending and recording.
    Arrivals(usize),
    /// After a batch has begun to be handed in, and so many more arrivals: while accepting, planning, committing.
    Posting(usize),
    /// When a batch has just been answered.
    Answered,
    /// When the program has just said that it is ready.
    Ready,
    /// While it starts: it has just opened its database.
    Opening,
}

impl Moment {
    fn choose(kill: usize, chance: &mut Chance) -> Self {
        if kill.is_multiple_of(AT_BOUNDARY) {
            let (name, times) = BOUNDARIES[kill / AT_BOUNDARY % BOUNDARIES.len()];
            return Self::Boundary(name, chance.within(1..times));
        }
        match chance.within(0..20) {
            0..8 => Self::Arrivals(chance.within(1..61)),
            // Long enough for large groups to wait for the disk.
            8..10 => Self::Arrivals(chance.within(200..600)),
            10..14 => Self::Posting(chance.within(0..8)),
            14..17 => Self::Answered,
            17..19 => Self::Ready,
            _ => Self::Opening,
        }
    }
}

struct Killing {
    home: Home,
    api: watch::Sender<Option<Caller>>,
    arrived: watch::Receiver<Count>,
    progress: watch::Receiver<Progress>,
}

impl Killing {
    /// Starts the program and kills it at a moment; gives how long it was ready.
    async fn round(&mut self, moment: Moment) -> Duration {
        match moment {
            Moment::Opening => {
                self.kill_while_opening().await;
                return Duration::ZERO;
            }
            Moment::Boundary(name, times) => return self.die_at(name, times).await,
            _ => {}
        }
        let relay = self.home.start().await;
        let ready = Instant::now();
        self.api.send_replace(Some(relay.api.clone()));
        match moment {
            Moment::Ready | Moment::Opening | Moment::Boundary(..) => {}
            Moment::Arrivals(more) => self.await_arrivals(more, moment).await,
            Moment::Posting(more) => {
                let begun = self.progress.borrow().begun;
                self.await_progress(|progress| progress.begun > begun, moment)
                    .await;
                self.await_arrivals(more, moment).await;
            }
            Moment::Answered => {
                let answered = self.progress.borrow().answered;
                self.await_progress(|progress| progress.answered > answered, moment)
                    .await;
            }
        }
        self.api.send_replace(None);
        relay.kill().await;
        ready.elapsed()
    }

    /// Starts the program so that it dies at a boundary; gives how long it was ready.
    async fn die_at(&self, boundary: &str, times: usize) -> Duration {
        let mut command = tokio::process::Command::new(program());
        command.args(self.home.flags());
        command.env("TODO_RELAY_DIE_AT", format!("{boundary}:{times}"));
        // Some boundaries are passed before the program is ready.
        let Some(relay) = self.home.spawn(command).until_ready_or_ended().await else {
            return Duration::ZERO;
        };
        let ready = Instant::now();
        self.api.send_replace(Some(relay.api.clone()));
        relay.until_dead().await;
        self.api.send_replace(None);
        ready.elapsed()
    }

    async fn kill_while_opening(&self) {
        let mut command = tokio::process::Command::new(program());
        command.args(self.home.flags());
        let started = self.home.spawn(command);
        let data = self.home.data();
        let folder = format!("/proc/{}/fd", started.pid());
        until("the program opens a file of its data", async || {
            let mut open = std::fs::read_dir(&folder).ok()?.flatten();
            let is_ours = |entry: std::fs::DirEntry| {
                std::fs::read_link(entry.path()).is_ok_and(|file| file.starts_with(&data))
            };
            open.any(is_ours).then_some(())
        })
        .await;
        started.kill().await;
    }

    async fn await_arrivals(&mut self, more: usize, moment: Moment) {
        let enough = self.arrived.borrow().all + more;
        let come = tokio::time::timeout(PATIENCE, self.arrived.wait_for(|count| count.all >= enough)).await;
        assert!(come.is_ok(), "{moment:?}: sending should go on after a restart");
    }

    async fn await_progress(&mut self, is_so: impl FnMut(&Progress) -> bool, moment: Moment) {
        let come = tokio::time::timeout(PATIENCE, self.progress.wait_for(is_so)).await;
        assert!(come.is_ok(), "{moment:?}: intake should go on after a restart");
    }
}

/// Every call of a program that is gone has been read to its end: what arrives from now on is from the next.
async fn read_to_the_end(peer: &Peer) {
    until("the killed program's connections are at their end", async || {
        (peer.open_connections() == 0).then_some(())
    })
    .await;
}

/// Rows O1, F1.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_kills_under_load_lose_nothing_turn_no_lane_round_and_send_little_twice() {
    let began = Instant::now();
    let mut running = Duration::ZERO;
    let seed = Chance::new_seed();
    println!("seed {seed}");
    let mut chance = Chance::of(seed);
    let mut ecology = Ecology::start(Mood::Uneven(Duration::from_millis(8)));
    let home = Home::new();
    let first = home.start().await;
    let target = first.create_target(&ecology.target("portal")).await;
    first.kill().await;

    let (api, apis) = watch::channel(None);
    let (enough, is_enough) = watch::channel(false);
    let (tell, progress) = watch::channel(Progress::default());
    let poster = Poster {
        oa: Oa::new(Chance::of(seed.wrapping_add(1))),
        api: apis,
        arrived: ecology.count(),
        enough: is_enough,
        progress: tell,
    };
    let mut posting = JoinSet::new();
    posting.spawn(poster.post());
    let mut killing = Killing {
        home,
        api,
        arrived: ecology.count(),
        progress: progress.clone(),
    };
    let kills = kills();
    for kill in 0..kills {
        let moment = Moment::choose(kill, &mut chance);
        running += killing.round(moment).await;
        read_to_the_end(ecology.peer()).await;
    }
    let arrived = ecology.count().borrow().all;
    println!(
        "{kills} kills in {:?}, {:.0} arrivals/s while it ran; {:?}",
        began.elapsed(),
        arrived as f64 / running.as_secs_f64(),
        *progress.borrow()
    );

    let last = killing.home.start().await;
    killing.api.send_replace(Some(last.api.clone()));
    enough.send_replace(true);
    let oa = tokio::time::timeout(PATIENCE, posting.join_next()).await;
    let oa = oa
        .expect("the last batch should be taken")
        .expect("there is one poster");
    let oa = oa.expect("the poster should end well");
    ecology
        .until("every event has arrived", |count| count.distinct >= oa.events)
        .await;
    last.until_all_sent(target, oa.events).await;
    let twice = judge(&oa, &ecology);
    check_counts(&last, target, &oa).await;
    let ended = last.terminate().await;
    assert!(ended.status.success(), "the last one should end well: {ended:?}");
    let spent = began.elapsed();
    println!(
        "{} events, {:.0}/s, in {spent:?}; {twice} arrivals were repeats",
        oa.events,
        oa.events as f64 / spent.as_secs_f64()
    );
}

/// Looks at all arrivals in their order; gives how many were repeats.
fn judge(oa: &Oa, ecology: &Ecology) -> usize {
    let refusals = ecology.refusals();
    assert!(refusals.is_empty(), "nothing should be refused: {refusals:?}");
    let mut newest: HashMap<(usize, usize), usize> = HashMap::new();
    let mut twice = 0;
    for (_, arrival) in ecology.arrivals() {
        let key = key(&arrival);
        let lane = &oa.lanes[&key];
        let number = lane.states.iter().position(|title| *title == arrival.title);
        let number = number.expect("only what was handed in should arrive");
        match newest.get(&key) {
            Some(before) if *before == number => twice += 1,
            before => {
                let due = before.map_or(0, |before| before + 1);
                assert_eq!(
                    number, due,
                    "in lane {key:?} each state should come after the one before it, and no older one again"
                );
                newest.insert(key, number);
            }
        }
    }
    for (key, lane) in &oa.lanes {
        let arrived = newest.get(key).map_or(0, |newest| newest + 1);
        assert_eq!(
            arrived,
            lane.states.len(),
            "every state of lane {key:?} should have arrived"
        );
    }
    let kills = kills();
    let most = kills * (IN_FLIGHT + UNCOMMITTED);
    assert!(
        twice <= most,
        "{twice} arrivals were repeats; {kills} kills excuse {most}"
    );
    twice
}

fn key(arrival: &Arrival) -> (usize, usize) {
    let person = arrival.receiver.strip_prefix('p').map(str::parse);
    match (arrival.flow.parse(), person) {
        (Ok(request), Some(Ok(person))) => (request, person),
        _ => (usize::MAX, usize::MAX),
    }
}

/// The log tells of each event once, whatever happened.
async fn check_counts(relay: &Relay, target: u64, oa: &Oa) {
    let counts = relay.pulse(target).await["counts"].clone();
    assert_eq!(
        counts["success"], oa.events,
        "each event should be in the log once: {counts}"
    );
    for other in ["failed", "ignored", "noAnswer", "superseded", "pending"] {
        assert_eq!(counts[other], 0, "nothing should be {other}: {counts}");
    }
}
