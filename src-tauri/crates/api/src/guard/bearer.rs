//! The token and its scope.
//!
//! A token is compared by the engine, in constant time and by its digest. Which scope a route needs hangs on the
//! route that matched, never on the text of the path, so that no spelling of a path slips by.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;
use engine::{Engine, Scope};

/// What a route asks of the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    /// Nothing from this machine; from elsewhere any good token.
    LoopbackOrToken,
    /// A token with one of these scopes.
    Scopes(&'static [Scope]),
}

/// Routes that ask for less than the console's scope. `console` may do everything.
fn need(route: &str) -> Need {
    match route {
        "/healthz" | "/readyz" | "/metrics" | "/api/openapi.json" => Need::LoopbackOrToken,
        "/api/v1/intake/batches" => Need::Scopes(&[Scope::Intake, Scope::Console]),
        "/papi/intunifytodo/client_engine/job/pushRequest"
        | "/papi/intunifytodo/client_engine/job/deleteRequestLog" => {
            Need::Scopes(&[Scope::Scheduler, Scope::Console])
        }
        _ => Need::Scopes(&[Scope::Console]),
    }
}

/// Refuses a request without a good token (401) or with one that does not reach so far (403). A request that goes on
/// carries its [`engine::Grant`].
pub(crate) async fn check(
    State(engine): State<Engine>,
    route: Option<MatchedPath>,
    mut request: Request,
    next: Next,
) -> Response {
    let need = need(route.as_ref().map_or("", MatchedPath::as_str));
    if need == Need::LoopbackOrToken && is_from_this_machine(&request) {
        return next.run(request).await;
    }
    let grant = token(request.headers()).and_then(|token| engine.authenticate(token));
    let Some(grant) = grant else {
        return unauthenticated();
    };
    let allowed = match need {
        Need::LoopbackOrToken => true,
        Need::Scopes(scopes) => scopes.iter().any(|scope| grant.scopes.contains(scope)),
    };
    if allowed {
        request.extensions_mut().insert(grant);
        next.run(request).await
    } else {
        Problem::new(
            StatusCode::FORBIDDEN,
            "OUT_OF_SCOPE",
            "the token does not have the scope that this needs",
        )
        .into_response()
    }
}

/// A door that does not say who is calling is taken to be called from elsewhere.
fn is_from_this_machine(request: &Request) -> bool {
    let caller = request.extensions().get::<ConnectInfo<SocketAddr>>();
    caller.is_some_and(|ConnectInfo(address)| address.ip().to_canonical().is_loopback())
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

fn unauthenticated() -> Response {
    let problem = Problem::new(
        StatusCode::UNAUTHORIZED,
        "UNAUTHENTICATED",
        "a good bearer token is needed",
    );
    let mut response = problem.into_response();
    response
        .headers_mut()
        .insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    response
}
