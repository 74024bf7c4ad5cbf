//! Ids in the path.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// The one number in the path; what is not a number names nothing, so it is not found.
pub(crate) struct Id(pub(crate) i64);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let params = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|_| Problem::not_found("no such path"))?;
        let text = params.iter().next().map(|(_, text)| text);
        text.and_then(|text| text.parse().ok())
            .map(Self)
            .ok_or_else(|| Problem::not_found(format!("{} is not an id", text.unwrap_or_default())))
    }
}

/// Several parts of the path; what cannot be read names nothing, so it is not found.
pub(crate) struct Names<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Names<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let names = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        names
            .map(|axum::extract::Path(names)| Self(names))
            .map_err(|_| Problem::not_found("no such path"))
    }
}
