//! A file that turns out not to be sound: told, and not written any more.
#![allow(clippy::unwrap_used)]

use std::fs;

use store::table::heartbeat;
use store::{Damage, Health, Store, StoreError, StoreOptions};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_file_is_told_once_found_and_never_written_again() {
    let home = tempfile::tempdir().unwrap();
    let options = StoreOptions {
        directory: home.path().to_owned(),
    };
    let store = Store::open(&options).unwrap();
    store.write(|tx| heartbeat::beat(tx, 1)).await.unwrap();
    // A table whose root lies where there is no page: found out by whoever uses it next.
    let spoil = store.write(|tx| {
        tx.connection().execute_batch(
            "PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET rootpage = 4000000 WHERE name = 'heartbeat';
             PRAGMA writable_schema = RESET;",
        )?;
        Ok(())
    });
    let found = match spoil.await {
        Ok(()) => store.write(|tx| heartbeat::beat(tx, 2)).await.unwrap_err(),
        Err(error) => error,
    };
    assert!(found.is_damage(), "{found}");
    let files = || {
        ["todo-relay.db", "todo-relay.db-wal"]
            .map(|name| fs::read(home.path().join(name)).unwrap_or_default())
    };
    let before = files();
    // Another table is sound, and yet nothing is written.
    let refused = store
        .write(|tx| {
            tx.connection()
                .execute("INSERT INTO hold VALUES (1, 0, 'a', 'b')", [])?;
            Ok(())
        })
        .await;
    assert!(
        matches!(
            refused,
            Err(StoreError::Unavailable {
                damage: Damage::Corrupt,
                ..
            })
        ),
        "{refused:?}"
    );
    let is_told = matches!(
        &*store.health().borrow(),
        Health::Unavailable {
            damage: Damage::Corrupt,
            ..
        }
    );
    assert!(is_told);
    drop(store);
    assert!(before == files(), "closing writes nothing into it either");
}
