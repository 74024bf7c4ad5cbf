//! A store that an earlier version made keeps everything that is in it.

#![allow(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

use std::path::Path;

use domain::directory::ListKind;
use domain::ids::{PersonId, TargetId};
use rusqlite::Connection;

use super::run::{self, RunFilter, RunKind};
use super::{MIGRATIONS, directory, known, migrate, person_list, person_mapping, target};

/// A store as the first version left it: a target with a mapping table inside its configuration, an organisation with a
/// group and a role, and events.
fn first_version() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(MIGRATIONS[0]).unwrap();
    connection.pragma_update(None, "user_version", 1).unwrap();
    connection
        .execute_batch(
            r#"
            INSERT INTO target (identifier, config, created_at_ms, updated_at_ms) VALUES ('portal',
              '{"identifier":"portal","name":"门户","pushType":"ecology","server":{"scheme":"http","authority":"h:1"},
                "personKey":"mapping","params":{"sysCode":"OA1"},
                "personMapping":[{"person":"7","value":"u-7"},{"person":"8","value":"u-8"},{"person":"7","value":"u-77"}]}', 1, 2),
              ('plain', '{"identifier":"plain","name":"普通","pushType":"ecology",
                "server":{"scheme":"http","authority":"h:1"},"params":{"sysCode":"OA1"}}', 1, 2);
            INSERT INTO directory VALUES (1, '{"subsidiaries":[],"departments":[],"posts":[],
              "persons":[{"id":"7","name":"柒"}],"groups":[{"id":"g2","name":"乙","persons":["7"]},{"id":"g1","name":"甲"}],
              "roles":[{"id":"r1","name":"丙","persons":["7"]}]}', 3);
            INSERT INTO event (data_set, business_state, request_id, request_name, workflow_id, workflow_name,
              workflow_type_id, workflow_type_name, node_name, creator, created_at, receiver, received_at, occurred_at)
            VALUES (0, 'pending', '1', 't', '54', '旧名', '3', '财务', 'n', '9', 'x', '7', 'x', 'x'),
                   (1, 'returned', '2', 't', '54', '新名', '3', '财务', 'n', '9', 'x', '8', 'x', 'x');
            "#,
        )
        .unwrap();
    connection
}

#[test]
fn what_moved_into_tables_of_its_own_is_all_there() {
    let mut connection = first_version();
    migrate(&mut connection, Path::new("somewhere")).unwrap();

    let targets = target::all(&connection).unwrap();
    assert_eq!(targets.len(), 2, "configurations can still be read");
    let rows = person_mapping::of(&connection, TargetId(1)).unwrap();
    let value = |person: &str| rows.get(&PersonId::from(person)).map(String::as_str);
    assert_eq!(
        (rows.len(), value("7"), value("8")),
        (2, Some("u-77"), Some("u-8")),
        "the last row of a person counts, as it did"
    );
    assert!(person_mapping::of(&connection, TargetId(2)).unwrap().is_empty());

    let document = directory::load(&connection).unwrap();
    let groups: Vec<_> = document
        .groups
        .iter()
        .map(|list| (list.id.as_str(), list.persons.len()))
        .collect();
    assert_eq!(groups, [("g2", 1), ("g1", 0)], "in their order");
    assert_eq!(
        person_list::all(&connection, ListKind::Role).unwrap()[0].name,
        "丙"
    );
    assert_eq!(document.persons[0].name, "柒");

    let known = known::all(&connection).unwrap();
    assert_eq!(
        (known.workflows.len(), known.workflows[0].name.as_str()),
        (1, "新名")
    );
    assert_eq!(known.persons.len(), 3);
    assert_eq!(known.states.len(), 2);
}

#[test]
fn a_store_of_the_newest_version_is_left_alone() {
    let mut connection = first_version();
    migrate(&mut connection, Path::new("somewhere")).unwrap();
    let changes = connection.total_changes();
    migrate(&mut connection, Path::new("somewhere")).unwrap();
    assert_eq!(connection.total_changes(), changes);
}

/// Runs of a version that knew no synchronisation are there afterwards, and one more kind fits beside them.
#[test]
fn runs_outlive_the_table_that_they_were_in() {
    let mut connection = Connection::open_in_memory().unwrap();
    for step in &MIGRATIONS[..4] {
        connection.execute_batch(step).unwrap();
    }
    connection.pragma_update(None, "user_version", 4).unwrap();
    connection
        .execute_batch(
            "INSERT INTO run (kind, target_id, cause, actor, state, cursor, top, tally, started_at_ms, finished_at_ms)
             VALUES (0, 7, 0, '', 2, 5, 9, '{\"sentAgain\":3}', 100, 200), (2, NULL, 2, 'anna', 1, 1, 9, '{}', 300, NULL)",
        )
        .unwrap();
    migrate(&mut connection, Path::new("somewhere")).unwrap();
    let page = run::page(&connection, RunFilter::default(), 10, None).unwrap();
    let shown: Vec<_> = page
        .items
        .iter()
        .map(|active| (active.run.id.0, active.run.kind, active.run.tally.sent_again))
        .collect();
    assert_eq!(shown, [(2, RunKind::Repush, 0), (1, RunKind::Compensation, 3)]);
    assert_eq!(run::unfinished(&connection).unwrap().len(), 1);
    connection
        .execute_batch(
            "INSERT INTO run (kind, cause, actor, state, cursor, top, tally, started_at_ms) VALUES (4, 2, '', 1, 0, 0, '{}', 1)",
        )
        .unwrap();
}
