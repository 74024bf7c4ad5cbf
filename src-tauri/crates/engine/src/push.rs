//! One attempt: a due delivery is encoded, sent, and its answer classified; what may be shown of it is kept.

use std::borrow::Cow;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, Local, Utc};
use domain::address::{Occasion, render};
use domain::delivery::{Links, Outcome, Reason};
use domain::ids::{DeliveryId, TargetId};
use futures_util::FutureExt as _;
use http::{HeaderMap, HeaderName, HeaderValue};
use store::table::attempt::{Attempt, AttemptOutcome};
use store::table::delivery::Due;
use suites::{Exchange, Item, SignOn, Suite, Token};

use crate::boundary::{self, Boundary};
use crate::registry::{Sender, Snapshot};

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

/// The three addresses of an item, as a push at this moment sends them.
pub(crate) fn links(suite: &Suite, due: &Due, moment: &Moment<'_>) -> Links {
    let standard = suite.standard_links(due.event.request_id.as_str(), &due.mapped_receiver);
    let occasion = Occasion {
        request: &due.event.request_id,
        now: moment.now,
        installation: &moment.snapshot.installation,
    };
    render(
        &standard,
        moment.snapshot.addresses.bound(moment.target),
        occasion,
    )
}

/// When something is sent, and under which configuration.
pub(crate) struct Moment<'a> {
    pub(crate) target: TargetId,
    pub(crate) snapshot: &'a Snapshot,
    /// In the zone that dates are shown in.
    pub(crate) now: DateTime<FixedOffset>,
}

/// What an item gets just before it goes.
pub(crate) struct Finish<'a> {
    pub(crate) links: &'a Links,
    pub(crate) token: Option<&'a Token>,
    pub(crate) now: DateTime<FixedOffset>,
}

/// The request of an item, without sending it.
pub(crate) fn encode(suite: &Suite, due: &Due, finish: &Finish<'_>) -> Result<Exchange, suites::EncodeFault> {
    suite.encode(&Item {
        event: &due.event,
        data_set: due.data_set,
        backfilled: due.backfilled,
        receiver: &due.mapped_receiver,
        creator: due.mapped_creator.as_deref(),
        links: finish.links,
        sent_at: finish.now,
        token: finish.token,
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
    let sender = &making.sender;
    let moment = Moment {
        target: making.target,
        snapshot: &making.snapshot,
        now: Local::now().fixed_offset(),
    };
    let mut attempt = blank(number, links(&sender.suite, due, &moment));
    let sending = Sending {
        sender,
        due,
        now: moment.now,
    };
    let outcome = match sender.suite.sign_on() {
        None => sending.deliver(None, &mut attempt).await.0,
        Some(sign_on) => sending.deliver_signed_on(sign_on, &mut attempt).await,
    };
    concluded(attempt, outcome)
}

/// Under which header a request says which delivery it is; a log of the receiver's side can then be laid beside ours.
const DELIVERY_HEADER: HeaderName = HeaderName::from_static("x-todo-relay-delivery");

/// The exchange with the delivery's id.
fn named(mut exchange: Exchange, id: DeliveryId) -> Exchange {
    exchange
        .request
        .headers_mut()
        .insert(DELIVERY_HEADER, HeaderValue::from(id.0));
    exchange
        .shown_headers
        .push((DELIVERY_HEADER.as_str().to_owned(), id.to_string()));
    exchange
}

/// One item on its way.
struct Sending<'a> {
    sender: &'a Sender,
    due: &'a Due,
    now: DateTime<FixedOffset>,
}

impl Sending<'_> {
    /// Sends with a token. One that the receiver does not know any more is replaced, once.
    async fn deliver_signed_on(&self, sign_on: &dyn SignOn, attempt: &mut Attempt) -> Outcome {
        let session = &self.sender.session;
        let token = match session.token(self.sender, sign_on, attempt).await {
            Ok(token) => token,
            Err(outcome) => return outcome,
        };
        let (outcome, refused) = self.deliver(Some((&token, sign_on)), attempt).await;
        if !refused {
            return outcome;
        }
        session.renounce(&token).await;
        match session.token(self.sender, sign_on, attempt).await {
            Ok(token) => self.deliver(Some((&token, sign_on)), attempt).await.0,
            Err(outcome) => outcome,
        }
    }

    /// Tells what came of it, and whether the receiver refused the token.
    async fn deliver(
        &self,
        signed_on: Option<(&Token, &dyn SignOn)>,
        attempt: &mut Attempt,
    ) -> (Outcome, bool) {
        let token = signed_on.map(|(token, _)| token);
        let suite = &self.sender.suite;
        let finish = Finish {
            links: &attempt.links,
            token,
            now: self.now,
        };
        let exchange = match encode(suite, self.due, &finish) {
            Ok(exchange) => named(exchange, self.due.id),
            Err(fault) => {
                let detail = fault.to_string();
                return (Outcome::OwnFault { detail }, false);
            }
        };
        boundary::passed(Boundary::Send);
        let answer = converse(self.sender, token, exchange, attempt).await;
        boundary::passed(Boundary::Answer);
        match answer {
            Ok(answer) => {
                let answer = as_answer(&answer);
                let refused = signed_on.is_some_and(|(_, sign_on)| sign_on.is_refused(&answer));
                (suite.classify(self.due.data_set, token, &answer), refused)
            }
            Err(outcome) => (outcome, false),
        }
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
