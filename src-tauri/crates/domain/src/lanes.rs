//! Lanes: what may be sent at the same time, and what must wait.
//!
//! All deliveries of one delivery key (target, request, receiver) form a lane and are sent one after another in the
//! OA's order. Some operations of some receivers touch a whole request at once (Landray's `optType` 1, e-cology's
//! "delete a flow"): such an operation waits for every earlier item of the request and holds back every later one,
//! or it could wipe out an item that came after it.
//!
//! [`Lanes`] is the order of one target's loaded deliveries, as a pure data structure: [`Lanes::push`] in the order
//! of planning, [`Lanes::take`] what may go out now, [`Lanes::finish`] when the result is on disk. It guarantees
//! that of two items that touch the same row at the receiver the later one is never taken before the earlier one is
//! finished. `push`, `take` and `finish` cost O(1) amortised.

use std::collections::{HashMap, VecDeque};

use crate::ids::{DeliveryId, PersonId, RequestId};

/// What an operation touches at the receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Footprint {
    /// One person's row of the request.
    Receiver,
    /// Every person's row of the request.
    Request,
}

/// Where an item stands in line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The request it belongs to.
    pub request: RequestId,
    /// The person (main account) it is for.
    pub person: PersonId,
    /// What it touches.
    pub footprint: Footprint,
}

/// The order of one target's loaded deliveries.
#[derive(Debug, Default)]
pub struct Lanes {
    requests: HashMap<RequestId, VecDeque<Segment>>,
    places: HashMap<DeliveryId, Place>,
    ready: VecDeque<DeliveryId>,
}

/// A stretch of a request's line; only the first stretch of a request moves.
#[derive(Debug)]
enum Segment {
    /// Items of single receivers: the heads of all lanes may be out at once.
    Shared(HashMap<PersonId, VecDeque<DeliveryId>>),
    /// One item that touches the whole request.
    Whole(DeliveryId),
}

impl Lanes {
    /// Puts an item at the end of its line. Items must come in the order of planning.
    pub fn push(&mut self, id: DeliveryId, place: Place) {
        let line = self.requests.entry(place.request.clone()).or_default();
        let is_first = line.is_empty();
        match (place.footprint, line.back_mut()) {
            (Footprint::Request, _) => {
                line.push_back(Segment::Whole(id));
                if is_first {
                    self.ready.push_back(id);
                }
            }
            (Footprint::Receiver, Some(Segment::Shared(lanes))) => {
                let lane = lanes.entry(place.person.clone()).or_default();
                lane.push_back(id);
                if lane.len() == 1 && line.len() == 1 {
                    self.ready.push_back(id);
                }
            }
            (Footprint::Receiver, _) => {
                let lanes = HashMap::from([(place.person.clone(), VecDeque::from([id]))]);
                line.push_back(Segment::Shared(lanes));
                if is_first {
                    self.ready.push_back(id);
                }
            }
        }
        self.places.insert(id, place);
    }

    /// The next item that may go out now. It stays at the head of its line until it is finished.
    pub fn take(&mut self) -> Option<DeliveryId> {
        self.ready.pop_front()
    }

    /// The item that [`Self::take`] would give.
    pub fn peek(&self) -> Option<DeliveryId> {
        self.ready.front().copied()
    }

    /// Puts an item that was taken but not finished back among those that may go out, behind all others: an item
    /// that its receiver chokes on must not be every probe.
    pub fn give_back(&mut self, id: DeliveryId) {
        self.ready.push_back(id);
    }

    /// Whether something may go out now.
    pub fn has_ready(&self) -> bool {
        !self.ready.is_empty()
    }

    /// Takes an item with a final result out of its line; what waited for it may go out. Nothing happens when the
    /// item is not known.
    pub fn finish(&mut self, id: DeliveryId) {
        let Some(place) = self.places.remove(&id) else {
            return;
        };
        let Some(line) = self.requests.get_mut(&place.request) else {
            return;
        };
        let segment_is_over = match line.front_mut() {
            Some(Segment::Whole(_)) | None => true,
            Some(Segment::Shared(lanes)) => {
                if let Some(lane) = lanes.get_mut(&place.person) {
                    lane.retain(|other| *other != id);
                    match lane.front() {
                        Some(next) => self.ready.push_back(*next),
                        None => {
                            lanes.remove(&place.person);
                        }
                    }
                }
                lanes.is_empty()
            }
        };
        if !segment_is_over {
            return;
        }
        line.pop_front();
        match line.front() {
            None => {
                self.requests.remove(&place.request);
            }
            Some(Segment::Whole(next)) => self.ready.push_back(*next),
            // The heads of a new stretch, in the order of planning.
            Some(Segment::Shared(lanes)) => {
                let mut heads: Vec<_> = lanes.values().filter_map(|lane| lane.front().copied()).collect();
                heads.sort_unstable();
                self.ready.extend(heads);
            }
        }
    }

    /// How many items are in line, taken ones included.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether no item is in line.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place(request: u8, person: u8, footprint: Footprint) -> Place {
        Place {
            request: RequestId(format!("r{request}")),
            person: PersonId(format!("p{person}")),
            footprint,
        }
    }

    fn collide(a: &Place, b: &Place) -> bool {
        a.request == b.request
            && (a.person == b.person
                || a.footprint == Footprint::Request
                || b.footprint == Footprint::Request)
    }

    #[derive(Debug, Clone)]
    enum Step {
        Push(u8, u8, bool),
        Take,
        GiveBack(usize),
        Finish(usize),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            4 => (0..3u8, 0..4u8, prop::bool::weighted(0.2)).prop_map(|(r, p, whole)| Step::Push(r, p, whole)),
            4 => Just(Step::Take),
            1 => any::<usize>().prop_map(Step::GiveBack),
            4 => any::<usize>().prop_map(Step::Finish),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        /// Whatever the interleaving of loading, sending, holding back and finishing.
        #[test]
        fn an_older_state_never_overtakes_a_newer_one(steps in prop::collection::vec(step(), 1..200)) {
            let mut lanes = Lanes::default();
            let mut unfinished: Vec<(DeliveryId, Place)> = Vec::new();
            let mut out: Vec<DeliveryId> = Vec::new();
            let mut next = 0;
            let check_taken = |id: DeliveryId, unfinished: &[(DeliveryId, Place)]| {
                let (_, mine) = unfinished.iter().find(|(other, _)| *other == id).expect("a taken item is in line");
                unfinished.iter().all(|(other, place)| *other >= id || !collide(place, mine))
            };
            for step in steps {
                match step {
                    Step::Push(r, p, whole) => {
                        next += 1;
                        let footprint = if whole { Footprint::Request } else { Footprint::Receiver };
                        let place = place(r, p, footprint);
                        lanes.push(DeliveryId(next), place.clone());
                        unfinished.push((DeliveryId(next), place));
                    }
                    Step::Take => if let Some(id) = lanes.take() {
                        prop_assert!(check_taken(id, &unfinished), "{id} was taken before an earlier one was finished");
                        prop_assert!(!out.contains(&id), "{id} was taken twice");
                        out.push(id);
                    }
                    Step::GiveBack(n) if !out.is_empty() => lanes.give_back(out.swap_remove(n % out.len())),
                    Step::Finish(n) if !out.is_empty() => {
                        let id = out.swap_remove(n % out.len());
                        lanes.finish(id);
                        unfinished.retain(|(other, _)| *other != id);
                    }
                    Step::GiveBack(_) | Step::Finish(_) => {}
                }
            }
            // Nothing is forgotten: what is left comes out when everything before it is finished.
            loop {
                for id in out.drain(..) {
                    lanes.finish(id);
                    unfinished.retain(|(other, _)| *other != id);
                }
                match lanes.take() {
                    Some(id) => {
                        prop_assert!(check_taken(id, &unfinished), "{id} overtook an earlier one");
                        out.push(id);
                    }
                    None => break,
                }
            }
            prop_assert!(unfinished.is_empty() && lanes.is_empty(), "left behind: {unfinished:?}");
        }
    }

    #[test]
    fn lanes_of_one_request_go_out_side_by_side() {
        let mut lanes = Lanes::default();
        lanes.push(DeliveryId(1), place(1, 1, Footprint::Receiver));
        lanes.push(DeliveryId(2), place(1, 2, Footprint::Receiver));
        lanes.push(DeliveryId(3), place(1, 1, Footprint::Receiver));
        assert_eq!(
            [lanes.take(), lanes.take(), lanes.take()],
            [Some(DeliveryId(1)), Some(DeliveryId(2)), None]
        );
        lanes.finish(DeliveryId(1));
        assert_eq!(
            lanes.take(),
            Some(DeliveryId(3)),
            "the lane goes on when its head is finished"
        );
    }

    #[test]
    fn an_operation_on_the_whole_request_waits_for_all_and_holds_back_all() {
        let mut lanes = Lanes::default();
        lanes.push(DeliveryId(1), place(1, 1, Footprint::Receiver));
        lanes.push(DeliveryId(2), place(1, 1, Footprint::Request));
        lanes.push(DeliveryId(3), place(1, 9, Footprint::Receiver));
        lanes.push(DeliveryId(4), place(2, 9, Footprint::Receiver));
        assert_eq!(
            [lanes.take(), lanes.take(), lanes.take()],
            [Some(DeliveryId(1)), Some(DeliveryId(4)), None]
        );
        lanes.finish(DeliveryId(1));
        assert_eq!([lanes.take(), lanes.take()], [Some(DeliveryId(2)), None]);
        lanes.finish(DeliveryId(2));
        assert_eq!(lanes.take(), Some(DeliveryId(3)));
    }
}
