//! What waits for the next frame of one connection.
//!
//! Bounds: [`MOST_ROWS`] deliveries (the oldest gives way and is counted), [`MOST_NEWS`] breaker messages (the oldest
//! gives way: the state of every breaker is in the next pulse anyway), one pulse (the newest).

use std::collections::VecDeque;

use axum::response::sse::Event;
use serde::Serialize;
use utoipa::ToSchema;

use super::Wish;
use engine::{BreakerNews, DeliveryItem, LiveEvent, Pulses};

/// Most deliveries in a frame.
const MOST_ROWS: usize = 200;
/// Most breaker messages held while frames are due.
const MOST_NEWS: usize = 64;

/// Data of a `deliveries` frame.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Rows {
    /// New or changed deliveries, the newest last.
    pub(crate) items: Vec<DeliveryItem>,
    /// How many were left out since the last frame, at least.
    pub(crate) skipped: u64,
}

pub(super) struct Pending {
    wish: Wish,
    rows: VecDeque<DeliveryItem>,
    skipped: u64,
    pulse: Option<Box<Pulses>>,
    breaker: VecDeque<BreakerNews>,
}

impl Pending {
    pub(super) fn new(wish: Wish) -> Self {
        Self {
            wish,
            rows: VecDeque::new(),
            skipped: 0,
            pulse: None,
            breaker: VecDeque::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.skipped == 0 && self.pulse.is_none() && self.breaker.is_empty()
    }

    pub(super) fn absorb(&mut self, event: &LiveEvent) {
        match event {
            LiveEvent::Deliveries(items) => {
                for item in items {
                    self.row(item);
                }
            }
            LiveEvent::Pulse(pulse) => {
                if self.wish.pulse {
                    self.pulse = Some(pulse.clone());
                }
            }
            LiveEvent::Breaker(news) => {
                if self.wish.breaker {
                    if self.breaker.len() == MOST_NEWS {
                        self.breaker.pop_front();
                    }
                    self.breaker.push_back(news.clone());
                }
            }
        }
    }

    fn row(&mut self, item: &DeliveryItem) {
        let wanted = self
            .wish
            .deliveries
            .as_ref()
            .is_some_and(|filter| filter.matches(item));
        if !wanted {
            return;
        }
        if let Some(at) = self.rows.iter().position(|row| row.id == item.id) {
            self.rows.remove(at);
        } else if self.rows.len() == MOST_ROWS {
            self.rows.pop_front();
            self.skipped += 1;
        }
        self.rows.push_back(item.clone());
    }

    /// The channel overwrote `messages` before they were read; each had one row or more.
    pub(super) fn missed(&mut self, messages: u64) {
        if self.wish.deliveries.is_some() {
            self.skipped += messages;
        }
    }

    /// The next frame: rare news first, so that a flood of deliveries never holds it up for more than one frame.
    pub(super) fn take(&mut self) -> Option<Event> {
        if let Some(news) = self.breaker.pop_front() {
            return frame("breaker", &news);
        }
        if let Some(pulse) = self.pulse.take() {
            return frame("pulse", &pulse);
        }
        let rows = Rows {
            items: self.rows.drain(..).collect(),
            skipped: std::mem::take(&mut self.skipped),
        };
        frame("deliveries", &rows)
    }
}

fn frame(name: &str, data: &impl Serialize) -> Option<Event> {
    match Event::default().event(name).json_data(data) {
        Ok(event) => Some(event),
        Err(error) => {
            tracing::error!(%error, name, "a frame could not be written");
            None
        }
    }
}
