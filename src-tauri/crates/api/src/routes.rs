//! The routes, one file per thing that is asked about. A handler reads the request, asks the engine, and answers what
//! the engine says; it decides nothing of its own.

mod connection_tests;
mod deliveries;
mod directory;
mod health;
mod intake;
mod live;
mod metrics;
mod openings;
mod overview;
mod paging;
mod push_types;
mod system;
mod targets;
mod tokens;

use axum::response::{IntoResponse, Response};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::open::Door;
use crate::problem::Problem;

/// Every operation of the engine, not yet bound to one.
pub(crate) fn operations() -> OpenApiRouter<Door> {
    OpenApiRouter::new()
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .routes(routes!(metrics::metrics))
        .routes(routes!(system::get_system))
        .routes(routes!(intake::take_batch))
        .routes(routes!(deliveries::list_deliveries))
        .routes(routes!(deliveries::get_delivery))
        .routes(routes!(targets::list_targets, targets::create_target))
        .routes(routes!(
            targets::get_target,
            targets::update_target,
            targets::delete_target
        ))
        .routes(routes!(targets::get_deletion_impact))
        .routes(routes!(targets::dry_run_target))
        .routes(routes!(push_types::list_push_types))
        .routes(routes!(connection_tests::test_connection))
        .routes(routes!(directory::get_directory, directory::replace_directory))
        .routes(routes!(directory::list_persons))
        .routes(routes!(overview::get_overview))
        .routes(routes!(live::stream_live))
        .routes(routes!(openings::list_openings))
        .routes(routes!(tokens::list_tokens, tokens::create_token))
        .routes(routes!(tokens::revoke_token))
}

/// Anything under `/api` that is not there: a problem, never the console's page.
pub(crate) async fn no_such_path() -> Response {
    Problem::not_found("there is no such path").into_response()
}
