//! T8 without a keychain: the encrypted file and its key.

use std::path::Path;

use super::{Place, all_bytes, holds, open_file, revealed};
use crate::{KeySource, SecretStoreKind, SecretsError, SecretsOptions, StoreChoice, UnlockedBy};

const VALUE: &str = "p@ss-密码-0123456789";

#[tokio::test]
async fn t8_what_was_kept_is_there_after_a_restart_with_either_kind_of_key() {
    for by_passphrase in [false, true] {
        let place = Place::new();
        let options = || match by_passphrase {
            true => place.with_passphrase("correct horse"),
            false => place.options(StoreChoice::EncryptedFile),
        };
        let secrets = open_file(options()).await.unwrap();
        assert_eq!(revealed(&secrets, "target-1-password").await, None);
        secrets.set("target-1-password", VALUE).await.unwrap();
        secrets.set("target-2-password", "first").await.unwrap();
        secrets.set("target-2-password", "second").await.unwrap();
        secrets.set("target-3-apiKey", "gone soon").await.unwrap();
        secrets.delete("target-3-apiKey").await.unwrap();
        secrets.delete("never there").await.unwrap();
        drop(secrets);
        let secrets = open_file(options()).await.unwrap();
        assert_eq!(
            revealed(&secrets, "target-1-password").await.as_deref(),
            Some(VALUE)
        );
        assert_eq!(
            revealed(&secrets, "target-2-password").await.as_deref(),
            Some("second")
        );
        assert_eq!(revealed(&secrets, "target-3-apiKey").await, None);
        let status = secrets.status();
        assert_eq!(status.kind, SecretStoreKind::EncryptedFile);
        assert_eq!(
            status.unlocked_by,
            if by_passphrase {
                UnlockedBy::Passphrase
            } else {
                UnlockedBy::KeyFile
            }
        );
        assert!(status.detail.contains("secrets.enc"), "{}", status.detail);
    }
}

#[tokio::test]
async fn t8_no_plain_text_is_on_disk_or_in_debug_output() {
    let place = Place::new();
    let secrets = open_file(place.with_passphrase("correct horse")).await.unwrap();
    secrets.set("target-1-password", VALUE).await.unwrap();
    let bytes = all_bytes(place.root.path());
    assert!(!bytes.is_empty());
    for part in [VALUE, "target-1-password", "correct horse"] {
        assert!(!holds(&bytes, part), "{part:?} should not be readable on disk");
    }
    let shown = format!(
        "{secrets:?} {:?} {:?}",
        secrets.get("target-1-password").await,
        place.with_passphrase("correct horse")
    );
    assert!(
        !shown.contains(VALUE) && !shown.contains("correct horse"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_wrong_passphrase_is_told_and_leaves_the_file_untouched() {
    let place = Place::new();
    open_file(place.with_passphrase("right"))
        .await
        .unwrap()
        .set("a", VALUE)
        .await
        .unwrap();
    let before = std::fs::read(place.file()).unwrap();
    let error = open_file(place.with_passphrase("wrong")).await.unwrap_err();
    assert!(matches!(error, SecretsError::WrongKey { .. }), "{error}");
    let error = open_file(place.with_passphrase("")).await.unwrap_err();
    assert!(matches!(error, SecretsError::EmptyPassphrase), "{error}");
    let error = open_file(place.options(StoreChoice::EncryptedFile))
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            SecretsError::OtherKeyKind {
                made_with: "passphrase",
                ..
            }
        ),
        "{error}"
    );
    assert!(
        !place.key_file().exists(),
        "no key should be made for a file that has another"
    );
    assert_eq!(std::fs::read(place.file()).unwrap(), before);
}

#[tokio::test]
async fn another_or_a_missing_key_file_is_told_and_leaves_the_file_untouched() {
    let place = Place::new();
    let options = || place.options(StoreChoice::EncryptedFile);
    open_file(options()).await.unwrap().set("a", VALUE).await.unwrap();
    let before = std::fs::read(place.file()).unwrap();
    let key = std::fs::read(place.key_file()).unwrap();

    std::fs::remove_file(place.key_file()).unwrap();
    let error = open_file(options()).await.unwrap_err();
    assert!(matches!(error, SecretsError::KeyFileMissing { .. }), "{error}");
    assert!(!place.key_file().exists(), "a new key would open nothing");

    let other = Place::new();
    drop(
        open_file(other.options(StoreChoice::EncryptedFile))
            .await
            .unwrap(),
    );
    std::fs::copy(other.key_file(), place.key_file()).unwrap();
    let error = open_file(options()).await.unwrap_err();
    assert!(matches!(error, SecretsError::WrongKey { .. }), "{error}");

    let error = open_file(place.with_passphrase("any")).await.unwrap_err();
    assert!(
        matches!(
            error,
            SecretsError::OtherKeyKind {
                made_with: "key file",
                ..
            }
        ),
        "{error}"
    );

    assert_eq!(std::fs::read(place.file()).unwrap(), before);
    std::fs::write(place.key_file(), key).unwrap();
    let secrets = open_file(options()).await.unwrap();
    assert_eq!(revealed(&secrets, "a").await.as_deref(), Some(VALUE));
}

#[tokio::test]
async fn a_file_that_somebody_changed_is_not_believed() {
    let place = Place::new();
    let options = || place.options(StoreChoice::EncryptedFile);
    open_file(options()).await.unwrap().set("a", VALUE).await.unwrap();
    let good: serde_json::Value = serde_json::from_slice(&std::fs::read(place.file()).unwrap()).unwrap();
    let swapped = |field: &str| {
        let mut text = good[field].as_str().unwrap().to_owned();
        let last = if text.starts_with('A') { "B" } else { "A" };
        text.replace_range(..1, last);
        let mut bad = good.clone();
        bad[field] = text.into();
        bad.to_string()
    };
    for (content, malformed) in [
        (swapped("sealed"), false),
        (swapped("nonce"), false),
        (good.to_string().replace("\"version\":1", "\"version\":2"), true),
        (String::new(), true),
        ("not json".to_owned(), true),
    ] {
        std::fs::write(place.file(), &content).unwrap();
        let error = open_file(options()).await.unwrap_err();
        let as_expected = match error {
            SecretsError::WrongKey { .. } => !malformed,
            SecretsError::Malformed { .. } => malformed,
            _ => false,
        };
        assert!(as_expected, "{content:?}: {error}");
        assert_eq!(
            std::fs::read_to_string(place.file()).unwrap(),
            content,
            "it should be left as it is"
        );
    }
    // Cheaper derivation must not be possible by editing the head.
    let place = Place::new();
    open_file(place.with_passphrase("right"))
        .await
        .unwrap()
        .set("a", VALUE)
        .await
        .unwrap();
    let text = std::fs::read_to_string(place.file())
        .unwrap()
        .replace("\"passes\": 3", "\"passes\": 2");
    std::fs::write(place.file(), text).unwrap();
    let error = open_file(place.with_passphrase("right")).await.unwrap_err();
    assert!(matches!(error, SecretsError::WrongKey { .. }), "{error}");
}

#[tokio::test]
async fn a_key_file_inside_the_data_directory_is_refused_however_it_is_written() {
    let place = Place::new();
    let inside = place.data().join("secret.key");
    let roundabout = place
        .root
        .path()
        .join("config")
        .join("..")
        .join("data")
        .join("keys")
        .join("k");
    std::fs::create_dir(place.root.path().join("config")).unwrap();
    for path in [&inside, &roundabout] {
        let error = open_file(with_key_file(&place, path)).await.unwrap_err();
        assert!(
            matches!(error, SecretsError::KeyFile { .. }),
            "{}: {error}",
            path.display()
        );
        assert!(!path.exists());
    }
    #[cfg(unix)]
    {
        std::fs::write(&inside, "x").unwrap();
        let link = place.root.path().join("link.key");
        std::os::unix::fs::symlink(&inside, &link).unwrap();
        let error = open_file(with_key_file(&place, &link)).await.unwrap_err();
        assert!(error.to_string().contains("inside the data directory"), "{error}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_key_file_that_others_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = Place::new();
    let options = || place.options(StoreChoice::EncryptedFile);
    open_file(options()).await.unwrap().set("a", VALUE).await.unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(
        mode(&place.key_file()),
        0o600,
        "the key file should be made private"
    );
    assert_eq!(
        mode(&place.file()),
        0o600,
        "the encrypted file should be private, too"
    );
    for wide in [0o640, 0o604, 0o660, 0o700 | 0o011] {
        std::fs::set_permissions(place.key_file(), std::fs::Permissions::from_mode(wide)).unwrap();
        let error = open_file(options()).await.unwrap_err();
        assert!(error.to_string().contains("0600"), "{wide:o}: {error}");
    }
    std::fs::set_permissions(place.key_file(), std::fs::Permissions::from_mode(0o400)).unwrap();
    assert!(open_file(options()).await.is_ok(), "narrower than 0600 is good");
}

#[tokio::test]
async fn a_key_file_that_holds_no_key_is_refused() {
    let place = Place::new();
    drop(
        open_file(place.options(StoreChoice::EncryptedFile))
            .await
            .unwrap(),
    );
    for content in ["", "short", "!!!", "AAAA"] {
        std::fs::write(place.key_file(), content).unwrap();
        let error = open_file(place.options(StoreChoice::EncryptedFile))
            .await
            .unwrap_err();
        assert!(
            matches!(error, SecretsError::KeyFile { .. }),
            "{content:?}: {error}"
        );
    }
    let error = open_file(with_key_file(&place, place.root.path()))
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            SecretsError::KeyFile {
                reason: "it is not a file",
                ..
            }
        ),
        "{error}"
    );
}

#[tokio::test]
async fn writing_leaves_nothing_else_behind_and_a_failed_one_leaves_what_was_there() {
    let place = Place::new();
    let secrets = open_file(place.options(StoreChoice::EncryptedFile))
        .await
        .unwrap();
    for round in 0..5 {
        secrets.set("a", &format!("value {round}")).await.unwrap();
    }
    let names: Vec<_> = std::fs::read_dir(place.data())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["secrets.enc"]);
    let moved = place.root.path().join("moved");
    std::fs::rename(place.data(), &moved).unwrap();
    let error = secrets.set("a", "lost").await.unwrap_err();
    assert!(
        matches!(error, SecretsError::Io { doing: "write", .. }),
        "{error}"
    );
    std::fs::rename(&moved, place.data()).unwrap();
    assert_eq!(revealed(&secrets, "a").await.as_deref(), Some("value 4"));
}

#[tokio::test]
async fn a_name_must_be_one() {
    let place = Place::new();
    let secrets = open_file(place.options(StoreChoice::EncryptedFile))
        .await
        .unwrap();
    for name in ["", "a\nb", &"长".repeat(201)] {
        assert!(
            matches!(secrets.set(name, "v").await, Err(SecretsError::Name(_))),
            "{name:?}"
        );
    }
}

fn with_key_file(place: &Place, path: &Path) -> SecretsOptions {
    SecretsOptions {
        key: KeySource::KeyFile(path.to_owned()),
        ..place.options(StoreChoice::EncryptedFile)
    }
}
