//! Answers of every built-in receiver: to an item, to each question of a sign-on, and to what it shows.

#![no_main]

use std::sync::LazyLock;

use domain::event::DataSet;
use foreign_bytes::answers::{Foreign, SECRET};
use foreign_bytes::receivers;
use suites::{Progress, SignOn, Stage, Suite, Token};

static SUITES: LazyLock<Vec<Suite>> = LazyLock::new(receivers::built_in);
static TOKEN: LazyLock<Token> = LazyLock::new(receivers::token);

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some(foreign) = Foreign::of(data) else { return };
    let suite = &SUITES[usize::from(foreign.reader) % SUITES.len()];
    match foreign.way % 8 {
        way @ 0..4 => {
            let data_set = DataSet::ALL[usize::from(way)];
            foreign.hold(&suite.classify(data_set, Some(&TOKEN), &foreign.answer()));
        }
        4 => {
            if let Some(asking) = suite.asking() {
                let todos = asking.read_todos(&foreign.answer()).map(drop);
                let count = asking.read_count(&foreign.answer()).map(drop);
                for outcome in [todos, count].into_iter().filter_map(Result::err) {
                    foreign.hold(&suite.masked(Some(&TOKEN), outcome));
                }
            }
        }
        way => {
            if let Some(sign_on) = suite.sign_on() {
                sign(
                    suite,
                    sign_on,
                    [Stage::Authorize, Stage::Token, Stage::Refresh][usize::from(way) % 3],
                    &foreign,
                );
            }
        }
    }
});

fn sign(suite: &Suite, sign_on: &dyn SignOn, stage: Stage, foreign: &Foreign<'_>) {
    let _ = sign_on.is_refused(&foreign.answer());
    match sign_on.go_on(stage, &foreign.answer()) {
        Progress::Ask(question) => {
            let shown = String::from_utf8_lossy(&question.exchange.shown_body);
            assert!(!shown.contains(SECRET), "a secret is shown: {shown}");
        }
        Progress::Granted(grant) => {
            let shown = format!("{grant:?}");
            assert!(shown.contains("Token(******)"), "a token is printed: {shown}");
        }
        Progress::Failed(outcome) => foreign.hold(&suite.masked(Some(&TOKEN), outcome)),
    }
}
