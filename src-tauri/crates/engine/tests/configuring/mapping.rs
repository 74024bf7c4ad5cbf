//! Mapping tables (row T6).

use domain::delivery::Status;
use domain::ids::{PersonId, TargetId};
use domain::target::PersonMapping;
use engine::{DeliveryFilter, Engine, MappingImported, MappingQuery, MappingSheet};
use serde_json::json;

use crate::scene::{Mood, Receiver, batch, create, event, log, operator, start, target};
use crate::{complaints, organisation};

fn sheet(file: &[u8], preview: bool) -> MappingSheet {
    MappingSheet {
        file: file.to_vec(),
        preview,
        replace: false,
        skip_wrong: false,
    }
}

async fn import(engine: &Engine, id: TargetId, sheet: MappingSheet) -> MappingImported {
    engine.import_mapping(&operator(), id, sheet).await.unwrap()
}

async fn rows(engine: &Engine, id: TargetId, text: &str) -> Vec<(String, String)> {
    let query = MappingQuery {
        text: text.to_owned(),
        limit: 100,
        after: None,
    };
    let page = engine.mapping(id, query).await.unwrap();
    page.items
        .into_iter()
        .map(|row| (row.person.0, row.value))
        .collect()
}

fn row(person: &str, value: &str) -> PersonMapping {
    PersonMapping {
        person: PersonId::from(person),
        value: value.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t6_who_lacks_a_value_is_listed_and_once_filled_in_the_next_item_goes_out() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    engine
        .replace_directory(&operator(), organisation())
        .await
        .unwrap();
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(
        &engine,
        target("a", receiver.address, &json!({ "personKey": "mapping" })),
    )
    .await;
    engine.intake(batch("one", vec![event(1, 2, 0)])).await.unwrap();
    let lacking = engine.persons_without_value(id, 50, None).await.unwrap();
    let lacking: Vec<_> = lacking
        .items
        .iter()
        .map(|row| (row.person.as_str(), row.name.as_deref()))
        .collect();
    assert_eq!(
        lacking,
        [("1", Some("安一")), ("2", Some("白二"))],
        "the creator and the receiver"
    );
    engine
        .put_mapping_row(&operator(), id, row("1", "boss"))
        .await
        .unwrap();
    engine
        .put_mapping_row(&operator(), id, row("2", "u-2"))
        .await
        .unwrap();
    assert!(
        engine
            .persons_without_value(id, 50, None)
            .await
            .unwrap()
            .items
            .is_empty()
    );
    engine.intake(batch("two", vec![event(2, 2, 0)])).await.unwrap();
    assert_eq!(receiver.await_got(1).await[0]["receiver"], "u-2");
    let failed = log(
        &engine,
        DeliveryFilter {
            status: Some(Status::Failed),
            ..Default::default()
        },
    )
    .await;
    assert_eq!(failed.len(), 1, "the first item failed and said so");
    engine
        .delete_mapping_row(&operator(), id, PersonId::from("2"))
        .await
        .unwrap();
    assert_eq!(rows(&engine, id, "").await, [("1".to_owned(), "boss".to_owned())]);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t6_an_import_is_previewed_before_it_changes_anything_and_outlives_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    engine
        .replace_directory(&operator(), organisation())
        .await
        .unwrap();
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(
        &engine,
        target("a", receiver.address, &json!({ "personKey": "mapping" })),
    )
    .await;
    engine
        .put_mapping_row(&operator(), id, row("1", "old"))
        .await
        .unwrap();
    engine
        .put_mapping_row(&operator(), id, row("2", "same"))
        .await
        .unwrap();
    let file =
        "\u{FEFF}人员ID,姓名,值\r\n1,安一,new\r\n2,白二,same\r\n3,陈三,three\r\nx9,外人,nine\r\n".as_bytes();
    let shown = import(&engine, id, sheet(file, true)).await;
    assert_eq!(
        (shown.added, shown.changed, shown.same, shown.removed),
        (2, 1, 1, 0)
    );
    assert_eq!((shown.unknown, shown.wrong, shown.applied), (1, 0, false));
    assert_eq!(
        rows(&engine, id, "old").await.len(),
        1,
        "a preview changes nothing"
    );
    let replaced = MappingSheet {
        replace: true,
        ..sheet("person,value\n3,three\n".as_bytes(), false)
    };
    assert!(import(&engine, id, sheet(file, false)).await.applied);
    assert_eq!(rows(&engine, id, "").await.len(), 4);
    let done = import(&engine, id, replaced).await;
    assert_eq!((done.same, done.removed, done.applied), (1, 3, true));
    engine.stop().await;
    drop(engine);
    let engine = start(directory.path()).await;
    assert_eq!(
        rows(&engine, id, "陈").await,
        [("3".to_owned(), "three".to_owned())]
    );
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t6_wrong_rows_are_named_by_row_and_column_and_refuse_the_sheet_unless_left_out() {
    let directory = tempfile::tempdir().unwrap();
    let engine = start(directory.path()).await;
    let receiver = Receiver::start(Mood::Accepts).await;
    let id = create(
        &engine,
        target("a", receiver.address, &json!({ "personKey": "mapping" })),
    )
    .await;
    // As Excel in China saves it: GB18030.
    let (file, _, _) = encoding_rs::GB18030.encode("人员ID,值\n1,一号\n,无人\n2,\n1,重复\n\n3,三号\n");
    let shown = import(&engine, id, sheet(&file, true)).await;
    let wrong: Vec<_> = shown
        .shown_wrong
        .iter()
        .map(|cell| (cell.row, cell.column.as_str(), cell.code.as_str()))
        .collect();
    assert_eq!(
        wrong,
        [
            (3, "person", "REQUIRED"),
            (4, "value", "REQUIRED"),
            (5, "person", "NOT_UNIQUE")
        ]
    );
    let refused = engine.import_mapping(&operator(), id, sheet(&file, false)).await;
    assert_eq!(
        complaints(refused),
        [("/file".to_owned(), "WRONG_ROWS".to_owned())]
    );
    assert!(rows(&engine, id, "").await.is_empty(), "nothing of it was taken");
    let skipping = MappingSheet {
        skip_wrong: true,
        ..sheet(&file, false)
    };
    import(&engine, id, skipping).await;
    assert_eq!(rows(&engine, id, "号").await.len(), 2);
    for (bytes, code) in [
        (&b"only,two\ncolumns,here\n"[..], "COLUMN_MISSING"),
        (b"PK\x03\x04 no workbook", "NOT_A_SHEET"),
        (b"\x00\x01\x02", "NOT_A_SHEET"),
        (b"", "COLUMN_MISSING"),
    ] {
        let refused = complaints(engine.import_mapping(&operator(), id, sheet(bytes, true)).await);
        assert_eq!(refused, [("/file".to_owned(), code.to_owned())], "{bytes:?}");
    }
    for (person, value, path) in [("", "x", "/person"), ("1", " ", "/value")] {
        let refused = complaints(engine.put_mapping_row(&operator(), id, row(person, value)).await);
        assert_eq!(refused, [(path.to_owned(), "REQUIRED".to_owned())]);
    }
    engine.stop().await;
}
