//! Who asks: the bearer of the token, or the console in this very process.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use engine::{Actor, Grant};

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
