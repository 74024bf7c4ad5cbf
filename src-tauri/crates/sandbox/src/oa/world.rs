//! All open requests of the simulated OA, and what happens next in it.
//!
//! Pure: no clock and no socket. Guarantees: memory is bounded by [`MOST_OPEN`] requests and [`FINISHED_KEPT`] ids of
//! finished ones; a request that its caller calls busy is left alone; the same seed and calls make the same acts.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::event::Event;
use super::request::{Act, Refusal, Request, Scene};
use super::templates::{TEMPLATES, Template};
use crate::organisation::{Organisation, PersonIndex};
use crate::random::Dice;

/// Most requests that are open at once; beyond it none is started.
pub(crate) const MOST_OPEN: usize = 5_000;
/// How many finished requests are remembered, to tell "is over" from "was never there".
const FINISHED_KEPT: usize = 2_000;
/// How many requests the walk keeps open at least, and how many more for each event per second.
const FEW_OPEN: usize = 24;
const OPEN_PER_RATE: f64 = 6.0;
/// Ids of requests count up from the second at which the OA started, this many for each second since [`ID_EPOCH`]:
/// no walk starts that many in a second, so that ids never meet those of an earlier run.
const IDS_PER_SECOND: i64 = 250;
const ID_EPOCH: i64 = 1_767_225_600; // 2026-01-01T00:00:00Z

/// What one act caused.
#[derive(Debug)]
pub(crate) struct Caused {
    pub(crate) request: u64,
    pub(crate) events: Vec<Event>,
}

/// Why an operator's act is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ActRefused {
    #[error("no such request")]
    Unknown,
    #[error("the request is over")]
    Over,
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// The requests and the dice.
#[derive(Debug)]
pub(crate) struct World {
    organisation: Arc<Organisation>,
    creators: Vec<PersonIndex>,
    dice: Dice,
    next_id: u64,
    requests: HashMap<u64, Request>,
    /// Ids of the open ones in no particular order, so that one can be rolled.
    open: Vec<u64>,
    finished: VecDeque<u64>,
    finished_set: HashSet<u64>,
    finished_count: u64,
}

impl World {
    pub(crate) fn new(organisation: Arc<Organisation>, seed: u64, started: DateTime<FixedOffset>) -> Self {
        let base = (started.timestamp() - ID_EPOCH).max(1) * IDS_PER_SECOND;
        Self {
            creators: organisation.active_mains().collect(),
            organisation,
            dice: Dice::new(seed ^ 0x0a0a),
            next_id: base.unsigned_abs(),
            requests: HashMap::new(),
            open: Vec::new(),
            finished: VecDeque::new(),
            finished_set: HashSet::new(),
            finished_count: 0,
        }
    }

    pub(crate) fn organisation(&self) -> &Organisation {
        &self.organisation
    }

    pub(crate) fn open_count(&self) -> usize {
        self.open.len()
    }

    pub(crate) fn finished_count(&self) -> u64 {
        self.finished_count
    }

    /// Open requests, newest first.
    pub(crate) fn newest(&self, limit: usize) -> Vec<&Request> {
        let mut ids = self.open.clone();
        ids.sort_unstable_by(|a, b| b.cmp(a));
        ids.iter()
            .take(limit)
            .filter_map(|id| self.requests.get(id))
            .collect()
    }

    pub(crate) fn request(&self, id: u64) -> Option<&Request> {
        self.requests.get(&id)
    }

    /// Starts a request by an operator's or the walk's choice; `None` while as many are open as may be.
    pub(crate) fn start(
        &mut self,
        template: Option<&'static Template>,
        creator: Option<PersonIndex>,
        now: DateTime<FixedOffset>,
    ) -> Option<Caused> {
        if self.open.len() >= MOST_OPEN {
            return None;
        }
        let template = template.or_else(|| self.dice.pick(&TEMPLATES))?;
        let creator = creator.or_else(|| self.dice.pick(&self.creators).copied())?;
        let id = self.next_id;
        self.next_id += 1;
        let mut scene = Scene {
            organisation: &self.organisation,
            dice: &mut self.dice,
            now,
            events: Vec::new(),
        };
        let request = Request::submit(id, template, creator, &mut scene);
        let events = scene.events;
        self.requests.insert(id, request);
        self.open.push(id);
        Some(Caused { request: id, events })
    }

    /// Does an operator's act. Without a person the first one that the request waits for does it.
    pub(crate) fn act(
        &mut self,
        id: u64,
        (act, person): (Act, Option<PersonIndex>),
        now: DateTime<FixedOffset>,
    ) -> Result<Caused, ActRefused> {
        let Some(request) = self.requests.get_mut(&id) else {
            let over = self.finished_set.contains(&id);
            return Err(if over {
                ActRefused::Over
            } else {
                ActRefused::Unknown
            });
        };
        let waiting = request.waiting();
        let main = |index: PersonIndex| self.organisation.person(index).main;
        let actor = match person {
            Some(person) => waiting
                .iter()
                .copied()
                .find(|&w| w == person || main(w) == main(person)),
            None => waiting.first().copied(),
        };
        let ends = matches!(act, Act::Close | Act::Delete | Act::Withdraw);
        let actor = match actor {
            Some(actor) => actor,
            None if ends => request.creator,
            None => return Err(Refusal::NotWaiting.into()),
        };
        let mut scene = Scene {
            organisation: &self.organisation,
            dice: &mut self.dice,
            now,
            events: Vec::new(),
        };
        request.act(act, actor, &mut scene)?;
        let events = scene.events;
        if request.is_over() {
            self.forget(id);
        }
        Ok(Caused { request: id, events })
    }

    /// The next act of the walk: a new request, or somebody handles an item of an open one that is not busy. `None`
    /// where every open request is busy and no more may be started.
    pub(crate) fn advance(
        &mut self,
        rate: f64,
        busy: &dyn Fn(u64) -> bool,
        now: DateTime<FixedOffset>,
    ) -> Option<Caused> {
        let wanted = self.wanted(rate);
        let start = match self.open.len() {
            open if open >= MOST_OPEN => false,
            open if open < wanted / 2 => self.dice.chance(60),
            open if open < wanted => self.dice.chance(25),
            open if open < wanted * 2 => self.dice.chance(12),
            _ => false,
        };
        if start || self.open.is_empty() {
            return self.start(None, None, now);
        }
        match self.roll_open(busy) {
            Some(id) => {
                let act = self.roll_act(id, self.open.len() >= wanted * 2);
                act.and_then(|(act, actor)| self.act(id, (act, Some(actor)), now).ok())
            }
            None => self.start(None, None, now),
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small positive number"
    )]
    fn wanted(&self, rate: f64) -> usize {
        (FEW_OPEN + (rate * OPEN_PER_RATE) as usize).min(MOST_OPEN / 2)
    }

    fn roll_open(&mut self, busy: &dyn Fn(u64) -> bool) -> Option<u64> {
        let dice = &mut self.dice;
        let open = &self.open;
        let rolled = (0..16)
            .filter_map(|_| dice.pick(open).copied())
            .find(|&id| !busy(id));
        rolled.or_else(|| open.iter().copied().find(|&id| !busy(id)))
    }

    /// Who does what. Mostly the request goes on; when many are open it does nothing else.
    fn roll_act(&mut self, id: u64, finish: bool) -> Option<(Act, PersonIndex)> {
        let request = self.requests.get(&id)?;
        let waiting = request.waiting();
        let at_node = waiting
            .iter()
            .copied()
            .filter(|&person| request.is_at_node(person))
            .collect::<Vec<_>>();
        let actor = *if finish {
            self.dice.pick(&at_node)
        } else {
            self.dice.pick(&waiting)
        }?;
        if finish || !request.is_at_node(actor) {
            return Some((Act::Approve, actor));
        }
        let act = match self.dice.below(200) {
            0..8 if request.may_return() => Act::Return,
            8..18 if request.asides() < 6 => Act::Forward,
            18..28 if request.asides() < 6 => Act::Copy,
            28..34 if request.asides() < 6 => Act::Circulate,
            34..40 if request.asides() < 6 => Act::Consult,
            40..48 => Act::Transfer,
            48..50 => Act::Withdraw,
            50..52 => Act::Delete,
            _ => Act::Approve,
        };
        Some((act, actor))
    }

    fn forget(&mut self, id: u64) {
        self.requests.remove(&id);
        if let Some(place) = self.open.iter().position(|&open| open == id) {
            self.open.swap_remove(place);
        }
        self.finished_count += 1;
        self.finished.push_back(id);
        self.finished_set.insert(id);
        if self.finished.len() > FINISHED_KEPT
            && let Some(old) = self.finished.pop_front()
        {
            self.finished_set.remove(&old);
        }
    }
}
