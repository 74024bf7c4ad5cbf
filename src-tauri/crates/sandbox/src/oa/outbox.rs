//! Batches on their way to the intake.
//!
//! Guarantees: batches of one request leave strictly one after another, each only after the one before it was settled;
//! those of different requests may leave at once; nothing is dropped; the walk is told to pause at [`MOST_WAITING`].

use std::collections::{HashMap, VecDeque};

use bytes::Bytes;

/// From this many unsettled batches on the walk pauses and operators' acts are refused, so that an intake that is away
/// for hours costs a bounded amount of memory.
pub(crate) const MOST_WAITING: usize = 256;

/// One serialised batch.
#[derive(Debug, Clone)]
pub(crate) struct Parcel {
    pub(crate) request: u64,
    pub(crate) events: u32,
    pub(crate) body: Bytes,
}

/// The unsettled batches.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    /// Batches by request. A request is in the map from its first unsettled batch to its last.
    queues: HashMap<u64, VecDeque<Parcel>>,
    /// Requests with a batch that may leave now.
    ready: VecDeque<u64>,
    unsettled: usize,
}

impl Outbox {
    /// Whether the request has an unsettled batch.
    pub(crate) fn is_busy(&self, request: u64) -> bool {
        self.queues.contains_key(&request)
    }

    /// Whether no more should be put in.
    pub(crate) fn is_full(&self) -> bool {
        self.unsettled >= MOST_WAITING
    }

    /// How many batches have no final answer yet.
    #[cfg(test)]
    pub(crate) fn unsettled(&self) -> usize {
        self.unsettled
    }

    pub(crate) fn put(&mut self, parcel: Parcel) {
        self.unsettled += 1;
        let request = parcel.request;
        match self.queues.get_mut(&request) {
            Some(queue) => queue.push_back(parcel),
            None => {
                self.queues.insert(request, VecDeque::from([parcel]));
                self.ready.push_back(request);
            }
        }
    }

    /// Takes the next batch that may leave. Its request stays busy until [`Self::settle`].
    pub(crate) fn take(&mut self) -> Option<Parcel> {
        let request = self.ready.pop_front()?;
        self.queues.get_mut(&request)?.pop_front()
    }

    /// The batch that was taken for this request has its final answer. Whether another one may leave now.
    pub(crate) fn settle(&mut self, request: u64) -> bool {
        self.unsettled = self.unsettled.saturating_sub(1);
        let more = self.queues.get(&request).is_some_and(|queue| !queue.is_empty());
        if more {
            self.ready.push_back(request);
        } else {
            self.queues.remove(&request);
        }
        more
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(request: u64, events: u32) -> Parcel {
        Parcel {
            request,
            events,
            body: Bytes::new(),
        }
    }

    #[test]
    fn batches_of_one_request_leave_one_after_another() {
        let mut outbox = Outbox::default();
        for (request, number) in [(1, 1), (1, 2), (2, 3), (1, 4)] {
            outbox.put(parcel(request, number));
        }
        assert_eq!(outbox.take().map(|p| p.events), Some(1));
        assert_eq!(
            outbox.take().map(|p| p.events),
            Some(3),
            "the other request goes on"
        );
        assert!(
            outbox.take().is_none(),
            "nothing more of request 1 before its first is settled"
        );
        assert!(outbox.settle(1), "request 1 has more");
        assert_eq!(outbox.take().map(|p| p.events), Some(2));
        assert!(outbox.settle(1));
        assert_eq!(outbox.take().map(|p| p.events), Some(4));
        assert!(!outbox.settle(1) && !outbox.is_busy(1) && outbox.is_busy(2));
    }

    #[test]
    fn it_says_when_it_is_full() {
        let mut outbox = Outbox::default();
        (0..MOST_WAITING as u64).for_each(|request| outbox.put(parcel(request, 1)));
        assert!(outbox.is_full());
        let taken = outbox.take().unwrap();
        assert!(outbox.is_full(), "a batch counts until it is settled");
        outbox.settle(taken.request);
        assert!(!outbox.is_full());
    }
}
