//! What alerts say, and when a channel says it (rows F2, F4).

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use domain::alert::{Alert, AlertKind, GIVE_UP_AFTER, Language, PLACEHOLDERS, Pace, Summary, next_try};
use proptest::prelude::*;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + seconds, 0).expect("a time")
}

fn alert(kind: AlertKind, name: &str, seconds: i64) -> Alert {
    Alert {
        kind,
        target: None,
        name: name.to_owned(),
        cause: if kind.is_good_news() {
            String::new()
        } else {
            "无法建立连接".to_owned()
        },
        held: 7,
        lasted: kind.is_good_news().then_some(75),
        at: at(seconds),
    }
}

fn summary(alerts: &[Alert], language: Language) -> Summary {
    let zone = FixedOffset::east_opt(8 * 3600).expect("a zone");
    Summary::new(alerts, language, &zone)
}

#[test]
fn f2_one_alert_says_who_why_and_what_becomes_of_the_items() {
    let opened = summary(&[alert(AlertKind::BreakerOpened, "门户", 0)], Language::Zh);
    assert_eq!(opened.title(), "“门户”已熔断");
    assert_eq!(
        opened.details(),
        "01-15 16:00:00 “门户”已熔断：无法建立连接。待推送 7 条已保留，恢复后按顺序补推"
    );
    let recovered = summary(&[alert(AlertKind::BreakerRecovered, "门户", 0)], Language::En);
    assert_eq!(
        recovered.details(),
        "01-15 16:00:00 “门户” answers again; 7 held deliveries go out in order (after 1 min 15 s)"
    );
}

#[test]
fn f2_several_alerts_are_counted_and_named_once() {
    let alerts = [
        alert(AlertKind::BreakerOpened, "甲", 0),
        alert(AlertKind::BreakerOpened, "乙", 1),
        alert(AlertKind::BreakerRecovered, "甲", 2),
    ];
    let all = summary(&alerts, Language::Zh);
    let value = |name: &str| {
        let place = PLACEHOLDERS.iter().position(|known| *known == name);
        all.value(place.expect("it is a placeholder"))
    };
    assert_eq!(value("title"), "2 项异常，1 项恢复");
    assert_eq!(
        (value("count"), value("targets"), value("causes")),
        ("3", "甲、乙", "无法建立连接")
    );
    assert_eq!(value("details").lines().count(), 3);
    assert_eq!(value("time"), "2027-01-15 16:00:00");
    let many: Vec<Alert> = (0..50)
        .map(|n| alert(AlertKind::BreakerOpened, &format!("系统 {n}"), n))
        .collect();
    let all = summary(&many, Language::Zh);
    assert!(
        all.details().ends_with("另有 30 项，详见控制台"),
        "{}",
        all.details()
    );
    assert!(
        PLACEHOLDERS
            .iter()
            .enumerate()
            .all(|(at, _)| !all.value(at).is_empty())
    );
}

fn pace(merge: i64, most_per_hour: usize) -> Pace {
    Pace {
        gather: TimeDelta::seconds(2),
        merge: TimeDelta::seconds(merge),
        most_per_hour,
    }
}

/// What comes together goes together; the next message waits for the merging; a crowded hour has to pass.
#[test]
fn f2_a_message_is_due_after_gathering_merging_and_within_the_hours_limit() {
    let cases: [(&str, i64, usize, &[i64], i64); 6] = [
        ("the first one waits for what comes with it", 60, 10, &[], 2),
        ("one is merged with what comes after the last", 60, 10, &[-10], 50),
        (
            "long after the last one only gathering counts",
            60,
            10,
            &[-300],
            2,
        ),
        ("the limit of the hour is not reached", 0, 2, &[-100], 2),
        ("the limit of the hour is reached", 0, 2, &[-100, -50], 3_500),
        (
            "a time ahead is of a clock that was put back",
            60,
            10,
            &[86_400],
            2,
        ),
    ];
    for (what, merge, most, sent, due) in cases {
        let sent: Vec<_> = sent.iter().map(|seconds| at(*seconds)).collect();
        assert_eq!(pace(merge, most).due(at(0), &sent, at(0)), at(due), "{what}");
    }
}

proptest! {
    /// However alerts come, no two messages are nearer than the merging, no hour has more than its limit, and every
    /// alert is told: within the merging, or when the hour allows.
    #[test]
    fn f2_messages_keep_their_distance_and_nothing_waits_for_ever(
        gaps in prop::collection::vec(0_i64..400, 1..60),
        merge in 0_i64..300,
        most in 1_usize..5,
    ) {
        let pace = pace(merge, most);
        let mut alerts: Vec<_> = gaps.iter().scan(0, |time, gap| { *time += gap; Some(at(*time)) }).collect();
        let mut sent: Vec<DateTime<Utc>> = Vec::new();
        while let Some(oldest) = alerts.first().copied() {
            let recent: Vec<_> = sent.iter().copied().filter(|time| *time > oldest - TimeDelta::hours(1)).collect();
            let mut now = pace.due(oldest, &recent, oldest);
            // The engine asks again when it wakes: what was sent meanwhile is known then.
            loop {
                let recent: Vec<_> = sent.iter().copied().filter(|time| *time >= now - TimeDelta::hours(1)).collect();
                let due = pace.due(oldest, &recent, now);
                if due <= now { break; }
                now = due;
            }
            prop_assert!(sent.last().is_none_or(|last| now - *last >= TimeDelta::seconds(merge)));
            let within = sent.iter().filter(|time| now - **time < TimeDelta::hours(1)).count();
            prop_assert!(within < most, "{within} messages in the hour before");
            alerts.retain(|time| *time > now);
            sent.push(now);
        }
    }

    /// Tries come later and later, and giving up comes after many of them.
    #[test]
    fn f4_tries_come_later_and_later(tries in 1_u32..1_000) {
        let wait = next_try(tries, at(0)) - at(0);
        prop_assert!(wait >= TimeDelta::seconds(5) && wait <= TimeDelta::minutes(30));
        prop_assert!(next_try(tries + 1, at(0)) - at(0) >= wait);
        prop_assert!(wait * 40 < GIVE_UP_AFTER || wait == TimeDelta::minutes(30));
    }
}
