//! Operations on the simulated OA's own interfaces: what goes wrong with its sign-on, and what happens to its people.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::SandboxProblem;
use super::shapes::SandboxReceiver;
use crate::Sandbox;
use crate::oa::{Change, ChangeRefused, GateCounts};

/// The OA's own interfaces.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxInterface {
    /// Where they listen, what arrived there, and the trouble that they are in.
    door: SandboxReceiver,
    /// Registrations of applications.
    registered: u64,
    /// Tokens given out.
    issued: u64,
    /// Registrations and applications that were refused.
    refused: u64,
    /// Calls with a token or an operator that is not good.
    turned_away: u64,
    /// Whether the list of persons grows while it is read page by page.
    unsteady: bool,
}

impl SandboxInterface {
    pub(crate) fn of(sandbox: &Sandbox) -> Self {
        let GateCounts {
            registered,
            issued,
            refused,
            turned_away,
        } = sandbox.interface().counts();
        Self {
            door: SandboxReceiver::of(sandbox.oa_door()),
            registered,
            issued,
            refused,
            turned_away,
            unsteady: sandbox.interface().is_unsteady(),
        }
    }
}

/// Settings of the OA's interfaces.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct SandboxInterfaceSettings {
    /// Whether the list of persons grows while it is read page by page.
    unsteady: bool,
}

/// What happens.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SandboxInterfaceAction {
    /// Every token is forgotten.
    ForgetTokens,
    /// Somebody else registers the application anew: what was given out before is worthless.
    ReplaceKeys,
    /// A person more.
    Join,
    /// A person leaves.
    Leave,
    /// A person goes to another department.
    Transfer,
}

/// Something happens.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct SandboxInterfaceAct {
    /// What.
    action: SandboxInterfaceAction,
    /// Who leaves or moves; somebody where it is left out.
    #[serde(default)]
    person: Option<String>,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxInterfaceActed {
    /// To whom it happened.
    person: Option<String>,
    /// The interfaces afterwards.
    interface: SandboxInterface,
}

/// Changes how the interfaces behave.
#[utoipa::path(
    put, path = "/api/v1/sandbox/oa/interface", tag = "sandbox", operation_id = "putSandboxInterface",
    request_body = SandboxInterfaceSettings,
    responses(
        (status = 200, body = SandboxInterface),
        (status = 400, body = SandboxProblem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn put(
    State(sandbox): State<Sandbox>,
    body: Result<Json<SandboxInterfaceSettings>, JsonRejection>,
) -> Result<Json<SandboxInterface>, SandboxProblem> {
    let Json(settings) = body?;
    sandbox.interface().set_unsteady(settings.unsteady);
    Ok(Json(SandboxInterface::of(&sandbox)))
}

/// Lets something happen to the sign-on or to a person.
#[utoipa::path(
    post, path = "/api/v1/sandbox/oa/interface", tag = "sandbox", operation_id = "actOnSandboxInterface",
    request_body = SandboxInterfaceAct,
    responses(
        (status = 200, body = SandboxInterfaceActed),
        (status = 400, body = SandboxProblem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn act(
    State(sandbox): State<Sandbox>,
    body: Result<Json<SandboxInterfaceAct>, JsonRejection>,
) -> Result<Json<SandboxInterfaceActed>, SandboxProblem> {
    let Json(act) = body?;
    let interface = sandbox.interface();
    let change = |change| {
        let changed = interface.change(change, act.person.as_deref()).map(Some);
        changed.map_err(|refused| {
            let code = match refused {
                ChangeRefused::Unknown => "UNKNOWN",
                ChangeRefused::Gone => "GONE",
            };
            SandboxProblem::field("/person", code, refused.to_string())
        })
    };
    let person = match act.action {
        SandboxInterfaceAction::ForgetTokens => {
            interface.forget_tokens();
            None
        }
        SandboxInterfaceAction::ReplaceKeys => {
            interface.replace_keys();
            None
        }
        SandboxInterfaceAction::Join => change(Change::Join)?,
        SandboxInterfaceAction::Leave => change(Change::Leave)?,
        SandboxInterfaceAction::Transfer => change(Change::Transfer)?,
    };
    Ok(Json(SandboxInterfaceActed {
        person,
        interface: SandboxInterface::of(&sandbox),
    }))
}
