//! Sending again (row C2): nothing that is over comes back, and what waits for something is told so.
#![allow(clippy::panic, reason = "a test says what should have held")]

use domain::again::{Fate, Sent, Wish, decide};
use domain::delivery::Status;
use domain::ids::{DeliveryId, PersonId};
use domain::lanes::Footprint;
use proptest::prelude::*;

fn sent(id: i64, status: Status, person: &str, footprint: Footprint) -> Sent {
    Sent {
        id: DeliveryId(id),
        status,
        person: PersonId::from(person),
        footprint,
    }
}

fn row(id: i64, status: Status, person: &str) -> Sent {
    sent(id, status, person, Footprint::Receiver)
}

fn whole(id: i64, status: Status) -> Sent {
    sent(id, status, "anybody", Footprint::Request)
}

#[test]
fn c2_what_becomes_of_a_failure_by_what_came_later() {
    use Status::{Failed, Ignored, NoAnswer, Pending, Success, Superseded};
    use Wish::{Again as Wanted, Fresh, Leave};
    let own = || (row(10, Failed, "a"), Wanted);
    let all = || (whole(10, Failed), Wanted);
    let again = |id| (DeliveryId(id), Fate::Again);
    let wait = |id| (DeliveryId(id), Fate::Wait);
    let overtaken = |id, by| (DeliveryId(id), Fate::Overtaken { by: DeliveryId(by) });
    type Case = (&'static str, Vec<(Sent, Wish)>, Vec<(DeliveryId, Fate)>);
    let cases: Vec<Case> = vec![
        ("nothing else", vec![own()], vec![again(10)]),
        (
            "what is earlier does not matter",
            vec![(row(9, Success, "a"), Leave), own()],
            vec![again(10)],
        ),
        (
            "nor does another person's",
            vec![own(), (row(11, Success, "b"), Leave)],
            vec![again(10)],
        ),
        (
            "a later success overtakes",
            vec![own(), (row(11, Success, "a"), Leave)],
            vec![overtaken(10, 11)],
        ),
        (
            "the last of several does",
            vec![
                own(),
                (row(12, Success, "a"), Leave),
                (row(11, Success, "a"), Leave),
            ],
            vec![overtaken(10, 12)],
        ),
        (
            "one that is on its way",
            vec![own(), (row(11, Pending, "a"), Leave)],
            vec![wait(10)],
        ),
        (
            "whose answer may still come",
            vec![own(), (row(11, NoAnswer, "a"), Fresh)],
            vec![wait(10)],
        ),
        (
            "that may have been taken and stays",
            vec![own(), (row(11, NoAnswer, "a"), Leave)],
            vec![overtaken(10, 11)],
        ),
        (
            "that is sent again, too",
            vec![own(), (row(11, NoAnswer, "a"), Wanted)],
            vec![again(10), again(11)],
        ),
        (
            "that is to be sent again and must wait itself",
            vec![
                own(),
                (whole(11, NoAnswer), Wanted),
                (row(12, Pending, "z"), Leave),
            ],
            vec![wait(10), wait(11)],
        ),
        (
            "what was refused changed nothing",
            vec![own(), (row(11, Failed, "a"), Leave)],
            vec![again(10)],
        ),
        (
            "nor did what was never sent",
            vec![
                own(),
                (row(11, Ignored, "a"), Leave),
                (row(12, Superseded, "a"), Leave),
            ],
            vec![again(10)],
        ),
        (
            "what touched all rows overtakes",
            vec![own(), (whole(11, Success), Leave)],
            vec![overtaken(10, 11)],
        ),
        (
            "one that touches all waits for any",
            vec![all(), (row(11, Pending, "z"), Leave)],
            vec![wait(10)],
        ),
        (
            "and takes along what it would undo, in order",
            vec![
                all(),
                (row(13, Success, "z"), Leave),
                (row(11, Success, "a"), Leave),
                (row(12, Failed, "b"), Wanted),
            ],
            vec![again(10), again(11), again(12), again(13)],
        ),
        (
            "unless that touched all, too",
            vec![all(), (row(11, Success, "a"), Leave), (whole(12, Success), Leave)],
            vec![overtaken(10, 12)],
        ),
        (
            "a person chose both",
            vec![(row(10, Success, "a"), Wanted), (row(11, Success, "a"), Wanted)],
            vec![again(10), again(11)],
        ),
    ];
    for (what, line, wanted) in cases {
        assert_eq!(decide(&line), wanted, "{what}");
    }
}

fn statuses() -> impl Strategy<Value = Status> {
    prop::sample::select(Status::ALL.to_vec())
}

proptest! {
    /// Whatever the line looks like: once all that is sent again was accepted, what the receiver saw last of each row is
    /// no older than what it had taken of that row before.
    #[test]
    fn c2_what_a_receiver_saw_last_stays_the_newest(
        line in prop::collection::vec((statuses(), 0..2_usize, prop::bool::weighted(0.2)), 1..7)
    ) {
        let line: Vec<Sent> = line.iter().enumerate().map(|(n, (status, person, wide))| {
            let footprint = if *wide { Footprint::Request } else { Footprint::Receiver };
            sent(n as i64 + 1, *status, ["a", "b"][*person], footprint)
        }).collect();
        let wished = |one: &Sent| match one.status {
            Status::Failed | Status::NoAnswer => Wish::Again,
            _ => Wish::Leave,
        };
        let line: Vec<(Sent, Wish)> = line.into_iter().map(|one| { let wish = wished(&one); (one, wish) }).collect();
        let fates = decide(&line);
        let again_ids: Vec<DeliveryId> =
            fates.iter().filter(|(_, fate)| *fate == Fate::Again).map(|(id, _)| *id).collect();
        let line: Vec<Sent> = line.into_iter().map(|(one, _)| one).collect();
        prop_assert!(again_ids.is_sorted());
        let touches = |one: &Sent, person: &str| one.footprint == Footprint::Request || one.person.as_str() == person;
        for person in ["a", "b"] {
            let took = |one: &&Sent| matches!(one.status, Status::Success | Status::NoAnswer) && touches(one, person);
            let newest = line.iter().filter(took).map(|one| one.id).max();
            let last_again = again_ids.iter().rfind(|id| line.iter().any(|one| one.id == **id && touches(one, person)));
            if let (Some(newest), Some(last)) = (newest, last_again) {
                prop_assert!(*last >= newest, "{person}: {newest} had been taken and {last} came after it; {line:?}");
            }
        }
    }
}
