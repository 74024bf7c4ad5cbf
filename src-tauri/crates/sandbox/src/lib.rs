//! A sandbox to try the product in without touching a real system (row D3): a simulated OA that feeds the intake over
//! real HTTP, and simulated receivers that speak their real protocols on loopback.
//!
//! The peers are written from the public facts about the protocols and from the published contract; they share no code
//! with the product's own suites, so that a misreading on one side is not hidden by the other. Guarantees: nothing
//! listens outside loopback; memory is bounded; the same seed makes the same organisation; [`Sandbox::stop`] ends
//! every task.

mod clock;
mod control;
mod oa;
mod organisation;
mod random;
mod receivers;

use std::io;
use std::sync::Arc;

use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use utoipa_axum::router::OpenApiRouter;

use crate::oa::Oa;
use crate::organisation::Organisation;
use crate::receivers::{Ecology, Landray, Receiver};

const LANDRAY_USER: &str = "todo-relay";
/// Address of the simulated OA as receivers' links name it; nothing answers there.
const OA_ADDRESS: &str = "http://oa.sandbox.local";

/// How a sandbox is made.
#[derive(Debug, Clone, Copy)]
pub struct SandboxOptions {
    /// Decides the organisation, the walk and the Landray account's password.
    pub seed: u64,
}

struct Inner {
    organisation: Arc<Organisation>,
    oa: Oa,
    receivers: Vec<Arc<Receiver>>,
    landray_password: String,
    tasks: TaskTracker,
    stop: CancellationToken,
}

/// The simulated OA with its organisation, and the simulated receivers. Cheap to clone.
#[derive(Clone)]
pub struct Sandbox(Arc<Inner>);

impl Sandbox {
    /// Binds every receiver on a free port of 127.0.0.1 and starts their tasks. The OA is silent until
    /// [`Self::connect_intake`].
    ///
    /// # Errors
    /// A port could not be bound.
    pub async fn start(options: SandboxOptions) -> io::Result<Self> {
        let organisation = Arc::new(Organisation::of(options.seed));
        let landray_password = format!("ekp-{:016x}", random::Dice::new(options.seed ^ 0xe4b).next());
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let ecology = Ecology::new(Arc::clone(&organisation));
        let landray = Landray::new(Arc::clone(&organisation), LANDRAY_USER, &landray_password);
        let receivers = vec![
            Receiver::start(ECOLOGY, Box::new(ecology), (&tasks, stop.clone())).await?,
            Receiver::start(LANDRAY, Box::new(landray), (&tasks, stop.clone())).await?,
        ];
        let oa = Oa::start(Arc::clone(&organisation), options.seed, (&tasks, stop.clone()));
        tasks.close();
        Ok(Self(Arc::new(Inner {
            organisation,
            oa,
            receivers,
            landray_password,
            tasks,
            stop,
        })))
    }

    /// The organisation as the contract's directory document.
    pub fn directory(&self) -> Value {
        serde_json::to_value(&*self.0.organisation).expect("the organisation is plain text fields")
    }

    /// Ready-made targets (contract shape), enabled, that point at the receivers where they listen now.
    pub fn targets(&self) -> Vec<Value> {
        let server = |receiver: &Receiver| json!({ "scheme": "http", "authority": receiver.address().to_string(), "basePath": "" });
        let [ecology, landray] = [ECOLOGY, LANDRAY].map(|identity| {
            let receiver = self
                .0
                .receivers
                .iter()
                .find(|receiver| receiver.identity().id == identity.id);
            receiver.map_or(Value::Null, |receiver| server(receiver))
        });
        vec![
            json!({
                "identifier": receivers::SYSCODE, "name": ECOLOGY.zh, "enabled": true, "pushType": "ecology",
                "server": ecology, "personKey": "userId",
                "params": { "sysCode": receivers::SYSCODE, "toViewRemark": false },
            }),
            json!({
                "identifier": "sandbox-landray", "name": LANDRAY.zh, "enabled": true, "pushType": "landray",
                "server": landray, "personKey": "loginId",
                "params": {
                    "appName": "sandbox-oa", "username": LANDRAY_USER, "password": self.0.landray_password,
                    "oaAddress": OA_ADDRESS, "ekpUserKey": "LoginName",
                },
            }),
        ]
    }

    /// From now on the OA posts its batches to `{base_url}/api/v1/intake/batches` with this bearer token.
    pub fn connect_intake(&self, base_url: String, token: String) {
        self.0.oa.connect(&base_url, &token);
    }

    /// The control operations, under `/api/v1/sandbox`. Who may call them is for the caller to decide.
    pub fn router(&self) -> OpenApiRouter {
        control::operations().with_state(self.clone())
    }

    /// Stops every task and closes every socket; answers when all have ended.
    pub async fn stop(&self) {
        self.0.stop.cancel();
        self.0.tasks.wait().await;
    }

    fn oa(&self) -> &Oa {
        &self.0.oa
    }

    fn organisation(&self) -> &Organisation {
        &self.0.organisation
    }

    fn receivers(&self) -> &[Arc<Receiver>] {
        &self.0.receivers
    }
}

const ECOLOGY: receivers::Identity = receivers::Identity {
    id: "ecology",
    zh: "沙箱·泛微门户",
    en: "Sandbox · Weaver portal",
};
const LANDRAY: receivers::Identity = receivers::Identity {
    id: "landray",
    zh: "沙箱·蓝凌EKP",
    en: "Sandbox · Landray EKP",
};

/// The description of the control operations alone, for a document that is made while no sandbox runs.
pub fn control_description() -> utoipa::openapi::OpenApi {
    control::operations().split_for_parts().1
}
