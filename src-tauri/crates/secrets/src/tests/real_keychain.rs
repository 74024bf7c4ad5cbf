//! The real thing on Linux: a session bus and a keyring daemon of our own, in a home of our own.
//!
//! The bus must be there before the program starts, so the test starts itself again inside `dbus-run-session`.

use std::os::unix::fs::DirBuilderExt as _;
use std::process::Command;

use super::{Place, all_bytes, holds, revealed};
use crate::{SecretStoreKind, Secrets, StoreChoice};

const INSIDE: &str = "SECRETS_TEST_INSIDE_SESSION";

#[test]
fn t8_the_secret_service_keeps_a_secret_over_a_restart() {
    if std::env::var_os(INSIDE).is_some() {
        return inside_the_session();
    }
    let home = tempfile::tempdir().unwrap();
    let runtime = home.path().join("runtime");
    std::fs::DirBuilder::new().mode(0o700).create(&runtime).unwrap();
    let name = "tests::real_keychain::t8_the_secret_service_keeps_a_secret_over_a_restart";
    let script =
        "printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$0\" \"$@\"";
    let output = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", script])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(INSIDE, "1")
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", &runtime)
        .env_remove("XDG_DATA_HOME")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("dbus-run-session (package dbus) and gnome-keyring-daemon (package gnome-keyring) should be there");
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{complained}");
    assert!(
        said.contains("1 passed"),
        "the test should have run inside: {said}"
    );
}

fn inside_the_session() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let place = Place::new();
        let secrets = Secrets::open(place.options(StoreChoice::Auto)).await.unwrap();
        assert_eq!(
            secrets.status().kind,
            SecretStoreKind::Keychain,
            "{:?}",
            secrets.status()
        );
        secrets.set("target-1-password", "s3cr3t-密码").await.unwrap();
        drop(secrets);
        let secrets = Secrets::open(place.options(StoreChoice::Keychain)).await.unwrap();
        assert_eq!(
            revealed(&secrets, "target-1-password").await.as_deref(),
            Some("s3cr3t-密码")
        );
        assert!(!holds(&all_bytes(place.root.path()), "s3cr3t"));
        secrets.delete("target-1-password").await.unwrap();
        assert_eq!(revealed(&secrets, "target-1-password").await, None);
    });
}
