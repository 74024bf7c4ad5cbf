//! Sending again (rows C1, C2, L3): what may become of a delivery that failed, got no answer, or is to be pushed once
//! more, so that nothing that is over comes back.
//!
//! A delivery that is sent again keeps its id and goes to the end of its line. What counts as later is decided by ids, the
//! OA's order, not by when it was sent. Pure; `engine::runs` feeds it inside the writer's transaction, so that what it
//! decides upon cannot change under it.

use std::collections::BTreeMap;

use crate::delivery::Status;
use crate::ids::{DeliveryId, PersonId};
use crate::lanes::Footprint;

/// A delivery as the rule sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Which delivery; ids grow in the OA's order.
    pub id: DeliveryId,
    /// What became of it.
    pub status: Status,
    /// Main account of its receiver.
    pub person: PersonId,
    /// What it touches at the receiver.
    pub footprint: Footprint,
}

impl Sent {
    fn touches_what(&self, other: &Self) -> bool {
        self.footprint == Footprint::Request
            || other.footprint == Footprint::Request
            || self.person == other.person
    }
}

/// What is wanted of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// It stays as it is.
    Leave,
    /// It is to be sent again.
    Again,
    /// Its answer may still be on the way; nobody touches its row before that is over.
    Fresh,
}

/// What becomes of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is sent again.
    Again,
    /// Something later of the same row took effect: sending it would bring back what is over.
    Overtaken {
        /// The last that did.
        by: DeliveryId,
    },
    /// Something later is on its way; ask once that is known.
    Wait,
}

/// Decides about a line, all deliveries of one request to one target: what becomes of each that is to be sent again, in
/// the order in which they are to be sent. One that touches the whole request takes later ones along that took effect and
/// would be undone. Cost: quadratic in the line.
pub fn decide(line: &[(Sent, Wish)]) -> Vec<(DeliveryId, Fate)> {
    let mut line: Vec<&(Sent, Wish)> = line.iter().collect();
    line.sort_by_key(|(sent, _)| sent.id);
    let mut fates: BTreeMap<DeliveryId, Fate> = BTreeMap::new();
    // From the newest: what becomes of an item hangs on what becomes of those after it.
    for (at, (own, wish)) in line.iter().enumerate().rev() {
        if *wish != Wish::Again {
            continue;
        }
        let later: Vec<&(Sent, Wish)> = line[at + 1..]
            .iter()
            .copied()
            .filter(|(other, _)| own.touches_what(other))
            .collect();
        // What is refused, kept back or overtaken has changed nothing at the receiver.
        let may_have_taken = |other: &Sent| matches!(other.status, Status::Success | Status::NoAnswer);
        let waits = |(other, wish): &&(Sent, Wish)| {
            other.status == Status::Pending
                || *wish == Wish::Fresh
                || (may_have_taken(other) && fates.get(&other.id) == Some(&Fate::Wait))
        };
        let stays =
            |(other, _): &&&(Sent, Wish)| may_have_taken(other) && fates.get(&other.id) != Some(&Fate::Again);
        let effective: Vec<&Sent> = later.iter().filter(stays).map(|(other, _)| other).collect();
        let fate = match effective.last() {
            _ if later.iter().any(waits) => Fate::Wait,
            Some(last) if own.footprint == Footprint::Receiver => Fate::Overtaken { by: last.id },
            Some(last)
                if effective
                    .iter()
                    .any(|other| other.footprint == Footprint::Request) =>
            {
                Fate::Overtaken { by: last.id }
            }
            _ => {
                let goes_along = |id: &DeliveryId| !fates.contains_key(id);
                let along: Vec<DeliveryId> = effective
                    .iter()
                    .map(|other| other.id)
                    .filter(goes_along)
                    .collect();
                fates.extend(along.into_iter().map(|id| (id, Fate::Again)));
                Fate::Again
            }
        };
        fates.insert(own.id, fate);
    }
    fates.into_iter().collect()
}
