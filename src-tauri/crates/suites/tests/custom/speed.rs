//! The hot path: a script must cost little beside the network.

use std::time::Instant;

use domain::event::DataSet;
use serde_json::json;
use suites::{Adapter, adapter_examples};

use crate::scripts::{classify, encode, suite_with};

#[test]
fn s8_encoding_and_reading_items_by_a_script_takes_no_time_that_counts() {
    for (example, params, secret, answer) in [
        (
            0,
            json!({ "appKey": "relay" }),
            "secret",
            r#"{"ok":true,"id":"T-1"}"#,
        ),
        (
            1,
            json!({ "partner": "P1" }),
            "signKey",
            "<response><code>0</code><msg>成功</msg></response>",
        ),
        (
            2,
            json!({ "clientId": "relay" }),
            "clientSecret",
            r#"{"status":"ok","message":"x"}"#,
        ),
    ] {
        let example = &adapter_examples()[example];
        let started = Instant::now();
        let compiled = Adapter::compile(example.class, 1, example.source);
        let compiling = started.elapsed();
        assert!(compiled.is_ok());
        let suite = suite_with(example.source, params, &[(secret, "s3cret-geheim")]);
        let times = 500;
        let started = Instant::now();
        for _ in 0..times {
            std::hint::black_box(encode(&suite, DataSet::Todo)).unwrap();
        }
        let encoding = started.elapsed() / times;
        let started = Instant::now();
        for _ in 0..times {
            std::hint::black_box(classify(&suite, DataSet::Todo, 200, answer));
        }
        let reading = started.elapsed() / times;
        println!(
            "{}: compile {compiling:?}, encode {encoding:?}, classify {reading:?}",
            example.class
        );
        // Unoptimised and on a busy machine; optimised it is some tens of microseconds.
        assert!(
            encoding.as_millis() < 10,
            "{}: {encoding:?} an item should not have been needed",
            example.class
        );
        assert!(
            reading.as_millis() < 10,
            "{}: {reading:?} an answer should not have been needed",
            example.class
        );
    }
}
