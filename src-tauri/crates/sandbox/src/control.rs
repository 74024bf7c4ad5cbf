//! The control face of the sandbox: HTTP operations under `/api/v1/sandbox`. Who may call is decided by whoever mounts
//! it. Bad input is answered as `application/problem+json` and changes nothing.

mod interface;
mod oa;
mod problem;
mod receivers;
mod shapes;

use axum::Json;
use axum::extract::State;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::problem::SandboxProblem;
use self::shapes::SandboxStatus;
use crate::Sandbox;

/// All operations, not yet bound to a sandbox.
pub(crate) fn operations() -> OpenApiRouter<Sandbox> {
    OpenApiRouter::new()
        .routes(routes!(status))
        .routes(routes!(oa::put_oa))
        .routes(routes!(oa::list_requests, oa::start_request))
        .routes(routes!(oa::act_on_request))
        .routes(routes!(interface::act, interface::put))
        .routes(routes!(receivers::list_persons))
        .routes(routes!(receivers::list_items))
        .routes(routes!(receivers::put_trouble))
        .routes(routes!(receivers::forget_sign_ons))
        .routes(routes!(receivers::get_account))
        .routes(routes!(receivers::list_messages))
}

/// The state of the simulated OA and of every simulated receiver.
#[utoipa::path(
    get, path = "/api/v1/sandbox", tag = "sandbox", operation_id = "getSandbox",
    responses((status = 200, body = SandboxStatus))
)]
async fn status(State(sandbox): State<Sandbox>) -> Json<SandboxStatus> {
    Json(SandboxStatus {
        oa: shapes::SandboxOa::of(&sandbox),
        interface: interface::SandboxInterface::of(&sandbox),
        receivers: sandbox
            .receivers()
            .iter()
            .map(|receiver| shapes::SandboxReceiver::of(receiver))
            .collect(),
    })
}
