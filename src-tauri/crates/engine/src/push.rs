//! One attempt: a due delivery is encoded, sent, and its answer classified; what may be shown of it is kept.

use std::borrow::Cow;
use std::panic::AssertUnwindSafe;

use chrono::{DateTime, FixedOffset, Local, Utc};
use domain::address::{Bound, Occasion, Surroundings, render};
use domain::delivery::{Links, Outcome, Reason};
use futures_util::FutureExt as _;
use http::HeaderMap;
use store::table::attempt::{Attempt, AttemptOutcome};
use store::table::delivery::Due;
use suites::{Exchange, Item, Suite};

use crate::registry::Sender;

/// Bytes of a body that the log keeps.
const KEPT_BODY: usize = 16 * 1024;
/// Headers of an answer that the log keeps.
const KEPT_HEADERS: usize = 32;

/// What became of one attempt.
#[derive(Debug)]
pub(crate) struct Attempted {
    pub(crate) outcome: Outcome,
    pub(crate) attempt: Attempt,
}

/// The three addresses of an item, as a push sends them.
pub(crate) fn links(suite: &Suite, due: &Due, now: DateTime<FixedOffset>) -> Links {
    let standard = suite.standard_links(due.event.request_id.as_str(), &due.mapped_receiver);
    let surroundings = Surroundings::default();
    let occasion = Occasion {
        request: &due.event.request_id,
        now,
        surroundings: &surroundings,
    };
    render(&standard, Bound::default(), occasion)
}

/// The request of an item, without sending it.
pub(crate) fn encode(
    suite: &Suite,
    due: &Due,
    links: &Links,
    now: DateTime<FixedOffset>,
) -> Result<Exchange, suites::EncodeFault> {
    suite.encode(&Item {
        event: &due.event,
        data_set: due.data_set,
        backfilled: due.backfilled,
        receiver: &due.mapped_receiver,
        creator: due.mapped_creator.as_deref(),
        links,
        sent_at: now,
    })
}

/// Makes attempt `number` of a delivery. A panic in it is a fault of ours in this one delivery, and no more.
pub(crate) async fn attempt(sender: &Sender, due: &Due, number: u32) -> Attempted {
    let attempted = AssertUnwindSafe(attempt_unguarded(sender, due, number)).catch_unwind();
    attempted.await.unwrap_or_else(|_| {
        let outcome = Outcome::OwnFault {
            detail: "the program failed while it made or read this request".to_owned(),
        };
        concluded(blank(number, Links::default()), outcome)
    })
}

fn blank(number: u32, links: Links) -> Attempt {
    Attempt {
        number,
        started_at_ms: Utc::now().timestamp_millis(),
        operation: "",
        method: String::new(),
        url: String::new(),
        request_headers: Vec::new(),
        request_body: String::new(),
        links,
        response_status: None,
        response_headers: Vec::new(),
        response_body: None,
        response_truncated: false,
        headers_ms: None,
        total_ms: 0.0,
        outcome: AttemptOutcome::OwnFault,
        reason_code: None,
        reason: None,
    }
}

fn concluded(mut attempt: Attempt, outcome: Outcome) -> Attempted {
    attempt.outcome = AttemptOutcome::from(&outcome);
    if let Some(reason) = Reason::of_outcome(&outcome) {
        attempt.reason_code = Some(reason.code.to_owned());
        attempt.reason = Some(reason.text);
    }
    Attempted { outcome, attempt }
}

async fn attempt_unguarded(sender: &Sender, due: &Due, number: u32) -> Attempted {
    let now = Local::now().fixed_offset();
    let mut attempt = blank(number, links(&sender.suite, due, now));
    let outcome = match encode(&sender.suite, due, &attempt.links, now) {
        Err(fault) => Outcome::OwnFault {
            detail: fault.to_string(),
        },
        Ok(exchange) => exchange_with(sender, due, exchange, &mut attempt).await,
    };
    concluded(attempt, outcome)
}

async fn exchange_with(sender: &Sender, due: &Due, exchange: Exchange, attempt: &mut Attempt) -> Outcome {
    attempt.operation = exchange.operation;
    attempt.method = exchange.request.method().to_string();
    attempt.url = sender
        .suite
        .mask(Cow::Owned(exchange.request.uri().to_string()))
        .into_owned();
    attempt.request_headers = exchange.shown_headers;
    attempt.request_body = bounded(as_text(&exchange.shown_body));
    match sender.client.send(exchange.request).await {
        Err(error) => {
            attempt.total_ms = error.after.as_secs_f64() * 1_000.0;
            error.outcome()
        }
        Ok(answer) => {
            attempt.total_ms = answer.total.as_secs_f64() * 1_000.0;
            attempt.headers_ms = Some(answer.headers_after.as_secs_f64() * 1_000.0);
            attempt.response_status = Some(answer.status);
            attempt.response_headers = shown_headers(&sender.suite, &answer.headers);
            // Masked before it is cut: a secret across the cut would stay in part.
            attempt.response_body = Some(bounded(sender.suite.mask(as_text(&answer.body))));
            attempt.response_truncated = answer.truncated || answer.body.len() > KEPT_BODY;
            sender.suite.classify(
                due.data_set,
                &suites::Answer {
                    status: answer.status,
                    headers: &answer.headers,
                    body: &answer.body,
                    truncated: answer.truncated,
                },
            )
        }
    }
}

/// A body as text. Bodies are UTF-8 but for rare ones, and checking that as a whole is the quickest.
fn as_text(body: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed)
}

fn bounded(body: Cow<'_, str>) -> String {
    match body {
        Cow::Borrowed(text) => text[..text.floor_char_boundary(KEPT_BODY)].to_owned(),
        Cow::Owned(mut text) => {
            text.truncate(text.floor_char_boundary(KEPT_BODY));
            text.shrink_to_fit();
            text
        }
    }
}

fn shown_headers(suite: &Suite, headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .take(KEPT_HEADERS)
        .map(|(name, value)| {
            let value = suite.mask(String::from_utf8_lossy(value.as_bytes())).into_owned();
            (name.to_string(), value)
        })
        .collect()
}
