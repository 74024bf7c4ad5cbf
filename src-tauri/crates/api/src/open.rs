//! Opening the interface on an engine: one router with every operation, and the document that describes it.

use axum::Router;
use axum::extract::FromRef;
use axum::http::HeaderName;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::from_fn;
use axum::routing::{any, get};
use bytes::Bytes;
use utoipa::openapi::OpenApi;

use crate::document;
use crate::extract::BodyBudget;
use crate::routes;
use crate::trace::trace;
use engine::Engine;

/// What is mounted beside the engine's own operations.
#[derive(Default)]
pub struct Extra {
    /// The operations, while what they are about runs; without them their paths are not found.
    pub router: Option<Router>,
    /// Their description, which is published whether they run or not.
    pub document: OpenApi,
}

/// Whether simulated peers run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sandboxed {
    Yes,
    No,
}

/// What handlers are given.
#[derive(Clone)]
pub(crate) struct Door {
    engine: Engine,
    budget: BodyBudget,
    sandboxed: Sandboxed,
}

impl Door {
    pub(crate) fn sandboxed(&self) -> Sandboxed {
        self.sandboxed
    }
}

impl FromRef<Door> for Engine {
    fn from_ref(door: &Door) -> Self {
        door.engine.clone()
    }
}

impl FromRef<Door> for BodyBudget {
    fn from_ref(door: &Door) -> Self {
        door.budget.clone()
    }
}

/// The document that describes every operation, those of `extra` among them.
pub fn describe(extra: OpenApi) -> OpenApi {
    document::complete(routes::operations().split_for_parts().1, extra)
}

/// Every operation on `engine`, without any check of who is asking: the in-process door. [`crate::guarded`] makes a
/// socket door of it.
pub fn open(engine: Engine, extra: Extra) -> Router {
    let sandboxed = if extra.router.is_some() {
        Sandboxed::Yes
    } else {
        Sandboxed::No
    };
    let (operations, description) = routes::operations().split_for_parts();
    let published = published(&document::complete(description, extra.document));
    let door = Door {
        engine,
        budget: BodyBudget::default(),
        sandboxed,
    };
    let json: [(HeaderName, &str); 1] = [(CONTENT_TYPE, "application/json")];
    let mut router = operations
        .with_state(door)
        .route("/api/openapi.json", get(async move || (json, published.clone())))
        .route("/api", any(routes::no_such_path))
        .route("/api/", any(routes::no_such_path))
        .route("/api/{*rest}", any(routes::no_such_path));
    if let Some(extra) = extra.router {
        router = router.merge(extra);
    }
    router.layer(from_fn(trace))
}

/// Shared by all answers: a caller that does not read its own costs no copy.
fn published(document: &OpenApi) -> Bytes {
    document
        .to_json()
        .expect("a document of plain strings and maps can be written as JSON")
        .into()
}
