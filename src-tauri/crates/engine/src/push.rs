//! One attempt: a due delivery is encoded, sent, and its answer classified; what may be shown of it is kept.

use std::borrow::Cow;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, Local, Utc};
use domain::address::{Bound, Occasion, render};
use domain::delivery::{Links, Outcome, Reason};
use domain::ids::TargetId;
use futures_util::FutureExt as _;
use http::HeaderMap;
use store::table::attempt::{Attempt, AttemptOutcome};
use store::table::delivery::Due;
use suites::{Exchange, Item, SignOn, Suite, Token};

use crate::registry::{Sender, Snapshot};

/// Bytes of a body that the log keeps.
const KEPT_BODY: usize = 16 * 1024;
/// Headers of an answer that the log keeps.
const KEPT_HEADERS: usize = 32;

/// The moment of an attempt, in the zone that dates are shown in.
pub(crate) type Now = DateTime<FixedOffset>;

/// What became of one attempt.
#[derive(Debug)]
pub(crate) struct Attempted {
    pub(crate) outcome: Outcome,
    pub(crate) attempt: Attempt,
}

/// The three addresses of an item, as a push sends them.
pub(crate) fn links(suite: &Suite, due: &Due, snapshot: &Snapshot, bound: Bound<'_>, now: Now) -> Links {
    let standard = suite.standard_links(due.event.request_id.as_str(), &due.mapped_receiver);
    let occasion = Occasion {
        request: &due.event.request_id,
        now,
        installation: &snapshot.installation,
    };
    render(&standard, bound, occasion)
}

/// The request of an item, without sending it.
pub(crate) fn encode(
    suite: &Suite,
    due: &Due,
    links: &Links,
    token: Option<&Token>,
    now: Now,
) -> Result<Exchange, suites::EncodeFault> {
    suite.encode(&Item {
        event: &due.event,
        data_set: due.data_set,
        backfilled: due.backfilled,
        receiver: &due.mapped_receiver,
        creator: due.mapped_creator.as_deref(),
        links,
        sent_at: now,
        token,
    })
}

/// What an attempt is made with.
#[derive(Clone)]
pub(crate) struct Making {
    pub(crate) target: TargetId,
    pub(crate) sender: Arc<Sender>,
    pub(crate) snapshot: Arc<Snapshot>,
}

/// Makes attempt `number` of a delivery. A panic in it is a fault of ours in this one delivery, and no more.
pub(crate) async fn attempt(making: &Making, due: &Due, number: u32) -> Attempted {
    let attempted = AssertUnwindSafe(attempt_unguarded(making, due, number)).catch_unwind();
    attempted.await.unwrap_or_else(|_| {
        let outcome = Outcome::OwnFault {
            detail: "the program failed while it made or read this request".to_owned(),
        };
        concluded(blank(number, Links::default()), outcome)
    })
}

pub(crate) fn blank(number: u32, links: Links) -> Attempt {
    Attempt {
        number,
        started_at_ms: Utc::now().timestamp_millis(),
        operation: Cow::Borrowed(""),
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

pub(crate) fn concluded(mut attempt: Attempt, outcome: Outcome) -> Attempted {
    attempt.outcome = AttemptOutcome::from(&outcome);
    if let Some(reason) = Reason::of_outcome(&outcome) {
        attempt.reason_code = Some(reason.code.to_owned());
        attempt.reason = Some(reason.text);
    }
    Attempted { outcome, attempt }
}

async fn attempt_unguarded(making: &Making, due: &Due, number: u32) -> Attempted {
    let now = Local::now().fixed_offset();
    let Making {
        target,
        sender,
        snapshot,
    } = making;
    let bound = snapshot.addresses.bound(*target);
    let mut attempt = blank(number, links(&sender.suite, due, snapshot, bound, now));
    let outcome = match sender.suite.sign_on() {
        None => deliver(sender, due, None, now, &mut attempt).await.0,
        Some(sign_on) => deliver_signed_on(sender, sign_on, due, now, &mut attempt).await,
    };
    concluded(attempt, outcome)
}

/// Sends an item with a token. One that the receiver does not know any more is replaced, once.
async fn deliver_signed_on(
    sender: &Sender,
    sign_on: &dyn SignOn,
    due: &Due,
    now: Now,
    attempt: &mut Attempt,
) -> Outcome {
    let mut last = None;
    for _ in 0..2 {
        let token = match sender.session.token(sender, sign_on, attempt).await {
            Ok(token) => token,
            Err(outcome) => return outcome,
        };
        let (outcome, refused) = deliver(sender, due, Some((&token, sign_on)), now, attempt).await;
        if !refused {
            return outcome;
        }
        sender.session.renounce(&token).await;
        last = Some(outcome);
    }
    last.unwrap_or(Outcome::OwnFault {
        detail: "no attempt was made".to_owned(),
    })
}

/// Sends an item; tells what came of it, and whether the receiver refused the token.
async fn deliver(
    sender: &Sender,
    due: &Due,
    signed_on: Option<(&Token, &dyn SignOn)>,
    now: Now,
    attempt: &mut Attempt,
) -> (Outcome, bool) {
    let token = signed_on.map(|(token, _)| token);
    let exchange = match encode(&sender.suite, due, &attempt.links, token, now) {
        Ok(exchange) => exchange,
        Err(fault) => {
            let detail = fault.to_string();
            return (Outcome::OwnFault { detail }, false);
        }
    };
    match converse(sender, token, exchange, attempt).await {
        Ok(answer) => {
            let answer = as_answer(&answer);
            let refused = signed_on.is_some_and(|(_, sign_on)| sign_on.is_refused(&answer));
            (sender.suite.classify(due.data_set, token, &answer), refused)
        }
        Err(outcome) => (outcome, false),
    }
}

/// What came back, in the suite's words.
pub(crate) fn as_answer(answer: &transport::Answer) -> suites::Answer<'_> {
    suites::Answer {
        status: answer.status,
        headers: &answer.headers,
        body: &answer.body,
        truncated: answer.truncated,
    }
}

/// Makes one exchange and writes it into the record, secrets masked.
///
/// # Errors
/// What it comes to when nothing came back.
pub(crate) async fn converse(
    sender: &Sender,
    token: Option<&Token>,
    exchange: Exchange,
    attempt: &mut Attempt,
) -> Result<transport::Answer, Outcome> {
    attempt.operation = exchange.operation;
    attempt.method = exchange.request.method().to_string();
    attempt.url = exchange.shown_url;
    attempt.request_headers = exchange.shown_headers;
    attempt.request_body = bounded(as_text(&exchange.shown_body));
    match sender.client.send(exchange.request).await {
        Err(error) => {
            attempt.total_ms += error.after.as_secs_f64() * 1_000.0;
            attempt.headers_ms = None;
            attempt.response_status = None;
            attempt.response_headers = Vec::new();
            attempt.response_body = None;
            Err(error.outcome())
        }
        Ok(answer) => {
            attempt.headers_ms = Some(attempt.total_ms + answer.headers_after.as_secs_f64() * 1_000.0);
            attempt.total_ms += answer.total.as_secs_f64() * 1_000.0;
            attempt.response_status = Some(answer.status);
            attempt.response_headers = shown_headers(&sender.suite, token, &answer.headers);
            // Masked before it is cut: a secret across the cut would stay in part.
            attempt.response_body = Some(bounded(sender.suite.mask(token, as_text(&answer.body))));
            attempt.response_truncated = answer.truncated || answer.body.len() > KEPT_BODY;
            Ok(answer)
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

fn shown_headers(suite: &Suite, token: Option<&Token>, headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .take(KEPT_HEADERS)
        .map(|(name, value)| {
            let value = suite
                .mask(token, String::from_utf8_lossy(value.as_bytes()))
                .into_owned();
            (name.to_string(), value)
        })
        .collect()
}
