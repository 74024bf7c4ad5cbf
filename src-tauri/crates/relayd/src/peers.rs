//! Introducing the sandbox to the engine: its organisation, targets for its receivers, and a token for its OA.
//!
//! What an operator has changed stays: a directory that is there is left alone, and of a target that is there only
//! the server address is set anew, because the receivers listen on other ports at every start.

use domain::directory::DirectoryDocument;
use domain::target::TargetConfig;
use engine::{Engine, EngineError, Scope};
use sandbox::Sandbox;

/// Name of the simulated OA's token.
const TOKEN_NAME: &str = "sandbox";

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
    if engine.directory().document().persons.is_empty() {
        let document: DirectoryDocument = serde_json::from_value(sandbox.directory())?;
        engine.replace_directory(document).await?;
    }
    for target in sandbox.targets() {
        let wanted: TargetConfig = serde_json::from_value(target)?;
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
                engine.update_target(target.id, config).await?;
            }
            None => {
                engine.create_target(wanted).await?;
            }
        }
    }
    // The text of the token of an earlier start is known to nobody any more.
    for token in engine
        .tokens()
        .into_iter()
        .filter(|token| token.name == TOKEN_NAME)
    {
        engine.revoke_token(token.id).await?;
    }
    let token = engine
        .create_token(TOKEN_NAME.to_owned(), vec![Scope::Intake])
        .await?;
    Ok(token.token)
}
