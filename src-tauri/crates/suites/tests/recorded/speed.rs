//! The hot path: a suite must cost next to nothing beside the network.

use std::time::Instant;

use domain::event::DataSet;
use serde_json::json;

use crate::answers::classify;
use crate::items::{encode, event, suite};

#[test]
fn s8_encoding_and_reading_ten_thousand_items_takes_no_time_that_counts() {
    let event = event(json!({}));
    let accepted: [(&str, &[u8]); 6] = [
        ("e10", br#"{"message":{"errcode":"200","errmsg":"success"},"data":{"operResult":"1","message":"ok"}}"#),
        ("esb", br#"{"code":"200"}"#),
        ("wisedu", br#"{"push_result":"SUCCESS"}"#),
        ("landrayCleanup", b"<r><return><message/><returnState>2</returnState></return></r>"),
        ("ecology", br#"{"syscode":"OA1","dataType":"WfData","operType":"AutoNew","operResult":"1","message":"ok"}"#),
        ("landray", b"<e:Envelope xmlns:e='x'><e:Body><r><return><message/><returnState>2</returnState></return></r></e:Body></e:Envelope>"),
    ];
    for (push_type, answer) in accepted {
        let suite = suite(push_type, json!({}));
        let started = Instant::now();
        for _ in 0..10_000 {
            let exchange = encode(&suite, &event, DataSet::Todo).unwrap();
            std::hint::black_box(&exchange);
            std::hint::black_box(classify(&suite, DataSet::Todo, (200, "text/xml", answer)));
        }
        let each = started.elapsed() / 10_000;
        println!("{push_type}: {each:?} to encode and read one item");
        // Unoptimised and on a busy machine; optimised it is a few microseconds.
        assert!(
            each.as_micros() < 1_000,
            "{push_type}: {each:?} an item should not have been needed"
        );
    }
}
