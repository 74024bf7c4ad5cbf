//! Backups: made while the store is written, read back, put back; what is not sound is told and changes nothing.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use domain::installation::Installation;
use store::backup::{self, BackupError, BackupOptions};
use store::table::setting;
use store::{OpenError, Store, StoreOptions};

const BESIDE: &[&str] = &["adapters", "secrets.enc", "not-there"];

fn open(data: &Path) -> Result<Store, OpenError> {
    let directory = data.to_owned();
    Store::open(&StoreOptions { directory })
}

async fn write(store: &Store, tenant: &str) {
    let settings = Installation {
        tenant_key: tenant.to_owned(),
        ..Installation::default()
    };
    let written = store.write(move |tx| setting::replace(tx, &settings, 0));
    written.await.unwrap();
}

async fn tenant(store: &Store) -> String {
    store.read(setting::load).await.unwrap().tenant_key
}

fn options(data: &Path, to: &Path) -> BackupOptions {
    BackupOptions {
        data: data.to_owned(),
        to: to.to_owned(),
        beside: BESIDE,
        program: "1.0",
    }
}

fn never() -> Arc<AtomicBool> {
    Arc::new(AtomicBool::new(false))
}

/// A data directory with a store that says `tenant`, an adapter and an encrypted file.
async fn furnished(data: &Path, tenant: &str) -> Store {
    let store = open(data).unwrap();
    write(&store, tenant).await;
    fs::create_dir_all(data.join("adapters/acme.Portal")).unwrap();
    fs::write(data.join("adapters/acme.Portal/1.rhai"), tenant).unwrap();
    fs::write(data.join("secrets.enc"), tenant).unwrap();
    store
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_made_while_the_store_is_used_and_put_back_with_all_that_belongs_to_it() {
    let home = tempfile::tempdir().unwrap();
    let (data, to) = (home.path().join("data"), home.path().join("backups"));
    let store = furnished(&data, "before").await;
    let made = backup::make(&options(&data, &to), &never()).unwrap();
    assert_eq!(backup::list(&to).unwrap(), std::slice::from_ref(&made));
    assert_eq!(backup::verify(&to.join(&made.name), &never()).unwrap(), made);
    write(&store, "after").await;
    fs::write(data.join("adapters/acme.Portal/1.rhai"), "after").unwrap();

    let held = backup::restore(&to.join(&made.name), &data, BESIDE).unwrap_err();
    assert!(
        matches!(held, BackupError::Open(OpenError::Held { .. })),
        "{held}"
    );
    drop(store);
    let aside = backup::restore(&to.join(&made.name), &data, BESIDE)
        .unwrap()
        .aside;
    let store = open(&data).unwrap();
    assert_eq!(tenant(&store).await, "before");
    assert_eq!(
        fs::read_to_string(data.join("adapters/acme.Portal/1.rhai")).unwrap(),
        "before"
    );
    drop(store);

    // What was replaced is kept, and is a whole store itself.
    assert_eq!(
        fs::read_to_string(aside.join("adapters/acme.Portal/1.rhai")).unwrap(),
        "after"
    );
    let replaced = open(&aside).unwrap();
    assert_eq!(tenant(&replaced).await, "after");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_is_not_sound_is_refused_and_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (data, to) = (home.path().join("data"), home.path().join("backups"));
    drop(furnished(&data, "before").await);
    let made = backup::make(&options(&data, &to), &never()).unwrap();
    let from = to.join(&made.name);

    let database = from.join("todo-relay.db");
    let sound = fs::read(&database).unwrap();
    let mut damaged = sound.clone();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 4_096].fill(0xAA);
    let mut cut = sound.clone();
    cut.truncate(sound.len() / 2);
    for wrong in [damaged, cut, Vec::new(), b"no database at all".to_vec()] {
        fs::write(&database, &wrong).unwrap();
        let refused = backup::restore(&from, &data, BESIDE).unwrap_err();
        assert!(matches!(refused, BackupError::NotSound { .. }), "{refused}");
    }
    // Sound in itself, and yet not what was backed up.
    let other = home.path().join("other");
    drop(furnished(&other, "other").await);
    let other = backup::make(&options(&other, &home.path().join("others")), &never()).unwrap();
    fs::copy(
        home.path().join("others").join(&other.name).join("todo-relay.db"),
        &database,
    )
    .unwrap();
    let refused = backup::restore(&from, &data, BESIDE).unwrap_err();
    assert!(refused.to_string().contains("not the one"), "{refused}");
    fs::remove_file(from.join("backup.json")).unwrap();
    assert!(backup::restore(&from, &data, BESIDE).is_err() && backup::list(&to).unwrap().is_empty());

    let store = open(&data).unwrap();
    assert_eq!(tenant(&store).await, "before");
    let names = fs::read_dir(&data)
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = names
        .filter(|name| name.to_string_lossy().starts_with("re"))
        .collect();
    assert!(left.is_empty(), "nothing was begun: {left:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_interrupted_restoring_is_told_and_no_store_is_opened_before_it_is_done_again() {
    let home = tempfile::tempdir().unwrap();
    let (data, to) = (home.path().join("data"), home.path().join("backups"));
    drop(furnished(&data, "before").await);
    let made = backup::make(&options(&data, &to), &never()).unwrap();
    // Killed when the old store was aside and the new one not there yet.
    fs::create_dir(data.join("restoring")).unwrap();
    fs::remove_file(data.join("todo-relay.db")).unwrap();
    let refused = open(&data).unwrap_err();
    assert!(
        matches!(refused, OpenError::RestoreInterrupted { .. }),
        "{refused}"
    );
    assert!(
        !data.join("todo-relay.db").exists(),
        "no empty store takes its place"
    );
    backup::restore(&to.join(&made.name), &data, BESIDE).unwrap();
    assert_eq!(tenant(&open(&data).unwrap()).await, "before");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_is_stopped_or_finds_damage_leaves_nothing_behind() {
    let home = tempfile::tempdir().unwrap();
    let (data, to) = (home.path().join("data"), home.path().join("backups"));
    drop(furnished(&data, "before").await);
    let stopped = backup::make(&options(&data, &to), &Arc::new(AtomicBool::new(true))).unwrap_err();
    assert!(matches!(stopped, BackupError::Stopped), "{stopped}");
    let damaged = home.path().join("damaged");
    fs::create_dir(&damaged).unwrap();
    let file = damaged.join("todo-relay.db");
    fs::write(&file, b"no database at all").unwrap();
    assert!(backup::make(&options(&damaged, &to), &never()).is_err());
    assert_eq!(fs::read_dir(&to).unwrap().count(), 0);
    // A damaged store is told, and stays as it is.
    assert!(matches!(open(&damaged), Err(OpenError::Sqlite { .. })));
    assert_eq!(fs::read(&file).unwrap(), b"no database at all");
}
