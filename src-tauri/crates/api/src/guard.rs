//! The checks of the socket door, in the order in which they run: Host and Origin, then the token and its scope.
//! The in-process door has none of them: who holds the router holds the engine.

mod authority;
mod bearer;

use std::net::SocketAddr;

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::Response;

use crate::trace::trace;
use engine::Engine;

/// What a socket door is told about itself.
#[derive(Debug, Clone)]
pub struct GuardOptions {
    /// Where it listens, the port already chosen.
    pub listening: SocketAddr,
    /// Further names under which it is reached, `host` or `host:port`.
    pub names: Vec<String>,
}

/// Puts the checks of a socket door before `api`, and `pages` (the console, which needs no token) behind it.
///
/// Every route of `api` needs a token but those that [`bearer`] lists; a route added later needs one unless it is
/// listed there.
pub fn guarded(api: Router, pages: Router, engine: Engine, options: &GuardOptions) -> Router {
    let authorities = authority::Authorities::new(options);
    api.route_layer(from_fn_with_state(engine, bearer::check))
        .route_layer(map_response(never_kept))
        .fallback_service(pages)
        .layer(from_fn_with_state(authorities, authority::check))
        .layer(map_response(never_guessed))
        .layer(from_fn(trace))
}

/// Answers of the interface are of the moment and for the one who asked: no cache keeps them.
async fn never_kept(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// A browser takes the type of an answer as it is said.
async fn never_guessed(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
