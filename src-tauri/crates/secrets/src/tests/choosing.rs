//! Which store it becomes, and that it says so. The keychain here is one in memory; the real one has a test of its
//! own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use keyring_core::{CredentialStore, Error};
use serde_json::json;

use super::{Place, absent, all_bytes, holds, in_memory, revealed};
use crate::keychain::Connect;
use crate::{SecretStoreKind, Secrets, SecretsError, StoreChoice, UnlockedBy};

#[tokio::test]
async fn t8_the_keychain_is_taken_where_there_is_one_and_nothing_is_on_disk() {
    let place = Place::new();
    let keychain = in_memory();
    let secrets = Secrets::open_with(place.options(StoreChoice::Auto), Arc::clone(&keychain))
        .await
        .unwrap();
    let status = secrets.status();
    assert_eq!(
        (status.kind, status.unlocked_by),
        (SecretStoreKind::Keychain, UnlockedBy::Os)
    );
    assert_eq!(
        serde_json::to_value(&status).unwrap(),
        json!({ "kind": "keychain", "detail": status.detail, "unlockedBy": "os" })
    );
    assert_eq!(revealed(&secrets, "a").await, None);
    secrets.set("a", "in-the-keychain").await.unwrap();
    assert!(!holds(&all_bytes(place.root.path()), "in-the-keychain"));
    assert!(
        !place.file().exists() && !place.key_file().exists(),
        "no file should be made"
    );
    let again = Secrets::open_with(place.options(StoreChoice::Auto), keychain)
        .await
        .unwrap();
    assert_eq!(revealed(&again, "a").await.as_deref(), Some("in-the-keychain"));
    again.delete("a").await.unwrap();
    again.delete("a").await.unwrap();
    assert_eq!(revealed(&again, "a").await, None);
}

#[tokio::test]
async fn t8_without_a_keychain_it_is_the_encrypted_file_and_the_status_says_why() {
    let place = Place::new();
    let secrets = Secrets::open_with(place.options(StoreChoice::Auto), absent())
        .await
        .unwrap();
    let status = secrets.status();
    assert_eq!(
        (status.kind, status.unlocked_by),
        (SecretStoreKind::EncryptedFile, UnlockedBy::KeyFile)
    );
    for part in ["不可用", "ServiceUnknown", "secrets.enc", "secret.key"] {
        assert!(
            status.detail.contains(part),
            "{:?} should tell of {part}",
            status.detail
        );
    }
    secrets.set("a", "in-the-file").await.unwrap();
    // A keychain that turns up later does not hide what is in the file.
    let later = Secrets::open_with(place.options(StoreChoice::Auto), in_memory())
        .await
        .unwrap();
    assert_eq!(later.status().kind, SecretStoreKind::EncryptedFile);
    assert_eq!(revealed(&later, "a").await.as_deref(), Some("in-the-file"));
}

#[tokio::test]
async fn a_keychain_that_is_demanded_and_absent_is_an_error() {
    let place = Place::new();
    let error = Secrets::open_with(place.options(StoreChoice::Keychain), absent())
        .await
        .unwrap_err();
    assert!(matches!(error, SecretsError::Keychain { .. }), "{error}");
    assert!(!place.key_file().exists());
}

#[tokio::test]
async fn a_keychain_that_cannot_be_reached_today_is_waited_for_and_not_replaced() {
    let place = Place::new();
    let running = Arc::new(AtomicBool::new(true));
    let keychain: Connect = {
        let (store, running) = (in_memory(), Arc::clone(&running));
        Arc::new(move || -> keyring_core::Result<Arc<CredentialStore>> {
            if running.load(Ordering::Relaxed) {
                store()
            } else {
                Err(Error::NoStorageAccess("locked".into()))
            }
        })
    };
    let first = Secrets::open_with(place.options(StoreChoice::Auto), Arc::clone(&keychain))
        .await
        .unwrap();
    first.set("a", "kept").await.unwrap();

    running.store(false, Ordering::Relaxed);
    let second = Secrets::open_with(place.options(StoreChoice::Auto), keychain)
        .await
        .unwrap();
    assert_eq!(second.status().kind, SecretStoreKind::Keychain);
    assert!(
        second.status().detail.contains("现在无法访问"),
        "{}",
        second.status().detail
    );
    assert!(matches!(
        second.get("a").await,
        Err(SecretsError::Keychain { .. })
    ));
    assert!(!place.file().exists(), "nothing should be started over in a file");

    running.store(true, Ordering::Relaxed);
    assert_eq!(
        revealed(&second, "a").await.as_deref(),
        Some("kept"),
        "it should be tried again"
    );
}

#[tokio::test]
async fn two_data_directories_do_not_share_names_in_one_keychain() {
    let keychain = in_memory();
    let (one, other) = (Place::new(), Place::new());
    let open = |place: &Place| Secrets::open_with(place.options(StoreChoice::Auto), Arc::clone(&keychain));
    let (one, other) = (open(&one).await.unwrap(), open(&other).await.unwrap());
    one.set("target-1-password", "of one").await.unwrap();
    other.set("target-1-password", "of the other").await.unwrap();
    assert_eq!(
        revealed(&one, "target-1-password").await.as_deref(),
        Some("of one")
    );
    assert_eq!(
        revealed(&other, "target-1-password").await.as_deref(),
        Some("of the other")
    );
}
