//! A sandbox to try the product in without touching a real system (row D3): a simulated OA that feeds the intake over
//! real HTTP, and simulated receivers that speak their real protocols on loopback.
//!
//! The peers are written from the public facts about the protocols and from the published contract; they share no code
//! with the product's own suites, so that a misreading on one side is not hidden by the other. Guarantees: nothing
//! listens outside loopback; memory is bounded; the same seed makes the same organisation; [`Sandbox::stop`] ends
//! every task.

mod accounts;
mod clock;
mod control;
mod oa;
mod organisation;
mod random;
mod receivers;
mod targets;

use std::io;
use std::sync::Arc;

use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use utoipa_axum::router::OpenApiRouter;

use crate::accounts::{Accounts, E10, ECOLOGY, ESB, LANDRAY, LANDRAY_USER, OA, PORTAL, WISEDU};
use crate::oa::{Interface, Oa};
use crate::organisation::Organisation;
use crate::receivers::{Ecology, Identity, Landray, Peer, Receiver};

/// How a sandbox is made.
#[derive(Debug, Clone, Copy)]
pub struct SandboxOptions {
    /// Decides the organisation, the walk and what the receivers let callers in with.
    pub seed: u64,
}

struct Inner {
    organisation: Arc<Organisation>,
    oa: Oa,
    interface: Interface,
    /// Where the OA's own interfaces listen.
    oa_door: Arc<Receiver>,
    receivers: Vec<Arc<Receiver>>,
    accounts: Accounts,
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
        let accounts = Accounts::of(options.seed);
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let mut receivers = Vec::new();
        for (identity, peer) in peers(&organisation, &accounts) {
            receivers.push(Receiver::start(identity, peer, (&tasks, stop.clone())).await?);
        }
        let oa = Oa::start(Arc::clone(&organisation), options.seed, (&tasks, stop.clone()));
        let interface = Interface::new(oa.clone(), Arc::clone(&organisation), accounts.oa.clone());
        let oa_door = Receiver::start(OA, Box::new(interface.clone()), (&tasks, stop.clone())).await?;
        tasks.close();
        Ok(Self(Arc::new(Inner {
            organisation,
            oa,
            interface,
            oa_door,
            receivers,
            accounts,
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
        targets::ready_made(&self.0.receivers, &self.0.accounts)
    }

    /// How the OA's own interfaces are reached (the shape of `PUT /api/v1/oa`).
    pub fn oa_connection(&self) -> Value {
        targets::oa_connection(&self.0.oa_door, &self.0.accounts)
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

    fn interface(&self) -> &Interface {
        &self.0.interface
    }

    fn oa_door(&self) -> &Arc<Receiver> {
        &self.0.oa_door
    }

    fn organisation(&self) -> &Organisation {
        &self.0.organisation
    }

    fn receivers(&self) -> &[Arc<Receiver>] {
        &self.0.receivers
    }
}

/// Every simulated receiver, in the order in which they are shown.
fn peers(people: &Arc<Organisation>, accounts: &Accounts) -> Vec<(Identity, Box<dyn Peer>)> {
    let people = || Arc::clone(people);
    let landray = Landray::new(people(), LANDRAY_USER, &accounts.landray_password);
    let esb = receivers::Esb::new(people(), accounts.esb.clone(), &accounts.action_flow);
    vec![
        (ECOLOGY, Box::new(Ecology::new(people()))),
        (LANDRAY, Box::new(landray)),
        (E10, Box::new(receivers::E10::new(people(), accounts.e10.clone()))),
        (ESB, Box::new(esb)),
        (
            WISEDU,
            Box::new(receivers::Wisedu::new(people(), accounts.wisedu.clone())),
        ),
        (
            PORTAL,
            Box::new(receivers::Portal::new(people(), accounts.portal.clone())),
        ),
    ]
}

/// The description of the control operations alone, for a document that is made while no sandbox runs.
pub fn control_description() -> utoipa::openapi::OpenApi {
    control::operations().split_for_parts().1
}
