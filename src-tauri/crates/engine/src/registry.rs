//! What is configured now, compiled: the directory and every target with its plan, its suite and its client.
//!
//! A [`Snapshot`] never changes; a change of the configuration makes a new one. Planning takes the snapshot of the
//! moment in which it runs inside the writer's transaction.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use domain::directory::Directory;
use domain::fields::FieldError;
use domain::ids::{PersonId, TargetId};
use domain::installation::Installation;
use domain::plan::{Conversion, CreatorNeed, CreatorNeeds, TargetPlan};
use domain::target::TargetConfig;
use secrets::Secrets;
use store::table::hold::Hold;
use store::table::target::Target;
use suites::{Adapter, Suite};
use transport::{Client, ClientOptions};

use crate::addresses::Addresses;
use crate::secret_params::{self, Owner};
use crate::session::Session;

/// What it takes to send to a target.
#[derive(Debug)]
pub(crate) struct Sender {
    pub(crate) suite: Suite,
    pub(crate) client: Client,
    /// What the receiver gave at the sign-on; one for all lanes.
    pub(crate) session: Session,
}

/// What a target's configuration refers to and does not hold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Belongings {
    /// Its mapping table (row T6).
    pub(crate) mapping: Arc<HashMap<PersonId, String>>,
    /// The adapter that it runs (row S7).
    pub(crate) adapter: Option<Arc<Adapter>>,
    /// A person holds it (row F1): nothing is sent.
    pub(crate) hold: Option<Hold>,
}

/// One target, compiled.
#[derive(Debug)]
pub(crate) struct ActiveTarget {
    pub(crate) target: Target,
    pub(crate) plan: TargetPlan,
    /// Nothing can be sent without it; the text says why there is none.
    pub(crate) sender: Result<Arc<Sender>, String>,
    pub(crate) belongings: Belongings,
    creator: CreatorNeeds,
}

impl ActiveTarget {
    /// Compiles a target. A secret that cannot be had, or a setting that has become invalid, blocks its sending and
    /// nothing else: events are still planned for it.
    pub(crate) async fn build(
        target: Target,
        belongings: Belongings,
        secrets: &Secrets,
        directory: &Directory,
    ) -> Self {
        let sender = sender(&target, &belongings, secrets).await;
        let creator = match &sender {
            Ok(sender) => needs_of(&sender.suite),
            // The need does not hang on any secret.
            Err(_) => {
                let any = |_: &str| Some(String::from("-"));
                let suite = Suite::build(&target.config, belongings.adapter.as_ref(), &any);
                suite.map_or(CreatorNeed::Optional.into(), |suite| needs_of(&suite))
            }
        };
        let conversion = Conversion {
            creator,
            mapping: Arc::clone(&belongings.mapping),
        };
        let plan = TargetPlan::new(target.id, &target.config, conversion, directory);
        Self {
            target,
            plan,
            sender,
            belongings,
            creator,
        }
    }

    /// The same target under another directory.
    pub(crate) fn replanned(&self, directory: &Directory) -> Self {
        self.remapped(Arc::clone(&self.belongings.mapping), directory)
    }

    /// The same target with another mapping table.
    pub(crate) fn remapped(&self, mapping: Arc<HashMap<PersonId, String>>, directory: &Directory) -> Self {
        let conversion = Conversion {
            creator: self.creator,
            mapping: Arc::clone(&mapping),
        };
        let plan = TargetPlan::new(self.target.id, &self.target.config, conversion, directory);
        Self {
            target: self.target.clone(),
            plan,
            sender: self.sender.clone(),
            belongings: Belongings {
                mapping,
                ..self.belongings.clone()
            },
            creator: self.creator,
        }
    }

    /// The same target, held or released.
    pub(crate) fn held(&self, hold: Option<Hold>, directory: &Directory) -> Self {
        let mut same = self.replanned(directory);
        same.belongings.hold = hold;
        same
    }

    pub(crate) fn id(&self) -> TargetId {
        self.target.id
    }

    pub(crate) fn config(&self) -> &TargetConfig {
        &self.target.config
    }
}

fn needs_of(suite: &Suite) -> CreatorNeeds {
    CreatorNeeds::of(|data_set| match suite.needs_creator(data_set) {
        true => CreatorNeed::Required,
        false => CreatorNeed::Optional,
    })
}

async fn sender(target: &Target, belongings: &Belongings, secrets: &Secrets) -> Result<Arc<Sender>, String> {
    let adapter = belongings.adapter.as_ref();
    let names = secret_params::names(&target.config, adapter);
    let owner = Owner::Target(target.id);
    let revealed = secret_params::reveal_all(owner, (&target.config.params, &names), secrets).await?;
    let reveal = |name: &str| revealed.get(name).map(|secret| secret.reveal().to_owned());
    let suite = Suite::build(&target.config, adapter, &reveal).map_err(|fields| in_words(&fields))?;
    let client = Client::new(client_options(&target.config)).map_err(|error| error.to_string())?;
    Ok(Arc::new(Sender {
        suite,
        client,
        session: Session::default(),
    }))
}

pub(crate) fn client_options(config: &TargetConfig) -> ClientOptions {
    let delivery = config.delivery;
    let total = Duration::from_millis(delivery.timeout_ms.into());
    ClientOptions {
        base_url: config.server.base_url(),
        tls: config.tls.clone(),
        proxy: config.proxy.clone(),
        connect_timeout: Duration::from_millis(delivery.connect_timeout_ms.into()).min(total),
        total_timeout: total,
        most_body: transport::MOST_BODY,
        most_connections: delivery.concurrency.into(),
    }
}

pub(crate) fn in_words(fields: &[FieldError]) -> String {
    let words: Vec<String> = fields
        .iter()
        .map(|field| format!("{} {}", field.path, field.message))
        .collect();
    words.join("; ")
}

/// Everything that is configured, at one moment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Snapshot {
    pub(crate) directory: Arc<Directory>,
    pub(crate) targets: BTreeMap<TargetId, Arc<ActiveTarget>>,
    pub(crate) addresses: Arc<Addresses>,
    pub(crate) installation: Arc<Installation>,
}

/// The snapshot of now.
#[derive(Debug, Default)]
pub(crate) struct Registry(RwLock<Arc<Snapshot>>);

impl Registry {
    pub(crate) fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Makes the next snapshot of this one. Cost: a copy of the list of targets.
    fn change(&self, change: impl FnOnce(&mut Snapshot)) {
        let mut current = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let mut next = Snapshot::clone(&current);
        change(&mut next);
        *current = Arc::new(next);
    }

    /// Puts a target in, or in the place of the one with its id.
    pub(crate) fn put(&self, target: Arc<ActiveTarget>) {
        self.change(|next| {
            next.targets.insert(target.id(), target);
        });
    }

    /// Takes a target out, and with it what is bound to it.
    pub(crate) fn remove(&self, id: TargetId) {
        self.change(|next| {
            next.targets.remove(&id);
            next.addresses = Arc::new(next.addresses.without_target(id));
        });
    }

    /// Changes the directory and plans every target anew. Cost: the rules of all targets; who reads meanwhile does not
    /// wait, and whoever changes something takes its turn.
    pub(crate) fn put_directory(&self, directory: Arc<Directory>) {
        let mut next = Snapshot::clone(&self.now());
        for target in next.targets.values_mut() {
            *target = Arc::new(target.replanned(&directory));
        }
        next.directory = directory;
        self.put_back(Arc::new(next));
    }

    /// Puts a whole snapshot in: one that was made outside, or the one before a change that failed.
    pub(crate) fn put_back(&self, snapshot: Arc<Snapshot>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
    }

    /// Changes the push addresses.
    pub(crate) fn put_addresses(&self, addresses: Addresses) {
        self.change(|next| next.addresses = Arc::new(addresses));
    }

    /// Changes what is set for the installation.
    pub(crate) fn put_installation(&self, installation: Installation) {
        self.change(|next| next.installation = Arc::new(installation));
    }
}
