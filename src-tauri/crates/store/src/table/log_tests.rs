//! The log's lists against a plain reading of the rules, and the plan of every query that a list makes.

use domain::event::{Batch, Event};
use domain::fields::FieldError;
use domain::plan::Planned;

use super::super::log_ids;
use super::*;
use crate::table::{MIGRATIONS, delivery, event as event_table};
use crate::writer::Tx;

fn connection() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    for sql in MIGRATIONS {
        connection.execute_batch(sql).unwrap();
    }
    connection
}

fn sample(n: usize) -> Event {
    let states = ["pending", "forwarded", "copied"];
    let titles = ["差旅报销", "采购申请", "用印审批", "IT Request"];
    serde_json::from_value(serde_json::json!({
        "dataSet": DataSet::ALL[n % 4],
        "businessState": states[n % 3],
        "requestId": format!("{}", 100 + n % 17),
        "requestName": format!("{}-{}-20261122", titles[(n / 3) % 4], n % 5),
        "workflowId": "54", "workflowName": titles[(n / 3) % 4], "workflowTypeId": "3",
        "nodeName": "审批", "creator": format!("{}", n % 7), "createdAt": "2026-11-22T09:00:00+08:00",
        "receiver": format!("{}", n % 11), "receivedAt": "2026-11-22T09:00:00+08:00",
        "occurredAt": "2026-11-22T09:00:00+08:00"
    }))
    .unwrap()
}

/// Rows of three targets in all statuses, in batches of up to five events, each event a second after the last: of some
/// events all targets have a row, of others two, and one target has two rows of one event.
fn fill(connection: &Connection, events: usize) {
    for first in (0..events).step_by(5) {
        let batch = Batch {
            batch_id: format!("b{first}"),
            events: (first..events.min(first + 5)).map(sample).collect(),
        };
        assert_eq!(batch.check(), Ok::<(), Vec<FieldError>>(()));
        let mut tx = Tx::for_test(connection);
        let ids = event_table::insert_all(&mut tx, &batch.events).unwrap();
        let mut planned = Vec::new();
        for (at, event) in batch.events.iter().enumerate() {
            let n = first + at;
            let of_this_event: &[i64] = match n % 3 {
                0 => &[1, 2, 3],
                1 => &[1, 3],
                _ => &[2, 3, 3],
            };
            for (nth, target) in of_this_event.iter().enumerate() {
                let delivery = Planned {
                    event: at,
                    data_set: event.data_set,
                    backfilled: nth == 2,
                    status: Status::ALL[(n / 2 + nth + *target as usize) % 6],
                    reason: None,
                    verdicts: Vec::new(),
                    person: event.receiver.clone(),
                    mapped_receiver: None,
                    mapped_creator: None,
                };
                planned.push((TargetId(*target), delivery));
            }
        }
        let planned: Vec<_> = planned
            .iter()
            .map(|(target, delivery)| (*target, delivery))
            .collect();
        let source = delivery::Source {
            events: &batch.events,
            ids: &ids,
            now_ms: 1_000_000 + (first as i64) * 1_000,
            run: None,
        };
        delivery::insert_all(&mut tx, &planned, source).unwrap();
        tx.at_end.store(connection).unwrap();
    }
}

fn everything(connection: &Connection, filter: &DeliveryFilter, limit: usize) -> Vec<i64> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let page = page(connection, filter, limit, after).unwrap();
        assert!(page.items.len() <= limit);
        found.extend(page.items.iter().map(|item| item.id.0));
        match page.next {
            Some(next) => after = Some(DeliveryId(next.parse().unwrap())),
            None => return found,
        }
    }
}

#[test]
fn l1_every_list_gives_each_matching_row_once_newest_first_whatever_the_filter_and_the_page() {
    let connection = connection();
    fill(&connection, 120);
    let all: Vec<DeliveryItem> = {
        let sql = format!(
            "SELECT {ITEM} FROM delivery AS d JOIN event AS e ON e.id = d.event_id ORDER BY d.id DESC"
        );
        let mut query = connection.prepare(&sql).unwrap();
        let mut rows = query.query([]).unwrap();
        let mut all = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            all.push(item(row).unwrap());
        }
        assert_eq!(all.len(), 320);
        all
    };
    let at = |n: i64| Some(time(1_000_000 + n * 1_000));
    let text = |text: &str| Some(text.to_owned());
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let mut filters = vec![
        DeliveryFilter {
            from: at(100),
            to: at(130),
            ..Default::default()
        },
        DeliveryFilter {
            from: at(110),
            ..Default::default()
        },
        DeliveryFilter {
            from: at(900),
            ..Default::default()
        },
        DeliveryFilter {
            request_ids: texts(&["105"]),
            ..Default::default()
        },
        DeliveryFilter {
            request_ids: texts(&["105", "107", "nobody"]),
            status: Some(Status::Failed),
            ..Default::default()
        },
        DeliveryFilter {
            receivers: texts(&["3"]),
            data_sets: vec![DataSet::Done],
            ..Default::default()
        },
        DeliveryFilter {
            receivers: texts(&["3", "4"]),
            ..Default::default()
        },
        DeliveryFilter {
            creators: texts(&["2"]),
            ..Default::default()
        },
        DeliveryFilter {
            creators: texts(&["2", "5"]),
            receivers: texts(&["9", "3"]),
            text: text("报销"),
            from: at(20),
            to: at(95),
            ..Default::default()
        },
        DeliveryFilter {
            business_state: text("copied"),
            status: Some(Status::Pending),
            ..Default::default()
        },
        DeliveryFilter {
            text: text("报销"),
            ..Default::default()
        },
        DeliveryFilter {
            workflow_type_ids: texts(&["3", "none"]),
            from: at(7),
            ..Default::default()
        },
        DeliveryFilter {
            text: text("旅报"),
            target_id: Some(TargetId(3)),
            ..Default::default()
        },
        DeliveryFilter {
            text: text("销"),
            status: Some(Status::NoAnswer),
            from: at(10),
            ..Default::default()
        },
        DeliveryFilter {
            text: text("request 2026"),
            ..Default::default()
        },
        DeliveryFilter {
            text: text("没有"),
            ..Default::default()
        },
        DeliveryFilter {
            text: text("  "),
            ..Default::default()
        },
        DeliveryFilter {
            target_id: Some(TargetId(9)),
            ..Default::default()
        },
    ];
    for status in Status::ALL {
        filters.push(DeliveryFilter {
            status: Some(status),
            ..Default::default()
        });
        for data_set in DataSet::ALL {
            filters.push(DeliveryFilter {
                data_sets: vec![data_set],
                ..Default::default()
            });
            filters.push(DeliveryFilter {
                target_id: Some(TargetId(2)),
                status: Some(status),
                data_sets: vec![data_set],
                ..Default::default()
            });
        }
    }
    for filter in filters {
        let expected: Vec<i64> = all
            .iter()
            .filter(|item| filter.matches(item))
            .map(|item| item.id.0)
            .collect();
        for limit in [1, 3, 7, 50, 1_000] {
            assert_eq!(
                everything(&connection, &filter, limit),
                expected,
                "{filter:?} by {limit}"
            );
            let (mut ids, mut after) = (Vec::new(), None);
            loop {
                let (found, next) = log_ids::ids(&connection, &filter, limit, after).unwrap();
                ids.extend(found.into_iter().map(|id| id.0));
                match next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
            assert_eq!(ids, expected, "the ids alone: {filter:?} by {limit}");
        }
    }
}

#[test]
fn l1_a_page_that_finds_little_ends_after_a_bounded_number_of_rows_and_goes_on_behind_them() {
    let connection = connection();
    fill(&connection, 100);
    connection
        .execute_batch(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000)
             INSERT INTO delivery (event_id, target_id, status, data_set, request_id, person, verdicts,
               created_at_ms, finished_at_ms)
             SELECT 100, 3, 1, 0, '1', '1', '', 2000000, 1 FROM n;
             INSERT INTO delivery_count VALUES (3, 1, 0, 25000) ON CONFLICT DO UPDATE SET rows = rows + 25000",
        )
        .unwrap();
    let filter = DeliveryFilter {
        business_state: Some("copied".to_owned()),
        ..Default::default()
    };
    let first = page(&connection, &filter, 50, None).unwrap();
    assert_eq!(
        first.items,
        Vec::new(),
        "none of the newest {MOST_LOOKED_AT} matches"
    );
    let expected = (0..100).filter(|n| n % 3 == 2).count() * 3;
    assert!(first.next.is_some());
    assert_eq!(everything(&connection, &filter, 50).len(), expected);
}

/// The plan of a query, one line a step.
fn plan_of(connection: &Connection, sql: &str) -> Vec<String> {
    let mut query = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let count = query.parameter_count();
    let values = (0..count).map(|n| Value::Text(format!("{n}")));
    query
        .query_map(params_from_iter(values), |row| row.get(3))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

#[test]
fn l1_every_list_walks_an_index_and_none_sorts_or_scans() {
    let connection = connection();
    let item_sql =
        format!("SELECT {ITEM} FROM delivery AS d JOIN event AS e ON e.id = d.event_id WHERE d.id = ?");
    let (planned_sql, again_sql) = (delivery::planned_sql(), delivery::again_sql());
    let cases: [(&str, &str); 14] = [
        (ALL, "delivery USING INTEGER PRIMARY KEY"),
        (BY_REQUEST, "delivery_request"),
        (BY_FACET, "delivery_facet"),
        (BY_PENDING, "delivery_pending"),
        (EVENTS_BY_WORDS, "VIRTUAL TABLE INDEX"),
        (OF_EVENT, "delivery_event"),
        (LOWEST_EVENT, "delivery USING INTEGER PRIMARY KEY"),
        (FIRST_AT, "delivery_created"),
        (HIGHEST_EVENT, "delivery USING INTEGER PRIMARY KEY"),
        (&item_sql, "USING INTEGER PRIMARY KEY"),
        (&planned_sql, "delivery_pending"),
        (&again_sql, "SEARCH a USING PRIMARY KEY"),
        (
            crate::table::breaker::PAGE,
            "iut_send_fuse_recovery USING INTEGER PRIMARY KEY",
        ),
        (
            crate::table::breaker::PAGE_OF_TARGET,
            "iut_send_fuse_recovery_target",
        ),
    ];
    for (sql, index) in cases {
        let plan = plan_of(&connection, sql);
        assert!(
            plan.iter().any(|step| step.contains(index)),
            "{sql}\nshould use {index}: {plan:?}"
        );
        let bad: Vec<&String> = plan
            .iter()
            .filter(|step| {
                step.contains("TEMP B-TREE")
                    || (step.starts_with("SCAN") && !step.contains("VIRTUAL TABLE"))
                        && !step.contains("CONSTANT ROW")
            })
            .collect();
        assert!(bad.is_empty(), "{sql}\nmust neither sort nor scan: {bad:?}");
    }
}
