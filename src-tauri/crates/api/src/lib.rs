//! The one HTTP interface of the engine: console, intake, health and metrics.
//!
//! [`open`] makes the router: every operation, none of the checks. That is the in-process door, which the desktop
//! shell calls. [`guarded`] puts the checks of a socket before it (Host, Origin, token, scope) and the console's pages
//! behind it. Both answer the same, so a console is one program with two hosts. [`describe`] gives the OpenAPI
//! document, of which a snapshot is committed beside this crate and compared by a test.
//!
//! What it guarantees:
//!
//! * an error is a problem document with a stable code and a trace id, whoever made it;
//! * bad input names each wrong field, and nothing of it is taken;
//! * a body is bounded while it is read, and so are all bodies together and every live stream;
//! * a route needs a token unless it is listed as one that does not.

mod document;
mod extract;
mod guard;
mod live;
mod open;
mod problem;
mod recent_log;
mod routes;
mod trace;

pub use guard::{GuardOptions, guarded};
pub use open::{Extra, describe, open};
pub use problem::{Document, PROBLEM_JSON, Problem};
pub use recent_log::{RecentLog, recent_log};
pub use trace::TRACE_HEADER;
