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
    let mut headers = HeaderMap::new();
    if !content_type.is_empty() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_str(content_type).unwrap());
    }
    suite.classify(
        data_set,
        &Answer {
            status,
            headers: &headers,
            body,
            truncated: false,
        },
    )
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
