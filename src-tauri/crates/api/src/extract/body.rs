//! A body of JSON: its type, its size while it is read, its shape.
//!
//! Bounded three ways: one body by [`MOST_BODY`] or what its route says, all bodies held at once by [`BodyBudget`] (past it, 429), and the
//! time that a sender may take by [`PATIENCE`].

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRef, FromRequest, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt as _;
use serde::de::DeserializeOwned;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::complaint::complaint;
use crate::problem::Problem;

/// Most bytes of one body: 8 MiB.
pub(crate) const MOST_BODY: usize = 8 * 1024 * 1024;
/// Most bytes of a whole organisation: 100,000 persons are some 26 MiB.
pub(crate) const MOST_DIRECTORY: usize = 40 * 1024 * 1024;
/// Most bytes of an exported configuration: mapping tables are in it.
pub(crate) const MOST_CONFIGURATION: usize = 40 * 1024 * 1024;
/// Most bytes of a file that is brought: 16 MiB.
pub(crate) const MOST_FILE: usize = 16 * 1024 * 1024;
/// How long a whole body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);
/// Most KiB of bodies held at once; what comes beyond is told to come again.
const MOST_KIB_AT_ONCE: usize = 48 * 1024;

/// What is left of the memory that bodies may take together.
#[derive(Debug, Clone)]
pub(crate) struct BodyBudget(Arc<Semaphore>);

impl Default for BodyBudget {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(MOST_KIB_AT_ONCE)))
    }
}

impl BodyBudget {
    /// Sees to it that `held` covers so many bytes in all.
    fn cover(&self, bytes: usize, held: &mut Option<OwnedSemaphorePermit>) -> Result<(), Problem> {
        let covered = held.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let kib = u32::try_from(bytes.div_ceil(1024).saturating_sub(covered)).unwrap_or(u32::MAX);
        let permit = Arc::clone(&self.0)
            .try_acquire_many_owned(kib)
            .map_err(|_| Problem::busy("too many large requests are under way at once"))?;
        match held {
            Some(held) => held.merge(permit),
            None => *held = Some(permit),
        }
        Ok(())
    }
}

/// A body of JSON read as a `T`; at most `MOST` bytes.
pub(crate) struct JsonBody<T, const MOST: usize = MOST_BODY>(pub(crate) T);

impl<T, S, const MOST: usize> FromRequest<S> for JsonBody<T, MOST>
where
    T: DeserializeOwned,
    S: Send + Sync,
    BodyBudget: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        require_json(request.headers())?;
        // The permit is held until the body is parsed: from then on the document is the engine's to bound.
        let (bytes, _permit) = whole(request, &BodyBudget::from_ref(state), MOST).await?;
        parse(&bytes).map(Self)
    }
}

/// A file as it is, whatever it calls itself; at most `MOST` bytes.
pub(crate) struct RawBody<const MOST: usize = MOST_FILE>(pub(crate) Vec<u8>);

impl<S, const MOST: usize> FromRequest<S> for RawBody<MOST>
where
    S: Send + Sync,
    BodyBudget: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (bytes, _permit) = whole(request, &BodyBudget::from_ref(state), MOST).await?;
        Ok(Self(bytes.into()))
    }
}

type Held = (Bytes, Option<OwnedSemaphorePermit>);

async fn whole(request: Request, budget: &BodyBudget, most: usize) -> Result<Held, Problem> {
    let length = declared_length(request.headers());
    if length.is_some_and(|length| length > most as u64) {
        return Err(Problem::too_large(most));
    }
    tokio::time::timeout(PATIENCE, read(request.into_body(), budget, most))
        .await
        .map_err(|_| slow())?
}

fn slow() -> Problem {
    Problem::new(
        StatusCode::REQUEST_TIMEOUT,
        "BODY_TIMEOUT",
        format!("the body did not arrive within {} s", PATIENCE.as_secs()),
    )
}

fn declared_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn require_json(headers: &HeaderMap) -> Result<(), Problem> {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = kind
        .and_then(|kind| kind.split(';').next())
        .map(|essence| essence.trim().to_ascii_lowercase());
    match essence.as_deref() {
        Some("application/json") => Ok(()),
        Some(other) if other.starts_with("application/") && other.ends_with("+json") => Ok(()),
        _ => Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            "the body must be application/json",
        )),
    }
}

async fn read(mut body: Body, budget: &BodyBudget, most: usize) -> Result<Held, Problem> {
    let mut permit = None;
    let mut whole = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| {
            Problem::new(
                StatusCode::BAD_REQUEST,
                "BODY_UNREADABLE",
                format!("the body broke off: {error}"),
            )
        })?;
        let Ok(data) = frame.into_data() else { continue };
        if whole.len() + data.len() > most {
            return Err(Problem::too_large(most));
        }
        budget.cover(whole.len() + data.len(), &mut permit)?;
        whole.extend_from_slice(&data);
    }
    Ok((whole.freeze(), permit))
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    // serde would take an array for an object, its parts in the order in which they are declared.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        return Err(Problem::invalid_field(
            "",
            "WRONG_TYPE",
            "must be an object, not a list",
        ));
    }
    serde_json::from_slice(bytes).map_err(|_| complaint_about::<T>(bytes))
}

/// What is wrong with a body that could not be read. Read a second time, because keeping track of where one is takes
/// longer than reading, and nearly all bodies are good.
fn complaint_about<T: DeserializeOwned>(bytes: &[u8]) -> Problem {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let error = match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Ok(_) => {
            return reader
                .end()
                .map_or_else(|error| not_json(&error), |()| Problem::internal());
        }
        Err(error) => error,
    };
    if error.inner().is_data() {
        Problem::invalid(vec![complaint(error.path(), error.inner())])
    } else {
        not_json(error.inner())
    }
}

fn not_json(error: &serde_json::Error) -> Problem {
    Problem::invalid_field("", "NOT_JSON", format!("is not JSON: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::event::Batch;

    fn complaint_about(text: &str) -> String {
        let Err(problem) = parse::<Batch>(text.as_bytes()) else {
            return "nothing".to_owned();
        };
        let field = problem.fields().first().expect("a field is named");
        format!("{} {}", field.path, field.code)
    }

    #[test]
    fn every_kind_of_wrong_body_is_named_by_its_field() {
        let cases = [
            (r#"{"events":[]}"#, "/batchId REQUIRED"),
            (r#"{"batchId":7,"events":[]}"#, "/batchId WRONG_TYPE"),
            (r#"{"batchId":"b","events":[],"more":1}"#, "/more UNKNOWN_FIELD"),
            (
                r#"{"batchId":"b","events":[{"dataSet":"none"}]}"#,
                "/events/0/dataSet UNKNOWN_VALUE",
            ),
            (
                r#"{"batchId":"b","events":[{"dataSet":"todo"}]}"#,
                "/events/0/businessState REQUIRED",
            ),
            (
                r#"{"batchId":"b","events":[{"createdAt":"today"}]}"#,
                "/events/0/createdAt INVALID_VALUE",
            ),
            (r#"{"batchId":"b","batchId":"c"}"#, "/batchId REPEATED"),
            (r#"{"batchId":"b""#, " NOT_JSON"),
            ("", " NOT_JSON"),
            ("[\"b\",[]]", " WRONG_TYPE"),
            ("\"b\"", " WRONG_TYPE"),
            (r#"{"batchId":"b","events":[]} more"#, " NOT_JSON"),
        ];
        for (text, expected) in cases {
            assert_eq!(
                complaint_about(text),
                expected,
                "{text} should be complained about so"
            );
        }
    }
}
