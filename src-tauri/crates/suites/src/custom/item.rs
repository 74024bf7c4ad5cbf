//! What a script sees of an item and of an answer.

use chrono::{DateTime, FixedOffset};
use domain::event::ViewType;
use rhai::{Dynamic, ImmutableString, Map};

use super::limits::{MOST_ANSWER_HEADERS, MOST_ANSWER_TEXT};
use crate::answer::Answer;
use crate::body;
use crate::suite::Item;

/// The properties of `item`, in the order of the documentation.
pub(super) const PROPERTIES: [&str; 27] = [
    "data_set",
    "business_state",
    "request_id",
    "request_name",
    "workflow_id",
    "workflow_name",
    "workflow_type_id",
    "workflow_type_name",
    "node_id",
    "node_name",
    "receiver",
    "receiver_id",
    "receiver_identity_id",
    "creator",
    "creator_id",
    "created_at",
    "created_at_ms",
    "received_at",
    "received_at_ms",
    "occurred_at",
    "occurred_at_ms",
    "sent_at",
    "sent_at_ms",
    "view_type",
    "backfilled",
    "links",
    "token",
];

/// A text as a value.
fn text(text: &str) -> Dynamic {
    Dynamic::from(ImmutableString::from(text))
}

/// The item as a map. What the OA did not say is the empty text, so that a script can always add it to another one.
pub(super) fn map_of(item: &Item<'_>) -> Map {
    let event = item.event;
    let mut map = Map::new();
    let texts = [
        ("data_set", item.data_set.as_str()),
        ("business_state", &event.business_state),
        ("request_id", event.request_id.as_str()),
        ("request_name", &event.request_name),
        ("workflow_id", event.workflow_id.as_str()),
        ("workflow_name", &event.workflow_name),
        ("workflow_type_id", event.workflow_type_id.as_str()),
        (
            "workflow_type_name",
            event.workflow_type_name.as_deref().unwrap_or(""),
        ),
        ("node_id", event.node_id.as_deref().unwrap_or("")),
        ("node_name", &event.node_name),
        ("receiver", item.receiver),
        ("receiver_id", event.receiver.as_str()),
        ("receiver_identity_id", event.identity().as_str()),
        ("creator", item.creator.unwrap_or("")),
        ("creator_id", event.creator.as_str()),
        (
            "view_type",
            match event.view_type {
                Some(ViewType::Unread) => "unread",
                Some(ViewType::Read) => "read",
                None => "",
            },
        ),
        ("token", item.token.map_or("", crate::sign_on::Token::value)),
    ];
    for (name, value) in texts {
        map.insert(name.into(), text(value));
    }
    let times: [(&str, &str, DateTime<FixedOffset>); 4] = [
        ("created_at", "created_at_ms", event.created_at),
        ("received_at", "received_at_ms", event.received_at),
        ("occurred_at", "occurred_at_ms", event.occurred_at),
        ("sent_at", "sent_at_ms", item.sent_at),
    ];
    for (name, name_of_ms, at) in times {
        map.insert(name.into(), text(&at.to_rfc3339()));
        map.insert(name_of_ms.into(), Dynamic::from(at.timestamp_millis()));
    }
    map.insert("backfilled".into(), Dynamic::from(item.backfilled));
    let links = [
        ("pc", &item.links.pc),
        ("app", &item.links.app),
        ("adaptive", &item.links.adaptive),
    ];
    let links: Map = links
        .into_iter()
        .map(|(name, value)| (name.into(), text(value)))
        .collect();
    map.insert("links".into(), Dynamic::from_map(links));
    map
}

/// The answer as a map: `status`, `headers` (lower-case names; the first of several), `body` as text, and whether the
/// body was cut, here or by the transport.
pub(super) fn map_of_answer(answer: &Answer<'_>) -> Map {
    let whole = body::text(answer);
    let mut end = whole.len().min(MOST_ANSWER_TEXT);
    while !whole.is_char_boundary(end) {
        end -= 1;
    }
    let mut headers = Map::new();
    let mut room = MOST_ANSWER_HEADERS;
    for (name, value) in answer.headers {
        let Ok(value) = value.to_str() else { continue };
        let size = name.as_str().len() + value.len();
        if size > room || headers.len() >= 64 || headers.contains_key(name.as_str()) {
            continue;
        }
        room -= size;
        headers.insert(name.as_str().into(), text(value));
    }
    let mut map = Map::new();
    map.insert("status".into(), Dynamic::from(i64::from(answer.status)));
    map.insert("headers".into(), Dynamic::from_map(headers));
    map.insert("body".into(), text(&whole[..end]));
    let cut = answer.truncated || end < whole.len();
    map.insert("truncated".into(), Dynamic::from(cut));
    map
}
