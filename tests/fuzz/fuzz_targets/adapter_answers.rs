//! Answers that reach operators' scripts: the example adapters, and a script that calls every function that reads text.

#![no_main]

use std::sync::LazyLock;

use domain::delivery::Outcome;
use domain::event::DataSet;
use foreign_bytes::answers::{self, Foreign, SECRET, TOKEN};
use foreign_bytes::receivers;
use suites::{Progress, Stage, Suite, Token};

/// Every function that reads a text of somebody else's.
const READER: &str = r#"
fn parameters() { [] }
fn encode(item, params) { #{ path: "/x" } }
fn classify(data_set, answer, params) {
    let body = answer.body;
    let said = parse_json(body);
    if said != () {
        let again = parse_json(to_json(said));
        if to_json(again) != to_json(said) { throw "WRITTEN AGAIN IT DIFFERS"; }
    }
    let texts = xml_texts(body, "a");
    let first = xml_text(body, "message");
    let bytes = base64_decode(body);
    let other = hex_decode(body);
    if bytes != () && base64_decode(base64_encode(bytes)) != bytes { throw "WRITTEN AGAIN IT DIFFERS"; }
    if other != () && hex_decode(hex(other)) != other { throw "WRITTEN AGAIN IT DIFFERS"; }
    if url_decode(url_encode(body)) != body { throw "WRITTEN AGAIN IT DIFFERS"; }
    let plain = base64_text(body);
    let number = int(body);
    let time = parse_time(body);
    if time != () { let shown = format_time(time, "yyyy-MM-dd HH:mm:ss", "+08:00"); }
    let escaped = xml_escape(body);
    let parts = split(body, ",");
    let sorted = sort(parts);
    let short = trim(sub_text(to_lower(body), 1, 40));
    let shown = format_time(0, sub_text(body, 0, 30), "+08:00");
    #{ result: "rejected", message: body }
}
"#;

static SUITES: LazyLock<Vec<Suite>> = LazyLock::new(|| receivers::scripted(&[READER]));
static GRANTED: LazyLock<Token> = LazyLock::new(receivers::token);

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some(foreign) = Foreign::of(data) else { return };
    let suite = &SUITES[usize::from(foreign.reader) % SUITES.len()];
    let answer = foreign.answer();
    if let (4.., Some(sign_on)) = (foreign.way % 8, suite.sign_on()) {
        let _ = sign_on.is_refused(&answer);
        if let Progress::Failed(outcome) = sign_on.go_on(Stage::Token, &answer) {
            foreign.hold(&suite.masked(Some(&GRANTED), outcome));
        }
        return;
    }
    let outcome = suite.classify(
        DataSet::ALL[usize::from(foreign.way) % 4],
        Some(&GRANTED),
        &answer,
    );
    foreign.hold_words(answers::words(&outcome), &[SECRET, TOKEN]);
    if let Outcome::OwnFault { detail } = &outcome {
        assert!(!detail.contains("WRITTEN AGAIN IT DIFFERS"), "{detail}");
    }
});
