//! Bearer tokens: made at random, kept as hashes, looked up in memory.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{PoisonError, RwLock};

use chrono::Utc;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::table::audit::ObjectKind;
use store::table::token::{self, Scope, TokenEntry};
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;

/// What begins every token, so that one that has leaked is recognised as ours.
const PREFIX: &str = "tr_";

/// A token that was just made; its text is shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewToken {
    /// Given by the store.
    pub id: i64,
    /// What the operator called it.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// The token itself.
    pub token: String,
}

impl std::fmt::Debug for NewToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewToken")
            .field("id", &self.id)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// What the bearer of a token may do.
#[derive(Debug, Clone)]
pub struct Grant {
    /// Which token.
    pub token_id: i64,
    /// Whoever bears it, for the audit trail: the token's name.
    pub actor: Actor,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// Becomes cancelled when the token is revoked: what still goes on in its name ends then.
    pub revoked: CancellationToken,
}

/// Every token, by the hash of its text. A look-up takes the hash of what the caller sent as its key, so how long it
/// takes tells nothing about any token.
#[derive(Debug, Default)]
pub(crate) struct Tokens(RwLock<HashMap<String, Kept>>);

#[derive(Debug)]
struct Kept {
    entry: TokenEntry,
    /// Fires when it is dropped, as the token is.
    revoked: DropGuard,
}

impl From<TokenEntry> for Kept {
    fn from(entry: TokenEntry) -> Self {
        Self {
            entry,
            revoked: CancellationToken::new().drop_guard(),
        }
    }
}

impl Tokens {
    pub(crate) fn new(tokens: Vec<(String, TokenEntry)>) -> Self {
        let kept = tokens.into_iter().map(|(hash, entry)| (hash, entry.into()));
        Self(RwLock::new(kept.collect()))
    }

    pub(crate) fn put(&self, hash: String, token: TokenEntry) {
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(hash, token.into());
    }

    pub(crate) fn remove(&self, id: i64) {
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|_, token| token.entry.id != id);
    }

    pub(crate) fn grant(&self, token: &str) -> Option<Grant> {
        let tokens = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let kept = tokens.get(&hash(token))?;
        Some(Grant {
            token_id: kept.entry.id,
            actor: Actor::named(&kept.entry.name),
            scopes: kept.entry.scopes.clone(),
            revoked: kept.revoked.token().clone(),
        })
    }

    pub(crate) fn list(&self) -> Vec<TokenEntry> {
        let tokens = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut list: Vec<TokenEntry> = tokens.values().map(|kept| kept.entry.clone()).collect();
        list.sort_unstable_by_key(|token| token.id);
        list
    }
}

/// A new token's text: 256 random bits.
pub(crate) fn make() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(format!("{PREFIX}{}", hex(&bytes)))
}

pub(crate) fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

impl Engine {
    /// Every token, without its text.
    pub fn tokens(&self) -> Vec<TokenEntry> {
        self.inner.tokens.list()
    }

    /// Makes a token.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for an empty name or no scope.
    pub async fn create_token(
        &self,
        by: &Actor,
        name: String,
        scopes: Vec<Scope>,
    ) -> Result<NewToken, EngineError> {
        if name.trim().is_empty() {
            return Err(EngineError::field("/name", "REQUIRED", "must not be empty"));
        }
        if scopes.is_empty() {
            return Err(EngineError::field(
                "/scopes",
                "REQUIRED",
                "must hold at least one scope",
            ));
        }
        let token = make().map_err(|error| EngineError::Internal {
            detail: error.to_string(),
        })?;
        let hash = hash(&token);
        let now_ms = Utc::now().timestamp_millis();
        let (stored_hash, by) = (hash.clone(), by.clone());
        let insertion = self.inner.store.write(move |tx| {
            let entry = token::insert(tx, &stored_hash, (&name, &scopes), now_ms)?;
            let object = (entry.id, entry.name.as_str());
            by.created(ObjectKind::Token, object, json!(entry))
                .note(tx, now_ms)?;
            Ok(entry)
        });
        let entry = insertion.await?;
        self.inner.tokens.put(hash, entry.clone());
        Ok(NewToken {
            id: entry.id,
            name: entry.name,
            scopes: entry.scopes,
            token,
        })
    }

    /// Makes a token useless from now on; what still goes on in its name ends.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn revoke_token(&self, by: &Actor, id: i64) -> Result<(), EngineError> {
        let known = self.tokens().into_iter().find(|token| token.id == id);
        let entry = known.ok_or(EngineError::NotFound { what: "token" })?;
        let noted = by.deleted(ObjectKind::Token, (id, &entry.name), json!(entry));
        let now_ms = Utc::now().timestamp_millis();
        let deletion = self.inner.store.write(move |tx| {
            let was_there = token::delete(tx, id)?;
            if was_there {
                noted.note(tx, now_ms)?;
            }
            Ok(was_there)
        });
        if !deletion.await? {
            return Err(EngineError::NotFound { what: "token" });
        }
        self.inner.tokens.remove(id);
        Ok(())
    }

    /// What the bearer of a token may do; nothing when it is none of ours.
    pub fn authenticate(&self, token: &str) -> Option<Grant> {
        self.inner.tokens.grant(token)
    }

    /// Makes the administrator's token and its file (mode 0600), unless the file holds one that is good.
    ///
    /// # Errors
    /// When the store or the file cannot be written.
    pub async fn ensure_admin_token(&self, file: &Path) -> Result<(), EngineError> {
        let unavailable = |error: std::io::Error| EngineError::Unavailable {
            detail: format!("{}: {error}", file.display()),
        };
        if let Ok(text) = tokio::fs::read_to_string(file).await
            && self
                .authenticate(text.trim())
                .is_some_and(|grant| grant.scopes.contains(&Scope::Console))
        {
            return only_for_owner(file).await.map_err(unavailable);
        }
        let token = self
            .create_token(
                &Actor::named("engine"),
                "administrator".to_owned(),
                vec![Scope::Console],
            )
            .await?;
        if let Some(directory) = file.parent() {
            tokio::fs::create_dir_all(directory).await.map_err(unavailable)?;
        }
        let mut options = tokio::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        options.mode(0o600);
        let mut open = options.open(file).await.map_err(unavailable)?;
        // The mode above is that of a new file only.
        only_for_owner(file).await.map_err(unavailable)?;
        tokio::io::AsyncWriteExt::write_all(&mut open, token.token.as_bytes())
            .await
            .map_err(unavailable)?;
        open.sync_all().await.map_err(unavailable)
    }
}

#[cfg(unix)]
async fn only_for_owner(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    tokio::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).await
}

/// The file has its directory's rights.
#[cfg(not(unix))]
async fn only_for_owner(_file: &Path) -> std::io::Result<()> {
    Ok(())
}
