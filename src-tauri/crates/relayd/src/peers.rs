//! Introducing the sandbox to the engine: its organisation, targets for its receivers, and a token for its OA.
//!
//! What an operator has changed stays: a directory that is there is left alone, and of a target that is there only
//! the server address is set anew, because the receivers listen on other ports at every start.

use domain::directory::DirectoryDocument;
use domain::oa::OaConnection;
use domain::target::{PushType, TargetConfig};
use engine::{Actor, Engine, EngineError, NewAdapter, Scope};
use sandbox::Sandbox;

/// Name of the simulated OA's token.
const TOKEN_NAME: &str = "sandbox";
/// What the audit trail calls the sandbox.
const ACTOR: &str = "sandbox";

/// The sandbox could not be introduced.
#[derive(Debug, thiserror::Error)]
pub enum PeersError {
    /// What the sandbox offers does not have the shape of the contract.
    #[error("the sandbox offers what the engine cannot read")]
    Unreadable(#[from] serde_json::Error),
    /// The engine did not take it.
    #[error("the engine does not take what the sandbox offers: {fields}")]
    Refused {
        /// The fields at fault, in words.
        fields: String,
    },
    /// The engine could not take it.
    #[error("the engine cannot take what the sandbox offers")]
    Engine(#[source] EngineError),
}

impl From<EngineError> for PeersError {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Invalid(fields) => {
                let words: Vec<_> = fields
                    .iter()
                    .map(|field| format!("{} {}", field.path, field.message))
                    .collect();
                Self::Refused {
                    fields: words.join("; "),
                }
            }
            other => Self::Engine(other),
        }
    }
}

/// Puts the sandbox's organisation and targets in; answers the token that its OA hands batches in with.
pub(crate) async fn introduce(engine: &Engine, sandbox: &Sandbox) -> Result<String, PeersError> {
    let by = Actor::named(ACTOR);
    keep_examples(engine, &by).await?;
    if engine.directory().document().persons.is_empty() {
        let document: DirectoryDocument = serde_json::from_value(sandbox.directory())?;
        engine.replace_directory(&by, document).await?;
    }
    connect_oa(engine, &by, serde_json::from_value(sandbox.oa_connection())?).await?;
    for target in sandbox.targets() {
        let wanted: TargetConfig = serde_json::from_value(target)?;
        if wanted.push_type == PushType::Custom {
            engine.offer_playground(wanted.server.clone());
        }
        let there = engine
            .targets()
            .into_iter()
            .find(|target| target.config.identifier == wanted.identifier);
        match there {
            Some(target) => {
                let config = TargetConfig {
                    server: wanted.server,
                    ..target.config
                };
                engine.update_target(&by, target.id, config).await?;
            }
            None => {
                engine.create_target(&by, wanted).await?;
            }
        }
    }
    // The text of the token of an earlier start is known to nobody any more.
    for token in engine
        .tokens()
        .into_iter()
        .filter(|token| token.name == TOKEN_NAME)
    {
        engine.revoke_token(&by, token.id).await?;
    }
    let token = engine
        .create_token(&by, TOKEN_NAME.to_owned(), vec![Scope::Intake])
        .await?;
    Ok(token.token)
}

/// The OA's interfaces are connected where none are; of those that an earlier sandbox connected only the address is set
/// anew.
async fn connect_oa(engine: &Engine, by: &Actor, wanted: OaConnection) -> Result<(), EngineError> {
    let connection = match engine.oa().connection {
        None => wanted,
        Some(known) if known.app_id == wanted.app_id => OaConnection {
            server: wanted.server,
            ..known
        },
        Some(_) => return Ok(()),
    };
    engine.replace_oa(by, connection).await.map(|_| ())
}

/// The example adapters are kept as files, since the simulated portal's target runs one; what an operator has made of a
/// class stays.
async fn keep_examples(engine: &Engine, by: &Actor) -> Result<(), PeersError> {
    let there = engine.adapters().await?;
    for example in suites::adapter_examples() {
        if there.iter().any(|known| known.class == example.class) {
            continue;
        }
        let new = NewAdapter {
            class: example.class.to_string(),
            source: example.source.to_string(),
        };
        engine.create_adapter(by, new).await?;
    }
    Ok(())
}
