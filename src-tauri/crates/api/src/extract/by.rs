//! Who asks: the bearer of the token, or the console in this very process.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use engine::{Actor, Grant};

use super::path::Id;
use crate::problem::Problem;

/// What the audit trail calls the console of the desktop program, which has no token.
const DESKTOP: &str = "desktop";

/// Who asks, for the audit trail.
pub(crate) struct By(pub(crate) Actor);

impl<S: Send + Sync> FromRequestParts<S> for By {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let grant = parts.extensions.get::<Grant>();
        Ok(Self(grant.map_or_else(
            || Actor::named(DESKTOP),
            |grant| grant.actor.clone(),
        )))
    }
}

/// The id in the path, and who asks.
pub(crate) struct IdBy(pub(crate) i64, pub(crate) Actor);

impl<S: Send + Sync> FromRequestParts<S> for IdBy {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Id(id) = Id::from_request_parts(parts, state).await?;
        let Ok(By(by)) = By::from_request_parts(parts, state).await;
        Ok(Self(id, by))
    }
}
