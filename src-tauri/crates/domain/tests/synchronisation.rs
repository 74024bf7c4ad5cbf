//! What a synchronisation makes of the organisation (row O2).
#![allow(clippy::unwrap_used)]

use std::collections::HashSet;

use domain::directory::{Department, DirectoryDocument, Person, PersonList, Post, Subsidiary};
use domain::ids::PersonId;
use domain::oa::Extent;
use domain::synchronisation::{Differences, ReadList, ReadOrganisation, synchronised};
use proptest::prelude::*;

fn person(id: &str) -> Person {
    serde_json::from_value(serde_json::json!({ "id": id, "name": format!("人{id}"), "department": "d1" }))
        .unwrap()
}

fn department(id: &str, parent: Option<&str>) -> Department {
    Department {
        id: id.to_owned(),
        name: id.to_owned(),
        subsidiary: "s1".to_owned(),
        parent: parent.map(str::to_owned),
    }
}

fn subsidiary(id: &str) -> Subsidiary {
    Subsidiary {
        id: id.to_owned(),
        name: id.to_owned(),
        parent: None,
    }
}

fn all<T>(rows: Vec<T>) -> ReadList<T> {
    ReadList { rows, is_whole: true }
}

fn before() -> DirectoryDocument {
    DirectoryDocument {
        subsidiaries: vec![subsidiary("s1")],
        departments: vec![department("d1", None), department("d2", Some("d1"))],
        posts: vec![Post {
            id: "p1".to_owned(),
            name: "会计".to_owned(),
        }],
        persons: vec![
            Person {
                external_id: Some("x1".to_owned()),
                ..person("1")
            },
            person("2"),
            person("3"),
        ],
        groups: vec![PersonList {
            id: "g".to_owned(),
            name: "组".to_owned(),
            persons: vec![PersonId::from("1"), PersonId::from("3")],
        }],
        roles: Vec::new(),
    }
}

#[test]
fn a_whole_reading_replaces_and_a_partial_one_adds() {
    let read = || ReadOrganisation {
        subsidiaries: all(vec![subsidiary("s1")]),
        departments: all(vec![department("d1", None)]),
        persons: all(vec![
            person("1"),
            Person {
                active: false,
                ..person("2")
            },
            person("4"),
        ]),
        ..ReadOrganisation::default()
    };
    let whole = synchronised(&before(), read(), Extent::Whole);
    let expected = Differences {
        added: 1,
        changed: 0,
        left: 1,
        removed: 2,
    };
    assert_eq!(
        whole.differences, expected,
        "d2 and 3 are gone; posts were not read"
    );
    assert_eq!(whole.people_gone, 1);
    assert_eq!(whole.document.persons[0].external_id.as_deref(), Some("x1"));
    assert_eq!(whole.document.groups[0].persons, [PersonId::from("1")]);
    assert_eq!(whole.document.posts.len(), 1, "a list that was not read stays");

    let partial = synchronised(&before(), read(), Extent::Changed);
    assert_eq!(
        partial.differences,
        Differences {
            removed: 0,
            ..expected
        }
    );
    let ids: Vec<&str> = partial
        .document
        .persons
        .iter()
        .map(|person| person.id.as_str())
        .collect();
    assert_eq!(ids, ["1", "2", "3", "4"]);

    let closed = ReadOrganisation {
        closed_departments: HashSet::from(["d2".to_owned()]),
        ..ReadOrganisation::default()
    };
    let closed = synchronised(&before(), closed, Extent::Changed);
    assert_eq!(closed.differences.removed, 1);
}

#[test]
fn what_does_not_fit_is_mended_and_told() {
    let identity = |id: &str, main: &str| Person {
        main_account: Some(PersonId::from(main)),
        ..person(id)
    };
    let read = ReadOrganisation {
        subsidiaries: all(vec![subsidiary("s1")]),
        departments: all(vec![
            department("d1", Some("d2")),
            department("d2", Some("d1")),
            Department {
                subsidiary: "nowhere".to_owned(),
                ..department("d3", None)
            },
        ]),
        persons: all(vec![
            person("1"),
            identity("2", "3"),
            identity("3", "1"),
            identity("4", "nobody"),
            identity("5", "5"),
            Person {
                department: Some("d3".to_owned()),
                ..person("6")
            },
        ]),
        ..ReadOrganisation::default()
    };
    let made = synchronised(&DirectoryDocument::default(), read, Extent::Whole);
    assert_eq!(made.document.check(), Ok(()));
    let main = |at: usize| {
        made.document.persons[at]
            .main_account
            .as_ref()
            .map(PersonId::as_str)
    };
    assert_eq!(
        (main(1), main(2), main(3), main(4)),
        (Some("1"), Some("1"), None, None)
    );
    assert_eq!(made.remarks.len(), 4, "{:?}", made.remarks);
}

fn any_id() -> impl Strategy<Value = String> {
    (0..6_u8).prop_map(|n| n.to_string())
}

prop_compose! {
    fn any_read()(
        subsidiaries in prop::collection::vec((any_id(), prop::option::of(any_id())), 0..5),
        departments in prop::collection::vec((any_id(), any_id(), prop::option::of(any_id())), 0..8),
        persons in prop::collection::vec(
            (any_id(), prop::option::of(any_id()), prop::option::of(any_id()), prop::option::of(any_id()), any::<bool>()), 0..12),
        closed in prop::collection::hash_set(any_id(), 0..3),
        whole in any::<bool>(),
    ) -> ReadOrganisation {
        let subsidiaries = subsidiaries.into_iter().map(|(id, parent)| Subsidiary { name: id.clone(), id, parent });
        let departments = departments.into_iter().map(|(id, subsidiary, parent)| Department { name: id.clone(), id, subsidiary, parent });
        let persons = persons.into_iter().map(|(id, department, post, main, active)| Person {
            department, post, active, main_account: main.map(PersonId), ..person(&id)
        });
        let list = |is_whole| move |rows| ReadList { rows, is_whole };
        ReadOrganisation {
            subsidiaries: ReadList { rows: subsidiaries.collect(), is_whole: whole },
            departments: ReadList { rows: departments.collect(), is_whole: true },
            persons: list(whole)(persons.collect()),
            closed_subsidiaries: closed.clone(),
            closed_departments: closed,
            ..ReadOrganisation::default()
        }
    }
}

proptest! {
    /// Whatever the OA's lists hold, what comes of them can be kept; where all fits, reading the same again changes nothing.
    #[test]
    fn what_comes_out_always_fits(first in any_read(), second in any_read(), whole in any::<bool>()) {
        let extent = if whole { Extent::Whole } else { Extent::Changed };
        let one = synchronised(&DirectoryDocument::default(), first, extent);
        prop_assert_eq!(one.document.check(), Ok(()));
        let two = synchronised(&one.document, second.clone(), extent);
        prop_assert_eq!(two.document.check(), Ok(()));
        let again = synchronised(&two.document, second, extent);
        prop_assert_eq!(again.document.check(), Ok(()));
        if two.remarks.is_empty() {
            prop_assert_eq!(&again.document, &two.document);
        }
    }
}
