//! The places of a door: so many connections at once, and nobody stands outside for the sake of one that does nothing.
//!
//! A connection either has its request answered or waits for its caller: for a head, for the rest of a body, for the
//! caller to read what is written. While there is a free place it may wait, as long as the door's patience lasts. When
//! all places are taken, the few whose callers have done nothing for longest make room for newcomers. One that is
//! being answered never does, so no answer is lost. Connections that say nothing, or say it a byte a second, thus push
//! out one another, however many they are, and a caller that says what it wants is heard.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

/// Of the connections that wait for their callers, one in so many is asked to leave when a newcomer finds no place.
const LEAVING_PART: usize = 32;

/// All places of a door.
#[derive(Debug)]
pub(super) struct Places {
    room: Arc<Semaphore>,
    taken: Mutex<HashMap<u64, Arc<Seat>>>,
    last: AtomicU64,
    /// A connection has begun to wait for its caller.
    waits: Arc<Notify>,
}

impl Places {
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self {
            room: Arc::new(Semaphore::new(most)),
            taken: Mutex::default(),
            last: AtomicU64::new(0),
            waits: Arc::default(),
        })
    }

    /// A place for a newcomer. Waits only while all others are being answered.
    pub(super) async fn take(self: &Arc<Self>) -> Place {
        let permit = loop {
            let room = Arc::clone(&self.room);
            if let Ok(permit) = Arc::clone(&room).try_acquire_owned() {
                break permit;
            }
            let has_asked = self.ask_some_to_leave();
            tokio::select! {
                permit = room.acquire_owned() => break permit.expect("nobody closes the room"),
                () = self.waits.notified(), if !has_asked => {}
            }
        };
        let seat = Arc::new(Seat::new(Arc::clone(&self.waits)));
        let number = self.last.fetch_add(1, Ordering::Relaxed);
        self.taken().insert(number, Arc::clone(&seat));
        Place {
            seat,
            number,
            places: Arc::clone(self),
            _permit: permit,
        }
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<u64, Arc<Seat>>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the few that have waited longest, so that a flood is not searched for each of its callers; tells whether
    /// somebody is about to leave. Whoever was asked leaves by itself, which takes a moment; until then nobody else is.
    fn ask_some_to_leave(&self) -> bool {
        let taken = self.taken();
        if taken.values().any(|seat| seat.is_leaving()) {
            return true;
        }
        let mut waiting: Vec<_> = taken
            .values()
            .filter_map(|seat| Some((seat.waits_since()?, seat)))
            .collect();
        waiting.sort_unstable_by_key(|(since, _)| *since);
        let few = (waiting.len() / LEAVING_PART).max(1);
        // Those that wait no longer are passed over: their callers have said something just now.
        let asked = waiting.iter().filter(|(_, seat)| seat.ask_to_leave()).take(few);
        asked.count() > 0
    }
}

/// One place, for as long as the value lives.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) seat: Arc<Seat>,
    number: u64,
    places: Arc<Places>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.taken().remove(&self.number);
    }
}

/// What is known of the connection in a place.
#[derive(Debug)]
pub(super) struct Seat {
    facts: Mutex<Facts>,
    leave: CancellationToken,
    waits: Arc<Notify>,
}

#[derive(Debug, Clone, Copy)]
struct Facts {
    /// A request is being answered and nothing of its body is waited for.
    is_answering: bool,
    /// What is written is not being read.
    is_unread: bool,
    /// When the caller last did anything.
    since: Instant,
    is_leaving: bool,
}

impl Facts {
    fn waits(&self) -> bool {
        !self.is_leaving && (self.is_unread || !self.is_answering)
    }
}

/// The connection has been asked to leave before its caller said what it wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the place was given to another")]
pub(super) struct Leaving;

impl Seat {
    fn new(waits: Arc<Notify>) -> Self {
        let facts = Facts {
            is_answering: false,
            is_unread: false,
            since: Instant::now(),
            is_leaving: false,
        };
        Self {
            facts: Mutex::new(facts),
            leave: CancellationToken::new(),
            waits,
        }
    }

    /// Done once the connection has to end, whatever it is at.
    pub(super) fn asked_to_leave(&self) -> WaitForCancellationFutureOwned {
        self.leave.clone().cancelled_owned()
    }

    /// A request is here: from now on it is answered.
    pub(super) fn begins(&self) -> Result<(), Leaving> {
        let mut facts = self.facts();
        if facts.is_leaving {
            return Err(Leaving);
        }
        facts.is_answering = true;
        Ok(())
    }

    /// Nothing can be done before the caller does something: say more, or ask for something else.
    pub(super) fn waits_for_caller(&self) {
        self.change(|facts| facts.is_answering = false);
    }

    /// The caller did what was waited for.
    pub(super) fn goes_on(&self) {
        self.change(|facts| facts.is_answering = true);
    }

    /// The caller has sent something.
    pub(super) fn has_spoken(&self) {
        self.change(|facts| facts.since = Instant::now());
    }

    /// The caller reads what is written.
    pub(super) fn is_read(&self) {
        self.change(|facts| {
            facts.since = Instant::now();
            facts.is_unread = false;
        });
    }

    /// The caller does not read what is written.
    pub(super) fn is_not_read(&self) {
        self.change(|facts| facts.is_unread = true);
    }

    fn change(&self, make: impl FnOnce(&mut Facts)) {
        let mut facts = self.facts();
        let waited = facts.waits();
        make(&mut facts);
        if facts.waits() && !waited {
            self.waits.notify_one();
        }
    }

    fn waits_since(&self) -> Option<Instant> {
        let facts = self.facts();
        facts.waits().then_some(facts.since)
    }

    fn is_leaving(&self) -> bool {
        self.facts().is_leaving
    }

    /// Whether it does; once it has been asked, no request of it is answered any more.
    fn ask_to_leave(&self) -> bool {
        let mut facts = self.facts();
        if facts.waits() {
            facts.is_leaving = true;
            self.leave.cancel();
        }
        facts.is_leaving
    }

    fn facts(&self) -> MutexGuard<'_, Facts> {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::task::{Context, Waker};

    use super::*;

    fn has_to_wait<F: Future>(newcomer: Pin<&mut F>) -> bool {
        newcomer
            .poll(&mut Context::from_waker(Waker::noop()))
            .is_pending()
    }

    fn is_asked(place: &Place) -> bool {
        place.seat.leave.is_cancelled()
    }

    #[tokio::test]
    async fn a_newcomer_gets_the_place_of_one_whose_caller_was_silent_longest() {
        let places = Places::new(3);
        let (first, second, third) = (places.take().await, places.take().await, places.take().await);
        first.seat.begins().unwrap();
        second.seat.has_spoken();
        let mut newcomer = Box::pin(places.take());
        assert!(has_to_wait(newcomer.as_mut()), "it waits until one has left");
        assert_eq!(
            [is_asked(&first), is_asked(&second), is_asked(&third)],
            [false, false, true],
            "one is being answered, one has just moved"
        );
        assert_eq!(
            third.seat.begins(),
            Err(Leaving),
            "what comes too late is not begun"
        );
        drop(third);
        newcomer.await;
    }

    #[tokio::test]
    async fn while_all_are_answered_a_newcomer_waits_for_the_first_that_is_not() {
        let places = Places::new(2);
        let (first, second) = (places.take().await, places.take().await);
        first.seat.begins().unwrap();
        second.seat.begins().unwrap();
        let mut newcomer = Box::pin(places.take());
        assert!(has_to_wait(newcomer.as_mut()));
        assert!(!is_asked(&first) && !is_asked(&second));
        second.seat.is_not_read();
        assert!(has_to_wait(newcomer.as_mut()));
        assert!(
            !is_asked(&first) && is_asked(&second),
            "an answer that nobody reads is waited with"
        );
        drop(second);
        newcomer.await;
    }
}
