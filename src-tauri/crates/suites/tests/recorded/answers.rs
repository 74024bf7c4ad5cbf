//! Answers, and what they come to, in the short form of the tables.

use domain::delivery::{NoAnswerCause, Outcome, RejectionKind};
use domain::event::DataSet;
use http::{HeaderMap, HeaderValue, header::CONTENT_TYPE};
use suites::{Answer, Suite};

/// What a row expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    Accepted,
    Configuration,
    Data,
    Transient,
    ServerError,
    Unreadable,
    NothingDone,
}

/// Classifies one recorded answer.
pub(crate) fn classify(suite: &Suite, data_set: DataSet, answer: (u16, &str, &[u8])) -> Outcome {
    let (status, content_type, body) = answer;
    suite.classify(
        data_set,
        None,
        &Answer {
            status,
            headers: &headers(content_type),
            body,
            truncated: false,
        },
    )
}

/// The headers of a recorded answer.
pub(crate) fn headers(content_type: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if !content_type.is_empty() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_str(content_type).unwrap());
    }
    headers
}

/// What no protocol here knows: it is never an acceptance and never a refusal.
pub(crate) const STRANGE: [(u16, &[u8], Expected); 12] = [
    (200, b"", Expected::Unreadable),
    (204, b"", Expected::Unreadable),
    (503, b"", Expected::ServerError),
    (302, b"", Expected::Unreadable),
    (200, b"OK", Expected::Unreadable),
    (200, b"\x00\x01\x02", Expected::Unreadable),
    (200, b"{}", Expected::Unreadable),
    (200, b"[]", Expected::Unreadable),
    (200, b"null", Expected::Unreadable),
    (200, br#"{"code":"20"#, Expected::Unreadable),
    (
        200,
        b"<html><head><title>Login</title></head><body><p></body></html>",
        Expected::Unreadable,
    ),
    (
        502,
        b"<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head></html>",
        Expected::ServerError,
    ),
];

/// Holds that `suite` makes nothing of [`STRANGE`] answers, nor of `accepted` when it was cut at the cap.
pub(crate) fn check_strange(suite: &Suite, accepted: &[u8]) {
    for data_set in DataSet::ALL {
        for (status, body, expected) in STRANGE {
            let outcome = classify(suite, data_set, (status, "text/html", body));
            let shown = String::from_utf8_lossy(body);
            assert_eq!(short(&outcome), expected, "HTTP {status}: {shown}");
        }
        let headers = headers("");
        let answer = |truncated| Answer {
            status: 200,
            headers: &headers,
            body: accepted,
            truncated,
        };
        let whole = suite.classify(data_set, None, &answer(false));
        assert_eq!(short(&whole), Expected::Accepted);
        let cut = suite.classify(data_set, None, &answer(true));
        assert_eq!(short(&cut), Expected::Unreadable, "a part is never read");
        assert!(words(&cut).contains("应答过大"));
    }
}

/// The outcome in short.
pub(crate) fn short(outcome: &Outcome) -> Expected {
    match outcome {
        Outcome::Accepted { .. } => Expected::Accepted,
        Outcome::Rejected {
            kind: RejectionKind::Configuration,
            ..
        } => Expected::Configuration,
        Outcome::Rejected {
            kind: RejectionKind::Data,
            ..
        } => Expected::Data,
        Outcome::Rejected {
            kind: RejectionKind::Transient,
            ..
        } => Expected::Transient,
        Outcome::NoAnswer {
            cause: NoAnswerCause::ServerError,
            ..
        } => Expected::ServerError,
        Outcome::NoAnswer {
            cause: NoAnswerCause::NothingDone,
            ..
        } => Expected::NothingDone,
        Outcome::NoAnswer {
            cause: NoAnswerCause::Unreadable,
            ..
        } => Expected::Unreadable,
        other => panic!("a suite should never say {other:?}"),
    }
}

/// The receiver's words, or the evidence.
pub(crate) fn words(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Accepted { message } => message.as_deref().unwrap_or(""),
        Outcome::Rejected { message, .. } => message,
        Outcome::NoAnswer { detail, .. } | Outcome::OwnFault { detail } => detail,
    }
}
