//! Reconciliation (核对): what a receiver should show of a request to a person, and what it does show. Pure.
//!
//! What it should show is decided by the latest delivery that touches the person's row: a to-do is to be seen, anything
//! else is over. What it does show is what the receiver says where it can be asked, and otherwise what it was last told
//! and took.

use serde::{Deserialize, Serialize};

use crate::delivery::Status;
use crate::event::DataSet;
use crate::ids::{DeliveryId, PersonId};
use crate::lanes::Footprint;

/// A delivery as the rule sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pushed {
    /// Which delivery; ids grow in the OA's order.
    pub id: DeliveryId,
    /// What became of it.
    pub status: Status,
    /// As it is sent.
    pub data_set: DataSet,
    /// Main account of its receiver.
    pub person: PersonId,
    /// What it touches at the receiver.
    pub footprint: Footprint,
}

/// What is known of the receiver's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// The receiver says that the person has a to-do of the request.
    Shown,
    /// The receiver says that there is none.
    NotShown,
    /// It cannot be asked: what it last took stands for what it shows.
    AsTold,
}

/// How the two sides differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Mismatch {
    /// 缺少待办: it should be seen and is not.
    Missing,
    /// 残留待办: it is over and still seen.
    LeftOver,
    /// 未告知最新状态: the receiver did not take the latest state; the to-do itself is right.
    Untold,
    /// 本系统没有记录: the receiver shows it, and the log knows nothing of it.
    Unknown,
}

/// The latest delivery of a line that touches a person's row, those that never went out left aside; oldest come first.
pub fn latest<'a>(line: &'a [Pushed], person: &PersonId) -> Option<&'a Pushed> {
    touching(line, person).next_back()
}

fn touching<'a>(line: &'a [Pushed], person: &PersonId) -> impl DoubleEndedIterator<Item = &'a Pushed> {
    line.iter().filter(move |one| {
        one.status != Status::Ignored && (one.person == *person || one.footprint == Footprint::Request)
    })
}

/// Compares the two sides of one request and one person; nothing where they agree, or where something is on its way.
pub fn compare(line: &[Pushed], person: &PersonId, seen: Seen) -> Option<Mismatch> {
    let Some(latest) = latest(line, person) else {
        return (seen == Seen::Shown).then_some(Mismatch::Unknown);
    };
    if touching(line, person).any(|one| one.status == Status::Pending) {
        return None;
    }
    let should = latest.data_set == DataSet::Todo;
    let was_told = latest.status == Status::Success;
    let is_shown = match seen {
        Seen::Shown => true,
        Seen::NotShown => false,
        Seen::AsTold if was_told => should,
        Seen::AsTold => {
            let mut taken = touching(line, person).rev();
            taken
                .find(|one| one.status == Status::Success)
                .is_some_and(|told| told.data_set == DataSet::Todo)
        }
    };
    match (should, is_shown) {
        (true, false) => Some(Mismatch::Missing),
        (false, true) => Some(Mismatch::LeftOver),
        _ if was_told => None,
        _ => Some(Mismatch::Untold),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &[(&str, DataSet, Status)]) -> Vec<Pushed> {
        let pushed = |(n, (person, data_set, status)): (usize, &(&str, DataSet, Status))| Pushed {
            id: DeliveryId(n as i64 + 1),
            status: *status,
            data_set: *data_set,
            person: PersonId((*person).to_owned()),
            footprint: match data_set {
                DataSet::Deleted => Footprint::Request,
                _ => Footprint::Receiver,
            },
        };
        words.iter().enumerate().map(pushed).collect()
    }

    #[test]
    fn each_side_is_compared_by_the_latest_state_of_the_persons_row() {
        use DataSet::{Closed, Deleted, Done, Todo};
        use Mismatch::{LeftOver, Missing, Unknown, Untold};
        use Seen::{AsTold, NotShown, Shown};
        use Status::{Failed, Ignored, NoAnswer, Pending, Success};
        type Row = (&'static str, DataSet, Status);
        let cases: [(&[Row], Seen, Option<Mismatch>); 22] = [
            (&[], Shown, Some(Unknown)),
            (&[], NotShown, None),
            (&[], AsTold, None),
            (&[("a", Todo, Success)], Shown, None),
            (&[("a", Todo, Success)], NotShown, Some(Missing)),
            (&[("a", Todo, Success)], AsTold, None),
            (&[("a", Todo, Failed)], AsTold, Some(Missing)),
            // It was there before it was sent again in vain.
            (&[("a", Todo, Success), ("a", Todo, Failed)], AsTold, Some(Untold)),
            (&[("a", Todo, Success), ("a", Todo, Failed)], Shown, Some(Untold)),
            (
                &[("a", Todo, Success), ("a", Done, Success)],
                Shown,
                Some(LeftOver),
            ),
            (&[("a", Todo, Success), ("a", Done, Success)], NotShown, None),
            (
                &[("a", Todo, Success), ("a", Done, NoAnswer)],
                AsTold,
                Some(LeftOver),
            ),
            (
                &[("a", Todo, Success), ("a", Done, NoAnswer)],
                NotShown,
                Some(Untold),
            ),
            (
                &[("a", Todo, Failed), ("a", Closed, Failed)],
                AsTold,
                Some(Untold),
            ),
            // What is kept out does not count, nor what another person has.
            (&[("a", Todo, Success), ("a", Done, Ignored)], Shown, None),
            (&[("a", Todo, Success), ("b", Done, Success)], Shown, None),
            (&[("b", Todo, Success)], Shown, Some(Unknown)),
            // What touches the whole request touches this person.
            (
                &[("a", Todo, Success), ("b", Deleted, Success)],
                Shown,
                Some(LeftOver),
            ),
            (&[("a", Todo, Success), ("b", Deleted, Success)], AsTold, None),
            // On its way.
            (&[("a", Todo, Success), ("a", Done, Pending)], Shown, None),
            (&[("a", Todo, Pending)], NotShown, None),
            (&[("a", Todo, Pending), ("a", Done, Success)], Shown, None),
        ];
        for (words, seen, wanted) in cases {
            let found = compare(&line(words), &PersonId("a".to_owned()), seen);
            assert_eq!(found, wanted, "{words:?} {seen:?}");
        }
    }
}
