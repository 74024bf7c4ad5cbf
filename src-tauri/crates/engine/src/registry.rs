//! What is configured now, compiled: the directory and every target with its plan, its suite and its client.
//!
//! A [`Snapshot`] never changes; a change of the configuration makes a new one. Planning takes the snapshot of the
//! moment in which it runs inside the writer's transaction.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use domain::directory::Directory;
use domain::fields::FieldError;
use domain::ids::TargetId;
use domain::plan::{CreatorNeed, TargetPlan};
use domain::target::{DeliveryOptions, ServerAddress, TargetConfig, TlsOptions};
use secrets::Secrets;
use store::table::target::Target;
use suites::Suite;
use transport::{Client, ClientOptions};

use crate::secret_params;

/// What it takes to send to a target.
#[derive(Debug)]
pub(crate) struct Sender {
    pub(crate) suite: Suite,
    pub(crate) client: Client,
}

/// One target, compiled.
#[derive(Debug)]
pub(crate) struct ActiveTarget {
    pub(crate) target: Target,
    pub(crate) plan: TargetPlan,
    /// Nothing can be sent without it; the text says why there is none.
    pub(crate) sender: Result<Arc<Sender>, String>,
    creator: CreatorNeed,
}

impl ActiveTarget {
    /// Compiles a target. A secret that cannot be had, or a setting that has become invalid, blocks its sending and
    /// nothing else: events are still planned for it.
    pub(crate) async fn build(target: Target, secrets: &Secrets, directory: &Directory) -> Self {
        let sender = sender(&target, secrets).await;
        let creator = match &sender {
            Ok(sender) if !sender.suite.needs_creator() => CreatorNeed::Optional,
            Ok(_) => CreatorNeed::Required,
            // The need does not hang on any secret.
            Err(_) => match Suite::build(&target.config, &|_| Some(String::from("-"))) {
                Ok(suite) if suite.needs_creator() => CreatorNeed::Required,
                _ => CreatorNeed::Optional,
            },
        };
        let plan = TargetPlan::new(target.id, &target.config, creator, directory);
        Self {
            target,
            plan,
            sender,
            creator,
        }
    }

    /// The same target under another directory.
    fn replanned(&self, directory: &Directory) -> Self {
        let plan = TargetPlan::new(self.target.id, &self.target.config, self.creator, directory);
        Self {
            target: self.target.clone(),
            plan,
            sender: self.sender.clone(),
            creator: self.creator,
        }
    }

    pub(crate) fn id(&self) -> TargetId {
        self.target.id
    }

    pub(crate) fn config(&self) -> &TargetConfig {
        &self.target.config
    }
}

async fn sender(target: &Target, secrets: &Secrets) -> Result<Arc<Sender>, String> {
    let revealed = secret_params::reveal_all(target, secrets).await?;
    let reveal = |name: &str| revealed.get(name).map(|secret| secret.reveal().to_owned());
    let suite = Suite::build(&target.config, &reveal).map_err(|fields| in_words(&fields))?;
    let config = &target.config;
    let client = Client::new(client_options(&config.server, &config.tls, config.delivery))
        .map_err(|error| error.to_string())?;
    Ok(Arc::new(Sender { suite, client }))
}

pub(crate) fn client_options(
    server: &ServerAddress,
    tls: &TlsOptions,
    delivery: DeliveryOptions,
) -> ClientOptions {
    let total = Duration::from_millis(delivery.timeout_ms.into());
    ClientOptions {
        base_url: server.base_url(),
        tls: tls.clone(),
        connect_timeout: Duration::from_millis(delivery.connect_timeout_ms.into()).min(total),
        total_timeout: total,
        most_body: transport::MOST_BODY,
        most_connections: delivery.concurrency.into(),
    }
}

fn in_words(fields: &[FieldError]) -> String {
    let words: Vec<String> = fields
        .iter()
        .map(|field| format!("{} {}", field.path, field.message))
        .collect();
    words.join("; ")
}

/// Everything that is configured, at one moment.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    pub(crate) directory: Arc<Directory>,
    pub(crate) targets: BTreeMap<TargetId, Arc<ActiveTarget>>,
}

/// The snapshot of now.
#[derive(Debug, Default)]
pub(crate) struct Registry(RwLock<Arc<Snapshot>>);

impl Registry {
    pub(crate) fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn change(&self, change: impl FnOnce(&Snapshot) -> Snapshot) -> Arc<Snapshot> {
        let mut current = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let next = Arc::new(change(&current));
        *current = Arc::clone(&next);
        next
    }

    /// Puts a target in, or in the place of the one with its id. Cost: a copy of the list of targets.
    pub(crate) fn put(&self, target: Arc<ActiveTarget>) {
        self.change(|now| {
            let mut targets = now.targets.clone();
            targets.insert(target.id(), target);
            Snapshot {
                directory: Arc::clone(&now.directory),
                targets,
            }
        });
    }

    /// Takes a target out.
    pub(crate) fn remove(&self, id: TargetId) {
        self.change(|now| {
            let mut targets = now.targets.clone();
            targets.remove(&id);
            Snapshot {
                directory: Arc::clone(&now.directory),
                targets,
            }
        });
    }

    /// Changes the directory and plans every target anew. Cost: the rules of all targets.
    pub(crate) fn put_directory(&self, directory: Arc<Directory>) {
        self.change(|now| {
            let replan = |target: &Arc<ActiveTarget>| Arc::new(target.replanned(&directory));
            let targets = now
                .targets
                .iter()
                .map(|(id, target)| (*id, replan(target)))
                .collect();
            Snapshot {
                directory: Arc::clone(&directory),
                targets,
            }
        });
    }
}
