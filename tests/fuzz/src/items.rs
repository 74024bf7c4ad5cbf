//! Items to make requests of, and what is true of every request.

use chrono::{DateTime, FixedOffset};
use domain::delivery::Links;
use domain::event::{DataSet, Event};
use suites::{Item, MASK, Suite};

use crate::answers::{SECRET, TOKEN};
use crate::receivers::token;

/// An event as any other.
pub fn event() -> Event {
    serde_json::from_str(
        r#"{"dataSet":"todo","businessState":"pending","requestId":"100234","requestName":"差旅报销 <A&B> \"急\"",
            "workflowId":"54","workflowName":"差旅报销","workflowTypeId":"3","nodeId":"12","nodeName":"部门经理审批",
            "creator":"1001","createdAt":"2026-11-22T09:00:00+08:00","receiver":"1002",
            "receivedAt":"2026-11-22T09:01:00+08:00","occurredAt":"2026-11-22T09:01:00.123+08:00"}"#,
    )
    .expect("the event has the shape of one")
}

/// The moment of every push.
pub fn moment() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-22T09:01:02.003+08:00").expect("the moment is written as one")
}

/// Makes the request for an event and holds what is true of each: what is sent as JSON is JSON, and what is shown has
/// every secret masked, while the request itself is not made of masks.
pub fn send(suite: &Suite, event: &Event, data_set: DataSet) {
    let (token, links) = (
        token(),
        suite.standard_links(event.request_id.as_str(), event.receiver.as_str()),
    );
    let Ok(exchange) = suite.encode(&item(event, data_set, &links, &token)) else {
        return;
    };
    let body = exchange.request.body();
    let kind = exchange.request.headers().get(http::header::CONTENT_TYPE);
    let is_json = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if is_json && !body.is_empty() && body.first() != Some(&b'<') {
        let read = serde_json::from_slice::<serde::de::IgnoredAny>(body);
        assert!(
            read.is_ok(),
            "the body is no JSON: {}",
            String::from_utf8_lossy(body)
        );
    }
    let shown = [exchange.shown_url.as_bytes(), &exchange.shown_body[..]].concat();
    let shown = String::from_utf8_lossy(&shown);
    let says = |secret: &str| shown.contains(secret);
    // What the event itself holds is no secret that we would have told.
    let own = serde_json::to_string(event).unwrap_or_default();
    for secret in [SECRET, TOKEN]
        .into_iter()
        .filter(|secret| !own.contains(*secret))
    {
        assert!(!says(secret), "a secret is shown: {shown}");
    }
    assert!(
        own.contains(MASK) || !body.windows(MASK.len()).any(|part| part == MASK.as_bytes()),
        "a mask is sent"
    );
}

/// Makes requests of an event whatever comes of it, for suites whose settings or script are not ours.
pub fn try_out(suite: &Suite, event: &Event) {
    let (token, links) = (
        token(),
        suite.standard_links(event.request_id.as_str(), event.receiver.as_str()),
    );
    for data_set in DataSet::ALL {
        let _ = suite.encode(&item(event, data_set, &links, &token));
        let _ = (suite.footprint(data_set), suite.needs_creator(data_set));
    }
}

fn item<'a>(event: &'a Event, data_set: DataSet, links: &'a Links, token: &'a suites::Token) -> Item<'a> {
    Item {
        event,
        data_set,
        backfilled: false,
        receiver: event.receiver.as_str(),
        creator: Some(event.creator.as_str()),
        links,
        sent_at: moment(),
        token: Some(token),
    }
}
