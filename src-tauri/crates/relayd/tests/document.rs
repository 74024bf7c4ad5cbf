//! The published document is the one that is committed, beside the crate `api`.

use std::path::Path;

/// Regenerate with `UPDATE_SNAPSHOT=1 cargo test -p relayd --test document`.
#[test]
fn the_published_document_is_the_committed_one() {
    let mut now = api::describe(sandbox::control_description())
        .to_pretty_json()
        .expect("the document can be written");
    now.push('\n');
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/openapi.json");
    if std::env::var_os("UPDATE_SNAPSHOT").is_some() {
        std::fs::write(&file, &now).expect("the snapshot can be written");
    }
    let committed = std::fs::read_to_string(&file).expect("a snapshot is committed");
    assert!(
        committed == now,
        "the interface has changed: look at the change, then run UPDATE_SNAPSHOT=1 cargo test -p relayd --test document"
    );
}
