//! Scripts that operators write: checked, compiled and run on one item and two answers, within their limits.

#![no_main]

use std::sync::Arc;

use domain::event::DataSet;
use foreign_bytes::answers::Foreign;
use foreign_bytes::{items, receivers};
use suites::{Adapter, check_adapter};

const ANSWERS: [&[u8]; 2] = [
    b"a0200 application/json\n{\"code\":\"0\",\"message\":\"\xe6\x88\x90\xe5\x8a\x9f\",\"list\":[1,2.5,null]}",
    b"a0500 text/xml\n<r><code>1</code><message>no</message></r>",
];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Ok(source) = std::str::from_utf8(data) else {
        return;
    };
    let faults = check_adapter(source);
    let compiled = Adapter::compile("test.Adapter", 1, source);
    assert_eq!(
        faults.is_empty(),
        compiled.is_ok(),
        "what is saved can be run: {faults:?}"
    );
    for fault in &faults {
        assert!(
            fault.to_string().len() <= 4 * source.len() + 1_024,
            "a fault is said in short"
        );
    }
    let Ok(adapter) = compiled else { return };
    assert_eq!(adapter.source(), source, "a script is kept as it was written");
    let Some(suite) = receivers::scripted_suite(&Arc::new(adapter)) else {
        return;
    };
    // What a script makes of its parameters is its own; only that it comes to an end is held here.
    let event = items::event();
    items::try_out(&suite, &event);
    for answer in ANSWERS {
        let foreign = Foreign::of(answer).expect("the answer has a head");
        let _ = suite.classify(DataSet::Todo, None, &foreign.answer());
        if let Some(sign_on) = suite.sign_on() {
            let _ = (sign_on.begin(None), sign_on.is_refused(&foreign.answer()));
            let _ = sign_on.go_on(suites::Stage::Token, &foreign.answer());
        }
    }
});
