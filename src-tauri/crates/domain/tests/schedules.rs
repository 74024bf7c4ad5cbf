//! Schedules (rows C1, K1): expressions, and alarms under clocks that jump.
#![allow(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::America::New_York;
use chrono_tz::Tz;
use domain::schedule::{Alarm, Schedule};

fn at(text: &str) -> DateTime<Tz> {
    let naive = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap();
    New_York.from_local_datetime(&naive).earliest().unwrap()
}

#[test]
fn c1_expressions_have_six_fields_and_say_what_is_wrong() {
    for right in [
        "0 */10 * * * *",
        "0 0/5 8-18 * * MON-FRI",
        "30 0 2 1,15 * ?",
        "0 0 3 L * *",
        &Schedule::daily(23),
    ] {
        assert!(Schedule::parse(right).is_ok(), "{right} is right");
    }
    for wrong in [
        "",
        "* * * * *",
        "61 * * * * *",
        "0 0 25 * * *",
        "0 0 2 * * * 2030",
        "every day",
        "0 0 0 0 0 0",
        // They would be looked for through thousands of years.
        ", * * * * *",
        "0 , 0 * * *",
        "0 0 , * * 5",
        "0 0 0 , * *",
        "0 0 0 * , *",
        "0 0 0 * * ,",
    ] {
        let why = Schedule::parse(wrong).expect_err(wrong);
        assert!(!why.is_empty(), "{wrong}");
    }
    let never = Schedule::parse("0 0 0 30 2 *").map(|schedule| schedule.next_after(&Utc::now()));
    assert!(
        !matches!(never, Ok(Some(_))),
        "30 February never comes: {never:?}"
    );
}

/// Lets a clock go through `moments` and says at which the alarm rang.
fn rings(expression: &str, since: &str, moments: &[DateTime<Tz>]) -> Vec<usize> {
    let mut alarm = Alarm::new(Schedule::parse(expression).unwrap(), at(since));
    let found = moments.iter().enumerate();
    found
        .filter(|(_, now)| alarm.rings(now))
        .map(|(n, _)| n)
        .collect()
}

fn every_minute(from: DateTime<Tz>, minutes: i64) -> Vec<DateTime<Tz>> {
    (0..minutes).map(|n| from + TimeDelta::minutes(n)).collect()
}

#[test]
fn k1_a_daily_time_rings_once_where_clocks_are_put_forward_or_back() {
    // 2026-03-08 02:00 became 03:00; 2026-11-01 02:00 became 01:00.
    for (day, hour) in [
        ("2026-03-08", 2),
        ("2026-11-01", 1),
        ("2026-11-01", 2),
        ("2026-06-01", 2),
    ] {
        let midnight = format!("{day} 00:00:00");
        let rang = rings(
            &Schedule::daily(hour),
            &midnight,
            &every_minute(at(&midnight), 8 * 60),
        );
        assert_eq!(rang.len(), 1, "{day} {hour}:00 rang at the minutes {rang:?}");
    }
}

#[test]
fn c1_missed_times_ring_once_together_and_a_clock_that_jumps_silences_nothing() {
    let noon = at("2026-06-01 12:00:00");
    let after = |time: TimeDelta| noon + time;
    let every_ten = "0 */10 * * * *";
    // Asleep from 12:00 to 17:03.
    let slept = [
        noon,
        after(TimeDelta::minutes(303)),
        after(TimeDelta::minutes(304)),
    ];
    assert_eq!(
        rings(every_ten, "2026-06-01 12:00:00", &slept),
        [1],
        "thirty missed times are one"
    );
    // A day forward, and on from there.
    let forward: Vec<_> = [0, 1_440, 1_445, 1_450]
        .map(|minute| after(TimeDelta::minutes(minute)))
        .into();
    assert_eq!(rings(every_ten, "2026-06-01 12:00:00", &forward), [1, 3]);
    // Ten minutes pass, then the clock is a day back: it rings again within ten minutes, not after a day.
    let back: Vec<_> = [10, 10 - 1_440, 15 - 1_440, 20 - 1_440]
        .map(|minute| after(TimeDelta::minutes(minute)))
        .into();
    assert_eq!(rings(every_ten, "2026-06-01 12:00:00", &back), [0, 3]);
    // A clock that is set right by seconds does not do again what was done.
    let right = [
        after(TimeDelta::seconds(600)),
        after(TimeDelta::seconds(595)),
        after(TimeDelta::seconds(601)),
    ];
    assert_eq!(rings(every_ten, "2026-06-01 12:00:00", &right), [0]);
}
