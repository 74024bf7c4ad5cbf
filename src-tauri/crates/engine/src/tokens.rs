//! Bearer tokens: made at random, kept as hashes, looked up in memory.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::table::token::{Scope, TokenEntry};

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Which token.
    pub token_id: i64,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
}

/// Every token, by the hash of its text. A look-up takes the hash of what the caller sent as its key, so how long it
/// takes tells nothing about any token.
#[derive(Debug, Default)]
pub(crate) struct Tokens(RwLock<HashMap<String, TokenEntry>>);

impl Tokens {
    pub(crate) fn new(tokens: Vec<(String, TokenEntry)>) -> Self {
        Self(RwLock::new(tokens.into_iter().collect()))
    }

    pub(crate) fn put(&self, hash: String, token: TokenEntry) {
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(hash, token);
    }

    pub(crate) fn remove(&self, id: i64) {
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|_, token| token.id != id);
    }

    pub(crate) fn grant(&self, token: &str) -> Option<Grant> {
        let tokens = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let entry = tokens.get(&hash(token))?;
        Some(Grant {
            token_id: entry.id,
            scopes: entry.scopes.clone(),
        })
    }

    pub(crate) fn list(&self) -> Vec<TokenEntry> {
        let tokens = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut list: Vec<TokenEntry> = tokens.values().cloned().collect();
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
