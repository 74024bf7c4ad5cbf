//! Batches of events as an OA sends them: what is read is written again the same and can be sent by every suite; what is
//! not is refused by name.

#![no_main]

use std::sync::LazyLock;

use axum::body::Body;
use domain::event::Batch;
use foreign_bytes::house::house;
use foreign_bytes::{items, receivers};
use http::Request;
use suites::Suite;

static SUITES: LazyLock<Vec<Suite>> = LazyLock::new(receivers::built_in);

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let batch: Option<Batch> = serde_json::from_slice(data).ok();
    match batch.filter(|batch| batch.check().is_ok()) {
        Some(batch) => taken(&batch),
        None => {
            let request = Request::post("/api/v1/intake/batches").header("content-type", "application/json");
            let request = request
                .body(Body::from(data.to_vec()))
                .expect("the request is whole");
            house().ask(request).hold_refused();
        }
    }
});

fn taken(batch: &Batch) {
    let written = serde_json::to_vec(batch).expect("a batch can be written");
    let again: Batch = serde_json::from_slice(&written).expect("what was written can be read");
    assert_eq!(*batch, again, "a batch is the same once it was written");
    for event in batch.events.iter().take(2) {
        for suite in SUITES.iter() {
            items::send(suite, event, event.data_set);
        }
    }
}
