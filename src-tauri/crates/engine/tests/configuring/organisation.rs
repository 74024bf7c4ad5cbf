//! The organisation (row O2): browsed, its groups and roles edited, imported from a document or a workbook.

use domain::directory::{ListKind, PersonList};
use domain::ids::PersonId;
use domain::target::UnitKind;
use engine::{Engine, PersonQuery};
use serde_json::json;

use crate::scene::{Mood, Receiver, batch, create, event, operator, start, target};
use crate::{complaints, organisation};

async fn people(engine: &Engine, query: PersonQuery) -> Vec<(String, Vec<String>)> {
    let query = PersonQuery { limit: 100, ..query };
    let page = engine.people(query).await.unwrap();
    let row = |row: engine::PersonRow| {
        let identities = row.identities.into_iter().map(|identity| identity.id.0).collect();
        (row.person.id.0, identities)
    };
    page.items.into_iter().map(row).collect()
}

fn ids(rows: &[(String, Vec<String>)]) -> Vec<&str> {
    rows.iter().map(|(id, _)| id.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o2_a_part_time_identity_is_shown_under_the_main_account_wherever_it_fits() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    engine
        .replace_directory(&operator(), organisation())
        .await
        .unwrap();
    let unit = |kind, id: &str, include_below| PersonQuery {
        unit: Some((kind, id.to_owned())),
        include_below,
        ..PersonQuery::default()
    };
    let all = people(&engine, PersonQuery::default()).await;
    assert_eq!(ids(&all), ["1", "2", "3", "4"]);
    assert_eq!(all[1].1, ["2-2"]);
    let sales = people(&engine, unit(UnitKind::Department, "d3", false)).await;
    assert_eq!(ids(&sales), ["2", "3", "4"], "person 2 works there part-time");
    assert_eq!(
        ids(&people(&engine, unit(UnitKind::Department, "d1", false)).await),
        ["1"]
    );
    assert_eq!(
        ids(&people(&engine, unit(UnitKind::Department, "d1", true)).await),
        ["1", "2"]
    );
    assert_eq!(
        ids(&people(&engine, unit(UnitKind::Subsidiary, "s1", true)).await),
        ["1", "2", "3", "4"]
    );
    let text = |text: &str| PersonQuery {
        text: Some(text.to_owned()),
        ..PersonQuery::default()
    };
    assert_eq!(ids(&people(&engine, text("陈")).await), ["3"]);
    assert_eq!(ids(&people(&engine, text("BAI")).await), ["2"]);
    let first = engine
        .people(PersonQuery {
            limit: 3,
            ..PersonQuery::default()
        })
        .await
        .unwrap();
    let rest = engine
        .people(PersonQuery {
            limit: 3,
            after: first.next,
            ..PersonQuery::default()
        })
        .await
        .unwrap();
    assert_eq!((rest.items[0].person.id.as_str(), rest.next), ("4", None));
    let shape = engine.structure().await.unwrap();
    assert_eq!((shape.people, shape.persons), (3, 5));
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i1_a_group_that_is_edited_changes_who_passes_at_once_and_over_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    engine
        .replace_directory(&operator(), organisation())
        .await
        .unwrap();
    let receiver = Receiver::start(Mood::Accepts).await;
    let rules = json!({ "interception": { "persons": { "mode": "allow", "members": [{ "kind": "group", "id": "g1" }] } } });
    create(&engine, target("a", receiver.address, &rules)).await;
    let list = PersonList {
        id: "g1".to_owned(),
        name: "管理员".to_owned(),
        persons: vec![PersonId::from("3")],
    };
    engine
        .put_person_list(&operator(), ListKind::Group, list.clone())
        .await
        .unwrap();
    engine
        .intake(batch("one", vec![event(1, 1, 0), event(2, 3, 0)]))
        .await
        .unwrap();
    assert_eq!(receiver.await_got(1).await[0]["receiver"], "3");
    engine.stop().await;
    drop(engine);
    let engine = start(directory.path()).await;
    engine
        .intake(batch("two", vec![event(3, 1, 0), event(4, 3, 0)]))
        .await
        .unwrap();
    assert_eq!(receiver.await_got(2).await[1]["flowid"], "4");
    let wrong = PersonList {
        name: String::new(),
        persons: vec![PersonId::from("nobody")],
        ..list
    };
    assert_eq!(
        complaints(engine.put_person_list(&operator(), ListKind::Group, wrong).await),
        [
            ("/name".to_owned(), "REQUIRED".to_owned()),
            ("/persons/0".to_owned(), "UNKNOWN_REFERENCE".to_owned())
        ]
    );
    engine
        .delete_person_list(&operator(), ListKind::Group, "g1".to_owned())
        .await
        .unwrap();
    assert!(engine.directory().document().groups.is_empty());
    engine.stop().await;
}

/// A workbook with one sheet of persons and one of roles, as an administrator fills it.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("人员").unwrap();
    let rows = [
        ["人员ID", "姓名", "登录名", "部门", "主账号", "在职"],
        ["1", "安一", "an", "d1", "", "是"],
        ["2", "白二", "bai2", "d2", "", ""],
        ["2-2", "白二", "", "d3", "2", ""],
        ["5", "邓五", "deng", "d9", "", "也许"],
    ];
    for (n, row) in rows.iter().enumerate() {
        for (m, cell) in row.iter().enumerate() {
            sheet
                .write(u32::try_from(n).unwrap(), u16::try_from(m).unwrap(), *cell)
                .unwrap();
        }
    }
    // An id that the sheet holds as a number.
    sheet.write(5, 0, 6_000).unwrap();
    sheet.write(5, 1, "方六").unwrap();
    let roles = book.add_worksheet().set_name("角色").unwrap();
    for (n, row) in [["角色ID", "名称", "人员"], ["r1", "财务主管", "1，2；6000"]]
        .iter()
        .enumerate()
    {
        for (m, cell) in row.iter().enumerate() {
            roles
                .write(u32::try_from(n).unwrap(), u16::try_from(m).unwrap(), *cell)
                .unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn o2_a_workbook_is_previewed_with_what_is_new_changed_gone_and_wrong() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    engine
        .replace_directory(&operator(), organisation())
        .await
        .unwrap();
    let shown = engine
        .import_directory(&operator(), workbook(), true)
        .await
        .unwrap();
    let persons = &shown.persons;
    assert_eq!(
        (persons.added, persons.changed, persons.removed, persons.same),
        (2, 1, 2, 2)
    );
    assert_eq!(
        (shown.roles.changed, shown.groups.same, shown.departments.same),
        (1, 1, 3)
    );
    let wrong: Vec<_> = shown
        .shown_wrong
        .iter()
        .map(|cell| {
            (
                cell.sheet.as_str(),
                cell.row,
                cell.column.as_str(),
                cell.code.as_str(),
            )
        })
        .collect();
    assert_eq!(
        wrong,
        [
            ("人员", 5, "active", "INVALID_CHOICE"),
            ("人员", 5, "department", "UNKNOWN_REFERENCE")
        ]
    );
    let refused = engine.import_directory(&operator(), workbook(), false).await;
    assert_eq!(
        complaints(refused),
        [("/file".to_owned(), "WRONG_ROWS".to_owned())]
    );
    assert_eq!(
        engine.directory().document(),
        &organisation(),
        "nothing was taken"
    );

    let mut document = organisation();
    document.persons.remove(4);
    let file = serde_json::to_vec(&document).unwrap();
    let done = engine.import_directory(&operator(), file, false).await.unwrap();
    assert_eq!((done.applied, done.persons.removed), (true, 1));
    assert_eq!(engine.directory().document(), &document);
    for (file, code) in [(&b"{}x"[..], "NOT_A_DIRECTORY"), (b"[1]", "NOT_A_DIRECTORY")] {
        let refused = complaints(engine.import_directory(&operator(), file.to_vec(), true).await);
        assert_eq!(refused, [("/file".to_owned(), code.to_owned())]);
    }
    engine.stop().await;
}
